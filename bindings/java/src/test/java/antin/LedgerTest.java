package antin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers in memory and on a disk, their journals, and gateways that are misused. */
class LedgerTest {
    private static final Source MESSAGE = Source.bytes(PackagesTest.MESSAGE);

    /** Keeps the journal in memory. */
    private static final class Kept implements Ledger.Line {
        final List<byte[]> lines = new ArrayList<>();

        @Override
        public void keep(byte[] line) {
            lines.add(line);
        }

        byte[] journal() {
            ByteArrayOutputStream journal = new ByteArrayOutputStream();
            lines.forEach(line -> journal.write(line, 0, line.length));
            return journal.toByteArray();
        }
    }

    private static Ledger ledger(Ledger.Line line) {
        return Ledger.memory(World.WINDOW, 1000, null, line);
    }

    private static JournalReport check(byte[] journal, String head) {
        return JournalReport.check(Source.bytes(journal), head, null, null, World.ARRIVED);
    }

    private static void sendThree(Gateway gateway) {
        for (int i = 1; i <= 3; i++) {
            try (Sending sending = gateway.send(World.a(), Source.bytes(World.message(i)), null, World.SENT)) {
                sending.requireSent();
            }
        }
    }

    private static void broken(String fault, long entry, byte[] journal, String head) {
        try (JournalReport judged = check(journal, head)) {
            assertFalse(judged.isWhole());
            assertEquals(fault, judged.fault());
            assertEquals(entry, judged.entry());
            assertTrue(judged.since() <= judged.entry() && judged.since() > 0);
            assertTrue(judged.line() > 0);
            for (Language language : Language.values()) {
                assertFalse(judged.faultText(language).isEmpty());
            }
            RejectedException named = assertThrows(RejectedException.class, judged::requireWhole);
            assertTrue(named.getMessage().contains("entry " + entry), named.getMessage());
            assertTrue(named.getMessage().contains(fault), named.getMessage());
        }
    }

    @Test
    void eachLineIsHandedOverBeforeAnythingIs() {
        Kept kept = new Kept();
        Ledger ledger = ledger(kept);
        assertTrue(ledger.head().startsWith("0:"));
        Gateway gateway = World.gateway(ledger);
        sendThree(gateway);
        assertEquals(3, kept.lines.size());
        assertEquals('\n', kept.lines.get(2)[kept.lines.get(2).length - 1]);
        assertEquals(0, ledger.arrivals());
        check(kept.journal(), ledger.head()).requireWhole();
        byte[] removed = kept.journal();
        removed = Arrays.copyOfRange(removed, 0, kept.lines.get(0).length + kept.lines.get(2).length);
        System.arraycopy(kept.lines.get(2), 0, removed, kept.lines.get(0).length, kept.lines.get(2).length);
        broken("removed", 2, removed, ledger.head());
        String journal = new String(kept.journal(), StandardCharsets.UTF_8);
        broken("changed", 2, journal.replace(",2/", ",4/").getBytes(StandardCharsets.UTF_8), ledger.head());
        byte[] cut = Arrays.copyOf(kept.journal(), kept.journal().length - kept.lines.get(2).length);
        broken("cut-off", 3, cut, ledger.head());
        check(cut, null).requireWhole();
        Judgement.refused(ErrorCode.UNSUPPORTED.number, () -> ledger.export(1));
        Judgement.refused(ErrorCode.INVALID_ARGUMENT.number, () -> check(cut, "three"));
    }

    /** A gateway whose ledger calls what throws. After that it takes nothing more. */
    private static Gateway throwing(Ledger.Line line) {
        return World.gateway(ledger(line));
    }

