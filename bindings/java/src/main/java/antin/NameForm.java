package antin;

/** A form of names in certificates. */
public enum NameForm {
    /** A host name. */
    DNS(1),
    /** An e-mail address. */
    EMAIL(2),
    /** An IP address. */
    IP(3);

    final int number;

    NameForm(int number) {
        this.number = number;
    }
}
