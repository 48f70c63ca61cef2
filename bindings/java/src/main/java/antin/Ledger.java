package antin;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What a gateway remembers: the packages that arrived, and the journal, in one ({@code docs/journal.md}). Threads
 * share it. Gateways keep what they need of it, so that it may be closed before them; a file is in use until the
 * ledger is closed, and every gateway on it, and every sending and arrival that is not recorded yet.
 */
public final class Ledger extends Handle {
    private final Lines lines;

    /** What keeps the journal of a ledger in memory. */
    public interface Line {
        /**
         * Keeps a line of the journal, with its line end, so that it cannot be lost; until it returns, nothing is
         * acknowledged. It is called in any thread that records, one at a time, and may not ask the ledger. If it
         * throws, nothing is recorded, then and afterwards: the ledger is of no use any more. What it throws comes out
         * of the call, an {@link IOException} as {@link java.io.UncheckedIOException}.
         */
        void keep(byte[] line) throws IOException;
    }

    private Ledger(Pointer pointer, Lines lines) {
        super(pointer, Native::antin_ledger_free);
        this.lines = lines;
    }

    /**
     * Remembers in memory, and forgets with the process.
     *
     * @param window for how long arrivals are kept, at least {@link GatewayPolicy#window}
     * @param most how many arrivals are kept; if there is room for none, no package is accepted
     * @param horizon what was sealed then or before is too old; null if nothing was forgotten
     * @param line is told each line of the journal, or null
     */
    public static Ledger memory(Duration window, long most, Instant horizon, Line line) {
        long seconds = seconds(window);
        if (most < 0) {
            throw new IllegalArgumentException("most " + most);
        }
        Lines lines = line == null ? Lines.NONE : new Lines(line);
        try (Out out = new Out()) {
            return new Ledger(
                    out.handle(Native.antin_ledger_new(
                            seconds, new Native.Size(most), time(horizon), lines.function, null, out.value, out.error)),
                    lines);
        }
    }

    /**
     * Makes a ledger in a file that is not there yet. One in the place of a ledger that was lost must have the
     * time of the day as its horizon, or what was accepted is accepted again.
     *
     * @param horizon what was sealed then or before is too old; null, for packages of any age, is for the very first
     *     ledger
     * @throws LedgerException if there is a file
     */
    public static Ledger create(Path path, Duration window, Instant horizon) {
        long seconds = seconds(window);
        try (In text = In.text(path.toString(), "path"); Out out = new Out()) {
            return new Ledger(
                    out.handle(Native.antin_ledger_create(
                            text.at(), seconds, time(horizon), out.value, out.error)),
                    Lines.NONE);
        }
    }

    /**
     * Opens a ledger that was made by {@link #create}.
     *
     * @throws LedgerException if there is none, it is in use, or it is damaged
     */
    public static Ledger open(Path path, Duration window) {
        long seconds = seconds(window);
        try (In text = In.text(path.toString(), "path"); Out out = new Out()) {
            return new Ledger(
                    out.handle(Native.antin_ledger_open(text.at(), seconds, out.value, out.error)), Lines.NONE);
        }
    }

    private static long seconds(Duration window) {
        if (window.isNegative()) {
            throw new IllegalArgumentException("window " + window);
        }
        return window.getSeconds();
    }

    private static long time(Instant horizon) {
        return horizon == null ? Long.MIN_VALUE : horizon.getEpochSecond();
    }

    /** Returns what has to live as long as anything may record. */
    Lines lines() {
        return lines;
    }

    /** Returns the end of the journal, {@code NUMBER:SHA256}: what an auditor keeps somewhere else. */
    public String head() {
        try (Out out = new Out()) {
            return use(ledger -> out.textBuffer(Native.antin_ledger_head(ledger, out.value, out.error)));
        }
    }

    /** Returns how many arrivals are kept. */
    public long arrivals() {
        try (Out out = new Out()) {
            return use(ledger -> {
                out.check(Native.antin_ledger_arrivals(ledger, out.value, out.error));
                return out.value.getLong(0);
            });
        }
    }

    /**
     * Writes the journal, which only a ledger in a file has.
     *
     * @param from the number of the first entry to write, 1 for all
     */
    public void export(long from, Target target) {
        Objects.requireNonNull(target, "target");
        Called called = new Called();
        try (Lent to = target.lend(called); Out out = new Out()) {
            use(ledger -> {
                out.check(Native.antin_ledger_export(ledger, from, to.at(), out.error), called);
                return this;
            });
        }
    }

    /** Returns the journal; otherwise as {@link #export(long, Target)}. */
    public byte[] export(long from) {
        try (Lent to = Target.memory(); Out out = new Out()) {
            return use(ledger -> {
                out.check(Native.antin_ledger_export(ledger, from, to.at(), out.error));
                return Target.taken(to);
            });
        }
    }

    /**
     * Has the journal time-stamped as it is, and records that; returns the number of the entry.
     *
     * @throws AntinException of {@link ErrorCode#ABSENT} if the journal is empty
     */
    public long stamp(Timestamper timestamper, Instant at) {
        Objects.requireNonNull(timestamper, "timestamper");
        long time = at.getEpochSecond();
        Called called = new Called();
        try (Out out = new Out()) {
            return lines.recording(called, () -> use(ledger -> timestamper.use(authority -> {
                out.check(Native.antin_ledger_stamp(ledger, authority, time, out.value, out.error), called);
                return out.value.getLong(0);
            })));
        }
    }
}
