// Receipts in the making, and what they are about.

using System;
using System.Collections.Generic;

namespace Antin
{
    /// <summary>A package that was sent, as receipts name it: what its sender holds them against.</summary>
    public sealed class Sent : IDisposable
    {
        internal readonly SentHandle Handle;

        /// <summary>Says what was sent, for instance as it was kept in a database.</summary>
        /// <param name="seal">The identity of the sender's seal, in hexadecimal; null if it had none.</param>
        /// <param name="document">The id of the document.</param>
        /// <param name="sender">The identifier code of the sender.</param>
        /// <param name="recipients">The identifier codes of those to whom it was sent.</param>
        public Sent(string seal, string document, string sender, IEnumerable<string> recipients)
        {
            Input.Need(document, "document");
            Input.Need(sender, "sender");
            using (var id = new Utf8(seal, "seal"))
            using (var name = new Utf8(document, "document"))
            using (var code = new Utf8(sender, "sender"))
            using (var codes = new Texts(recipients, "recipients"))
            {
                Handle = Library.Begin(() =>
                {
                    AntinException.Check(
                        Native.antin_sent_new(id.Bytes, name.Bytes, code.Bytes, codes.Addresses, codes.Count,
                            out SentHandle made, out ErrorHandle error),
                        error);
                    return made;
                });
            }
        }

        private Sent(SentHandle handle)
        {
            Handle = handle;
        }

        /// <summary>Tells what was sent by the judgement on a package; null if nobody can say it.</summary>
        public static Sent Of(Package package)
        {
            var judged = Input.Need(package, "package").Handle;
            var code = Native.antin_sent_of(judged, out SentHandle made, out ErrorHandle error);
            if (code == ErrorCode.Absent)
            {
                error.Dispose();
                return null;
            }
            AntinException.Check(code, error);
            return new Sent(made);
        }

        /// <summary>Copies what a handle lends, so that it can be kept for longer.</summary>
        internal static Sent Copy(Handle lender, IntPtr pointer)
        {
            if (pointer == IntPtr.Zero) return null;
            using (var lent = new Sent(new SentHandle(lender, pointer)))
            {
                return new Sent(lent.Seal, lent.Document, lent.Sender, lent.Recipients);
            }
        }

        /// <summary>The identity of the sender's seal, in hexadecimal; null without one.</summary>
        public string Seal
        {
            get { return Handle.Read(() => Borrowed.Text(Native.antin_sent_seal(Handle))); }
        }

        /// <summary>The id of the document.</summary>
        public string Document
        {
            get { return Handle.Read(() => Borrowed.Text(Native.antin_sent_document(Handle))); }
        }

        /// <summary>The identifier code of the sender.</summary>
        public string Sender
        {
            get { return Handle.Read(() => Borrowed.Text(Native.antin_sent_sender(Handle))); }
        }

        /// <summary>The identifier codes of those to whom it was sent.</summary>
        public IReadOnlyList<string> Recipients
        {
            get
            {
                return Handle.Read(() => Parts.List(Native.antin_sent_recipient_count(Handle),
                    index => Borrowed.Text(Native.antin_sent_recipient(Handle, index))));
            }
        }

        /// <summary>Frees it.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }

    /// <summary>What a recipient says about a package: its status, when it was so, and why.</summary>
    public sealed class Receipt : IDisposable
    {
        private readonly ReceiptHandle handle;

        /// <summary>Says so about a package that was sent.</summary>
        /// <param name="sent">The package, as <see cref="Sent.Of"/> tells it.</param>
        /// <param name="recipient">The identifier code of the body that says it.</param>
        /// <param name="status">What it says.</param>
        /// <param name="time">When it was so.</param>
        public Receipt(Sent sent, string recipient, Status status, DateTimeOffset time)
        {
            var about = Input.Need(sent, "sent").Handle;
            Input.Need(recipient, "recipient");
            using (var code = new Utf8(recipient, "recipient"))
            {
                AntinException.Check(
                    Native.antin_receipt_new(about, code.Bytes, status, time.ToUnixTimeSeconds(), out handle,
                        out ErrorHandle error),
                    error);
            }
        }

        internal Receipt(ReceiptHandle handle)
        {
            this.handle = handle;
        }

