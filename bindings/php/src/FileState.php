<?php

declare(strict_types=1);

namespace Antin;

/** What became of an attachment. */
enum FileState: int
{
    case Same = 1;
    case Swapped = 2;
    case Renamed = 3;
    case Changed = 4;
    case Missing = 5;
    case Added = 6;
}
