package antin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the cases of the manifest end with: a judgement in several ways, compared with what is expected. */
final class Judgement {
    private static final String[] VERDICTS = {"INDETERMINATE", "TOTAL-PASSED", "TOTAL-FAILED"};

    private final Supplier<Policy> policy;
    private final Supplier<Evidence> evidence;
    private final Instant at;
    private final Long error;
    private final String verdict;
    private final String subIndication;
    private final List<Expected> signatures = new ArrayList<>();
    private final byte[] content;

    /** A judgement that is made in some way. */
    private interface Way {
        Report judge() throws IOException;
    }

    /** What takes a part of an array. */
    interface Update {
        void update(byte[] buffer, int offset, int count);
    }

    Judgement(Members from) {
        policy = Scenario.policy(from.object("policy"));
        evidence = Scenario.evidence(from.object("evidence"));
        at = Instant.ofEpochSecond(from.number("at"));
        Members expected = from.object("expect");
        error = expected.number("error");
        verdict = expected.text("verdict");
        subIndication = expected.text("sub_indication");
        for (JsonElement item : expected.list("signatures")) {
            signatures.add(new Expected(new Members(item)));
        }
        String path = expected.text("content");
        content = path == null ? null : Scenario.vector(path);
        expected.done();
    }

    /** What stands under {@code then}, and nothing else; null if there is none. */
    static Judgement then(Members test) {
        Members then = test.object("then");
        if (then == null) {
            return null;
        }
        Judgement judgement = new Judgement(then);
        then.done();
        return judgement;
    }

    /** Fails with an error of this number, wherever on the way that shows. */
    static void refused(long number, org.junit.jupiter.api.function.Executable call) {
        assertEquals(number, assertThrows(AntinException.class, call).number());
    }

    static void inPieces(byte[] bytes, int size, Update taker) {
        for (int i = 0; i < bytes.length; i += size) {
            taker.update(bytes, i, Math.min(size, bytes.length - i));
        }
    }

    /** Judges in memory, and in pieces of several sizes. */
    void of(byte[] document, byte[] beside) throws IOException {
        compare(() -> inMemory(document, beside), true, beside);
        for (int size : new int[] {1, 7, 65536}) {
            compare(() -> pieces(document, beside, size), false, beside);
        }
        compare(() -> stream(document, beside), false, beside);
    }

    private Report inMemory(byte[] document, byte[] beside) {
        try (Policy rules = policy.get(); Evidence known = evidence.get()) {
            return Antin.verify(document, beside, rules, known, at);
        }
    }

    private Report pieces(byte[] document, byte[] beside, int size) {
        try (Policy rules = policy.get();
                Evidence known = evidence.get();
                Verifying verifying = beside == null
                        ? Verifying.attached(rules, known, at)
                        : Verifying.detached(document, rules, known, at)) {
            inPieces(beside == null ? document : beside, size, verifying::update);
            return verifying.finish();
        }
    }

    private Report stream(byte[] document, byte[] beside) throws IOException {
        try (Policy rules = policy.get(); Evidence known = evidence.get()) {
            return beside == null
                    ? Antin.verify(new ByteArrayInputStream(document), rules, known, at)
                    : Antin.verify(document, new ByteArrayInputStream(beside), rules, known, at);
        }
    }

    private void compare(Way way, boolean inMemory, byte[] beside) throws IOException {
        if (error != null) {
            refused(error, way::judge);
            return;
        }
        try (Report report = way.judge()) {
            compare(report);
            // A report on pieces gives no content out.
            assertArrayEquals(inMemory ? content : null, report.content());
            if (verdict.equals("TOTAL-PASSED")) {
                report.requirePassed();
                recheck(report, content != null ? content : beside);
            } else {
                assertEquals(ErrorCode.REJECTED, assertThrows(RejectedException.class, report::requirePassed).code());
                assertThrows(RejectedException.class, () -> new Recheck(report));
            }
        }
    }

    private void compare(Report report) {
        assertEquals(verdict, VERDICTS[report.verdict().ordinal()]);
        assertEquals(subIndication, report.subIndication());
        assertEquals(Format.CADES, report.format());
        List<Signature> found = report.signatures();
        assertEquals(signatures.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            signatures.get(i).compare(found.get(i));
        }
        for (Language language : Language.values()) {
            JsonElement json = JsonParser.parseString(report.toJson(language));
            assertEquals(verdict, json.getAsJsonObject().get("verdict").getAsString());
            assertTrue(report.toText(language).contains(verdict));
        }
    }

