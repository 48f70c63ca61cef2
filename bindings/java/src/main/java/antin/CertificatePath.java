package antin;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The judgement on a certificate: the path that leads from it to a root, or why none does. It is no pass:
 * ask {@link #requirePassed}.
 */
public final class CertificatePath extends Handle {
    CertificatePath(Pointer pointer) {
        super(pointer, Native::antin_path_free);
    }

    /**
     * Returns only if a path holds.
     *
     * @throws RejectedException if none does; the message says why
     */
    public void requirePassed() {
        try (Out out = new Out()) {
            use(path -> {
                out.check(Native.antin_path_require_passed(path, out.error));
                return this;
            });
        }
    }

    /**
     * Returns the verdict: failed for a reason that no further certificate can heal; in doubt where no path
     * reaches a root.
     */
    public Verdict verdict() {
        return use(path -> Verdict.of(Native.antin_path_verdict(path)));
    }

    /** Returns the stable name of the reason why no path holds, such as certificate-expired; null if one does. */
    public String reason() {
        return use(path -> Out.text(Native.antin_path_reason(path)));
    }

    /** Returns the path in DER, the judged certificate first, the root left out; empty if none holds. */
    public List<byte[]> certificates() {
        return use(path -> {
            List<byte[]> found = new ArrayList<>();
            long count = Native.antin_path_certificate_count(path).longValue();
            for (long i = 0; i < count; i++) {
                Native.Size index = new Native.Size(i);
                found.add(Out.lent(size -> Native.antin_path_certificate(path, index, size)));
            }
            return Collections.unmodifiableList(found);
        });
    }

    /** Gives the judgement as JSON, with every path that was tried. */
    public String toJson(Language language) {
        try (Out out = new Out()) {
            return use(path -> new String(
                    out.buffer(Native.antin_path_to_json(path, language.number, out.value, out.error)),
                    StandardCharsets.UTF_8));
        }
    }

    /** Gives the judgement as text for people, with every path that was tried. */
    public String toText(Language language) {
        try (Out out = new Out()) {
            return use(path -> new String(
                    out.buffer(Native.antin_path_to_text(path, language.number, out.value, out.error)),
                    StandardCharsets.UTF_8));
        }
    }
}
