package antin;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What a recipient says about a package ({@code docs/receipt.md}). It proves something once it is signed. */
public final class Receipt extends Handle {
    private final boolean isOwn;

    /**
     * Says what became of a package.
     *
     * @param recipient the identifier code of the body that says so
     * @param time when it was so
     */
    public Receipt(Sent sent, String recipient, Status status, Instant time) {
        super(make(sent, recipient, status, time), Native::antin_receipt_free);
        isOwn = true;
    }

    /** What a judged or a planned receipt says, which ends with what it is part of. */
    Receipt(Pointer pointer, Handle lender) {
        super(pointer, lender);
        isOwn = false;
    }

    private static Pointer make(Sent sent, String recipient, Status status, Instant time) {
        long seconds = time.getEpochSecond();
        try (Lent about = sent.lend(); In organ = In.text(recipient, "recipient"); Out out = new Out()) {
            return out.handle(Native.antin_receipt_new(
                    about.at(), organ.at(), status.number, seconds, out.value, out.error));
        }
    }

    /**
     * Adds a reason, in words.
     *
     * @throws UnsupportedOperationException for a receipt that somebody else wrote
     */
    public Receipt addReason(String reason) {
        try (In text = In.text(reason, "reason"); Out out = new Out()) {
            if (!isOwn) {
                return use(receipt -> {
                    throw new UnsupportedOperationException("The receipt is part of something else.");
                });
            }
            return change(receipt -> {
                out.check(Native.antin_receipt_add_reason(receipt, text.at(), out.error));
                return this;
            });
        }
    }

    /** Returns the identity of the seal of the package in hexadecimal digits; null if it was not sealed. */
    public String seal() {
        return use(receipt -> Out.text(Native.antin_receipt_seal(receipt)));
    }

    /** Returns the identifier of the document. */
    public String document() {
        return use(receipt -> Out.text(Native.antin_receipt_document(receipt)));
    }

    /** Returns the identifier code of the body that sent the package. */
    public String sender() {
        return use(receipt -> Out.text(Native.antin_receipt_sender(receipt)));
    }

    /** Returns the identifier code of the body that says so. */
    public String recipient() {
        return use(receipt -> Out.text(Native.antin_receipt_recipient(receipt)));
    }

    /** Returns what became of the package. */
    public Status status() {
        return use(receipt -> Status.of(Native.antin_receipt_status(receipt)));
    }

    /** Returns when it was so, by the recipient's clock. */
    public Instant time() {
        return use(receipt -> Out.time(time -> Native.antin_receipt_time(receipt, time, null)));
    }

    /** Returns the reasons, in words. */
    public List<String> reasons() {
        return use(receipt -> Out.list(
                Native.antin_receipt_reason_count(receipt),
                index -> Out.text(Native.antin_receipt_reason(receipt, index))));
    }

    /** Gives it as the JSON that is signed. */
    public byte[] toJson() {
        try (Out out = new Out()) {
            return use(receipt -> out.buffer(Native.antin_receipt_to_json(receipt, out.value, out.error)));
        }
    }

    /**
     * Signs it with the key of the recipient, and returns the container that goes back to the sender.
     *
     * @param signingTime when the recipient claims to sign
     */
    public byte[] sign(Credential credential, SignOptions options, Instant signingTime) {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(options, "options");
        long time = signingTime.getEpochSecond();
        try (Out out = new Out()) {
            return use(receipt -> credential.use(signer -> options.use(how -> out.buffer(
                    Native.antin_receipt_sign(receipt, signer, how, time, out.value, out.error)))));
        }
    }

    /**
     * Prepares it for a key that lives elsewhere.
     *
     * @param chain certificates in PEM, the recipient's first, or the recipient's alone in DER
     */
    public PreparedReceipt prepare(byte[] chain, SignOptions options, Instant signingTime) {
        Objects.requireNonNull(options, "options");
        long time = signingTime.getEpochSecond();
        try (In bytes = In.bytes(chain, "chain"); Out out = new Out()) {
            return new PreparedReceipt(use(receipt -> options.use(how -> out.handle(
                    Native.antin_prepare_receipt(
                            receipt, bytes.at(), bytes.size(), how, time, out.value, out.error)))));
        }
    }
}
