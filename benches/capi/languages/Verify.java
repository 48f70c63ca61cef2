// Judges 10 KiB by P-256 through the Java binding; prints microseconds a call.

import antin.Antin;
import antin.Policy;
import antin.Report;
import antin.Revocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.Locale;

final class Verify {
    private static final Instant AT = Instant.ofEpochSecond(1795305600);

    public static void main(String[] arguments) throws IOException {
        Path folder = Paths.get(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        byte[] document = Files.readAllBytes(folder.resolve("document"));
        byte[] signature = Files.readAllBytes(folder.resolve("signature"));
        byte[] root = Files.readAllBytes(folder.resolve("root"));
        try (Policy policy = new Policy(root).revocation(Revocation.IF_PRESENT)) {
            judge(signature, document, policy, count / 10 + 1);
            long begin = System.nanoTime();
            judge(signature, document, policy, count);
            double each = (System.nanoTime() - begin) / 1000.0 / count;
            System.out.println(String.format(Locale.ROOT, "%.3f", each));
        }
    }

    private static void judge(byte[] signature, byte[] document, Policy policy, int times) {
        for (int round = 0; round < times; round++) {
            try (Report report = Antin.verify(signature, document, policy, null, AT)) {
                report.requirePassed();
            }
        }
    }
}
