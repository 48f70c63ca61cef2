package antin;

/** What became of an attachment. */
public enum FileState {
    /** It is what was sealed. */
    SAME(1),
    /** It has the name of one attachment and the bytes of another. */
    SWAPPED(2),
    /** Its bytes were sealed under another name. */
    RENAMED(3),
    /** Its name was sealed, its bytes were not. */
    CHANGED(4),
    /** It was sealed and is not there. */
    MISSING(5),
    /** It is there and was not sealed. */
    ADDED(6),
    /** One of a newer library, which is never good. */
    UNKNOWN(-1);

    final int number;

    FileState(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static FileState of(int number) {
        for (FileState one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
