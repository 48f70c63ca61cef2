<?php

declare(strict_types=1);

namespace Antin\Exception;

/** The network failed, or an address may not be asked. */
final class NetworkException extends AntinException
{
}
