<?php

declare(strict_types=1);

namespace Antin\Exception;

/** Input asks for more work than the limits allow. */
final class LimitExceededException extends InputException
{
}
