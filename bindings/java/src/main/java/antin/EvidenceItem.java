package antin;

import com.sun.jna.Pointer;
import java.time.Instant;

/** A piece of evidence. It is a copy, and stays when its evidence is closed. */
public final class EvidenceItem {
    private final EvidenceKind kind;
    private final String name;
    private final Instant since;
    private final Instant until;
    private final Instant obtained;
    private final String source;
    private final byte[] bytes;

    EvidenceItem(Pointer item, boolean withBytes) {
        kind = EvidenceKind.of(Native.antin_evidence_item_kind(item));
        name = Out.text(Native.antin_evidence_item_name(item));
        since = Out.time(time -> Native.antin_evidence_item_since(item, time));
        until = Out.time(time -> Native.antin_evidence_item_until(item, time));
        obtained = Out.time(time -> Native.antin_evidence_item_obtained(item, time));
        source = Out.text(Native.antin_evidence_item_source(item));
        bytes = withBytes ? Out.lent(size -> Native.antin_evidence_item_bytes(item, size)) : null;
    }

    /** Returns what it is. */
    public EvidenceKind kind() {
        return kind;
    }

    /** Returns whose it is: of a certificate the subject, else who issued it; or null. A claim. */
    public String name() {
        return name;
    }

    /** Returns since when it says something. */
    public Instant since() {
        return since;
    }

    /** Returns when something newer is due; null if that is not said. */
    public Instant until() {
        return until;
    }

    /** Returns when it was obtained; null if that was not noted. It proves nothing. */
    public Instant obtained() {
        return obtained;
    }

    /** Returns from where it was obtained; null if that was not noted. */
    public String source() {
        return source;
    }

    /** Returns the piece in DER; null if it was not asked for. */
    public byte[] bytes() {
        return bytes == null ? null : bytes.clone();
    }
}
