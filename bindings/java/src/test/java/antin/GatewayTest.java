package antin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole round between two agencies, and what is forged on the way. */
class GatewayTest {
    private static final String RULES = "name = \"mau\"\ntitle.en = \"Sample\"\ntitle.vi = \"Mẫu\"\n"
            + "version = 2026-11-22\n";

    private static GatewayPolicy rules(String rules) {
        return new GatewayPolicy((RULES + rules).getBytes(StandardCharsets.UTF_8));
    }

    private static Arrival receive(byte[] message) {
        return World.gateway(World.forgetful()).receive(World.b(), Source.bytes(message), null, null, World.ARRIVED);
    }

    private static void refused(Arrival arrival, Decision decision, String... reasons) {
        assertEquals(Arrays.asList(reasons), arrival.reasons());
        assertEquals(decision, arrival.decision());
        assertEquals(ArrivalState.RECORDED, arrival.state());
        RejectedException rejected = assertThrows(RejectedException.class, arrival::requireAccepted);
        assertTrue(rejected.getMessage().contains(reasons[0]), rejected.getMessage());
        for (Language language : Language.values()) {
            assertEquals(reasons.length, arrival.reasonTexts(language).size());
            assertFalse(arrival.reasonTexts(language).get(0).isEmpty());
        }
        if (arrival.report() != null) {
            assertThrows(RejectedException.class, arrival.report()::requireAccepted);
            assertThrows(RejectedException.class, () -> arrival.report().extract(Source.bytes(new byte[1]), 0));
        }
    }

    private static void whole(byte[] journal, String head, long entries) {
        try (JournalReport judged = JournalReport.check(Source.bytes(journal), head, null, null, World.ARRIVED)) {
            judged.requireWhole();
            assertTrue(judged.isWhole());
            assertEquals(head, judged.head());
            assertTrue(head.startsWith(entries + ":"), head);
            assertNull(judged.fault());
            assertNull(judged.faultText(Language.VIETNAMESE));
            assertEquals(0, judged.entry() + judged.since() + judged.line() + judged.stampCount());
            assertFalse(judged.isJudged());
            assertNull(judged.lastStamp());
        }
    }

    @Test
    void aPackageGoesOutComesInAndIsReceipted(@TempDir Path folder) throws Exception {
        Registry registry = World.registry();
        registry.requireTrusted();
        Path sealed = folder.resolve("niêm phong.edxml");
        Path arrived = folder.resolve("đến.edxml");
        try (Ledger sent = Ledger.create(folder.resolve("gửi.ledger"), World.WINDOW, null);
                Ledger received = Ledger.create(folder.resolve("nhận.ledger"), World.WINDOW, null);
                Gateway out = World.gateway(registry, sent);
                Gateway in = World.gateway(registry, received)) {
            Agency a = World.a();
            Sending sending =
                    out.send(a, Source.bytes(PackagesTest.MESSAGE), null, World.SENT, Target.file(sealed));
            sending.requireSent();
            assertEquals(SendingState.SENT, sending.state());
            assertEquals(1, sending.entry());
            assertEquals(Collections.emptyList(), sending.reasons());
            assertTrue(sending.isAllowed());
            assertNull(sending.unreadable(Language.ENGLISH));
            assertNull(sending.sealed());
            Sent kept = sending.sent();
            assertEquals(sending.seal(), kept.seal());
            assertEquals(World.A, kept.sender());
            assertEquals(2, kept.recipients().size());
            sending.close();

            Packages.hop(Source.file(sealed), Target.file(arrived), null, World.SENT, 1);
            Arrival arrival = in.receive(World.b(), Source.file(arrived), null, null, World.ARRIVED);
            arrival.requireAccepted();
            assertEquals(Decision.ACCEPT, arrival.decision());
            assertEquals(1, arrival.entry());
            PackageReport judged = arrival.report();
            judged.requireAccepted();
            assertEquals(PackageState.REWRITTEN_BY_HOP, judged.state());
            assertArrayEquals(PackagesTest.PDF, judged.extract(Source.file(arrived), 0));
            assertArrayEquals(PackagesTest.PDF, judged.extractAll(Source.file(arrived)).get(0));
            assertEquals(1, received.arrivals());
            byte[] receipt = arrival.receipt();
            arrival.close();

            ReturnedReceipt returned = out.takeReceipt(a, receipt, kept, null, null, World.ARRIVED);
            returned.requireAccepted();
            assertTrue(returned.isAccepted());
            assertEquals(2, returned.entry());
            assertEquals(Collections.emptyList(), returned.reasons());
            assertEquals(Status.ARRIVED, returned.report().receipt().status());
            assertEquals(World.B, returned.report().receipt().recipient());

            whole(sent.export(1), sent.head(), 2);
            whole(received.export(1), received.head(), 1);
            ByteArrayOutputStream last = new ByteArrayOutputStream();
            sent.export(2, Target.stream(last));
            String lines = new String(sent.export(1), StandardCharsets.UTF_8);
            assertTrue(lines.endsWith(last.toString("UTF-8")) && last.size() < lines.length());
        }
        try (Ledger again = Ledger.open(folder.resolve("nhận.ledger"), World.WINDOW)) {
            Arrival repeated = World.gateway(again).receive(World.b(), Source.file(arrived), null, null, World.ARRIVED);
            refused(repeated, Decision.REFUSE, "repeated");
            assertNull(repeated.receipt());
            whole(again.export(1), again.head(), 2);
        }
        assertTrue(Files.exists(folder.resolve("gửi.ledger")));
    }

