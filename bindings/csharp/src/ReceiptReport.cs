// The judgement on a receipt.

using System;
using System.Collections.Generic;
using System.Text;

namespace Antin
{
    /// <summary>The judgement on a receipt.</summary>
    /// <remarks>It is no pass: ask <see cref="RequireAccepted"/>. Threads may read one at the same time.</remarks>
    public sealed class ReceiptReport : IDisposable
    {
        private readonly ReceiptReportHandle handle;
        private readonly Receipt receipt;
        private readonly Report report;

        internal ReceiptReport(ReceiptReportHandle handle)
        {
            this.handle = handle;
            var says = Native.antin_receipt_report_receipt(handle);
            if (says != IntPtr.Zero) receipt = new Receipt(new ReceiptHandle(handle, says));
            var judged = Native.antin_receipt_report_report(handle);
            if (judged != IntPtr.Zero) report = new Report(new ReportHandle(handle, judged));
        }

        /// <summary>Returns only if the receipt passed, is about what was sent, and by its recipient.</summary>
        /// <exception cref="RejectedException">It is not so; the message says which of these it is.</exception>
        public void RequireAccepted()
        {
            AntinException.Check(Native.antin_receipt_report_require_accepted(handle, out ErrorHandle error), error);
        }

        /// <summary>Whether <see cref="RequireAccepted"/> would return.</summary>
        public bool IsAccepted
        {
            get { return Native.antin_receipt_report_is_accepted(handle) != 0; }
        }

        /// <summary>The verdict on its signature. Of what it is about it says nothing.</summary>
        public Verdict Verdict
        {
            get { return Native.antin_receipt_report_verdict(handle); }
        }

        /// <summary>What goes with the verdict by EN 319 102-1, such as HASH_FAILURE; null for a pass.</summary>
        public string SubIndication
        {
            get { return Text(() => Native.antin_receipt_report_sub_indication(handle)); }
        }

        /// <summary>What is wrong with the container or the receipt in it, such as other-content; else null.</summary>
        public string Fault
        {
            get { return Text(() => Native.antin_receipt_report_fault(handle)); }
        }

        /// <summary>Returns the fault as a clause for people; null if there is none.</summary>
        public string FaultText(Language language)
        {
            return Text(() => Native.antin_receipt_report_fault_text(handle, Words.Known(language)));
        }

        /// <summary>By what it is known: the SHA-256 of what its key signed; null if it cannot be read.</summary>
        public string Id
        {
            get { return Text(() => Native.antin_receipt_report_id(handle)); }
        }

        /// <summary>The SHA-256 of the container, in hexadecimal.</summary>
        public string Sha256
        {
            get { return Text(() => Native.antin_receipt_report_sha256(handle)); }
        }

        /// <summary>What it says: a claim, unless it is accepted; null if it cannot be read.</summary>
        /// <remarks>It can be read until this judgement is disposed of.</remarks>
        public Receipt Receipt
        {
            get
            {
                handle.NeedOpen();
                return receipt;
            }
        }

        /// <summary>The judgement on its signature; null if the container could not be judged.</summary>
        /// <remarks>
        /// It can be read until this judgement is disposed of. That it passed does not say what the receipt is about.
        /// </remarks>
        public Report Report
        {
            get
            {
                handle.NeedOpen();
                return report;
            }
        }

        /// <summary>What is known of the certificate and the recipient.</summary>
        public SenderBinding Binding
        {
            get { return Native.antin_receipt_report_binding(handle); }
        }

        /// <summary>The code of the body whose certificate it is instead, if that was said; else null.</summary>
        public string Other
        {
            get { return Text(() => Native.antin_receipt_report_other(handle)); }
        }

        /// <summary>What differs from what was sent, such as seal, or cannot be.</summary>
        public IReadOnlyList<Reason> Mismatches
        {
            get
            {
                return handle.Read(() => Parts.List(Native.antin_receipt_report_mismatch_count(handle), index =>
                    new Reason(Native.antin_receipt_report_mismatch(handle, index),
                        language => Native.antin_receipt_report_mismatch_text(handle, index, language))));
            }
        }

        /// <summary>Gives the whole judgement as JSON.</summary>
        public string ToJson(Language language)
        {
            AntinException.Check(
                Native.antin_receipt_report_to_json(handle, language, out BufferHandle json, out ErrorHandle error),
                error);
            return Encoding.UTF8.GetString(Borrowed.Take(json));
        }

        /// <summary>Gives the whole judgement as text for people.</summary>
        public string ToText(Language language)
        {
            AntinException.Check(
                Native.antin_receipt_report_to_text(handle, language, out BufferHandle text, out ErrorHandle error),
                error);
            return Encoding.UTF8.GetString(Borrowed.Take(text));
        }

        /// <summary>Frees the judgement. The receipt and the report cannot be read afterwards.</summary>
        public void Dispose()
        {
            receipt?.Dispose();
            report?.Dispose();
            handle.Dispose();
        }

        private string Text(Func<IntPtr> text)
        {
            return handle.Read(() => Borrowed.Text(text()));
        }
    }

    /// <summary>Why something was decided: a stable name, and words. It is copied out.</summary>
    public sealed class Reason
    {
        private readonly Words words;

        internal Reason(IntPtr code, Func<Language, IntPtr> text)
        {
            Code = Borrowed.Text(code);
            words = new Words(IntPtr.Zero, (part, language) => text(language));
        }

        /// <summary>The stable name, and what it is about: fault:R.MessageHeader.Subject.</summary>
        public string Code { get; }

        /// <summary>Returns it as a clause for people.</summary>
        public string Text(Language language)
        {
            return words.In(language);
        }

        /// <summary>Returns the stable name.</summary>
        public override string ToString()
        {
            return Code;
        }
    }
}