        internal ReceiptHandle Handle
        {
            get { return handle; }
        }

        /// <summary>Judges a receipt: as a signature, and what it says against what was sent.</summary>
        /// <param name="container">The receipt that came back.</param>
        /// <param name="sent">What was sent.</param>
        /// <param name="recipients">
        /// Whose certificates are whose; containers beside mean nothing here. With null no receipt is accepted.
        /// </param>
        /// <param name="policy">Whom to trust and what to demand.</param>
        /// <param name="at">The time by which to judge.</param>
        /// <param name="before">The status that this recipient told last.</param>
        /// <param name="evidence">What is known beside the receipt, or null.</param>
        /// <returns>A judgement of any kind: go on with <see cref="ReceiptReport.RequireAccepted"/>.</returns>
        public static ReceiptReport Judge(
            byte[] container, Sent sent, Opening recipients, Policy policy, DateTimeOffset at,
            Status before = Status.None, Evidence evidence = null)
        {
            var bytes = Input.Need(container, "container");
            var about = Input.Need(sent, "sent").Handle;
            var whose = recipients == null ? OpeningHandle.None : recipients.Handle;
            var rules = Input.Need(policy, "policy").Handle;
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            // A function that says whose certificates are whose may throw.
            return whose.Use(() => rules.Use(() => known.Use(() => Callbacks.Run(() =>
            {
                AntinException.Check(
                    Native.antin_receipt_judge(bytes, Input.Size(container), about, whose, before, rules, known,
                        at.ToUnixTimeSeconds(), out ReceiptReportHandle judged, out ErrorHandle error),
                    error);
                return new ReceiptReport(judged);
            }))));
        }

        /// <summary>Adds a reason in words; a refusal should have one.</summary>
        /// <exception cref="InvalidOperationException">It is part of a judgement, and nobody's to change.</exception>
        public Receipt AddReason(string reason)
        {
            Input.Need(reason, "reason");
            if (handle.IsLent) throw new InvalidOperationException("The receipt is part of something else.");
            using (var text = new Utf8(reason, "reason"))
            {
                handle.Change(() => AntinException.Check(
                    Native.antin_receipt_add_reason(handle, text.Bytes, out ErrorHandle error), error));
            }
            return this;
        }

        /// <summary>The identity of the seal of the package, in hexadecimal; null without one.</summary>
        public string Seal
        {
            get { return Text(() => Native.antin_receipt_seal(handle)); }
        }

        /// <summary>The id of the document.</summary>
        public string Document
        {
            get { return Text(() => Native.antin_receipt_document(handle)); }
        }

        /// <summary>The identifier code of the body that sent the package.</summary>
        public string Sender
        {
            get { return Text(() => Native.antin_receipt_sender(handle)); }
        }

        /// <summary>The identifier code of the body that says it.</summary>
        public string Recipient
        {
            get { return Text(() => Native.antin_receipt_recipient(handle)); }
        }

        /// <summary>What it says.</summary>
        public Status Status
        {
            get { return handle.Use(() => Native.antin_receipt_status(handle)); }
        }

        /// <summary>When it was so.</summary>
        public DateTimeOffset Time
        {
            get
            {
                return handle.Use(() =>
                {
                    AntinException.Check(
                        Native.antin_receipt_time(handle, out long time, out ErrorHandle error), error);
                    return Antin.Time.Of(time).Value;
                });
            }
        }

        /// <summary>Why, in words.</summary>
        public IReadOnlyList<string> Reasons
        {
            get
            {
                return handle.Use(() => handle.Read(() => Parts.List(Native.antin_receipt_reason_count(handle),
                    index => Borrowed.Text(Native.antin_receipt_reason(handle, index)))));
            }
        }

        /// <summary>Gives what is signed, as JSON by <c>docs/receipt.md</c>.</summary>
        public byte[] ToJson()
        {
            return handle.Use(() =>
            {
                AntinException.Check(
                    Native.antin_receipt_to_json(handle, out BufferHandle json, out ErrorHandle error), error);
                return Borrowed.Take(json);
            });
        }

