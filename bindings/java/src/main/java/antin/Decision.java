package antin;

/** What becomes of a package at a gateway. */
public enum Decision {
    /** It is taken. */
    ACCEPT(1),
    /** A person decides. */
    QUARANTINE(2),
    /** It is not taken. */
    REFUSE(3);

    final int number;

    Decision(int number) {
        this.number = number;
    }

    /** Returns the constant of a number; of one that is not known, what hands nothing out. */
    static Decision of(int number) {
        for (Decision one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return REFUSE;
    }
}
