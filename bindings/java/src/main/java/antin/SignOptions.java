package antin;

import com.sun.jna.Pointer;
import java.util.Objects;

/**
 * What kind of signature to make.
 *
 * <p>By default the signature is detached, with the usual algorithm of the key. Many signatures can be
 * made by one, also by several threads.
 */
public final class SignOptions extends Handle {
    /** Begins with a format and a level. */
    public SignOptions(Format format, Level level) {
        super(make(format, level), Native::antin_sign_options_free);
    }

    private static Pointer make(Format format, Level level) {
        try (Out out = new Out()) {
            return out.handle(Native.antin_sign_options_new(format.number, level.number, out.value, out.error));
        }
    }

    /** Sets where the document is. */
    public SignOptions packaging(Packaging packaging) {
        try (Out out = new Out()) {
            return change(options -> {
                out.check(Native.antin_sign_options_set_packaging(options, packaging.number, out.error));
                return this;
            });
        }
    }

    /** Sets the algorithm. Whether the key has it is seen when it signs. */
    public SignOptions algorithm(Algorithm algorithm) {
        try (Out out = new Out()) {
            return change(options -> {
                out.check(Native.antin_sign_options_set_algorithm(options, algorithm.number, out.error));
                return this;
            });
        }
    }

    /** Describes the document by its MIME type, such as {@code application/pdf}. */
    public SignOptions mimeType(String mimeType) {
        try (In text = In.text(mimeType, "mimeType"); Out out = new Out()) {
            return change(options -> {
                out.check(Native.antin_sign_options_set_mime_type(options, text.at(), out.error));
                return this;
            });
        }
    }

    /**
     * Describes the document by words and by its content type (RFC 2634 section 2.9).
     *
     * @param description words for people, or null
     * @param contentType an object identifier in dotted form, such as 1.2.840.113549.1.7.1
     */
    public SignOptions contentHints(String description, String contentType) {
        try (In words = In.textOrNull(description, "description");
                In oid = In.text(contentType, "contentType");
                Out out = new Out()) {
            return change(options -> {
                out.check(Native.antin_sign_options_set_content_hints(options, words.at(), oid.at(), out.error));
                return this;
            });
        }
    }

    /** Says who makes time-stamps, which all levels above B ask for. It is kept. */
    public SignOptions timestamper(Timestamper timestamper) {
        Objects.requireNonNull(timestamper, "timestamper");
        try (Out out = new Out()) {
            return timestamper.use(authority -> change(options -> {
                out.check(Native.antin_sign_options_set_timestamper(options, authority, out.error));
                return this;
            }));
        }
    }

    /** Gives what the levels LT and LTA keep with the signature. It is copied. */
    public SignOptions evidence(Evidence evidence) {
        Objects.requireNonNull(evidence, "evidence");
        try (Out out = new Out()) {
            return evidence.use(known -> change(options -> {
                out.check(Native.antin_sign_options_set_evidence(options, known, out.error));
                return this;
            }));
        }
    }
}
