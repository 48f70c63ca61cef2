// What the caller knows beside the document.

using System;
using System.Collections.Generic;

namespace Antin
{
    /// <summary>What the caller knows beside the document: certificates, CRLs, OCSP answers, time-stamps.</summary>
    /// <remarks>Nothing in it is trusted. It may be shared by threads.</remarks>
    public sealed class Evidence : IDisposable
    {
        internal readonly EvidenceHandle Handle;

        /// <summary>Makes evidence with nothing in it.</summary>
        public Evidence()
        {
            Handle = Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_evidence_new(out EvidenceHandle made, out ErrorHandle error), error);
                return made;
            });
        }

        internal Evidence(EvidenceHandle handle)
        {
            Handle = handle;
        }

        /// <summary>Reads the bytes of an evidence file (docs/evidence.md).</summary>
        public static Evidence FromBytes(byte[] file)
        {
            var bytes = Input.Need(file, "file");
            return new Evidence(Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_evidence_from_bytes(bytes, Input.Size(file), out EvidenceHandle read,
                        out ErrorHandle error),
                    error);
                return read;
            }));
        }

        /// <summary>Reads an evidence file from the disk.</summary>
        public static Evidence Read(string path)
        {
            using (var text = new Utf8(Input.Need(path, "path"), "path"))
            {
                return new Evidence(Library.Begin(() =>
                {
                    AntinException.Check(
                        Native.antin_evidence_read(text.Bytes, out EvidenceHandle read, out ErrorHandle error), error);
                    return read;
                }));
            }
        }

        /// <summary>Gives the bytes of an evidence file; the reception time is not among them.</summary>
        public byte[] ToBytes()
        {
            return Handle.Use(() =>
            {
                AntinException.Check(
                    Native.antin_evidence_to_bytes(Handle, out BufferHandle file, out ErrorHandle error), error);
                return Borrowed.Take(file);
            });
        }

        /// <summary>Writes an evidence file to the disk, whole or not at all.</summary>
        public void Write(string path)
        {
            using (var text = new Utf8(Input.Need(path, "path"), "path"))
            {
                Handle.Use(() =>
                {
                    AntinException.Check(
                        Native.antin_evidence_write(Handle, text.Bytes, out ErrorHandle error), error);
                    return true;
                });
            }
        }

        /// <summary>Lists the pieces, in the order in which they end.</summary>
        /// <param name="withBytes">Whether the bytes of the pieces are copied as well.</param>
        public IReadOnlyList<EvidenceItem> Items(bool withBytes = false)
        {
            using (var list = List())
            {
                return list.Read(() =>
                {
                    var items = new List<EvidenceItem>();
                    var count = Native.antin_evidence_list_count(list).ToUInt64();
                    for (ulong i = 0; i < count; i++)
                    {
                        items.Add(new EvidenceItem(Native.antin_evidence_list_item(list, (UIntPtr)i), withBytes));
                    }
                    return items.AsReadOnly();
                });
            }
        }

        /// <summary>Returns how many pieces have ended by a time: the first so many of the items.</summary>
        public long Ended(DateTimeOffset by)
        {
            using (var list = List())
            {
                return (long)Native.antin_evidence_list_ended_count(list, by.ToUnixTimeSeconds()).ToUInt64();
            }
        }

        private EvidenceListHandle List()
        {
            return Handle.Use(() =>
            {
                AntinException.Check(
                    Native.antin_evidence_list_new(Handle, out EvidenceListHandle list, out ErrorHandle error), error);
                return list;
            });
        }

        /// <summary>Adds certificates: one or several in PEM, or one in DER.</summary>
        public Evidence AddCertificates(byte[] certificates)
        {
            var bytes = Input.Need(certificates, "certificates");
            Handle.Change(() => AntinException.Check(
                Native.antin_evidence_add_certificates(
                    Handle, bytes, Input.Size(certificates), out ErrorHandle error),
                error));
            return this;
        }

        /// <summary>Adds CRLs: one or several in PEM, or one in DER.</summary>
        public Evidence AddCrls(byte[] crls)
        {
            var bytes = Input.Need(crls, "crls");
            Handle.Change(() => AntinException.Check(
                Native.antin_evidence_add_crls(Handle, bytes, Input.Size(crls), out ErrorHandle error), error));
            return this;
        }

        /// <summary>Adds an OCSP answer in DER (RFC 6960 section 4.2.1, OCSPResponse).</summary>
        public Evidence AddOcsp(byte[] response)
        {
            var bytes = Input.Need(response, "response");
            Handle.Change(() => AntinException.Check(
                Native.antin_evidence_add_ocsp(Handle, bytes, Input.Size(response), out ErrorHandle error),
                error));
            return this;
        }

        /// <summary>Adds a time-stamp in DER (RFC 3161 section 2.4.2, TimeStampToken).</summary>
        public Evidence AddToken(byte[] token)
        {
            var bytes = Input.Need(token, "token");
            Handle.Change(() => AntinException.Check(
                Native.antin_evidence_add_token(Handle, bytes, Input.Size(token), out ErrorHandle error), error));
            return this;
        }

        /// <summary>
        /// Adds what other evidence has and this has not, each piece with when and from where it was obtained.
        /// </summary>
        public Evidence AddEvidence(Evidence other)
        {
            var more = Input.Need(other, "other").Handle;
            // What it has already; its own gate would not let it in twice.
            if (more == Handle) return this;
            Handle.Change(() => more.Use(() =>
            {
                AntinException.Check(Native.antin_evidence_add_evidence(Handle, more, out ErrorHandle error), error);
                return true;
            }));
            return this;
        }

        /// <summary>Says when the signatures were received, by a clock that the caller trusts.</summary>
        /// <remarks>They existed then, also without a time-stamp.</remarks>
        public Evidence SetReceptionTime(DateTimeOffset time)
        {
            Handle.Change(() => AntinException.Check(
                Native.antin_evidence_set_reception_time(
                    Handle, time.ToUnixTimeSeconds(), out ErrorHandle error),
                error));
            return this;
        }

        /// <summary>Frees the evidence.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }

    /// <summary>A piece of evidence. It is a copy, and stays when its evidence is disposed of.</summary>
    public sealed class EvidenceItem
    {
        internal EvidenceItem(IntPtr item, bool withBytes)
        {
            Kind = Native.antin_evidence_item_kind(item);
            Name = Borrowed.Text(Native.antin_evidence_item_name(item));
            Native.antin_evidence_item_since(item, out long since);
            Since = Time.Of(since).Value;
            Until = Time.Of(Native.antin_evidence_item_until(item, out long until) == ErrorCode.Ok ? (long?)until : null);
            Obtained = Time.Of(
                Native.antin_evidence_item_obtained(item, out long obtained) == ErrorCode.Ok ? (long?)obtained : null);
            Source = Borrowed.Text(Native.antin_evidence_item_source(item));
            if (!withBytes) return;
            var bytes = Native.antin_evidence_item_bytes(item, out UIntPtr size);
            Bytes = Borrowed.Bytes(bytes, size);
        }

        /// <summary>What it is.</summary>
        public EvidenceKind Kind { get; }

        /// <summary>Whose it is: of a certificate the subject, else who issued it; or null. A claim.</summary>
        public string Name { get; }

        /// <summary>Since when it says something.</summary>
        public DateTimeOffset Since { get; }

        /// <summary>When something newer is due; null if that is not said.</summary>
        public DateTimeOffset? Until { get; }

        /// <summary>When it was obtained; null if that was not noted. It proves nothing.</summary>
        public DateTimeOffset? Obtained { get; }

        /// <summary>From where it was obtained; null if that was not noted.</summary>
        public string Source { get; }

        /// <summary>The piece in DER; null if it was not asked for.</summary>
        public byte[] Bytes { get; }
    }
}
