package antin;

/** What of the document a signature is over. */
public enum Coverage {
    /** Not known: the document was not at hand, or is not what was signed. */
    UNKNOWN(0),
    /** All of the document. */
    WHOLE_DOCUMENT(1);

    final int number;

    Coverage(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static Coverage of(int number) {
        for (Coverage one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
