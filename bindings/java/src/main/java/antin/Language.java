package antin;

/** A language for people. */
public enum Language {
    /** English. */
    ENGLISH(1),
    /** Vietnamese. */
    VIETNAMESE(2);

    final int number;

    Language(int number) {
        this.number = number;
    }
}
