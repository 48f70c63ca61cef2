<?php

declare(strict_types=1);

namespace Antin;

/** What a time-stamp is over. */
enum TimestampKind: int
{
    case Content = 1;
    case Signature = 2;
    case References = 3;
    case Complete = 4;
    case ArchiveV1 = 5;
    case ArchiveV2 = 6;
    case ArchiveV3 = 7;
}
