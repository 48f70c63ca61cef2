package antin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The cases of the manifest that are about packages. */
final class PackageCases {
    private final List<String[]> senders = new ArrayList<>();
    private boolean any;
    private final List<byte[]> containers = new ArrayList<>();
    private final Supplier<Policy> policy;
    private final Supplier<Evidence> evidence;
    private final Instant at;
    private final Long error;
    private final List<String> wanted = new ArrayList<>();
    private String other;
    private boolean accepted;
    private final List<byte[]> contents = new ArrayList<>();

    static void run(String kind, Members test, Scenario scenario) throws IOException {
        byte[] message = scenario.need("package");
        if (kind.equals("package")) {
            PackageCases judgement = new PackageCases(test);
            test.done();
            judgement.of(message);
        } else if (kind.equals("seal")) {
            seal(message, test, scenario);
        } else if (kind.equals("prepare-seal")) {
            prepare(message, test, scenario);
        } else {
            validate(message, test);
        }
    }

    private static Supplier<SealOptions> options(Members test, Scenario scenario) {
        Supplier<SignOptions> signature = scenario.options();
        String role = test.text("role");
        String organ = test.text("organ");
        return () -> {
            SealOptions options = new SealOptions(signature.get());
            if (role != null) {
                options.role(Scenario.named(Role.class, role));
            }
            if (organ != null) {
                options.organ(organ);
            }
            return options;
        };
    }

    private static PackageCases then(Members test) {
        Members then = test.object("then");
        if (then == null) {
            return null;
        }
        PackageCases judgement = new PackageCases(then);
        then.done();
        return judgement;
    }

    private static void seal(byte[] message, Members test, Scenario scenario) throws IOException {
        Supplier<Credential> credential = scenario.credential();
        Supplier<SealOptions> options = options(test, scenario);
        Instant time = scenario.time();
        Members hop = test.object("hop");
        List<String> rewritings = hop == null || !hop.has("rewritings") ? null : names(hop);
        Instant hopped = hop == null ? null : Scenario.time(hop.number("time"));
        Long seed = hop == null ? null : hop.number("seed");
        if (hop != null) {
            hop.done();
        }
        PackageCases judgement = then(test);
        Members expected = test.object("expect");
        Long error = expected == null ? null : expected.number("error");
        if (expected != null) {
            expected.done();
        }
        test.done();
        ByteArrayOutputStream streamed = new ByteArrayOutputStream();
        Supplier<byte[]> atOnce = () -> Packages.seal(Source.bytes(message), credential.get(), options.get(), time);
        Supplier<byte[]> byStream = () -> {
            Packages.seal(slow(message), Target.stream(streamed), credential.get(), options.get(), time);
            return streamed.toByteArray();
        };
        for (Supplier<byte[]> way : Arrays.asList(atOnce, byStream)) {
            if (error != null) {
                Judgement.refused(error, way::get);
                continue;
            }
            byte[] sealed = way.get();
            judgement.of(hop == null
                    ? sealed
                    : Packages.hop(Source.bytes(sealed), rewritings, hopped, seed == null ? 0 : seed));
        }
    }

    /** Null is another thing than none. */
    private static List<String> names(Members hop) {
        List<String> names = new ArrayList<>();
        List<JsonElement> given = hop.listOrNull("rewritings");
        if (given == null) {
            return null;
        }
        given.forEach(one -> names.add(one.getAsString()));
        return names;
    }

    private static void prepare(byte[] message, Members test, Scenario scenario) throws IOException {
        byte[] chain = scenario.need("chain");
        Supplier<SealOptions> options = options(test, scenario);
        Instant time = scenario.time();
        byte[] toBeSigned = scenario.need("to_be_signed");
        Algorithm algorithm = Scenario.named(Algorithm.class, test.text("algorithm"));
        byte[] wrong = scenario.need("wrong_value");
        byte[] value = scenario.need("value");
        byte[] sealed = scenario.need("sealed");
        PackageCases judgement = then(test);
        test.done();
        for (Source source : Arrays.asList(Source.bytes(message), slow(message))) {
            try (PreparedSeal prepared = Packages.prepareSeal(source, chain, options.get(), time)) {
                assertArrayEquals(toBeSigned, prepared.toBeSigned());
                assertEquals(algorithm, prepared.algorithm());
                Judgement.refused(ErrorCode.KEY.number, () -> prepared.finish(wrong, source));
                assertArrayEquals(sealed, prepared.finish(value, source));
                Judgement.refused(ErrorCode.ALREADY_USED.number, () -> prepared.finish(value, source));
            }
        }
        try (PreparedSeal prepared = Packages.prepareSeal(Source.bytes(message), chain, options.get(), time)) {
            Judgement.refused(ErrorCode.KEY.number, () -> prepared.finishContainer(wrong));
            judgement.containers.add(prepared.finishContainer(value));
        }
        judgement.of(message);
    }

