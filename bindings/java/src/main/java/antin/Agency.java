package antin;

import com.sun.jna.Pointer;
import java.util.Objects;

/** An agency that a gateway serves: its code and its key, which nothing gives out. Threads may share it. */
public final class Agency extends Handle {
    /**
     * Serves an agency whose key is at hand.
     *
     * @param code its identifier code
     * @param credential it is kept
     */
    public Agency(String code, Credential credential) {
        this(make(code, credential));
    }

    private Agency(Pointer pointer) {
        super(pointer, Native::antin_agency_free);
    }

    private static Pointer make(String code, Credential credential) {
        Objects.requireNonNull(credential, "credential");
        try (In text = In.text(code, "code"); Out out = new Out()) {
            return credential.use(signer ->
                    out.handle(Native.antin_agency_new(text.at(), signer, out.value, out.error)));
        }
    }

    /**
     * Serves an agency whose key lives elsewhere: what it signs is prepared first, and finished with the value.
     *
     * @param chain certificates in PEM, the agency's first, or the agency's alone in DER
     */
    public static Agency elsewhere(String code, byte[] chain) {
        try (In text = In.text(code, "code"); In bytes = In.bytes(chain, "chain"); Out out = new Out()) {
            return new Agency(out.handle(Native.antin_agency_new_elsewhere(
                    text.at(), bytes.at(), bytes.size(), out.value, out.error)));
        }
    }

    /** Names who makes time-stamps for its seals and receipts, where the policy demands more than level B. */
    public Agency timestamper(Timestamper timestamper) {
        Objects.requireNonNull(timestamper, "timestamper");
        try (Out out = new Out()) {
            return change(agency -> timestamper.use(authority -> {
                out.check(Native.antin_agency_set_timestamper(agency, authority, out.error));
                return this;
            }));
        }
    }

    /** Returns its identifier code, in normal form. */
    public String code() {
        return use(agency -> Out.text(Native.antin_agency_code(agency)));
    }
}
