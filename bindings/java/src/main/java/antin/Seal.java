package antin;

import com.sun.jna.Pointer;
import java.util.List;
import java.util.Map;

/** The judgement on one seal. It is a copy; only its report ends with that on the package. */
public final class Seal {
    private final Integer attachment;
    private final Integer container;
    private final String id;
    private final String sha256;
    private final Verdict verdict;
    private final String subIndication;
    private final String fault;
    private final String organ;
    private final Role role;
    private final Binding binding;
    private final List<String> missing;
    private final byte[] statement;
    private final Report report;
    private final Map<Language, String> faultTexts;

    Seal(PackageReport lender, Pointer seal) {
        attachment = Out.place(place -> Native.antin_seal_attachment(seal, place));
        container = Out.place(place -> Native.antin_seal_container(seal, place));
        id = Out.text(Native.antin_seal_id(seal));
        sha256 = Out.text(Native.antin_seal_sha256(seal));
        verdict = Verdict.of(Native.antin_seal_verdict(seal));
        subIndication = Out.text(Native.antin_seal_sub_indication(seal));
        fault = Out.text(Native.antin_seal_fault(seal));
        organ = Out.text(Native.antin_seal_organ(seal));
        role = Role.of(Native.antin_seal_role(seal));
        binding = Binding.of(Native.antin_seal_binding(seal));
        missing = Out.list(
                Native.antin_seal_missing_count(seal), index -> Out.text(Native.antin_seal_missing(seal, index)));
        statement = Out.lent(size -> Native.antin_seal_statement(seal, size));
        report = report(lender, Native.antin_seal_report(seal));
        faultTexts = Out.texts(language -> Native.antin_seal_fault_text(seal, language));
    }

    /** Returns which attachment of the message it is; null if it was handed over beside it. */
    public Integer attachment() {
        return attachment;
    }

    /** Returns which container of the {@link Opening} it is; null if it is an attachment. */
    public Integer container() {
        return container;
    }

    /** Returns by what it is known; null if it does not have exactly one signature. */
    public String id() {
        return id;
    }

    /** Returns the SHA-256 of its container, in hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    /** Returns the verdict on its signature, and a failure if it is faulty. Of the message it says nothing. */
    public Verdict verdict() {
        return verdict;
    }

    /** Returns what goes with the verdict by EN 319 102-1; null for a pass. */
    public String subIndication() {
        return subIndication;
    }

    /** Returns what is wrong with container or statement, such as {@code other-content}, or null: a faulty seal says nothing. */
    public String fault() {
        return fault;
    }

    /** Returns the identifier code of the body that seals, by its own word, or null. */
    public String organ() {
        return organ;
    }

    /** Returns in which role it seals, by its own word, or null. */
    public Role role() {
        return role;
    }

    /** Returns what is known of its certificate and that body; unknown unless its signature passed. */
    public Binding binding() {
        return binding;
    }

    /** Returns the seals, by what they are known, that were there before this one and are not there. */
    public List<String> missing() {
        return missing;
    }

    /** Returns the judgement on its signature, which ends with that on the package; null if there is none. */
    public Report report() {
        return report;
    }

    /** Returns what it says about the package, as JSON by {@code docs/seal.md}; null if that cannot be read. */
    public byte[] statement() {
        return statement == null ? null : statement.clone();
    }

    /** Returns the fault as a clause for people; null if there is none. */
    public String faultText(Language language) {
        return faultTexts.get(language);
    }

    private static Report report(PackageReport lender, Pointer report) {
        return report == null ? null : new Report(report, lender);
    }
}
