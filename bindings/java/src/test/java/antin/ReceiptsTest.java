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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Receipts: made, judged, carried; about something else, and misused. */
class ReceiptsTest {
    private static final byte[] SEALED = PackagesTest.seal(PackagesTest.MESSAGE);
    private static final String REASON = "không đúng thẩm quyền";

    private static Sent sent() {
        try (PackageReport judged = PackagesTest.judge(SEALED, PackagesTest.known())) {
            return Sent.of(judged);
        }
    }

    private static byte[] receipt(Sent sent, Status status) {
        try (Receipt receipt = new Receipt(sent, World.B, status, World.SENT)) {
            return receipt.sign(World.credential(World.B_KEY), World.how(), World.SENT);
        }
    }

    private static Opening known() {
        return new Opening().addSender(World.B, World.certificate(World.B_KEY, 0));
    }

    private static ReceiptReport judge(byte[] receipt, Sent sent, Status before) {
        return Receipts.judge(receipt, sent, known(), before, World.policy(), null, World.ARRIVED);
    }

    private static void differs(String mismatch, ReceiptReport judged) {
        assertEquals(Collections.singletonList(mismatch), judged.mismatches());
        assertEquals(Verdict.PASSED, judged.verdict());
        refused(judged);
        for (Language language : Language.values()) {
            assertFalse(judged.mismatchTexts(language).get(0).isEmpty());
        }
    }

    private static void refused(ReceiptReport judged) {
        assertFalse(judged.isAccepted());
        assertThrows(RejectedException.class, judged::requireAccepted);
    }

    @Test
    void aSignedReceiptIsAccepted() throws Exception {
        byte[] container = receipt(sent(), Status.ARRIVED);
        try (Opening opening = new Opening().registry(World.registry());
                ReceiptReport judged =
                        Receipts.judge(container, sent(), opening, null, World.policy(), null, World.ARRIVED)) {
            judged.requireAccepted();
            assertTrue(judged.isAccepted());
            assertEquals(Verdict.PASSED, judged.verdict());
            assertNull(judged.subIndication());
            assertNull(judged.fault());
            assertNull(judged.faultText(Language.VIETNAMESE));
            assertEquals(64, judged.id().length());
            assertEquals(RegistryTest.sha256(container), judged.sha256());
            assertEquals(Binding.BOUND, judged.binding());
            assertNull(judged.other());
            assertEquals(0, judged.mismatches().size());
            judged.report().requirePassed();
            assertTrue(judged.toJson(Language.ENGLISH).contains("\"accepted\": true"));
            assertFalse(judged.toText(Language.VIETNAMESE).isEmpty());
            Receipt receipt = judged.receipt();
            assertEquals(sent().seal(), receipt.seal());
            assertEquals(sent().document(), receipt.document());
            assertEquals(World.A, receipt.sender());
            assertEquals(World.B, receipt.recipient());
            assertEquals(Status.ARRIVED, receipt.status());
            assertEquals(World.SENT, receipt.time());
            assertEquals(0, receipt.reasons().size());
        }
        judge(container, sent(), null).requireAccepted();
    }

    @Test
    void aReceiptSaysWhatItWasMadeOf() {
        try (Receipt receipt = new Receipt(sent(), World.B, Status.REFUSED, World.SENT)) {
            receipt.addReason(REASON).addReason("hai");
            assertEquals(Arrays.asList(REASON, "hai"), receipt.reasons());
            String json = new String(receipt.toJson(), StandardCharsets.UTF_8);
            assertTrue(json.contains(REASON) && json.contains("\"status\": \"02\""), json);
            byte[] container = receipt.sign(World.credential(World.B_KEY), World.how(), World.SENT);
            ReceiptReport judged = judge(container, sent(), null);
            assertEquals(Arrays.asList(REASON, "hai"), judged.receipt().reasons());
            assertArrayEquals(receipt.toJson(), judged.receipt().toJson());
        }
        assertEquals("02", Status.REFUSED.code());
        assertEquals("13", Status.TAKE_BACK_ASKED.code());
    }

