<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/**
 * The judgement on a document. It is no pass: call `requirePassed`.
 *
 * To PHP every object is true, the report on a forged document too.
 */
final class Report
{
    use Owner;

    /** @internal */
    public function __construct(Handle $handle)
    {
        $this->handle = $handle;
    }

    /**
     * Returns only if there is a signature and every one passed.
     *
     * @throws Exception\RejectedException otherwise
     */
    public function requirePassed(): void
    {
        Library::call('antin_report_require_passed', $this->handle);
    }

    /** Returns the verdict on the whole: that of the first that failed, or else is in doubt. */
    public function verdict(): Verdict
    {
        return Verdict::tryFrom(Library::get('antin_report_verdict', $this->handle)) ?? Verdict::Indeterminate;
    }

    /** Returns the sub-indication that goes with the verdict; null for a pass. */
    public function subIndication(): ?string
    {
        return Library::get('antin_report_sub_indication', $this->handle);
    }

    /** Returns the format of the signatures. */
    public function format(): Format
    {
        return Format::from(Library::get('antin_report_format', $this->handle));
    }

    /**
     * Returns the judgements on the signatures, in the order of the document.
     *
     * @return list<Signature>
     */
    public function signatures(): array
    {
        $signatures = [];
        $report = $this->handle->enter();
        try {
            $count = Library::get('antin_report_signature_count', $report);
            for ($index = 0; $index < $count; ++$index) {
                $signatures[] = Signature::read(Library::get('antin_report_signature', $report, $index));
            }
        } finally {
            $this->handle->leave();
        }
        return $signatures;
    }

    /**
     * Returns the signed content, if the document carries it.
     *
     * Null for content that lies beside the signature, and for content that passed by in pieces or was
     * read from a stream: compare it by a `Recheck` when it is used.
     *
     * @throws Exception\RejectedException unless every signature passed
     */
    public function content(): ?string
    {
        $this->requirePassed();
        return Library::bytes('antin_report_content', $this->handle);
    }

    /** Returns the whole report as JSON, by `docs/report.schema.json`. */
    public function toJson(Language $language = Language::En): string
    {
        return Library::makeBytes('antin_report_to_json', $this->handle, $language);
    }

    /** Returns the whole report as text for people. */
    public function toText(Language $language = Language::En): string
    {
        return Library::makeBytes('antin_report_to_text', $this->handle, $language);
    }
}
