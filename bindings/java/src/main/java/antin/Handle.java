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

    /** What owns the memory that the handle stands for; null if that is the handle itself. */
    private final Handle lender;

    Handle(Pointer pointer, Consumer<Pointer> free) {
        this.lender = null;
        owned = new Owned(this, pointer, free);
    }

    /** A handle that ends with another one, which it keeps from being forgotten. */
    Handle(Pointer pointer, Handle lender) {
        this.lender = lender;
        owned = new Owned(this, pointer, borrowed -> {});
    }

    /** Frees the object. */
    @Override
    public final void close() {
        owned.free();
    }

    /** Uses the handle, as other threads may at the same time. */
    final <T> T use(Function<Pointer, T> use) {
        return lender == null ? owned.use(use) : lender.use(open -> owned.use(use));
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
