package antin;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;

/** A judgement on a document that passes by, in constant memory. */
public final class Verifying extends Handle {
    /**
     * Begins a judgement. Policy and evidence are copied.
     *
     * @param signature the signature, if the content that lies beside it is handed over; null if the
     *     document is handed over with its content in it
     * @param evidence what is known beside the document, or null
     */
    public Verifying(byte[] signature, Policy policy, Evidence evidence, Instant at) {
        super(make(signature, policy, evidence, at), Native::antin_verifying_free);
    }

    private static Pointer make(byte[] signature, Policy policy, Evidence evidence, Instant at) {
        Objects.requireNonNull(policy, "policy");
        long time = at.getEpochSecond();
        try (In bytes = In.bytesOrNull(signature); Out out = new Out()) {
            return policy.use(rules -> useOrNull(evidence, known -> out.handle(
                    Native.antin_verifying_new(
                            bytes.at(), bytes.size(), rules, known, time, out.value, out.error))));
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
