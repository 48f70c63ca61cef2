package antin;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;

/** A signature that is made while its document passes by, in constant memory. */
public final class Signing extends Handle {
    private Signing(Pointer pointer) {
        super(pointer, Native::antin_signing_free);
    }

    /** Begins a detached signature. */
    public static Signing detached(Credential credential, SignOptions options, Instant signingTime) {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(options, "options");
        long time = signingTime.getEpochSecond();
        try (Out out = new Out()) {
            return new Signing(credential.use(signer -> options.use(kind -> out.handle(
                    Native.antin_signing_new(signer, kind, time, out.value, out.error)))));
        }
    }

    /**
     * Begins a signature with the document in it, which is {@code length} bytes long.
     *
     * <p>Write {@link #head}, then the document as it is handed over, then what {@link #finish} gives. The
     * options must ask for {@link Packaging#ATTACHED}.
     */
    public static Signing attached(Credential credential, SignOptions options, Instant signingTime, long length) {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(options, "options");
        if (length < 0) {
            throw new IllegalArgumentException("length is negative");
        }
        long time = signingTime.getEpochSecond();
        try (Out out = new Out()) {
            return new Signing(credential.use(signer -> options.use(kind -> out.handle(
                    Native.antin_signing_new_attached(signer, kind, time, length, out.value, out.error)))));
        }
    }

    /** Begins a detached signature for a key that lives elsewhere; end it with {@link #prepare}. */
    public static Signing forChain(byte[] chain, SignOptions options, Instant signingTime) {
        Objects.requireNonNull(options, "options");
        long time = signingTime.getEpochSecond();
        try (In certificates = In.bytes(chain, "chain"); Out out = new Out()) {
            return new Signing(options.use(kind -> out.handle(
                    Native.antin_signing_new_for_chain(
                            certificates.at(), certificates.size(), kind, time, out.value, out.error))));
        }
    }

    /** Returns what stands before the document in an attached signature; null in a detached one. */
    public byte[] head() {
        return use(signing -> Out.lent(size -> Native.antin_signing_head(signing, size)));
    }

    /** Takes the next piece of the document. */
    public void update(byte[] piece) {
        update(piece, 0, piece.length);
    }

    /** Takes the next piece of the document out of a buffer. */
    public void update(byte[] buffer, int offset, int count) {
        Pieces.check(buffer, offset, count);
        try (Out out = new Out()) {
            change(signing -> {
                Pieces.hand(buffer, offset, count, piece -> out.check(
                        Native.antin_signing_update(signing, piece.at(), piece.size(), out.error)));
                return this;
            });
        }
    }

    /** Takes all that a stream still has. */
    public void update(InputStream document) throws IOException {
        Pieces.read(document, (buffer, count) -> update(buffer, 0, count));
    }

    /** Gives the detached signature, or what stands after the document in an attached one. It works once. */
    public byte[] finish() {
        try (Out out = new Out()) {
            return change(signing -> out.buffer(Native.antin_signing_finish(signing, out.value, out.error)));
        }
    }

    /** Ends a detached signature without signing it, for a key that lives elsewhere. */
    public Prepared prepare() {
        try (Out out = new Out()) {
            return new Prepared(change(signing ->
                    out.handle(Native.antin_signing_prepare(signing, out.value, out.error))));
        }
    }
}
