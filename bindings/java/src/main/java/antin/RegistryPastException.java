package antin;

import com.sun.jna.Pointer;

/** The next registry should be there by now: nothing is decided by this one. */
public final class RegistryPastException extends AntinException {
    private static final long serialVersionUID = 1;

    RegistryPastException(Pointer error) {
        super(ErrorCode.REGISTRY_PAST.number, error);
    }
}
