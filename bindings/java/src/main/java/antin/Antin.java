package antin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Objects;

/**
 * Signs and judges documents; judges certificates, and looks into files.
 *
 * <p>Nothing here reads a clock or the network: times and evidence are arguments. Fractions of a second
 * are left out.
 */
public final class Antin {
    private Antin() {}

    /** Returns the version of the library, such as {@code 0.1.0}. */
    public static String version() {
        return Out.text(Native.antin_version());
    }

    /**
     * Signs a document; the result carries it if the options ask for that.
     *
     * @param signingTime when the signer claims to sign
     */
    public static byte[] sign(byte[] document, Credential credential, SignOptions options, Instant signingTime) {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(options, "options");
        long time = signingTime.getEpochSecond();
        try (In bytes = In.bytes(document, "document"); Out out = new Out()) {
            return credential.use(signer -> options.use(kind -> out.buffer(
                    Native.antin_sign(bytes.at(), bytes.size(), signer, kind, time, out.value, out.error))));
        }
    }

    /** Signs a stream up to its end, in constant memory; the signature is detached. */
    public static byte[] sign(
            InputStream document, Credential credential, SignOptions options, Instant signingTime)
            throws IOException {
        try (Signing signing = Signing.detached(credential, options, signingTime)) {
            signing.update(document);
            return signing.finish();
        }
    }

    /**
     * Signs a stream in constant memory, and writes a signature with the document in it.
     *
     * @param length how many bytes the document has; the stream must end after them
     * @param output where to write; if the call fails, what was written is of no use
     * @param options must ask for {@link Packaging#ATTACHED}
     */
    public static void signAttached(
            InputStream document, long length, OutputStream output, Credential credential, SignOptions options,
            Instant signingTime) throws IOException {
        Objects.requireNonNull(output, "output");
        try (Signing signing = Signing.attached(credential, options, signingTime, length)) {
            output.write(signing.head());
            Pieces.read(document, (buffer, count) -> {
                signing.update(buffer, 0, count);
                output.write(buffer, 0, count);
            });
            output.write(signing.finish());
        }
    }

    /**
     * Adds a signature beside those that are there, which are kept byte for byte.
     *
     * @param content the document if the signatures are detached; otherwise null
     */
    public static byte[] addSignature(
            byte[] signature, byte[] content, Credential credential, SignOptions options, Instant signingTime) {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(options, "options");
        long time = signingTime.getEpochSecond();
        try (In bytes = In.bytes(signature, "signature");
                In beside = In.bytesOrNull(content);
                Out out = new Out()) {
            return credential.use(signer -> options.use(kind -> out.buffer(
                    Native.antin_add_signature(
                            bytes.at(), bytes.size(), beside.at(), beside.size(), signer, kind, time,
                            out.value, out.error))));
        }
    }

    /**
     * Raises all signatures to the level of the options; nothing is judged.
     *
     * <p>Level T is a time-stamp; LT adds certificates, CRLs and OCSP answers; LTA adds an archive time-stamp
     * each time, which renews the one before. Judge the signature first.
     *
     * @param signature the signatures; what is there stays
     * @param content the document if it lies beside the signature and is at hand; otherwise null
     * @param options their level, timestamper and evidence count
     */
    public static byte[] extend(byte[] signature, byte[] content, SignOptions options) {
        Objects.requireNonNull(options, "options");
        try (In bytes = In.bytes(signature, "signature"); In beside = In.bytesOrNull(content); Out out = new Out()) {
            return options.use(kind -> out.buffer(
                    Native.antin_extend(
                            bytes.at(), bytes.size(), beside.at(), beside.size(), kind, out.value, out.error)));
        }
    }

    /**
     * Prepares a signature for a key that lives elsewhere.
     *
     * @param chain certificates in PEM, the signer's first, or the signer's alone in DER
     */
    public static Prepared prepare(byte[] document, byte[] chain, SignOptions options, Instant signingTime) {
        Objects.requireNonNull(options, "options");
        long time = signingTime.getEpochSecond();
        try (In bytes = In.bytes(document, "document");
                In certificates = In.bytes(chain, "chain");
                Out out = new Out()) {
            return new Prepared(options.use(kind -> out.handle(
                    Native.antin_prepare(
                            bytes.at(), bytes.size(), certificates.at(), certificates.size(), kind, time,
                            out.value, out.error))));
        }
    }

    /** Prepares a detached signature over a stream, which is read in constant memory. */
    public static Prepared prepare(InputStream document, byte[] chain, SignOptions options, Instant signingTime)
            throws IOException {
        try (Signing signing = Signing.forChain(chain, options, signingTime)) {
            signing.update(document);
            return signing.prepare();
        }
    }

    /**
     * Prepares a detached signature over a document of which only the digest is at hand.
     *
     * @param algorithm SHA-256 with RSA and P-256, SHA-384 with P-384, SHA-512 with Ed25519, or that of the
     *     options
     */
    public static Prepared prepareDigest(
            DigestAlgorithm algorithm, byte[] digest, byte[] chain, SignOptions options, Instant signingTime) {
        Objects.requireNonNull(options, "options");
        long time = signingTime.getEpochSecond();
        try (In bytes = In.bytes(digest, "digest");
                In certificates = In.bytes(chain, "chain");
                Out out = new Out()) {
            return new Prepared(options.use(kind -> out.handle(
                    Native.antin_prepare_digest(
                            algorithm.number, bytes.at(), bytes.size(), certificates.at(), certificates.size(),
                            kind, time, out.value, out.error))));
        }
    }

