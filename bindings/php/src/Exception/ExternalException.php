<?php

declare(strict_types=1);

namespace Antin\Exception;

/** Something outside of the library failed, such as starting a thread. */
final class ExternalException extends AntinException
{
}
