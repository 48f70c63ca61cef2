// The judgement on a certificate alone.

using System;
using System.Collections.Generic;
using System.Text;

namespace Antin
{
    /// <summary>
    /// The judgement on a certificate: the path that leads from it to a root, or why none does.
    /// </summary>
    /// <remarks>It is no pass: ask <see cref="RequirePassed"/>.</remarks>
    public sealed class CertificatePath : IDisposable
    {
        private readonly PathHandle handle;

        internal CertificatePath(PathHandle handle)
        {
            this.handle = handle;
        }

        /// <summary>Returns only if a path holds.</summary>
        /// <exception cref="RejectedException">None does; the message says why.</exception>
        public void RequirePassed()
        {
            AntinException.Check(Native.antin_path_require_passed(handle, out ErrorHandle error), error);
        }

        /// <summary>
        /// The verdict: failed for a reason that no further certificate can heal; in doubt where no path
        /// reaches a root.
        /// </summary>
        public Verdict Verdict
        {
            get { return Native.antin_path_verdict(handle); }
        }

        /// <summary>The stable name of the reason why no path holds; null if one does.</summary>
        public string Reason
        {
            get { return handle.Read(() => Borrowed.Text(Native.antin_path_reason(handle))); }
        }

        /// <summary>The path in DER, the judged certificate first, the root left out; empty if none holds.</summary>
        public IReadOnlyList<byte[]> Certificates
        {
            get
            {
                return handle.Read(() =>
                {
                    var found = new List<byte[]>();
                    var count = Native.antin_path_certificate_count(handle).ToUInt64();
                    for (ulong i = 0; i < count; i++)
                    {
                        var bytes = Native.antin_path_certificate(handle, (UIntPtr)i, out UIntPtr size);
                        found.Add(Borrowed.Bytes(bytes, size));
                    }
                    return found.AsReadOnly();
                });
            }
        }

        /// <summary>Gives the judgement as JSON, with every path that was tried.</summary>
        public string ToJson(Language language)
        {
            AntinException.Check(
                Native.antin_path_to_json(handle, language, out BufferHandle json, out ErrorHandle error), error);
            return Encoding.UTF8.GetString(Borrowed.Take(json));
        }

        /// <summary>Gives the judgement as text for people, with every path that was tried.</summary>
        public string ToText(Language language)
        {
            AntinException.Check(
                Native.antin_path_to_text(handle, language, out BufferHandle text, out ErrorHandle error), error);
            return Encoding.UTF8.GetString(Borrowed.Take(text));
        }

        /// <summary>Frees the judgement.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }
    }
}
