package antin;

import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What the caller knows beside the document: certificates, CRLs, OCSP answers and time-stamps.
 *
 * <p>Nothing in it is trusted. It may be shared by threads.
 */
public final class Evidence extends Handle {
    /** Makes evidence with nothing in it. */
    public Evidence() {
        this(make());
    }

    Evidence(Pointer pointer) {
        super(pointer, Native::antin_evidence_free);
    }

    private static Pointer make() {
        try (Out out = new Out()) {
            return out.handle(Native.antin_evidence_new(out.value, out.error));
        }
    }

    /** Adds certificates: one or several in PEM, or one in DER. */
    public Evidence addCertificates(byte[] certificates) {
        try (In bytes = In.bytes(certificates, "certificates"); Out out = new Out()) {
            return change(evidence -> {
                out.check(Native.antin_evidence_add_certificates(evidence, bytes.at(), bytes.size(), out.error));
                return this;
            });
        }
    }

    /** Adds CRLs: one or several in PEM, or one in DER. */
    public Evidence addCrls(byte[] crls) {
        try (In bytes = In.bytes(crls, "crls"); Out out = new Out()) {
            return change(evidence -> {
                out.check(Native.antin_evidence_add_crls(evidence, bytes.at(), bytes.size(), out.error));
                return this;
            });
        }
    }

    /** Adds an OCSP answer in DER (RFC 6960 section 4.2.1, OCSPResponse). */
    public Evidence addOcsp(byte[] response) {
        try (In bytes = In.bytes(response, "response"); Out out = new Out()) {
            return change(evidence -> {
                out.check(Native.antin_evidence_add_ocsp(evidence, bytes.at(), bytes.size(), out.error));
                return this;
            });
        }
    }

    /**
     * Says when the signatures were received, by a clock that the caller trusts: they existed then, also
     * without a time-stamp.
     */
    public Evidence receptionTime(Instant time) {
        long seconds = time.getEpochSecond();
        try (Out out = new Out()) {
            return change(evidence -> {
                out.check(Native.antin_evidence_set_reception_time(evidence, seconds, out.error));
                return this;
            });
        }
    }

    /** Adds a time-stamp in DER (RFC 3161 section 2.4.2, TimeStampToken). */
    public Evidence addToken(byte[] token) {
        try (In bytes = In.bytes(token, "token"); Out out = new Out()) {
            return change(evidence -> {
                out.check(Native.antin_evidence_add_token(evidence, bytes.at(), bytes.size(), out.error));
                return this;
            });
        }
    }

    /** Adds what other evidence has and this has not, each piece with when and from where it was obtained. */
    public Evidence addEvidence(Evidence other) {
        Objects.requireNonNull(other, "other");
        try (Out out = new Out()) {
            return change(evidence -> other.use(more -> {
                out.check(Native.antin_evidence_add_evidence(evidence, more, out.error));
                return this;
            }));
        }
    }

    /** Reads the bytes of an evidence file ({@code docs/evidence.md}). */
    public static Evidence fromBytes(byte[] file) {
        try (In bytes = In.bytes(file, "file"); Out out = new Out()) {
            return new Evidence(
                    out.handle(Native.antin_evidence_from_bytes(bytes.at(), bytes.size(), out.value, out.error)));
        }
    }

    /** Reads an evidence file from the disk. */
    public static Evidence read(Path path) {
        try (In text = In.text(path.toString(), "path"); Out out = new Out()) {
            return new Evidence(out.handle(Native.antin_evidence_read(text.at(), out.value, out.error)));
        }
    }

    /** Gives the bytes of an evidence file; the reception time is not among them. */
    public byte[] toBytes() {
        try (Out out = new Out()) {
            return use(evidence -> out.buffer(Native.antin_evidence_to_bytes(evidence, out.value, out.error)));
        }
    }

    /** Writes an evidence file to the disk, whole or not at all. */
    public void write(Path path) {
        try (In text = In.text(path.toString(), "path"); Out out = new Out()) {
            use(evidence -> {
                out.check(Native.antin_evidence_write(evidence, text.at(), out.error));
                return null;
            });
        }
    }

    /** Lists the pieces without their bytes, in the order in which they end. */
    public List<EvidenceItem> items() {
        return items(false);
    }

    /** Lists the pieces, in the order in which they end. */
    public List<EvidenceItem> items(boolean withBytes) {
        return listed(list -> {
            List<EvidenceItem> items = new ArrayList<>();
            long count = Native.antin_evidence_list_count(list).longValue();
            for (long i = 0; i < count; i++) {
                items.add(new EvidenceItem(Native.antin_evidence_list_item(list, new Native.Size(i)), withBytes));
            }
            return Collections.unmodifiableList(items);
        });
    }

    /** Returns how many pieces have ended by a time: the first so many of {@link #items()}. */
    public int ended(Instant by) {
        long seconds = by.getEpochSecond();
        return listed(list -> Native.antin_evidence_list_ended_count(list, seconds).intValue());
    }

    private <T> T listed(Function<Pointer, T> use) {
        try (Out out = new Out()) {
            Pointer list = use(evidence ->
                    out.handle(Native.antin_evidence_list_new(evidence, out.value, out.error)));
            try {
                return use.apply(list);
            } finally {
                Native.antin_evidence_list_free(list);
            }
        }
    }
}
