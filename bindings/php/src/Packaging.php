<?php

declare(strict_types=1);

namespace Antin;

/** Where the document is: beside the signature (`.p7s`), or in it (`.p7m`). */
enum Packaging: int
{
    case Detached = 1;
    case Attached = 2;
}
