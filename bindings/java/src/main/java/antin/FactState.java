package antin;

/** What became of a fact. */
public enum FactState {
    /** It is what was sealed. */
    SAME(1),
    /** It is another one. */
    CHANGED(2),
    /** It was sealed and is not there. */
    REMOVED(3),
    /** It is there and was not sealed. */
    ADDED(4),
    /** It is what was sealed, without a part that hubs drop: harmless. Only of {@code details}. */
    REDUCED(5),
    /** One of a newer library, which is never good. */
    UNKNOWN(-1);

    final int number;

    FactState(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static FactState of(int number) {
        for (FactState one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
