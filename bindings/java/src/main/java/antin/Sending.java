package antin;

import com.sun.jna.Pointer;
import java.util.List;
import java.util.Objects;

/**
 * A package on its way out of a {@link Gateway}, which may be closed before. {@link Gateway#send} does all at once;
 * otherwise: judged, {@link #refuse refused} or {@link #prepare prepared}, and then {@link #sign signed} by the
 * agency's key or {@link #finish finished} with a value. A step in the wrong state is an {@link AntinException} of
 * {@link ErrorCode#ALREADY_USED}, and changes nothing.
 */
public final class Sending extends Handle {
    private final Lines lines;
    private final byte[] sealed;

    Sending(Pointer pointer, Lines lines, byte[] sealed) {
        super(pointer, Native::antin_sending_free);
        this.lines = lines;
        this.sealed = sealed;
    }

    /** Records that it does not go out, although it might. */
    public void refuse() {
        Called called = new Called();
        try (Out out = new Out()) {
            change(sending -> lines.recording(called, () -> {
                out.check(Native.antin_sending_refuse(sending, out.error), called);
                return this;
            }));
        }
    }

    /**
     * Prepares the seal.
     *
     * @param message the package that was judged, which is read once more
     * @param evidence what is known beside it, or null
     * @throws RejectedException if it may not go out; it stays judged
     */
    public void prepare(Source message, Evidence evidence) {
        Objects.requireNonNull(message, "message");
        Called called = new Called();
        try (Lent source = message.lend(called); Out out = new Out()) {
            change(sending -> useOrNull(evidence, known -> {
                out.check(Native.antin_sending_prepare(sending, source.at(), known, out.error), called);
                return this;
            }));
        }
    }

    /** Seals the prepared package with the agency's key, records it, and returns it with the seal. */
    public byte[] sign(Source message) {
        return written(message, Native::antin_sending_sign);
    }

    /**
     * Writes the sealed package; if only that fails, it is recorded all the same, and {@link #entry} says where.
     * Otherwise as {@link #sign(Source)}.
     */
    public void sign(Source message, Target sealed) {
        write(message, sealed, Native::antin_sending_sign);
    }

    /**
     * Seals the prepared package with a value by a key that lives elsewhere, records it, and returns it with the seal.
     *
     * @param value by the agency's key over {@link #toBeSigned}; one that is not leaves it prepared
     */
    public byte[] finish(byte[] value, Source message) {
        try (In bytes = In.bytes(value, "value")) {
            return written(message, finishing(bytes));
        }
    }

    /** Writes the sealed package; otherwise as {@link #finish(byte[], Source)}. */
    public void finish(byte[] value, Source message, Target sealed) {
        try (In bytes = In.bytes(value, "value")) {
            write(message, sealed, finishing(bytes));
        }
    }

    private static Step finishing(In value) {
        return (sending, source, target, error) ->
                Native.antin_sending_finish(sending, value.at(), value.size(), source, target, error);
    }

    /** The step that records and writes. */
    private interface Step {
        int run(Pointer sending, Pointer source, Pointer target, Pointer error);
    }

    private byte[] written(Source message, Step step) {
        Objects.requireNonNull(message, "message");
        Called called = new Called();
        return change(sending -> lines.recording(called, () -> Target.toMemory(message, called,
                (source, target, error) -> step.run(sending, source, target, error))));
    }

    private void write(Source message, Target sealed, Step step) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(sealed, "sealed");
        Called called = new Called();
        change(sending -> lines.recording(called, () -> {
            Target.to(message, sealed, called, (source, target, error) -> step.run(sending, source, target, error));
            return this;
        }));
    }

    /** Returns how far it is. */
    public SendingState state() {
        return use(sending -> SendingState.of(Native.antin_sending_state(sending)));
    }

    /**
     * Returns only if it was sealed, recorded and written.
     *
     * @throws RejectedException if it was not; the message has the reasons
     */
    public void requireSent() {
        try (Out out = new Out()) {
            use(sending -> {
                out.check(Native.antin_sending_require_sent(sending, out.error));
                return this;
            });
        }
    }

    /** Says whether nothing stands against it. */
    public boolean isAllowed() {
        return use(sending -> Native.antin_sending_is_allowed(sending) == 1);
    }

    /** Returns what stands against it, as stable names such as {@code fault:R.MessageHeader.Subject}. */
    public List<String> reasons() {
        return use(sending -> Out.list(
                Native.antin_sending_reason_count(sending),
                index -> Out.text(Native.antin_sending_reason(sending, index))));
    }

    /** Returns what stands against it as clauses for people, in the order of {@link #reasons}. */
    public List<String> reasonTexts(Language language) {
        return use(sending -> Out.list(
                Native.antin_sending_reason_count(sending),
                index -> Out.text(Native.antin_sending_reason_text(sending, index, language.number))));
    }

    /** Returns why it cannot be read, for people; null if it can. */
    public String unreadable(Language language) {
        return use(sending -> Out.text(Native.antin_sending_unreadable(sending, language.number)));
    }

    /**
     * Returns the judgement on the package and the seals that were on it, which ends with this; null if it cannot be
     * read. It is never accepted: nothing is extracted from what goes out.
     */
    public PackageReport report() {
        return use(sending -> {
            Pointer judged = Native.antin_sending_package(sending);
            return judged == null ? null : new PackageReport(judged, this);
        });
    }

    /** Returns what the agency's key has to sign, while it is prepared; otherwise null. */
    public byte[] toBeSigned() {
        return use(sending -> Out.lent(size -> Native.antin_sending_to_be_signed(sending, size)));
    }

    /** Returns the digest of that, for keys that sign digests, which Ed25519 does not. */
    public byte[] digest() {
        return use(sending -> Out.lent(size -> Native.antin_sending_digest(sending, size)));
    }

    /** Returns the algorithm to sign with. */
    public Algorithm algorithm() {
        return use(sending -> Algorithm.of(Native.antin_sending_algorithm(sending)));
    }

    /** Returns its number in the journal; 0 before it is recorded. */
    public long entry() {
        return use(sending -> Native.antin_sending_entry(sending));
    }

    /** Returns the identity of the agency's seal in hexadecimal digits; null unless it is sent. */
    public String seal() {
        return use(sending -> Out.text(Native.antin_sending_seal(sending)));
    }

    /** Returns what receipts are held against, which is to be kept; null unless it is sent. */
    public Sent sent() {
        return use(sending -> {
            Pointer sent = Native.antin_sending_sent(sending);
            return sent == null ? null : new Sent(sent);
        });
    }

    /** Returns the sealed package if it was sent to memory ({@link Gateway#send(Agency, Source, Evidence, java.time.Instant)}). */
    public byte[] sealed() {
        return use(sending -> sealed == null ? null : sealed.clone());
    }
}