    private static void validate(byte[] message, Members test) {
        Members expected = test.object("expect");
        Long error = expected.number("error");
        List<String> faults = expected.texts("faults");
        List<String> liberties = new ArrayList<>();
        expected.list("liberties").forEach(one -> liberties.add(liberty(new Members(one))));
        expected.done();
        test.done();
        for (Source source : Arrays.asList(Source.bytes(message), slow(message))) {
            if (error != null) {
                Judgement.refused(error, () -> Packages.validate(source));
                continue;
            }
            Validation found = Packages.validate(source);
            assertEquals(faults, found.faults());
            List<String> taken = new ArrayList<>();
            found.liberties().forEach(one -> taken.add("liberty " + one.code() + " " + one.isAmbiguous()));
            assertEquals(liberties, taken);
        }
    }

    static Source slow(byte[] bytes) {
        return Source.channel(new PackagesTest.Slow(bytes, 1021));
    }

    private PackageCases(Members from) {
        JsonElement known = from.element("senders");
        if (known != null && known.isJsonPrimitive()) {
            assertEquals("any", known.getAsString());
            any = true;
        } else if (known != null) {
            known.getAsJsonArray().forEach(item -> {
                Members one = new Members(item);
                senders.add(new String[] {one.text("organ"), one.text("certificates")});
                one.done();
            });
        }
        from.texts("containers").forEach(path -> containers.add(Scenario.vector(path)));
        policy = Scenario.policy(from.object("policy"));
        evidence = Scenario.evidence(from.object("evidence"));
        at = Instant.ofEpochSecond(from.number("at"));
        Members expected = from.object("expect");
        error = expected.number("error");
        if (error == null) {
            accepted = expected.flag("accepted");
            wanted.add(String.join(" ", "package", expected.text("state"), expected.text("verdict"),
                    expected.text("sub_indication"), "" + accepted));
            Members sender = expected.object("sender");
            wanted.add("sender " + sender.text("code") + " " + sender.text("binding"));
            other = sender.text("other");
            sender.done();
            expected.list("seals").forEach(item -> wanted.add(seal(new Members(item))));
            expected.list("facts").forEach(item -> wanted.add(fact(new Members(item))));
            expected.list("files").forEach(item -> wanted.add(file(new Members(item))));
            expected.list("liberties").forEach(item -> wanted.add(liberty(new Members(item))));
        }
        expected.done();
    }

    private static String seal(Members one) {
        String told = String.join(" ", "seal", "" + one.number("attachment"), "" + one.number("container"),
                one.text("verdict"), one.text("sub_indication"), one.text("fault"), one.text("organ"),
                one.text("role"), one.text("binding"), "" + one.number("missing"));
        one.done();
        return told;
    }

    private static String fact(Members one) {
        String told = String.join(" ", "fact", one.text("fact"), one.text("state"), one.texts("sealed").toString(),
                one.texts("arrived").toString());
        one.done();
        return told;
    }

    private String file(Members one) {
        String told = String.join(" ", "file", one.text("name"), one.text("state"), "" + one.flag("unwrapped"),
                "" + one.flag("destroyed"), one.text("sealed_name"));
        String path = one.text("content");
        contents.add(path == null ? null : Scenario.vector(path));
        one.done();
        return told;
    }

    private static String liberty(Members one) {
        String told = "liberty " + one.text("code") + " " + one.flag("ambiguous");
        one.done();
        return told;
    }

