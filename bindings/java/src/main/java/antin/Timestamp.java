package antin;

import com.sun.jna.Pointer;
import java.time.Instant;

/** The judgement on one time-stamp. It can be read until its report is closed. */
public final class Timestamp {
    private final Report report;
    private final Pointer timestamp;

    Timestamp(Report report, Pointer timestamp) {
        this.report = report;
        this.timestamp = timestamp;
    }

    /** Returns what it is over. */
    public TimestampKind kind() {
        return report.use(open -> TimestampKind.of(Native.antin_timestamp_kind(timestamp)));
    }

    /** Returns the verdict. Only a time-stamp that passed proves something. */
    public Verdict verdict() {
        return report.use(open -> Verdict.of(Native.antin_timestamp_verdict(timestamp)));
    }

    /** Returns what goes with the verdict by EN 319 102-1; null for a pass. */
    public String subIndication() {
        return report.use(open -> Out.text(Native.antin_timestamp_sub_indication(timestamp)));
    }

    /** Returns the time that it names; null if it could not be read. */
    public Instant time() {
        return report.use(open -> Out.time(time -> Native.antin_timestamp_time(timestamp, time)));
    }

    /** Returns the subject of the authority's certificate; null if none was found. */
    public String authority() {
        return report.use(open -> Out.text(Native.antin_timestamp_authority(timestamp)));
    }

    /** Returns the policy of the authority, in dotted form; null if it could not be read. */
    public String policy() {
        return report.use(open -> Out.text(Native.antin_timestamp_policy(timestamp)));
    }
}
