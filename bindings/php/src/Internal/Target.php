<?php

declare(strict_types=1);

namespace Antin\Internal;

/**
 * Where a call writes to, once.
 *
 * @internal
 */
final class Target
{
    private function __construct(public readonly Handle $handle, private readonly int $number = 0)
    {
    }

    public function __destruct()
    {
        $this->handle->close();
        Callbacks::forget($this->number);
    }

    public static function memory(): self
    {
        return new self(Library::make('target', 'antin_target_new'));
    }

    /** Takes a stream or a path. */
    public static function of(mixed $output): self
    {
        if ($output instanceof \SplFileInfo) {
            $path = Argument::text($output->getPathname(), 'the path');
            return new self(Library::make('target', 'antin_target_new_file', $path));
        }
        if (is_string($output) || !Argument::isStream($output, 'the output')) {
            throw new \TypeError('the output must be an open stream or an SplFileInfo, not string');
        }
        $number = Callbacks::remember(static fn (string $piece) => Argument::write($output, $piece));
        $handle = Library::make('target', 'antin_target_new_stream', Callbacks::write(), Callbacks::context($number));
        return new self($handle, $number);
    }

    /** Returns what was written to memory. */
    public function bytes(): string
    {
        return (string) Library::bytes('antin_target_bytes', $this->handle);
    }
}
