package antin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final long SIZE = 8 * 1024 * 1024 + 3;

    @Test
    void aLargeStreamIsSignedAndJudgedInPieces() throws IOException {
        try (Credential credential = Samples.credential();
                SignOptions options = Samples.detached();
                Policy policy = Samples.policy();
                Evidence evidence = new Evidence()) {
            Samples.Endless document = new Samples.Endless(SIZE);
            byte[] signature = Antin.sign(document, credential, options, Samples.SIGNED);
            assertEquals(64 * 1024, document.largest);
            try (Report report = Antin.verify(
                            signature, new Samples.Endless(SIZE), policy, evidence, Samples.JUDGED);
                    Recheck recheck = new Recheck(report)) {
                report.requirePassed();
                recheck.update(new Samples.Endless(SIZE));
                recheck.finish();
            }
            Report report = Antin.verify(
                    signature, new Samples.Endless(SIZE - 1), policy, null, Samples.JUDGED);
            assertEquals(Verdict.FAILED, report.verdict());
            assertEquals("HASH_FAILURE", report.subIndication());
        }
    }

    @Test
    void anAttachedStreamIsWrittenAndJudged() throws IOException {
        try (Credential credential = Samples.credential();
                SignOptions options = Samples.attached();
                Policy policy = Samples.policy()) {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            Antin.signAttached(
                    new Samples.Endless(100_000), 100_000, output, credential, options, Samples.SIGNED);
            byte[] whole = output.toByteArray();
            Antin.verify(new ByteArrayInputStream(whole), policy, null, Samples.JUDGED).requirePassed();
            byte[] content = Antin.verify(whole, (byte[]) null, policy, null, Samples.JUDGED).content();
            assertEquals(100_000, content.length);
            assertEquals((byte) 99_999, content[99_999]);
        }
    }

    @Test
    void anAttachedStreamOfAnotherLengthIsRefused() {
        try (Credential credential = Samples.credential(); SignOptions options = Samples.attached()) {
            for (long announced : new long[] {9, 11}) {
                Judgement.refused(ErrorCode.INVALID_ARGUMENT.number, () -> Antin.signAttached(
                        new Samples.Endless(10), announced, new ByteArrayOutputStream(), credential, options,
                        Samples.SIGNED));
            }
            assertThrows(IllegalArgumentException.class, () -> Signing.attached(
                    credential, options, Samples.SIGNED, -1));
        }
    }

    @Test
    void whatAStreamThrowsComesThrough() {
        IOException broken = new IOException("broken");
        InputStream stream = new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        };
        try (Credential credential = Samples.credential(); SignOptions options = Samples.detached()) {
            assertSame(broken, assertThrows(
                    IOException.class, () -> Antin.sign(stream, credential, options, Samples.SIGNED)));
        }
    }

    @Test
    void aKeyElsewhereSignsAStream() throws IOException {
        try (SignOptions options = Samples.detached();
                Prepared whole = Antin.prepare(Samples.DOCUMENT, Samples.chain(), options, Samples.SIGNED);
                Prepared streamed = Antin.prepare(
                        new ByteArrayInputStream(Samples.DOCUMENT), Samples.chain(), options, Samples.SIGNED)) {
            assertArrayEquals(whole.toBeSigned(), streamed.toBeSigned());
            assertEquals(32, streamed.digest().length);
        }
    }
}
