<?php

declare(strict_types=1);

namespace Antin;

/** How far a package that goes out has come. */
enum SendingState: int
{
    case Judged = 1;
    case Prepared = 2;
    case Sent = 3;
    case Refused = 4;
    case Failed = 5;
}
