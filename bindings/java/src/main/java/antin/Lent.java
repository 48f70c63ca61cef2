package antin;

import com.sun.jna.Pointer;
import java.util.function.Consumer;

/** A source or a target for one call, with the function that the library calls for it. */
final class Lent implements AutoCloseable {
    private final Pointer pointer;
    private final Consumer<Pointer> free;
    private final Object function;

    Lent(Pointer pointer, Consumer<Pointer> free, Object function) {
        this.pointer = pointer;
        this.free = free;
        this.function = function;
    }

    Pointer at() {
        return pointer;
    }

    @Override
    public void close() {
        free.accept(pointer);
        if (function != null) {
            // Java 8 has no reachabilityFence: JNA keeps functions by weak references only.
            synchronized (function) {
                return;
            }
        }
    }
}
