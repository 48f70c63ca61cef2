<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Handle;
use Antin\Internal\Library;

/** What gathering found, and what it did not. */
final class Gathered
{
    /**
     * @param Evidence $evidence what was known before, and what was fetched and found to fit
     * @param int $fetched how many pieces were fetched and kept
     * @param list<Missing> $missing for what something is missing still
     * @param bool $isCutShort whether something is missing because a bound on the gathering was met. Whoever wrote
     *     the document can bring this about, and what was not asked may be a revocation: judge by a policy that
     *     requires its status then
     */
    private function __construct(
        public readonly Evidence $evidence,
        public readonly int $fetched,
        public readonly array $missing,
        public readonly bool $isCutShort,
    ) {
    }

    /** @internal */
    public static function read(Handle $gathered): self
    {
        try {
            $missing = [];
            $count = Library::get('antin_gathered_missing_count', $gathered);
            for ($index = 0; $index < $count; ++$index) {
                $missing[] = Missing::read(Library::get('antin_gathered_missing', $gathered, $index));
            }
            $evidence = Evidence::take(Library::make('evidence', 'antin_gathered_evidence', $gathered));
            $isCutShort = Library::get('antin_gathered_is_cut_short', $gathered) !== 0;
            return new self($evidence, Library::get('antin_gathered_fetched', $gathered), $missing, $isCutShort);
        } finally {
            $gathered->close();
        }
    }
}
