package antin;

import com.sun.jna.Pointer;
import java.util.List;

/** What a message lacks by the rules of the format. Nothing was judged: it may be anybody's. */
public final class Validation {
    private final List<String> faults;
    private final List<Liberty> liberties;

    Validation(Pointer validation) {
        faults = Out.list(
                Native.antin_validation_fault_count(validation),
                index -> Out.text(Native.antin_validation_fault(validation, index)));
        liberties = Out.list(
                Native.antin_validation_liberty_count(validation),
                index -> new Liberty(Native.antin_validation_liberty(validation, index)));
    }

    /**
     * Returns the faults, each a letter and a path such as {@code R.MessageHeader.Subject}: {@code N} missing,
     * {@code R} out of range, {@code M} contradicting another element, {@code T} of another type.
     */
    public List<String> faults() {
        return faults;
    }

    /** Returns what was passed over while the message was read, in its order. */
    public List<Liberty> liberties() {
        return liberties;
    }
}
