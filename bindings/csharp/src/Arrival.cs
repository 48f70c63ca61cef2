// A package that arrived.

using System;
using System.Collections.Generic;

namespace Antin
{
    /// <summary>A package that arrived: judged, answered by a receipt, recorded, and only then handed out.</summary>
    /// <remarks>
    /// <see cref="Gateway.Receive"/> does all at once. In steps, it is judged; then <see cref="Answer"/>, or <see
    /// cref="Prepare"/> and <see cref="Finish"/> if the key lives elsewhere, or <see cref="WithoutReceipt"/>; then <see
    /// cref="Record"/>. A step in another state is refused (<see cref="ErrorCode.AlreadyUsed"/>), and changes
    /// nothing. Threads wait for one another.
    /// </remarks>
    public sealed class Arrival : IDisposable
    {
        private readonly ArrivalHandle handle;
        private readonly Lent<Package> packages;
        private readonly Lent<Receipt> receipts;

        internal Arrival(ArrivalHandle handle)
        {
            this.handle = handle;
            packages = new Lent<Package>(
                pointer => new Package(new PackageHandle(handle, pointer)), made => made.Handle);
            receipts = new Lent<Receipt>(
                pointer => new Receipt(new ReceiptHandle(handle, pointer)), made => made.Handle);
        }

        /// <summary>How far it is.</summary>
        public ArrivalState State
        {
            get { return handle.Alone(() => Native.antin_arrival_state(handle)); }
        }

        /// <summary>Returns only if it is recorded as accepted.</summary>
        /// <exception cref="RejectedException">It is not; the message has decision and reasons.</exception>
        public void RequireAccepted()
        {
            Work(() =>
            {
                AntinException.Check(Native.antin_arrival_require_accepted(handle, out ErrorHandle error), error);
            });
        }

        /// <summary>What becomes of it. Another one like it may be recorded first, and change that.</summary>
        public Decision Decision
        {
            get { return handle.Alone(() => Native.antin_arrival_decision(handle)); }
        }

        /// <summary>All that stands against it, such as unknown-sender.</summary>
        public IReadOnlyList<Reason> Reasons
        {
            get
            {
                return handle.Alone(() => Parts.List(Native.antin_arrival_reason_count(handle), index =>
                    new Reason(Native.antin_arrival_reason(handle, index),
                        language => Native.antin_arrival_reason_text(handle, index, language))));
            }
        }

        /// <summary>Returns why it cannot be read, as a clause for people; null if it can.</summary>
        public string Unreadable(Language language)
        {
            var known = Words.Known(language);
            return handle.Alone(() => Borrowed.Text(Native.antin_arrival_unreadable(handle, known)));
        }

        /// <summary>The judgement on the package; null if it cannot be read.</summary>
        /// <remarks>
        /// It gives attachments out only once the arrival is recorded as accepted: ask for it anew then. It can be
        /// read until this is disposed of.
        /// </remarks>
        public Package Package
        {
            get { return handle.Alone(() => packages.At(Native.antin_arrival_package(handle))); }
        }

        /// <summary>What the receipt says, before it is signed; null if there is to be none.</summary>
        /// <remarks>It can be read until this is disposed of.</remarks>
        public Receipt PlannedReceipt
        {
            get { return handle.Alone(() => receipts.At(Native.antin_arrival_planned_receipt(handle))); }
        }

        /// <summary>Says what is told of a package to be accepted: that it arrived, or was accepted.</summary>
        public void SetStatus(Status status)
        {
            Work(() =>
            {
                AntinException.Check(Native.antin_arrival_set_status(handle, status, out ErrorHandle error), error);
            });
        }

        /// <summary>Signs the receipt with the agency's key, if there is to be one.</summary>
        /// <param name="evidence">What goes into the receipt at the levels LT and LTA, or null.</param>
        public void Answer(Evidence evidence = null)
        {
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            Work(() => known.Use(() =>
            {
                AntinException.Check(Native.antin_arrival_answer(handle, known, out ErrorHandle error), error);
                return true;
            }));
        }

        /// <summary>Prepares the receipt for a key that lives elsewhere, if there is to be one.</summary>
        /// <param name="evidence">What goes into the receipt at the levels LT and LTA, or null.</param>
        public void Prepare(Evidence evidence = null)
        {
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            Work(() => known.Use(() =>
            {
                AntinException.Check(Native.antin_arrival_prepare(handle, known, out ErrorHandle error), error);
                return true;
            }));
        }

        /// <summary>What the agency's key has to sign; null unless it is prepared.</summary>
        public byte[] ToBeSigned
        {
            get
            {
                return handle.Alone(
                    () => Borrowed.Bytes(Native.antin_arrival_to_be_signed(handle, out UIntPtr size), size));
            }
        }

        /// <summary>The digest of what the key has to sign, for keys that sign digests.</summary>
        /// <remarks>Ed25519 signs the message itself and has no use for it.</remarks>
        public byte[] Digest
        {
            get
            {
                return handle.Alone(
                    () => Borrowed.Bytes(Native.antin_arrival_digest(handle, out UIntPtr size), size));
            }
        }

        /// <summary>The algorithm to sign with; none unless it is prepared.</summary>
        public Algorithm Algorithm
        {
            get { return handle.Alone(() => Native.antin_arrival_algorithm(handle)); }
        }

        /// <summary>Takes the value of the receipt's signature. One that is refused changes nothing.</summary>
        public void Finish(byte[] value)
        {
            var bytes = Input.Need(value, "value");
            Work(() =>
            {
                AntinException.Check(
                    Native.antin_arrival_finish(handle, bytes, Input.Size(value), out ErrorHandle error), error);
            });
        }

        /// <summary>Goes on without a receipt.</summary>
        public void WithoutReceipt()
        {
            Work(() =>
            {
                AntinException.Check(Native.antin_arrival_without_receipt(handle, out ErrorHandle error), error);
            });
        }

        /// <summary>Records it. If it came before, that decides.</summary>
        /// <exception cref="LedgerException">It could not be recorded, and nothing is handed out.</exception>
        public void Record()
        {
            Work(() =>
            {
                AntinException.Check(Native.antin_arrival_record(handle, out ErrorHandle error), error);
            });
        }

        /// <summary>Its number in the journal; 0 before it is recorded.</summary>
        public ulong Entry
        {
            get { return handle.Alone(() => Native.antin_arrival_entry(handle)); }
        }

        /// <summary>The signed receipt for the sender, once it is recorded; null if there is none.</summary>
        public byte[] Receipt
        {
            get
            {
                return handle.Alone(
                    () => Borrowed.Bytes(Native.antin_arrival_receipt(handle, out UIntPtr size), size));
            }
        }

        /// <summary>Frees it. What was not recorded may come again.</summary>
        public void Dispose()
        {
            packages.Dispose();
            receipts.Dispose();
            handle.Dispose();
        }

        private void Work(Action work)
        {
            Callbacks.NeedIdle(handle.Line);
            handle.Alone(() => Callbacks.Run(() =>
            {
                work();
                return true;
            }));
        }
    }
}
