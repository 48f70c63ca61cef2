<?php

declare(strict_types=1);

namespace Antin\Exception;

/** The object was closed. */
final class ClosedException extends \LogicException
{
}
