<?php

declare(strict_types=1);

namespace Antin\Internal;

/**
 * What C could not carry, or would misread, is refused; streams are read.
 *
 * @internal
 */
final class Argument
{
    private const CHUNK = 65536;

    /** Refuses text with a NUL in it: C would cut it there. */
    public static function text(#[\SensitiveParameter] string $value, string $name): string
    {
        if (str_contains($value, "\0")) {
            throw new \ValueError("$name must not contain any null bytes");
        }
        return $value;
    }

    /** Returns seconds since 1970. */
    public static function time(int|\DateTimeInterface $time): int
    {
        return is_int($time) ? $time : $time->getTimestamp();
    }

    /** Refuses a number that C would take for a huge one. */
    public static function count(int $value, string $name): int
    {
        if ($value < 0) {
            throw new \ValueError("$name must not be negative");
        }
        return $value;
    }

    /** Refuses a number that does not fit into 32 bits: C would take another one. */
    public static function u32(?int $value, string $name): ?int
    {
        if ($value !== null && ($value < 0 || $value > 0xffff_ffff)) {
            throw new \ValueError("$name must be between 0 and 4294967295");
        }
        return $value;
    }

    /** Returns seconds in milliseconds; smaller fractions are dropped. */
    public static function milliseconds(int|float|null $seconds, string $name): ?int
    {
        if ($seconds === null) {
            return null;
        }
        if (!($seconds >= 0 && $seconds <= intdiv(PHP_INT_MAX, 1001))) {
            throw new \ValueError("$name must be seconds, and not negative");
        }
        return (int) ($seconds * 1000);
    }

    /**
     * Returns one text or several as a list.
     *
     * @return list<string>
     */
    public static function many(string|array $value, string $name): array
    {
        $list = is_string($value) ? [$value] : array_values($value);
        foreach ($list as $item) {
            if (!is_string($item)) {
                throw new \TypeError("$name must be strings, not " . get_debug_type($item));
            }
        }
        return $list;
    }

    /** Tells streams from strings, and refuses the rest. */
    public static function isStream(mixed $source, string $name): bool
    {
        if (is_string($source)) {
            return false;
        }
        if (is_resource($source) && get_resource_type($source) === 'stream') {
            return true;
        }
        throw new \TypeError("$name must be a string or an open stream, not " . get_debug_type($source));
    }

    /** Returns a string as it is, and a stream's bytes to its end. */
    public static function all(mixed $source, string $name): string
    {
        if (!self::isStream($source, $name)) {
            return $source;
        }
        return implode('', iterator_to_array(self::pieces($source, $name), false));
    }

    /**
     * Reads a stream to its end, piece by piece.
     *
     * @param resource $stream
     * @return \Generator<int, string>
     */
    public static function pieces(mixed $stream, string $name): \Generator
    {
        if (!self::isStream($stream, $name)) {
            throw new \TypeError("$name must be an open stream, not string");
        }
        while (!feof($stream)) {
            $piece = fread($stream, self::CHUNK);
            if ($piece === false) {
                throw new \RuntimeException("$name cannot be read");
            }
            if ($piece !== '') {
                yield $piece;
                continue;
            }
            $about = stream_get_meta_data($stream);
            if ($about['timed_out'] || !$about['blocked']) {
                throw new \RuntimeException("$name has no data yet: streams must block");
            }
        }
    }

    /**
     * Writes all of the bytes.
     *
     * @param resource $stream
     */
    public static function write(mixed $stream, string $data): void
    {
        while ($data !== '') {
            $written = fwrite($stream, $data);
            if ($written === false || $written === 0) {
                throw new \RuntimeException('the output cannot be written');
            }
            $data = substr($data, $written);
        }
    }
}
