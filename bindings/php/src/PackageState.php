<?php

declare(strict_types=1);

namespace Antin;

/** What became of a package. To PHP every object is true: compare it, or call `Package::requireAccepted`. */
enum PackageState: int
{
    case Intact = 1;
    case RewrittenByHop = 2;
    case Damaged = 3;
    case Incomplete = 4;
    case Changed = 5;
    case NotSealed = 6;
}
