<?php

declare(strict_types=1);

namespace Antin\Exception;

/** An argument is none that the call takes, or two contradict each other. */
final class InvalidArgumentException extends AntinException
{
}
