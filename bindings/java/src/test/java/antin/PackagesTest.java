package antin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages: sealed, rewritten by the hub, judged, taken apart; forged, and misused. */
class PackagesTest {
    static final Instant SIGNED = Instant.ofEpochSecond(1795219200);
    static final Instant JUDGED = Instant.ofEpochSecond(1795305600);
    static final String SENDER = "000.00.12.X40";
    static final byte[] MESSAGE = Samples.vector("edxml/new-two-pdfs.edxml");
    static final byte[] PDF = Samples.vector("edxml/cong-van-123.pdf");
    private static final byte[] CHAIN = Samples.vector("bench/rsa2048.chain.pem");
    private static final List<String> SAMPLES = Arrays.asList(
            "new-pdf-csv-zip-sdk-signature", "new-two-pdfs", "no-attachment", "replace", "revoke", "update");
    private static final List<String> REWRITINGS = Arrays.asList(
            "trace", "order", "prefix", "empty", "direction", "organ-name", "subject-name", "signature-namespace",
            "attachments", "one-line", "archives");

    static Credential agency() {
        return Credential.fromChainAndKey(CHAIN, Samples.vector("bench/rsa2048.key.pem"), null);
    }

    static Policy policy() {
        return new Policy(Samples.vector("bench/rsa2048.root.pem")).revocation(Revocation.IF_PRESENT);
    }

    static SealOptions how() {
        return new SealOptions(new SignOptions(Format.CADES, Level.B));
    }

    static Opening known() {
        return new Opening().addSender(SENDER, CHAIN);
    }

    static byte[] seal(byte[] message) {
        return Packages.seal(Source.bytes(message), agency(), how(), SIGNED);
    }

    static PackageReport judge(byte[] message, Opening opening) {
        return Packages.open(Source.bytes(message), opening, policy(), null, JUDGED);
    }

    static PreparedSeal prepared() {
        return Packages.prepareSeal(Source.bytes(MESSAGE), CHAIN, how(), SIGNED);
    }

    /** A channel that gives a few bytes at once. */
    static class Slow implements SeekableByteChannel {
        private final byte[] bytes;
        private final int most;
        private long position = 77;

        Slow(byte[] bytes, int most) {
            this.bytes = bytes;
            this.most = most;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (position >= bytes.length) {
                return -1;
            }
            int count = (int) Math.min(Math.min(most, into.remaining()), bytes.length - position);
            into.put(bytes, (int) position, count);
            position += count;
            return count;
        }

