package antin;

/** A signature algorithm. */
public enum Algorithm {
    /** None: the signature is finished. */
    NONE(0),
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RSA_PKCS1_SHA256(1),
    /** RSASSA-PKCS1-v1_5 with SHA-384. */
    RSA_PKCS1_SHA384(2),
    /** RSASSA-PKCS1-v1_5 with SHA-512. */
    RSA_PKCS1_SHA512(3),
    /** RSASSA-PSS with SHA-256, and a salt of 32 bytes. */
    RSA_PSS_SHA256(4),
    /** RSASSA-PSS with SHA-384, and a salt of 48 bytes. */
    RSA_PSS_SHA384(5),
    /** RSASSA-PSS with SHA-512, and a salt of 64 bytes. */
    RSA_PSS_SHA512(6),
    /** ECDSA with SHA-256. Values are in DER. */
    ECDSA_SHA256(7),
    /** ECDSA with SHA-384. Values are in DER. */
    ECDSA_SHA384(8),
    /** ECDSA with SHA-512. Values are in DER. */
    ECDSA_SHA512(9),
    /** Ed25519, over the message itself. */
    ED25519(10),
    /** An algorithm of a newer library. */
    UNKNOWN(-1);

    final int number;

    Algorithm(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static Algorithm of(int number) {
        for (Algorithm one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
