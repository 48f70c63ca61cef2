package antin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.gson.JsonElement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The cases of the manifest that are about gateways: all at once in memory, and in steps on a disk. */
final class GatewayCases {
    private final Supplier<GatewayPolicy> rules;
    private final Supplier<Policy> policy;
    private final Supplier<Evidence> evidence;
    private final Supplier<Registry> registry;
    private final Duration window;
    private final Instant horizon;
    private final Long most;
    private final Long error;
    private final String head;
    private final List<Step> steps = new ArrayList<>();

    /** What a step left for those behind it. */
    private static final class Done {
        byte[] message;
        Sent sent;
        byte[] receipt;
    }

    /** A step, told where it takes place; it throws if that fails. */
    private interface Step {
        Done run(Place place);
    }

    /** A gateway, and what was done there. */
    private static final class Place {
        final Gateway gateway;
        final Ledger ledger;
        final boolean isInSteps;
        final Evidence evidence;
        final Policy policy;
        final List<Done> done = new ArrayList<>();

        Place(Gateway gateway, Ledger ledger, boolean isInSteps, Evidence evidence, Policy policy) {
            this.gateway = gateway;
            this.ledger = ledger;
            this.isInSteps = isInSteps;
            this.evidence = evidence;
            this.policy = policy;
        }
    }

    static void run(Members test) throws IOException {
        GatewayCases cases = new GatewayCases(test);
        test.done();
        byte[] journal = cases.inMemory();
        if (cases.most == null && cases.error == null) {
            assertArrayEquals(journal, cases.onDisk());
        }
    }

    private GatewayCases(Members test) {
        String file = test.text("rules");
        rules = () -> file == null ? GatewayPolicy.strict() : new GatewayPolicy(Scenario.vector(file));
        policy = Scenario.policy(test.object("policy"));
        evidence = Scenario.evidence(test.object("evidence"));
        registry = RegistryCases.registry(test.object("registry"));
        window = Duration.ofSeconds(test.number("window"));
        horizon = Scenario.time(test.number("horizon"));
        most = test.number("most");
        head = test.text("head");
        Members expected = test.object("expect");
        error = expected == null ? null : expected.number("error");
        if (expected != null) {
            expected.done();
        }
        List<JsonElement> listed = test.listOrNull("steps");
        assertEquals(error == null, listed != null);
        if (listed != null) {
            listed.forEach(item -> steps.add(step(new Members(item))));
        }
    }

