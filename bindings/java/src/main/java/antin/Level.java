package antin;

/** A level of advanced signatures. */
public enum Level {
    /** No advanced signature at all. */
    NONE(0),
    /** The signature alone. */
    B(1),
    /** With a time-stamp. */
    T(2),
    /** With what a judgement needs. */
    LT(3),
    /** With archive time-stamps. */
    LTA(4),
    /** A level of a newer library. */
    UNKNOWN(-1);

    final int number;

    Level(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static Level of(int number) {
        for (Level one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
