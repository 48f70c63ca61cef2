package antin;

/** How far a package is on its way out. */
public enum SendingState {
    /** It was judged; nothing is recorded. */
    JUDGED(1),
    /** Its seal waits for the value. */
    PREPARED(2),
    /** It is sealed, recorded and written. */
    SENT(3),
    /** It is recorded as refused. */
    REFUSED(4),
    /** A step failed: it is only to be closed. */
    FAILED(5);

    final int number;

    SendingState(int number) {
        this.number = number;
    }

    /** Returns the constant of a number; of one that is not known, that with which nothing can be done. */
    static SendingState of(int number) {
        for (SendingState one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return FAILED;
    }
}
