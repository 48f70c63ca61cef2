<?php

declare(strict_types=1);

namespace Antin;

/** In which role a body seals. */
enum Role: int
{
    case Agency = 1;
    case Leader = 2;
    case Forwarder = 3;
}
