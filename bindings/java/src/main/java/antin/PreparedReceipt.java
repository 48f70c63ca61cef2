package antin;

import com.sun.jna.Pointer;

/**
 * A receipt that waits for its value, which a key that lives elsewhere makes.
 *
 * <p>Have {@link #toBeSigned} signed by the key of the chain's first certificate, with
 * {@link #algorithm}, and hand the value to {@link #finish}.
 */
public final class PreparedReceipt extends Handle {
    PreparedReceipt(Pointer pointer) {
        super(pointer, Native::antin_prepared_receipt_free);
    }

    /** Returns what the key has to sign; null once the receipt is finished. */
    public byte[] toBeSigned() {
        return use(prepared -> Out.lent(size -> Native.antin_prepared_receipt_to_be_signed(prepared, size)));
    }

    /** Returns the digest of what the key has to sign, for keys that sign digests, which Ed25519 does not. */
    public byte[] digest() {
        return use(prepared -> Out.lent(size -> Native.antin_prepared_receipt_digest(prepared, size)));
    }

    /** Returns the algorithm to sign with. */
    public Algorithm algorithm() {
        return use(prepared -> Algorithm.of(Native.antin_prepared_receipt_algorithm(prepared)));
    }

    /** Returns the container. It works once; a value that is refused changes nothing. */
    public byte[] finish(byte[] value) {
        try (In bytes = In.bytes(value, "value"); Out out = new Out()) {
            return change(prepared -> out.buffer(
                    Native.antin_prepared_receipt_finish(prepared, bytes.at(), bytes.size(), out.value, out.error)));
        }
    }
}
