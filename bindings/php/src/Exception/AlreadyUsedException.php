<?php

declare(strict_types=1);

namespace Antin\Exception;

/** The object has done its work already. */
final class AlreadyUsedException extends AntinException
{
}
