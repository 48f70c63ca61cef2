package antin;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Seals and judges packages of the exchange axis.
 *
 * <p>A seal is a signature over what a message says and carries, so that it survives what the hub does to
 * messages ({@code docs/seal.md}). It travels in the package, as one more attachment.
 */
public final class Packages {
    private Packages() {}

    /**
     * Seals a package, and returns it with the seal. All of its bytes stay as they are; several bodies can seal one
     * package, one after the other.
     *
     * @param signingTime when the signer claims to sign
     */
    public static byte[] seal(Source message, Credential credential, SealOptions options, Instant signingTime) {
        return sealing(message, credential, options, signingTime, call -> Target.toMemory(message, call));
    }

    /** Seals a package in constant memory, and writes it with the seal. */
    public static void seal(
            Source message, Target sealed, Credential credential, SealOptions options, Instant signingTime) {
        Objects.requireNonNull(sealed, "sealed");
        sealing(message, credential, options, signingTime, call -> {
            Target.to(message, sealed, call);
            return null;
        });
    }

    private static byte[] sealing(
            Source message, Credential credential, SealOptions options, Instant signingTime,
            java.util.function.Function<Target.Call, byte[]> run) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(options, "options");
        long time = signingTime.getEpochSecond();
        return credential.use(signer -> options.use(how -> run.apply((source, target, error) ->
                Native.antin_seal_package(source, signer, how, time, target, error))));
    }

    /**
     * Prepares a seal for a key that lives elsewhere.
     *
     * @param chain certificates in PEM, the signer's first, or the signer's alone in DER
     */
    public static PreparedSeal prepareSeal(Source message, byte[] chain, SealOptions options, Instant signingTime) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(options, "options");
        long time = signingTime.getEpochSecond();
        Called called = new Called();
        try (In bytes = In.bytes(chain, "chain"); Lent source = message.lend(called); Out out = new Out()) {
            return new PreparedSeal(options.use(how -> out.handle(
                    Native.antin_prepare_seal(
                            source.at(), bytes.at(), bytes.size(), how, time, out.value, out.error),
                    called)));
        }
    }

    /**
     * Judges a package: each seal as a signature, and what it says against the message.
     *
     * @param opening whose certificates are whose, or null: then no package is accepted
     * @param evidence what is known beside the message, or null
     * @param at the time by which to judge
     * @return a judgement, which may be of any kind: go on with {@link PackageReport#requireAccepted}
     */
    public static PackageReport open(
            Source message, Opening opening, Policy policy, Evidence evidence, Instant at) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(policy, "policy");
        long time = at.getEpochSecond();
        Called called = new Called();
        try (Lent source = message.lend(called); Out out = new Out()) {
            Pointer judged = policy.use(rules -> Handle.useOrNull(evidence, known ->
                    Opening.useAsking(opening, called, how -> judge(source, how, rules, known, time, out, called))));
            return new PackageReport(judged);
        }
    }

    private static Pointer judge(
            Lent source, Pointer how, Pointer rules, Pointer known, long time, Out out, Called called) {
        int code = Native.antin_package_open(source.at(), how, rules, known, time, out.value, out.error);
        return out.handle(code, called, Native::antin_package_free);
    }

    /**
     * Rewrites a message as the hub was seen to. For tests: it makes no message better.
     *
     * @param rewritings of {@code trace}, {@code order}, {@code prefix}, {@code empty}, {@code direction},
     *     {@code organ-name}, {@code subject-name}, {@code signature-namespace}, {@code attachments},
     *     {@code one-line}, {@code archives}, {@code text-conversion}; null is all but the last two
     * @param seed of the names in archives; the same arguments give the same result
     */
    public static byte[] hop(Source message, List<String> rewritings, Instant time, long seed) {
        Objects.requireNonNull(message, "message");
        try (Texts names = new Texts(rewritings, "rewritings")) {
            return Target.toMemory(message, hopping(names, time, seed));
        }
    }

    /** Writes the rewritten message; otherwise as {@link #hop(Source, List, Instant, long)}. */
    public static void hop(Source message, Target rewritten, List<String> rewritings, Instant time, long seed) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(rewritten, "rewritten");
        try (Texts names = new Texts(rewritings, "rewritings")) {
            Target.to(message, rewritten, hopping(names, time, seed));
        }
    }

    private static Target.Call hopping(Texts names, Instant time, long seed) {
        long seconds = time.getEpochSecond();
        return (source, target, error) ->
                Native.antin_hop(source, names.at(), names.count(), seconds, seed, target, error);
    }

    /** Reads a message, and looks for what it lacks; a clean one has neither faults nor liberties. */
    public static Validation validate(Source message) {
        Objects.requireNonNull(message, "message");
        Called called = new Called();
        try (Lent source = message.lend(called); Out out = new Out()) {
            Pointer validation =
                    out.handle(Native.antin_validation_new(source.at(), out.value, out.error), called);
            try {
                return new Validation(validation);
            } finally {
                Native.antin_validation_free(validation);
            }
        }
    }
}
