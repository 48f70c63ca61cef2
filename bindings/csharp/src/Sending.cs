// A package on its way out.

using System;
using System.Collections.Generic;

namespace Antin
{
    /// <summary>A package on its way out: judged, and then refused or sealed, and recorded.</summary>
    /// <remarks>
    /// <see cref="Gateway.Send(Agency, Source, DateTimeOffset, Evidence)"/> does all at once. In steps, it is judged,
    /// and then <see cref="Refuse"/> or <see cref="Prepare"/>; then it is signed by the agency's key (<see
    /// cref="Sign(Source)"/>), or <see cref="Finish(byte[], Source)"/> takes the value that a key elsewhere made. A step
    /// in another state is refused (<see cref="ErrorCode.AlreadyUsed"/>), and changes nothing. Threads wait for one
    /// another.
    /// </remarks>
    public sealed class Sending : IDisposable
    {
        private readonly SendingHandle handle;
        private readonly Lent<Package> packages;
        private Sent sent;
        private byte[] written;

        internal Sending(SendingHandle handle)
        {
            this.handle = handle;
            packages = new Lent<Package>(
                pointer => new Package(new PackageHandle(handle, pointer)), made => made.Handle);
        }

        /// <summary>Keeps what was written to memory.</summary>
        internal void Keep(TargetHandle memory)
        {
            written = Target.Written(memory);
        }

        /// <summary>How far it is.</summary>
        public SendingState State
        {
            get { return handle.Alone(() => Native.antin_sending_state(handle)); }
        }

        /// <summary>Returns only if it was sealed, recorded and written.</summary>
        /// <exception cref="RejectedException">It was not; the message has the reasons.</exception>
        public void RequireSent()
        {
            handle.Alone(() =>
            {
                AntinException.Check(Native.antin_sending_require_sent(handle, out ErrorHandle error), error);
                return true;
            });
        }

        /// <summary>Whether nothing stands against it.</summary>
        public bool IsAllowed
        {
            get { return handle.Alone(() => Native.antin_sending_is_allowed(handle)) != 0; }
        }

        /// <summary>All that stands against it, such as fault:R.MessageHeader.Subject.</summary>
        public IReadOnlyList<Reason> Reasons
        {
            get
            {
                return handle.Alone(() => Parts.List(Native.antin_sending_reason_count(handle), index =>
                    new Reason(Native.antin_sending_reason(handle, index),
                        language => Native.antin_sending_reason_text(handle, index, language))));
            }
        }

        /// <summary>Returns why it cannot be read, as a clause for people; null if it can.</summary>
        public string Unreadable(Language language)
        {
            var known = Words.Known(language);
            return handle.Alone(() => Borrowed.Text(Native.antin_sending_unreadable(handle, known)));
        }

        /// <summary>The judgement on the package with the seals that are on it; null if it cannot be read.</summary>
        /// <remarks>Nothing is extracted by it. It can be read until this is disposed of.</remarks>
        public Package Package
        {
            get { return handle.Alone(() => packages.At(Native.antin_sending_package(handle))); }
        }

        /// <summary>Records that it does not go out, also if nothing stands against it.</summary>
        public void Refuse()
        {
            Callbacks.NeedIdle(handle.Line);
            handle.Alone(() => Callbacks.Run(() =>
            {
                AntinException.Check(Native.antin_sending_refuse(handle, out ErrorHandle error), error);
                return true;
            }));
        }

        /// <summary>Prepares the agency's seal.</summary>
        /// <param name="package">The package that was judged.</param>
        /// <param name="evidence">What goes into the seal at the levels LT and LTA, or null.</param>
        /// <exception cref="RejectedException">It may not go out. It stays judged.</exception>
        public void Prepare(Source package, Evidence evidence = null)
        {
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            handle.NeedOpen();
            using (var source = Input.Need(package, "package").Open("package"))
            {
                handle.Alone(() => known.Use(() => Callbacks.Run(() =>
                {
                    AntinException.Check(
                        Native.antin_sending_prepare(handle, source, known, out ErrorHandle error), error);
                    return true;
                })));
            }
        }

