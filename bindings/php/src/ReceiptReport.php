<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Callbacks;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;
use FFI\CData;

/**
 * The judgement on a receipt. It is no pass: call `requireAccepted`.
 *
 * To PHP every object is true, the judgement on a forged receipt too.
 */
final class ReceiptReport
{
    use Owner;

    private function __construct(Handle $handle)
    {
        $this->handle = $handle;
    }

    /**
     * Judges the container of a receipt against what was sent, at a time.
     *
     * `recipients` says whose certificates are whose: without it no recipient is known, so that no receipt is
     * accepted. `before` is the status that this recipient told last.
     */
    public static function judge(
        string $container,
        Sent $sent,
        Policy $policy,
        int|\DateTimeInterface $at,
        ?Opening $recipients = null,
        ?Status $before = null,
        ?Evidence $evidence = null,
    ): self {
        return new self(Callbacks::during(static fn (): Handle => Library::make(
            'receipt_report',
            'antin_receipt_judge',
            $container,
            strlen($container),
            $sent->handle(),
            $recipients?->handle(),
            $before === null ? 0 : $before->value,
            $policy->handle(),
            $evidence?->handle(),
            Argument::time($at),
        )));
    }

    /** @internal */
    public static function lent(#[\SensitiveParameter] CData $report, Handle $owner): self
    {
        return new self(new Handle('ReceiptReport', $report, $owner));
    }

    /**
     * Returns only if its signature passed, nothing differs from what was sent, and the recipient is bound.
     *
     * @throws Exception\RejectedException otherwise
     */
    public function requireAccepted(): void
    {
        Library::call('antin_receipt_report_require_accepted', $this->handle);
    }

    /** Says whether `requireAccepted` would return. */
    public function isAccepted(): bool
    {
        return Library::get('antin_receipt_report_is_accepted', $this->handle) === 1;
    }

    /** Returns the verdict on its signature. Of what it says this says nothing. */
    public function verdict(): Verdict
    {
        $verdict = Library::get('antin_receipt_report_verdict', $this->handle);
        return Verdict::tryFrom($verdict) ?? Verdict::Indeterminate;
    }

    /** Returns the sub-indication that goes with the verdict; null for a pass. */
    public function subIndication(): ?string
    {
        return Library::get('antin_receipt_report_sub_indication', $this->handle);
    }

    /** Returns what is wrong with the container or the receipt in it, as a stable name; null if nothing is. */
    public function fault(): ?string
    {
        return Library::get('antin_receipt_report_fault', $this->handle);
    }

    /** Returns the fault as a clause for people; null if there is none. */
    public function faultText(Language $language = Language::En): ?string
    {
        return Library::get('antin_receipt_report_fault_text', $this->handle, $language);
    }

    /** Returns by what it is known, in hexadecimal; null if it does not have exactly one signature. */
    public function id(): ?string
    {
        return Library::get('antin_receipt_report_id', $this->handle);
    }

    /** Returns the digest of its container, in hexadecimal. */
    public function sha256(): string
    {
        return (string) Library::get('antin_receipt_report_sha256', $this->handle);
    }

    /** Returns what it says; null if it cannot be read. While that is open, the judgement stays in memory. */
    public function receipt(): ?Receipt
    {
        $receipt = Library::get('antin_receipt_report_receipt', $this->handle);
        return $receipt === null ? null : Receipt::lent($receipt, $this->handle);
    }

    /** Returns the judgement on its signature; null if there is none. While that is open, this stays in memory. */
    public function report(): ?Report
    {
        $report = Library::get('antin_receipt_report_report', $this->handle);
        return $report === null ? null : new Report(new Handle('Report', $report, $this->handle));
    }

    /** Returns what is known of the certificate and the recipient. */
    public function binding(): Binding
    {
        return Binding::from(Library::get('antin_receipt_report_binding', $this->handle));
    }

    /** Returns whose certificate it is instead, where the binding is `Other` and that was said. */
    public function other(): ?string
    {
        return Library::get('antin_receipt_report_other', $this->handle);
    }

    /**
     * Returns what differs from what was sent.
     *
     * @return list<Reason>
     */
    public function mismatches(): array
    {
        return Reason::list(
            'antin_receipt_report_mismatch_count',
            'antin_receipt_report_mismatch',
            'antin_receipt_report_mismatch_text',
            $this->handle,
        );
    }

    /** Returns the whole judgement as JSON, by `docs/receipt-report.schema.json`. */
    public function toJson(Language $language = Language::En): string
    {
        return Library::makeBytes('antin_receipt_report_to_json', $this->handle, $language);
    }

    /** Returns the whole judgement as text for people. */
    public function toText(Language $language = Language::En): string
    {
        return Library::makeBytes('antin_receipt_report_to_text', $this->handle, $language);
    }
}
