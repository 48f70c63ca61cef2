// What gathering found, and what it did not.

using System;
using System.Collections.Generic;

namespace Antin
{
    /// <summary>What gathering found, and what it did not. Disposing of it disposes of its evidence.</summary>
    public sealed class Gathered : IDisposable
    {
        /// <summary>Copies out what was gathered, and frees it.</summary>
        internal Gathered(GatheredHandle gathered)
        {
            using (gathered)
            {
                Fetched = (long)Native.antin_gathered_fetched(gathered).ToUInt64();
                IsCutShort = Native.antin_gathered_is_cut_short(gathered) != 0;
                Missing = gathered.Read(() =>
                {
                    var found = new List<Missing>();
                    var count = Native.antin_gathered_missing_count(gathered).ToUInt64();
                    for (ulong i = 0; i < count; i++)
                    {
                        found.Add(new Missing(Native.antin_gathered_missing(gathered, (UIntPtr)i)));
                    }
                    return found.AsReadOnly();
                });
                AntinException.Check(
                    Native.antin_gathered_evidence(gathered, out EvidenceHandle evidence, out ErrorHandle error), error);
                Evidence = new Evidence(evidence);
            }
        }

        /// <summary>What was known before, and what was fetched and found to fit.</summary>
        public Evidence Evidence { get; }

        /// <summary>How many pieces were fetched and kept.</summary>
        public long Fetched { get; }

        /// <summary>For which certificates something is missing still; the judgement says what it means.</summary>
        public IReadOnlyList<Missing> Missing { get; }

        /// <summary>
        /// Whether something is missing because a bound on the gathering was met. Whoever wrote the document can
        /// bring this about, and what was not asked may be a revocation: judge by a policy that requires its
        /// status then.
        /// </summary>
        public bool IsCutShort { get; }

        /// <summary>Frees the evidence.</summary>
        public void Dispose()
        {
            Evidence.Dispose();
        }
    }

    /// <summary>A certificate for which something is missing.</summary>
    public sealed class Missing
    {
        internal Missing(IntPtr missing)
        {
            Kind = Native.antin_missing_kind(missing);
            Subject = Borrowed.Text(Native.antin_missing_subject(missing));
            var certificate = Native.antin_missing_certificate(missing, out UIntPtr size);
            Certificate = Borrowed.Bytes(certificate, size);
            var attempts = new List<Attempt>();
            var count = Native.antin_missing_attempt_count(missing).ToUInt64();
            for (ulong i = 0; i < count; i++) attempts.Add(new Attempt(missing, (UIntPtr)i));
            Attempts = attempts.AsReadOnly();
        }

        /// <summary>What is missing.</summary>
        public MissingKind Kind { get; }

        /// <summary>The subject of the certificate.</summary>
        public string Subject { get; }

        /// <summary>The certificate in DER.</summary>
        public byte[] Certificate { get; }

        /// <summary>What was tried; nothing if the certificates name no address that is asked.</summary>
        public IReadOnlyList<Attempt> Attempts { get; }
    }

    /// <summary>An address that gave nothing of use, and why.</summary>
    public sealed class Attempt
    {
        private readonly string english;
        private readonly string vietnamese;

        internal Attempt(IntPtr missing, UIntPtr index)
        {
            Address = Borrowed.Text(Native.antin_missing_attempt_address(missing, index));
            english = Borrowed.Text(Native.antin_missing_attempt_reason(missing, index, Language.English));
            vietnamese = Borrowed.Text(Native.antin_missing_attempt_reason(missing, index, Language.Vietnamese));
        }

        /// <summary>The address: a stranger's text, so escape it before showing it.</summary>
        public string Address { get; }

        /// <summary>Returns why it gave nothing of use, as a clause for people.</summary>
        public string Reason(Language language)
        {
            return language == Language.Vietnamese ? vietnamese : english;
        }
    }
}
