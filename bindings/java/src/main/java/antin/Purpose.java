package antin;

/** A purpose of a certificate. */
public enum Purpose {
    /** Any use: key usage is not looked at. */
    ANY(1),
    /** Signatures on documents. */
    DOCUMENT(2),
    /** Signatures on OCSP answers. */
    OCSP_SIGNING(3),
    /** Time-stamps. */
    TIME_STAMPING(4),
    /** TLS servers. */
    TLS_SERVER(5);

    final int number;

    Purpose(int number) {
        this.number = number;
    }
}
