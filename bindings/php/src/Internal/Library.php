<?php

declare(strict_types=1);

namespace Antin\Internal;

use Antin\Exception\AntinException;
use Antin\Exception\LibraryException;
use Antin\Language;
use FFI\CData;

/**
 * The shared library, and calls of it: handles are lent for the call, errors become exceptions.
 *
 * Arguments stay out of the traces of exceptions: some are passwords, and some are pointers, which
 * whoever prints a trace would follow after they were freed.
 *
 * @internal
 */
final class Library
{
    private static ?\FFI $ffi = null;

    public static function ffi(): \FFI
    {
        return self::$ffi ??= self::load();
    }

    /** Returns the path of the library, or its usual name. */
    public static function path(): string
    {
        $path = getenv('ANTIN_LIBRARY');
        if (is_string($path) && $path !== '') {
            return $path;
        }
        return match (PHP_OS_FAMILY) {
            'Windows' => 'antin.dll',
            'Darwin' => 'libantin.dylib',
            default => 'libantin.so.0',
        };
    }

    /** Calls a function that cannot fail. */
    public static function get(string $function, #[\SensitiveParameter] mixed ...$arguments): mixed
    {
        $entered = [];
        try {
            foreach ($arguments as $index => $argument) {
                if ($argument instanceof Handle) {
                    $arguments[$index] = $argument->enter();
                    $entered[] = $argument;
                } elseif ($argument instanceof \BackedEnum) {
                    $arguments[$index] = $argument->value;
                }
            }
            return self::ffi()->$function(...$arguments);
        } finally {
            foreach ($entered as $handle) {
                $handle->leave();
            }
        }
    }

    /** Calls a function whose last argument is `error_out`. */
    public static function call(string $function, #[\SensitiveParameter] mixed ...$arguments): void
    {
        $error = self::ffi()->new('antin_error *');
        $arguments[] = \FFI::addr($error);
        $result = self::get($function, ...$arguments);
        if ($result !== 0) {
            throw self::exception($result, $error);
        }
    }

    /** Calls a function whose last arguments are `TYPE_out` and `error_out`. */
    public static function make(string $type, string $function, #[\SensitiveParameter] mixed ...$arguments): Handle
    {
        $out = self::ffi()->new("antin_$type *");
        $arguments[] = \FFI::addr($out);
        self::call($function, ...$arguments);
        $class = match ($type) {
            'binding' => 'RegistryBinding',
            'journal' => 'JournalCheck',
            'path' => 'CertificatePath',
            default => str_replace('_', '', ucwords($type, '_')),
        };
        return new Handle($class, $out, "antin_{$type}_free");
    }

    /** Calls a function that makes a buffer; returns what is in it. */
    public static function makeBytes(string $function, #[\SensitiveParameter] mixed ...$arguments): string
    {
        $buffer = self::make('buffer', $function, ...$arguments);
        try {
            return (string) self::bytes('antin_buffer_data', $buffer);
        } finally {
            $buffer->close();
        }
    }

    /** Calls a getter whose last argument is `len_out`; returns a copy of what it lends. */
    public static function bytes(
        string $function,
        #[\SensitiveParameter] Handle|CData $owner,
        int ...$index,
    ): ?string {
        $length = self::ffi()->new('size_t');
        $pointer = $owner instanceof Handle ? $owner->enter() : $owner;
        try {
            $data = self::get($function, $pointer, ...[...$index, \FFI::addr($length)]);
            return $data === null ? null : \FFI::string($data, $length->cdata);
        } finally {
            if ($owner instanceof Handle) {
                $owner->leave();
            }
        }
    }

    /**
     * Calls a getter of a number of 64 bits.
     *
     * @throws \OverflowException for one that PHP has none for: it would be another one
     */
    public static function number(string $function, #[\SensitiveParameter] Handle|CData $owner): int
    {
        $number = self::get($function, $owner);
        return $number >= 0 ? $number : throw new \OverflowException('the number is too large for PHP');
    }

    /** Calls a getter of a text in each language; none if it gives none. */
    public static function words(string $function, #[\SensitiveParameter] Handle|CData $owner, int ...$index): array
    {
        $texts = [];
        foreach (Language::cases() as $language) {
            $texts[$language->value] = self::get($function, $owner, ...[...$index, $language]);
        }
        return $texts;
    }

    /** Calls a getter of a time, which may be absent. */
    public static function time(string $function, #[\SensitiveParameter] CData $owner): ?int
    {
        $time = self::ffi()->new('int64_t');
        return self::get($function, $owner, \FFI::addr($time)) === 0 ? $time->cdata : null;
    }

    /** Calls a function that gives a time, which may be absent, and whose last argument is `error_out`. */
    public static function when(string $function, Handle $owner): ?int
    {
        $time = self::ffi()->new('int64_t');
        return self::get($function, $owner, \FFI::addr($time), null) === 0 ? $time->cdata : null;
    }

    /** Calls a getter of a place, which may be absent. */
    public static function place(string $function, #[\SensitiveParameter] CData $owner): ?int
    {
        $place = self::ffi()->new('size_t');
        return self::get($function, $owner, \FFI::addr($place)) === 0 ? $place->cdata : null;
    }

    /**
     * Calls a getter of texts, counted by another.
     *
     * @return list<string>
     */
    public static function list(string $count, string $getter, #[\SensitiveParameter] Handle|CData $owner): array
    {
        $texts = [];
        $number = self::get($count, $owner);
        for ($index = 0; $index < $number; ++$index) {
            $texts[] = (string) self::get($getter, $owner, $index);
        }
        return $texts;
    }

    /** Makes an array of texts for C. What is returned first lends to what is returned second. */
    public static function texts(array $texts): array
    {
        $ffi = self::ffi();
        $kept = [];
        $list = $ffi->new('const char *[' . max(1, count($texts)) . ']');
        foreach (array_values($texts) as $index => $text) {
            $copy = $ffi->new('char[' . (strlen($text) + 1) . ']');
            \FFI::memcpy($copy, $text, strlen($text));
            $list[$index] = \FFI::cast('const char *', \FFI::addr($copy));
            $kept[] = $copy;
        }
        return [$kept, $list];
    }

    private static function exception(int $result, #[\SensitiveParameter] CData $error): AntinException
    {
        try {
            $code = self::get('antin_error_code', $error) ?: $result;
            $texts = $helps = [];
            foreach (Language::cases() as $language) {
                $texts[$language->value] = (string) self::get('antin_error_text', $error, $language);
                $helps[$language->value] = (string) self::get('antin_error_help', $error, $language);
            }
            $class = AntinException::classOf($code);
            return new $class($code, (string) self::get('antin_error_message', $error), $texts, $helps);
        } finally {
            self::get('antin_error_free', $error);
        }
    }

    private static function load(): \FFI
    {
        if (!extension_loaded('ffi')) {
            throw new LibraryException('the extension FFI is not there');
        }
        try {
            return \FFI::scope('ANTIN');
        } catch (\FFI\Exception) {
            // Not preloaded by `ffi.preload`.
        }
        try {
            return \FFI::cdef(self::declarations(), self::path());
        } catch (\FFI\Exception $error) {
            throw new LibraryException(
                "the library of antin cannot be loaded ({$error->getMessage()}); install it, or put its path"
                . ' into ANTIN_LIBRARY; on servers, preload antin.h and preload.php, or let ffi.enable be true',
                previous: $error,
            );
        }
    }

    private static function declarations(): string
    {
        $header = (string) file_get_contents(dirname(__DIR__, 2) . '/antin.h');
        return (string) preg_replace('~^#.*$~m', '', $header);
    }
}
