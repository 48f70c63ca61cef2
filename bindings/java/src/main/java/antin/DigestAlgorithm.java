package antin;

/** A digest algorithm. */
public enum DigestAlgorithm {
    /** SHA-256. */
    SHA256(2),
    /** SHA-384. */
    SHA384(3),
    /** SHA-512. */
    SHA512(4);

    final int number;

    DigestAlgorithm(int number) {
        this.number = number;
    }
}
