package antin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases that all languages share: {@code test-vectors/bindings/manifest.json}. */
class ManifestTest {
    private static final int[] PIECE_SIZES = {1, 7, 65536};

    @TestFactory
    Stream<DynamicTest> cases() {
        return read().stream().map(Members::new).map(test ->
                DynamicTest.dynamicTest("manifest: " + test.text("name"), () -> run(test)));
    }

    /** Each case with a member more, in each of its objects by turns, fails for that. */
    @Test
    void whatIsNotKnownFails() {
        for (JsonElement item : read()) {
            int objects = objects(item).size();
            for (int chosen = 0; chosen < objects; chosen++) {
                JsonElement copy = item.deepCopy();
                objects(copy).get(chosen).addProperty("unheard-of", 1);
                Members test = new Members(copy);
                String name = test.text("name");
                AssertionError error = assertThrows(AssertionError.class, () -> run(test), name);
                assertEquals("unknown members: [unheard-of]", error.getMessage(), name);
            }
        }
    }

    private static List<JsonObject> objects(JsonElement element) {
        List<JsonObject> found = new ArrayList<>();
        if (element.isJsonObject()) {
            found.add(element.getAsJsonObject());
            element.getAsJsonObject().asMap().values().forEach(value -> found.addAll(objects(value)));
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(value -> found.addAll(objects(value)));
        }
        return found;
    }

    private static List<JsonElement> read() {
        String text = new String(Samples.vector("bindings/manifest.json"), StandardCharsets.UTF_8);
        Members manifest = new Members(JsonParser.parseString(text));
        assertEquals(1L, manifest.number("version").longValue());
        List<JsonElement> cases = manifest.list("cases");
        manifest.done();
        assertNotEquals(0, cases.size());
        return cases;
    }

    private static void run(Members test) throws Exception {
        String kind = test.text("do");
        Scenario scenario = new Scenario(test);
        switch (kind) {
            case "verify":
                verify(test, scenario);
                break;
            case "sign":
                sign(test, scenario);
                break;
            case "add-signature":
                addSignature(test, scenario);
                break;
            case "extend":
                extend(test, scenario);
                break;
            case "prepare":
                prepare(test, scenario);
                break;
            case "prepare-addition":
                prepareAddition(test, scenario);
                break;
            case "credential":
                credential(test, scenario);
                break;
            case "evidence":
                evidence(test, scenario);
                break;
            case "policy":
                policy(test);
                break;
            case "package":
            case "seal":
            case "prepare-seal":
            case "validate":
                PackageCases.run(kind, test, scenario);
                break;
            case "registry":
                RegistryCases.check(test);
                break;
            case "receipt":
                RegistryCases.receipt(test);
                break;
            case "journal":
                JournalCases.run(test);
                break;
            case "gateway":
                GatewayCases.run(test);
                break;
            default:
                throw new AssertionError("unknown kind of case: " + kind);
        }
    }

    private static void verify(Members test, Scenario scenario) throws IOException {
        byte[] document = scenario.need("document");
        byte[] content = scenario.file("content");
        Judgement judgement = new Judgement(test);
        test.done();
        judgement.of(document, content);
    }

    private static void sign(Members test, Scenario scenario) throws IOException {
        byte[] document = scenario.need("document");
        Supplier<Credential> credential = scenario.credential();
        Supplier<SignOptions> options = scenario.options();
        List<Supplier<SignOptions>> raised = scenario.raised();
        Instant time = scenario.time();
        List<Supplier<byte[]>> ways = new ArrayList<>();
        ways.add(() -> Antin.sign(document, credential.get(), options.get(), time));
        for (int size : PIECE_SIZES) {
            ways.add(() -> scenario.attached
                    ? signAttached(document, credential.get(), options.get(), time, size)
                    : signDetached(document, credential.get(), options.get(), time, size));
        }
        if (!scenario.attached) {
            ways.add(() -> {
                try {
                    return Antin.sign(new ByteArrayInputStream(document), credential.get(), options.get(), time);
                } catch (IOException never) {
                    throw new UncheckedIOException(never);
                }
            });
        }
        byte[] beside = scenario.attached ? null : document;
        ways.replaceAll(way -> () -> raise(way.get(), beside, raised));
        expect(test, ways, beside);
    }

