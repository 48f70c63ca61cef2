<?php

declare(strict_types=1);

namespace Antin;

/** What is known of a certificate and the body that it is said to be of. */
enum Binding: int
{
    case Unknown = 0;
    case Bound = 1;
    case RoleNotAllowed = 2;
    case Expired = 3;
    case Revoked = 4;
    case Other = 5;
}
