package antin;

/** What became of a package. Of the signatures it says nothing. */
public enum PackageState {
    /** It is as it was sealed. */
    INTACT(1),
    /** The hub rewrote it, and all that was sealed is there. */
    REWRITTEN_BY_HOP(2),
    /** Attachments were destroyed on the way. */
    DAMAGED(3),
    /** An attachment or a seal is missing. */
    INCOMPLETE(4),
    /** It is not what was sealed. */
    CHANGED(5),
    /** There is no seal. */
    NOT_SEALED(6),
    /** One of a newer library, which is never good. */
    UNKNOWN(-1);

    final int number;

    PackageState(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static PackageState of(int number) {
        for (PackageState one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
