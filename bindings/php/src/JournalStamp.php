<?php

declare(strict_types=1);

namespace Antin;

/** A time-stamp in a journal. */
final class JournalStamp
{
    /**
     * @internal
     * @param int $entry the number of its entry
     * @param int $over the number of the entry up to which it is over everything
     * @param int $time that it tells, in seconds since 1970
     */
    public function __construct(
        public readonly int $entry,
        public readonly int $over,
        public readonly int $time,
    ) {
    }
}