    @Test
    void aLineThatIsNotKeptLeavesNothingDone() {
        IOException failure = new IOException("the disk is full");
        Gateway full = throwing(line -> {
            throw failure;
        });
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        assertSame(failure, assertThrows(UncheckedIOException.class, () ->
                full.send(World.a(), MESSAGE, null, World.SENT, Target.stream(written))).getCause());
        assertEquals(0, written.size());
        assertThrows(LedgerException.class, () -> full.send(World.a(), MESSAGE, null, World.SENT));
        Error error = new Error("the caller's");
        Ledger.Line line = one -> {
            throw error;
        };
        byte[] sealed = World.sent();
        Sent sent = World.send(PackagesTest.MESSAGE).sent();
        assertSame(error, assertThrows(Error.class, () ->
                throwing(line).receive(World.b(), Source.bytes(sealed), null, null, World.ARRIVED)));
        assertSame(error, assertThrows(Error.class, () ->
                throwing(line).takeReceipt(World.a(), new byte[1], sent, null, null, World.ARRIVED)));
        Sending sending = throwing(line).judgeSending(World.a(), MESSAGE, null, World.SENT);
        sending.prepare(MESSAGE, null);
        assertSame(error, assertThrows(Error.class, () -> sending.sign(MESSAGE)));
        assertEquals(SendingState.FAILED, sending.state());
        assertThrows(RejectedException.class, sending::requireSent);
        Sending refused = throwing(line).judgeSending(World.a(), MESSAGE, null, World.SENT);
        assertSame(error, assertThrows(Error.class, refused::refuse));
        Arrival arrival = throwing(line).judgeArrival(World.b(), Source.bytes(sealed), null, null, World.ARRIVED);
        arrival.answer(null);
        assertSame(error, assertThrows(Error.class, arrival::record));
        assertEquals(ArrivalState.FAILED, arrival.state());
        assertThrows(RejectedException.class, arrival::requireAccepted);
        assertNull(arrival.receipt());
        assertThrows(RejectedException.class, () -> arrival.report().extract(Source.bytes(sealed), 0));
    }

    @Test
    void theFunctionMayNotTouchWhatItsCallUses() {
        for (java.util.function.Consumer<Sending> use : Arrays.<java.util.function.Consumer<Sending>>asList(
                Sending::close, Sending::state, Sending::refuse)) {
            AtomicReference<Sending> used = new AtomicReference<>();
            Gateway gateway = throwing(line -> use.accept(used.get()));
            Sending sending = gateway.judgeSending(World.a(), MESSAGE, null, World.SENT);
            sending.prepare(MESSAGE, null);
            used.set(sending);
            assertThrows(IllegalStateException.class, () -> sending.sign(MESSAGE));
            assertEquals(SendingState.FAILED, sending.state());
        }
        AtomicReference<Gateway> used = new AtomicReference<>();
        used.set(throwing(line -> used.get().close()));
        assertThrows(IllegalStateException.class, () -> used.get().send(World.a(), MESSAGE, null, World.SENT));
    }

    @Test
    void theFunctionLivesAsLongAsAnythingRecords() {
        AtomicInteger lines = new AtomicInteger();
        Sending sending;
        Arrival arrival;
        Gateway gateway;
        byte[] sealed = World.sent();
        try (Ledger ledger = ledger(line -> lines.incrementAndGet())) {
            gateway = World.gateway(ledger);
        }
        sending = gateway.judgeSending(World.a(), MESSAGE, null, World.SENT);
        sending.prepare(MESSAGE, null);
        arrival = gateway.judgeArrival(World.b(), Source.bytes(sealed), null, null, World.ARRIVED);
        arrival.answer(null);
        collect();
        gateway.send(World.a(), MESSAGE, null, World.SENT).requireSent();
        gateway = null;
        collect();
        sending.sign(MESSAGE);
        sending = null;
        collect();
        arrival.record();
        assertEquals(3, lines.get());
    }

