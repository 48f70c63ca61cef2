<?php

declare(strict_types=1);

namespace Antin;

/** The format of a signature. */
enum Format: int
{
    case Cades = 1;
}
