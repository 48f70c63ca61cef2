package antin;

/** What a recipient tells of a package. */
public enum Status {
    /** It arrived. */
    ARRIVED(1),
    /** It is refused. */
    REFUSED(2),
    /** It is accepted. */
    ACCEPTED(3),
    /** It is assigned to somebody. */
    ASSIGNED(4),
    /** Somebody works on it. */
    IN_PROGRESS(5),
    /** It is dealt with. */
    FINISHED(6),
    /** The sender asks to have it back, which no recipient tells. */
    TAKE_BACK_ASKED(13),
    /** It is given back. */
    TAKE_BACK_AGREED(15),
    /** It is not given back. */
    TAKE_BACK_REFUSED(16);

    final int number;

    Status(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static Status of(int number) {
        for (Status one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return null;
    }

    /** Returns the code of the format, two digits. */
    public String code() {
        return number < 10 ? "0" + number : "" + number;
    }
}
