<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Callbacks;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;
use Antin\Internal\Source;

/**
 * The judgement on a journal. It is no pass: call `requireWhole`.
 *
 * To PHP every object is true, the judgement on a forged journal too.
 */
final class JournalCheck
{
    use Owner;

    /**
     * Reads the lines of a journal, in constant memory, from what a package is read from: a string has its bytes.
     *
     * `head` is an end that was kept: without it nobody sees that the end was cut off. Without a policy time-stamps
     * only have to fit.
     *
     * @param string|resource|\SplFileInfo $lines
     * @throws Exception\InvalidArgumentException for a head that is none
     */
    public function __construct(
        mixed $lines,
        int|\DateTimeInterface $at,
        ?string $head = null,
        ?Policy $policy = null,
        ?Evidence $evidence = null,
    ) {
        $source = Source::of($lines);
        $this->handle = Callbacks::during(static fn (): Handle => Library::make(
            'journal',
            'antin_journal_check',
            $source->handle,
            $head === null ? null : Argument::text($head, 'head'),
            $policy?->handle(),
            $evidence?->handle(),
            Argument::time($at),
        ));
    }

    /**
     * Returns only if nothing was changed, removed or put in since.
     *
     * @throws Exception\RejectedException otherwise, with the entry
     */
    public function requireWhole(): void
    {
        Library::call('antin_journal_require_whole', $this->handle);
    }

    /** Says whether `requireWhole` would return. */
    public function isWhole(): bool
    {
        return Library::get('antin_journal_is_whole', $this->handle) === 1;
    }

    /** Returns what is wrong, as a stable name such as `removed`; null if it is whole. */
    public function fault(): ?string
    {
        return Library::get('antin_journal_fault', $this->handle);
    }

    /** Returns what is wrong, as a clause for people; null if it is whole. */
    public function faultText(Language $language = Language::En): ?string
    {
        return Library::get('antin_journal_fault_text', $this->handle, $language);
    }

    /** Returns the number of the first entry concerned; null if it is whole. */
    public function entry(): ?int
    {
        return Library::number('antin_journal_entry', $this->handle) ?: null;
    }

    /** Returns the number of the first entry that may be concerned; null if it is whole. */
    public function since(): ?int
    {
        return Library::number('antin_journal_since', $this->handle) ?: null;
    }

    /** Returns the line at which it shows; null if it is whole. */
    public function line(): ?int
    {
        return Library::number('antin_journal_line', $this->handle) ?: null;
    }

    /** Returns its end, as `NUMBER:SHA256`, or that up to which it is whole: what an auditor keeps. */
    public function head(): string
    {
        return (string) Library::get('antin_journal_head', $this->handle);
    }

    /** Returns how many time-stamps it has. */
    public function stampCount(): int
    {
        return Library::number('antin_journal_stamp_count', $this->handle);
    }

    /** Says whether time-stamps were judged. */
    public function isJudged(): bool
    {
        return Library::get('antin_journal_is_judged', $this->handle) === 1;
    }

    /** Returns the last time-stamp that counts; null if there is none. */
    public function lastStamp(): ?JournalStamp
    {
        $ffi = Library::ffi();
        [$entry, $over, $time] = [$ffi->new('uint64_t'), $ffi->new('uint64_t'), $ffi->new('int64_t')];
        try {
            Library::call(
                'antin_journal_last_stamp',
                $this->handle,
                \FFI::addr($entry),
                \FFI::addr($over),
                \FFI::addr($time),
            );
        } catch (Exception\AntinException $error) {
            return $error->result() === Result::Absent ? null : throw $error;
        }
        return new JournalStamp($entry->cdata, $over->cdata, $time->cdata);
    }
}
