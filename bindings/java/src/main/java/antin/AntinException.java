package antin;

import com.sun.jna.Pointer;

/**
 * A call could not do its work.
 *
 * <p>A signature that is forged or past judging is no failure but a {@link Report}. The texts hold no
 * secret, no text of a document and no name from a certificate, so they may be logged.
 */
public class AntinException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The stable number. */
    private final int number;

    /** By language: English, Vietnamese. */
    private final String[] texts = new String[2];

    /** By language: English, Vietnamese. */
    private final String[] helps = new String[2];

    AntinException(int number, Pointer error) {
        super(Out.text(Native.antin_error_message(error)));
        this.number = number;
        for (Language language : Language.values()) {
            texts[language.ordinal()] = Out.text(Native.antin_error_text(error, language.number));
            helps[language.ordinal()] = Out.text(Native.antin_error_help(error, language.number));
        }
    }

    /** Returns the exception of a number. */
    static AntinException of(int number, Pointer error) {
        switch (ErrorCode.of(number)) {
            case REJECTED:
                return new RejectedException(error);
            case REGISTRY_PAST:
                return new RegistryPastException(error);
            case LEDGER:
                return new LedgerException(error);
            default:
                return new AntinException(number, error);
        }
    }

    /** Returns what went wrong. */
    public final ErrorCode code() {
        return ErrorCode.of(number);
    }

    /** Returns the stable number of what went wrong, which a newer library may have added. */
    public final int number() {
        return number;
    }

    /** Returns what went wrong, for people. */
    public final String text(Language language) {
        return texts[language.ordinal()];
    }

    /** Returns what can be done about it, as a sentence for people. */
    public final String help(Language language) {
        return helps[language.ordinal()];
    }
}
