package antin;

/** What a judgement says, by ETSI EN 319 102-1. */
public enum Verdict {
    /** INDETERMINATE: what is at hand is not enough to decide. */
    INDETERMINATE(0),
    /** TOTAL-PASSED. */
    PASSED(1),
    /** TOTAL-FAILED. */
    FAILED(2);

    final int number;

    Verdict(int number) {
        this.number = number;
    }

    /** Returns the constant of a number; one that is not known is no pass. */
    static Verdict of(int number) {
        for (Verdict one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return INDETERMINATE;
    }
}
