package antin;

/** How much a finding matters. */
public enum Severity {
    /** Worth knowing. */
    INFO(1),
    /** The signature may pass, but a person should look at this. */
    WARNING(2),
    /** A reason why the verdict is no pass. */
    ERROR(3);

    final int number;

    Severity(int number) {
        this.number = number;
    }

    /** Returns the constant of a number; one that is not known matters most. */
    static Severity of(int number) {
        for (Severity one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return ERROR;
    }
}
