package antin;

import com.sun.jna.Pointer;
import java.util.function.Supplier;

/**
 * What a ledger in memory calls with each line of its journal. JNA keeps functions by weak references only, so that
 * whatever may still record on the ledger refers to this.
 */
final class Lines {
    /** That of a ledger that calls nothing. */
    static final Lines NONE = new Lines(null);

    /** Null for none. */
    final Native.Write function;

    private final ThreadLocal<Called> calls = new ThreadLocal<>();

    Lines(Ledger.Line line) {
        function = line == null ? null : (context, bytes, len) -> keep(line, bytes, len);
    }

    /** Returns 0 only if the line was kept: otherwise the library acknowledges nothing. */
    private int keep(Ledger.Line line, Pointer bytes, Native.Size len) {
        Called called = calls.get();
        try {
            line.keep(bytes.getByteArray(0, Math.toIntExact(len.longValue())));
            return 0;
        } catch (Throwable thrown) {
            if (called != null) {
                called.fail(thrown);
            }
            return 1;
        }
    }

    /** Does a call that may record; what the function throws goes to {@code called}. */
    <T> T recording(Called called, Supplier<T> call) {
        if (function == null) {
            return call.get();
        }
        Called outer = calls.get();
        calls.set(called);
        try {
            return call.get();
        } finally {
            if (outer == null) {
                calls.remove();
            } else {
                calls.set(outer);
            }
            keepAlive();
        }
    }

    /** Java 8 has no reachabilityFence. */
    private void keepAlive() {
        synchronized (function) {
            return;
        }
    }
}
