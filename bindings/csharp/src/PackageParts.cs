// What a judgement on a package is made of. It is copied out, so that it can be read for ever.

using System;
using System.Collections.Generic;
using System.Text;

namespace Antin
{
    /// <summary>Copies what the library lends about packages.</summary>
    internal static class Parts
    {
        internal static IReadOnlyList<T> List<T>(UIntPtr count, Func<UIntPtr, T> part)
        {
            var found = new List<T>();
            for (ulong i = 0; i < count.ToUInt64(); i++) found.Add(part((UIntPtr)i));
            return found.AsReadOnly();
        }

        internal delegate ErrorCode Getter(IntPtr part, out UIntPtr place);

        /// <summary>A place in a list; null if it has none.</summary>
        internal static int? Place(IntPtr part, Getter getter)
        {
            return getter(part, out UIntPtr place) == ErrorCode.Ok ? (int?)checked((int)place.ToUInt64()) : null;
        }
    }

    /// <summary>A text in the languages for people.</summary>
    internal sealed class Words
    {
        private readonly string english;
        private readonly string vietnamese;

        internal Words(IntPtr part, Func<IntPtr, Language, IntPtr> getter)
        {
            english = Borrowed.Text(getter(part, Language.English));
            vietnamese = Borrowed.Text(getter(part, Language.Vietnamese));
        }

        /// <summary>Refuses what is no language.</summary>
        internal static Language Known(Language language)
        {
            if (language == Language.English || language == Language.Vietnamese) return language;
            throw new ArgumentOutOfRangeException("language");
        }

        internal string In(Language language)
        {
            if (language == Language.English) return english;
            if (language == Language.Vietnamese) return vietnamese;
            throw new ArgumentOutOfRangeException("language");
        }
    }

    /// <summary>The judgement on a seal: one signature of several that a package may have.</summary>
    public sealed class Seal
    {
        private readonly Words fault;

        internal Seal(PackageHandle package, IntPtr seal)
        {
            Attachment = Parts.Place(seal, Native.antin_seal_attachment);
            Container = Parts.Place(seal, Native.antin_seal_container);
            Id = Borrowed.Text(Native.antin_seal_id(seal));
            Sha256 = Borrowed.Text(Native.antin_seal_sha256(seal));
            Verdict = Native.antin_seal_verdict(seal);
            SubIndication = Borrowed.Text(Native.antin_seal_sub_indication(seal));
            Fault = Borrowed.Text(Native.antin_seal_fault(seal));
            fault = new Words(seal, Native.antin_seal_fault_text);
            Organ = Borrowed.Text(Native.antin_seal_organ(seal));
            Role = Native.antin_seal_role(seal);
            Binding = Native.antin_seal_binding(seal);
            var statement = Borrowed.Bytes(Native.antin_seal_statement(seal, out UIntPtr size), size);
            Statement = statement == null ? null : Encoding.UTF8.GetString(statement);
            Missing = Parts.List(Native.antin_seal_missing_count(seal),
                index => Borrowed.Text(Native.antin_seal_missing(seal, index)));
            var report = Native.antin_seal_report(seal);
            if (report != IntPtr.Zero) Report = new Report(new ReportHandle(package, report));
        }

        /// <summary>Which attachment of the message it is, from 0; null if it lies beside the message.</summary>
        public int? Attachment { get; }

        /// <summary>Which of the containers beside the message it is, from 0; null if it is an attachment.</summary>
        public int? Container { get; }

        /// <summary>By what it is known: the SHA-256 of what its key signed, in hexadecimal.</summary>
        /// <remarks>
        /// Whoever keeps those it has seen can tell a package that is sent twice. Null if the container does not
        /// have exactly one signature.
        /// </remarks>
        public string Id { get; }

        /// <summary>The SHA-256 of the container, in hexadecimal.</summary>
        public string Sha256 { get; }

        /// <summary>The verdict on its signature; a failure if the seal is faulty.</summary>
        /// <remarks>Of the message it says nothing.</remarks>
        public Verdict Verdict { get; }

        /// <summary>What goes with the verdict by EN 319 102-1, such as HASH_FAILURE; null for a pass.</summary>
        public string SubIndication { get; }

        /// <summary>What is wrong with the container or the statement, such as other-content; else null.</summary>
        public string Fault { get; }

        /// <summary>The identifier code of the body that seals, by its own word; null if it cannot be read.</summary>
        public string Organ { get; }

        /// <summary>In which role it seals, by its own word.</summary>
        public SealRole Role { get; }

        /// <summary>What is known of its certificate and the body that it names.</summary>
        public SenderBinding Binding { get; }

        /// <summary>What it says about the package, as JSON by <c>docs/seal.md</c>; null if it cannot be read.</summary>
        public string Statement { get; }

        /// <summary>By what the seals are known that were on the package before this one and are not there.</summary>
        public IReadOnlyList<string> Missing { get; }

        /// <summary>The judgement on its signature; null if the container could not be judged.</summary>
        /// <remarks>
        /// It can be read until the package is disposed of. That it passed says nothing of the message: that is
        /// <see cref="Package.RequireAccepted"/>.
        /// </remarks>
        public Report Report { get; }

