package antin;

import com.sun.jna.Pointer;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the library made, on behalf of a {@link Handle}: freed once, by {@code close}, or after the
 * handle was forgotten.
 *
 * <p>Java 8 has no {@code Cleaner}, and a thread would keep the class loader of a web application
 * alive, so that what was forgotten is freed when the next handle is made.
 *
 * <p>A use holds the read lock, a change and the free hold the write lock. So nothing is freed while it
 * is used, whatever the collector thinks of the handle meanwhile, and a change waits until no other
 * thread uses the handle, as the library demands.
 */
final class Owned extends PhantomReference<Handle> {
    private static final ReferenceQueue<Handle> FORGOTTEN = new ReferenceQueue<>();
    private static final Queue<Owned> TO_FREE = new ConcurrentLinkedQueue<>();
    // Keeps the references themselves from being collected.
    private static final Set<Owned> ALL = ConcurrentHashMap.newKeySet();

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Consumer<Pointer> free;
    private Pointer pointer;

    Owned(Handle handle, Pointer pointer, Consumer<Pointer> free) {
        super(handle, FORGOTTEN);
        this.pointer = pointer;
        this.free = free;
        ALL.add(this);
        sweep();
    }

    /** Frees what was forgotten; what some call still uses is left for the next time. */
    static void sweep() {
        for (Reference<?> one = FORGOTTEN.poll(); one != null; one = FORGOTTEN.poll()) {
            TO_FREE.add((Owned) one);
        }
        TO_FREE.removeIf(Owned::tryFree);
    }

    /** Returns how many there are, for tests. */
    static int count() {
        return ALL.size();
    }

    <T> T use(Function<Pointer, T> use) {
        refuseWithinChange();
        lock.readLock().lock();
        try {
            return use.apply(open());
        } finally {
            lock.readLock().unlock();
        }
    }

    <T> T change(Function<Pointer, T> change) {
        refuseWithin();
        lock.writeLock().lock();
        try {
            return change.apply(open());
        } finally {
            lock.writeLock().unlock();
        }
    }

    void free() {
        refuseWithin();
        lock.writeLock().lock();
        try {
            freeNow();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void freeNow() {
        if (pointer != null) {
            free.accept(pointer);
            pointer = null;
            ALL.remove(this);
        }
    }

    /** A function that the library calls may not change what its own call uses: it would wait for itself. */
    private void refuseWithin() {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("The object is in use by a call of this thread.");
        }
        refuseWithinChange();
    }

    /** Nor may it see what its own call changes, half done as that is; these locks would let it. */
    private void refuseWithinChange() {
        if (lock.isWriteLockedByCurrentThread()) {
            throw new IllegalStateException("The object is in use by a call of this thread.");
        }
    }

    private boolean tryFree() {
        if (lock.isWriteLockedByCurrentThread() || !lock.writeLock().tryLock()) {
            return false;
        }
        try {
            freeNow();
        } finally {
            lock.writeLock().unlock();
        }
        return true;
    }

    private Pointer open() {
        if (pointer == null) {
            throw new IllegalStateException("The object is closed.");
        }
        return pointer;
    }
}
