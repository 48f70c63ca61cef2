package antin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ArgumentsTest {
    private static final int INVALID = ErrorCode.INVALID_ARGUMENT.number;

    @Test
    void whatMustBeThereIsAskedFor() {
        try (Credential credential = Samples.credential();
                SignOptions options = Samples.detached();
                Policy policy = Samples.policy();
                Signing signing = Signing.detached(credential, options, Samples.SIGNED)) {
            Instant time = Samples.SIGNED;
            byte[] some = new byte[1];
            missing(() -> Credential.fromPkcs12(null, null));
            missing(() -> Credential.fromChainAndKey(null, some, null));
            missing(() -> Credential.fromChainAndKey(some, null, null));
            missing(() -> Antin.sign((byte[]) null, credential, options, time));
            missing(() -> Verifying.detached(null, policy, null, time));
            missing(() -> Verifying.detached(some, null, null, time));
            missing(() -> Verifying.attached(null, null, time));
            missing(() -> Antin.sign((java.io.InputStream) null, credential, options, time));
            missing(() -> Antin.sign(some, null, options, time));
            missing(() -> Antin.sign(some, credential, null, time));
            missing(() -> Antin.sign(some, credential, options, null));
            missing(() -> Antin.signAttached(new Samples.Endless(1), 1, null, credential, options, time));
            missing(() -> Antin.addSignature(null, null, credential, options, time));
            missing(() -> Antin.prepare(some, null, options, time));
            missing(() -> Antin.prepareDigest(DigestAlgorithm.SHA256, null, some, options, time));
            missing(() -> Antin.prepareAddition(null, null, some, options, time));
            missing(() -> Antin.verify((byte[]) null, (byte[]) null, policy, null, time));
            missing(() -> Antin.verify(some, some, null, null, time));
            missing(() -> Antin.verify(some, some, policy, null, null));
            missing(() -> Antin.verify(null, new Samples.Endless(1), policy, null, time));
            missing(() -> Antin.judgeCertificate(null, policy, null, time));
            missing(() -> Antin.judgeCertificate(some, null, null, time));
            missing(() -> Antin.inspect(null, null));
            missing(() -> new Policy(null));
            missing(() -> policy.profile(null));
            missing(() -> policy.certificatePolicies((String) null));
            missing(() -> options.mimeType(null));
            missing(() -> options.contentHints("x", null));
            missing(() -> new KeyOptions().friendlyName(null));
            missing(() -> new Evidence().addCrls(null));
            missing(() -> new Evidence().addOcsp(null));
            missing(() -> new Recheck(null));
            missing(() -> signing.update((byte[]) null));
        }
    }

    @Test
    void partsOfArraysAreChecked() {
        try (Credential credential = Samples.credential();
                SignOptions options = Samples.detached();
                Policy policy = Samples.policy();
                Signing signing = Signing.detached(credential, options, Samples.SIGNED)) {
            byte[] buffer = new byte[4];
            int[][] parts = {{-1, 1}, {5, 0}, {0, 5}, {3, 2}, {0, -1}, {1, Integer.MAX_VALUE}};
            for (int[] part : parts) {
                assertThrows(IndexOutOfBoundsException.class, () -> signing.update(buffer, part[0], part[1]));
            }
            signing.update(buffer, 4, 0);
            signing.update(new byte[0]);
            byte[] document = new byte[200_000];
            signing.update(document, 0, 3);
            signing.update(document, 3, document.length - 3);
            Antin.verify(signing.finish(), document, policy, null, Samples.JUDGED).requirePassed();
        }
    }

    @Test
    void emptyIsNotAbsent() {
        byte[] empty = {};
        try (Credential credential = Samples.credential();
                SignOptions options = Samples.detached();
                SignOptions attached = Samples.attached();
                Policy policy = Samples.policy()) {
            byte[] signed = Antin.sign(empty, credential, options, Samples.SIGNED);
            Antin.verify(signed, empty, policy, null, Samples.JUDGED).requirePassed();
            Report report = Antin.verify(signed, (byte[]) null, policy, null, Samples.JUDGED);
            assertEquals("SIGNED_DATA_NOT_FOUND", report.subIndication());
            int malformed = ErrorCode.MALFORMED.number;
            Judgement.refused(malformed, () -> Antin.verify(empty, (byte[]) null, policy, null, Samples.JUDGED));
            Judgement.refused(malformed, () -> Verifying.detached(empty, policy, null, Samples.JUDGED).finish());
            Judgement.refused(malformed, () -> new Policy(empty));
            Judgement.refused(malformed, () -> Credential.fromPkcs12(empty, null));
            byte[] whole = Antin.sign(empty, credential, attached, Samples.SIGNED);
            assertArrayEquals(
                    empty, Antin.verify(whole, (byte[]) null, policy, null, Samples.JUDGED).content());
        }
    }

    @Test
    void textWithNulIsRefused() {
        // Cut at the NUL, this password would open the file.
        char[] password = (Samples.PASSWORD + "\0x").toCharArray();
        noText(() -> Credential.fromPkcs12(Samples.p12(), password));
        noText(() -> Credential.fromChainAndKey(
                Samples.chain(), Samples.vector("bindings/pki/agency.key"), new char[1]));
        noText(() -> Antin.inspect(Samples.p12(), password));
        noText(() -> new KeyOptions().friendlyName("a\0"));
        noText(() -> Samples.detached().mimeType("text/plain\0"));
        noText(() -> Samples.detached().contentHints("a\0b", "1.2.3"));
        noText(() -> Samples.detached().contentHints(null, "1.2.3\0"));
        noText(() -> Samples.policy().profile("default\0"));
        noText(() -> Samples.policy().name(NameForm.DNS, "a.test\0"));
        noText(() -> Samples.policy().certificatePolicies("1.2.3", "1.2.3\0"));
    }

    @Test
    void textThatIsNoUnicodeIsRefused() {
        noText(() -> Credential.fromPkcs12(Samples.p12(), new char[] {'\ud800'}));
        noText(() -> Samples.policy().profile("\udc00"));
    }

    @Test
    void textIsHandedOverInUtf8() {
        // Outside of the first plane, too, and with room for the longest.
        String text = "mật khẩu \ud83d\udd12ẩẩẩ";
        try (In in = In.text(text, "text")) {
            assertEquals(text, Out.text(in.at()));
        }
    }

    @Test
    void vietnameseGoesBothWays() {
        byte[] p12 = Samples.vector("keys/p12/windows-style.p12");
        try (KeyOptions keys = new KeyOptions().friendlyName("Con dấu của Ủy ban").provider(Provider.RING);
                Credential credential = Credential.fromPkcs12(p12, "Mật khẩu của tôi".toCharArray(), keys)) {
            assertEquals(3, credential.certificates().size());
        }
        try (Report report = Samples.passed()) {
            Signature signature = report.signatures().get(0);
            assertEquals("C=VN, L=Thành phố Ví Dụ, O=BỘ MẪU, CN=CƠ QUAN MẪU A", signature.signerSubject());
            assertTrue(report.toText(Language.VIETNAMESE).contains("CƠ QUAN MẪU A"));
            assertTrue(report.toJson(Language.VIETNAMESE).contains("CƠ QUAN MẪU A"));
            assertEquals(Samples.SIGNED, signature.claimedTime());
            assertNull(signature.provenTime());
            assertEquals(2, signature.path().size());
        }
    }

    @Test
    void errorsSpeakBothLanguages() {
        AntinException thrown = assertThrows(
                AntinException.class, () -> Credential.fromPkcs12(Samples.p12(), "sai".toCharArray()));
        assertEquals(ErrorCode.KEY, thrown.code());
        assertFalse(thrown.getMessage().isEmpty());
        assertNotEquals(thrown.text(Language.ENGLISH), thrown.text(Language.VIETNAMESE));
        assertNotEquals(thrown.help(Language.ENGLISH), thrown.help(Language.VIETNAMESE));
        assertTrue(thrown.text(Language.VIETNAMESE).chars().anyMatch(one -> one > 127));
    }

    @Test
    void choicesThatAreNoneAreRefused() {
        Judgement.refused(INVALID, () -> new SignOptions(Format.UNKNOWN, Level.B));
        Judgement.refused(INVALID, () -> new SignOptions(Format.CADES, Level.NONE));
        Judgement.refused(INVALID, () -> Samples.detached().algorithm(Algorithm.UNKNOWN));
        Judgement.refused(INVALID, () -> Samples.policy().requireLevel(Level.UNKNOWN));
        assertThrows(IllegalArgumentException.class, () -> Samples.policy().maxDepth(-1));
    }

    @Test
    void numbersOfANewerLibraryAreNoPass() {
        assertEquals(Verdict.INDETERMINATE, Verdict.of(99));
        assertEquals(Coverage.UNKNOWN, Coverage.of(99));
        assertEquals(Severity.ERROR, Severity.of(99));
        assertEquals(ErrorCode.UNKNOWN, ErrorCode.of(99));
        assertEquals(Level.UNKNOWN, Level.of(99));
        assertEquals(Format.UNKNOWN, Format.of(99));
        assertEquals(Algorithm.UNKNOWN, Algorithm.of(99));
    }

    @Test
    void aSecondFinishIsRefused() {
        int used = ErrorCode.ALREADY_USED.number;
        try (Credential credential = Samples.credential();
                SignOptions options = Samples.detached();
                Policy policy = Samples.policy();
                Signing signing = Signing.detached(credential, options, Samples.SIGNED)) {
            signing.update(Samples.DOCUMENT);
            byte[] signed = signing.finish();
            Judgement.refused(used, signing::finish);
            Judgement.refused(used, () -> signing.update(Samples.DOCUMENT));
            try (Verifying verifying = Verifying.detached(signed, policy, null, Samples.JUDGED)) {
                verifying.update(Samples.DOCUMENT);
                try (Report report = verifying.finish(); Recheck recheck = new Recheck(report)) {
                    Judgement.refused(used, verifying::finish);
                    recheck.update(Samples.DOCUMENT);
                    recheck.finish();
                    Judgement.refused(used, recheck::finish);
                }
            }
        }
    }

    @Test
    void policySettersChain() {
        try (Policy policy = new Policy(Samples.roots())) {
            policy.profile("default").addRoots(Samples.vector("bindings/pki/other-root.pem"))
                    .requireLevel(Level.B).revocation(Revocation.REQUIRE).dangerSkipRevocation()
                    .provider(Provider.RING).purpose(Purpose.DOCUMENT)
                    .certificatePolicies().certificatePolicies("2.5.29.32.0")
                    .inhibitPolicyMapping().maxDepth(Integer.MAX_VALUE);
            Antin.verify(Samples.signature(), Samples.DOCUMENT, policy, null, Samples.JUDGED).requirePassed();
            Judgement.refused(INVALID, () -> policy.profile("default"));
        }
    }

    private static void missing(Executable call) {
        assertThrows(NullPointerException.class, call);
    }

    private static void noText(Executable call) {
        assertThrows(IllegalArgumentException.class, call);
    }
}
