package antin;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Two agencies and a registry that knows them, for the tests of gateways. */
final class World {
    static final String A = PackagesTest.SENDER;
    static final String B = "000.00.00.X14";
    static final String A_KEY = "rsa2048";
    static final String B_KEY = "p256";
    static final String STRANGERS_KEY = "rsa3072";
    static final String REGISTRARS_KEY = "p384";
    static final Instant SENT = PackagesTest.JUDGED;
    static final Instant ARRIVED = SENT.plusSeconds(60);
    static final Duration WINDOW = Duration.ofDays(30);
    static final Duration DAY = Duration.ofDays(1);

    private World() {}

    static byte[] chain(String kind) {
        return Samples.vector("bench/" + kind + ".chain.pem");
    }

    static Credential credential(String kind) {
        return Credential.fromChainAndKey(chain(kind), Samples.vector("bench/" + kind + ".key.pem"), null);
    }

    static SignOptions how() {
        return new SignOptions(Format.CADES, Level.B);
    }

    static Policy policy() {
        Policy policy = PackagesTest.policy();
        for (String kind : new String[] {B_KEY, STRANGERS_KEY, REGISTRARS_KEY}) {
            policy.addRoots(Samples.vector("bench/" + kind + ".root.pem"));
        }
        return policy;
    }

    /** The first certificate of a chain, or the one behind it. */
    static byte[] certificate(String kind, int place) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(chain(kind)))
                    .toArray(new java.security.cert.Certificate[0])[place].getEncoded();
        } catch (CertificateException wrong) {
            throw new AssertionError(wrong);
        }
    }

    /** What a key that lives elsewhere makes of what it is given. */
    static byte[] value(String kind, byte[] toBeSigned) {
        return value(kind.startsWith("rsa") ? "RSA" : "EC", Samples.vector("bench/" + kind + ".key.pem"), toBeSigned);
    }

    static byte[] value(String type, byte[] key, byte[] toBeSigned) {
        try {
            String pem = new String(key, StandardCharsets.US_ASCII);
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
            java.security.Signature signer =
                    java.security.Signature.getInstance(type.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signer.initSign(KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(der)));
            signer.update(toBeSigned);
            return signer.sign();
        } catch (GeneralSecurityException wrong) {
            throw new AssertionError(wrong);
        }
    }

    /** A binding by the key. */
    static RegistryBinding binding(String id, String organ, String kind) {
        return new RegistryBinding(
                id, organ, Match.KEY, certificate(kind, 0), null, Instant.parse("2026-01-01T00:00:00Z"));
    }

    static RegistryDraft bodies() {
        return new RegistryDraft("Sổ đăng ký thử").addBody(A, "Cơ quan A").addBody(B, "Cơ quan B");
    }

    static RegistryDraft draft() {
        return bodies().add(binding("a-1", A, A_KEY)).add(binding("b-1", B, B_KEY));
    }

    static RegistryDraft issued(RegistryDraft draft) {
        return draft.issue(SENT.minus(DAY), SENT.plus(DAY));
    }

    static byte[] signed(RegistryDraft draft) {
        return Antin.sign(
                draft.toJson(), credential(REGISTRARS_KEY), how().packaging(Packaging.ATTACHED), SENT.minus(DAY));
    }

    static RegistrySigners signers() {
        return new RegistrySigners().add(certificate(REGISTRARS_KEY, 0));
    }

    static Registry check(byte[] file) {
        return Registry.check(file, signers(), policy(), null, SENT);
    }

    static Registry registry() {
        return check(signed(issued(draft())));
    }

    static Gateway gateway(Ledger ledger) {
        return gateway(registry(), ledger);
    }

    static Gateway gateway(Registry registry, Ledger ledger) {
        return new Gateway(GatewayPolicy.strict(), policy(), registry, ledger);
    }

    static Ledger forgetful() {
        return Ledger.memory(WINDOW, 1000, null, null);
    }

    static Agency a() {
        return new Agency(A, credential(A_KEY));
    }

    static Agency b() {
        return new Agency(B, credential(B_KEY));
    }

    /** The message with another document, which is another package. */
    static byte[] message(int number) {
        return with(PackagesTest.MESSAGE, ",2026/03/12,123/", ",2026/03/12," + number + "/");
    }

    static Sending send(byte[] message) {
        return gateway(forgetful()).send(a(), Source.bytes(message), null, SENT);
    }

    static byte[] sent() {
        return send(PackagesTest.MESSAGE).sealed();
    }

    static byte[] with(byte[] message, String from, String to) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        if (!text.contains(from)) {
            throw new AssertionError(from);
        }
        int at = text.indexOf(from);
        return (text.substring(0, at) + to + text.substring(at + from.length())).getBytes(StandardCharsets.ISO_8859_1);
    }
}
