<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** A folder of evidence that processes share. */
final class Cache
{
    use Owner;

    /**
     * Opens a folder, and makes it if it is not there.
     *
     * @throws Exception\ExternalException if that cannot be
     */
    public function __construct(string $folder)
    {
        $this->handle = Library::make('cache', 'antin_cache_open', Argument::text($folder, 'folder'));
    }

    /** Reads all that the folder holds. */
    public function load(): Loaded
    {
        $evidence = Library::ffi()->new('antin_evidence *');
        $damaged = Library::ffi()->new('antin_buffer *');
        Library::call('antin_cache_load', $this->handle, \FFI::addr($evidence), \FFI::addr($damaged));
        $taken = Evidence::take(new Handle('Evidence', $evidence, 'antin_evidence_free'));
        $buffer = new Handle('Buffer', $damaged, 'antin_buffer_free');
        try {
            $lines = explode("\n", (string) Library::bytes('antin_buffer_data', $buffer));
            return new Loaded($taken, array_slice($lines, 0, -1));
        } finally {
            $buffer->close();
        }
    }

    /** Keeps each piece that is not there yet; a newer CRL takes the place of older ones from its source. */
    public function keep(Evidence $evidence): void
    {
        Library::call('antin_cache_keep', $this->handle, $evidence->handle());
    }

    /** Deletes what ended before a time and what is not whole; returns how many files that were. */
    public function clean(int|\DateTimeInterface $endedBefore): int
    {
        $deleted = Library::ffi()->new('size_t');
        Library::call('antin_cache_clean', $this->handle, Argument::time($endedBefore), \FFI::addr($deleted));
        return $deleted->cdata;
    }
}
