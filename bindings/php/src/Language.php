<?php

declare(strict_types=1);

namespace Antin;

/** The language of a text for people. */
enum Language: int
{
    case En = 1;
    case Vi = 2;
}
