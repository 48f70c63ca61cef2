<?php

declare(strict_types=1);

namespace Antin;

/** What is missing for a certificate: a path to a root, or whether it was revoked. */
enum MissingKind: int
{
    case Path = 1;
    case Status = 2;
}
