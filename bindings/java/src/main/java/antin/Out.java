package antin;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Room for what a call gives: a pointer, an error, a size or a time. */
final class Out implements AutoCloseable {
    private static final int OK = 0;
    private static final long SLOT = 8;

    private final Memory memory = new Memory(4 * SLOT);

    /** Where a handle, a size or a time is written. */
    final Pointer value = memory.share(0, SLOT);

    /** Where an error is written. */
    final Pointer error = memory.share(SLOT, SLOT);

    /** Where a second value is written, by calls that give several. */
    final Pointer second = memory.share(2 * SLOT, SLOT);

    /** Where a third value is written. */
    final Pointer third = memory.share(3 * SLOT, SLOT);

    Out() {
        memory.clear();
    }

    /** Throws if a call failed; otherwise returns the handle that it gave. */
    Pointer handle(int code) {
        check(code);
        return value.getPointer(0);
    }

    /** Throws if a call failed; otherwise takes the bytes that it gave. */
    byte[] buffer(int code) {
        Pointer buffer = handle(code);
        try {
            return lent(size -> Native.antin_buffer_data(buffer, size));
        } finally {
            Native.antin_buffer_free(buffer);
        }
    }

    /** Throws if a call failed. */
    void check(int code) {
        if (code == OK) {
            return;
        }
        Pointer made = error.getPointer(0);
        try {
            throw AntinException.of(code, made);
        } finally {
            Native.antin_error_free(made);
        }
    }

    /** Throws what a function of the caller's threw meanwhile, or else as {@link #check(int)}. */
    void check(int code, Called called) {
        if (called.failed()) {
            Native.antin_error_free(error.getPointer(0));
            called.rethrow();
        }
        check(code);
    }

    /** As {@link #check(int, Called)}; returns the handle that the call gave. */
    Pointer handle(int code, Called called) {
        check(code, called);
        return value.getPointer(0);
    }

    /** The same for calls that may do their work although a function threw: what they gave is freed then. */
    Pointer handle(int code, Called called, Consumer<Pointer> free) {
        if (called.failed() && code == OK) {
            free.accept(value.getPointer(0));
        }
        return handle(code, called);
    }

    @Override
    public void close() {
        memory.close();
    }

    /** Copies bytes that the library lends; the getter is told where the size goes. */
    static byte[] lent(Function<Pointer, Pointer> getter) {
        try (Out out = new Out()) {
            Pointer bytes = getter.apply(out.value);
            if (bytes == null) {
                return null;
            }
            long size = com.sun.jna.Native.SIZE_T_SIZE == 8
                    ? out.value.getLong(0)
                    : out.value.getInt(0) & 0xffffffffL;
            return bytes.getByteArray(0, Math.toIntExact(size));
        }
    }

    /** Takes a time, which may be absent: null; the getter is told where it goes. */
    static Instant time(ToIntFunction<Pointer> getter) {
        try (Out out = new Out()) {
            return getter.applyAsInt(out.value) == OK ? Instant.ofEpochSecond(out.value.getLong(0)) : null;
        }
    }

    /** Takes a place, which may be absent: null; the getter is told where it goes. */
    static Integer place(ToIntFunction<Pointer> getter) {
        try (Out out = new Out()) {
            if (getter.applyAsInt(out.value) != OK) {
                return null;
            }
            long place = com.sun.jna.Native.SIZE_T_SIZE == 8
                    ? out.value.getLong(0)
                    : out.value.getInt(0) & 0xffffffffL;
            return Math.toIntExact(place);
        }
    }

    /** Copies text in each language. */
    static Map<Language, String> texts(IntFunction<Pointer> getter) {
        Map<Language, String> found = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            found.put(language, text(getter.apply(language.number)));
        }
        return found;
    }

    /** Copies a list, whose items are told by their places. */
    static <T> List<T> list(Native.Size count, Function<Native.Size, T> item) {
        List<T> found = new ArrayList<>();
        for (long i = 0; i < count.longValue(); i++) {
            found.add(item.apply(new Native.Size(i)));
        }
        return Collections.unmodifiableList(found);
    }

    /** Copies a text that the library gives. */
    String textBuffer(int code) {
        return new String(buffer(code), StandardCharsets.UTF_8);
    }

    /** Copies text that the library lends. */
    static String text(Pointer text) {
        return text == null ? null : text.getString(0, StandardCharsets.UTF_8.name());
    }
}
