package antin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Registries: written, signed, judged, asked; and misused. */
class RegistryTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

    static String sha256(byte[] bytes) throws Exception {
        return String.format("%064x", new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    private static RegistryDecision decide(Registry registry, String organ, Role role, String kind, Instant at) {
        return registry.decide(organ, role, World.certificate(kind, 0), World.certificate(kind, 1), at);
    }

    private static void decided(Binding binding, String entry, RegistryDecision decision) {
        assertEquals(binding, decision.binding());
        assertEquals(entry, decision.entry());
    }

    private static Registry untrusted(String fault, byte[] file) {
        return untrusted(fault, World.check(file));
    }

    private static Registry untrusted(String fault, Registry registry) {
        assertEquals(fault, registry.fault());
        assertFalse(registry.isTrusted());
        assertTrue(assertThrows(RejectedException.class, registry::requireTrusted).getMessage().contains(fault));
        for (Language language : Language.values()) {
            assertFalse(registry.faultText(language).isEmpty());
        }
        assertNull(registry.name());
        assertEquals(0, registry.number());
        assertNull(registry.sha256());
        assertNull(registry.issued());
        assertNull(registry.nextUpdate());
        assertTrue(registry.isPast(World.SENT));
        assertEquals(0, registry.bodyCount());
        assertEquals(0, registry.entryCount());
        assertNull(registry.bodyName(World.A));
        assertThrows(RejectedException.class, () -> decide(registry, World.A, Role.AGENCY, World.A_KEY, World.SENT));
        assertThrows(RejectedException.class, registry::toJson);
        assertThrows(RejectedException.class, () -> new Opening().registry(registry));
        assertThrows(RejectedException.class, () -> World.gateway(registry, World.forgetful()));
        return registry;
    }

    @Test
    void aRegistryIsWrittenSignedAndTrusted() throws Exception {
        RegistryDraft draft = World.draft();
        assertEquals(0, draft.number());
        byte[] json = World.issued(draft).toJson();
        assertEquals(1, draft.number());
        try (Registry registry = World.check(World.signed(draft))) {
            registry.requireTrusted();
            assertTrue(registry.isTrusted());
            assertNull(registry.fault());
            assertNull(registry.faultText(Language.VIETNAMESE));
            registry.report().requirePassed();
            assertEquals("Sổ đăng ký thử", registry.name());
            assertEquals(1, registry.number());
            assertEquals(sha256(json), registry.sha256());
            assertEquals(World.SENT.minus(World.DAY), registry.issued());
            assertEquals(World.SENT.plus(World.DAY), registry.nextUpdate());
            assertFalse(registry.isPast(World.SENT.plus(World.DAY)));
            assertTrue(registry.isPast(World.SENT.plus(World.DAY).plusSeconds(1)));
            assertEquals(2, registry.bodyCount());
            assertEquals(2, registry.entryCount());
            assertEquals("Cơ quan A", registry.bodyName(World.A));
            assertNull(registry.bodyName("X1"));
            assertArrayEquals(json, registry.toJson());
        }
    }

    @Test
    void itDecidesWhoseACertificateIs() {
        Instant revoked = World.SENT.minusSeconds(1);
        RegistryDraft draft = World.draft()
                .add(World.binding("a-2", World.A, "ed25519").until(World.SENT))
                .add(World.binding("b-2", World.B, World.STRANGERS_KEY))
                .revoke("b-2", revoked, "mất khoá");
        Registry registry = World.check(World.signed(World.issued(draft)));
        decided(Binding.BOUND, "a-1", decide(registry, World.A, Role.AGENCY, World.A_KEY, World.SENT));
        decided(Binding.ROLE_NOT_ALLOWED, "a-1", decide(registry, World.A, Role.LEADER, World.A_KEY, World.SENT));
        decided(Binding.OTHER, "b-1", decide(registry, World.A, Role.AGENCY, World.B_KEY, World.SENT));
        decided(Binding.UNKNOWN, null, decide(registry, World.A, Role.AGENCY, "rsa4096", World.SENT));
        decided(Binding.EXPIRED, "a-2", decide(registry, World.A, Role.AGENCY, "ed25519", World.ARRIVED));
        decided(Binding.REVOKED, "b-2", decide(registry, World.B, Role.AGENCY, World.STRANGERS_KEY, World.SENT));
        decided(Binding.BOUND, "b-2",
                decide(registry, World.B, Role.AGENCY, World.STRANGERS_KEY, revoked.minusSeconds(1)));
    }

    @Test
    void whatIsNotSignedByTheRegistrarInTimeIsNotTrusted() {
        byte[] file = World.signed(World.issued(World.draft()));
        byte[] changed = file.clone();
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("a-1");
        changed[at + 2] = '2';
        assertNotNull(untrusted("signature", changed).report());
        assertNull(untrusted("unreadable", new byte[] {1}).report());
        untrusted("not-issued", World.signed(World.draft()));
        untrusted("signer", Registry.check(
                file, new RegistrySigners().add(World.certificate(World.A_KEY, 0)), World.policy(), null, World.SENT));
        untrusted("signer", Registry.check(file, new RegistrySigners(), World.policy(), null, World.SENT));
        untrusted("past", Registry.check(
                file, World.signers(), World.policy(), null, World.SENT.plus(World.DAY).plusSeconds(1)));
        untrusted("from-the-future", World.signed(
                World.draft().issue(World.SENT.plusSeconds(301), World.SENT.plus(World.DAY))));
        World.check(World.signed(World.draft().issue(World.SENT.plusSeconds(300), World.SENT.plus(World.DAY))))
                .requireTrusted();
    }

    @Test
    void whatWasSeenBeforeIsNotGoneBackBehind() {
        byte[] first = World.signed(World.issued(World.draft()));
        Registry registry = World.check(first);
        RegistryDraft next = RegistryDraft.fromJson(registry.toJson());
        next.revoke("b-1", World.SENT, "mất khoá").issue(World.SENT, World.SENT.plus(World.DAY));
        assertEquals(2, next.number());
        Registry second = Registry.check(World.signed(next), World.signers(), World.policy(), null, World.SENT,
                registry.number(), registry.sha256());
        second.requireTrusted();
        untrusted("older", Registry.check(first, World.signers(), World.policy(), null, World.SENT,
                second.number(), second.sha256()));
        untrusted("forked", Registry.check(first, World.signers(), World.policy(), null, World.SENT,
                1, second.sha256()));
        for (Executable half : new Executable[] {
            () -> Registry.check(first, World.signers(), World.policy(), null, World.SENT, 1, null),
            () -> Registry.check(first, World.signers(), World.policy(), null, World.SENT, 0, second.sha256()),
            () -> Registry.check(first, World.signers(), World.policy(), null, World.SENT, 1, "ab")}) {
            Judgement.refused(ErrorCode.INVALID_ARGUMENT.number, half);
        }
    }

    @Test
    void anUnsignedOneIsTrustedByThatNameOnly() {
        byte[] json = World.issued(World.draft()).toJson();
        untrusted("unreadable", json);
        try (Registry registry = Registry.dangerUnsigned(json)) {
            registry.requireTrusted();
            assertNull(registry.report());
            assertEquals(Binding.BOUND, decide(registry, World.B, Role.AGENCY, World.B_KEY, World.SENT).binding());
        }
        assertThrows(AntinException.class, () -> Registry.dangerUnsigned(new byte[] {'{'}));
    }

    @Test
    void anOpeningAsksIt() {
        byte[] sealed = PackagesTest.seal(PackagesTest.MESSAGE);
        Registry registry = World.registry();
        Opening opening = new Opening().registry(registry);
        registry.close();
        PackagesTest.judge(sealed, opening).requireAccepted();
        assertEquals(Binding.UNKNOWN, PackagesTest.judge(sealed, opening.registry(null)).senderBinding());
        Opening past = new Opening().registry(World.check(World.signed(
                World.draft().issue(World.SENT.minus(World.DAY), World.SENT.plusSeconds(1)))));
        PackagesTest.judge(sealed, past).requireAccepted();
        assertEquals(ErrorCode.REGISTRY_PAST, assertThrows(RegistryPastException.class, () -> Packages.open(
                Source.bytes(sealed), past, World.policy(), null, World.SENT.plusSeconds(2))).code());
        RegistryDraft other = World.bodies().add(World.binding("b-1", World.B, World.A_KEY));
        PackageReport judged = PackagesTest.judge(
                sealed, new Opening().registry(World.check(World.signed(World.issued(other)))));
        assertEquals(Binding.OTHER, judged.senderBinding());
        assertEquals(World.B, judged.senderOther());
        assertThrows(RejectedException.class, judged::requireAccepted);
    }

    @Test
    void certificatesAreNamedInFiveWays() {
        byte[] certificate = World.certificate(World.A_KEY, 0);
        byte[] issuer = World.certificate(World.A_KEY, 1);
        for (Match match : Match.values()) {
            boolean isAlone = match == Match.CERTIFICATE || match == Match.KEY;
            RegistryBinding binding = new RegistryBinding(
                    "một", World.A, match, match == Match.ISSUER ? null : certificate, isAlone ? null : issuer, FROM);
            Registry registry = World.check(World.signed(World.issued(World.bodies().add(binding))));
            decided(Binding.BOUND, "một", decide(registry, World.A, Role.AGENCY, World.A_KEY, World.SENT));
            assertEquals(Binding.UNKNOWN, decide(registry, World.A, Role.AGENCY, World.B_KEY, World.SENT).binding());
        }
        int invalid = ErrorCode.INVALID_ARGUMENT.number;
        int missing = ErrorCode.NULL_ARGUMENT.number;
        Judgement.refused(missing, () -> new RegistryBinding("a", World.A, Match.SUBJECT, certificate, null, FROM));
        Judgement.refused(missing, () -> new RegistryBinding("a", World.A, Match.ISSUER, null, null, FROM));
        Judgement.refused(missing, () -> new RegistryBinding("a", World.A, Match.KEY, null, null, FROM));
    }

    @Test
    void bodiesEndAndLeadersAreDelegated() {
        RegistryBinding leader = World.binding("leader", World.A, "ed25519")
                .addRole(Role.LEADER).addRole(Role.FORWARDER).delegated("Nguyễn Văn A", "Quyết định 1");
        RegistryDraft draft = World.draft().addBody("X1", "Cơ quan mới", World.SENT).add(leader)
                .endBody(World.B, World.SENT, "X1").endBody("X1", World.ARRIVED);
        String json = new String(World.issued(draft).toJson(), StandardCharsets.UTF_8);
        assertTrue(json.contains("Nguyễn Văn A") && json.contains("Quyết định 1"), json);
        assertTrue(json.contains("successors"), json);
        Registry registry = World.check(World.signed(draft));
        assertEquals(Binding.BOUND, decide(registry, World.A, Role.LEADER, "ed25519", World.SENT).binding());
        assertEquals(Binding.BOUND, decide(registry, World.A, Role.FORWARDER, "ed25519", World.SENT).binding());
        assertEquals(
                Binding.ROLE_NOT_ALLOWED, decide(registry, World.A, Role.AGENCY, "ed25519", World.SENT).binding());
        assertEquals(Binding.EXPIRED, decide(registry, World.B, Role.AGENCY, World.B_KEY, World.ARRIVED).binding());
    }

    @Test
    void whatCannotBeWrittenIsRefusedAndChangesNothing() {
        RegistryDraft draft = World.draft();
        byte[] before = draft.toJson();
        for (Executable wrong : new Executable[] {
            () -> new RegistryDraft(""),
            () -> draft.addBody(World.A, "Cơ quan A"),
            () -> draft.addBody("", "Cơ quan A"),
            () -> draft.add(World.binding("a-1", World.A, World.A_KEY)),
            () -> draft.add(World.binding("c-1", "X1", World.A_KEY)),
            () -> draft.add(World.binding("c-1", World.A, World.A_KEY).until(FROM.minusSeconds(1))),
            () -> draft.endBody("X1", World.SENT),
            () -> draft.endBody(World.A, World.SENT, "X1"),
            () -> draft.revoke("c-1", World.SENT, "mất khoá"),
            () -> draft.issue(World.SENT, World.SENT),
        }) {
            Judgement.refused(ErrorCode.INVALID_ARGUMENT.number, wrong);
        }
        AntinException taken = assertThrows(AntinException.class, () -> draft.addBody(World.A, "Cơ quan A"));
        assertTrue(taken.text(Language.VIETNAMESE).chars().anyMatch(one -> one > 127), taken.getMessage());
        assertArrayEquals(before, draft.toJson());
    }

    @Test
    void misuseIsRefused() {
        byte[] some = {1};
        for (Executable missing : new Executable[] {
            () -> new RegistrySigners().add(null),
            () -> Registry.check(null, World.signers(), World.policy(), null, World.SENT),
            () -> Registry.check(some, null, World.policy(), null, World.SENT),
            () -> Registry.check(some, World.signers(), null, null, World.SENT),
            () -> Registry.check(some, World.signers(), World.policy(), null, null),
            () -> Registry.dangerUnsigned(null),
            () -> World.registry().decide(null, Role.AGENCY, some, some, World.SENT),
            () -> World.registry().decide(World.A, null, some, some, World.SENT),
            () -> World.registry().decide(World.A, Role.AGENCY, null, some, World.SENT),
            () -> World.registry().bodyName(null),
            () -> World.registry().isPast(null),
            () -> new RegistryBinding(null, World.A, Match.KEY, some, null, FROM),
            () -> new RegistryBinding("a", World.A, null, some, null, FROM),
            () -> new RegistryDraft(null),
            () -> RegistryDraft.fromJson(null),
            () -> World.draft().add(null),
            () -> World.draft().revoke("a-1", FROM, null),
            () -> World.draft().endBody(World.A, FROM, (String) null),
        }) {
            assertThrows(NullPointerException.class, missing);
        }
        assertThrows(IllegalArgumentException.class, () -> new RegistryDraft("a\0b"));
        assertThrows(IllegalArgumentException.class, () -> World.registry().bodyName("a\0b"));
        assertThrows(IllegalArgumentException.class, () -> World.draft().endBody(World.A, FROM, "a\0b"));
        Judgement.refused(ErrorCode.MALFORMED.number, () -> new RegistrySigners().add(some));
        Judgement.refused(
                ErrorCode.MALFORMED.number, () -> World.registry().decide(World.A, Role.AGENCY, some, some, World.SENT));
        assertThrows(AntinException.class, () -> RegistryDraft.fromJson(some));
        RegistrySigners closed = World.signers();
        closed.close();
        assertThrows(
                IllegalStateException.class, () -> Registry.check(some, closed, World.policy(), null, World.SENT));
        RegistryBinding gone = World.binding("c-1", World.A, World.A_KEY);
        gone.close();
        assertThrows(IllegalStateException.class, () -> World.draft().add(gone));
        Registry ended = World.registry();
        Report report = ended.report();
        ended.close();
        assertThrows(IllegalStateException.class, report::verdict);
        assertThrows(IllegalStateException.class, () -> new Opening().registry(ended));
    }
}
