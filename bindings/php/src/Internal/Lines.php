<?php

declare(strict_types=1);

namespace Antin\Internal;

/**
 * Who is given the lines of a journal: known as long as anything is there that may record.
 *
 * @internal
 */
final class Lines
{
    private int $number = 0;
    private bool $busy = false;

    /** @param (callable(string): mixed)|null $line */
    public function __construct(?callable $line = null)
    {
        if ($line === null) {
            return;
        }
        // Without `$this`, which would be remembered for ever.
        $busy = &$this->busy;
        $this->number = Callbacks::remember(static function (string $bytes) use ($line, &$busy): void {
            $busy = true;
            try {
                // So `fwrite` says that it failed.
                if ($line($bytes) === false) {
                    throw new \RuntimeException('the line was not kept');
                }
            } finally {
                $busy = false;
            }
        });
    }

    public function __destruct()
    {
        Callbacks::forget($this->number);
    }

    /** Returns the function for C, and its context. */
    public function callback(): array
    {
        return $this->number === 0 ? [null, null] : [Callbacks::write(), Callbacks::context($this->number)];
    }

    /** Makes a call that may give lines. While one is being kept, the ledger would wait for itself. */
    public function during(callable $body): mixed
    {
        if ($this->busy) {
            throw new \LogicException('a line of the journal is being kept: its ledger is in use');
        }
        return Callbacks::during($body);
    }
}
