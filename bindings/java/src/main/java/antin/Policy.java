package antin;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;

/**
 * Whom to trust, and what to demand of signatures, certificates and algorithms.
 *
 * <p>By default SHA-2 and RSA keys from 2048 bits are admitted, and revocation status is demanded. A
 * policy may be shared by threads.
 */
public final class Policy extends Handle {
    /** Trusts root certificates: one or several in PEM, or one in DER. */
    public Policy(byte[] roots) {
        super(make(roots), Native::antin_policy_free);
    }

    private static Pointer make(byte[] roots) {
        try (In bytes = In.bytes(roots, "roots"); Out out = new Out()) {
            return out.handle(Native.antin_policy_new(bytes.at(), bytes.size(), out.value, out.error));
        }
    }

    /** Trusts these root certificates as well. */
    public Policy addRoots(byte[] roots) {
        try (In bytes = In.bytes(roots, "roots")) {
            return set((policy, error) ->
                    Native.antin_policy_add_roots(policy, bytes.at(), bytes.size(), error));
        }
    }

    /**
     * Takes the rules of a built-in profile, such as {@code vn-2026}. Call it before what sets inputs of
     * path validation.
     */
    public Policy profile(String name) {
        try (In text = In.text(name, "name")) {
            return set((policy, error) -> Native.antin_policy_set_profile(policy, text.at(), error));
        }
    }

    /** Takes the rules of a policy file, in TOML. */
    public Policy profileFile(byte[] file) {
        try (In bytes = In.bytes(file, "file")) {
            return set((policy, error) ->
                    Native.antin_policy_set_profile_file(policy, bytes.at(), bytes.size(), error));
        }
    }

    /** Demands at least a level. A profile that demands more still does. */
    public Policy requireLevel(Level level) {
        return set((policy, error) -> Native.antin_policy_require_level(policy, level.number, error));
    }

    /** Demands this of revocation status, whatever the profile says. */
    public Policy revocation(Revocation revocation) {
        return set((policy, error) -> Native.antin_policy_set_revocation(policy, revocation.number, error));
    }

    /**
     * Believes certificates without asking whether they were revoked. Reports are marked.
     *
     * <p>Whoever has a stolen key can then sign until its certificate ends, whatever its owner does.
     */
    public Policy dangerSkipRevocation() {
        return set(Native::antin_policy_danger_skip_revocation);
    }

    /** Verifies signature values with this provider. */
    public Policy provider(Provider provider) {
        return set((policy, error) -> Native.antin_policy_set_provider(policy, provider.number, error));
    }

    /** Asks that the last certificate be good for a purpose. */
    public Policy purpose(Purpose purpose) {
        return set((policy, error) -> Native.antin_policy_set_purpose(policy, purpose.number, error));
    }

    /** Asks that the last certificate have a name. */
    public Policy name(NameForm form, String name) {
        try (In text = In.text(name, "name")) {
            return set((policy, error) ->
                    Native.antin_policy_set_name(policy, form.number, text.at(), error));
        }
    }

    /**
     * Says which certificate policies will do: object identifiers in dotted form.
     *
     * <p>It replaces those of the profile. None at all, or anyPolicy among them, stands for all.
     */
    public Policy certificatePolicies(String... oids) {
        List<In> texts = new ArrayList<>();
        try (Memory pointers = new Memory(Math.max(1, oids.length) * (long) com.sun.jna.Native.POINTER_SIZE)) {
            for (int i = 0; i < oids.length; i++) {
                texts.add(In.text(oids[i], "oids"));
                pointers.setPointer(i * (long) com.sun.jna.Native.POINTER_SIZE, texts.get(i).at());
            }
            Native.Size count = new Native.Size(oids.length);
            return set((policy, error) ->
                    Native.antin_policy_set_certificate_policies(policy, pointers, count, error));
        } finally {
            texts.forEach(In::close);
        }
    }

    /** Asks that a path be valid under a certificate policy that will do. */
    public Policy requireExplicitPolicy() {
        return set(Native::antin_policy_require_explicit_policy);
    }

    /** Takes no certificate policy for another. */
    public Policy inhibitPolicyMapping() {
        return set(Native::antin_policy_inhibit_policy_mapping);
    }

    /** Lets anyPolicy in a certificate stand for no policy. */
    public Policy inhibitAnyPolicy() {
        return set(Native::antin_policy_inhibit_any_policy);
    }

    /** Bounds the number of authorities between the last certificate and the root. */
    public Policy maxDepth(int authorities) {
        if (authorities < 0) {
            throw new IllegalArgumentException("authorities is negative");
        }
        Native.Size bound = new Native.Size(authorities);
        return set((policy, error) -> Native.antin_policy_set_max_depth(policy, bound, error));
    }

    private Policy set(ToIntBiFunction<Pointer, Pointer> setter) {
        try (Out out = new Out()) {
            return change(policy -> {
                out.check(setter.applyAsInt(policy, out.error));
                return this;
            });
        }
    }
}
