package antin;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.Objects;

/** The judgement on a journal. It is no pass: ask {@link #requireWhole}. */
public final class JournalReport extends Handle {
    private JournalReport(Pointer pointer) {
        super(pointer, Native::antin_journal_free);
    }

    /**
     * Judges a journal, in constant memory.
     *
     * @param lines the journal, each line with its line end
     * @param head an end that was kept ({@link Ledger#head}), or null: then nobody sees that the end is missing
     * @param policy what time-stamps are judged by, or null: then they only have to fit
     * @param evidence what is known of their authorities, or null
     * @param at the time by which to judge
     * @return a judgement, which may be of any kind: go on with {@link #requireWhole}
     */
    public static JournalReport check(Source lines, String head, Policy policy, Evidence evidence, Instant at) {
        Objects.requireNonNull(lines, "lines");
        long time = at.getEpochSecond();
        Called called = new Called();
        try (Lent source = lines.lend(called); In end = In.textOrNull(head, "head"); Out out = new Out()) {
            return new JournalReport(useOrNull(policy, rules -> useOrNull(evidence, known -> out.handle(
                    Native.antin_journal_check(source.at(), end.at(), rules, known, time, out.value, out.error),
                    called, Native::antin_journal_free))));
        }
    }

    /**
     * Returns only if the journal is whole.
     *
     * @throws RejectedException if it is not; the message names the entry
     */
    public void requireWhole() {
        try (Out out = new Out()) {
            use(journal -> {
                out.check(Native.antin_journal_require_whole(journal, out.error));
                return this;
            });
        }
    }

    /** Says whether {@link #requireWhole} returns. */
    public boolean isWhole() {
        return use(journal -> Native.antin_journal_is_whole(journal) == 1);
    }

    /** Returns what was done to it, as a stable name such as {@code removed}; null if it is whole. */
    public String fault() {
        return use(journal -> Out.text(Native.antin_journal_fault(journal)));
    }

    /** Returns what was done to it as a clause for people; null if it is whole. */
    public String faultText(Language language) {
        return use(journal -> Out.text(Native.antin_journal_fault_text(journal, language.number)));
    }

    /** Returns the number of the first entry concerned; 0 if it is whole. */
    public long entry() {
        return use(journal -> Native.antin_journal_entry(journal));
    }

    /** Returns the number of the first entry that may be concerned; 0 if it is whole. */
    public long since() {
        return use(journal -> Native.antin_journal_since(journal));
    }

    /** Returns the line at which it shows, from 1; 0 if it is whole. */
    public long line() {
        return use(journal -> Native.antin_journal_line(journal));
    }

    /** Returns its end, {@code NUMBER:SHA256}; if it is not whole, that of the last entry up to which it is. */
    public String head() {
        return use(journal -> Out.text(Native.antin_journal_head(journal)));
    }

    /** Returns how many time-stamps there are. */
    public long stampCount() {
        return use(journal -> Native.antin_journal_stamp_count(journal));
    }

    /** Says whether time-stamps were judged by a policy. */
    public boolean isJudged() {
        return use(journal -> Native.antin_journal_is_judged(journal) == 1);
    }

    /** Returns the last time-stamp; null if there is none. */
    public JournalStamp lastStamp() {
        try (Out out = new Out()) {
            return use(journal -> {
                int code = Native.antin_journal_last_stamp(journal, out.value, out.second, out.third, out.error);
                if (code == ErrorCode.ABSENT.number) {
                    return null;
                }
                out.check(code);
                return new JournalStamp(
                        out.value.getLong(0), out.second.getLong(0),
                        Instant.ofEpochSecond(out.third.getLong(0)));
            });
        }
    }
}
