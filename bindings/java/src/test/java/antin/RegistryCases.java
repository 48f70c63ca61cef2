package antin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The cases of the manifest that are about registries, and about receipts. */
final class RegistryCases {
    private RegistryCases() {}

    /** What is described is read at once, and judged later. */
    static Supplier<Registry> registry(Members from) {
        byte[] file = Scenario.vector(from.text("file"));
        byte[] signers = Scenario.vector(from.text("signers"));
        Supplier<Policy> policy = Scenario.policy(from.object("policy"));
        Supplier<Evidence> evidence = Scenario.evidence(from.object("evidence"));
        Instant at = Scenario.time(from.number("at"));
        Members seen = from.object("seen");
        long number = seen == null ? 0 : seen.number("number");
        String sha256 = seen == null ? null : seen.text("sha256");
        if (seen != null) {
            seen.done();
        }
        from.done();
        return () -> {
            try (RegistrySigners who = new RegistrySigners().add(signers);
                    Policy rules = policy.get();
                    Evidence known = evidence.get()) {
                return Registry.check(file, who, rules, known, at, number, sha256);
            }
        };
    }

    static Sent sent(Members from) {
        Sent sent = new Sent(from.text("seal"), from.text("document"), from.text("sender"), from.texts("recipients"));
        from.done();
        return sent;
    }

    static Status status(String code) {
        Status status = code == null ? null : Status.of(Integer.parseInt(code));
        assertEquals(code, status == null ? null : status.code());
        return status;
    }

    static String name(Enum<?> one) {
        return one == null ? null : one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static void check(Members test) {
        Supplier<Registry> judged = registry(test.object("registry"));
        Members expected = test.object("expect");
        boolean trusted = expected.flag("trusted");
        String fault = expected.text("fault");
        String named = String.join(" ", expected.text("name"), "" + expected.number("number"), expected.text("sha256"),
                "" + expected.number("bodies"), "" + expected.number("entries"));
        List<Consumer<Registry>> questions = new ArrayList<>();
        expected.list("decide").forEach(item -> questions.add(question(new Members(item))));
        expected.done();
        test.done();
        try (Registry registry = judged.get()) {
            assertEquals(trusted, registry.isTrusted());
            assertEquals(fault, registry.fault());
            if (!trusted) {
                Judgement.refused(ErrorCode.REJECTED.number, registry::requireTrusted);
                assertFalse(registry.faultText(Language.VIETNAMESE).isEmpty());
                return;
            }
            registry.requireTrusted();
            registry.report().requirePassed();
            assertEquals(named, String.join(" ", registry.name(), "" + registry.number(), registry.sha256(),
                    "" + registry.bodyCount(), "" + registry.entryCount()));
            questions.forEach(question -> question.accept(registry));
        }
    }

    private static Consumer<Registry> question(Members from) {
        String organ = from.text("organ");
        Role role = Scenario.named(Role.class, from.text("role"));
        byte[] certificate = Scenario.vector(from.text("certificate"));
        byte[] issuer = Scenario.vector(from.text("issuer"));
        Instant at = Scenario.time(from.number("at"));
        String answer = from.text("binding") + " " + from.text("entry");
        from.done();
        return registry -> {
            RegistryDecision decision = registry.decide(organ, role, certificate, issuer, at);
            assertEquals(answer, name(decision.binding()) + " " + decision.entry());
        };
    }

    /** Who is who, as a package and a receipt are told. */
    private static Consumer<Opening> known(Members test) {
        Members from = test.object("registry");
        Supplier<Registry> registry = from == null ? () -> null : registry(from);
        JsonElement senders = test.element("senders");
        List<Consumer<Opening>> steps = new ArrayList<>();
        if (senders != null && senders.isJsonPrimitive()) {
            assertEquals("any", senders.getAsString());
            steps.add(Opening::dangerAnySender);
        } else if (senders != null) {
            senders.getAsJsonArray().forEach(item -> {
                Members one = new Members(item);
                String organ = one.text("organ");
                byte[] certificates = Scenario.vector(one.text("certificates"));
                one.done();
                steps.add(opening -> opening.addSender(organ, certificates));
            });
        }
        steps.add(opening -> {
            try (Registry bodies = registry.get()) {
                opening.registry(bodies);
            }
        });
        return opening -> steps.forEach(step -> step.accept(opening));
    }

    static void receipt(Members test) {
        byte[] receipt = Scenario.vector(test.text("receipt"));
        Sent sent = sent(test.object("sent"));
        Consumer<Opening> known = known(test);
        Status before = status(test.text("before"));
        Supplier<Policy> policy = Scenario.policy(test.object("policy"));
        Supplier<Evidence> evidence = Scenario.evidence(test.object("evidence"));
        Instant at = Scenario.time(test.number("at"));
        Members expected = test.object("expect");
        boolean accepted = expected.flag("accepted");
        String told = String.join(" ", expected.text("verdict"), expected.text("sub_indication"),
                expected.text("fault"), expected.texts("mismatches").toString(), expected.text("binding"),
                expected.text("other"));
        String says = says(expected.object("says"));
        expected.done();
        test.done();
        try (Opening opening = new Opening(); Policy rules = policy.get(); Evidence evident = evidence.get()) {
            known.accept(opening);
            try (ReceiptReport judged = Receipts.judge(receipt, sent, opening, before, rules, evident, at)) {
                assertEquals(told, String.join(" ", PackageCases.verdict(judged.verdict()), judged.subIndication(),
                        judged.fault(), judged.mismatches().toString(), name(judged.binding()), judged.other()));
                assertEquals(says, says(judged.receipt()));
                accepted(accepted, judged);
            }
        }
    }

    private static void accepted(boolean accepted, ReceiptReport judged) {
        assertEquals(accepted, judged.isAccepted());
        if (accepted) {
            judged.requireAccepted();
        } else {
            Judgement.refused(ErrorCode.REJECTED.number, judged::requireAccepted);
        }
        assertNotNull(judged.sha256());
        for (Language language : Language.values()) {
            Members json = new Members(JsonParser.parseString(judged.toJson(language)));
            assertEquals(accepted, json.flag("accepted"));
            assertFalse(judged.toText(language).isEmpty());
            assertEquals(judged.mismatches().size(), judged.mismatchTexts(language).size());
            assertEquals(judged.fault() == null, judged.faultText(language) == null);
        }
        assertTrue(judged.report() != null || judged.fault() != null);
    }

    private static String says(Members from) {
        if (from == null) {
            return null;
        }
        String told = String.join(" ", from.text("status"), from.text("recipient"), from.text("document"),
                from.text("sender"), from.text("seal"), "" + Scenario.time(from.number("time")),
                from.texts("reasons").toString());
        from.done();
        return told;
    }

    private static String says(Receipt receipt) {
        return receipt == null ? null : String.join(" ", receipt.status().code(), receipt.recipient(),
                receipt.document(), receipt.sender(), receipt.seal(), "" + receipt.time(), receipt.reasons().toString());
    }
}
