// What of an agency's packages goes out, what comes in, and what is remembered of both.

using System;
using System.Collections.Generic;

namespace Antin
{
    /// <summary>The rules of a gateway: a file that an administrator reads, by <c>docs/gateway.md</c>.</summary>
    public sealed class GatewayPolicy : IDisposable
    {
        internal readonly GatewayPolicyHandle Handle;

        /// <summary>Reads a policy file, in TOML.</summary>
        /// <exception cref="AntinException">It cannot be followed; the message names the line.</exception>
        public GatewayPolicy(byte[] toml)
        {
            var bytes = Input.Need(toml, "toml");
            Handle = Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_gateway_policy_new(
                        bytes, Input.Size(toml), out GatewayPolicyHandle made, out ErrorHandle error),
                    error);
                return made;
            });
        }

        private GatewayPolicy(GatewayPolicyHandle handle)
        {
            Handle = handle;
        }

        /// <summary>Gives the rules that hold where a policy file says nothing.</summary>
        public static GatewayPolicy Strict()
        {
            return Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_gateway_policy_strict(out GatewayPolicyHandle made, out ErrorHandle error), error);
                return new GatewayPolicy(made);
            });
        }

        /// <summary>The name of the policy.</summary>
        public string Name
        {
            get { return Handle.Read(() => Borrowed.Text(Native.antin_gateway_policy_name(Handle))); }
        }

        /// <summary>Returns what it is, as a sentence for people.</summary>
        public string Title(Language language)
        {
            var known = Words.Known(language);
            return Handle.Read(() => Borrowed.Text(Native.antin_gateway_policy_title(Handle, known)));
        }

        /// <summary>The day of the last change.</summary>
        public string Version
        {
            get { return Handle.Read(() => Borrowed.Text(Native.antin_gateway_policy_version(Handle))); }
        }

        /// <summary>For how long packages are taken: a ledger must not forget sooner.</summary>
        public TimeSpan Window
        {
            get
            {
                return new TimeSpan(
                    checked((long)Native.antin_gateway_policy_window(Handle) * TimeSpan.TicksPerSecond));
            }
        }

        /// <summary>Frees it.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }

    /// <summary>A body for which a gateway acts: its identifier code, and its key.</summary>
    /// <remarks>Nothing gives the key out. Threads may use one at the same time.</remarks>
    public sealed class Agency : IDisposable
    {
        internal readonly AgencyHandle Handle;

        private Agency(AgencyHandle handle)
        {
            Handle = handle;
        }

        /// <summary>Names a body and its key.</summary>
        public Agency(string code, Credential credential)
        {
            Input.Need(code, "code");
            var signer = Input.Need(credential, "credential").Handle;
            using (var text = new Utf8(code, "code"))
            {
                AntinException.Check(
                    Native.antin_agency_new(text.Bytes, signer, out Handle, out ErrorHandle error), error);
            }
        }

        /// <summary>Names a body whose key lives elsewhere: what needs the key is done in two steps.</summary>
        /// <param name="code">The identifier code of the body.</param>
        /// <param name="chain">Certificates in PEM, the body's first, or the body's alone in DER.</param>
        public static Agency Elsewhere(string code, byte[] chain)
        {
            Input.Need(code, "code");
            var bytes = Input.Need(chain, "chain");
            using (var text = new Utf8(code, "code"))
            {
                return Library.Begin(() =>
                {
                    AntinException.Check(
                        Native.antin_agency_new_elsewhere(text.Bytes, bytes, Input.Size(chain),
                            out AgencyHandle made, out ErrorHandle error),
                        error);
                    return new Agency(made);
                });
            }
        }

        /// <summary>Has its seals and receipts time-stamped, as policies with the level T demand.</summary>
        public Agency SetTimestamper(Timestamper timestamper)
        {
            var authority = Input.Need(timestamper, "timestamper").Handle;
            Handle.Change(() =>
            {
                authority.NeedOpen();
                AntinException.Check(
                    Native.antin_agency_set_timestamper(Handle, authority, out ErrorHandle error), error);
            });
            return this;
        }

        /// <summary>Its identifier code.</summary>
        public string Code
        {
            get { return Handle.Use(() => Handle.Read(() => Borrowed.Text(Native.antin_agency_code(Handle)))); }
        }

        /// <summary>Frees it. Its key goes with the <see cref="Credential"/>.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }

    /// <summary>Decides what of agencies' packages goes out and what comes in, and has that recorded.</summary>
    /// <remarks>
    /// It reads no clock and no network. Threads may use one at the same time; a newer registry is another
    /// gateway on the same ledger. Sendings and arrivals go on when it was disposed of.
    /// </remarks>
    public sealed class Gateway : IDisposable
    {
        private readonly GatewayHandle handle;

        /// <summary>Puts together what decides; it keeps what it needs of all.</summary>
        /// <param name="rules">What may go out and come in.</param>
        /// <param name="policy">By what signatures are judged.</param>
        /// <param name="registry">Whose certificates are whose.</param>
        /// <param name="ledger">What remembers; it must not forget sooner than the rules say.</param>
        /// <exception cref="RejectedException">The registry is not trusted.</exception>
        public Gateway(GatewayPolicy rules, Policy policy, Registry registry, Ledger ledger)
        {
            var may = Input.Need(rules, "rules").Handle;
            var demands = Input.Need(policy, "policy").Handle;
            var whose = Input.Need(registry, "registry").Handle;
            var remembers = Input.Need(ledger, "ledger").Handle;
            handle = demands.Use(() =>
            {
                may.NeedOpen();
                whose.NeedOpen();
                remembers.NeedOpen();
                AntinException.Check(
                    Native.antin_gateway_new(
                        may, demands, whose, remembers, out GatewayHandle made, out ErrorHandle error),
                    error);
                made.Line = remembers.Line;
                return made;
            });
        }

        /// <summary>Judges a package, seals it in the name of an agency, and records that, all at once.</summary>
        /// <remarks>
        /// If it is refused, that is recorded, and nothing is given out. <see cref="Sending.Sealed"/> is the
        /// package with its seal.
        /// </remarks>
        /// <param name="agency">The sender.</param>
        /// <param name="package">The package.</param>
        /// <param name="at">The time by which to judge, and of the seal.</param>
        /// <param name="evidence">What is known beside the package, or null.</param>
        /// <returns>What was decided: go on with <see cref="Sending.RequireSent"/>.</returns>
        /// <exception cref="RegistryPastException">Another registry is needed.</exception>
        /// <exception cref="LedgerException">It could not be recorded.</exception>
        public Sending Send(Agency agency, Source package, DateTimeOffset at, Evidence evidence = null)
        {
            using (var memory = Target.Memory())
            {
                var sending = Send(agency, package, memory, at, evidence);
                sending.Keep(memory);
                return sending;
            }
        }

        /// <summary>Judges, seals and records, and writes the sealed package to a file or a stream.</summary>
        /// <remarks>
        /// If writing fails, the journal may have it as sealed already. In steps, <see cref="Sending.Entry"/> tells.
        /// </remarks>
        public Sending Send(
            Agency agency, Source package, Target output, DateTimeOffset at, Evidence evidence = null)
        {
            using (var target = Input.Need(output, "output").Open("output"))
            {
                return Send(agency, package, target, at, evidence);
            }
        }

        private Sending Send(
            Agency agency, Source package, TargetHandle target, DateTimeOffset at, Evidence evidence)
        {
            return Begin(agency, package, evidence, (who, source, known) =>
            {
                AntinException.Check(
                    Native.antin_gateway_send(handle, who, source, known, at.ToUnixTimeSeconds(), target,
                        out SendingHandle sending, out ErrorHandle error),
                    error);
                return Made(sending);
            });
        }

        /// <summary>Judges a package that is to go out. Nothing is recorded.</summary>
        /// <param name="agency">The sender.</param>
        /// <param name="package">The package, which is given again to the steps that follow.</param>
        /// <param name="at">The time by which to judge, and of the seal.</param>
        /// <param name="evidence">What is known beside the package, or null.</param>
        public Sending JudgeSending(Agency agency, Source package, DateTimeOffset at, Evidence evidence = null)
        {
            return Begin(agency, package, evidence, (who, source, known) =>
            {
                AntinException.Check(
                    Native.antin_sending_judge(handle, who, source, known, at.ToUnixTimeSeconds(),
                        out SendingHandle sending, out ErrorHandle error),
                    error);
                return Made(sending);
            });
        }

        /// <summary>Judges a package that arrived, signs a receipt, and records that, all at once.</summary>
        /// <param name="agency">The recipient.</param>
        /// <param name="package">The package.</param>
        /// <param name="at">The time by which to judge, and of the receipt.</param>
        /// <param name="beside">
        /// Seals that lie beside the message, or null. The registry says who is who: nobody else may be asked.
        /// </param>
        /// <param name="evidence">What is known beside the package, or null.</param>
        /// <returns>What was decided: go on with <see cref="Arrival.RequireAccepted"/>.</returns>
        /// <exception cref="RegistryPastException">Another registry is needed.</exception>
        /// <exception cref="LedgerException">It could not be recorded.</exception>
        public Arrival Receive(
            Agency agency, Source package, DateTimeOffset at, Opening beside = null, Evidence evidence = null)
        {
            var seals = beside == null ? OpeningHandle.None : beside.Handle;
            return seals.Use(() => Begin(agency, package, evidence, (who, source, known) =>
            {
                AntinException.Check(
                    Native.antin_gateway_receive(handle, who, source, seals, known, at.ToUnixTimeSeconds(),
                        out ArrivalHandle arrival, out ErrorHandle error),
                    error);
                return Made(arrival);
            }));
        }

        /// <summary>Judges a package that arrived. Nothing is recorded, and nothing handed out.</summary>
        /// <param name="agency">The recipient.</param>
        /// <param name="package">The package.</param>
        /// <param name="at">The time by which to judge, and of the receipt.</param>
        /// <param name="beside">Seals that lie beside the message, or null.</param>
        /// <param name="evidence">What is known beside the package, or null.</param>
        public Arrival JudgeArrival(
            Agency agency, Source package, DateTimeOffset at, Opening beside = null, Evidence evidence = null)
        {
            var seals = beside == null ? OpeningHandle.None : beside.Handle;
            return seals.Use(() => Begin(agency, package, evidence, (who, source, known) =>
            {
                AntinException.Check(
                    Native.antin_arrival_judge(handle, who, source, seals, known, at.ToUnixTimeSeconds(),
                        out ArrivalHandle arrival, out ErrorHandle error),
                    error);
                return Made(arrival);
            }));
        }

        /// <summary>Judges a receipt that came back, and records that.</summary>
        /// <param name="agency">The sender of the package.</param>
        /// <param name="receipt">The receipt.</param>
        /// <param name="sent">What was sent, as <see cref="Sending.Sent"/> told it.</param>
        /// <param name="at">The time by which to judge.</param>
        /// <param name="before">The status that this recipient told last.</param>
        /// <param name="evidence">What is known beside the receipt, or null.</param>
        public ReturnedReceipt TakeReceipt(
            Agency agency, byte[] receipt, Sent sent, DateTimeOffset at, Status before = Status.None,
            Evidence evidence = null)
        {
            var who = Input.Need(agency, "agency").Handle;
            var bytes = Input.Need(receipt, "receipt");
            var about = Input.Need(sent, "sent").Handle;
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            handle.NeedOpen();
            Callbacks.NeedIdle(handle.Line);
            return who.Use(() => about.Use(() => known.Use(() => Callbacks.Run(() =>
            {
                AntinException.Check(
                    Native.antin_gateway_take_receipt(handle, who, bytes, Input.Size(receipt), about, before, known,
                        at.ToUnixTimeSeconds(), out ReturnedReceiptHandle returned, out ErrorHandle error),
                    error);
                return new ReturnedReceipt(returned);
            }))));
        }

        /// <summary>Frees it.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }

        private T Begin<T>(
            Agency agency, Source package, Evidence evidence,
            Func<AgencyHandle, SourceHandle, EvidenceHandle, T> begin)
        {
            var who = Input.Need(agency, "agency").Handle;
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            Input.Need(package, "package");
            handle.NeedOpen();
            Callbacks.NeedIdle(handle.Line);
            using (var source = package.Open("package"))
            {
                return who.Use(() => known.Use(() => Callbacks.Run(() => begin(who, source, known))));
            }
        }

        private Sending Made(SendingHandle sending)
        {
            sending.Line = handle.Line;
            return new Sending(sending);
        }

        private Arrival Made(ArrivalHandle arrival)
        {
            arrival.Line = handle.Line;
            return new Arrival(arrival);
        }
    }

    /// <summary>What was decided about a receipt that came back.</summary>
    public sealed class ReturnedReceipt : IDisposable
    {
        private readonly ReturnedReceiptHandle handle;
        private readonly ReceiptReport report;

        internal ReturnedReceipt(ReturnedReceiptHandle handle)
        {
            this.handle = handle;
            var judged = Native.antin_returned_receipt_report(handle);
            if (judged != IntPtr.Zero) report = new ReceiptReport(new ReceiptReportHandle(handle, judged));
        }

        /// <summary>Returns only if the receipt is by the recipient, and about what was sent.</summary>
        /// <exception cref="RejectedException">It is not so; the message has the reasons.</exception>
        public void RequireAccepted()
        {
            AntinException.Check(
                Native.antin_returned_receipt_require_accepted(handle, out ErrorHandle error), error);
        }

        /// <summary>Whether <see cref="RequireAccepted"/> would return.</summary>
        public bool IsAccepted
        {
            get { return Native.antin_returned_receipt_is_accepted(handle) != 0; }
        }

        /// <summary>The stable names of what stands against it, such as mismatch:seal.</summary>
        public IReadOnlyList<string> Reasons
        {
            get
            {
                return handle.Read(() => Parts.List(Native.antin_returned_receipt_reason_count(handle),
                    index => Borrowed.Text(Native.antin_returned_receipt_reason(handle, index))));
            }
        }

        /// <summary>Its number in the journal.</summary>
        public ulong Entry
        {
            get { return Native.antin_returned_receipt_entry(handle); }
        }

        /// <summary>The judgement on the receipt. It can be read until this is disposed of.</summary>
        public ReceiptReport Report
        {
            get
            {
                handle.NeedOpen();
                return report;
            }
        }

        /// <summary>Frees it, and the judgement on the receipt.</summary>
        public void Dispose()
        {
            report?.Dispose();
            handle.Dispose();
        }
    }
}
