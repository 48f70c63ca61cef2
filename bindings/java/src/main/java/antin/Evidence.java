package antin;

import com.sun.jna.Pointer;
import java.time.Instant;

/**
 * What the caller knows beside the document: certificates, CRLs and OCSP answers.
 *
 * <p>Nothing in it is trusted. It may be shared by threads.
 */
public final class Evidence extends Handle {
    /** Makes evidence with nothing in it. */
    public Evidence() {
        super(make(), Native::antin_evidence_free);
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
}
