package antin;

import java.time.Instant;

/** A time-stamp of a journal. */
public final class JournalStamp {
    private final long entry;
    private final long over;
    private final Instant time;

    JournalStamp(long entry, long over, Instant time) {
        this.entry = entry;
        this.over = over;
        this.time = time;
    }

    /** Returns the number of the entry that it is. */
    public long entry() {
        return entry;
    }

    /** Returns the number of the entry up to which it proves the journal. */
    public long over() {
        return over;
    }

    /** Returns its time. */
    public Instant time() {
        return time;
    }
}
