package antin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;

/** What many tests need: a credential, a policy, a document, signatures on it. */
final class Samples {
    static final Path ROOT = Paths.get("").toAbsolutePath().getParent().getParent();
    static final Instant SIGNED = Instant.parse("2026-11-20T03:00:00Z");
    static final Instant JUDGED = Instant.parse("2026-11-21T03:00:00Z");
    static final byte[] DOCUMENT = "Công văn số 12/TB-BM\n".getBytes(StandardCharsets.UTF_8);
    static final String PASSWORD = "mật khẩu thử nghiệm";

    private Samples() {}

    static byte[] vector(String path) {
        try {
            return Files.readAllBytes(ROOT.resolve("test-vectors").resolve(path));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static byte[] roots() {
        return vector("bindings/pki/root.pem");
    }

    static byte[] chain() {
        return vector("bindings/pki/agency-chain.pem");
    }

    static byte[] p12() {
        return vector("bindings/credentials/openssl.p12");
    }

    static Credential credential() {
        return Credential.fromChainAndKey(chain(), vector("bindings/pki/agency.key"), null);
    }

    static SignOptions detached() {
        return new SignOptions(Format.CADES, Level.B);
    }

    static SignOptions attached() {
        return detached().packaging(Packaging.ATTACHED);
    }

    static Policy policy() {
        return new Policy(roots()).revocation(Revocation.IF_PRESENT);
    }

    static byte[] signature() {
        try (Credential credential = credential(); SignOptions options = detached()) {
            return Antin.sign(DOCUMENT, credential, options, SIGNED);
        }
    }

    static Report passed() {
        try (Policy policy = policy()) {
            return Antin.verify(signature(), DOCUMENT, policy, null, JUDGED);
        }
    }

    static Report failed() {
        try (Policy policy = policy()) {
            return Antin.verify(signature(), new byte[] {1}, policy, null, JUDGED);
        }
    }

    /** A stream of many bytes that exist nowhere, which notes how they are asked for. */
    static final class Endless extends InputStream {
        private final long length;
        private long at;
        int largest;

        Endless(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return at == length ? -1 : (int) at++ & 255;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            largest = Math.max(largest, count);
            if (at == length) {
                return -1;
            }
            // Fewer than asked for, as pipes and sockets do.
            int given = (int) Math.min(Math.min(count, 50000), length - at);
            for (int i = 0; i < given; i++) {
                buffer[offset + i] = (byte) (at + i);
            }
            at += given;
            return given;
        }
    }
}
