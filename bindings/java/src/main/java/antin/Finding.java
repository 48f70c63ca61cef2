package antin;

import com.sun.jna.Pointer;

/** What a judgement came across. It can be read until its report is closed. */
public final class Finding {
    private final Report report;
    private final Pointer finding;

    Finding(Report report, Pointer finding) {
        this.report = report;
        this.finding = finding;
    }

    /** Returns the stable name, such as message-digest-mismatch. */
    public String code() {
        return report.use(open -> Out.text(Native.antin_finding_code(finding)));
    }

    /** Returns how much it matters. */
    public Severity severity() {
        return report.use(open -> Severity.of(Native.antin_finding_severity(finding)));
    }

    /** Returns the clause of the standard that it is by; null if none is finer than the whole. */
    public String clause() {
        return report.use(open -> Out.text(Native.antin_finding_clause(finding)));
    }

    /** Returns it as a sentence for people. Control characters of names are escaped. */
    public String text(Language language) {
        return report.use(open -> Out.text(Native.antin_finding_text(finding, language.number)));
    }

    /** Returns what a person can do about it, or null if there is nothing. */
    public String help(Language language) {
        return report.use(open -> Out.text(Native.antin_finding_help(finding, language.number)));
    }
}
