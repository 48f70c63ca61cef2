package antin;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;

/** A judgement on a document that passes by, in constant memory. */
public final class Verifying extends Handle {
    private Verifying(Pointer pointer) {
        super(pointer, Native::antin_verifying_free);
    }

    /**
     * Begins a judgement on a detached signature, whose content will be handed over. Signature, policy and
     * evidence are copied.
     *
     * @param evidence what is known beside the document, or null
     */
    public static Verifying detached(byte[] signature, Policy policy, Evidence evidence, Instant at) {
        Objects.requireNonNull(policy, "policy");
        long time = at.getEpochSecond();
        try (In bytes = In.bytes(signature, "signature"); Out out = new Out()) {
            return new Verifying(policy.use(rules -> useOrNull(evidence, known -> out.handle(
                    Native.antin_verifying_new(
                            bytes.at(), bytes.size(), rules, known, time, out.value, out.error)))));
        }
    }

    /**
     * Begins a judgement on a document that will be handed over with its content in it. Policy and evidence
     * are copied.
     *
     * <p>A thread of the library reads a large one, until {@link #finish} or {@link #close}. The report does
     * not give the content out.
     *
     * @param evidence what is known beside the document, or null
     */
    public static Verifying attached(Policy policy, Evidence evidence, Instant at) {
        Objects.requireNonNull(policy, "policy");
        long time = at.getEpochSecond();
        try (Out out = new Out()) {
            return new Verifying(policy.use(rules -> useOrNull(evidence, known -> out.handle(
                    Native.antin_verifying_new_attached(rules, known, time, out.value, out.error)))));
        }
    }

    /** Takes the next piece. */
    public void update(byte[] piece) {
        update(piece, 0, piece.length);
    }

    /** Takes the next piece out of a buffer. */
    public void update(byte[] buffer, int offset, int count) {
        Pieces.check(buffer, offset, count);
        try (Out out = new Out()) {
            change(verifying -> {
                Pieces.hand(buffer, offset, count, piece -> out.check(
                        Native.antin_verifying_update(verifying, piece.at(), piece.size(), out.error)));
                return this;
            });
        }
    }

    /** Takes all that a stream still has. */
    public void update(InputStream stream) throws IOException {
        Pieces.read(stream, (buffer, count) -> update(buffer, 0, count));
    }

    /** Judges. It works once, also if it fails. */
    public Report finish() {
        try (Out out = new Out()) {
            return new Report(change(verifying ->
                    out.handle(Native.antin_verifying_finish(verifying, out.value, out.error))));
        }
    }
}
