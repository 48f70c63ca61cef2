package antin;

import com.sun.jna.Pointer;
import java.util.List;

/**
 * A package on its way into a {@link Gateway}, which may be closed before. {@link Gateway#receive} does all at once;
 * otherwise: judged; {@link #answer answered} with the agency's key, or {@link #prepare prepared} and
 * {@link #finish finished} with a value, or {@link #withoutReceipt without a receipt}; and {@link #record recorded}.
 * A step in the wrong state is an {@link AntinException} of {@link ErrorCode#ALREADY_USED}, and changes nothing.
 */
public final class Arrival extends Handle {
    private final Lines lines;

    Arrival(Pointer pointer, Lines lines) {
        super(pointer, Native::antin_arrival_free);
        this.lines = lines;
    }

    /** Has the receipt tell {@link Status#ACCEPTED} in place of {@link Status#ARRIVED}, or that again. */
    public Arrival status(Status status) {
        try (Out out = new Out()) {
            return change(arrival -> {
                out.check(Native.antin_arrival_set_status(arrival, status.number, out.error));
                return this;
            });
        }
    }

    /**
     * Signs the receipt with the agency's key, if there is to be one.
     *
     * @param evidence what goes into it at higher levels, or null
     */
    public void answer(Evidence evidence) {
        try (Out out = new Out()) {
            change(arrival -> useOrNull(evidence, known -> {
                out.check(Native.antin_arrival_answer(arrival, known, out.error));
                return this;
            }));
        }
    }

    /**
     * Prepares the receipt for a key that lives elsewhere; if there is to be none, it is answered then.
     *
     * @param evidence what goes into it at higher levels, or null
     */
    public void prepare(Evidence evidence) {
        try (Out out = new Out()) {
            change(arrival -> useOrNull(evidence, known -> {
                out.check(Native.antin_arrival_prepare(arrival, known, out.error));
                return this;
            }));
        }
    }

    /**
     * Puts the receipt together.
     *
     * @param value by the agency's key over {@link #toBeSigned}; one that is not leaves it prepared
     */
    public void finish(byte[] value) {
        try (In bytes = In.bytes(value, "value"); Out out = new Out()) {
            change(arrival -> {
                out.check(Native.antin_arrival_finish(arrival, bytes.at(), bytes.size(), out.error));
                return this;
            });
        }
    }

    /** Goes on without a receipt. */
    public void withoutReceipt() {
        try (Out out = new Out()) {
            change(arrival -> {
                out.check(Native.antin_arrival_without_receipt(arrival, out.error));
                return this;
            });
        }
    }

    /**
     * Records it, and hands out attachments and receipt. If another one like it was recorded meanwhile, the decision
     * is the ledger's, and the receipt is thrown away.
     */
    public void record() {
        Called called = new Called();
        try (Out out = new Out()) {
            change(arrival -> lines.recording(called, () -> {
                out.check(Native.antin_arrival_record(arrival, out.error), called);
                return this;
            }));
        }
    }

    /** Returns how far it is. */
    public ArrivalState state() {
        return use(arrival -> ArrivalState.of(Native.antin_arrival_state(arrival)));
    }

    /**
     * Returns only if it is recorded and accepted.
     *
     * @throws RejectedException if it is not; the message has decision and reasons
     */
    public void requireAccepted() {
        try (Out out = new Out()) {
            use(arrival -> {
                out.check(Native.antin_arrival_require_accepted(arrival, out.error));
                return this;
            });
        }
    }

    /** Returns what becomes of it; before it is recorded, unless another one like it is recorded first. */
    public Decision decision() {
        return use(arrival -> Decision.of(Native.antin_arrival_decision(arrival)));
    }

    /** Returns what stands against it, as stable names such as {@code unknown-sender}. */
    public List<String> reasons() {
        return use(arrival -> Out.list(
                Native.antin_arrival_reason_count(arrival),
                index -> Out.text(Native.antin_arrival_reason(arrival, index))));
    }

    /** Returns what stands against it as clauses for people, in the order of {@link #reasons}. */
    public List<String> reasonTexts(Language language) {
        return use(arrival -> Out.list(
                Native.antin_arrival_reason_count(arrival),
                index -> Out.text(Native.antin_arrival_reason_text(arrival, index, language.number))));
    }

    /** Returns why it cannot be read, for people; null if it can. */
    public String unreadable(Language language) {
        return use(arrival -> Out.text(Native.antin_arrival_unreadable(arrival, language.number)));
    }

    /**
     * Returns the judgement on the package, which ends with this; null if it cannot be read. Attachments come out of
     * one that was asked for when this is recorded and accepted; one that was asked for before is never accepted.
     */
    public PackageReport report() {
        return use(arrival -> {
            Pointer judged = Native.antin_arrival_package(arrival);
            return judged == null ? null : new PackageReport(judged, this);
        });
    }

    /** Returns what the receipt says that is to be signed, which ends with this; null if there is to be none. */
    public Receipt plannedReceipt() {
        return use(arrival -> {
            Pointer planned = Native.antin_arrival_planned_receipt(arrival);
            return planned == null ? null : new Receipt(planned, this);
        });
    }

    /** Returns what the agency's key has to sign, while it is prepared; otherwise null. */
    public byte[] toBeSigned() {
        return use(arrival -> Out.lent(size -> Native.antin_arrival_to_be_signed(arrival, size)));
    }

    /** Returns the digest of that, for keys that sign digests, which Ed25519 does not. */
    public byte[] digest() {
        return use(arrival -> Out.lent(size -> Native.antin_arrival_digest(arrival, size)));
    }

    /** Returns the algorithm to sign with. */
    public Algorithm algorithm() {
        return use(arrival -> Algorithm.of(Native.antin_arrival_algorithm(arrival)));
    }

    /** Returns its number in the journal, to be kept with the document; 0 before it is recorded. */
    public long entry() {
        return use(arrival -> Native.antin_arrival_entry(arrival));
    }

    /** Returns the signed receipt for the sender, once it is recorded; null if there is none. */
    public byte[] receipt() {
        return use(arrival -> Out.lent(size -> Native.antin_arrival_receipt(arrival, size)));
    }
}
