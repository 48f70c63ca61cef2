package antin;

import com.sun.jna.Pointer;

/** Who may sign registries: every agency has a path to the root, so that a path is not enough. */
public final class RegistrySigners extends Handle {
    /** Knows nobody, so that no registry is trusted. */
    public RegistrySigners() {
        super(make(), Native::antin_registry_signers_free);
    }

    private static Pointer make() {
        try (Out out = new Out()) {
            return out.handle(Native.antin_registry_signers_new(out.value, out.error));
        }
    }

    /** Adds certificates whose keys sign registries: one or several in PEM, or one in DER. */
    public RegistrySigners add(byte[] certificates) {
        try (In bytes = In.bytes(certificates, "certificates"); Out out = new Out()) {
            return change(signers -> {
                out.check(Native.antin_registry_signers_add(signers, bytes.at(), bytes.size(), out.error));
                return this;
            });
        }
    }
}
