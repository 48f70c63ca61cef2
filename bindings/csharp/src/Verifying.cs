// A judgement on a document that passes by.

using System;
using System.IO;

namespace Antin
{
    /// <summary>A judgement on a document that passes by, in constant memory.</summary>
    public sealed class Verifying : IDisposable
    {
        private readonly VerifyingHandle handle;

        /// <summary>Begins a judgement on a detached signature, whose content will be handed over.</summary>
        /// <param name="signature">The signature. It is copied, as are policy and evidence.</param>
        /// <param name="policy">Whom to trust and what to demand.</param>
        /// <param name="at">The time by which to judge.</param>
        /// <param name="evidence">What is known beside the document, or null.</param>
        public Verifying(byte[] signature, Policy policy, DateTimeOffset at, Evidence evidence = null)
        {
            var bytes = Input.Need(signature, "signature");
            handle = Begin(policy, evidence, (rules, known) =>
            {
                AntinException.Check(
                    Native.antin_verifying_new(bytes, Input.Size(signature), rules, known,
                        at.ToUnixTimeSeconds(), out VerifyingHandle verifying, out ErrorHandle error),
                    error);
                return verifying;
            });
        }

        private Verifying(VerifyingHandle handle)
        {
            this.handle = handle;
        }

        /// <summary>Begins a judgement on a document that will be handed over with its content in it.</summary>
        /// <remarks>
        /// A thread of the library reads a large one, until <see cref="Finish"/> or <see cref="Dispose"/>. The
        /// report does not give the content out.
        /// </remarks>
        /// <param name="policy">Whom to trust and what to demand. It is copied.</param>
        /// <param name="at">The time by which to judge.</param>
        /// <param name="evidence">What is known beside the document, or null. It is copied.</param>
        public static Verifying Attached(Policy policy, DateTimeOffset at, Evidence evidence = null)
        {
            return new Verifying(Begin(policy, evidence, (rules, known) =>
            {
                AntinException.Check(
                    Native.antin_verifying_new_attached(rules, known, at.ToUnixTimeSeconds(),
                        out VerifyingHandle verifying, out ErrorHandle error),
                    error);
                return verifying;
            }));
        }

        private static VerifyingHandle Begin(
            Policy policy, Evidence evidence, Func<PolicyHandle, EvidenceHandle, VerifyingHandle> begin)
        {
            var rules = Input.Need(policy, "policy").Handle;
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            return rules.Use(() => known.Use(() => begin(rules, known)));
        }

        /// <summary>Takes the next piece.</summary>
        public void Update(byte[] piece)
        {
            Update(piece, 0, Input.Need<byte[]>(piece, "piece").Length);
        }

        /// <summary>Takes the next piece out of a buffer.</summary>
        public void Update(byte[] buffer, int offset, int count)
        {
            lock (handle)
            {
                Input.Piece(buffer, offset, count, (ref byte first, UIntPtr size) => AntinException.Check(
                    Native.antin_verifying_update(handle, ref first, size, out ErrorHandle error), error));
            }
        }

        /// <summary>Takes all that a stream still has.</summary>
        public void Update(Stream stream)
        {
            Pieces.Read(stream, (buffer, count) => Update(buffer, 0, count));
        }

        /// <summary>Judges. It works once, also if it fails.</summary>
        public Report Finish()
        {
            lock (handle)
            {
                AntinException.Check(
                    Native.antin_verifying_finish(handle, out ReportHandle report, out ErrorHandle error), error);
                return new Report(report);
            }
        }

        /// <summary>Frees the judgement in the making.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }
    }
}
