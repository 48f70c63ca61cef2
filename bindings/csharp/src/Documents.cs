// Signing and judging documents: the calls that most programs need.

using System;
using System.IO;

namespace Antin
{
    /// <summary>Signs and judges documents; judges certificates, and looks into files.</summary>
    /// <remarks>Nothing here reads a clock or the network: times and evidence are arguments.</remarks>
    public static class Documents
    {
        /// <summary>Signs a document; the result carries it if the options ask for that.</summary>
        /// <param name="document">The bytes of the document.</param>
        /// <param name="credential">Who signs.</param>
        /// <param name="options">What kind of signature to make.</param>
        /// <param name="signingTime">When the signer claims to sign; fractions of a second are left out.</param>
        public static byte[] Sign(
            byte[] document, Credential credential, SignOptions options, DateTimeOffset signingTime)
        {
            var bytes = Input.Need(document, "document");
            var signer = Input.Need(credential, "credential").Handle;
            var kind = Input.Need(options, "options").Handle;
            return kind.Use(() =>
            {
                AntinException.Check(
                    Native.antin_sign(bytes, Input.Size(document), signer, kind,
                        signingTime.ToUnixTimeSeconds(), out BufferHandle signed, out ErrorHandle error),
                    error);
                return Borrowed.Take(signed);
            });
        }

        /// <summary>Signs a stream up to its end, in constant memory; the signature is detached.</summary>
        public static byte[] Sign(
            Stream document, Credential credential, SignOptions options, DateTimeOffset signingTime)
        {
            Input.Need(document, "document");
            using (var signing = new Signing(credential, options, signingTime))
            {
                signing.Update(document);
                return signing.Finish();
            }
        }

        /// <summary>Signs a stream in constant memory, and writes a signature with the document in it.</summary>
        /// <param name="document">The document.</param>
        /// <param name="length">How many bytes the document has; the stream must end after them.</param>
        /// <param name="output">Where to write. If the call fails, what was written is of no use.</param>
        /// <param name="credential">Who signs.</param>
        /// <param name="options">They must ask for <see cref="Packaging.Attached"/>.</param>
        /// <param name="signingTime">When the signer claims to sign.</param>
        public static void SignAttached(
            Stream document, long length, Stream output, Credential credential, SignOptions options,
            DateTimeOffset signingTime)
        {
            Input.Need(document, "document");
            Input.Need(output, "output");
            using (var signing = new Signing(credential, options, signingTime, length))
            {
                var head = signing.Head;
                output.Write(head, 0, head.Length);
                Pieces.Read(document, (buffer, count) =>
                {
                    signing.Update(buffer, 0, count);
                    output.Write(buffer, 0, count);
                });
                var tail = signing.Finish();
                output.Write(tail, 0, tail.Length);
            }
        }

        /// <summary>Adds a signature beside those that are there, which are kept byte for byte.</summary>
        /// <param name="signature">The signatures.</param>
        /// <param name="content">The document if the signatures are detached; otherwise null.</param>
        /// <param name="credential">Who signs.</param>
        /// <param name="options">What kind of signature to make.</param>
        /// <param name="signingTime">When the signer claims to sign.</param>
        public static byte[] AddSignature(
            byte[] signature, byte[] content, Credential credential, SignOptions options,
            DateTimeOffset signingTime)
        {
            var bytes = Input.Need(signature, "signature");
            var signer = Input.Need(credential, "credential").Handle;
            var kind = Input.Need(options, "options").Handle;
            return kind.Use(() =>
            {
                AntinException.Check(
                    Native.antin_add_signature(bytes, Input.Size(signature), Input.MayLack(content),
                        Input.Size(content), signer, kind, signingTime.ToUnixTimeSeconds(),
                        out BufferHandle signed, out ErrorHandle error),
                    error);
                return Borrowed.Take(signed);
            });
        }

        /// <summary>Raises all signatures to the level of the options; nothing is judged.</summary>
        /// <remarks>
        /// Level T is a time-stamp; LT adds certificates, CRLs and OCSP answers; LTA adds an archive
        /// time-stamp each time, which renews the one before. Judge the signature first.
        /// </remarks>
        /// <param name="signature">The signatures; what is there stays.</param>
        /// <param name="content">The document if it lies beside the signature and is at hand; otherwise null.</param>
        /// <param name="options">Their level, timestamper and evidence count.</param>
        public static byte[] Extend(byte[] signature, byte[] content, SignOptions options)
        {
            var bytes = Input.Need(signature, "signature");
            var kind = Input.Need(options, "options").Handle;
            return kind.Use(() =>
            {
                AntinException.Check(
                    Native.antin_extend(bytes, Input.Size(signature), Input.MayLack(content),
                        Input.Size(content), kind, out BufferHandle extended, out ErrorHandle error),
                    error);
                return Borrowed.Take(extended);
            });
        }

