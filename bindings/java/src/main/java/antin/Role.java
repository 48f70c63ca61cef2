package antin;

/** In which role a body seals a package. */
public enum Role {
    /** The sender, with its own key. */
    AGENCY(1),
    /** The competent person, before the agency. */
    LEADER(2),
    /** A body that passes the package on. */
    FORWARDER(3);

    final int number;

    Role(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static Role of(int number) {
        for (Role one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return null;
    }
}
