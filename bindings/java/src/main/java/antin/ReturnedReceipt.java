package antin;

import com.sun.jna.Pointer;
import java.util.List;

/** A receipt that came back to a {@link Gateway}, judged and recorded. It is no pass: ask {@link #requireAccepted}. */
public final class ReturnedReceipt extends Handle {
    ReturnedReceipt(Pointer pointer) {
        super(pointer, Native::antin_returned_receipt_free);
    }

    /**
     * Returns only if it is accepted.
     *
     * @throws RejectedException if it is not; the message has the reasons
     */
    public void requireAccepted() {
        try (Out out = new Out()) {
            use(returned -> {
                out.check(Native.antin_returned_receipt_require_accepted(returned, out.error));
                return this;
            });
        }
    }

    /** Says whether {@link #requireAccepted} returns. */
    public boolean isAccepted() {
        return use(returned -> Native.antin_returned_receipt_is_accepted(returned) == 1);
    }

    /** Returns what stands against it, as stable names such as {@code mismatch:seal}. */
    public List<String> reasons() {
        return use(returned -> Out.list(
                Native.antin_returned_receipt_reason_count(returned),
                index -> Out.text(Native.antin_returned_receipt_reason(returned, index))));
    }

    /** Returns its number in the journal. */
    public long entry() {
        return use(returned -> Native.antin_returned_receipt_entry(returned));
    }

    /** Returns the judgement on the receipt, which ends with this one. */
    public ReceiptReport report() {
        return use(returned -> new ReceiptReport(Native.antin_returned_receipt_report(returned), this));
    }
}