    private static void recheck(Report report, byte[] judged) throws IOException {
        try (Recheck recheck = new Recheck(report)) {
            recheck.update(new ByteArrayInputStream(judged));
            recheck.finish();
        }
        try (Recheck recheck = new Recheck(report)) {
            refused(ErrorCode.INVALID_ARGUMENT.number, () -> {
                recheck.update(judged);
                recheck.update(new byte[1]);
                recheck.finish();
            });
        }
        if (judged.length == 0) {
            return;
        }
        byte[] changed = judged.clone();
        changed[changed.length - 1] ^= 1;
        try (Recheck recheck = new Recheck(report)) {
            recheck.update(changed);
            refused(ErrorCode.INVALID_ARGUMENT.number, recheck::finish);
        }
    }

    /** What is expected of one signature. */
    private static final class Expected {
        private final String verdict;
        private final String subIndication;
        private final String level;
        private final String subject;
        private final String serial;
        private final String sha256;
        private final Long claimed;
        private final String digest;
        private final String algorithm;
        private final String coverage;
        private final List<String> findings;
        private final Long proven;
        private final List<ExpectedTimestamp> timestamps = new ArrayList<>();

        Expected(Members from) {
            verdict = from.text("verdict");
            subIndication = from.text("sub_indication");
            level = from.text("level");
            Members signer = from.object("signer");
            subject = signer == null ? null : signer.text("subject");
            serial = signer == null ? null : signer.text("serial");
            sha256 = signer == null ? null : signer.text("sha256");
            if (signer != null) {
                signer.done();
            }
            claimed = from.number("claimed_time");
            digest = from.text("digest");
            algorithm = from.text("algorithm");
            coverage = from.text("coverage");
            findings = from.texts("findings");
            proven = from.number("proven_time");
            from.list("timestamps").forEach(item -> timestamps.add(new ExpectedTimestamp(new Members(item))));
            from.done();
        }

        void compare(Signature found) {
            assertEquals(verdict, VERDICTS[found.verdict().ordinal()]);
            assertEquals(subIndication, found.subIndication());
            assertEquals(level == null ? Level.NONE : Scenario.named(Level.class, level), found.level());
            assertEquals(subject, found.signerSubject());
            assertEquals(serial, found.signerSerial());
            assertEquals(sha256, found.signerSha256());
            assertEquals(subject == null, found.signerIssuer() == null);
            assertEquals(subject == null, found.signerCertificate() == null);
            assertEquals(Scenario.time(claimed), found.claimedTime());
            assertEquals(digest, found.digest());
            assertEquals(algorithm, found.algorithm());
            assertEquals(Scenario.named(Coverage.class, coverage), found.coverage());
            assertEquals(findings, found.findings().stream().map(Finding::code).collect(Collectors.toList()));
            assertEquals(Scenario.time(proven), found.provenTime());
            assertEquals(timestamps.size(), found.timestamps().size());
            for (int i = 0; i < timestamps.size(); i++) {
                timestamps.get(i).compare(found.timestamps().get(i));
            }
            if (verdict.equals("TOTAL-PASSED")) {
                assertArrayEquals(found.signerCertificate(), found.path().get(0));
            }
            for (Finding finding : found.findings()) {
                assertNotNull(finding.severity());
                for (Language language : Language.values()) {
                    assertFalse(finding.text(language).isEmpty());
                }
            }
        }
    }

    /** What is expected of one time-stamp. */
    private static final class ExpectedTimestamp {
        private final TimestampKind kind;
        private final String verdict;
        private final String subIndication;
        private final Long time;
        private final String authority;
        private final String policy;

        ExpectedTimestamp(Members from) {
            kind = Scenario.named(TimestampKind.class, from.text("kind"));
            verdict = from.text("verdict");
            subIndication = from.text("sub_indication");
            time = from.number("time");
            authority = from.text("authority");
            policy = from.text("policy");
            from.done();
        }

        void compare(Timestamp found) {
            assertEquals(kind, found.kind());
            assertEquals(verdict, VERDICTS[found.verdict().ordinal()]);
            assertEquals(subIndication, found.subIndication());
            assertEquals(Scenario.time(time), found.time());
            assertEquals(authority, found.authority());
            assertEquals(policy, found.policy());
        }
    }
}
