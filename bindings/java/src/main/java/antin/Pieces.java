package antin;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Documents in pieces of 64 KiB, so that memory is constant whatever is handed over. */
final class Pieces {
    private static final int SIZE = 64 * 1024;

    private Pieces() {}

    /** What takes a piece in memory of the library's reach. */
    interface Taker {
        void take(In piece);
    }

    /** What takes a piece of a stream. */
    interface Reader {
        void take(byte[] buffer, int count) throws IOException;
    }

    static void check(byte[] buffer, int offset, int count) {
        Objects.requireNonNull(buffer, "buffer");
        if (offset < 0 || count < 0 || count > buffer.length - offset) {
            throw new IndexOutOfBoundsException("offset " + offset + ", count " + count);
        }
    }

    static void hand(byte[] buffer, int offset, int count, Taker taker) {
        int at = 0;
        do {
            int size = Math.min(SIZE, count - at);
            try (In piece = In.piece(buffer, offset + at, size)) {
                taker.take(piece);
            }
            at += size;
        } while (at < count);
    }

    static void read(InputStream stream, Reader reader) throws IOException {
        Objects.requireNonNull(stream, "stream");
        byte[] buffer = new byte[SIZE];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            reader.take(buffer, count);
        }
    }
}