    @Test
    void aGoodSealOfTheWrongAgencyIsSeen() {
        byte[] sealed = World.sent();
        RegistryDraft other = World.bodies()
                .addBody("X1", "Cơ quan khác").add(World.binding("x-1", "X1", World.A_KEY))
                .add(World.binding("b-1", World.B, World.B_KEY));
        Gateway in = World.gateway(World.check(World.signed(World.issued(other))), World.forgetful());
        Arrival arrival = in.receive(World.b(), Source.bytes(sealed), null, null, World.ARRIVED);
        refused(arrival, Decision.REFUSE, "other-sender");
        assertEquals("X1", arrival.report().senderOther());
        Gateway out = World.gateway(World.forgetful());
        Sent sent = World.send(PackagesTest.MESSAGE).sent();
        ReturnedReceipt told = out.takeReceipt(World.a(), arrival.receipt(), sent, null, null, World.ARRIVED);
        told.requireAccepted();
        assertEquals(Status.REFUSED, told.report().receipt().status());
        assertTrue(told.report().receipt().reasons().get(0).endsWith("(other-sender)"));
        RegistryDraft nobody = World.bodies().add(World.binding("b-1", World.B, World.B_KEY));
        in = World.gateway(World.check(World.signed(World.issued(nobody))), World.forgetful());
        arrival = in.receive(World.b(), Source.bytes(sealed), null, null, World.ARRIVED);
        refused(arrival, Decision.QUARANTINE, "unknown-sender");
        assertNull(arrival.receipt());
        // Of a gateway that the registry does not know, nothing goes out.
        Sending own = in.send(World.a(), Source.bytes(PackagesTest.MESSAGE), null, World.SENT);
        assertEquals(Collections.singletonList("own-certificate:unknown"), own.reasons());
    }

    @Test
    void whatIsForgedIsRefusedByName() {
        byte[] sealed = World.sent();
        refused(receive(PackagesTest.MESSAGE), Decision.REFUSE, "not-sealed");
        Arrival changed = receive(World.with(sealed, ":Subject>V/v", ":Subject>v/v"));
        refused(changed, Decision.REFUSE, "changed");
        assertNull(changed.receipt());
        Arrival unreadable = receive(new byte[] {1});
        refused(unreadable, Decision.REFUSE, "unreadable");
        assertNull(unreadable.report());
        assertFalse(unreadable.unreadable(Language.VIETNAMESE).isEmpty());
        Gateway in = World.gateway(World.forgetful());
        Agency stranger = new Agency("000.00.00.H99", World.credential(World.B_KEY));
        Arrival elsewhere = in.receive(stranger, Source.bytes(sealed), null, null, World.ARRIVED);
        refused(elsewhere, Decision.REFUSE, "wrong-recipient");
        assertNull(elsewhere.receipt());
        Arrival old = in.receive(
                World.b(), Source.bytes(sealed), null, null, World.SENT.plus(World.DAY));
        old.requireAccepted();
        refused(in.receive(World.b(), Source.bytes(sealed), null, null, World.ARRIVED), Decision.REFUSE, "repeated");
    }

