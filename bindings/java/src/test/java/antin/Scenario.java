package antin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the cases of the manifest begin with: files, credentials, options, policies, evidence. */
final class Scenario {
    private final Members test;

    /** Whether the options that were read ask for an attached signature. */
    boolean attached;

    Scenario(Members test) {
        this.test = test;
    }

    static byte[] vector(String path) {
        return Samples.vector("bindings/" + path);
    }

    /** Returns the constant that the manifest calls by this name. */
    static <E extends Enum<E>> E named(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Returns the time that is meant; null if none is. */
    static Instant time(Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    byte[] file(String member) {
        String path = test.text(member);
        return path == null ? null : vector(path);
    }

    byte[] need(String member) {
        return vector(test.text(member));
    }

    Instant time() {
        return Instant.ofEpochSecond(test.number("signing_time"));
    }

    /** What the manifest describes is read at once and made later, as making it may be the case. */
    Supplier<Credential> credential() {
        Members from = test.object("credential");
        String name = test.text("friendly_name");
        String password = from.text("password");
        String p12 = from.text("p12");
        String chain = from.text("chain");
        String key = from.text("key");
        from.done();
        return () -> {
            char[] secret = password == null ? null : password.toCharArray();
            try (KeyOptions options = new KeyOptions()) {
                if (name != null) {
                    options.friendlyName(name);
                }
                return p12 != null
                        ? Credential.fromPkcs12(vector(p12), secret, options)
                        : Credential.fromChainAndKey(vector(chain), vector(key), secret, options);
            }
        };
    }

    Supplier<SignOptions> options() {
        return options(test.object("options"));
    }

    /** How what was signed is raised, one time after the other. */
    List<Supplier<SignOptions>> raised() {
        boolean before = attached;
        List<Supplier<SignOptions>> raised = new ArrayList<>();
        test.list("raised").forEach(item -> raised.add(options(new Members(item))));
        attached = before;
        return raised;
    }

    private Supplier<SignOptions> options(Members from) {
        Level level = named(Level.class, from.text("level"));
        Packaging packaging = named(Packaging.class, from.text("packaging"));
        attached = packaging == Packaging.ATTACHED;
        String algorithm = from.text("algorithm");
        String mimeType = from.text("mime_type");
        Members hints = from.object("content_hints");
        String description = hints == null ? null : hints.text("description");
        String contentType = hints == null ? null : hints.text("content_type");
        if (hints != null) {
            hints.done();
        }
        Supplier<Timestamper> timestamper = timestamper(from.object("timestamper"));
        Supplier<Evidence> evidence = evidence(from.object("evidence"));
        from.done();
        return () -> {
            SignOptions options = new SignOptions(Format.CADES, level).packaging(packaging);
            if (algorithm != null) {
                options.algorithm(named(Algorithm.class, algorithm));
            }
            if (mimeType != null) {
                options.mimeType(mimeType);
            }
            if (contentType != null) {
                options.contentHints(description, contentType);
            }
            try (Timestamper authority = timestamper.get(); Evidence known = evidence.get()) {
                if (authority != null) {
                    options.timestamper(authority);
                }
                if (known != null) {
                    options.evidence(known);
                }
            }
            return options;
        };
    }

    /** An authority of one's own, or none. */
    private static Supplier<Timestamper> timestamper(Members from) {
        if (from == null) {
            return () -> null;
        }
        String chain = from.text("chain");
        String key = from.text("key");
        String policy = from.text("policy");
        Instant time = time(from.number("time"));
        from.done();
        return () -> {
            try (Credential credential = Credential.fromChainAndKey(vector(chain), vector(key), null)) {
                return Timestamper.own(credential, policy, time);
            }
        };
    }

    static Supplier<Policy> policy(Members from) {
        List<String> roots = from.texts("roots");
        List<Consumer<Policy>> steps = new ArrayList<>();
        String profile = from.text("profile");
        if (profile != null) {
            steps.add(policy -> policy.profile(profile));
        }
        String file = from.text("profile_file");
        if (file != null) {
            steps.add(policy -> policy.profileFile(vector(file)));
        }
        String level = from.text("level");
        if (level != null) {
            steps.add(policy -> policy.requireLevel(named(Level.class, level)));
        }
        String revocation = from.text("revocation");
        if ("danger-skip".equals(revocation)) {
            steps.add(Policy::dangerSkipRevocation);
        } else if (revocation != null) {
            steps.add(policy -> policy.revocation(named(Revocation.class, revocation)));
        }
        pathInputs(from, steps);
        from.done();
        return () -> {
            Policy policy = new Policy(vector(roots.get(0)));
            roots.subList(1, roots.size()).forEach(root -> policy.addRoots(vector(root)));
            steps.forEach(step -> step.accept(policy));
            return policy;
        };
    }

    private static void pathInputs(Members from, List<Consumer<Policy>> steps) {
        String purpose = from.text("purpose");
        if (purpose != null) {
            steps.add(policy -> policy.purpose(named(Purpose.class, purpose)));
        }
        Members name = from.object("name");
        if (name != null) {
            NameForm form = named(NameForm.class, name.text("form"));
            String text = name.text("name");
            name.done();
            steps.add(policy -> policy.name(form, text));
        }
        if (from.has("certificate_policies")) {
            String[] oids = from.texts("certificate_policies").toArray(new String[0]);
            steps.add(policy -> policy.certificatePolicies(oids));
        }
        if (from.flag("require_explicit_policy")) {
            steps.add(Policy::requireExplicitPolicy);
        }
        if (from.flag("inhibit_policy_mapping")) {
            steps.add(Policy::inhibitPolicyMapping);
        }
        if (from.flag("inhibit_any_policy")) {
            steps.add(Policy::inhibitAnyPolicy);
        }
        Long depth = from.number("max_depth");
        if (depth != null) {
            steps.add(policy -> policy.maxDepth(Math.toIntExact(depth)));
        }
    }

    static Supplier<Evidence> evidence(Members from) {
        if (from == null) {
            return () -> null;
        }
        List<String> certificates = from.texts("certificates");
        List<String> crls = from.texts("crls");
        List<String> ocsp = from.texts("ocsp");
        List<String> tokens = from.texts("tokens");
        String file = from.text("file");
        Instant receivedAt = time(from.number("received_at"));
        from.done();
        return () -> {
            Evidence evidence = new Evidence();
            certificates.forEach(path -> evidence.addCertificates(vector(path)));
            crls.forEach(path -> evidence.addCrls(vector(path)));
            ocsp.forEach(path -> evidence.addOcsp(vector(path)));
            tokens.forEach(path -> evidence.addToken(vector(path)));
            if (file != null) {
                try (Evidence kept = Evidence.fromBytes(vector(file))) {
                    evidence.addEvidence(kept);
                }
            }
            if (receivedAt != null) {
                evidence.receptionTime(receivedAt);
            }
            return evidence;
        };
    }
}