        /// <summary>Prepares a signature for a key that lives elsewhere.</summary>
        /// <param name="document">The bytes of the document.</param>
        /// <param name="chain">Certificates in PEM, the signer's first, or the signer's alone in DER.</param>
        /// <param name="options">What kind of signature to make.</param>
        /// <param name="signingTime">When the signer claims to sign.</param>
        public static Prepared Prepare(
            byte[] document, byte[] chain, SignOptions options, DateTimeOffset signingTime)
        {
            var bytes = Input.Need(document, "document");
            var certificates = Input.Need(chain, "chain");
            var kind = Input.Need(options, "options").Handle;
            return kind.Use(() =>
            {
                AntinException.Check(
                    Native.antin_prepare(bytes, Input.Size(document), certificates, Input.Size(chain), kind,
                        signingTime.ToUnixTimeSeconds(), out PreparedHandle prepared, out ErrorHandle error),
                    error);
                return new Prepared(prepared);
            });
        }

        /// <summary>Prepares a detached signature over a stream, which is read in constant memory.</summary>
        public static Prepared Prepare(
            Stream document, byte[] chain, SignOptions options, DateTimeOffset signingTime)
        {
            Input.Need(document, "document");
            using (var signing = Signing.ForChain(chain, options, signingTime))
            {
                signing.Update(document);
                return signing.Prepare();
            }
        }

        /// <summary>Prepares a detached signature over a document of which only the digest is at hand.</summary>
        /// <param name="algorithm">
        /// SHA-256 with RSA and P-256, SHA-384 with P-384, SHA-512 with Ed25519, or that of the options.
        /// </param>
        /// <param name="digest">The digest.</param>
        /// <param name="chain">As for the other ways to prepare.</param>
        /// <param name="options">What kind of signature to make.</param>
        /// <param name="signingTime">When the signer claims to sign.</param>
        public static Prepared PrepareDigest(
            DigestAlgorithm algorithm, byte[] digest, byte[] chain, SignOptions options,
            DateTimeOffset signingTime)
        {
            var bytes = Input.Need(digest, "digest");
            var certificates = Input.Need(chain, "chain");
            var kind = Input.Need(options, "options").Handle;
            return kind.Use(() =>
            {
                AntinException.Check(
                    Native.antin_prepare_digest(algorithm, bytes, Input.Size(digest), certificates,
                        Input.Size(chain), kind, signingTime.ToUnixTimeSeconds(),
                        out PreparedHandle prepared, out ErrorHandle error),
                    error);
                return new Prepared(prepared);
            });
        }

        /// <summary>Prepares a signature beside those that are there.</summary>
        /// <param name="signature">The signatures.</param>
        /// <param name="content">The document if the signatures are detached; otherwise null.</param>
        /// <param name="chain">As for the other ways to prepare.</param>
        /// <param name="options">What kind of signature to make.</param>
        /// <param name="signingTime">When the signer claims to sign.</param>
        public static Prepared PrepareAddition(
            byte[] signature, byte[] content, byte[] chain, SignOptions options, DateTimeOffset signingTime)
        {
            var bytes = Input.Need(signature, "signature");
            var certificates = Input.Need(chain, "chain");
            var kind = Input.Need(options, "options").Handle;
            return kind.Use(() =>
            {
                AntinException.Check(
                    Native.antin_prepare_addition(bytes, Input.Size(signature), Input.MayLack(content),
                        Input.Size(content), certificates, Input.Size(chain), kind,
                        signingTime.ToUnixTimeSeconds(), out PreparedHandle prepared, out ErrorHandle error),
                    error);
                return new Prepared(prepared);
            });
        }

        /// <summary>Judges the signatures of a document that has its content in it.</summary>
        public static Report Verify(byte[] document, Policy policy, DateTimeOffset at, Evidence evidence = null)
        {
            return Verify(document, (byte[])null, policy, at, evidence);
        }

        /// <summary>Judges the signatures of a document.</summary>
        /// <param name="document">What carries the signatures, recognised by its bytes.</param>
        /// <param name="content">The file that was signed, if it lies beside the signature; otherwise null.</param>
        /// <param name="policy">Whom to trust and what to demand.</param>
        /// <param name="at">The time by which to judge.</param>
        /// <param name="evidence">What is known beside the document, or null.</param>
        /// <returns>
        /// A judgement, which may be of any kind: go on with <see cref="Report.RequirePassed"/>.
        /// </returns>
        public static Report Verify(
            byte[] document, byte[] content, Policy policy, DateTimeOffset at, Evidence evidence = null)
        {
            var bytes = Input.Need(document, "document");
            var rules = Input.Need(policy, "policy").Handle;
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            return rules.Use(() => known.Use(() =>
            {
                AntinException.Check(
                    Native.antin_verify(bytes, Input.Size(document), Input.MayLack(content),
                        Input.Size(content), rules, known, at.ToUnixTimeSeconds(),
                        out ReportHandle report, out ErrorHandle error),
                    error);
                return new Report(report);
            }));
        }

