<?php

declare(strict_types=1);

namespace Antin;

/** What a recipient tells of a package. */
enum Status: int
{
    case Arrived = 1;
    case Refused = 2;
    case Accepted = 3;
    case Assigned = 4;
    case InProgress = 5;
    case Finished = 6;
    case TakeBackAsked = 13;
    case TakeBackAgreed = 15;
    case TakeBackRefused = 16;

    /** Returns the code in two digits, as messages and receipts have it. */
    public function code(): string
    {
        return sprintf('%02d', $this->value);
    }
}
