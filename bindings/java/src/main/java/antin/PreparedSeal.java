package antin;

import com.sun.jna.Pointer;
import java.util.Objects;

/**
 * A seal that waits for its value, which a key that lives elsewhere makes.
 *
 * <p>Have {@link #toBeSigned} signed by the key of the chain's first certificate, with
 * {@link #algorithm}, and hand the value to {@link #finish(byte[], Source)}.
 */
public final class PreparedSeal extends Handle {
    PreparedSeal(Pointer pointer) {
        super(pointer, Native::antin_prepared_seal_free);
    }

    /** Returns what the key has to sign; null once the seal is finished. */
    public byte[] toBeSigned() {
        return use(prepared -> Out.lent(size -> Native.antin_prepared_seal_to_be_signed(prepared, size)));
    }

    /** Returns the digest of what the key has to sign, for keys that sign digests, which Ed25519 does not. */
    public byte[] digest() {
        return use(prepared -> Out.lent(size -> Native.antin_prepared_seal_digest(prepared, size)));
    }

    /** Returns the algorithm to sign with. */
    public Algorithm algorithm() {
        return use(prepared -> Algorithm.of(Native.antin_prepared_seal_algorithm(prepared)));
    }

    /** Returns what is being sealed, as JSON by {@code docs/seal.md}: for a person to look at first. */
    public byte[] statement() {
        return use(prepared -> Out.lent(size -> Native.antin_prepared_seal_statement(prepared, size)));
    }

    /**
     * Returns the package, which is the one that was prepared for, with the seal.
     *
     * <p>It works once, also if it fails; but a value that is refused changes nothing.
     */
    public byte[] finish(byte[] value, Source message) {
        Objects.requireNonNull(message, "message");
        try (In bytes = In.bytes(value, "value")) {
            return change(prepared -> Target.toMemory(message, finishing(prepared, bytes)));
        }
    }

    /** Writes the package with the seal; otherwise as {@link #finish(byte[], Source)}. */
    public void finish(byte[] value, Source message, Target sealed) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(sealed, "sealed");
        try (In bytes = In.bytes(value, "value")) {
            change(prepared -> {
                Target.to(message, sealed, finishing(prepared, bytes));
                return this;
            });
        }
    }

    /** Returns the seal alone, to be handed over beside the package. */
    public byte[] finishContainer(byte[] value) {
        try (In bytes = In.bytes(value, "value"); Out out = new Out()) {
            return change(prepared -> out.buffer(
                    Native.antin_prepared_seal_finish_container(
                            prepared, bytes.at(), bytes.size(), out.value, out.error)));
        }
    }

    private static Target.Call finishing(Pointer prepared, In value) {
        return (source, target, error) -> Native.antin_prepared_seal_finish(
                prepared, value.at(), value.size(), source, target, error);
    }
}