    private byte[] inMemory() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try (Ledger ledger = Ledger.memory(window, most == null ? 1000 : most, horizon, lines::write)) {
            at(ledger, false);
            whole(lines.toByteArray(), ledger);
        }
        return lines.toByteArray();
    }

    private byte[] onDisk() throws IOException {
        Path folder = Files.createTempDirectory("antin");
        try (Ledger ledger = Ledger.create(folder.resolve("ledger"), window, horizon)) {
            at(ledger, true);
            byte[] journal = ledger.export(1);
            whole(journal, ledger);
            return journal;
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }

    private void whole(byte[] journal, Ledger ledger) {
        if (head != null) {
            assertEquals(head, ledger.head());
        }
        try (JournalReport judged =
                JournalReport.check(Source.bytes(journal), ledger.head(), null, null, Instant.ofEpochSecond(0))) {
            judged.requireWhole();
        }
    }

    private void at(Ledger ledger, boolean isInSteps) {
        if (error != null) {
            Judgement.refused(error, () -> gateway(ledger, policy.get()).close());
            return;
        }
        try (Policy trust = policy.get(); Evidence known = evidence.get(); Gateway gateway = gateway(ledger, trust)) {
            Place place = new Place(gateway, ledger, isInSteps, known, trust);
            steps.forEach(step -> place.done.add(step.run(place)));
        }
    }

    private Gateway gateway(Ledger ledger, Policy trust) {
        try (GatewayPolicy file = rules.get(); Registry bodies = registry.get()) {
            return new Gateway(file, trust, bodies, ledger);
        }
    }

    private static Step step(Members from) {
        String kind = from.text("do");
        Members agency = from.object("agency");
        String code = agency.text("code");
        Supplier<Credential> credential = new Scenario(agency).credential();
        agency.done();
        Supplier<Agency> who = () -> {
            try (Credential key = credential.get()) {
                return new Agency(code, key);
            }
        };
        Instant at = Scenario.time(from.number("at"));
        Members expected = from.object("expect");
        Long error = expected.number("error");
        Step step;
        if (kind.equals("send")) {
            step = send(who, at, from, expected);
        } else if (kind.equals("receive")) {
            step = receive(who, at, from, expected);
        } else if (kind.equals("take")) {
            step = take(who, at, from, expected);
        } else {
            throw new AssertionError("unknown step: " + kind);
        }
        expected.done();
        from.done();
        return error == null ? step : place -> {
            String before = place.ledger.head();
            Judgement.refused(error, () -> step.run(place));
            assertEquals(before, place.ledger.head());
            return new Done();
        };
    }

    /** A file, or what another step left. */
    private static Function<Place, byte[]> bytes(JsonElement from, Function<Done, byte[]> part) {
        if (from.isJsonPrimitive()) {
            byte[] file = Scenario.vector(from.getAsString());
            return place -> file;
        }
        return of(new Members(from), part);
    }

    private static <T> Function<Place, T> of(Members from, Function<Done, T> part) {
        int step = from.number("of").intValue();
        from.done();
        return place -> part.apply(place.done.get(step));
    }

    private static Step send(Supplier<Agency> who, Instant at, Members from, Members expected) {
        Function<Place, byte[]> message = bytes(from.element("package"), done -> done.message);
        boolean sent = expected.flag("sent");
        String told = sent + " " + expected.texts("reasons") + " " + expected.number("entry");
        String path = expected.text("sealed");
        byte[] sealed = path == null ? null : Scenario.vector(path);
        return place -> {
            Source source = Source.bytes(message.apply(place));
            Done done = new Done();
            try (Agency agency = who.get()) {
                Sending sending = place.isInSteps
                        ? place.gateway.judgeSending(agency, source, place.evidence, at)
                        : place.gateway.send(agency, source, place.evidence, at);
                done.message = place.isInSteps ? inSteps(sending, source, place) : sending.sealed();
                assertEquals(told,
                        (sending.state() == SendingState.SENT) + " " + sending.reasons() + " " + sending.entry());
                done.sent = sending.sent();
                check(sending, sent, done);
            }
            if (sealed != null) {
                assertArrayEquals(sealed, done.message);
            }
            return done;
        };
    }

    private static byte[] inSteps(Sending sending, Source source, Place place) {
        if (!sending.isAllowed()) {
            sending.refuse();
            return null;
        }
        sending.prepare(source, place.evidence);
        return sending.sign(source);
    }

    private static void check(Sending sending, boolean sent, Done done) {
        if (sent) {
            sending.requireSent();
            assertNotNull(done.message);
            assertEquals(sending.seal(), done.sent.seal());
        } else {
            Judgement.refused(ErrorCode.REJECTED.number, sending::requireSent);
            assertNull(done.message);
            assertNull(done.sent);
        }
    }

    private static Step receive(Supplier<Agency> who, Instant at, Members from, Members expected) {
        Function<Place, byte[]> message = bytes(from.element("package"), done -> done.message);
        List<String> containers = from.texts("containers");
        String told = String.join(" ", expected.text("decision"), expected.texts("reasons").toString(),
                "" + expected.number("entry"), "" + expected.flag("accepted_package"), expected.text("receipt"));
        List<JsonElement> listed = expected.listOrNull("files");
        List<byte[]> files = new ArrayList<>();
        if (listed != null) {
            listed.forEach(path -> files.add(Scenario.vector(path.getAsString())));
        }
        return place -> {
            byte[] bytes = message.apply(place);
            Source source = Source.bytes(bytes);
            Done done = new Done();
            done.message = bytes;
            try (Agency agency = who.get(); Opening beside = new Opening()) {
                containers.forEach(path -> beside.addContainer(Scenario.vector(path)));
                Arrival arrival = received(place, agency, source, containers.isEmpty() ? null : beside, at);
                done.receipt = arrival.receipt();
                PackageReport judged = arrival.report();
                boolean isAccepted = judged != null && judged.isAccepted();
                assertEquals(told, String.join(" ", RegistryCases.name(arrival.decision()),
                        arrival.reasons().toString(), "" + arrival.entry(), "" + isAccepted,
                        status(done.receipt, judged, place, at)));
                check(arrival, source, listed == null ? null : files, isAccepted);
            }
            return done;
        };
    }

    private static Arrival received(Place place, Agency agency, Source source, Opening beside, Instant at) {
        if (!place.isInSteps) {
            return place.gateway.receive(agency, source, beside, place.evidence, at);
        }
        Arrival arrival = place.gateway.judgeArrival(agency, source, beside, place.evidence, at);
        arrival.answer(place.evidence);
        arrival.record();
        return arrival;
    }

    private static String status(byte[] receipt, PackageReport judged, Place place, Instant at) {
        if (receipt == null) {
            return null;
        }
        try (ReceiptReport told = Receipts.judge(receipt, Sent.of(judged), null, null, place.policy, null, at)) {
            return told.receipt().status().code();
        }
    }

    private static void check(Arrival arrival, Source source, List<byte[]> files, boolean isAccepted) {
        if (arrival.decision() == Decision.ACCEPT) {
            arrival.requireAccepted();
        } else {
            Judgement.refused(ErrorCode.REJECTED.number, arrival::requireAccepted);
        }
        if (!isAccepted) {
            assertNull(files);
            if (arrival.report() != null) {
                Judgement.refused(ErrorCode.REJECTED.number, () -> arrival.report().extractAll(source));
            }
            return;
        }
        List<byte[]> found = arrival.report().extractAll(source);
        for (int i = 0; files != null && i < Math.max(files.size(), found.size()); i++) {
            assertArrayEquals(files.get(i), found.get(i));
        }
    }

    private static Step take(Supplier<Agency> who, Instant at, Members from, Members expected) {
        Function<Place, byte[]> receipt = bytes(from.element("receipt"), done -> done.receipt);
        Members about = from.object("sent");
        Function<Place, Sent> sent;
        if (about.has("of")) {
            sent = of(about, done -> done.sent);
        } else {
            Sent kept = RegistryCases.sent(about);
            sent = place -> kept;
        }
        Status before = RegistryCases.status(from.text("before"));
        boolean accepted = expected.flag("accepted");
        String told = accepted + " " + expected.texts("reasons") + " " + expected.number("entry");
        return place -> {
            try (Agency agency = who.get();
                    ReturnedReceipt returned = place.gateway.takeReceipt(
                            agency, receipt.apply(place), sent.apply(place), before, place.evidence, at)) {
                assertEquals(told, returned.isAccepted() + " " + returned.reasons() + " " + returned.entry());
                if (accepted) {
                    returned.requireAccepted();
                } else {
                    Judgement.refused(ErrorCode.REJECTED.number, returned::requireAccepted);
                }
            }
            return new Done();
        };
    }
}
