package antin;

/** What is missing for a certificate. */
public enum MissingKind {
    /** A path to a root of the policy. */
    PATH(1),
    /** Whether it was revoked. */
    STATUS(2),
    /** A kind of a newer library. */
    UNKNOWN(-1);

    final int number;

    MissingKind(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static MissingKind of(int number) {
        for (MissingKind one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
