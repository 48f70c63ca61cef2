<?php

declare(strict_types=1);

namespace Antin\Exception;

/** A time-stamping authority refused, or answered something else than was asked. */
final class TimestampException extends AntinException
{
}
