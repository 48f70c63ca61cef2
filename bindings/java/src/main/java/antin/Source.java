package antin;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;

/**
 * Where a package is read from. Each call reads it from its beginning, and more than once; memory does not
 * grow with its length unless it is in memory already.
 */
public final class Source {
    private static final int MOST = 64 * 1024;

    private final Function<Called, Lent> lend;

    private Source(Function<Called, Lent> lend) {
        this.lend = lend;
    }

    /** Reads from memory. */
    public static Source bytes(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return new Source(called -> {
            try (In in = In.bytes(bytes, "bytes"); Out out = new Out()) {
                return new Lent(
                        out.handle(Native.antin_source_new(in.at(), in.size(), out.value, out.error)),
                        Native::antin_source_free, null);
            }
        });
    }

    /** Reads from a file, which each call opens. */
    public static Source file(Path path) {
        String name = path.toString();
        return new Source(called -> {
            try (In text = In.text(name, "path"); Out out = new Out()) {
                return new Lent(
                        out.handle(Native.antin_source_new_file(text.at(), out.value, out.error)),
                        Native::antin_source_free, null);
            }
        });
    }

    /**
     * Reads from a channel, from position 0 wherever it stands; one call at a time. What it throws comes out of
     * the call, an {@link java.io.IOException} as {@link java.io.UncheckedIOException}.
     *
     * <p>A stream that cannot go back is read whole first, and given as bytes.
     */
    public static Source channel(SeekableByteChannel channel) {
        Objects.requireNonNull(channel, "channel");
        return new Source(called -> {
            Native.ReadAt read = (context, offset, into, len) -> {
                try {
                    channel.position(offset);
                    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(len.longValue(), MOST));
                    int count = channel.read(piece);
                    into.write(0, piece.array(), 0, Math.max(count, 0));
                    return Math.max(count, 0);
                } catch (Throwable thrown) {
                    called.fail(thrown);
                    return -1;
                }
            };
            try (Out out = new Out()) {
                return new Lent(
                        out.handle(Native.antin_source_new_stream(read, null, out.value, out.error)),
                        Native::antin_source_free, read);
            }
        });
    }

    Lent lend(Called called) {
        return lend.apply(called);
    }
}
