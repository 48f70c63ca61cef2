package antin;

/** Where the document is. */
public enum Packaging {
    /** Beside the signature, as with {@code .p7s} files. This is the default. */
    DETACHED(1),
    /** In the signature, as in {@code .p7m} files. */
    ATTACHED(2);

    final int number;

    Packaging(int number) {
        this.number = number;
    }
}
