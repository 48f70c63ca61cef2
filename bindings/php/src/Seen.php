<?php

declare(strict_types=1);

namespace Antin;

/** Which registry was believed last: to be kept where nobody can take it back, and given to `Registry::check`. */
final class Seen
{
    /** @param string $sha256 of its JSON, in hexadecimal */
    public function __construct(
        public readonly int $number,
        public readonly string $sha256,
    ) {
    }
}
