<?php

declare(strict_types=1);

namespace Antin\Internal;

/**
 * Where a package is read from during a call.
 *
 * @internal
 */
final class Source
{
    private function __construct(public readonly Handle $handle, private readonly int $number = 0)
    {
    }

    public function __destruct()
    {
        $this->handle->close();
        Callbacks::forget($this->number);
    }

    /** Takes bytes, a stream that can seek, or a path. */
    public static function of(mixed $package): self
    {
        if ($package instanceof \SplFileInfo) {
            $path = Argument::text($package->getPathname(), 'the path');
            return new self(Library::make('source', 'antin_source_new_file', $path));
        }
        if (!Argument::isStream($package, 'the package')) {
            return new self(Library::make('source', 'antin_source_new', $package, strlen($package)));
        }
        if (!stream_get_meta_data($package)['seekable']) {
            throw new \ValueError('the package must be a stream that can seek: read it whole, by stream_get_contents');
        }
        $number = Callbacks::remember(
            static fn (int $offset, int $length): string => self::read($package, $offset, $length),
        );
        $handle = Library::make('source', 'antin_source_new_stream', Callbacks::readAt(), Callbacks::context($number));
        return new self($handle, $number);
    }

    /** @param resource $stream */
    private static function read(mixed $stream, int $offset, int $length): string
    {
        if (fseek($stream, $offset) !== 0) {
            // Memory has no places behind its end.
            if (fseek($stream, 0, SEEK_END) === 0 && $offset >= ftell($stream)) {
                return '';
            }
            throw new \RuntimeException('the package cannot be read');
        }
        $piece = fread($stream, $length);
        if ($piece === false) {
            throw new \RuntimeException('the package cannot be read');
        }
        return $piece;
    }
}
