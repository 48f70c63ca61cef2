package antin;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.Objects;

/**
 * Who makes time-stamps: an authority behind an address, or one's own.
 *
 * <p>Threads may ask for time-stamps by one at the same time.
 */
public final class Timestamper extends Handle {
    private Timestamper(Pointer pointer) {
        super(pointer, Native::antin_timestamper_free);
    }

    /**
     * Names an authority by its http or https address (RFC 3161). Nothing is asked yet.
     *
     * <p>The caller vouches for the address, so that its host may be anywhere.
     *
     * @param client who asks; it is kept
     * @param policy the policy of the authority to ask for, in dotted form, or null
     */
    public static Timestamper at(Client client, String address, String policy) {
        Objects.requireNonNull(client, "client");
        try (In text = In.text(address, "address"); In oid = In.textOrNull(policy, "policy"); Out out = new Out()) {
            return new Timestamper(client.use(asks -> out.handle(
                    Native.antin_timestamper_new(asks, text.at(), oid.at(), out.value, out.error))));
        }
    }

    /**
     * Makes an authority of one's own, for development and tests: it needs no network.
     *
     * @param credential its certificate must be one for time-stamping alone; it is kept
     * @param policy the policy that it stamps by, in dotted form
     * @param time the time that it stamps with
     */
    public static Timestamper own(Credential credential, String policy, Instant time) {
        Objects.requireNonNull(credential, "credential");
        long seconds = time.getEpochSecond();
        try (In oid = In.text(policy, "policy"); Out out = new Out()) {
            return new Timestamper(credential.use(signer -> out.handle(
                    Native.antin_timestamper_new_own(signer, oid.at(), seconds, out.value, out.error))));
        }
    }
}