    @Test
    void aKeyElsewhereSigns() {
        SignOptions how = World.how();
        try (Receipt receipt = new Receipt(sent(), World.B, Status.ACCEPTED, World.SENT);
                PreparedReceipt prepared = receipt.prepare(World.chain(World.B_KEY), how, World.SENT)) {
            assertEquals(Algorithm.ECDSA_SHA256, prepared.algorithm());
            assertEquals(32, prepared.digest().length);
            byte[] value = World.value(World.B_KEY, prepared.toBeSigned());
            Judgement.refused(ErrorCode.KEY.number, () -> prepared.finish(new byte[70]));
            byte[] container = prepared.finish(value);
            Judgement.refused(ErrorCode.ALREADY_USED.number, () -> prepared.finish(value));
            assertNull(prepared.toBeSigned());
            assertEquals(Algorithm.NONE, prepared.algorithm());
            judge(container, sent(), Status.ARRIVED).requireAccepted();
        }
    }

    @Test
    void whatIsAboutSomethingElseIsNamed() {
        Sent sent = sent();
        List<String> to = sent.recipients();
        byte[] container = receipt(sent, Status.ARRIVED);
        String moved = sent.seal().replace(sent.seal().charAt(0), sent.seal().charAt(0) == '0' ? '1' : '0');
        differs("seal", judge(container, new Sent(moved, sent.document(), World.A, to), null));
        differs("document", judge(container, new Sent(sent.seal(), "khác", World.A, to), null));
        differs("sender", judge(container, new Sent(sent.seal(), sent.document(), "X1", to), null));
        differs("recipient", judge(
                container, new Sent(sent.seal(), sent.document(), World.A, Arrays.asList("X1", "X2")), null));
        differs("transition", judge(container, sent, Status.FINISHED));
        differs("time", Receipts.judge(
                container, sent, known(), null, World.policy(), null, World.SENT.minusSeconds(301)));
    }

    @Test
    void whoIsNotKnownIsNotBelieved() {
        byte[] container = receipt(sent(), Status.ARRIVED);
        for (Opening nobody : new Opening[] {null, new Opening()}) {
            ReceiptReport judged =
                    Receipts.judge(container, sent(), nobody, null, World.policy(), null, World.ARRIVED);
            assertEquals(Binding.UNKNOWN, judged.binding());
            refused(judged);
        }
        ReceiptReport other = Receipts.judge(
                container, sent(), new Opening().addSender("X1", World.certificate(World.B_KEY, 0)), null,
                World.policy(), null, World.ARRIVED);
        assertEquals(Binding.OTHER, other.binding());
        assertEquals("X1", other.other());
        refused(other);
        byte[] changed = container.clone();
        changed[changed.length / 2] ^= 1;
        refused(judge(changed, sent(), null));
        ReceiptReport none = judge(new byte[] {1}, sent(), null);
        assertEquals("container", none.fault());
        assertFalse(none.faultText(Language.VIETNAMESE).isEmpty());
        assertNull(none.receipt());
        assertNull(none.id());
        refused(none);
    }

    @Test
    void whatTheFunctionSaysCountsAndWhatItThrowsComesOut() {
        byte[] container = receipt(sent(), Status.ARRIVED);
        List<Claim> claims = new ArrayList<>();
        Receipts.judge(container, sent(), new Opening().senders(claim -> {
            claims.add(claim);
            return Binding.BOUND;
        }), null, World.policy(), null, World.ARRIVED).requireAccepted();
        assertEquals(World.B, claims.get(0).organ());
        assertArrayEquals(World.certificate(World.B_KEY, 0), claims.get(0).path().get(0));
        Error thrown = new Error("the registry");
        Opening throwing = new Opening().senders(claim -> {
            throw thrown;
        });
        assertSame(thrown, assertThrows(Error.class, () ->
                Receipts.judge(container, sent(), throwing, null, World.policy(), null, World.ARRIVED)));
    }

    @Test
    void packagesCarryReceipts() {
        byte[] container = receipt(sent(), Status.ARRIVED);
        Source source = Source.bytes(PackagesTest.MESSAGE);
        assertEquals(0, Receipts.in(source).size());
        byte[] carrying = Receipts.insert(container, source);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Receipts.insert(container, source, Target.stream(stream));
        assertArrayEquals(carrying, stream.toByteArray());
        byte[] second = receipt(sent(), Status.ACCEPTED);
        List<CarriedReceipt> found = Receipts.in(Source.bytes(Receipts.insert(second, Source.bytes(carrying))));
        assertEquals(2, found.size());
        assertEquals(2, found.get(0).attachment());
        assertEquals(3, found.get(1).attachment());
        assertArrayEquals(container, found.get(0).container());
        assertArrayEquals(second, found.get(1).container());
    }

