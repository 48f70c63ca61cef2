package antin;

import com.sun.jna.Pointer;
import java.util.List;

/** The judgement on a receipt. It is no pass: ask {@link #requireAccepted}. */
public final class ReceiptReport extends Handle {
    ReceiptReport(Pointer pointer) {
        super(pointer, Native::antin_receipt_report_free);
    }

    /** The judgement that a gateway comes to, which ends with what it is part of. */
    ReceiptReport(Pointer pointer, Handle lender) {
        super(pointer, lender);
    }

    /**
     * Returns only if its signature passed, nothing differs from what was sent, and the recipient is bound.
     *
     * @throws RejectedException if it is not so; the message says which of these it is
     */
    public void requireAccepted() {
        try (Out out = new Out()) {
            use(judged -> {
                out.check(Native.antin_receipt_report_require_accepted(judged, out.error));
                return this;
            });
        }
    }

    /** Says whether {@link #requireAccepted} returns. */
    public boolean isAccepted() {
        return use(judged -> Native.antin_receipt_report_is_accepted(judged) == 1);
    }

    /** Returns the verdict on its signature, and a failure if it is faulty. */
    public Verdict verdict() {
        return use(judged -> Verdict.of(Native.antin_receipt_report_verdict(judged)));
    }

    /** Returns what goes with the verdict by EN 319 102-1; null for a pass. */
    public String subIndication() {
        return use(judged -> Out.text(Native.antin_receipt_report_sub_indication(judged)));
    }

    /** Returns what is wrong with container or receipt, such as {@code other-content}; null if nothing is. */
    public String fault() {
        return use(judged -> Out.text(Native.antin_receipt_report_fault(judged)));
    }

    /** Returns the fault as a clause for people; null if there is none. */
    public String faultText(Language language) {
        return use(judged -> Out.text(Native.antin_receipt_report_fault_text(judged, language.number)));
    }

    /** Returns by what it is known, in hexadecimal digits; null if it does not have exactly one signature. */
    public String id() {
        return use(judged -> Out.text(Native.antin_receipt_report_id(judged)));
    }

    /** Returns the SHA-256 of its container, in hexadecimal digits. */
    public String sha256() {
        return use(judged -> Out.text(Native.antin_receipt_report_sha256(judged)));
    }

    /** Returns what it says, a claim unless it is accepted, which ends with this judgement; null if it cannot be read. */
    public Receipt receipt() {
        return use(judged -> {
            Pointer receipt = Native.antin_receipt_report_receipt(judged);
            return receipt == null ? null : new Receipt(receipt, this);
        });
    }

    /** Returns the judgement on its signature, which ends with this one; null if there is none. */
    public Report report() {
        return use(judged -> {
            Pointer report = Native.antin_receipt_report_report(judged);
            return report == null ? null : new Report(report, this);
        });
    }

    /** Returns what is known of the recipient and its certificate. */
    public Binding binding() {
        return use(judged -> Binding.of(Native.antin_receipt_report_binding(judged)));
    }

    /** Returns the body whose certificate it is instead, with {@link Binding#OTHER}, if that was said; or null. */
    public String other() {
        return use(judged -> Out.text(Native.antin_receipt_report_other(judged)));
    }

    /** Returns what differs from what was sent, as stable names such as {@code seal}. */
    public List<String> mismatches() {
        return use(judged -> Out.list(
                Native.antin_receipt_report_mismatch_count(judged),
                index -> Out.text(Native.antin_receipt_report_mismatch(judged, index))));
    }

    /** Returns what differs as clauses for people, in the order of {@link #mismatches}. */
    public List<String> mismatchTexts(Language language) {
        return use(judged -> Out.list(
                Native.antin_receipt_report_mismatch_count(judged),
                index -> Out.text(Native.antin_receipt_report_mismatch_text(judged, index, language.number))));
    }

    /** Gives the whole judgement as JSON. */
    public String toJson(Language language) {
        try (Out out = new Out()) {
            return use(judged -> out.textBuffer(
                    Native.antin_receipt_report_to_json(judged, language.number, out.value, out.error)));
        }
    }

    /** Gives the whole judgement as text for people. */
    public String toText(Language language) {
        try (Out out = new Out()) {
            return use(judged -> out.textBuffer(
                    Native.antin_receipt_report_to_text(judged, language.number, out.value, out.error)));
        }
    }
}
