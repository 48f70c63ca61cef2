package antin;

/** What a piece of evidence is. */
public enum EvidenceKind {
    /** A certificate. */
    CERTIFICATE(1),
    /** A CRL. */
    CRL(2),
    /** An OCSP answer. */
    OCSP(3),
    /** A time-stamp. */
    TOKEN(4),
    /** A kind of a newer library. */
    UNKNOWN(-1);

    final int number;

    EvidenceKind(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static EvidenceKind of(int number) {
        for (EvidenceKind one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
