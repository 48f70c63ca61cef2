<?php

declare(strict_types=1);

namespace Antin\Exception;

/** A bug in the library. Please report it. */
final class InternalException extends AntinException
{
}
