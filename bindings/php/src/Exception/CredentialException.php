<?php

declare(strict_types=1);

namespace Antin\Exception;

/** A certificate or chain cannot be used as asked. */
final class CredentialException extends AntinException
{
}