        @Override
        public SeekableByteChannel position(long to) {
            position = to;
            return this;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel truncate(long to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static Source broken(byte[] bytes) {
        return Source.channel(new Slow(bytes, 999) {
            @Override
            public int read(ByteBuffer into) throws IOException {
                throw new IOException("the disk is gone");
            }
        });
    }

    private static byte[] with(byte[] message, String from, String to) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(from), from);
        int at = text.indexOf(from);
        return (text.substring(0, at) + to + text.substring(at + from.length()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Fact fact(PackageReport judged, String name) {
        return judged.facts().stream().filter(one -> one.name().equals(name)).findFirst().get();
    }

    private static void refuses(PackageReport judged, byte[] message, PackageState state) {
        assertEquals(state, judged.state());
        assertFalse(judged.isAccepted());
        Source source = Source.bytes(message);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        List<Target> targets = new ArrayList<>(Collections.nCopies(judged.files().size(), null));
        targets.set(0, Target.stream(got));
        assertThrows(RejectedException.class, judged::requireAccepted);
        assertThrows(RejectedException.class, () -> judged.extract(source, 0));
        assertThrows(RejectedException.class, () -> judged.extractAll(source));
        assertThrows(RejectedException.class, () -> judged.extract(source, 0, Target.stream(got)));
        assertThrows(RejectedException.class, () -> judged.extractAll(source, targets));
        assertEquals(0, got.size());
    }

    @Test
    void aSealedPackageIsIntactAndTellsWhatItIs() {
        byte[] sealed = seal(MESSAGE);
        try (PackageReport judged = judge(sealed, known())) {
            judged.requireAccepted();
            assertTrue(judged.isAccepted());
            assertEquals(PackageState.INTACT, judged.state());
            assertEquals(Verdict.PASSED, judged.verdict());
            assertNull(judged.subIndication());
            assertEquals(SENDER, judged.senderCode());
            assertEquals(Binding.BOUND, judged.senderBinding());
            assertNull(judged.senderOther());
            assertEquals(0, judged.liberties().size());
            Seal seal = judged.seals().get(0);
            assertEquals(2, seal.attachment());
            assertNull(seal.container());
            assertEquals(64, seal.id().length());
            assertNotEquals(seal.id(), seal.sha256());
            assertEquals(Role.AGENCY, seal.role());
            assertEquals(SENDER, seal.organ());
            assertEquals('{', seal.statement()[0]);
            assertNull(seal.fault());
            assertNull(seal.faultText(Language.VIETNAMESE));
            seal.report().requirePassed();
            assertEquals(Format.ASIC_E, seal.report().format());
            assertEquals(SIGNED, seal.report().signatures().get(0).claimedTime());
            Fact recipients = fact(judged, "recipients");
            assertEquals(FactState.SAME, recipients.state());
            assertEquals(Arrays.asList("000.00.00.X14", "X98.12.3"), recipients.arrived());
            assertEquals("nơi nhận", recipients.words(Language.VIETNAMESE));
            PackageFile file = judged.files().get(0);
            assertEquals("cong-van-123.pdf", file.name());
            assertEquals(FileState.SAME, file.state());
            assertEquals(PDF.length, file.length());
            assertEquals(file.sha256(), file.sealedSha256());
            assertTrue(judged.toJson(Language.ENGLISH).contains("\"accepted\": true"));
            assertTrue(judged.toText(Language.VIETNAMESE).contains(SENDER));
            assertArrayEquals(PDF, judged.extract(Source.bytes(sealed), 0));
            assertArrayEquals(PDF, judged.extractAll(Source.bytes(sealed)).get(0));
        }
    }

    @Test
    void everySampleSurvivesEachRewritingOfTheHub() {
        for (String name : SAMPLES) {
            byte[] sealed = seal(Samples.vector("edxml/" + name + ".edxml"));
            List<byte[]> sent = judge(sealed, known()).extractAll(Source.bytes(sealed));
            List<List<String>> ways = new ArrayList<>();
            ways.add(null);
            ways.add(Collections.emptyList());
            REWRITINGS.forEach(one -> ways.add(Collections.singletonList(one)));
            ways.add(REWRITINGS);
            for (List<String> way : ways) {
                byte[] arrived = Packages.hop(Source.bytes(sealed), way, JUDGED, 1);
                try (PackageReport judged = judge(arrived, known())) {
                    judged.requireAccepted();
                    assertTrue(judged.state() == PackageState.INTACT
                            || judged.state() == PackageState.REWRITTEN_BY_HOP, name + way);
                    List<byte[]> got = judged.extractAll(Source.bytes(arrived));
                    for (int i = 0; i < sent.size(); i++) {
                        assertArrayEquals(sent.get(i), got.get(i), name + way);
                    }
                }
            }
        }
    }

    @Test
    void forgeriesAreRefusedAndNamed() {
        byte[] sealed = seal(MESSAGE);
        byte[] forged = with(sealed, ":Subject>V/v", ":Subject>v/v");
        PackageReport judged = judge(forged, known());
        assertEquals(FactState.CHANGED, fact(judged, "subject").state());
        assertEquals('V', fact(judged, "subject").sealed().get(0).charAt(0));
        assertEquals('v', fact(judged, "subject").arrived().get(0).charAt(0));
        refuses(judged, forged, PackageState.CHANGED);

        forged = with(sealed, ":OrganId>X98.12.3<", ":OrganId>X98.12.4<");
        judged = judge(forged, known());
        assertEquals(FactState.CHANGED, fact(judged, "recipients").state());
        refuses(judged, forged, PackageState.CHANGED);

        forged = with(sealed, ">JVBERi0xLjM", ">JVBERi0xLjQ");
        judged = judge(forged, known());
        assertEquals(FileState.CHANGED, judged.files().get(0).state());
        refuses(judged, forged, PackageState.CHANGED);

        forged = with(sealed, ":Subject>V/v", ":Subject>V<!-- -->/v");
        judged = judge(forged, known());
        Liberty liberty = judged.liberties().get(0);
        assertEquals("comment-in-text", liberty.code());
        assertTrue(liberty.isAmbiguous());
        assertNull(liberty.attachment());
        assertEquals(1, liberty.times());
        assertFalse(liberty.text(Language.VIETNAMESE).isEmpty());
        refuses(judged, forged, PackageState.CHANGED);

        forged = with(sealed, ":OrganId>" + SENDER + "<", ":OrganId>000.00.99.X40<");
        judged = judge(forged, known());
        assertEquals(Binding.UNKNOWN, judged.senderBinding());
        refuses(judged, forged, PackageState.CHANGED);
        refuses(judge(MESSAGE, known()), MESSAGE, PackageState.NOT_SEALED);
    }

    @Test
    void whoSendsIsSaidByTheCaller() {
        byte[] sealed = seal(MESSAGE);
        refuses(judge(sealed, null), sealed, PackageState.INTACT);
        refuses(judge(sealed, new Opening()), sealed, PackageState.INTACT);
        PackageReport other = judge(sealed, new Opening().addSender("000.00.00.X14", CHAIN));
        assertEquals("000.00.00.X14", other.senderOther());
        refuses(other, sealed, PackageState.INTACT);
        judge(sealed, new Opening().dangerAnySender()).requireAccepted();

        List<Claim> claims = new ArrayList<>();
        for (Binding binding : Binding.values()) {
            PackageReport judged = judge(sealed, new Opening().senders(claim -> {
                claims.add(claim);
                return binding;
            }));
            assertEquals(binding, judged.senderBinding());
            assertEquals(binding, judged.seals().get(0).binding());
            assertEquals(binding == Binding.BOUND, judged.isAccepted());
        }
        assertEquals(Binding.values().length, claims.size());
        assertEquals(SENDER, claims.get(0).organ());
        assertEquals(Role.AGENCY, claims.get(0).role());
        assertEquals(JUDGED, claims.get(0).time());
        assertArrayEquals(agency().certificates().get(0), claims.get(0).path().get(0));
        refuses(judge(sealed, new Opening().senders(claim -> Binding.BOUND).senders(null)), sealed,
                PackageState.INTACT);
    }

    @Test
    void whatTheFunctionThrowsComesOut() {
        byte[] sealed = seal(MESSAGE);
        Error thrown = new Error("the registry");
        Opening opening = new Opening();
        opening.senders(claim -> {
            throw thrown;
        });
        assertSame(thrown, assertThrows(Error.class, () -> judge(sealed, opening)));
        opening.senders(claim -> null);
        assertThrows(NullPointerException.class, () -> judge(sealed, opening));
        // It cannot close what its own call uses, nor wait for itself.
        opening.senders(claim -> {
            opening.close();
            return Binding.BOUND;
        });
        assertThrows(IllegalStateException.class, () -> judge(sealed, opening));
        // Within itself it may judge.
        opening.senders(claim -> {
            opening.getClass();
            return judge(sealed, known()).isAccepted() ? Binding.BOUND : Binding.UNKNOWN;
        });
        judge(sealed, opening).requireAccepted();
    }

    @Test
    void packagesComeFromAnywhereAndGoAnywhere(@TempDir Path folder) throws IOException {
        byte[] sealed = seal(MESSAGE);
        Path path = folder.resolve("gói.edxml");
        Path target = folder.resolve("niêm.edxml");
        Files.write(path, MESSAGE);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(10);
            for (Source source : Arrays.asList(
                    Source.bytes(MESSAGE), Source.file(path), Source.channel(channel),
                    Source.channel(new Slow(MESSAGE, 999)))) {
                assertArrayEquals(sealed, Packages.seal(source, agency(), how(), SIGNED));
                ByteArrayOutputStream stream = new ByteArrayOutputStream();
                Packages.seal(source, Target.stream(stream), agency(), how(), SIGNED);
                assertArrayEquals(sealed, stream.toByteArray());
                Packages.seal(source, Target.file(target), agency(), how(), SIGNED);
                assertArrayEquals(sealed, Files.readAllBytes(target));
                assertEquals(0, Packages.validate(source).faults().size());
            }
        }
        try (PackageReport judged = judge(sealed, known())) {
            ByteArrayOutputStream second = new ByteArrayOutputStream();
            judged.extractAll(Source.file(target), Arrays.asList(null, Target.stream(second)));
            assertArrayEquals(judged.extract(Source.bytes(sealed), 1), second.toByteArray());
            judged.extract(Source.file(target), 0, Target.file(folder.resolve("tệp")));
            assertArrayEquals(PDF, Files.readAllBytes(folder.resolve("tệp")));
        }
    }

    @Test
    void whatAStreamThrowsComesOut(@TempDir Path folder) throws IOException {
        byte[] sealed = seal(MESSAGE);
        Path target = folder.resolve("old");
        Files.write(target, new byte[1]);
        Target full = Target.stream(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("the disk is full");
            }
        });
        PackageReport judged = judge(sealed, known());
        for (org.junit.jupiter.api.function.Executable call : Arrays.<org.junit.jupiter.api.function.Executable>asList(
                () -> Packages.seal(broken(MESSAGE), Target.file(target), agency(), how(), SIGNED),
                () -> Packages.seal(Source.bytes(MESSAGE), full, agency(), how(), SIGNED),
                () -> Packages.prepareSeal(broken(MESSAGE), CHAIN, how(), SIGNED),
                () -> Packages.open(broken(sealed), known(), policy(), null, JUDGED),
                () -> Packages.validate(broken(MESSAGE)),
                () -> Packages.hop(broken(MESSAGE), null, JUDGED, 0),
                () -> judged.extract(broken(sealed), 0),
                () -> judged.extract(Source.bytes(sealed), 0, full),
                () -> judged.extractAll(Source.bytes(sealed), Arrays.asList(null, full)))) {
            assertTrue(assertThrows(UncheckedIOException.class, call).getMessage().contains("the disk is"));
        }
        assertEquals(1, Files.size(target));
    }