    private static void collect() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Owned.sweep();
        }
    }

    @Test
    void aFullLedgerAcceptsNothing() {
        Ledger ledger = Ledger.memory(World.WINDOW, 1, null, null);
        Gateway gateway = World.gateway(ledger);
        byte[] second = World.send(World.message(1)).sealed();
        gateway.receive(World.b(), Source.bytes(World.sent()), null, null, World.ARRIVED).requireAccepted();
        assertEquals(1, ledger.arrivals());
        LedgerException full = assertThrows(LedgerException.class, () ->
                gateway.receive(World.b(), Source.bytes(second), null, null, World.ARRIVED));
        assertEquals(ErrorCode.LEDGER, full.code());
        assertFalse(full.text(Language.VIETNAMESE).isEmpty());
        assertTrue(ledger.head().startsWith("1:"));
    }

    @Test
    void whatIsBehindTheHorizonIsTooOld() {
        byte[] sealed = World.sent();
        Ledger ledger = Ledger.memory(World.WINDOW, 10, World.SENT, null);
        Arrival old = World.gateway(ledger).receive(World.b(), Source.bytes(sealed), null, null, World.ARRIVED);
        assertEquals(Collections.singletonList("too-old"), old.reasons());
        ledger = Ledger.memory(World.WINDOW, 10, World.SENT.minusSeconds(1), null);
        World.gateway(ledger).receive(World.b(), Source.bytes(sealed), null, null, World.ARRIVED).requireAccepted();
    }

    @Test
    void aLedgerOnADiskIsOnlyOpenedWhole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sổ.ledger");
        assertThrows(LedgerException.class, () -> Ledger.open(file, World.WINDOW));
        try (Ledger ledger = Ledger.create(file, World.WINDOW, null)) {
            assertThrows(LedgerException.class, () -> Ledger.create(file, World.WINDOW, null));
            assertThrows(LedgerException.class, () -> Ledger.open(file, World.WINDOW));
            try (Gateway gateway = World.gateway(ledger)) {
                sendThree(gateway);
            }
        }
        String head;
        try (Ledger ledger = Ledger.open(file, World.WINDOW)) {
            head = ledger.head();
            check(ledger.export(1), head).requireWhole();
            assertEquals(0, ledger.export(4).length);
            Path journal = folder.resolve("nhật ký");
            ledger.export(1, Target.file(journal));
            assertArrayEquals(ledger.export(1), Files.readAllBytes(journal));
            OutputStream broken = new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    throw new IOException("the disk is full");
                }
            };
            assertThrows(UncheckedIOException.class, () -> ledger.export(1, Target.stream(broken)));
        }
        assertTrue(head.startsWith("3:"));
        Files.write(file, new byte[100]);
        assertThrows(LedgerException.class, () -> Ledger.open(file, World.WINDOW));
    }

    @Test
    void journalsAreTimeStamped(@TempDir Path folder) {
        Ledger empty = World.forgetful();
        Judgement.refused(ErrorCode.ABSENT.number, () -> empty.stamp(TimestampsTest.own(), World.SENT));
        try (Ledger ledger = Ledger.create(folder.resolve("ledger"), World.WINDOW, null);
                Timestamper authority = TimestampsTest.own();
                Policy policy = Samples.policy()) {
            sendThree(World.gateway(ledger));
            assertEquals(4, ledger.stamp(authority, World.ARRIVED));
            Source journal = Source.bytes(ledger.export(1));
            for (Policy judged : new Policy[] {null, policy}) {
                JournalReport whole = JournalReport.check(journal, ledger.head(), judged, null, World.ARRIVED);
                whole.requireWhole();
                assertEquals(1, whole.stampCount());
                assertEquals(judged != null, whole.isJudged());
                JournalStamp stamp = whole.lastStamp();
                assertEquals(4, stamp.entry());
                assertEquals(3, stamp.over());
                assertNotNull(stamp.time());
            }
            try (Policy strange = PackagesTest.policy()) {
                JournalReport strangers = JournalReport.check(journal, null, strange, null, World.ARRIVED);
                assertEquals("stamp-not-passed", strangers.fault());
                assertEquals(4, strangers.entry());
            }
        }
    }

    @Test
    void threadsShareAGateway() throws InterruptedException {
        Kept kept = new Kept();
        Ledger ledger = ledger(kept);
        Gateway gateway = World.gateway(ledger);
        Agency a = World.a();
        Agency b = World.b();
        byte[] same = World.sent();
        AtomicInteger accepted = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            threads.add(new Thread(() -> {
                try {
                    Sending sending = gateway.send(a, Source.bytes(World.message(number)), null, World.SENT);
                    sending.requireSent();
                    Arrival own = gateway.receive(b, Source.bytes(sending.sealed()), null, null, World.ARRIVED);
                    own.requireAccepted();
                    gateway.takeReceipt(a, own.receipt(), sending.sent(), null, null, World.ARRIVED).requireAccepted();
                    Arrival one = gateway.receive(b, Source.bytes(same), null, null, World.ARRIVED);
                    if (one.decision() == Decision.ACCEPT) {
                        accepted.incrementAndGet();
                    } else {
                        assertEquals(Collections.singletonList("repeated"), one.reasons());
                    }
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
        assertEquals(1, accepted.get());
        assertEquals(9, ledger.arrivals());
        assertEquals(32, kept.lines.size());
        check(kept.journal(), ledger.head()).requireWhole();
    }

    @Test
    void aStepInTheWrongStateChangesNothing() {
        int used = ErrorCode.ALREADY_USED.number;
        Gateway gateway = World.gateway(World.forgetful());
        Sending sending = gateway.judgeSending(World.a(), MESSAGE, null, World.SENT);
        Judgement.refused(used, () -> sending.sign(MESSAGE));
        Judgement.refused(used, () -> sending.finish(new byte[256], MESSAGE));
        assertEquals(SendingState.JUDGED, sending.state());
        sending.prepare(MESSAGE, null);
        Judgement.refused(used, () -> sending.prepare(MESSAGE, null));
        byte[] sealed = sending.sign(MESSAGE);
        Judgement.refused(used, () -> sending.sign(MESSAGE));
        Judgement.refused(used, sending::refuse);
        sending.requireSent();
        Sending foreign = gateway.judgeSending(World.b(), MESSAGE, null, World.SENT);
        assertThrows(RejectedException.class, () -> foreign.prepare(MESSAGE, null));
        assertEquals(SendingState.JUDGED, foreign.state());
        foreign.refuse();

        Arrival arrival = gateway.judgeArrival(World.b(), Source.bytes(sealed), null, null, World.ARRIVED);
        Judgement.refused(used, arrival::record);
        Judgement.refused(used, () -> arrival.finish(new byte[70]));
        Judgement.refused(ErrorCode.INVALID_ARGUMENT.number, () -> arrival.status(Status.REFUSED));
        arrival.answer(null);
        for (Executable late : new Executable[] {
            () -> arrival.answer(null), () -> arrival.prepare(null), arrival::withoutReceipt}) {
            Judgement.refused(used, late);
        }
        arrival.record();
        Judgement.refused(used, arrival::record);
        arrival.requireAccepted();
    }

    @Test
    void anotherPackageThanWasJudgedIsNotSealed() {
        Gateway gateway = World.gateway(World.forgetful());
        Source other = Source.bytes(World.message(1));
        Sending sending = gateway.judgeSending(World.a(), MESSAGE, null, World.SENT);
        assertThrows(AntinException.class, () -> {
            sending.prepare(other, null);
            sending.sign(other);
        });
        assertNull(sending.seal());
    }

    @Test
    void misuseIsRefused() {
        Gateway gateway = World.gateway(World.forgetful());
        Agency a = World.a();
        Sent sent = new Sent(null, "1", World.A, Collections.emptyList());
        Sending sending = gateway.judgeSending(a, MESSAGE, null, World.SENT);
        Arrival arrival = gateway.judgeArrival(World.b(), MESSAGE, null, null, World.SENT);
        for (Executable missing : new Executable[] {
            () -> new GatewayPolicy(null),
            () -> new Agency(null, World.credential(World.A_KEY)),
            () -> new Agency(World.A, null),
            () -> Agency.elsewhere(World.A, null),
            () -> a.timestamper(null),
            () -> Ledger.memory(null, 1, null, null),
            () -> Ledger.create(null, World.WINDOW, null),
            () -> Ledger.open(null, World.WINDOW),
            () -> World.forgetful().stamp(null, World.SENT),
            () -> World.forgetful().export(1, null),
            () -> new Gateway(null, World.policy(), World.registry(), World.forgetful()),
            () -> new Gateway(GatewayPolicy.strict(), null, World.registry(), World.forgetful()),
            () -> new Gateway(GatewayPolicy.strict(), World.policy(), null, World.forgetful()),
            () -> new Gateway(GatewayPolicy.strict(), World.policy(), World.registry(), null),
            () -> gateway.send(null, MESSAGE, null, World.SENT),
            () -> gateway.send(a, null, null, World.SENT),
            () -> gateway.send(a, MESSAGE, null, null),
            () -> gateway.send(a, MESSAGE, null, World.SENT, null),
            () -> gateway.judgeSending(a, null, null, World.SENT),
            () -> gateway.receive(null, MESSAGE, null, null, World.SENT),
            () -> gateway.receive(a, MESSAGE, null, null, null),
            () -> gateway.judgeArrival(a, null, null, null, World.SENT),
            () -> gateway.takeReceipt(a, null, sent, null, null, World.SENT),
            () -> gateway.takeReceipt(a, new byte[1], null, null, null, World.SENT),
            () -> sending.prepare(null, null),
            () -> sending.sign(null),
            () -> sending.sign(MESSAGE, null),
            () -> sending.finish(null, MESSAGE),
            () -> arrival.status(null),
            () -> arrival.finish(null),
            () -> JournalReport.check(null, null, null, null, World.SENT),
            () -> JournalReport.check(MESSAGE, null, null, null, null),
        }) {
            assertThrows(NullPointerException.class, missing);
        }
        for (Executable wrong : new Executable[] {
            () -> new Agency("a\0b", World.credential(World.A_KEY)),
            () -> Ledger.memory(Duration.ofSeconds(-1), 1, null, null),
            () -> Ledger.memory(World.WINDOW, -1, null, null),
            () -> JournalReport.check(MESSAGE, "a\0b", null, null, World.SENT)}) {
            assertThrows(IllegalArgumentException.class, wrong);
        }
        assertThrows(AntinException.class, () -> new Agency("", World.credential(World.A_KEY)));
        a.close();
        for (Executable closed : new Executable[] {
            () -> gateway.send(a, MESSAGE, null, World.SENT),
            () -> gateway.receive(a, MESSAGE, null, null, World.SENT)}) {
            assertEquals("The object is closed.", assertThrows(IllegalStateException.class, closed).getMessage());
        }
        Arrival ended = gateway.judgeArrival(World.b(), Source.bytes(World.sent()), null, null, World.ARRIVED);
        PackageReport judged = ended.report();
        Receipt planned = ended.plannedReceipt();
        Report seal = judged.seals().get(0).report();
        assertThrows(UnsupportedOperationException.class, () -> planned.addReason("khác"));
        ended.close();
        assertThrows(IllegalStateException.class, judged::state);
        assertThrows(IllegalStateException.class, planned::status);
        assertThrows(IllegalStateException.class, seal::verdict);
    }

    @Test
    void whatAStreamThrowsComesOut() {
        Source broken = Source.channel(new PackagesTest.Slow(PackagesTest.MESSAGE, 999) {
            @Override
            public int read(java.nio.ByteBuffer into) throws IOException {
                throw new IOException("the disk is gone");
            }
        });
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("the disk is full");
            }
        };
        Ledger ledger = World.forgetful();
        Gateway gateway = World.gateway(ledger);
        Sending sending = gateway.judgeSending(World.a(), MESSAGE, null, World.SENT);
        for (Executable call : new Executable[] {
            () -> gateway.send(World.a(), broken, null, World.SENT),
            () -> gateway.send(World.a(), MESSAGE, null, World.SENT, Target.stream(full)),
            () -> gateway.judgeSending(World.a(), broken, null, World.SENT),
            () -> gateway.receive(World.b(), broken, null, null, World.SENT),
            () -> JournalReport.check(broken, null, null, null, World.SENT),
            () -> sending.prepare(broken, null)}) {
            assertTrue(assertThrows(UncheckedIOException.class, call).getMessage().contains("the disk is"));
        }
        // It was recorded before it could not be written.
        sending.prepare(MESSAGE, null);
        assertThrows(UncheckedIOException.class, () -> sending.sign(MESSAGE, Target.stream(full)));
        assertEquals(SendingState.FAILED, sending.state());
        assertEquals(2, sending.entry());
        assertTrue(ledger.head().startsWith("2:"), ledger.head());
        assertThrows(RejectedException.class, sending::requireSent);
    }
}
