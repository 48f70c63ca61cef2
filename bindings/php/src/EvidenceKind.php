<?php

declare(strict_types=1);

namespace Antin;

/** What a piece of evidence is. */
enum EvidenceKind: int
{
    case Certificate = 1;
    case Crl = 2;
    case Ocsp = 3;
    case Token = 4;
}
