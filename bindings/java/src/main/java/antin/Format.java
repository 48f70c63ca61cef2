package antin;

/** A format of signatures. */
public enum Format {
    /** CMS and CAdES (RFC 5652, ETSI EN 319 122-1). */
    CADES(1),
    /** ASiC-E with CAdES (ETSI EN 319 162-1). */
    ASIC_E(2),
    /** ASiC-S with CAdES (ETSI EN 319 162-1). */
    ASIC_S(3),
    /** A format of a newer library. */
    UNKNOWN(-1);

    final int number;

    Format(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static Format of(int number) {
        for (Format one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
