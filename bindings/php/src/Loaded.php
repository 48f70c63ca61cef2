<?php

declare(strict_types=1);

namespace Antin;

/** What a folder held. */
final class Loaded
{
    /**
     * @internal
     * @param list<string> $damaged the files that were passed over, as they are not whole
     */
    public function __construct(public readonly Evidence $evidence, public readonly array $damaged)
    {
    }
}
