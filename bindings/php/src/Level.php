<?php

declare(strict_types=1);

namespace Antin;

/** The level of an advanced signature. */
enum Level: int
{
    case B = 1;
    case T = 2;
    case LT = 3;
    case LTA = 4;
}
