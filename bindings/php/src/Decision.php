<?php

declare(strict_types=1);

namespace Antin;

/** What became of a package that arrived. */
enum Decision: int
{
    case Accept = 1;
    case Quarantine = 2;
    case Refuse = 3;
}
