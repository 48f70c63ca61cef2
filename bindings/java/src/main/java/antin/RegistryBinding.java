package antin;

import com.sun.jna.Pointer;
import java.time.Instant;

/** A binding to be added to a {@link RegistryDraft}: certificates that are a body's. */
public final class RegistryBinding extends Handle {
    /**
     * Binds certificates to a body, in the role of the agency until {@link #addRole} says otherwise.
     *
     * @param id what the binding is called; no other of the registry is called so
     * @param organ the identifier code of the body
     * @param certificate in DER or PEM; null with {@link Match#ISSUER}
     * @param issuer the certificate of the issuer; null with {@link Match#CERTIFICATE} and {@link Match#KEY}
     * @param from since when it holds
     */
    public RegistryBinding(String id, String organ, Match match, byte[] certificate, byte[] issuer, Instant from) {
        super(make(id, organ, match, certificate, issuer, from), Native::antin_binding_free);
    }

    private static Pointer make(
            String id, String organ, Match match, byte[] certificate, byte[] issuer, Instant from) {
        long time = from.getEpochSecond();
        try (In name = In.text(id, "id");
                In code = In.text(organ, "organ");
                In bytes = In.bytesOrNull(certificate);
                In above = In.bytesOrNull(issuer);
                Out out = new Out()) {
            return out.handle(Native.antin_binding_new(
                    name.at(), code.at(), match.number, bytes.at(), bytes.size(), above.at(), above.size(), time,
                    out.value, out.error));
        }
    }

    /** Adds a role; the first one takes the agency's away. */
    public RegistryBinding addRole(Role role) {
        try (Out out = new Out()) {
            return change(binding -> {
                out.check(Native.antin_binding_add_role(binding, role.number, out.error));
                return this;
            });
        }
    }

    /** Says until when it holds. */
    public RegistryBinding until(Instant until) {
        long time = until.getEpochSecond();
        try (Out out = new Out()) {
            return change(binding -> {
                out.check(Native.antin_binding_set_until(binding, time, out.error));
                return this;
            });
        }
    }

    /** Says to whom signing was delegated, by name, and on what ground. */
    public RegistryBinding delegated(String holder, String basis) {
        try (In who = In.text(holder, "holder"); In why = In.text(basis, "basis"); Out out = new Out()) {
            return change(binding -> {
                out.check(Native.antin_binding_set_delegated(binding, who.at(), why.at(), out.error));
                return this;
            });
        }
    }
}
