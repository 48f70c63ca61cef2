<?php

declare(strict_types=1);

namespace Antin;

/** The format of a signature. */
enum Format: int
{
    case Cades = 1;

    /** A container of files, as seals are. Reports have it; signatures are not made by it. */
    case AsicE = 2;

    /** A container of one file. Reports have it; signatures are not made by it. */
    case AsicS = 3;
}
