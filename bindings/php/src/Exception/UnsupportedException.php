<?php

declare(strict_types=1);

namespace Antin\Exception;

/** Input is legal, but needs something that the library does not do. */
final class UnsupportedException extends InputException
{
}
