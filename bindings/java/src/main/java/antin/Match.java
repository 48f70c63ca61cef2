package antin;

/** By what a binding of a registry names certificates, the most specific first. */
public enum Match {
    /** That certificate alone. */
    CERTIFICATE(1),
    /** Its key, also when the certificate is renewed. */
    KEY(2),
    /** Its subject key identifier, with the key of the issuer. */
    KEY_IDENTIFIER(3),
    /** Its subject, with the key of the issuer. */
    SUBJECT(4),
    /** Every certificate of an issuer, which issues for one body only. */
    ISSUER(5);

    final int number;

    Match(int number) {
        this.number = number;
    }
}
