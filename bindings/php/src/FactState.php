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
    /** It is what was sealed, without a part that hubs drop: harmless. Only of `details`. */
    case Reduced = 5;
}
