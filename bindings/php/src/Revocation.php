<?php

declare(strict_types=1);

namespace Antin;

/** What is demanded of the revocation status: to be known, or to be good where it is known. */
enum Revocation: int
{
    case Require = 1;
    case IfPresent = 2;
}