    private static byte[] raise(byte[] signed, byte[] beside, List<Supplier<SignOptions>> raised) {
        byte[] result = signed;
        for (Supplier<SignOptions> options : raised) {
            result = Antin.extend(result, beside, options.get());
        }
        return result;
    }

    /** The error that is expected of each way, or the judgement on what comes out. */
    private static void expect(Members test, List<Supplier<byte[]>> ways, byte[] content) throws IOException {
        Judgement judgement = Judgement.then(test);
        Members expected = test.object("expect");
        Long error = expected == null ? null : expected.number("error");
        if (expected != null) {
            expected.done();
        }
        test.done();
        assertNotEquals(error == null, judgement == null);
        for (Supplier<byte[]> way : ways) {
            if (error != null) {
                Judgement.refused(error, way::get);
            } else {
                judgement.of(way.get(), content);
            }
        }
    }

    private static byte[] signDetached(
            byte[] document, Credential credential, SignOptions options, Instant time, int size) {
        try (Signing signing = Signing.detached(credential, options, time)) {
            assertNull(signing.head());
            Judgement.inPieces(document, size, signing::update);
            return signing.finish();
        }
    }

    private static byte[] signAttached(
            byte[] document, Credential credential, SignOptions options, Instant time, int size) {
        try (Signing signing = Signing.attached(credential, options, time, document.length)) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            byte[] head = signing.head();
            whole.write(head, 0, head.length);
            Judgement.inPieces(document, size, signing::update);
            whole.write(document, 0, document.length);
            byte[] end = signing.finish();
            whole.write(end, 0, end.length);
            return whole.toByteArray();
        }
    }

    private static void addSignature(Members test, Scenario scenario) throws IOException {
        byte[] signature = scenario.need("signature");
        byte[] content = scenario.file("content");
        Supplier<Credential> credential = scenario.credential();
        Supplier<SignOptions> options = scenario.options();
        Instant time = scenario.time();
        Supplier<byte[]> way = () ->
                Antin.addSignature(signature, content, credential.get(), options.get(), time);
        expect(test, Arrays.asList(way), content);
    }

    private static void extend(Members test, Scenario scenario) throws IOException {
        byte[] signature = scenario.need("signature");
        byte[] content = scenario.file("content");
        Supplier<SignOptions> options = scenario.options();
        Supplier<byte[]> way = () -> Antin.extend(signature, content, options.get());
        expect(test, Arrays.asList(way), content);
    }

    private static void prepare(Members test, Scenario scenario) throws Exception {
        byte[] document = scenario.need("document");
        byte[] chain = scenario.need("chain");
        Supplier<SignOptions> options = scenario.options();
        Instant time = scenario.time();
        List<Supplier<Prepared>> ways = new ArrayList<>();
        ways.add(() -> Antin.prepare(document, chain, options.get(), time));
        Members digest = test.object("document_digest");
        if (digest != null) {
            DigestAlgorithm algorithm =
                    Scenario.named(DigestAlgorithm.class, digest.text("algorithm").replace("-", ""));
            byte[] value = new BigInteger("1" + digest.text("value"), 16).toByteArray();
            digest.done();
            byte[] bare = Arrays.copyOfRange(value, 1, value.length);
            ways.add(() -> Antin.prepareDigest(algorithm, bare, chain, options.get(), time));
        }
        if (!scenario.attached) {
            ways.add(() -> {
                try {
                    return Antin.prepare(new ByteArrayInputStream(document), chain, options.get(), time);
                } catch (IOException never) {
                    throw new UncheckedIOException(never);
                }
            });
        }
        finish(test, scenario, ways, scenario.attached ? null : document);
    }

    private static void prepareAddition(Members test, Scenario scenario) throws Exception {
        byte[] signature = scenario.need("signature");
        byte[] content = scenario.file("content");
        byte[] chain = scenario.need("chain");
        Supplier<SignOptions> options = scenario.options();
        Instant time = scenario.time();
        Supplier<Prepared> way = () ->
                Antin.prepareAddition(signature, content, chain, options.get(), time);
        finish(test, scenario, Arrays.asList(way), content);
    }

    private static void finish(
            Members test, Scenario scenario, List<Supplier<Prepared>> ways, byte[] content) throws Exception {
        byte[] toBeSigned = scenario.need("to_be_signed");
        Algorithm algorithm = Scenario.named(Algorithm.class, test.text("algorithm"));
        byte[] wrong = scenario.need("wrong_value");
        byte[] value = scenario.need("value");
        Judgement judgement = Judgement.then(test);
        test.done();
        for (Supplier<Prepared> way : ways) {
            try (Prepared prepared = way.get()) {
                assertArrayEquals(toBeSigned, prepared.toBeSigned());
                assertEquals(algorithm, prepared.algorithm());
                if (algorithm == Algorithm.RSA_PKCS1_SHA256) {
                    assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(toBeSigned), prepared.digest());
                }
                Judgement.refused(ErrorCode.KEY.number, () -> prepared.finish(wrong));
                byte[] signed = prepared.finish(value);
                Judgement.refused(ErrorCode.ALREADY_USED.number, () -> prepared.finish(value));
                assertNull(prepared.toBeSigned());
                assertEquals(Algorithm.NONE, prepared.algorithm());
                judgement.of(signed, content);
            }
        }
    }

    private static void credential(Members test, Scenario scenario) throws Exception {
        Supplier<Credential> credential = scenario.credential();
        Members expected = test.object("expect");
        Long error = expected.number("error");
        Long certificates = expected.number("certificates");
        String sha256 = expected.text("sha256");
        expected.done();
        test.done();
        if (error != null) {
            Judgement.refused(error, credential::get);
            return;
        }
        try (Credential made = credential.get()) {
            List<byte[]> chain = made.certificates();
            assertEquals(certificates.longValue(), chain.size());
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain.get(0));
            assertEquals(sha256, String.format("%064x", new BigInteger(1, digest)));
        }
    }

    private static void evidence(Members test, Scenario scenario) throws IOException {
        byte[] file = scenario.need("file");
        Instant by = Scenario.time(test.number("by"));
        Members expected = test.object("expect");
        Long error = expected.number("error");
        List<String> wanted = new ArrayList<>();
        expected.list("items").forEach(item -> wanted.add(described(new Members(item))));
        Long ended = expected.number("ended");
        expected.done();
        test.done();
        if (error != null) {
            Judgement.refused(error, () -> Evidence.fromBytes(file));
            return;
        }
        Path folder = Files.createTempDirectory("antin");
        try (Evidence known = Evidence.fromBytes(file); Cache cache = new Cache(folder)) {
            List<String> found = new ArrayList<>();
            for (EvidenceItem item : known.items(true)) {
                assertEquals(0x30, item.bytes()[0]);
                found.add(String.join(" | ", item.kind().name().toLowerCase(Locale.ROOT), item.name(), "" + item.since(),
                        "" + item.until(), "" + item.obtained(), "" + item.source()));
            }
            assertEquals(wanted, found);
            assertEquals(ended.longValue(), known.ended(by));
            assertArrayEquals(file, known.toBytes());
            known.write(folder.resolve("again"));
            try (Evidence again = Evidence.read(folder.resolve("again"))) {
                assertArrayEquals(file, again.toBytes());
            }
            cache.keep(known);
            assertEquals(0, cache.load().damaged().size());
            assertEquals(wanted.size(), cache.load().evidence().items().size());
            assertEquals(ended.longValue(), cache.clean(by));
            assertEquals(wanted.size() - ended, cache.load().evidence().items().size());
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }

    private static String described(Members item) {
        String text = String.join(" | ", item.text("kind"), item.text("name"),
                "" + Scenario.time(item.number("since")), "" + Scenario.time(item.number("until")),
                "" + Scenario.time(item.number("obtained")), "" + item.text("source"));
        item.done();
        return text;
    }

    private static void policy(Members test) {
        Supplier<Policy> policy = Scenario.policy(test.object("policy"));
        Members expected = test.object("expect");
        Long error = expected.number("error");
        expected.done();
        test.done();
        if (error != null) {
            Judgement.refused(error, policy::get);
        } else {
            policy.get().close();
        }
    }
}
