package antin;

import com.sun.jna.Pointer;

/** There is a judgement, and it is no pass. */
public final class RejectedException extends AntinException {
    private static final long serialVersionUID = 1;

    RejectedException(Pointer error) {
        super(ErrorCode.REJECTED.number, error);
    }
}
