<?php

declare(strict_types=1);

namespace Antin\Exception;

/** The shared library of antin is not there, is older than this package, or FFI is not enabled. */
final class LibraryException extends \RuntimeException
{
}
