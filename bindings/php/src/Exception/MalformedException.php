<?php

declare(strict_types=1);

namespace Antin\Exception;

/** Input is not well-formed. */
final class MalformedException extends InputException
{
}
