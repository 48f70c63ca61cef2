package antin;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/** Where something is written to, in constant memory. */
public final class Target {
    private final Function<Called, Lent> lend;

    private Target(Function<Called, Lent> lend) {
        this.lend = lend;
    }

    /**
     * Writes to a file, in the place of one that is there: the new one is there when it is whole, and if the
     * call fails, the old one is as it was.
     *
     * <p>The names of attachments are no paths: they are a stranger's text, and may hold anything.
     */
    public static Target file(Path path) {
        String name = path.toString();
        return new Target(called -> {
            try (In text = In.text(name, "path"); Out out = new Out()) {
                return new Lent(
                        out.handle(Native.antin_target_new_file(text.at(), out.value, out.error)),
                        Native::antin_target_free, null);
            }
        });
    }

    /**
     * Writes to a stream, one call at a time. If the call fails, what it got is to be thrown away: an attachment
     * is compared with what was judged when its last byte has been written. What the stream throws comes out of the
     * call, an {@link java.io.IOException} as {@link java.io.UncheckedIOException}.
     */
    public static Target stream(OutputStream stream) {
        Objects.requireNonNull(stream, "stream");
        return new Target(called -> {
            Native.Write write = (context, bytes, len) -> {
                try {
                    stream.write(bytes.getByteArray(0, Math.toIntExact(len.longValue())));
                    return 0;
                } catch (Throwable thrown) {
                    called.fail(thrown);
                    return 1;
                }
            };
            try (Out out = new Out()) {
                return new Lent(
                        out.handle(Native.antin_target_new_stream(write, null, out.value, out.error)),
                        Native::antin_target_free, write);
            }
        });
    }

    /** Memory, for results that are returned. */
    static Lent memory() {
        try (Out out = new Out()) {
            return new Lent(
                    out.handle(Native.antin_target_new(out.value, out.error)), Native::antin_target_free, null);
        }
    }

    /** Copies what a call that did its work wrote to memory. */
    static byte[] taken(Lent memory) {
        return Out.lent(size -> Native.antin_target_bytes(memory.at(), size));
    }

    Lent lend(Called called) {
        return lend.apply(called);
    }

    /** A call that reads a message and writes something; it is told where an error goes. */
    interface Call {
        int run(com.sun.jna.Pointer source, com.sun.jna.Pointer target, com.sun.jna.Pointer error);
    }

    /** Does a call, and returns what it wrote. */
    static byte[] toMemory(Source source, Call call) {
        return toMemory(source, new Called(), call);
    }

    /** The same for a call that asks further functions. */
    static byte[] toMemory(Source source, Called called, Call call) {
        try (Lent from = source.lend(called); Lent to = memory(); Out out = new Out()) {
            out.check(call.run(from.at(), to.at(), out.error), called);
            return taken(to);
        }
    }

    /** Does a call that writes to a target. */
    static void to(Source source, Target target, Call call) {
        to(source, target, new Called(), call);
    }

    /** The same for a call that asks further functions. */
    static void to(Source source, Target target, Called called, Call call) {
        try (Lent from = source.lend(called); Lent to = target.lend(called); Out out = new Out()) {
            out.check(call.run(from.at(), to.at(), out.error), called);
        }
    }
}
