package antin;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/** What is in a file: certificates, CRLs, signatures, keys. Nothing in it was judged. */
public final class Inspection extends Handle {
    Inspection(Pointer pointer) {
        super(pointer, Native::antin_inspection_free);
    }

    /** Gives what is in the file as JSON. */
    public String toJson(Language language) {
        try (Out out = new Out()) {
            return use(inspection -> new String(
                    out.buffer(Native.antin_inspection_to_json(inspection, language.number, out.value, out.error)),
                    StandardCharsets.UTF_8));
        }
    }

    /** Gives what is in the file as text for people. */
    public String toText(Language language) {
        try (Out out = new Out()) {
            return use(inspection -> new String(
                    out.buffer(Native.antin_inspection_to_text(inspection, language.number, out.value, out.error)),
                    StandardCharsets.UTF_8));
        }
    }
}
