// Who may seal in whose name: registries, read and judged.

using System;

namespace Antin
{
    /// <summary>Who may sign registries: every agency has a path to the root, so that a path is not enough.</summary>
    public sealed class RegistrySigners : IDisposable
    {
        internal readonly RegistrySignersHandle Handle;

        /// <summary>Knows nobody yet.</summary>
        public RegistrySigners()
        {
            Handle = Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_registry_signers_new(out RegistrySignersHandle made, out ErrorHandle error), error);
                return made;
            });
        }

        /// <summary>Knows the owners of certificates.</summary>
        /// <param name="certificates">One or several in PEM, or one in DER.</param>
        public RegistrySigners Add(byte[] certificates)
        {
            var bytes = Input.Need(certificates, "certificates");
            Handle.Change(() => AntinException.Check(
                Native.antin_registry_signers_add(Handle, bytes, Input.Size(certificates), out ErrorHandle error),
                error));
            return this;
        }

        /// <summary>Frees it.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }

    /// <summary>The judgement on a registry, which says whose certificates are whose.</summary>
    /// <remarks>
    /// It is no pass: ask <see cref="RequireTrusted"/>. What the registry says is there only if it is trusted.
    /// Threads may use one at the same time; openings and gateways keep what they need of it.
    /// </remarks>
    public sealed class Registry : IDisposable
    {
        internal readonly RegistryHandle Handle;
        private readonly Report report;

        private Registry(RegistryHandle handle)
        {
            Handle = handle;
            var judged = Native.antin_registry_report(handle);
            if (judged != IntPtr.Zero) report = new Report(new ReportHandle(handle, judged));
        }

        /// <summary>Judges a registry: its signatures, who signed it, its time, and whether it is an old one.</summary>
        /// <param name="file">The signed file: attached CAdES, or an ASiC container.</param>
        /// <param name="signers">Who may sign registries.</param>
        /// <param name="policy">By what its signatures are judged.</param>
        /// <param name="at">The time by which to judge.</param>
        /// <param name="seenNumber">The <see cref="Number"/> of the last one that was believed, or 0.</param>
        /// <param name="seenSha256">The <see cref="Sha256"/> of that one, or null.</param>
        /// <param name="evidence">What is known beside the file, or null.</param>
        /// <returns>A judgement of any kind, also on a file that cannot be read.</returns>
        public static Registry Check(
            byte[] file, RegistrySigners signers, Policy policy, DateTimeOffset at, ulong seenNumber = 0,
            string seenSha256 = null, Evidence evidence = null)
        {
            var bytes = Input.Need(file, "file");
            var who = Input.Need(signers, "signers").Handle;
            var rules = Input.Need(policy, "policy").Handle;
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            using (var seen = new Utf8(seenSha256, "seenSha256"))
            {
                return who.Use(() => rules.Use(() => known.Use(() =>
                {
                    AntinException.Check(
                        Native.antin_registry_check(bytes, Input.Size(file), who, rules, known,
                            at.ToUnixTimeSeconds(), seenNumber, seen.Bytes, out RegistryHandle judged,
                            out ErrorHandle error),
                        error);
                    return new Registry(judged);
                })));
            }
        }

        /// <summary>Believes a registry that nobody signed. For tests.</summary>
        /// <remarks>Whoever can change the file can then send in everybody's name.</remarks>
        /// <param name="json">The registry, as <see cref="RegistryDraft.ToJson"/> gives it.</param>
        public static Registry DangerUnsigned(byte[] json)
        {
            var bytes = Input.Need(json, "json");
            return Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_registry_danger_unsigned(
                        bytes, Input.Size(json), out RegistryHandle made, out ErrorHandle error),
                    error);
                return new Registry(made);
            });
        }

        /// <summary>Returns only if the registry may be believed.</summary>
        /// <exception cref="RejectedException">It may not; the message says why.</exception>
        public void RequireTrusted()
        {
            AntinException.Check(Native.antin_registry_require_trusted(Handle, out ErrorHandle error), error);
        }

        /// <summary>Whether <see cref="RequireTrusted"/> would return.</summary>
        public bool IsTrusted
        {
            get { return Native.antin_registry_is_trusted(Handle) != 0; }
        }

        /// <summary>The stable name of what stands against it, such as signer or past; null if it is trusted.</summary>
        public string Fault
        {
            get { return Text(() => Native.antin_registry_fault(Handle)); }
        }

        /// <summary>Returns what stands against it as a clause for people; null if it is trusted.</summary>
        public string FaultText(Language language)
        {
            return Text(() => Native.antin_registry_fault_text(Handle, Words.Known(language)));
        }

        /// <summary>The judgement on its signatures; null if there is none.</summary>
        /// <remarks>It can be read until this is disposed of. A pass does not say that a registry is trusted.</remarks>
        public Report Report
        {
            get
            {
                Handle.NeedOpen();
                return report;
            }
        }

        /// <summary>What it is called; null unless it is trusted.</summary>
        public string Name
        {
            get { return Text(() => Native.antin_registry_name(Handle)); }
        }

        /// <summary>Its number: keep it for the next <see cref="Check"/>. 0 unless it is trusted.</summary>
        public ulong Number
        {
            get { return Native.antin_registry_number(Handle); }
        }

        /// <summary>The SHA-256 of its JSON in hexadecimal, to be kept beside; null unless it is trusted.</summary>
        public string Sha256
        {
            get { return Text(() => Native.antin_registry_sha256(Handle)); }
        }

        /// <summary>When it was issued; null unless it is trusted, or for a draft.</summary>
        public DateTimeOffset? Issued
        {
            get { return Time(Native.antin_registry_issued); }
        }

        /// <summary>Until when the next one is there; null unless it is trusted, or for a draft.</summary>
        public DateTimeOffset? NextUpdate
        {
            get { return Time(Native.antin_registry_next_update); }
        }

        /// <summary>Whether the next one should be there by a time; always so unless it is trusted.</summary>
        public bool IsPast(DateTimeOffset at)
        {
            return Native.antin_registry_is_past(Handle, at.ToUnixTimeSeconds()) != 0;
        }

        /// <summary>How many bodies it has.</summary>
        public int BodyCount
        {
            get { return checked((int)Native.antin_registry_body_count(Handle).ToUInt64()); }
        }

        /// <summary>How many bindings it has.</summary>
        public int EntryCount
        {
            get { return checked((int)Native.antin_registry_entry_count(Handle).ToUInt64()); }
        }

        /// <summary>Returns the name of a body; null if there is none with this code.</summary>
        public string BodyName(string code)
        {
            Input.Need(code, "code");
            using (var text = new Utf8(code, "code"))
            {
                return Text(() => Native.antin_registry_body_name(Handle, text.Bytes));
            }
        }

        /// <summary>Says whether a certificate is a body's, in a role at a time.</summary>
        /// <param name="organ">The identifier code of the body.</param>
        /// <param name="role">The role.</param>
        /// <param name="certificate">The certificate, in DER or PEM.</param>
        /// <param name="issuer">The certificate of its issuer.</param>
        /// <param name="at">The time.</param>
        /// <exception cref="RejectedException">The registry is not trusted.</exception>
        public RegistryDecision Decide(
            string organ, SealRole role, byte[] certificate, byte[] issuer, DateTimeOffset at)
        {
            Input.Need(organ, "organ");
            var bytes = Input.Need(certificate, "certificate");
            var above = Input.Need(issuer, "issuer");
            using (var text = new Utf8(organ, "organ"))
            {
                // The name of the entry is the registry's.
                return Handle.Read(() =>
                {
                    AntinException.Check(
                        Native.antin_registry_decide(Handle, text.Bytes, role, bytes, Input.Size(certificate), above,
                            Input.Size(issuer), at.ToUnixTimeSeconds(), out SenderBinding binding, out IntPtr entry,
                            out ErrorHandle error),
                        error);
                    return new RegistryDecision(binding, Borrowed.Text(entry));
                });
            }
        }

        /// <summary>Gives the registry's own JSON, octet by octet.</summary>
        /// <exception cref="RejectedException">The registry is not trusted.</exception>
        public byte[] ToJson()
        {
            AntinException.Check(
                Native.antin_registry_to_json(Handle, out BufferHandle json, out ErrorHandle error), error);
            return Borrowed.Take(json);
        }

        /// <summary>Frees the judgement, and the report on its signatures.</summary>
        public void Dispose()
        {
            report?.Dispose();
            Handle.Dispose();
        }

        private delegate ErrorCode Timer(RegistryHandle registry, out long time, out ErrorHandle error);

        private DateTimeOffset? Time(Timer timer)
        {
            var code = timer(Handle, out long time, out ErrorHandle error);
            if (code != ErrorCode.Absent) AntinException.Check(code, error);
            error.Dispose();
            return Antin.Time.Of(code == ErrorCode.Ok ? (long?)time : null);
        }

        private string Text(Func<IntPtr> text)
        {
            return Handle.Read(() => Borrowed.Text(text()));
        }
    }

    /// <summary>What a registry says of a certificate and a body.</summary>
    public sealed class RegistryDecision
    {
        internal RegistryDecision(SenderBinding binding, string entry)
        {
            Binding = binding;
            Entry = entry;
        }

        /// <summary>Whether it is that body's.</summary>
        public SenderBinding Binding { get; }

        /// <summary>What the binding is called by which it was decided; null if there is none.</summary>
        public string Entry { get; }
    }
}