    @Test
    void aKeyElsewhereSeals() {
        byte[] sealed = seal(MESSAGE);
        Source source = Source.bytes(MESSAGE);
        String text = new String(sealed, StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf("</", text.lastIndexOf("ContentTransferEncoded>"));
        byte[] container = java.util.Base64.getDecoder()
                .decode(text.substring(text.lastIndexOf('>', end) + 1, end).trim());
        // The value ends the signature's file, behind which the list of the archive begins.
        int list = new String(container, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        byte[] value = Arrays.copyOfRange(container, list - 256, list);
        try (PreparedSeal prepared = prepared()) {
            assertEquals(Algorithm.RSA_PKCS1_SHA256, prepared.algorithm());
            assertEquals(32, prepared.digest().length);
            assertEquals('{', prepared.statement()[0]);
            Judgement.refused(ErrorCode.KEY.number, () -> prepared.finish(new byte[256], source));
            assertArrayEquals(sealed, prepared.finish(value, source));
            Judgement.refused(ErrorCode.ALREADY_USED.number, () -> prepared.finish(value, source));
            assertNull(prepared.toBeSigned());
        }
        try (PreparedSeal prepared = prepared(); PreparedSeal again = prepared()) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            again.finish(value, source, Target.stream(stream));
            assertArrayEquals(sealed, stream.toByteArray());
            Opening opening = known().addContainer(prepared.finishContainer(value));
            PackageReport judged = judge(MESSAGE, opening);
            judged.requireAccepted();
            assertEquals(0, judged.seals().get(0).container());
            judged = judge(MESSAGE, opening.addContainer(new byte[1]));
            assertEquals("container", judged.seals().get(1).fault());
            assertFalse(judged.seals().get(1).faultText(Language.VIETNAMESE).isEmpty());
            assertNull(judged.seals().get(1).report());
            assertNull(judged.seals().get(1).statement());
            refuses(judged, MESSAGE, PackageState.CHANGED);
        }
    }

    @Test
    void rolesAndSeveralSeals() {
        SealOptions forwarder = how().role(Role.FORWARDER).organ("000.00.00.X14");
        byte[] both = Packages.seal(Source.bytes(seal(MESSAGE)), agency(), forwarder, SIGNED);
        PackageReport judged = judge(both, known());
        judged.requireAccepted();
        assertEquals(Role.FORWARDER, judged.seals().get(1).role());
        byte[] alone = Packages.seal(Source.bytes(MESSAGE), agency(), forwarder, SIGNED);
        refuses(judge(alone, known()), alone, PackageState.INTACT);
    }

    @Test
    void misuseIsRefused() {
        byte[] sealed = seal(MESSAGE);
        Source source = Source.bytes(sealed);
        PackageReport judged = judge(sealed, known());
        assertThrows(NullPointerException.class, () -> Source.bytes(null));
        assertThrows(NullPointerException.class, () -> Source.file(null));
        assertThrows(NullPointerException.class, () -> Source.channel(null));
        assertThrows(NullPointerException.class, () -> Target.file(null));
        assertThrows(NullPointerException.class, () -> Target.stream(null));
        assertThrows(NullPointerException.class, () -> Packages.seal(null, agency(), how(), SIGNED));
        assertThrows(NullPointerException.class, () -> Packages.seal(source, null, how(), SIGNED));
        assertThrows(NullPointerException.class, () -> Packages.seal(source, agency(), null, SIGNED));
        assertThrows(NullPointerException.class, () -> Packages.prepareSeal(source, null, how(), SIGNED));
        assertThrows(NullPointerException.class, () -> Packages.open(source, null, null, null, JUDGED));
        assertThrows(NullPointerException.class, () -> Packages.validate(null));
        assertThrows(NullPointerException.class, () -> new SealOptions(null));
        assertThrows(NullPointerException.class, () -> new Opening().addSender(null, CHAIN));
        assertThrows(NullPointerException.class, () -> judged.extract(null, 0));
        assertThrows(NullPointerException.class, () -> prepared().finish(null, source));
        assertThrows(IllegalArgumentException.class, () -> how().organ("a\0b"));
        assertThrows(IllegalArgumentException.class, () -> new Opening().addSender("a\0b", CHAIN));
        assertThrows(IndexOutOfBoundsException.class, () -> judged.extract(source, -1));
        long invalid = ErrorCode.INVALID_ARGUMENT.number;
        Judgement.refused(invalid, () -> judged.extract(source, 2));
        Judgement.refused(invalid, () -> judged.extractAll(source, Arrays.asList((Target) null)));
        Judgement.refused(invalid, () -> Packages.hop(source, Arrays.asList("no-such"), JUDGED, 0));
        Judgement.refused(ErrorCode.MALFORMED.number, () -> judge(new byte[0], known()));
        Judgement.refused(ErrorCode.MALFORMED.number, () -> new Opening().addSender("a", new byte[4]));
        Judgement.refused(ErrorCode.UNSUPPORTED.number, () -> seal(Samples.vector("edxml/status-01.edxml")));
        Judgement.refused(ErrorCode.OTHER.number, () -> Packages.validate(Source.file(Samples.ROOT.resolve("none"))));
        assertEquals(
                Collections.singletonList("T.MessageHeader.DueDate"),
                Packages.validate(Source.bytes(with(MESSAGE, ":DueDate>2026/04/01<", ":DueDate>soon<"))).faults());
    }

    @Test
    void aReportOfASealKeepsItsPackageAliveAndEndsWithIt() {
        byte[] sealed = seal(MESSAGE);
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            reports.add(judge(sealed, known()).seals().get(0).report());
            System.gc();
            Owned.sweep();
        }
        reports.forEach(Report::requirePassed);
        PackageReport judged = judge(sealed, known());
        Seal seal = judged.seals().get(0);
        judged.seals().get(0).report().close();
        seal.report().requirePassed();
        judged.close();
        assertThrows(IllegalStateException.class, () -> seal.report().verdict());
        assertEquals(SENDER, seal.organ());
    }

    @Test
    void threadsShareCredentialOpeningAndPolicy() throws InterruptedException {
        byte[] expected = seal(MESSAGE);
        Credential credential = agency();
        SealOptions options = how();
        Policy policy = policy();
        Opening opening = new Opening().senders(claim -> Binding.BOUND);
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                try {
                    Source source = Source.channel(new Slow(MESSAGE, 5000));
                    byte[] sealed = Packages.seal(source, credential, options, SIGNED);
                    assertArrayEquals(expected, sealed);
                    Packages.open(Source.bytes(sealed), opening, policy, null, JUDGED).requireAccepted();
                } catch (Throwable failure) {
                    failures.add(failure);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, failures.size(), failures::toString);
    }
}
