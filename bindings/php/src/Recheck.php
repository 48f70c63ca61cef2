<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** Content that passes by once more: a file can change after it was judged. */
final class Recheck
{
    use Owner;

    /**
     * Begins with a report that passed.
     *
     * @throws Exception\RejectedException for another
     */
    public function __construct(Report $report)
    {
        $this->handle = Library::make('recheck', 'antin_recheck_new', $report->handle());
    }

    /**
     * Takes the next piece.
     *
     * @throws Exception\InvalidArgumentException if it is more than was judged
     */
    public function update(string $piece): void
    {
        Library::call('antin_recheck_update', $this->handle, $piece, strlen($piece));
    }

    /**
     * Takes what a stream has, to its end.
     *
     * @param resource $stream
     */
    public function updateFrom(mixed $stream): void
    {
        foreach (Argument::pieces($stream, 'stream') as $piece) {
            $this->update($piece);
        }
    }

    /**
     * Returns only if what passed by is what was judged.
     *
     * @throws Exception\InvalidArgumentException otherwise
     */
    public function finish(): void
    {
        Library::call('antin_recheck_finish', $this->handle);
    }
}
