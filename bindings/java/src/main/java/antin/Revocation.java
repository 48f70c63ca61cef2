package antin;

/** What to demand of revocation status. */
public enum Revocation {
    /** The status of every certificate. This is the default. */
    REQUIRE(1),
    /** Whatever is at hand; without any, a signature passes with a warning. */
    IF_PRESENT(2);

    final int number;

    Revocation(int number) {
        this.number = number;
    }
}
