<?php

declare(strict_types=1);

namespace Antin;

/** A digest algorithm. */
enum Digest: int
{
    case Sha256 = 2;
    case Sha384 = 3;
    case Sha512 = 4;
}
