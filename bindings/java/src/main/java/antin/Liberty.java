package antin;

import com.sun.jna.Pointer;
import java.util.Map;

/** What was passed over while a message was read. */
public final class Liberty {
    private final String code;
    private final String element;
    private final boolean isAmbiguous;
    private final Integer attachment;
    private final long offset;
    private final long times;
    private final Map<Language, String> texts;

    Liberty(Pointer liberty) {
        code = Out.text(Native.antin_liberty_code(liberty));
        element = Out.text(Native.antin_liberty_element(liberty));
        isAmbiguous = Native.antin_liberty_is_ambiguous(liberty) != 0;
        attachment = Out.place(place -> Native.antin_liberty_attachment(liberty, place));
        offset = Native.antin_liberty_offset(liberty);
        times = Native.antin_liberty_times(liberty);
        texts = Out.texts(language -> Native.antin_liberty_text(liberty, language));
    }

    /** Returns what kind it is, as a stable name such as {@code comment-in-text}. */
    public String code() {
        return code;
    }

    /** Returns which element of the format it is about; null if it is about none. */
    public String element() {
        return element;
    }

    /** Says whether it lets two readers see two messages; no package with such a one is accepted. */
    public boolean isAmbiguous() {
        return isAmbiguous;
    }

    /** Returns which attachment of the message it is about; null if it is about none. */
    public Integer attachment() {
        return attachment;
    }

    /** Returns where it was taken first, in bytes from the beginning of the message. */
    public long offset() {
        return offset;
    }

    /** Returns how many times it was taken. */
    public long times() {
        return times;
    }

    /** Returns it as a clause for people. */
    public String text(Language language) {
        return texts.get(language);
    }
}