    @Test
    void whatWasSentIsText() {
        Sent sent = sent();
        assertEquals(World.A, sent.sender());
        assertEquals(Arrays.asList("000.00.00.X14", "X98.12.3"), sent.recipients());
        Sent kept = new Sent(sent.seal(), sent.document(), sent.sender(), sent.recipients());
        assertEquals(sent, kept);
        assertEquals(sent.hashCode(), kept.hashCode());
        assertNotEquals(sent, new Sent(null, sent.document(), sent.sender(), sent.recipients()));
        assertNotEquals(sent, (Object) "sent");
        assertNull(Sent.of(PackagesTest.judge(PackagesTest.MESSAGE, null)).seal());
        byte[] nobody = World.with(
                PackagesTest.MESSAGE, "DocumentId>000.00.12.X40,2026/03/12,123/STTTT-VP<", "DocumentId><");
        Judgement.refused(ErrorCode.ABSENT.number, () -> Sent.of(PackagesTest.judge(nobody, null)));
    }

    @Test
    void aReceiptEndsWithItsJudgement() {
        ReceiptReport judged = judge(receipt(sent(), Status.ARRIVED), sent(), null);
        Receipt receipt = judged.receipt();
        Report report = judged.report();
        assertThrows(UnsupportedOperationException.class, () -> receipt.addReason("khác"));
        judged.receipt().close();
        assertEquals(Status.ARRIVED, receipt.status());
        judged.close();
        assertThrows(IllegalStateException.class, receipt::status);
        assertThrows(IllegalStateException.class, () -> receipt.addReason("khác"));
        assertThrows(IllegalStateException.class, report::verdict);
        List<Receipt> forgotten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            forgotten.add(judge(receipt(sent(), Status.ARRIVED), sent(), null).receipt());
            System.gc();
            Owned.sweep();
        }
        forgotten.forEach(one -> assertEquals(World.B, one.recipient()));
    }

    @Test
    void misuseIsRefused() {
        Sent sent = sent();
        byte[] some = {1};
        List<String> none = Collections.emptyList();
        Receipt receipt = new Receipt(sent, World.B, Status.ARRIVED, World.SENT);
        for (Executable missing : new Executable[] {
            () -> new Sent(null, null, World.A, none),
            () -> new Sent(null, "a", null, none),
            () -> new Sent(null, "a", World.A, null),
            () -> new Sent(null, "a", World.A, Collections.singletonList(null)),
            () -> Sent.of(null),
            () -> new Receipt(null, World.B, Status.ARRIVED, World.SENT),
            () -> new Receipt(sent, null, Status.ARRIVED, World.SENT),
            () -> new Receipt(sent, World.B, null, World.SENT),
            () -> new Receipt(sent, World.B, Status.ARRIVED, null),
            () -> receipt.addReason(null),
            () -> receipt.sign(null, World.how(), World.SENT),
            () -> receipt.sign(World.credential(World.B_KEY), null, World.SENT),
            () -> receipt.prepare(null, World.how(), World.SENT),
            () -> Receipts.judge(null, sent, null, null, World.policy(), null, World.SENT),
            () -> Receipts.judge(some, null, null, null, World.policy(), null, World.SENT),
            () -> Receipts.judge(some, sent, null, null, null, null, World.SENT),
            () -> Receipts.insert(null, Source.bytes(some)),
            () -> Receipts.insert(some, null),
            () -> Receipts.in(null),
        }) {
            assertThrows(NullPointerException.class, missing);
        }
        Judgement.refused(ErrorCode.INVALID_ARGUMENT.number, () -> new Sent("ab", "a", World.A, none));
        assertThrows(IllegalArgumentException.class, () -> new Sent(null, "a\0b", World.A, none));
        assertThrows(IllegalArgumentException.class, () -> receipt.addReason("a\0b"));
        Judgement.refused(ErrorCode.MALFORMED.number, () -> Receipts.in(Source.bytes(some)));
        // An unsealed package can only be refused.
        Sent unsealed = new Sent(null, "a", World.A, Collections.singletonList(World.B));
        Receipt arrived = new Receipt(unsealed, World.B, Status.ARRIVED, World.SENT);
        Judgement.refused(
                ErrorCode.MALFORMED.number,
                () -> arrived.sign(World.credential(World.B_KEY), World.how(), World.SENT));
        new Receipt(unsealed, World.B, Status.REFUSED, World.SENT)
                .sign(World.credential(World.B_KEY), World.how(), World.SENT);
    }
}
