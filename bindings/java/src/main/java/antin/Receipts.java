package antin;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Judges receipts, and carries them in packages. A {@link Receipt} is made by its constructor. */
public final class Receipts {
    private Receipts() {}

    /**
     * Judges a receipt: as a signature, against what was sent, and whose it is.
     *
     * @param sent what the receipt should be about
     * @param recipients whose certificates are whose (its containers mean nothing here), or null: then nobody is
     *     known, and no receipt is accepted
     * @param before what this recipient told last of the package; null for nothing
     * @param evidence what is known beside the receipt, or null
     * @param at the time by which to judge
     * @return a judgement, which may be of any kind: go on with {@link ReceiptReport#requireAccepted}
     */
    public static ReceiptReport judge(
            byte[] container, Sent sent, Opening recipients, Status before, Policy policy, Evidence evidence,
            Instant at) {
        Objects.requireNonNull(policy, "policy");
        int told = before == null ? 0 : before.number;
        long time = at.getEpochSecond();
        Called called = new Called();
        try (In bytes = In.bytes(container, "container"); Lent about = sent.lend(); Out out = new Out()) {
            return new ReceiptReport(policy.use(rules -> Handle.useOrNull(evidence, known ->
                    Opening.useAsking(recipients, called, who -> out.handle(
                            Native.antin_receipt_judge(
                                    bytes.at(), bytes.size(), about.at(), who, told, rules, known, time, out.value,
                                    out.error),
                            called, Native::antin_receipt_report_free)))));
        }
    }

    /** Puts a receipt into a package, as one more attachment, and returns that; its other bytes stay as they are. */
    public static byte[] insert(byte[] receipt, Source message) {
        Objects.requireNonNull(message, "message");
        try (In bytes = In.bytes(receipt, "receipt")) {
            return Target.toMemory(message, inserting(bytes));
        }
    }

    /** Writes the package with the receipt in it; otherwise as {@link #insert(byte[], Source)}. */
    public static void insert(byte[] receipt, Source message, Target carrying) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(carrying, "carrying");
        try (In bytes = In.bytes(receipt, "receipt")) {
            Target.to(message, carrying, inserting(bytes));
        }
    }

    private static Target.Call inserting(In receipt) {
        return (source, target, error) ->
                Native.antin_receipt_insert(receipt.at(), receipt.size(), source, target, error);
    }

    /** Returns the receipts that a package carries. Nothing is judged. */
    public static List<CarriedReceipt> in(Source message) {
        Objects.requireNonNull(message, "message");
        Called called = new Called();
        try (Lent source = message.lend(called); Out out = new Out()) {
            Pointer found = out.handle(Native.antin_receipts_in(source.at(), out.value, out.error), called);
            try {
                return Out.list(Native.antin_receipts_count(found), index -> new CarriedReceipt(
                        Native.antin_receipts_attachment(found, index).intValue(),
                        Out.lent(size -> Native.antin_receipts_get(found, index, size))));
            } finally {
                Native.antin_receipts_free(found);
            }
        }
    }
}
