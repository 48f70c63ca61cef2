package antin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    @Test
    void aPathLeadsToTheRoot() {
        try (Policy policy = Samples.policy();
                CertificatePath path = Antin.judgeCertificate(Samples.chain(), policy, null, Samples.JUDGED)) {
            path.requirePassed();
            assertEquals(Verdict.PASSED, path.verdict());
            assertNull(path.reason());
            assertEquals(2, path.certificates().size());
            assertTrue(path.toJson(Language.VIETNAMESE).contains("CƠ QUAN MẪU A"));
            assertTrue(path.toText(Language.VIETNAMESE).contains("CƠ QUAN MẪU A"));
        }
    }

    @Test
    void anExpiredCertificateIsRejected() {
        byte[] expired = Samples.vector("bindings/pki/expired-chain.pem");
        try (Policy policy = Samples.policy();
                CertificatePath path = Antin.judgeCertificate(expired, policy, null, Samples.JUDGED)) {
            assertEquals(ErrorCode.REJECTED, assertThrows(RejectedException.class, path::requirePassed).code());
            assertNotEquals(Verdict.PASSED, path.verdict());
            assertEquals("certificate-expired", path.reason());
            assertEquals(0, path.certificates().size());
        }
    }

    @Test
    void evidenceHasTheCertificatesInBetween() {
        byte[] leaf = Samples.vector("bindings/pki/agency.pem");
        byte[] between = Samples.vector("bindings/pki/sub-ca.pem");
        try (Policy policy = Samples.policy(); Evidence evidence = new Evidence().addCertificates(between)) {
            CertificatePath without = Antin.judgeCertificate(leaf, policy, null, Samples.JUDGED);
            assertThrows(RejectedException.class, without::requirePassed);
            Antin.judgeCertificate(leaf, policy, evidence, Samples.JUDGED).requirePassed();
        }
    }

    @Test
    void whatIsNoCertificateIsMalformed() {
        try (Policy policy = Samples.policy()) {
            Judgement.refused(
                    ErrorCode.MALFORMED.number,
                    () -> Antin.judgeCertificate(Samples.DOCUMENT, policy, null, Samples.JUDGED));
        }
    }

    @Test
    void aFileIsLookedInto() {
        try (Inspection inspection = Antin.inspect(Samples.p12(), Samples.PASSWORD.toCharArray())) {
            assertTrue(inspection.toText(Language.VIETNAMESE).contains("CƠ QUAN MẪU A"));
            assertTrue(JsonParser.parseString(inspection.toJson(Language.ENGLISH)).isJsonObject());
        }
        Judgement.refused(ErrorCode.KEY.number, () -> Antin.inspect(Samples.p12(), "sai".toCharArray()));
    }
}
