// The judgement on one signature.

using System;
using System.Collections.Generic;

namespace Antin
{
    /// <summary>The judgement on one signature. It can be read until its report is disposed of.</summary>
    public sealed class Signature
    {
        private readonly Report report;
        private readonly IntPtr pointer;

        internal Signature(Report report, IntPtr pointer)
        {
            this.report = report;
            this.pointer = pointer;
        }

        /// <summary>The verdict.</summary>
        public Verdict Verdict
        {
            get { return Read(() => Native.antin_signature_verdict(pointer)); }
        }

        /// <summary>What goes with the verdict by EN 319 102-1, such as HASH_FAILURE; null for a pass.</summary>
        public string SubIndication
        {
            get { return Text(Native.antin_signature_sub_indication); }
        }

        /// <summary>The level that the signature has.</summary>
        public Level Level
        {
            get { return Read(() => Native.antin_signature_level(pointer)); }
        }

        /// <summary>The subject of the signing certificate; null if there is none.</summary>
        /// <remarks>
        /// Unless the verdict is a pass, this is only what the signature claims. Whoever applied for the
        /// certificate chose the name, so escape it before showing it.
        /// </remarks>
        public string SignerSubject
        {
            get { return Text(Native.antin_signature_signer_subject); }
        }

        /// <summary>The issuer of the signing certificate; null if there is none.</summary>
        public string SignerIssuer
        {
            get { return Text(Native.antin_signature_signer_issuer); }
        }

        /// <summary>The serial number of the signing certificate, in lower-case hexadecimal.</summary>
        public string SignerSerial
        {
            get { return Text(Native.antin_signature_signer_serial); }
        }

        /// <summary>The SHA-256 of the signing certificate, in lower-case hexadecimal.</summary>
        public string SignerSha256
        {
            get { return Text(Native.antin_signature_signer_sha256); }
        }

        /// <summary>The signing certificate in DER; null if there is none.</summary>
        public byte[] SignerCertificate
        {
            get
            {
                return Read(() =>
                {
                    var bytes = Native.antin_signature_signer_certificate(pointer, out UIntPtr size);
                    return Borrowed.Bytes(bytes, size);
                });
            }
        }

        /// <summary>When the signature says it was made. A claim: nothing proves it.</summary>
        /// <remarks>A claim of the year 0 is given as the first day of year 1.</remarks>
        public DateTimeOffset? ClaimedTime
        {
            get { return Time.Of(ClaimedUnixTime); }
        }

        /// <summary>The same in seconds since 1970-01-01T00:00:00Z; null if the signature does not say.</summary>
        public long? ClaimedUnixTime
        {
            get
            {
                return Read(() => Native.antin_signature_claimed_time(pointer, out long time) == ErrorCode.Ok
                    ? (long?)time
                    : null);
            }
        }

        /// <summary>A time at which the signature provably existed; null if nothing proves any.</summary>
        public DateTimeOffset? ProvenTime
        {
            get
            {
                return Time.Of(Read(
                    () => Native.antin_signature_proven_time(pointer, out long time) == ErrorCode.Ok
                        ? (long?)time
                        : null));
            }
        }

        /// <summary>The digest algorithm, such as SHA-256; null if it is not known.</summary>
        public string Digest
        {
            get { return Text(Native.antin_signature_digest); }
        }

        /// <summary>The signature algorithm and the size of the key, such as RSA-PKCS1-2048.</summary>
        public string Algorithm
        {
            get { return Text(Native.antin_signature_algorithm); }
        }

        /// <summary>What of the document the signature is over.</summary>
        public Coverage Coverage
        {
            get { return Read(() => Native.antin_signature_coverage(pointer)); }
        }

        /// <summary>The path in DER, the signer's certificate first, the root left out; empty if none holds.</summary>
        public IReadOnlyList<byte[]> Path
        {
            get
            {
                return Read(() =>
                {
                    var found = new List<byte[]>();
                    var count = Native.antin_signature_path_count(pointer).ToUInt64();
                    for (ulong i = 0; i < count; i++)
                    {
                        var bytes = Native.antin_signature_path_certificate(pointer, (UIntPtr)i, out UIntPtr size);
                        found.Add(Borrowed.Bytes(bytes, size));
                    }
                    return found.AsReadOnly();
                });
            }
        }

        /// <summary>What the judgement came across, in that order.</summary>
        public IReadOnlyList<Finding> Findings
        {
            get
            {
                return Read(() =>
                {
                    var found = new List<Finding>();
                    var count = Native.antin_signature_finding_count(pointer).ToUInt64();
                    for (ulong i = 0; i < count; i++)
                    {
                        found.Add(new Finding(report, Native.antin_signature_finding(pointer, (UIntPtr)i)));
                    }
                    return found.AsReadOnly();
                });
            }
        }

        /// <summary>The time-stamps of the signature.</summary>
        public IReadOnlyList<Timestamp> Timestamps
        {
            get
            {
                return Read(() =>
                {
                    var found = new List<Timestamp>();
                    var count = Native.antin_signature_timestamp_count(pointer).ToUInt64();
                    for (ulong i = 0; i < count; i++)
                    {
                        found.Add(new Timestamp(report, Native.antin_signature_timestamp(pointer, (UIntPtr)i)));
                    }
                    return found.AsReadOnly();
                });
            }
        }

        private string Text(Func<IntPtr, IntPtr> getter)
        {
            return Read(() => Borrowed.Text(getter(pointer)));
        }

        private T Read<T>(Func<T> read)
        {
            return report.Handle.Read(read);
        }
    }

    /// <summary>What a judgement came across. It can be read until its report is disposed of.</summary>
    public sealed class Finding
    {
        private readonly Report report;
        private readonly IntPtr pointer;

        internal Finding(Report report, IntPtr pointer)
        {
            this.report = report;
            this.pointer = pointer;
        }

        /// <summary>The stable name, such as message-digest-mismatch.</summary>
        public string Code
        {
            get { return Read(() => Borrowed.Text(Native.antin_finding_code(pointer))); }
        }

        /// <summary>How much it matters.</summary>
        public Severity Severity
        {
            get { return Read(() => Native.antin_finding_severity(pointer)); }
        }

        /// <summary>The clause of the standard that it is by; null if none is finer than the whole.</summary>
        public string Clause
        {
            get { return Read(() => Borrowed.Text(Native.antin_finding_clause(pointer))); }
        }

        /// <summary>Returns it as a sentence for people. Control characters of names are escaped.</summary>
        public string Text(Language language)
        {
            return Read(() => Borrowed.Text(Native.antin_finding_text(pointer, language)));
        }

        /// <summary>Returns what a person can do about it, or null if there is nothing.</summary>
        public string Help(Language language)
        {
            return Read(() => Borrowed.Text(Native.antin_finding_help(pointer, language)));
        }

        private T Read<T>(Func<T> read)
        {
            return report.Handle.Read(read);
        }
    }
}