        /// <summary>What the agency's key has to sign; null unless it is prepared.</summary>
        public byte[] ToBeSigned
        {
            get
            {
                return handle.Alone(
                    () => Borrowed.Bytes(Native.antin_sending_to_be_signed(handle, out UIntPtr size), size));
            }
        }

        /// <summary>The digest of what the key has to sign, for keys that sign digests.</summary>
        /// <remarks>Ed25519 signs the message itself and has no use for it.</remarks>
        public byte[] Digest
        {
            get
            {
                return handle.Alone(
                    () => Borrowed.Bytes(Native.antin_sending_digest(handle, out UIntPtr size), size));
            }
        }

        /// <summary>The algorithm to sign with; none unless it is prepared.</summary>
        public Algorithm Algorithm
        {
            get { return handle.Alone(() => Native.antin_sending_algorithm(handle)); }
        }

        /// <summary>Signs with the agency's key, records, and returns the sealed package.</summary>
        /// <param name="package">The package that was judged.</param>
        public byte[] Sign(Source package)
        {
            return InMemory(target => Sign(package, target));
        }

        /// <summary>Signs with the agency's key, records, and writes the sealed package.</summary>
        public void Sign(Source package, Target output)
        {
            WriteTo(output, target => Sign(package, target));
        }

        /// <summary>Takes the value of the signature, records, and returns the sealed package.</summary>
        /// <remarks>A value that is not by the agency's key is refused, and changes nothing.</remarks>
        /// <param name="value">The value that the key made.</param>
        /// <param name="package">The package that was judged.</param>
        public byte[] Finish(byte[] value, Source package)
        {
            return InMemory(target => Finish(value, package, target));
        }

        /// <summary>Takes the value of the signature, records, and writes the sealed package.</summary>
        public void Finish(byte[] value, Source package, Target output)
        {
            WriteTo(output, target => Finish(value, package, target));
        }

        /// <summary>The sealed package, if it was sent in memory; else null.</summary>
        public byte[] Sealed
        {
            get
            {
                handle.NeedOpen();
                return (byte[])written?.Clone();
            }
        }

        /// <summary>Its number in the journal; 0 before it is recorded.</summary>
        public ulong Entry
        {
            get { return handle.Alone(() => Native.antin_sending_entry(handle)); }
        }

        /// <summary>The identity of the agency's seal, in hexadecimal; null before it is sent.</summary>
        public string Seal
        {
            get { return handle.Alone(() => Borrowed.Text(Native.antin_sending_seal(handle))); }
        }

        /// <summary>What receipts are held against; null before it is sent.</summary>
        /// <remarks>It is a copy, which can be kept when this was disposed of.</remarks>
        public Sent Sent
        {
            get
            {
                return handle.Alone(() => sent ?? (sent = Sent.Copy(handle, Native.antin_sending_sent(handle))));
            }
        }

        /// <summary>Frees it. What was neither refused nor sent is not recorded.</summary>
        public void Dispose()
        {
            packages.Dispose();
            handle.Dispose();
        }

        private void Sign(Source package, TargetHandle target)
        {
            Work(package, source =>
            {
                AntinException.Check(
                    Native.antin_sending_sign(handle, source, target, out ErrorHandle error), error);
            });
        }

        private void Finish(byte[] value, Source package, TargetHandle target)
        {
            var bytes = Input.Need(value, "value");
            Work(package, source =>
            {
                AntinException.Check(
                    Native.antin_sending_finish(
                        handle, bytes, Input.Size(value), source, target, out ErrorHandle error),
                    error);
            });
        }

        private void Work(Source package, Action<SourceHandle> work)
        {
            using (var source = Input.Need(package, "package").Open("package"))
            {
                Callbacks.NeedIdle(handle.Line);
                handle.Alone(() => Callbacks.Run(() =>
                {
                    work(source);
                    return true;
                }));
            }
        }

        private byte[] InMemory(Action<TargetHandle> write)
        {
            using (var memory = Target.Memory())
            {
                write(memory);
                Keep(memory);
                return (byte[])written.Clone();
            }
        }

        private void WriteTo(Target output, Action<TargetHandle> write)
        {
            handle.NeedOpen();
            using (var target = Input.Need(output, "output").Open("output")) write(target);
        }
    }
}
