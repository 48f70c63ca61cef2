<?php

declare(strict_types=1);

namespace Antin\Exception;

/** A policy file cannot be followed. */
final class PolicyException extends InputException
{
}