    @Test
    void aReceiptIsForOnePackageOnly() {
        Gateway out = World.gateway(World.forgetful());
        Agency a = World.a();
        Sending first = out.send(a, Source.bytes(World.message(1)), null, World.SENT);
        Sending second = out.send(a, Source.bytes(World.message(1)), null, World.SENT.plusSeconds(1));
        byte[] receipt = receive(first.sealed()).receipt();
        ReturnedReceipt moved = out.takeReceipt(a, receipt, second.sent(), null, null, World.ARRIVED);
        assertFalse(moved.isAccepted());
        assertEquals(Collections.singletonList("mismatch:seal"), moved.reasons());
        assertEquals(Collections.singletonList("seal"), moved.report().mismatches());
        assertTrue(assertThrows(RejectedException.class, moved::requireAccepted).getMessage().contains("seal"));
        assertEquals(3, moved.entry());
        ReturnedReceipt early = out.takeReceipt(a, receipt, first.sent(), Status.FINISHED, null, World.ARRIVED);
        assertEquals(Collections.singletonList("mismatch:transition"), early.reasons());
        ReceiptReport report = moved.report();
        moved.close();
        assertThrows(IllegalStateException.class, report::verdict);
    }

    @Test
    void whatMayNotGoOutDoesNot() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Gateway out = World.gateway(World.forgetful());
        byte[] secret = World.with(PackagesTest.MESSAGE, ":Subject>V/v", ":Subject>T\u00e1\u00bb\u0091i m\u00e1\u00ba\u00adt ");
        Sending refused = out.send(World.a(), Source.bytes(secret), null, World.SENT, Target.stream(written));
        assertEquals(SendingState.REFUSED, refused.state());
        assertEquals(Collections.singletonList("secret:MessageHeader.Subject"), refused.reasons());
        assertFalse(refused.reasonTexts(Language.VIETNAMESE).get(0).isEmpty());
        assertFalse(refused.isAllowed());
        assertEquals(0, written.size());
        assertEquals(1, refused.entry());
        assertNull(refused.seal());
        assertNull(refused.sent());
        assertNull(out.send(World.a(), Source.bytes(secret), null, World.SENT).sealed());
        assertTrue(assertThrows(RejectedException.class, refused::requireSent).getMessage().contains("secret"));
        assertThrows(RejectedException.class, refused.report()::requireAccepted);
        Sending foreign = out.send(World.b(), Source.bytes(PackagesTest.MESSAGE), null, World.SENT);
        assertEquals(Collections.singletonList("other-sender"), foreign.reasons());
        Sending unreadable = out.send(World.a(), Source.bytes(new byte[] {1}), null, World.SENT);
        assertEquals(Collections.singletonList("unreadable"), unreadable.reasons());
        assertFalse(unreadable.unreadable(Language.VIETNAMESE).isEmpty());
        assertNull(unreadable.report());
    }

    @Test
    void aPolicyFileSaysWhatIsDemanded() {
        try (GatewayPolicy policy = rules("[outbound]\nbefore = [\"leader\"]\n[inbound]\nwindow = \"60d\"\n")) {
            assertEquals("mau", policy.name());
            assertEquals("Mẫu", policy.title(Language.VIETNAMESE));
            assertEquals("Sample", policy.title(Language.ENGLISH));
            assertEquals("2026-11-22", policy.version());
            assertEquals(World.WINDOW.multipliedBy(2), policy.window());
            Ledger ledger = Ledger.memory(policy.window(), 10, null, null);
            Gateway out = new Gateway(policy, World.policy(), World.registry(), ledger);
            Sending sending = out.judgeSending(World.a(), Source.bytes(PackagesTest.MESSAGE), null, World.SENT);
            assertEquals(Collections.singletonList("seal-missing:leader"), sending.reasons());
        }
        assertEquals(World.WINDOW, GatewayPolicy.strict().window());
        AntinException wrong = assertThrows(AntinException.class, () -> rules("[outbound]\nunheard = 1\n"));
        assertEquals(ErrorCode.POLICY, wrong.code());
        assertTrue(wrong.getMessage().contains("6"), wrong.getMessage());
    }

    @Test
    void sealsAndReceiptsAreTimeStampedIfThePolicySaysSo() {
        java.time.Instant at = Samples.SIGNED.plusSeconds(300);
        Policy policy = World.policy().addRoots(Samples.roots());
        RegistryDraft draft = World.bodies()
                .add(new RegistryBinding("a", World.A, Match.KEY, Samples.vector("bindings/pki/agency.pem"), null,
                        Samples.SIGNED))
                .issue(Samples.SIGNED, World.SENT);
        Gateway out = new Gateway(
                rules("[outbound]\nlevel = \"T\"\n"), policy, Registry.dangerUnsigned(draft.toJson()),
                World.forgetful());
        Agency agency = new Agency(World.A, Samples.credential());
        Source source = Source.bytes(PackagesTest.MESSAGE);
        assertThrows(AntinException.class, () -> out.send(agency, source, null, at));
        agency.timestamper(TimestampsTest.own());
        Sending sending = out.send(agency, source, null, at);
        sending.requireSent();
        try (Opening any = new Opening().dangerAnySender();
                PackageReport judged =
                        Packages.open(Source.bytes(sending.sealed()), any, policy, null, World.SENT)) {
            judged.requireAccepted();
            assertEquals(Level.T, judged.seals().get(0).report().signatures().get(0).level());
        }
    }

    @Test
    void aKeyElsewhereSealsAndReceipts() {
        Ledger ledger = World.forgetful();
        Gateway gateway = World.gateway(ledger);
        Source source = Source.bytes(PackagesTest.MESSAGE);
        Agency a = Agency.elsewhere(World.A, World.chain(World.A_KEY));
        assertEquals(World.A, a.code());
        Sending sending = gateway.judgeSending(a, source, null, World.SENT);
        assertEquals(SendingState.JUDGED, sending.state());
        assertNull(sending.toBeSigned());
        sending.prepare(source, null);
        assertEquals(SendingState.PREPARED, sending.state());
        assertEquals(Algorithm.RSA_PKCS1_SHA256, sending.algorithm());
        assertEquals(32, sending.digest().length);
        byte[] value = World.value(World.A_KEY, sending.toBeSigned());
        Judgement.refused(ErrorCode.CREDENTIAL.number, () -> sending.sign(source));
        Judgement.refused(ErrorCode.KEY.number, () -> sending.finish(new byte[256], source));
        assertEquals(SendingState.PREPARED, sending.state());
        assertEquals(0, sending.entry());
        assertEquals(0, ledger.head().indexOf("0:"));
        byte[] sealed = sending.finish(value, source);
        assertEquals(SendingState.SENT, sending.state());
        assertEquals(1, sending.entry());
        assertNull(sending.toBeSigned());
        assertArrayEquals(World.sent(), sealed);

        Agency b = Agency.elsewhere(World.B, World.chain(World.B_KEY));
        Source arrived = Source.bytes(sealed);
        Arrival arrival = gateway.judgeArrival(b, arrived, null, null, World.ARRIVED);
        PackageReport early = arrival.report();
        assertThrows(RejectedException.class, early::requireAccepted);
        Judgement.refused(ErrorCode.CREDENTIAL.number, () -> arrival.answer(null));
        assertEquals(ArrivalState.JUDGED, arrival.state());
        arrival.status(Status.ACCEPTED);
        assertEquals(Status.ACCEPTED, arrival.plannedReceipt().status());
        arrival.prepare(null);
        assertEquals(ArrivalState.PREPARED, arrival.state());
        assertEquals(Algorithm.ECDSA_SHA256, arrival.algorithm());
        assertEquals(32, arrival.digest().length);
        byte[] answer = World.value(World.B_KEY, arrival.toBeSigned());
        Judgement.refused(ErrorCode.KEY.number, () -> arrival.finish(value));
        assertEquals(ArrivalState.PREPARED, arrival.state());
        arrival.finish(answer);
        assertEquals(ArrivalState.ANSWERED, arrival.state());
        assertNull(arrival.receipt());
        assertThrows(RejectedException.class, arrival::requireAccepted);
        assertThrows(RejectedException.class, () -> arrival.report().extract(arrived, 0));
        arrival.record();
        arrival.requireAccepted();
        assertEquals(2, arrival.entry());
        assertArrayEquals(PackagesTest.PDF, arrival.report().extract(arrived, 0));
        assertThrows(RejectedException.class, () -> early.extract(arrived, 0));
        ReturnedReceipt returned =
                gateway.takeReceipt(a, arrival.receipt(), sending.sent(), null, null, World.ARRIVED);
        returned.requireAccepted();
        assertEquals(Status.ACCEPTED, returned.report().receipt().status());
    }

    @Test
    void stepsGoOnWithoutTheGateway() {
        Source source = Source.bytes(PackagesTest.MESSAGE);
        Gateway gateway = World.gateway(World.forgetful());
        Sending sending = gateway.judgeSending(World.a(), source, null, World.SENT);
        Sending refused = gateway.judgeSending(World.a(), source, null, World.SENT);
        gateway.close();
        sending.prepare(source, null);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        sending.sign(source, Target.stream(written));
        assertArrayEquals(World.sent(), written.toByteArray());
        refused.refuse();
        assertEquals(SendingState.REFUSED, refused.state());
        assertThrows(RejectedException.class, refused::requireSent);
        assertEquals(2, refused.entry());

        gateway = World.gateway(World.forgetful());
        Source arrived = Source.bytes(written.toByteArray());
        Arrival first = gateway.judgeArrival(World.b(), arrived, null, null, World.ARRIVED);
        Arrival second = gateway.judgeArrival(World.b(), arrived, null, null, World.ARRIVED);
        gateway.close();
        assertEquals(Decision.ACCEPT, second.decision());
        first.answer(null);
        first.record();
        assertNotNull(first.receipt());
        second.answer(null);
        second.record();
        refused(second, Decision.REFUSE, "repeated");
        assertNull(second.receipt());
    }

    @Test
    void anArrivalMayGoWithoutReceipt() {
        Arrival arrival = World.gateway(World.forgetful())
                .judgeArrival(World.b(), Source.bytes(World.sent()), null, null, World.ARRIVED);
        arrival.withoutReceipt();
        assertNull(arrival.plannedReceipt());
        arrival.record();
        arrival.requireAccepted();
        assertNull(arrival.receipt());
    }

    @Test
    void aContainerBesideTheMessageCounts() {
        byte[] value;
        byte[] container;
        try (PreparedSeal prepared = PackagesTest.prepared()) {
            value = World.value(World.A_KEY, prepared.toBeSigned());
            container = prepared.finishContainer(value);
        }
        Gateway in = World.gateway(World.forgetful());
        Source source = Source.bytes(PackagesTest.MESSAGE);
        Opening beside = new Opening().addContainer(container);
        in.receive(World.b(), source, beside, null, World.ARRIVED).requireAccepted();
        for (Opening names : new Opening[] {
            PackagesTest.known(), new Opening().dangerAnySender(), new Opening().senders(claim -> Binding.BOUND),
            new Opening().registry(World.registry())}) {
            Judgement.refused(ErrorCode.INVALID_ARGUMENT.number, () ->
                    in.receive(World.b(), source, names, null, World.ARRIVED));
        }
    }

    @Test
    void byARegistryThatIsPastNothingIsDecided() {
        Ledger ledger = World.forgetful();
        Gateway gateway = World.gateway(ledger);
        Source source = Source.bytes(PackagesTest.MESSAGE);
        java.time.Instant late = World.SENT.plus(World.DAY).plusSeconds(1);
        Sent sent = World.send(PackagesTest.MESSAGE).sent();
        byte[] receipt = receive(World.sent()).receipt();
        List<org.junit.jupiter.api.function.Executable> calls = Arrays.asList(
                () -> gateway.send(World.a(), source, null, late),
                () -> gateway.judgeSending(World.a(), source, null, late),
                () -> gateway.receive(World.b(), source, null, null, late),
                () -> gateway.judgeArrival(World.b(), source, null, null, late),
                () -> gateway.takeReceipt(World.a(), receipt, sent, null, null, late));
        for (org.junit.jupiter.api.function.Executable call : calls) {
            assertEquals(ErrorCode.REGISTRY_PAST, assertThrows(RegistryPastException.class, call).code());
        }
        assertTrue(ledger.head().startsWith("0:"));
        // A newer one on the same ledger goes on.
        RegistryDraft newer = World.draft().issue(World.SENT, late.plus(World.DAY));
        World.gateway(World.check(World.signed(newer)), ledger).send(World.a(), source, null, late).requireSent();
        assertTrue(ledger.head().startsWith("1:"));
    }
}
