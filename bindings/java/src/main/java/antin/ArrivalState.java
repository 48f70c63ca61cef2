package antin;

/** How far a package is on its way in. */
public enum ArrivalState {
    /** It was judged; nothing is recorded. */
    JUDGED(1),
    /** Its receipt waits for the value. */
    PREPARED(2),
    /** Its receipt is signed, or there is none. */
    ANSWERED(3),
    /** It is recorded, and handed out. */
    RECORDED(4),
    /** A step failed: it is only to be closed. */
    FAILED(5);

    final int number;

    ArrivalState(int number) {
        this.number = number;
    }

    /** Returns the constant of a number; of one that is not known, that with which nothing can be done. */
    static ArrivalState of(int number) {
        for (ArrivalState one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return FAILED;
    }
}
