package antin;

/** How a call ended. Numbers never change. */
public enum ErrorCode {
    /** An argument that must be there is not. */
    NULL_ARGUMENT(1),
    /** An argument is none that this call takes, or two contradict each other. */
    INVALID_ARGUMENT(2),
    /** The object has done its work already. */
    ALREADY_USED(3),
    /** There is a judgement, and it is no pass. */
    REJECTED(4),
    /** What was asked for is not there. */
    ABSENT(5),
    /** Input is not well-formed. */
    MALFORMED(16),
    /** Input is legal, but needs something that the library does not do. */
    UNSUPPORTED(17),
    /** Input asks for more work than the limits allow. */
    LIMIT_EXCEEDED(18),
    /** A policy file cannot be followed. */
    POLICY(19),
    /** The next registry should be there by now, so that nothing is decided by this one. */
    REGISTRY_PAST(20),
    /** A certificate or chain cannot be used as asked. */
    CREDENTIAL(31),
    /** A key cannot be used: wrong password, wrong type, refused, or the value is not by it. */
    KEY(32),
    /** The network failed, or an address may not be asked. */
    NETWORK(48),
    /** A time-stamping authority refused, or answered something else than was asked. */
    TIMESTAMP(49),
    /** Something outside of the library failed, such as starting a thread. */
    OTHER(64),
    /** The ledger could not record or read: nothing was acknowledged or handed out. */
    LEDGER(65),
    /** A bug in the library. Please report it. */
    INTERNAL(255),
    /** A number of a newer library. */
    UNKNOWN(-1);

    final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    /** Returns the constant of a number. */
    static ErrorCode of(int number) {
        for (ErrorCode one : values()) {
            if (one.number == number) {
                return one;
            }
        }
        return UNKNOWN;
    }
}
