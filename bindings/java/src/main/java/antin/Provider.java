package antin;

/** A provider of cryptography. */
public enum Provider {
    /** The default: ring. */
    RING(1),
    /** Faster at RSA, if the library was built with it: AWS-LC. */
    AWS_LC_RS(2);

    final int number;

    Provider(int number) {
        this.number = number;
    }
}
