package antin;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What functions of the caller's threw during a call: it must not pass through the library. */
final class Called {
    private Throwable failure;

    void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
    }

    boolean failed() {
        return failure != null;
    }

    /** Throws it, if there is something. */
    void rethrow() {
        if (failure instanceof RuntimeException) {
            throw (RuntimeException) failure;
        }
        if (failure instanceof Error) {
            throw (Error) failure;
        }
        if (failure instanceof IOException) {
            throw new UncheckedIOException((IOException) failure);
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }
}