    /**
     * Prepares a signature beside those that are there.
     *
     * @param content the document if the signatures are detached; otherwise null
     */
    public static Prepared prepareAddition(
            byte[] signature, byte[] content, byte[] chain, SignOptions options, Instant signingTime) {
        Objects.requireNonNull(options, "options");
        long time = signingTime.getEpochSecond();
        try (In bytes = In.bytes(signature, "signature");
                In beside = In.bytesOrNull(content);
                In certificates = In.bytes(chain, "chain");
                Out out = new Out()) {
            return new Prepared(options.use(kind -> out.handle(
                    Native.antin_prepare_addition(
                            bytes.at(), bytes.size(), beside.at(), beside.size(), certificates.at(),
                            certificates.size(), kind, time, out.value, out.error))));
        }
    }

    /**
     * Judges the signatures of a document.
     *
     * @param document what carries the signatures, recognised by its bytes
     * @param content the file that was signed, if it lies beside the signature; otherwise null
     * @param evidence what is known beside the document, or null
     * @param at the time by which to judge
     * @return a judgement, which may be of any kind: go on with {@link Report#requirePassed}
     */
    public static Report verify(byte[] document, byte[] content, Policy policy, Evidence evidence, Instant at) {
        Objects.requireNonNull(policy, "policy");
        long time = at.getEpochSecond();
        try (In bytes = In.bytes(document, "document");
                In beside = In.bytesOrNull(content);
                Out out = new Out()) {
            return new Report(policy.use(rules -> Handle.useOrNull(evidence, known -> out.handle(
                    Native.antin_verify(
                            bytes.at(), bytes.size(), beside.at(), beside.size(), rules, known, time,
                            out.value, out.error)))));
        }
    }

    /** Judges signatures beside a content that is read as a stream, in constant memory. */
    public static Report verify(byte[] signature, InputStream content, Policy policy, Evidence evidence, Instant at)
            throws IOException {
        try (Verifying verifying = Verifying.detached(signature, policy, evidence, at)) {
            verifying.update(content);
            return verifying.finish();
        }
    }

    /** Judges a document with its content in it that is read as a stream, in constant memory. */
    public static Report verify(InputStream document, Policy policy, Evidence evidence, Instant at)
            throws IOException {
        try (Verifying verifying = Verifying.attached(policy, evidence, at)) {
            verifying.update(document);
            return verifying.finish();
        }
    }

    /**
     * Judges a certificate alone, by RFC 5280 section 6.
     *
     * @param certificate in DER or PEM
     * @param policy whom to trust, and what is asked of the path
     * @param evidence the certificates in between and what tells about revocation, or null
     * @param at the time by which to judge
     * @return a judgement, which may be of any kind: go on with {@link CertificatePath#requirePassed}
     */
    public static CertificatePath judgeCertificate(
            byte[] certificate, Policy policy, Evidence evidence, Instant at) {
        Objects.requireNonNull(policy, "policy");
        long time = at.getEpochSecond();
        try (In bytes = In.bytes(certificate, "certificate"); Out out = new Out()) {
            return new CertificatePath(policy.use(rules -> Handle.useOrNull(evidence, known -> out.handle(
                    Native.antin_path_judge(
                            bytes.at(), bytes.size(), rules, known, time, out.value, out.error)))));
        }
    }

    /**
     * Looks into a file, in PEM or DER, PKCS#12 among them, without judging it.
     *
     * @param password opens keys and PKCS#12 files; it may be null
     */
    public static Inspection inspect(byte[] file, char[] password) {
        try (In bytes = In.bytes(file, "file");
                In secret = In.secret(password, "password");
                Out out = new Out()) {
            return new Inspection(out.handle(
                    Native.antin_inspect(bytes.at(), bytes.size(), secret.at(), out.value, out.error)));
        }
    }

    /**
     * Fetches what a judgement of a signature will need: OCSP answers, CRLs and missing issuers, for its
     * signers and for the authorities of its time-stamps.
     *
     * <p>To judge online is to gather, then to verify. What could not be fetched is no error:
     * {@link Gathered#missing} tells.
     *
     * @param known what is at hand already, which is not fetched again, or null
     */
    public static Gathered gather(Client client, byte[] signature, Policy policy, Evidence known, Instant now) {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(policy, "policy");
        long time = now.getEpochSecond();
        try (In bytes = In.bytes(signature, "signature"); Out out = new Out()) {
            return new Gathered(client.use(asks -> policy.use(rules -> Handle.useOrNull(known, more -> out.handle(
                    Native.antin_gather(
                            asks, bytes.at(), bytes.size(), rules, more, time, out.value, out.error))))));
        }
    }

    /**
     * Fetches what a judgement of a certificate will need, as for signing at level LT.
     *
     * @param certificates in PEM, or one in DER; the first is asked about, the others complete its path
     * @param known what is at hand already, which is not fetched again, or null
     */
    public static Gathered gatherForCertificate(
            Client client, byte[] certificates, Policy policy, Evidence known, Instant now) {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(policy, "policy");
        long time = now.getEpochSecond();
        try (In bytes = In.bytes(certificates, "certificates"); Out out = new Out()) {
            return new Gathered(client.use(asks -> policy.use(rules -> Handle.useOrNull(known, more -> out.handle(
                    Native.antin_gather_for_certificate(
                            asks, bytes.at(), bytes.size(), rules, more, time, out.value, out.error))))));
        }
    }
}
