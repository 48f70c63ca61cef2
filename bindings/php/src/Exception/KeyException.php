<?php

declare(strict_types=1);

namespace Antin\Exception;

/** A key cannot be used: wrong password, wrong type, or the value is not by it. */
final class KeyException extends AntinException
{
}
