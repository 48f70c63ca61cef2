<?php

declare(strict_types=1);

namespace Antin\Exception;

/** Input cannot be judged or used. The base of what can be wrong with it. */
class InputException extends AntinException
{
}
