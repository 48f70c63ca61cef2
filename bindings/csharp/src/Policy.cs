// Whom to trust, and what to demand.

using System;

namespace Antin
{
    /// <summary>Whom to trust, and what to demand of signatures, certificates and algorithms.</summary>
    /// <remarks>
    /// By default SHA-2 and RSA keys from 2048 bits are admitted, and revocation status is demanded. A
    /// policy may be shared by threads.
    /// </remarks>
    public sealed class Policy : IDisposable
    {
        internal readonly PolicyHandle Handle;

        private delegate ErrorCode Setter(out ErrorHandle error);

        /// <summary>Trusts root certificates: one or several in PEM, or one in DER.</summary>
        public Policy(byte[] roots)
        {
            var bytes = Input.Need(roots, "roots");
            Handle = Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_policy_new(
                        bytes, Input.Size(roots), out PolicyHandle made, out ErrorHandle error),
                    error);
                return made;
            });
        }

        /// <summary>Trusts these root certificates as well.</summary>
        public Policy AddRoots(byte[] roots)
        {
            var bytes = Input.Need(roots, "roots");
            return Set((out ErrorHandle error) =>
                Native.antin_policy_add_roots(Handle, bytes, Input.Size(roots), out error));
        }

        /// <summary>Takes the rules of a built-in profile, such as <c>vn-2026</c>.</summary>
        /// <remarks>Call it before what sets inputs of path validation.</remarks>
        public Policy SetProfile(string name)
        {
            Input.Need(name, "name");
            using (var text = new Utf8(name, "name"))
            {
                return Set((out ErrorHandle error) =>
                    Native.antin_policy_set_profile(Handle, text.Bytes, out error));
            }
        }

        /// <summary>Takes the rules of a policy file, in TOML.</summary>
        public Policy SetProfileFile(byte[] file)
        {
            var bytes = Input.Need(file, "file");
            return Set((out ErrorHandle error) =>
                Native.antin_policy_set_profile_file(Handle, bytes, Input.Size(file), out error));
        }

        /// <summary>Demands at least a level. A profile that demands more still does.</summary>
        public Policy RequireLevel(Level level)
        {
            return Set((out ErrorHandle error) => Native.antin_policy_require_level(Handle, level, out error));
        }

        /// <summary>Demands this of revocation status, whatever the profile says.</summary>
        public Policy SetRevocation(Revocation revocation)
        {
            return Set((out ErrorHandle error) =>
                Native.antin_policy_set_revocation(Handle, revocation, out error));
        }

        /// <summary>Believes certificates without asking whether they were revoked. Reports are marked.</summary>
        /// <remarks>
        /// Whoever has a stolen key can then sign until its certificate ends, whatever its owner does.
        /// </remarks>
        public Policy DangerSkipRevocation()
        {
            return Set((out ErrorHandle error) => Native.antin_policy_danger_skip_revocation(Handle, out error));
        }

        /// <summary>Verifies signature values with this provider.</summary>
        public Policy SetProvider(Provider provider)
        {
            return Set((out ErrorHandle error) => Native.antin_policy_set_provider(Handle, provider, out error));
        }

        /// <summary>Asks that the last certificate be good for a purpose.</summary>
        public Policy SetPurpose(Purpose purpose)
        {
            return Set((out ErrorHandle error) => Native.antin_policy_set_purpose(Handle, purpose, out error));
        }

        /// <summary>Asks that the last certificate have a name.</summary>
        public Policy SetName(NameForm form, string name)
        {
            Input.Need(name, "name");
            using (var text = new Utf8(name, "name"))
            {
                return Set((out ErrorHandle error) =>
                    Native.antin_policy_set_name(Handle, form, text.Bytes, out error));
            }
        }

        /// <summary>Says which certificate policies will do: object identifiers in dotted form.</summary>
        /// <remarks>It replaces those of the profile. None at all, or anyPolicy among them, stands for all.</remarks>
        public Policy SetCertificatePolicies(params string[] oids)
        {
            Input.Need(oids, "oids");
            var texts = new Utf8[oids.Length];
            try
            {
                var addresses = new IntPtr[oids.Length];
                for (var i = 0; i < oids.Length; i++)
                {
                    texts[i] = new Utf8(Input.Need(oids[i], "oids"), "oids");
                    addresses[i] = texts[i].Address;
                }
                var argument = addresses.Length == 0 ? null : addresses;
                return Set((out ErrorHandle error) => Native.antin_policy_set_certificate_policies(
                    Handle, argument, (UIntPtr)(uint)addresses.Length, out error));
            }
            finally
            {
                foreach (var text in texts) text?.Dispose();
            }
        }

        /// <summary>Asks that a path be valid under a certificate policy that will do.</summary>
        public Policy RequireExplicitPolicy()
        {
            return Set((out ErrorHandle error) => Native.antin_policy_require_explicit_policy(Handle, out error));
        }

        /// <summary>Takes no certificate policy for another.</summary>
        public Policy InhibitPolicyMapping()
        {
            return Set((out ErrorHandle error) => Native.antin_policy_inhibit_policy_mapping(Handle, out error));
        }

        /// <summary>Lets anyPolicy in a certificate stand for no policy.</summary>
        public Policy InhibitAnyPolicy()
        {
            return Set((out ErrorHandle error) => Native.antin_policy_inhibit_any_policy(Handle, out error));
        }

        /// <summary>Bounds the number of authorities between the last certificate and the root.</summary>
        public Policy SetMaxDepth(int authorities)
        {
            if (authorities < 0) throw new ArgumentOutOfRangeException("authorities");
            return Set((out ErrorHandle error) =>
                Native.antin_policy_set_max_depth(Handle, (UIntPtr)(uint)authorities, out error));
        }

        /// <summary>Frees the policy.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }

        private Policy Set(Setter set)
        {
            Handle.Change(() => AntinException.Check(set(out ErrorHandle error), error));
            return this;
        }
    }
}
