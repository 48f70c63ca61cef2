<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** A judgement on a document that passes by, in constant memory. */
final class Verifying
{
    use Owner;

    /**
     * Begins. With a `signature`, hand over the content that lies beside it; without, the document with
     * its content in it.
     */
    public function __construct(
        Policy $policy,
        int|\DateTimeInterface $at,
        ?string $signature = null,
        ?Evidence $evidence = null,
    ) {
        $this->handle = Library::make(
            'verifying',
            'antin_verifying_new',
            $signature,
            strlen($signature ?? ''),
            $policy->handle(),
            $evidence?->handle(),
            Argument::time($at),
        );
    }

    /** Takes the next piece; throws as soon as it is known that there will be no judgement. */
    public function update(string $piece): void
    {
        Library::call('antin_verifying_update', $this->handle, $piece, strlen($piece));
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

    /** Judges. It works once, also if it fails. */
    public function finish(): Report
    {
        return new Report(Library::make('report', 'antin_verifying_finish', $this->handle));
    }
}
