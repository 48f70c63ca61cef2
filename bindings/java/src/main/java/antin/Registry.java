package antin;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.Objects;

/**
 * The judgement on a registry, which says whose certificates are whose ({@code docs/registry.md}). It is no trust:
 * ask {@link #requireTrusted}. Threads may share it; gateways and openings keep what they need of it.
 */
public final class Registry extends Handle {
    private Registry(Pointer pointer) {
        super(pointer, Native::antin_registry_free);
    }

    /**
     * Judges a registry where none was seen before; otherwise as
     * {@link #check(byte[], RegistrySigners, Policy, Evidence, Instant, long, String)}.
     */
    public static Registry check(byte[] file, RegistrySigners signers, Policy policy, Evidence evidence, Instant at) {
        return check(file, signers, policy, evidence, at, 0, null);
    }

    /**
     * Judges a signed registry. What cannot be read is judged, too.
     *
     * @param evidence what is known beside the file, or null
     * @param at the time by which to judge
     * @param seenNumber the {@link #number} of the last registry that was trusted: an older one is not
     * @param seenSha256 the {@link #sha256} of that one
     * @return a judgement, which may be of any kind: go on with {@link #requireTrusted}
     */
    public static Registry check(
            byte[] file, RegistrySigners signers, Policy policy, Evidence evidence, Instant at, long seenNumber,
            String seenSha256) {
        Objects.requireNonNull(signers, "signers");
        Objects.requireNonNull(policy, "policy");
        long time = at.getEpochSecond();
        try (In bytes = In.bytes(file, "file"); In seen = In.textOrNull(seenSha256, "seenSha256"); Out out = new Out()) {
            return new Registry(signers.use(who -> policy.use(rules -> useOrNull(evidence, known -> out.handle(
                    Native.antin_registry_check(
                            bytes.at(), bytes.size(), who, rules, known, time, seenNumber, seen.at(), out.value,
                            out.error))))));
        }
    }

    /**
     * Trusts a registry that nobody signed, as its JSON has it. For tests, and where the file came on a way that
     * nobody else can write to: whoever writes it says who everybody is.
     */
    public static Registry dangerUnsigned(byte[] json) {
        try (In bytes = In.bytes(json, "json"); Out out = new Out()) {
            return new Registry(out.handle(
                    Native.antin_registry_danger_unsigned(bytes.at(), bytes.size(), out.value, out.error)));
        }
    }

    /**
     * Returns only if the registry is trusted.
     *
     * @throws RejectedException if it is not; the message says why
     */
    public void requireTrusted() {
        try (Out out = new Out()) {
            use(registry -> {
                out.check(Native.antin_registry_require_trusted(registry, out.error));
                return this;
            });
        }
    }

    /** Says whether {@link #requireTrusted} returns. */
    public boolean isTrusted() {
        return use(registry -> Native.antin_registry_is_trusted(registry) == 1);
    }

    /** Returns why it is not trusted, as a stable name such as {@code signer}; null if it is. */
    public String fault() {
        return use(registry -> Out.text(Native.antin_registry_fault(registry)));
    }

    /** Returns why it is not trusted as a clause for people; null if it is. */
    public String faultText(Language language) {
        return use(registry -> Out.text(Native.antin_registry_fault_text(registry, language.number)));
    }

    /** Returns the judgement on its signatures, which ends with this one; null if there is none. */
    public Report report() {
        return use(registry -> {
            Pointer report = Native.antin_registry_report(registry);
            return report == null ? null : new Report(report, this);
        });
    }

    /** Returns what it is called; null unless it is trusted. */
    public String name() {
        return use(registry -> Out.text(Native.antin_registry_name(registry)));
    }

    /** Returns its number, which grows with each issue; 0 unless it is trusted. */
    public long number() {
        return use(registry -> Native.antin_registry_number(registry));
    }

    /**
     * Returns the SHA-256 of its JSON in hexadecimal digits, null unless it is trusted: with the number what to keep,
     * and to give to the next check.
     */
    public String sha256() {
        return use(registry -> Out.text(Native.antin_registry_sha256(registry)));
    }

    /** Returns when it was issued; null if it was not, or is not trusted. */
    public Instant issued() {
        return use(registry -> Out.time(time -> Native.antin_registry_issued(registry, time, null)));
    }

    /** Returns until when the next one is issued; null if it was not issued, or is not trusted. */
    public Instant nextUpdate() {
        return use(registry -> Out.time(time -> Native.antin_registry_next_update(registry, time, null)));
    }

    /** Says whether the next one should be there by then, so that nothing is decided by this one; or it is not trusted. */
    public boolean isPast(Instant at) {
        long time = at.getEpochSecond();
        return use(registry -> Native.antin_registry_is_past(registry, time) != 0);
    }

    /** Returns how many bodies there are; 0 unless it is trusted. */
    public long bodyCount() {
        return use(registry -> Native.antin_registry_body_count(registry).longValue());
    }

    /** Returns how many bindings there are; 0 unless it is trusted. */
    public long entryCount() {
        return use(registry -> Native.antin_registry_entry_count(registry).longValue());
    }

    /** Returns the name of the body with an identifier code; null if there is no such body, or it is not trusted. */
    public String bodyName(String code) {
        try (In text = In.text(code, "code")) {
            return use(registry -> Out.text(Native.antin_registry_body_name(registry, text.at())));
        }
    }

    /**
     * Decides whether a certificate is a body's, in a role and at a time.
     *
     * @param certificate in DER or PEM
     * @param issuer the certificate of its issuer, on the path that was verified
     * @throws RejectedException if the registry is not trusted
     */
    public RegistryDecision decide(String organ, Role role, byte[] certificate, byte[] issuer, Instant at) {
        long time = at.getEpochSecond();
        try (In text = In.text(organ, "organ");
                In bytes = In.bytes(certificate, "certificate");
                In above = In.bytes(issuer, "issuer");
                Out out = new Out()) {
            return use(registry -> {
                out.check(Native.antin_registry_decide(
                        registry, text.at(), role.number, bytes.at(), bytes.size(), above.at(), above.size(), time,
                        out.value, out.second, out.error));
                return new RegistryDecision(
                        Binding.of(out.value.getInt(0)), Out.text(out.second.getPointer(0)));
            });
        }
    }

    /**
     * Gives the registry itself as JSON, without its signatures.
     *
     * @throws RejectedException if it is not trusted
     */
    public byte[] toJson() {
        try (Out out = new Out()) {
            return use(registry -> out.buffer(Native.antin_registry_to_json(registry, out.value, out.error)));
        }
    }
}
