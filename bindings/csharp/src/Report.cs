// The judgement on a document.

using System;
using System.Collections.Generic;

namespace Antin
{
    /// <summary>The judgement on a document.</summary>
    /// <remarks>A report is no pass: ask <see cref="RequirePassed"/>.</remarks>
    public sealed class Report : IDisposable
    {
        internal readonly ReportHandle Handle;

        internal Report(ReportHandle handle)
        {
            Handle = handle;
        }

        /// <summary>Returns only if there is a signature and every one passed.</summary>
        /// <exception cref="RejectedException">It is not so; the message says what the verdicts are.</exception>
        public void RequirePassed()
        {
            AntinException.Check(Native.antin_report_require_passed(Handle, out ErrorHandle error), error);
        }

        /// <summary>
        /// The verdict on the whole: that of the first signature that failed, or else of the first in doubt.
        /// </summary>
        public Verdict Verdict
        {
            get { return Native.antin_report_verdict(Handle); }
        }

        /// <summary>What goes with the verdict by EN 319 102-1, such as HASH_FAILURE; null for a pass.</summary>
        public string SubIndication
        {
            get { return Handle.Read(() => Borrowed.Text(Native.antin_report_sub_indication(Handle))); }
        }

        /// <summary>The format of the signatures.</summary>
        public Format Format
        {
            get { return Native.antin_report_format(Handle); }
        }

        /// <summary>The judgements on the signatures, in the order of the document.</summary>
        public IReadOnlyList<Signature> Signatures
        {
            get
            {
                return Handle.Read(() =>
                {
                    var found = new List<Signature>();
                    var count = Native.antin_report_signature_count(Handle).ToUInt64();
                    for (ulong i = 0; i < count; i++)
                    {
                        found.Add(new Signature(this, Native.antin_report_signature(Handle, (UIntPtr)i)));
                    }
                    return found.AsReadOnly();
                });
            }
        }

        /// <summary>The signed content, if every signature passed and the document carries it; else null.</summary>
        /// <remarks>
        /// Content that lies beside the signature, or that was handed over piece by piece, is compared with
        /// <see cref="Recheck"/> when it is used.
        /// </remarks>
        public byte[] Content
        {
            get
            {
                return Handle.Read(() =>
                {
                    var bytes = Native.antin_report_content(Handle, out UIntPtr size);
                    return Borrowed.Bytes(bytes, size);
                });
            }
        }

        /// <summary>Gives the whole report as JSON, by <c>docs/report.schema.json</c>.</summary>
        public string ToJson(Language language)
        {
            AntinException.Check(
                Native.antin_report_to_json(Handle, language, out BufferHandle json, out ErrorHandle error), error);
            return System.Text.Encoding.UTF8.GetString(Borrowed.Take(json));
        }

        /// <summary>Gives the whole report as text for people.</summary>
        public string ToText(Language language)
        {
            AntinException.Check(
                Native.antin_report_to_text(Handle, language, out BufferHandle text, out ErrorHandle error), error);
            return System.Text.Encoding.UTF8.GetString(Borrowed.Take(text));
        }

        /// <summary>Frees the report. Its signatures and findings cannot be read afterwards.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }
}
