package antin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Signing at T and LT by servers of this machine, and judging: bindings/with-server starts them. */
@EnabledIfEnvironmentVariable(named = "ANTIN_TEST_PKI", matches = ".+")
class NetworkTest {
    private static final byte[] DOCUMENT = "Văn bản ký ở mức T và LT".getBytes(StandardCharsets.UTF_8);
    private static final String SERVER = System.getenv("ANTIN_TEST_SERVER");

    private final Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
    private final Policy policy = new Policy(pki("root.pem"));
    private final Client client = inside(Duration.ofSeconds(20));

    private static byte[] pki(String name) {
        try {
            return Files.readAllBytes(Paths.get(System.getenv("ANTIN_TEST_PKI"), name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Client inside(Duration most) {
        try (ClientOptions options = new ClientOptions()) {
            options.allowHost("127.0.0.1").gatheringTimeout(most).attempts(2).pause(Duration.ofMillis(10));
            return new Client(options.redirects(0).sizes(1 << 20, 1 << 16));
        }
    }

    private SignOptions options(Level level, Evidence evidence) {
        try (Timestamper stamps = Timestamper.at(client, SERVER + "/tsa", null)) {
            SignOptions options = new SignOptions(Format.CADES, level).timestamper(stamps);
            return evidence == null ? options : options.evidence(evidence);
        }
    }

    private byte[] sign(Level level, Evidence evidence) {
        try (Credential signer = Credential.fromChainAndKey(pki("agency-chain.pem"), pki("agency.key"), null);
                SignOptions options = options(level, evidence)) {
            return Antin.sign(DOCUMENT, signer, options, now);
        }
    }

    private Report judge(byte[] signature, Evidence evidence) {
        return Antin.verify(signature, DOCUMENT, policy, evidence, now.plusSeconds(60));
    }

    /** Answers and lists for one's own certificate, and for the time-stamping authority's. */
    private Evidence gathered() {
        Evidence known = null;
        for (String chain : new String[] {"agency-chain.pem", "tsa-chain.pem"}) {
            Gathered found = Antin.gatherForCertificate(client, pki(chain), policy, known, now);
            assertEquals(0, found.missing().size());
            known = found.evidence();
        }
        return known;
    }

    @Test
    void levelTIsJudgedWithWhatWasGathered(@TempDir Path folder) {
        byte[] signature = sign(Level.T, null);
        assertEquals(Verdict.INDETERMINATE, judge(signature, null).verdict());
        try (Gathered found = Antin.gather(client, signature, policy, null, now)) {
            assertEquals(0, found.missing().size());
            assertFalse(found.isCutShort());
            Report report = judge(signature, found.evidence());
            report.requirePassed();
            assertEquals(Level.T, report.signatures().get(0).level());
            long fetched = found.evidence().items().stream()
                    .filter(item -> item.source() != null && item.source().startsWith(SERVER))
                    .filter(item -> now.equals(item.obtained()))
                    .count();
            assertEquals(found.fetched(), fetched);
            assertTrue(fetched > 0);
            // Kept, it will do again without the network.
            Path kept = folder.resolve("kept.evidence");
            found.evidence().write(kept);
            judge(signature, Evidence.read(kept)).requirePassed();
        }
    }

    @Test
    void levelLtNeedsNothingAnyMore() {
        byte[] signature = sign(Level.LT, gathered());
        Report report = judge(signature, null);
        report.requirePassed();
        assertEquals(Level.LT, report.signatures().get(0).level());
        Report raised = judge(Antin.extend(signature, DOCUMENT, options(Level.LTA, gathered())), null);
        raised.requirePassed();
        assertEquals(Level.LTA, raised.signatures().get(0).level());
    }

    @Test
    void hostsInsideAreNotAskedUnlessAllowed() {
        Client outside = new Client(new ClientOptions());
        Gathered found = Antin.gatherForCertificate(outside, pki("agency-chain.pem"), policy, null, now);
        assertEquals(0, found.fetched());
        assertFalse(found.isCutShort());
        Missing missing = found.missing().get(0);
        assertEquals(MissingKind.STATUS, missing.kind());
        assertTrue(missing.subject().contains("CN="));
        assertEquals(0x30, missing.certificate()[0]);
        Missing.Attempt attempt = missing.attempts().get(0);
        assertTrue(attempt.address().startsWith(SERVER));
        assertNotEquals(attempt.reason(Language.ENGLISH), attempt.reason(Language.VIETNAMESE));
    }

    @Test
    void aGatheringEndsByItsTime() {
        Client hurried = inside(Duration.ZERO);
        Gathered found = Antin.gatherForCertificate(hurried, pki("agency-chain.pem"), policy, null, now);
        assertEquals(0, found.fetched());
        assertNotEquals(0, found.missing().size());
        assertTrue(found.isCutShort());
    }
}
