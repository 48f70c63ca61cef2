<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** A judgement on a document that passes by, in constant memory. */
final class Verifying
{
    use Owner;

    private function __construct(Handle $handle)
    {
        $this->handle = $handle;
    }

    /**
     * Begins with a detached signature, whose content will be handed over.
     *
     * @throws Exception\InvalidArgumentException if the content is in the signature
     * @throws Exception\InputException if there can be no judgement
     */
    public static function detached(
        string $signature,
        Policy $policy,
        int|\DateTimeInterface $at,
        ?Evidence $evidence = null,
    ): self {
        return new self(Library::make(
            'verifying',
            'antin_verifying_new',
            $signature,
            strlen($signature),
            $policy->handle(),
            $evidence?->handle(),
            Argument::time($at),
        ));
    }

    /** Begins with nothing: a document will be handed over, with its content in it. */
    public static function attached(
        Policy $policy,
        int|\DateTimeInterface $at,
        ?Evidence $evidence = null,
    ): self {
        return new self(Library::make(
            'verifying',
            'antin_verifying_new_attached',
            $policy->handle(),
            $evidence?->handle(),
            Argument::time($at),
        ));
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
