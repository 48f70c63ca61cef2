<?php

declare(strict_types=1);

namespace Antin\Internal;

use Antin\Binding;
use Antin\Claim;
use Antin\Exception\AntinException;
use FFI\CData;

/**
 * What the library calls back: streams that are read and written, senders, and who keeps the lines of a journal.
 *
 * PHP keeps a function that C may call until the request ends, and stops the program when one throws. So there is
 * one of each kind, which finds by its context whom it is for, and keeps what is thrown until the call has ended.
 *
 * @internal
 */
final class Callbacks
{
    /** @var array<int, array{callable, CData}> by number: a function of the caller, and where C finds the number */
    private static array $known = [];
    private static int $last = 0;
    /** @var array<string, CData> */
    private static array $functions = [];
    private static ?\Throwable $thrown = null;

    /** Remembers one until `forget`; returns its number. */
    public static function remember(callable $body): int
    {
        $cell = Library::ffi()->new('int64_t[1]');
        $cell[0] = ++self::$last;
        self::$known[self::$last] = [$body, $cell];
        return self::$last;
    }

    public static function forget(int $number): void
    {
        unset(self::$known[$number]);
    }

    /** Returns what tells a function of C which one is meant. */
    public static function context(int $number): CData
    {
        return self::$known[$number][1];
    }

    /** Makes a call that may call back; what was thrown meanwhile is thrown now, instead of what came of it. */
    public static function during(callable $body): mixed
    {
        [$before, self::$thrown] = [self::$thrown, null];
        try {
            try {
                $result = $body();
            } catch (AntinException $error) {
                throw self::$thrown ?? $error;
            }
            return self::$thrown === null ? $result : throw self::$thrown;
        } finally {
            self::$thrown = $before;
        }
    }

    /** Returns the function that reads. */
    public static function readAt(): CData
    {
        return self::make(
            'antin_read_at',
            static fn (mixed $context, int $offset, CData $into, int $length): int =>
                self::enter($context, -1, static function (callable $read) use ($offset, $into, $length): int {
                    // Offsets that PHP has no number for are behind the end.
                    $piece = $offset < 0 ? '' : $read($offset, $length);
                    \FFI::memcpy($into, $piece, strlen($piece));
                    return strlen($piece);
                }),
        );
    }

    /** Returns the function that writes. */
    public static function write(): CData
    {
        return self::make(
            'antin_write',
            static fn (mixed $context, CData $bytes, int $length): int =>
                self::enter($context, 1, static function (callable $write) use ($bytes, $length): int {
                    $write(\FFI::string($bytes, $length));
                    return 0;
                }),
        );
    }

    /** Returns the function that knows senders. */
    public static function senders(): CData
    {
        return self::make(
            'antin_sender_binding',
            static fn (mixed $context, CData $claim): int =>
                self::enter($context, 0, static function (callable $senders) use ($claim): int {
                    $binding = $senders(Claim::read($claim));
                    if (!$binding instanceof Binding) {
                        throw new \TypeError('senders must return a Binding, not ' . get_debug_type($binding));
                    }
                    return $binding->value;
                }),
        );
    }

    private static function enter(mixed $context, int $failed, callable $body): int
    {
        try {
            $number = Library::ffi()->cast('int64_t *', $context)[0];
            return $body(self::$known[$number][0]);
        } catch (\Throwable $error) {
            // The first is the cause of what follows.
            self::$thrown ??= $error;
            return $failed;
        }
    }

    private static function make(string $type, \Closure $body): CData
    {
        if (!isset(self::$functions[$type])) {
            $function = Library::ffi()->new("{$type}[1]");
            $function[0] = $body;
            self::$functions[$type] = $function;
        }
        return self::$functions[$type][0];
    }
}
