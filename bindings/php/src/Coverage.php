<?php

declare(strict_types=1);

namespace Antin;

/** What of the document a signature is over. */
enum Coverage: int
{
    case Unknown = 0;
    case WholeDocument = 1;
}
