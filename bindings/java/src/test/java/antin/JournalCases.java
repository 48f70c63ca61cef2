package antin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;

/** The cases of the manifest that are about journals. */
final class JournalCases {
    private JournalCases() {}

    static void run(Members test) throws IOException {
        byte[] journal = Scenario.vector(test.text("journal"));
        String head = test.text("head");
        Members rules = test.object("policy");
        Supplier<Policy> policy = rules == null ? () -> null : Scenario.policy(rules);
        Supplier<Evidence> evidence = Scenario.evidence(test.object("evidence"));
        Instant at = Scenario.time(test.number("at"));
        Members expected = test.object("expect");
        String told = String.join(" ", "" + expected.flag("whole"), expected.text("fault"),
                "" + expected.number("entry"), "" + expected.number("since"), "" + expected.number("line"),
                expected.text("head"), "" + expected.number("stamps"), "" + expected.flag("judged"),
                stamp(expected.object("last_stamp")));
        expected.done();
        test.done();
        Path file = Files.createTempFile("antin", ".journal");
        try (Policy trust = policy.get(); Evidence known = evidence.get()) {
            Files.write(file, journal);
            for (Source lines : Arrays.asList(Source.bytes(journal), Source.file(file), PackageCases.slow(journal))) {
                try (JournalReport judged = JournalReport.check(lines, head, trust, known, at)) {
                    assertEquals(told, told(judged));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    private static String stamp(Members from) {
        if (from == null) {
            return null;
        }
        String told = from.number("entry") + "/" + from.number("over") + "/" + Scenario.time(from.number("time"));
        from.done();
        return told;
    }

    private static String told(JournalReport judged) {
        if (judged.isWhole()) {
            judged.requireWhole();
        } else {
            Judgement.refused(ErrorCode.REJECTED.number, judged::requireWhole);
        }
        for (Language language : Language.values()) {
            if (judged.isWhole()) {
                assertNull(judged.faultText(language));
            } else {
                assertFalse(judged.faultText(language).isEmpty());
            }
        }
        JournalStamp last = judged.lastStamp();
        String stamp = last == null ? null : last.entry() + "/" + last.over() + "/" + last.time();
        return String.join(" ", "" + judged.isWhole(), judged.fault(), "" + judged.entry(), "" + judged.since(),
                "" + judged.line(), judged.head(), "" + judged.stampCount(), "" + judged.isJudged(), stamp);
    }
}
