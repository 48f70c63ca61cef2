<?php

declare(strict_types=1);

namespace Antin\Exception;

/** The next registry should be there by now; nothing is decided by this one. */
final class RegistryPastException extends InputException
{
}
