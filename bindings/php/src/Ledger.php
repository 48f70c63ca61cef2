<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Lines;
use Antin\Internal\Owner;
use Antin\Internal\Target;

/**
 * What gateways remember: the packages that arrived, and the journal, which change together.
 *
 * Several gateways can share one; it may be closed before them.
 */
final class Ledger
{
    use Owner;

    private Lines $lines;

    private function __construct(Handle $handle, Lines $lines)
    {
        $this->handle = $handle;
        $this->lines = $lines;
    }

    /**
     * Keeps everything in memory, and forgets it when the last that uses it is closed. For tests, and for those who
     * keep the journal themselves.
     *
     * Packages are remembered for `window` seconds (see `GatewayPolicy::window`), `most` at most. What was sealed at or
     * before the `horizon` is too old; without one nothing was forgotten.
     *
     * `line` is given each line of the journal, with its line end, before anything is acknowledged. If it throws, or
     * returns false, nothing was recorded, and nothing is from then on, since half of the line may have been kept; what
     * it threw comes out of the call. It cannot use the ledger.
     *
     * @param (callable(string): mixed)|null $line
     */
    public static function inMemory(
        int $window,
        int $most,
        int|\DateTimeInterface|null $horizon = null,
        ?callable $line = null,
    ): self {
        $lines = new Lines($line);
        [$function, $context] = $lines->callback();
        return new self(Library::make(
            'ledger',
            'antin_ledger_new',
            Argument::count($window, 'window'),
            Argument::count($most, 'most'),
            self::horizon($horizon),
            $function,
            $context,
        ), $lines);
    }

    /**
     * Makes a file that keeps everything durably. In the place of one that was lost, its `horizon` is the time of
     * the day: otherwise what had arrived could arrive once more. Only the very first may have an earlier one, or null:
     * it takes packages of any age.
     *
     * @throws Exception\LedgerException if there is a file, or none can be made
     * @throws Exception\UnsupportedException if the library was built without
     */
    public static function create(
        string $path,
        int $window,
        int|\DateTimeInterface|null $horizon,
    ): self {
        return new self(Library::make(
            'ledger',
            'antin_ledger_create',
            Argument::text($path, 'path'),
            Argument::count($window, 'window'),
            self::horizon($horizon),
        ), new Lines());
    }

    /**
     * Opens a file that `create` made. It can be open once: in one process, until the ledger is closed, and the gateways
     * on it, and their sendings and arrivals as far as something can still be done with them.
     *
     * @throws Exception\LedgerException if it is in use, damaged, or not there
     */
    public static function open(string $path, int $window): self
    {
        $path = Argument::text($path, 'path');
        $window = Argument::count($window, 'window');
        return new self(Library::make('ledger', 'antin_ledger_open', $path, $window), new Lines());
    }

    /** Returns the end of the journal, as `NUMBER:SHA256`: what an auditor keeps. */
    public function head(): string
    {
        return $this->lines->during(fn (): string => Library::makeBytes('antin_ledger_head', $this->handle));
    }

    /** Returns how many packages that arrived it remembers. */
    public function arrivals(): int
    {
        return $this->lines->during(function (): int {
            $count = Library::ffi()->new('uint64_t');
            Library::call('antin_ledger_arrivals', $this->handle, \FFI::addr($count));
            return $count->cdata;
        });
    }

    /**
     * Returns the lines of the journal, from an entry on.
     *
     * @throws Exception\UnsupportedException if it is in memory
     */
    public function export(int $from = 1): string
    {
        $target = Target::memory();
        $this->exportInto($target, $from);
        return $target->bytes();
    }

    /**
     * Writes the lines of the journal, from an entry on, to a stream or a file, as `Antin::sealTo`.
     *
     * @param resource|\SplFileInfo $output
     */
    public function exportTo(mixed $output, int $from = 1): void
    {
        $this->exportInto(Target::of($output), $from);
    }

    /**
     * Has the journal time-stamped as it is, and records that; returns the number of the entry, or null if the
     * journal is empty.
     *
     * @throws Exception\TimestampException|Exception\NetworkException if there is no time-stamp
     */
    public function stamp(Timestamper $timestamper, int|\DateTimeInterface $at): ?int
    {
        return $this->lines->during(function () use ($timestamper, $at): ?int {
            $entry = Library::ffi()->new('uint64_t');
            try {
                $time = Argument::time($at);
                Library::call('antin_ledger_stamp', $this->handle, $timestamper->handle(), $time, \FFI::addr($entry));
            } catch (Exception\AntinException $error) {
                return $error->result() === Result::Absent ? null : throw $error;
            }
            return $entry->cdata;
        });
    }

    /** @internal */
    public function lines(): Lines
    {
        return $this->lines;
    }

    private function exportInto(Target $target, int $from): void
    {
        $from = Argument::count($from, 'from');
        $this->lines->during(fn () => Library::call('antin_ledger_export', $this->handle, $from, $target->handle));
    }

    private static function horizon(int|\DateTimeInterface|null $horizon): int
    {
        return $horizon === null ? PHP_INT_MIN : Argument::time($horizon);
    }
}
