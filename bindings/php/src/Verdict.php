<?php

declare(strict_types=1);

namespace Antin;

/**
 * What a judgement says, by ETSI EN 319 102-1.
 *
 * To PHP every object is true, a failed verdict too: compare it with `Verdict::Passed`.
 */
enum Verdict: int
{
    case Indeterminate = 0;
    case Passed = 1;
    case Failed = 2;

    /** Returns the name in the standard. */
    public function etsiName(): string
    {
        return match ($this) {
            self::Passed => 'TOTAL-PASSED',
            self::Failed => 'TOTAL-FAILED',
            self::Indeterminate => 'INDETERMINATE',
        };
    }
}
