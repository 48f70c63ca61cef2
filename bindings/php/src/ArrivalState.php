<?php

declare(strict_types=1);

namespace Antin;

/** How far a package that came in has come. */
enum ArrivalState: int
{
    case Judged = 1;
    case Prepared = 2;
    case Answered = 3;
    case Recorded = 4;
    case Failed = 5;
}
