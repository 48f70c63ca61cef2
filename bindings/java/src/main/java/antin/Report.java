package antin;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The judgement on a document. A report is no pass: ask {@link #requirePassed}. */
public final class Report extends Handle {
    Report(Pointer pointer) {
        super(pointer, Native::antin_report_free);
    }

    /** The judgement on what is part of something else, such as the signature of a seal, with which it ends. */
    Report(Pointer pointer, Handle lender) {
        super(pointer, lender);
    }

    /**
     * Returns only if there is a signature and every one passed.
     *
     * @throws RejectedException if it is not so; the message says what the verdicts are
     */
    public void requirePassed() {
        try (Out out = new Out()) {
            use(report -> {
                out.check(Native.antin_report_require_passed(report, out.error));
                return this;
            });
        }
    }

    /** Returns the verdict on the whole: that of the first signature that failed, or else of the first in doubt. */
    public Verdict verdict() {
        return use(report -> Verdict.of(Native.antin_report_verdict(report)));
    }

    /** Returns what goes with the verdict by EN 319 102-1, such as HASH_FAILURE; null for a pass. */
    public String subIndication() {
        return use(report -> Out.text(Native.antin_report_sub_indication(report)));
    }

    /** Returns the format of the signatures. */
    public Format format() {
        return use(report -> Format.of(Native.antin_report_format(report)));
    }

    /** Returns the judgements on the signatures, in the order of the document. */
    public List<Signature> signatures() {
        return use(report -> {
            List<Signature> found = new ArrayList<>();
            long count = Native.antin_report_signature_count(report).longValue();
            for (long i = 0; i < count; i++) {
                found.add(new Signature(this, Native.antin_report_signature(report, new Native.Size(i))));
            }
            return Collections.unmodifiableList(found);
        });
    }

    /**
     * Returns the signed content, if every signature passed and the document carries it; otherwise null.
     *
     * <p>Content that lies beside the signature, or that was handed over piece by piece, is compared with
     * {@link Recheck} when it is used.
     */
    public byte[] content() {
        return use(report -> Out.lent(size -> Native.antin_report_content(report, size)));
    }

    /** Gives the whole report as JSON, by {@code docs/report.schema.json}. */
    public String toJson(Language language) {
        try (Out out = new Out()) {
            return use(report -> new String(
                    out.buffer(Native.antin_report_to_json(report, language.number, out.value, out.error)),
                    StandardCharsets.UTF_8));
        }
    }

    /** Gives the whole report as text for people. */
    public String toText(Language language) {
        try (Out out = new Out()) {
            return use(report -> new String(
                    out.buffer(Native.antin_report_to_text(report, language.number, out.value, out.error)),
                    StandardCharsets.UTF_8));
        }
    }
}
