// The judgement on a package.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Antin
{
    /// <summary>The judgement on a package.</summary>
    /// <remarks>
    /// It is no pass: ask <see cref="RequireAccepted"/>. What the message says may be used only then, too.
    /// Threads may read one at the same time.
    /// </remarks>
    public sealed class Package : IDisposable
    {
        private readonly PackageHandle handle;
        private readonly IReadOnlyList<Seal> seals;
        private readonly IReadOnlyList<Fact> facts;
        private readonly IReadOnlyList<PackageFile> files;
        private readonly IReadOnlyList<Liberty> liberties;

        internal Package(PackageHandle handle)
        {
            this.handle = handle;
            seals = Parts.List(Native.antin_package_seal_count(handle),
                index => new Seal(handle, Native.antin_package_seal(handle, index)));
            facts = Parts.List(Native.antin_package_fact_count(handle),
                index => new Fact(Native.antin_package_fact(handle, index)));
            files = Parts.List(Native.antin_package_file_count(handle),
                index => new PackageFile(Native.antin_package_file(handle, index), checked((int)index.ToUInt64())));
            liberties = Parts.List(Native.antin_package_liberty_count(handle),
                index => new Liberty(Native.antin_package_liberty(handle, index)));
            GC.KeepAlive(handle);
        }

        internal PackageHandle Handle
        {
            get { return handle; }
        }

        /// <summary>
        /// Returns only if all that was sealed is whole, every seal passed, and the sender is bound.
        /// </summary>
        /// <exception cref="RejectedException">It is not so; the message says which of these it is.</exception>
        public void RequireAccepted()
        {
            AntinException.Check(Native.antin_package_require_accepted(handle, out ErrorHandle error), error);
        }

        /// <summary>Whether <see cref="RequireAccepted"/> would return.</summary>
        public bool IsAccepted
        {
            get { return Native.antin_package_is_accepted(handle) != 0; }
        }

        /// <summary>What became of it on its way. Of the signatures it says nothing.</summary>
        public PackageState State
        {
            get { return Native.antin_package_state(handle); }
        }

        /// <summary>The verdict on the signatures of all seals: the worst. Of the message it says nothing.</summary>
        public Verdict Verdict
        {
            get { return Native.antin_package_verdict(handle); }
        }

        /// <summary>What goes with the verdict by EN 319 102-1, such as HASH_FAILURE; null for a pass.</summary>
        public string SubIndication
        {
            get { return handle.Read(() => Borrowed.Text(Native.antin_package_sub_indication(handle))); }
        }

        /// <summary>The identifier code of the sender, as the message has it; null if it has none.</summary>
        /// <remarks>Unless the package is accepted, it is a claim.</remarks>
        public string SenderCode
        {
            get { return handle.Read(() => Borrowed.Text(Native.antin_package_sender_code(handle))); }
        }

        /// <summary>What is known of the certificate by which the sender sealed; of several seals, the best.</summary>
        public SenderBinding SenderBinding
        {
            get { return Native.antin_package_sender_binding(handle); }
        }

        /// <summary>The code of the body whose certificate it is instead, if that was said; else null.</summary>
        public string SenderOther
        {
            get { return handle.Read(() => Borrowed.Text(Native.antin_package_sender_other(handle))); }
        }

        /// <summary>The judgements on the seals: those in the message in its order, then those beside it.</summary>
        public IReadOnlyList<Seal> Seals
        {
            get { return Open(seals); }
        }

        /// <summary>The facts that were sealed or arrived, each by the seal that is worst for it.</summary>
        public IReadOnlyList<Fact> Facts
        {
            get { return Open(facts); }
        }

        /// <summary>
        /// The attachments that were sealed or arrived, without the seals, each by the seal that is worst for it.
        /// </summary>
        public IReadOnlyList<PackageFile> Files
        {
            get { return Open(files); }
        }

        /// <summary>The liberties that were taken while the message was read, in its order.</summary>
        public IReadOnlyList<Liberty> Liberties
        {
            get { return Open(liberties); }
        }

        /// <summary>Gives the whole judgement as JSON, by <c>docs/package-report.schema.json</c>.</summary>
        public string ToJson(Language language)
        {
            AntinException.Check(
                Native.antin_package_to_json(handle, language, out BufferHandle json, out ErrorHandle error), error);
            return Encoding.UTF8.GetString(Borrowed.Take(json));
        }

        /// <summary>Gives the whole judgement as text for people.</summary>
        public string ToText(Language language)
        {
            AntinException.Check(
                Native.antin_package_to_text(handle, language, out BufferHandle text, out ErrorHandle error), error);
            return Encoding.UTF8.GetString(Borrowed.Take(text));
        }

        /// <summary>Copies one attachment, out of the archives that were put around it.</summary>
        /// <remarks>It is compared with what was judged: the message may have changed meanwhile.</remarks>
        /// <param name="message">The message that was judged, which may lie elsewhere by now.</param>
        /// <param name="index">The place of the attachment among <see cref="Files"/>.</param>
        /// <exception cref="RejectedException">The package is not accepted.</exception>
        public byte[] Extract(Source message, int index)
        {
            using (var memory = Target.Memory())
            {
                Extract(message, index, memory);
                return Target.Written(memory);
            }
        }

        /// <summary>Copies one attachment, out of the archives that were put around it.</summary>
        public byte[] Extract(Source message, PackageFile file)
        {
            return Extract(message, Place(file));
        }

        /// <summary>Writes one attachment to a file or a stream.</summary>
        /// <remarks>
        /// A stream may have got something of it by the time that the call throws: throw that away. Choose a name
        /// of your own for a file.
        /// </remarks>
        public void ExtractTo(Source message, int index, Target output)
        {
            using (var target = Input.Need(output, "output").Open("output")) Extract(message, index, target);
        }

        /// <summary>Writes one attachment to a file or a stream, as by its place.</summary>
        public void ExtractTo(Source message, PackageFile file, Target output)
        {
            ExtractTo(message, Place(file), output);
        }

        /// <summary>Copies all attachments, in the order of <see cref="Files"/>; the message is read once.</summary>
        /// <exception cref="RejectedException">The package is not accepted.</exception>
        public IReadOnlyList<byte[]> ExtractAll(Source message)
        {
            var memories = new List<TargetHandle>();
            try
            {
                foreach (var file in files) memories.Add(Target.Memory());
                Extract(message, memories);
                return memories.Select(Target.Written).ToList().AsReadOnly();
            }
            finally
            {
                foreach (var memory in memories) memory.Dispose();
            }
        }

        /// <summary>Writes attachments to files and streams, as <see cref="ExtractTo(Source, int, Target)"/>.</summary>
        /// <param name="message">The message that was judged.</param>
        /// <param name="outputs">Where to write, by place among <see cref="Files"/>; others are passed over.</param>
        public void ExtractAllTo(Source message, IReadOnlyDictionary<int, Target> outputs)
        {
            Input.Need(outputs, "outputs");
            if (outputs.Keys.Any(index => index < 0 || index >= files.Count))
            {
                throw new ArgumentOutOfRangeException("outputs");
            }
            var targets = new TargetHandle[files.Count];
            try
            {
                foreach (var one in outputs)
                {
                    targets[one.Key] = Input.Need(one.Value, "outputs").Open("outputs");
                }
                Extract(message, targets);
            }
            finally
            {
                foreach (var target in targets) target?.Dispose();
            }
        }

        private void Extract(Source message, int index, TargetHandle target)
        {
            if (index < 0) throw new ArgumentOutOfRangeException("index");
            handle.NeedOpen();
            using (var source = Input.Need(message, "message").Open("message"))
            {
                Callbacks.Run(() =>
                {
                    AntinException.Check(
                        Native.antin_package_extract_file(
                            handle, source, (UIntPtr)(uint)index, target, out ErrorHandle error),
                        error);
                    return true;
                });
            }
        }

        private void Extract(Source message, IReadOnlyList<TargetHandle> targets)
        {
            // One more, as an empty array might become NULL. Whoever calls disposes of the targets afterwards.
            var pointers = new IntPtr[targets.Count + 1];
            for (var i = 0; i < targets.Count; i++)
            {
                if (targets[i] != null) pointers[i] = targets[i].DangerousGetHandle();
            }
            handle.NeedOpen();
            using (var source = Input.Need(message, "message").Open("message"))
            {
                Callbacks.Run(() =>
                {
                    AntinException.Check(
                        Native.antin_package_extract(
                            handle, source, pointers, (UIntPtr)(uint)targets.Count, out ErrorHandle error),
                        error);
                    return true;
                });
            }
        }

        private int Place(PackageFile file)
        {
            Input.Need(file, "file");
            if (file.Index >= files.Count || files[file.Index] != file)
            {
                throw new ArgumentException("The attachment is of another package.", "file");
            }
            return file.Index;
        }

        /// <summary>Frees the judgement, and the reports of its seals. What was copied out can still be read.</summary>
        public void Dispose()
        {
            foreach (var seal in seals) seal.Report?.Dispose();
            handle.Dispose();
        }

        private T Open<T>(T part)
        {
            handle.NeedOpen();
            return part;
        }
    }

    /// <summary>What a message lacks by the rules of the format. Nothing in it was judged.</summary>
    /// <remarks>A message without a fault may be anybody's.</remarks>
    public sealed class Validation
    {
        /// <summary>Copies out what was found, and frees it.</summary>
        internal Validation(ValidationHandle validation)
        {
            using (validation)
            {
                Faults = Parts.List(Native.antin_validation_fault_count(validation),
                    index => Borrowed.Text(Native.antin_validation_fault(validation, index)));
                Liberties = Parts.List(Native.antin_validation_liberty_count(validation),
                    index => new Liberty(Native.antin_validation_liberty(validation, index)));
            }
        }

        /// <summary>
        /// The faults, each a letter and a path such as <c>R.MessageHeader.Subject</c>: <c>N</c> missing, <c>R</c>
        /// out of range, <c>M</c> contradicting another element, <c>T</c> of another type.
        /// </summary>
        public IReadOnlyList<string> Faults { get; }

        /// <summary>The liberties that were taken while the message was read, in its order.</summary>
        public IReadOnlyList<Liberty> Liberties { get; }
    }
}
