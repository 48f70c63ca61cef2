package antin;

import com.sun.jna.Pointer;

/** The ledger could not record or read: nothing was acknowledged or handed out. */
public final class LedgerException extends AntinException {
    private static final long serialVersionUID = 1;

    LedgerException(Pointer error) {
        super(ErrorCode.LEDGER.number, error);
    }
}
