package antin;

import com.sun.jna.Pointer;
import java.util.Objects;

/** How packages are sealed. Many can be by one, also by several threads. */
public final class SealOptions extends Handle {
    /** Takes level, algorithm, timestamper and evidence from the options of a signature, which are copied. */
    public SealOptions(SignOptions signature) {
        super(make(signature), Native::antin_seal_options_free);
    }

    private static Pointer make(SignOptions signature) {
        Objects.requireNonNull(signature, "signature");
        try (Out out = new Out()) {
            return signature.use(kind ->
                    out.handle(Native.antin_seal_options_new(kind, out.value, out.error)));
        }
    }

    /** Sets the role, which stands in the seal; by default it is {@link Role#AGENCY}. */
    public SealOptions role(Role role) {
        try (Out out = new Out()) {
            return change(options -> {
                out.check(Native.antin_seal_options_set_role(options, role.number, out.error));
                return this;
            });
        }
    }

    /**
     * Sets the identifier code of the body that seals, as a forwarder must; by default it is the sender of the
     * message. It stands in the seal.
     */
    public SealOptions organ(String organ) {
        try (In text = In.text(organ, "organ"); Out out = new Out()) {
            return change(options -> {
                out.check(Native.antin_seal_options_set_organ(options, text.at(), out.error));
                return this;
            });
        }
    }
}
