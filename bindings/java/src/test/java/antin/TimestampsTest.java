package antin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Levels above B, by an authority of one's own. */
class TimestampsTest {
    private static final String AUTHORITY_POLICY = "2.999.1";
    private static final Instant STAMPED = Samples.SIGNED.plusSeconds(300);

    static Timestamper own() {
        byte[] chain = Samples.vector("bindings/pki/tsa-chain.pem");
        byte[] key = Samples.vector("bindings/pki/tsa.key");
        try (Credential authority = Credential.fromChainAndKey(chain, key, null)) {
            return Timestamper.own(authority, AUTHORITY_POLICY, STAMPED);
        }
    }

    private static SignOptions levelT() {
        return new SignOptions(Format.CADES, Level.T);
    }

    private static void hasTimestamp(byte[] signed) {
        try (Policy policy = Samples.policy().requireLevel(Level.T)) {
            Report report = Antin.verify(signed, Samples.DOCUMENT, policy, null, Samples.JUDGED);
            report.requirePassed();
            Signature signature = report.signatures().get(0);
            assertEquals(Level.T, signature.level());
            assertEquals(STAMPED, signature.provenTime());
            assertEquals(1, signature.timestamps().size());
            Timestamp timestamp = signature.timestamps().get(0);
            assertEquals(TimestampKind.SIGNATURE, timestamp.kind());
            assertEquals(Verdict.PASSED, timestamp.verdict());
            assertNull(timestamp.subIndication());
            assertEquals(STAMPED, timestamp.time());
            assertEquals(AUTHORITY_POLICY, timestamp.policy());
            assertTrue(timestamp.authority().contains("CN="));
            report.close();
            assertThrows(IllegalStateException.class, timestamp::kind);
            assertThrows(IllegalStateException.class, timestamp::time);
        }
    }

    @Test
    void aSignatureGetsATimestampAtOnce() {
        try (Credential credential = Samples.credential(); SignOptions options = levelT()) {
            try (Timestamper own = own()) {
                options.timestamper(own);
            }
            hasTimestamp(Antin.sign(Samples.DOCUMENT, credential, options, Samples.SIGNED));
        }
    }

    @Test
    void aSignatureIsExtendedLater() {
        try (Timestamper own = own();
                Evidence evidence = new Evidence().addCertificates(Samples.chain());
                SignOptions options = levelT().timestamper(own).evidence(evidence)) {
            hasTimestamp(Antin.extend(Samples.signature(), Samples.DOCUMENT, options));
            hasTimestamp(Antin.extend(Samples.signature(), null, options));
        }
    }

    @Test
    void aLevelWithoutATimestamperIsRefused() {
        try (SignOptions options = levelT()) {
            Judgement.refused(
                    ErrorCode.INVALID_ARGUMENT.number,
                    () -> Antin.extend(Samples.signature(), Samples.DOCUMENT, options));
        }
    }

    @Test
    void aReceptionTimeProves() {
        try (Policy policy = Samples.policy();
                Evidence evidence = new Evidence().receptionTime(STAMPED);
                Report report = Antin.verify(
                        Samples.signature(), Samples.DOCUMENT, policy, evidence, Samples.JUDGED)) {
            assertEquals(STAMPED, report.signatures().get(0).provenTime());
        }
    }

    @Test
    void afterClose() {
        Timestamper own = own();
        own.close();
        own.close();
        try (SignOptions options = levelT()) {
            assertThrows(IllegalStateException.class, () -> options.timestamper(own));
            assertThrows(NullPointerException.class, () -> options.timestamper(null));
            assertThrows(NullPointerException.class, () -> options.evidence(null));
        }
    }

    /** A library without the network says so, and that is all that there is to see then. */
    @Test
    void aClientAsksWithinBounds() {
        ClientOptions options;
        try {
            options = new ClientOptions();
        } catch (AntinException without) {
            assertEquals(ErrorCode.UNSUPPORTED, without.code());
            return;
        }
        Duration second = Duration.ofSeconds(1);
        options.totalTimeout(second).attemptTimeout(second).connectTimeout(second)
                .hostTimeout("tsa.test", second).attempts(1).parallel(2, 1).fetches(3)
                .allowHost("tsa.test").allowNetwork("10.1.0.0/16");
        assertThrows(IllegalArgumentException.class, () -> options.attempts(-1));
        assertThrows(IllegalArgumentException.class, () -> options.totalTimeout(second.negated()));
        assertThrows(IllegalArgumentException.class, () -> options.proxy("http://a\0"));
        try (Client client = new Client(options);
                Credential credential = Samples.credential();
                // Nothing listens on port 1 of this machine.
                Timestamper authority = Timestamper.at(client, "http://127.0.0.1:1/", "1.2.3");
                SignOptions sign = levelT().timestamper(authority)) {
            int network = ErrorCode.NETWORK.number;
            Judgement.refused(network, () -> Timestamper.at(client, "no address", null));
            Judgement.refused(
                    network, () -> Antin.sign(Samples.DOCUMENT, credential, sign, Samples.SIGNED));
        }
        options.close();
        assertThrows(IllegalStateException.class, () -> options.fetches(1));
        assertThrows(IllegalStateException.class, () -> new Client(options));
    }
}
