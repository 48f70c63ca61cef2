<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** A signature that is made while its document passes by, in constant memory. */
final class Signing
{
    use Owner;

    private function __construct(Handle $handle)
    {
        $this->handle = $handle;
    }

    /** Begins a detached signature. The credential is kept, and may be closed. */
    public static function detached(
        Credential $credential,
        SignOptions $options,
        int|\DateTimeInterface $time,
    ): self {
        $seconds = Argument::time($time);
        return new self(Library::make(
            'signing',
            'antin_signing_new',
            $credential->handle(),
            $options->handle(),
            $seconds,
        ));
    }

    /**
     * Begins a signature with a document in it that is `length` bytes long.
     *
     * Write `head`, then the document as it is handed over, then what `finish` returns.
     */
    public static function attached(
        Credential $credential,
        SignOptions $options,
        int|\DateTimeInterface $time,
        int $length,
    ): self {
        return new self(Library::make(
            'signing',
            'antin_signing_new_attached',
            $credential->handle(),
            $options->handle(),
            Argument::time($time),
            Argument::count($length, 'length'),
        ));
    }

    /** Begins a detached signature for a key that lives elsewhere; end it with `prepare`. */
    public static function forChain(string $chain, SignOptions $options, int|\DateTimeInterface $time): self
    {
        return new self(Library::make(
            'signing',
            'antin_signing_new_for_chain',
            $chain,
            strlen($chain),
            $options->handle(),
            Argument::time($time),
        ));
    }

    /** Returns what stands before the document in an attached signature; nothing for a detached one. */
    public function head(): string
    {
        return (string) Library::bytes('antin_signing_head', $this->handle);
    }

    /** Takes the next piece. */
    public function update(string $piece): void
    {
        Library::call('antin_signing_update', $this->handle, $piece, strlen($piece));
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

    /** Signs: returns the detached signature, or what stands after the document. It works once. */
    public function finish(): string
    {
        return Library::makeBytes('antin_signing_finish', $this->handle);
    }

    /** Ends a detached signature without signing it. It works once. */
    public function prepare(): Prepared
    {
        return new Prepared(Library::make('prepared', 'antin_signing_prepare', $this->handle));
    }
}
