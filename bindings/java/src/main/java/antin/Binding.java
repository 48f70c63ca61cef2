package antin;

/** What is known of a certificate and the body that it is used for. */
public enum Binding {
    /** Nothing is known of it. */
    UNKNOWN(0),
    /** It is that body's. */
    BOUND(1),
    /** It is that body's, and not for this role. */
    ROLE_NOT_ALLOWED(2),
    /** It was that body's at another time. */
    EXPIRED(3),
    /** It is that body's no more. */
    REVOKED(4),
    /** It is another body's. */
    OTHER(5);

    final int number;

    Binding(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static Binding of(int number) {
        for (Binding one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
