package antin;

/** What a time-stamp is over. */
public enum TimestampKind {
    /** The content, before it was signed. */
    CONTENT(1),
    /** The signature value. */
    SIGNATURE(2),
    /** The references to certificates and revocation data. */
    REFERENCES(3),
    /** The signature, its time-stamps and the references. */
    COMPLETE(4),
    /** All of it, in the first form. */
    ARCHIVE_V1(5),
    /** All of it, in the second form. */
    ARCHIVE_V2(6),
    /** All of it, in the third form, which later additions do not break. */
    ARCHIVE_V3(7),
    /** A kind of a newer library. */
    UNKNOWN(-1);

    final int number;

    TimestampKind(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static TimestampKind of(int number) {
        for (TimestampKind one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
