<?php

declare(strict_types=1);

namespace Antin\Exception;

/** There is a judgement, and it is no pass. */
final class RejectedException extends AntinException
{
}
