<?php

declare(strict_types=1);

namespace Antin;

/** What became of a fact. */
enum FactState: int
{
    case Same = 1;
    case Changed = 2;
    case Removed = 3;
    case Added = 4;
}
