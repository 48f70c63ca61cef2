// How packages are judged: who may send what.

using System;
using System.Collections.Generic;

namespace Antin
{
    /// <summary>How packages are judged, beside policy, evidence and time: whose certificates are whose.</summary>
    /// <remarks>
    /// Certificates carry no identifier code of a body, so that somebody has to say whose they are. Threads
    /// may open packages by one at the same time, if the function of <see cref="SetSenders"/> may be asked so.
    /// </remarks>
    public sealed class Opening : IDisposable
    {
        internal readonly OpeningHandle Handle;

        /// <summary>Knows no sender, and no seal beside the message.</summary>
        public Opening()
        {
            Handle = Library.Begin(() =>
            {
                AntinException.Check(Native.antin_opening_new(out OpeningHandle made, out ErrorHandle error), error);
                return made;
            });
        }

        /// <summary>Says that certificates are those of a body, in every role and at every time.</summary>
        /// <param name="organ">The identifier code of the body.</param>
        /// <param name="certificates">One or several in PEM, or one in DER.</param>
        public Opening AddSender(string organ, byte[] certificates)
        {
            Input.Need(organ, "organ");
            var bytes = Input.Need(certificates, "certificates");
            using (var text = new Utf8(organ, "organ"))
            {
                Handle.Change(() => AntinException.Check(
                    Native.antin_opening_add_sender(
                        Handle, text.Bytes, bytes, Input.Size(certificates), out ErrorHandle error),
                    error));
            }
            return this;
        }

        /// <summary>Asks a function whose certificates are whose, beside what <see cref="AddSender"/> said.</summary>
        /// <remarks>
        /// It is asked about each seal that passed, once, unless it is known already that the certificate is that
        /// body's; in the thread that opens the package. What it throws, <see cref="Packages.Open"/> throws.
        /// </remarks>
        /// <param name="senders">The function; a later one takes its place, and null takes it away.</param>
        public Opening SetSenders(Func<Claim, SenderBinding> senders)
        {
            AskSenders ask = null;
            if (senders != null)
            {
                ask = (context, claim) => Callbacks.Guard(SenderBinding.Unknown, () => senders(new Claim(claim)));
            }
            Handle.Change(() =>
            {
                AntinException.Check(
                    Native.antin_opening_set_senders(Handle, ask, IntPtr.Zero, out ErrorHandle error), error);
                Handle.Senders = ask;
            });
            return this;
        }

        /// <summary>Asks a registry whose certificates are whose, beside all else that was said.</summary>
        /// <param name="registry">The registry; a later one takes its place, and null takes it away.</param>
        /// <exception cref="RejectedException">The registry is not trusted.</exception>
        public Opening SetRegistry(Registry registry)
        {
            var asked = registry == null ? RegistryHandle.None : registry.Handle;
            Handle.Change(() =>
            {
                asked.NeedOpen();
                AntinException.Check(Native.antin_opening_set_registry(Handle, asked, out ErrorHandle error), error);
            });
            return this;
        }

        /// <summary>Takes any certificate for any sender's. For tests.</summary>
        /// <remarks>
        /// Whoever has a certificate under a root of the policy can then send in everybody's name.
        /// </remarks>
        public Opening DangerAnySender()
        {
            Handle.Change(() => AntinException.Check(
                Native.antin_opening_danger_any_sender(Handle, out ErrorHandle error), error));
            return this;
        }

        /// <summary>Judges by a seal too that was handed over beside the message. It is copied.</summary>
        /// <param name="container">As <see cref="PreparedSeal.FinishContainer"/> gives it.</param>
        public Opening AddContainer(byte[] container)
        {
            var bytes = Input.Need(container, "container");
            Handle.Change(() => AntinException.Check(
                Native.antin_opening_add_container(Handle, bytes, Input.Size(container), out ErrorHandle error),
                error));
            return this;
        }

        /// <summary>Frees it.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }

    /// <summary>What a seal that passed says of itself: is the certificate that body's?</summary>
    public sealed class Claim
    {
        internal Claim(IntPtr claim)
        {
            Organ = Borrowed.Text(Native.antin_claim_organ(claim));
            Role = Native.antin_claim_role(claim);
            AntinException.Check(Native.antin_claim_time(claim, out long time), new ErrorHandle());
            Time = DateTimeOffset.FromUnixTimeSeconds(time);
            var path = new List<byte[]>();
            var count = Native.antin_claim_path_count(claim).ToUInt64();
            for (ulong i = 0; i < count; i++)
            {
                var bytes = Native.antin_claim_path_certificate(claim, (UIntPtr)i, out UIntPtr size);
                path.Add(Borrowed.Bytes(bytes, size));
            }
            Path = path.AsReadOnly();
        }

        /// <summary>The identifier code of the body, in normal form.</summary>
        public string Organ { get; }

        /// <summary>The role that it seals in.</summary>
        public SealRole Role { get; }

        /// <summary>The time that it is about: when the seal provably existed, or that of the judgement.</summary>
        public DateTimeOffset Time { get; }

        /// <summary>The path in DER: the certificate of the key that sealed first, the root left out.</summary>
        public IReadOnlyList<byte[]> Path { get; }
    }
}
