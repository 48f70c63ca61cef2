<?php

declare(strict_types=1);

namespace Antin;

/** By what a binding of a registry knows certificates. */
enum MatchBy: int
{
    case Certificate = 1;
    case Key = 2;
    case KeyIdentifier = 3;
    case Subject = 4;
    case Issuer = 5;
}
