package antin;

import com.sun.jna.Pointer;
import java.util.List;
import java.util.Objects;

/**
 * A package that was sent, as a receipt names it: what the sender keeps, to hold receipts against it. It is plain
 * text, and nothing has to be closed.
 */
public final class Sent {
    private final String seal;
    private final String document;
    private final String sender;
    private final List<String> recipients;

    /**
     * Names a package that was kept.
     *
     * @param seal the identity of its sender's seal, 64 hexadecimal digits; null for one that was not sealed
     * @param document the identifier of the document
     * @param sender the identifier code of the body that sent it
     * @param recipients the identifier codes of those that it was sent to
     */
    public Sent(String seal, String document, String sender, List<String> recipients) {
        Objects.requireNonNull(recipients, "recipients");
        try (Lent made = lend(seal, document, sender, recipients)) {
            Sent normal = new Sent(made.at());
            this.seal = normal.seal;
            this.document = normal.document;
            this.sender = normal.sender;
            this.recipients = normal.recipients;
        }
    }

    /** Copies what the library lends. */
    Sent(Pointer sent) {
        seal = Out.text(Native.antin_sent_seal(sent));
        document = Out.text(Native.antin_sent_document(sent));
        sender = Out.text(Native.antin_sent_sender(sent));
        recipients = Out.list(
                Native.antin_sent_recipient_count(sent), index -> Out.text(Native.antin_sent_recipient(sent, index)));
    }

    /**
     * Names a package that was judged.
     *
     * @throws AntinException of {@link ErrorCode#ABSENT} for one without document or sender: nobody can say what it is
     */
    public static Sent of(PackageReport judged) {
        try (Out out = new Out()) {
            Pointer sent = judged.use(report -> out.handle(Native.antin_sent_of(report, out.value, out.error)));
            try {
                return new Sent(sent);
            } finally {
                Native.antin_sent_free(sent);
            }
        }
    }

    private static Lent lend(String seal, String document, String sender, List<String> recipients) {
        try (In digits = In.textOrNull(seal, "seal");
                In name = In.text(document, "document");
                In from = In.text(sender, "sender");
                Texts to = new Texts(recipients, "recipients");
                Out out = new Out()) {
            return new Lent(
                    out.handle(Native.antin_sent_new(
                            digits.at(), name.at(), from.at(), to.at(), to.count(), out.value, out.error)),
                    Native::antin_sent_free, null);
        }
    }

    /** Hands it over for one call. */
    Lent lend() {
        return lend(seal, document, sender, recipients);
    }

    /** Returns the identity of its sender's seal in hexadecimal digits; null if it was not sealed. */
    public String seal() {
        return seal;
    }

    /** Returns the identifier of the document. */
    public String document() {
        return document;
    }

    /** Returns the identifier code of the body that sent it. */
    public String sender() {
        return sender;
    }

    /** Returns the identifier codes of those that it was sent to. */
    public List<String> recipients() {
        return recipients;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Sent)) {
            return false;
        }
        Sent that = (Sent) other;
        return Objects.equals(seal, that.seal) && document.equals(that.document) && sender.equals(that.sender)
                && recipients.equals(that.recipients);
    }

    @Override
    public int hashCode() {
        return Objects.hash(seal, document, sender, recipients);
    }
}