        /// <summary>Returns the fault as a clause for people; null if there is none.</summary>
        public string FaultText(Language language)
        {
            return fault.In(language);
        }
    }

    /// <summary>A fact of the message, such as its subject: what was sealed, and what arrived.</summary>
    public sealed class Fact
    {
        private readonly Words words;

        internal Fact(IntPtr fact)
        {
            Name = Borrowed.Text(Native.antin_fact_name(fact));
            words = new Words(fact, Native.antin_fact_words);
            State = Native.antin_fact_state(fact);
            Sealed = Parts.List(Native.antin_fact_sealed_count(fact),
                index => Borrowed.Text(Native.antin_fact_sealed(fact, index)));
            Arrived = Parts.List(Native.antin_fact_arrived_count(fact),
                index => Borrowed.Text(Native.antin_fact_arrived(fact, index)));
        }

        /// <summary>The stable name, such as subject; <c>docs/seal.md</c> lists them.</summary>
        public string Name { get; }

        /// <summary>What became of it.</summary>
        public FactState State { get; }

        /// <summary>What was sealed; several values only for a list, as of recipients.</summary>
        public IReadOnlyList<string> Sealed { get; }

        /// <summary>What arrived.</summary>
        public IReadOnlyList<string> Arrived { get; }

        /// <summary>Returns which fact it is, in words for people.</summary>
        public string Words(Language language)
        {
            return words.In(language);
        }
    }

    /// <summary>An attachment: what was sealed, and what arrived.</summary>
    public sealed class PackageFile
    {
        internal PackageFile(IntPtr file, int index)
        {
            Index = index;
            Name = Borrowed.Text(Native.antin_file_name(file));
            State = Native.antin_file_state(file);
            Attachment = Parts.Place(file, Native.antin_file_attachment);
            Length = checked((long)Native.antin_file_length(file));
            Sha256 = Borrowed.Text(Native.antin_file_sha256(file));
            IsUnwrapped = Native.antin_file_is_unwrapped(file) != 0;
            IsDestroyed = Native.antin_file_is_destroyed(file) != 0;
            SealedName = Borrowed.Text(Native.antin_file_sealed_name(file));
            // What was sealed is a stranger's number, as long as no seal passed.
            SealedLength = (long)Math.Min(Native.antin_file_sealed_length(file), long.MaxValue);
            SealedSha256 = Borrowed.Text(Native.antin_file_sealed_sha256(file));
        }

        /// <summary>Its place among the files of the package, by which it is extracted.</summary>
        public int Index { get; }

        /// <summary>The name that arrived, or that was sealed if it is missing.</summary>
        /// <remarks>A stranger's text, which may hold anything: it is no path.</remarks>
        public string Name { get; }

        /// <summary>What became of it.</summary>
        public FileState State { get; }

        /// <summary>Which attachment of the message it is, from 0, seals counted too; null if it is missing.</summary>
        public int? Attachment { get; }

        /// <summary>The length of what arrived, out of the archives around it; 0 if it is missing.</summary>
        public long Length { get; }

        /// <summary>The SHA-256 of what arrived, out of the archives around it; null if it is missing.</summary>
        public string Sha256 { get; }

        /// <summary>Whether it was taken out of an archive that was put around it on the way.</summary>
        public bool IsUnwrapped { get; }

        /// <summary>Whether a conversion of text on the way destroyed it.</summary>
        public bool IsDestroyed { get; }

        /// <summary>The name that was sealed; null if it was not sealed.</summary>
        public string SealedName { get; }

        /// <summary>The length that was sealed; 0 if it was not sealed.</summary>
        public long SealedLength { get; }

        /// <summary>The SHA-256 that was sealed; null if it was not sealed.</summary>
        public string SealedSha256 { get; }
    }

    /// <summary>A liberty that was taken while a message was read, as it is not written by the rules.</summary>
    public sealed class Liberty
    {
        private readonly Words text;

        internal Liberty(IntPtr liberty)
        {
            Code = Borrowed.Text(Native.antin_liberty_code(liberty));
            Element = Borrowed.Text(Native.antin_liberty_element(liberty));
            text = new Words(liberty, Native.antin_liberty_text);
            IsAmbiguous = Native.antin_liberty_is_ambiguous(liberty) != 0;
            Attachment = Parts.Place(liberty, Native.antin_liberty_attachment);
            Offset = checked((long)Native.antin_liberty_offset(liberty));
            Times = checked((long)Native.antin_liberty_times(liberty));
        }

        /// <summary>The stable name, such as comment-in-text.</summary>
        public string Code { get; }

        /// <summary>Which element of the format it is about; null if it is about none.</summary>
        public string Element { get; }

        /// <summary>Whether it lets two readers see two messages: no package with it is accepted.</summary>
        public bool IsAmbiguous { get; }

        /// <summary>Which attachment of the message it is about, from 0; null if it is about none.</summary>
        public int? Attachment { get; }

        /// <summary>Where it was taken first, in bytes from the beginning of the message.</summary>
        public long Offset { get; }

        /// <summary>How many times it was taken.</summary>
        public long Times { get; }

        /// <summary>Returns it as a clause for people.</summary>
        public string Text(Language language)
        {
            return text.In(language);
        }
    }
}
