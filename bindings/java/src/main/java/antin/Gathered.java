package antin;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What gathering found, and what it did not. Closing it closes its evidence. */
public final class Gathered implements AutoCloseable {
    private final Evidence evidence;
    private final long fetched;
    private final List<Missing> missing;
    private final boolean isCutShort;

    /** Copies out what was gathered, and frees it. */
    Gathered(Pointer gathered) {
        try (Out out = new Out()) {
            fetched = Native.antin_gathered_fetched(gathered).longValue();
            isCutShort = Native.antin_gathered_is_cut_short(gathered) != 0;
            List<Missing> found = new ArrayList<>();
            long count = Native.antin_gathered_missing_count(gathered).longValue();
            for (long i = 0; i < count; i++) {
                found.add(new Missing(Native.antin_gathered_missing(gathered, new Native.Size(i))));
            }
            missing = Collections.unmodifiableList(found);
            evidence = new Evidence(
                    out.handle(Native.antin_gathered_evidence(gathered, out.value, out.error)));
        } finally {
            Native.antin_gathered_free(gathered);
        }
    }

    /** Returns the evidence: what was known before, and what was fetched and found to fit. */
    public Evidence evidence() {
        return evidence;
    }

    /** Returns how many pieces were fetched and kept. */
    public long fetched() {
        return fetched;
    }

    /** Returns for which certificates something is missing still; the judgement says what it means. */
    public List<Missing> missing() {
        return missing;
    }

    /**
     * Says whether something is missing because a bound on the gathering was met. Whoever wrote the document can
     * bring this about, and what was not asked may be a revocation: judge by a policy that requires its status then.
     */
    public boolean isCutShort() {
        return isCutShort;
    }

    @Override
    public void close() {
        evidence.close();
    }
}