    private static String name(Enum<?> one) {
        return one == null ? null : one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String verdict(Verdict verdict) {
        return verdict == Verdict.INDETERMINATE ? verdict.name() : "TOTAL-" + verdict.name();
    }

    /** Judges a message in memory, as a file and in pieces, by a list of senders and by a function. */
    private void of(byte[] message) throws IOException {
        Path path = Files.createTempFile("antin", ".edxml");
        try {
            Files.write(path, message);
            for (Source source : Arrays.asList(Source.bytes(message), Source.file(path), slow(message))) {
                // What the senders are refused for is seen by the list: a function is not asked about what fails before.
                for (boolean asks : senders.isEmpty() || error != null ? new boolean[] {false} : new boolean[] {false, true}) {
                    if (error != null) {
                        Judgement.refused(error, () -> judge(source, asks).close());
                    } else {
                        try (PackageReport judged = judge(source, asks)) {
                            check(judged, source, asks);
                        }
                    }
                }
            }
        } finally {
            Files.delete(path);
        }
    }

    private PackageReport judge(Source source, boolean asks) {
        try (Opening opening = new Opening()) {
            containers.forEach(opening::addContainer);
            if (any) {
                opening.dangerAnySender();
            } else if (asks) {
                opening.senders(this::answer);
            } else {
                senders.forEach(one -> opening.addSender(one[0], Scenario.vector(one[1])));
            }
            return Packages.open(source, opening, policy.get(), evidence.get(), at);
        }
    }

    private Binding answer(Claim claim) {
        Binding best = Binding.UNKNOWN;
        for (String[] one : senders) {
            if (Arrays.equals(der(Scenario.vector(one[1])), claim.path().get(0))) {
                if (one[0].equals(claim.organ())) {
                    return Binding.BOUND;
                }
                best = Binding.OTHER;
            }
        }
        return best;
    }

    private static byte[] der(byte[] pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem)).getEncoded();
        } catch (CertificateException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private void check(PackageReport judged, Source source, boolean asked) {
        assertEquals(wanted, told(judged));
        // A function has no way to say whose it is instead.
        assertEquals(asked ? null : other, judged.senderOther());
        for (Language language : Language.values()) {
            Members json = new Members(JsonParser.parseString(judged.toJson(language)));
            assertEquals(name(judged.state()), json.text("state"));
            assertEquals(accepted, json.flag("accepted"));
            assertFalse(judged.toText(language).isEmpty());
        }
        if (!accepted) {
            contents.forEach(org.junit.jupiter.api.Assertions::assertNull);
            Judgement.refused(ErrorCode.REJECTED.number, judged::requireAccepted);
            Judgement.refused(ErrorCode.REJECTED.number, () -> judged.extract(source, 0));
            Judgement.refused(ErrorCode.REJECTED.number, () -> judged.extractAll(source));
            return;
        }
        judged.requireAccepted();
        List<byte[]> all = judged.extractAll(source);
        assertEquals(contents.size(), all.size());
        for (int i = 0; i < all.size(); i++) {
            assertArrayEquals(contents.get(i), all.get(i));
            assertArrayEquals(contents.get(i), judged.extract(source, i));
        }
    }

    private static List<String> told(PackageReport judged) {
        List<String> told = new ArrayList<>();
        told.add(String.join(" ", "package", name(judged.state()), verdict(judged.verdict()), judged.subIndication(),
                "" + judged.isAccepted()));
        told.add("sender " + judged.senderCode() + " " + name(judged.senderBinding()));
        for (Seal one : judged.seals()) {
            told.add(String.join(" ", "seal", "" + one.attachment(), "" + one.container(), verdict(one.verdict()),
                    one.subIndication(), one.fault(), one.organ(), name(one.role()), name(one.binding()),
                    "" + one.missing().size()));
        }
        for (Fact one : judged.facts()) {
            if (one.state() != FactState.SAME) {
                told.add(String.join(" ", "fact", one.name(), name(one.state()), one.sealed().toString(),
                        one.arrived().toString()));
            }
        }
        for (PackageFile one : judged.files()) {
            told.add(String.join(" ", "file", one.name(), name(one.state()), "" + one.isUnwrapped(),
                    "" + one.isDestroyed(), one.sealedName()));
        }
        judged.liberties().forEach(one -> told.add("liberty " + one.code() + " " + one.isAmbiguous()));
        return told;
    }
}