        /// <summary>Judges signatures beside a content that is read as a stream, in constant memory.</summary>
        public static Report Verify(
            byte[] signature, Stream content, Policy policy, DateTimeOffset at, Evidence evidence = null)
        {
            Input.Need(content, "content");
            using (var verifying = new Verifying(signature, policy, at, evidence))
            {
                verifying.Update(content);
                return verifying.Finish();
            }
        }

        /// <summary>Judges a document with its content in it that is read as a stream, in constant memory.</summary>
        public static Report Verify(Stream document, Policy policy, DateTimeOffset at, Evidence evidence = null)
        {
            Input.Need(document, "document");
            using (var verifying = Verifying.Attached(policy, at, evidence))
            {
                verifying.Update(document);
                return verifying.Finish();
            }
        }

        /// <summary>Judges a certificate alone, by RFC 5280 section 6.</summary>
        /// <param name="certificate">The certificate in DER or PEM.</param>
        /// <param name="policy">Whom to trust, and what is asked of the path.</param>
        /// <param name="at">The time by which to judge.</param>
        /// <param name="evidence">The certificates in between and what tells about revocation, or null.</param>
        /// <returns>
        /// A judgement, which may be of any kind: go on with <see cref="CertificatePath.RequirePassed"/>.
        /// </returns>
        public static CertificatePath JudgeCertificate(
            byte[] certificate, Policy policy, DateTimeOffset at, Evidence evidence = null)
        {
            var bytes = Input.Need(certificate, "certificate");
            var rules = Input.Need(policy, "policy").Handle;
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            return rules.Use(() => known.Use(() =>
            {
                AntinException.Check(
                    Native.antin_path_judge(bytes, Input.Size(certificate), rules, known,
                        at.ToUnixTimeSeconds(), out PathHandle path, out ErrorHandle error),
                    error);
                return new CertificatePath(path);
            }));
        }

        /// <summary>Looks into a file, in PEM or DER, PKCS#12 among them, without judging it.</summary>
        /// <param name="file">The bytes of the file.</param>
        /// <param name="password">Opens keys and PKCS#12 files; it may be null.</param>
        public static Inspection Inspect(byte[] file, string password = null)
        {
            var bytes = Input.Need(file, "file");
            using (var secret = new Utf8(password, "password"))
            {
                return Library.Begin(() =>
                {
                    AntinException.Check(
                        Native.antin_inspect(bytes, Input.Size(file), secret.Bytes,
                            out InspectionHandle inspection, out ErrorHandle error),
                        error);
                    return new Inspection(inspection);
                });
            }
        }

        /// <summary>
        /// Fetches what a judgement of a signature will need: OCSP answers, CRLs and missing issuers, for its
        /// signers and for the authorities of its time-stamps.
        /// </summary>
        /// <remarks>
        /// To judge online is to gather, then to verify. What could not be fetched is no error:
        /// <see cref="Gathered.Missing"/> tells.
        /// </remarks>
        /// <param name="client">Who asks.</param>
        /// <param name="signature">The signature, with or without its content.</param>
        /// <param name="policy">Whom to trust.</param>
        /// <param name="now">The time.</param>
        /// <param name="known">What is at hand already, which is not fetched again, or null.</param>
        public static Gathered Gather(
            Client client, byte[] signature, Policy policy, DateTimeOffset now, Evidence known = null)
        {
            var bytes = Input.Need(signature, "signature");
            var asks = Input.Need(client, "client").Handle;
            var rules = Input.Need(policy, "policy").Handle;
            var more = known == null ? EvidenceHandle.None : known.Handle;
            return new Gathered(rules.Use(() => more.Use(() =>
            {
                AntinException.Check(
                    Native.antin_gather(asks, bytes, Input.Size(signature), rules, more, now.ToUnixTimeSeconds(),
                        out GatheredHandle gathered, out ErrorHandle error),
                    error);
                return gathered;
            })));
        }

        /// <summary>Fetches what a judgement of a certificate will need, as for signing at level LT.</summary>
        /// <param name="client">Who asks.</param>
        /// <param name="certificates">
        /// In PEM, or one in DER; the first is asked about, the others complete its path.
        /// </param>
        /// <param name="policy">Whom to trust.</param>
        /// <param name="now">The time.</param>
        /// <param name="known">What is at hand already, which is not fetched again, or null.</param>
        public static Gathered GatherForCertificate(
            Client client, byte[] certificates, Policy policy, DateTimeOffset now, Evidence known = null)
        {
            var bytes = Input.Need(certificates, "certificates");
            var asks = Input.Need(client, "client").Handle;
            var rules = Input.Need(policy, "policy").Handle;
            var more = known == null ? EvidenceHandle.None : known.Handle;
            return new Gathered(rules.Use(() => more.Use(() =>
            {
                AntinException.Check(
                    Native.antin_gather_for_certificate(asks, bytes, Input.Size(certificates), rules, more,
                        now.ToUnixTimeSeconds(), out GatheredHandle gathered, out ErrorHandle error),
                    error);
                return gathered;
            })));
        }
    }
}
