package antin;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;

/** Compares content with what was judged: a file can change between the two. */
public final class Recheck extends Handle {
    /**
     * Begins, with a report that passed.
     *
     * @throws RejectedException if not every signature passed
     */
    public Recheck(Report report) {
        super(make(report), Native::antin_recheck_free);
    }

    private static Pointer make(Report report) {
        try (Out out = new Out()) {
            return report.use(judged -> out.handle(Native.antin_recheck_new(judged, out.value, out.error)));
        }
    }

    /** Takes the next piece of the content. */
    public void update(byte[] piece) {
        update(piece, 0, piece.length);
    }

    /** Takes the next piece of the content out of a buffer. */
    public void update(byte[] buffer, int offset, int count) {
        Pieces.check(buffer, offset, count);
        try (Out out = new Out()) {
            change(recheck -> {
                Pieces.hand(buffer, offset, count, piece -> out.check(
                        Native.antin_recheck_update(recheck, piece.at(), piece.size(), out.error)));
                return this;
            });
        }
    }

    /** Takes all that a stream still has. */
    public void update(InputStream content) throws IOException {
        Pieces.read(content, (buffer, count) -> update(buffer, 0, count));
    }

    /** Throws unless what passed by is what was judged: only then it may be used. */
    public void finish() {
        try (Out out = new Out()) {
            change(recheck -> {
                out.check(Native.antin_recheck_finish(recheck, out.error));
                return this;
            });
        }
    }
}
