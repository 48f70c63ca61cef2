<?php

declare(strict_types=1);

namespace Antin;

/** What the signer's certificate must be good for. */
enum Purpose: int
{
    case Any = 1;
    case Document = 2;
    case OcspSigning = 3;
    case TimeStamping = 4;
    case TlsServer = 5;
}
