<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** A receipt that came back, and was recorded. It is no pass: call `requireAccepted`. */
final class ReturnedReceipt
{
    use Owner;

    /** @internal */
    public function __construct(Handle $handle)
    {
        $this->handle = $handle;
    }

    /**
     * Returns only if it is accepted.
     *
     * @throws Exception\RejectedException otherwise
     */
    public function requireAccepted(): void
    {
        Library::call('antin_returned_receipt_require_accepted', $this->handle);
    }

    /** Says whether `requireAccepted` would return. */
    public function isAccepted(): bool
    {
        return Library::get('antin_returned_receipt_is_accepted', $this->handle) === 1;
    }

    /**
     * Returns all that stands against it, as stable names, such as `mismatch:seal`.
     *
     * @return list<string>
     */
    public function reasons(): array
    {
        return Library::list('antin_returned_receipt_reason_count', 'antin_returned_receipt_reason', $this->handle);
    }

    /** Returns the number of its entry in the journal. */
    public function entry(): int
    {
        return Library::number('antin_returned_receipt_entry', $this->handle);
    }

    /** Returns the judgement on it. While that is open, this stays in memory. */
    public function report(): ReceiptReport
    {
        $report = Library::get('antin_returned_receipt_report', $this->handle);
        return ReceiptReport::lent($report, $this->handle);
    }
}
