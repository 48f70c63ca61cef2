package antin;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/** The judgement on one signature. It can be read until its report is closed. */
public final class Signature {
    private final Report report;
    private final Pointer signature;

    Signature(Report report, Pointer signature) {
        this.report = report;
        this.signature = signature;
    }

    /** Returns the verdict. */
    public Verdict verdict() {
        return report.use(open -> Verdict.of(Native.antin_signature_verdict(signature)));
    }

    /** Returns what goes with the verdict by EN 319 102-1, such as HASH_FAILURE; null for a pass. */
    public String subIndication() {
        return text(Native::antin_signature_sub_indication);
    }

    /** Returns the level that the signature has. */
    public Level level() {
        return report.use(open -> Level.of(Native.antin_signature_level(signature)));
    }

    /**
     * Returns the subject of the signing certificate; null if there is none.
     *
     * <p>Unless the verdict is a pass, this is only what the signature claims. Whoever applied for the
     * certificate chose the name, so escape it before showing it.
     */
    public String signerSubject() {
        return text(Native::antin_signature_signer_subject);
    }

    /** Returns the issuer of the signing certificate; null if there is none. */
    public String signerIssuer() {
        return text(Native::antin_signature_signer_issuer);
    }

    /** Returns the serial number of the signing certificate, in lower-case hexadecimal. */
    public String signerSerial() {
        return text(Native::antin_signature_signer_serial);
    }

    /** Returns the SHA-256 of the signing certificate, in lower-case hexadecimal. */
    public String signerSha256() {
        return text(Native::antin_signature_signer_sha256);
    }

    /** Returns the signing certificate in DER; null if there is none. */
    public byte[] signerCertificate() {
        return report.use(open ->
                Out.lent(size -> Native.antin_signature_signer_certificate(signature, size)));
    }

    /** Returns when the signature says it was made, or null. A claim: nothing proves it. */
    public Instant claimedTime() {
        return time(Native::antin_signature_claimed_time);
    }

    /** Returns a time at which the signature provably existed; null if nothing proves any. */
    public Instant provenTime() {
        return time(Native::antin_signature_proven_time);
    }

    /** Returns the digest algorithm, such as SHA-256; null if it is not known. */
    public String digest() {
        return text(Native::antin_signature_digest);
    }

    /** Returns the signature algorithm and the size of the key, such as RSA-PKCS1-2048. */
    public String algorithm() {
        return text(Native::antin_signature_algorithm);
    }

    /** Returns what of the document the signature is over. */
    public Coverage coverage() {
        return report.use(open -> Coverage.of(Native.antin_signature_coverage(signature)));
    }

    /** Returns the path in DER, the signer's certificate first, the root left out; empty if none holds. */
    public List<byte[]> path() {
        return report.use(open -> {
            List<byte[]> found = new ArrayList<>();
            long count = Native.antin_signature_path_count(signature).longValue();
            for (long i = 0; i < count; i++) {
                Native.Size index = new Native.Size(i);
                found.add(Out.lent(size -> Native.antin_signature_path_certificate(signature, index, size)));
            }
            return Collections.unmodifiableList(found);
        });
    }

    /** Returns what the judgement came across, in that order. */
    public List<Finding> findings() {
        return report.use(open -> {
            List<Finding> found = new ArrayList<>();
            long count = Native.antin_signature_finding_count(signature).longValue();
            for (long i = 0; i < count; i++) {
                found.add(new Finding(report, Native.antin_signature_finding(signature, new Native.Size(i))));
            }
            return Collections.unmodifiableList(found);
        });
    }

    /** Returns the time-stamps of the signature. */
    public List<Timestamp> timestamps() {
        return report.use(open -> {
            List<Timestamp> found = new ArrayList<>();
            long count = Native.antin_signature_timestamp_count(signature).longValue();
            for (long i = 0; i < count; i++) {
                found.add(new Timestamp(report, Native.antin_signature_timestamp(signature, new Native.Size(i))));
            }
            return Collections.unmodifiableList(found);
        });
    }

    private String text(Function<Pointer, Pointer> getter) {
        return report.use(open -> Out.text(getter.apply(signature)));
    }

    private Instant time(ToIntBiFunction<Pointer, Pointer> getter) {
        return report.use(open -> Out.time(time -> getter.applyAsInt(signature, time)));
    }
}
