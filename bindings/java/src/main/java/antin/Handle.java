package antin;

import com.sun.jna.Pointer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An object that the library made. Close it: the collector does not see the memory that it stands for.
 * Closing twice is harmless; any other use afterwards is an {@link IllegalStateException}.
 */
abstract class Handle implements AutoCloseable {
    private final Owned owned;

    Handle(Pointer pointer, Consumer<Pointer> free) {
        owned = new Owned(this, pointer, free);
    }

    /** Frees the object. */
    @Override
    public final void close() {
        owned.free();
    }

    /** Uses the handle, as other threads may at the same time. */
    final <T> T use(Function<Pointer, T> use) {
        return owned.use(use);
    }

    /** Changes what the handle stands for; no other thread uses it meanwhile. */
    final <T> T change(Function<Pointer, T> change) {
        return owned.change(change);
    }

    /** Uses a handle that may be absent. */
    static <T> T useOrNull(Handle handle, Function<Pointer, T> use) {
        return handle == null ? use.apply(null) : handle.use(use);
    }
}