        /// <summary>Signs it. The container that it gives goes back to the sender.</summary>
        /// <param name="credential">Who signs: the recipient.</param>
        /// <param name="options">What kind of signature to make; its packaging does not matter.</param>
        /// <param name="signingTime">When the signer claims to sign.</param>
        public byte[] Sign(Credential credential, SignOptions options, DateTimeOffset signingTime)
        {
            var signer = Input.Need(credential, "credential").Handle;
            var kind = Input.Need(options, "options").Handle;
            return handle.Use(() => kind.Use(() =>
            {
                signer.NeedOpen();
                AntinException.Check(
                    Native.antin_receipt_sign(handle, signer, kind, signingTime.ToUnixTimeSeconds(),
                        out BufferHandle container, out ErrorHandle error),
                    error);
                return Borrowed.Take(container);
            }));
        }

        /// <summary>Prepares it for a key that lives elsewhere.</summary>
        /// <param name="chain">Certificates in PEM, the signer's first, or the signer's alone in DER.</param>
        /// <param name="options">What kind of signature to make.</param>
        /// <param name="signingTime">When the signer claims to sign.</param>
        public PreparedReceipt Prepare(byte[] chain, SignOptions options, DateTimeOffset signingTime)
        {
            var bytes = Input.Need(chain, "chain");
            var kind = Input.Need(options, "options").Handle;
            return handle.Use(() => kind.Use(() =>
            {
                AntinException.Check(
                    Native.antin_prepare_receipt(handle, bytes, Input.Size(chain), kind,
                        signingTime.ToUnixTimeSeconds(), out PreparedReceiptHandle prepared, out ErrorHandle error),
                    error);
                return new PreparedReceipt(prepared);
            }));
        }

        /// <summary>Frees it.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }

        private string Text(Func<IntPtr> text)
        {
            return handle.Use(() => handle.Read(() => Borrowed.Text(text())));
        }
    }

    /// <summary>A receipt that waits for its value, which a key that lives elsewhere makes.</summary>
    public sealed class PreparedReceipt : IDisposable
    {
        private readonly PreparedReceiptHandle handle;

        internal PreparedReceipt(PreparedReceiptHandle handle)
        {
            this.handle = handle;
        }

        /// <summary>What the key has to sign; null once the receipt is finished.</summary>
        public byte[] ToBeSigned
        {
            get
            {
                return handle.Alone(() => Borrowed.Bytes(
                    Native.antin_prepared_receipt_to_be_signed(handle, out UIntPtr size), size));
            }
        }

        /// <summary>The digest of what the key has to sign, for keys that sign digests.</summary>
        /// <remarks>Ed25519 signs the message itself and has no use for it.</remarks>
        public byte[] Digest
        {
            get
            {
                return handle.Alone(() => Borrowed.Bytes(
                    Native.antin_prepared_receipt_digest(handle, out UIntPtr size), size));
            }
        }

        /// <summary>The algorithm to sign with.</summary>
        public Algorithm Algorithm
        {
            get { return handle.Alone(() => Native.antin_prepared_receipt_algorithm(handle)); }
        }

        /// <summary>Puts the receipt together. It works once; a value that is refused changes nothing.</summary>
        public byte[] Finish(byte[] value)
        {
            var bytes = Input.Need(value, "value");
            return handle.Alone(() =>
            {
                AntinException.Check(
                    Native.antin_prepared_receipt_finish(handle, bytes, Input.Size(value),
                        out BufferHandle container, out ErrorHandle error),
                    error);
                return Borrowed.Take(container);
            });
        }

        /// <summary>Frees the prepared receipt.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }
    }

    /// <summary>A receipt that a package carries. Nothing of it was judged.</summary>
    public sealed class CarriedReceipt
    {
        internal CarriedReceipt(ReceiptsHandle receipts, UIntPtr index)
        {
            Container = Borrowed.Bytes(Native.antin_receipts_get(receipts, index, out UIntPtr size), size);
            Attachment = checked((int)Native.antin_receipts_attachment(receipts, index).ToUInt64());
        }

        /// <summary>The receipt, for <see cref="Receipt.Judge"/>.</summary>
        public byte[] Container { get; }

        /// <summary>Which attachment of the message it is, from 0.</summary>
        public int Attachment { get; }
    }
}
