// What the cases of the manifest begin with: files, credentials, options, policies, evidence.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Antin.Tests
{
    /// <summary>The names that the manifest has for choices.</summary>
    internal static class Names
    {
        private static readonly Dictionary<string, Algorithm> Algorithms = new Dictionary<string, Algorithm>
        {
            { "rsa-pkcs1-sha256", Antin.Algorithm.RsaPkcs1Sha256 },
            { "rsa-pkcs1-sha384", Antin.Algorithm.RsaPkcs1Sha384 },
            { "rsa-pkcs1-sha512", Antin.Algorithm.RsaPkcs1Sha512 },
            { "rsa-pss-sha256", Antin.Algorithm.RsaPssSha256 },
            { "rsa-pss-sha384", Antin.Algorithm.RsaPssSha384 },
            { "rsa-pss-sha512", Antin.Algorithm.RsaPssSha512 },
            { "ecdsa-sha256", Antin.Algorithm.EcdsaSha256 },
            { "ecdsa-sha384", Antin.Algorithm.EcdsaSha384 },
            { "ecdsa-sha512", Antin.Algorithm.EcdsaSha512 },
            { "ed25519", Antin.Algorithm.Ed25519 },
        };

        private static readonly Dictionary<string, DigestAlgorithm> Digests = new Dictionary<string, DigestAlgorithm>
        {
            { "SHA-256", DigestAlgorithm.Sha256 },
            { "SHA-384", DigestAlgorithm.Sha384 },
            { "SHA-512", DigestAlgorithm.Sha512 },
        };

        private static readonly Dictionary<string, Level> Levels = new Dictionary<string, Level>
        {
            { "B", Antin.Level.B }, { "T", Antin.Level.T }, { "LT", Antin.Level.LT }, { "LTA", Antin.Level.Lta },
        };

        private static readonly Dictionary<string, TimestampKind> Kinds = new Dictionary<string, TimestampKind>
        {
            { "content", TimestampKind.Content },
            { "signature", TimestampKind.Signature },
            { "references", TimestampKind.References },
            { "complete", TimestampKind.Complete },
            { "archive-v1", TimestampKind.ArchiveV1 },
            { "archive-v2", TimestampKind.ArchiveV2 },
            { "archive-v3", TimestampKind.ArchiveV3 },
        };

        private static readonly Dictionary<string, Purpose> Purposes = new Dictionary<string, Purpose>
        {
            { "any", Antin.Purpose.Any },
            { "document", Antin.Purpose.Document },
            { "ocsp-signing", Antin.Purpose.OcspSigning },
            { "time-stamping", Antin.Purpose.TimeStamping },
            { "tls-server", Antin.Purpose.TlsServer },
        };

        private static readonly Dictionary<string, NameForm> Forms = new Dictionary<string, NameForm>
        {
            { "dns", NameForm.Dns }, { "email", NameForm.Email }, { "ip", NameForm.Ip },
        };

        private static readonly Dictionary<string, SealRole> Roles = new Dictionary<string, SealRole>
        {
            { "agency", SealRole.Agency }, { "leader", SealRole.Leader }, { "forwarder", SealRole.Forwarder },
        };

        internal static SealRole Role(string name) { return Of(Roles, name); }

        internal static Algorithm Algorithm(string name) { return Of(Algorithms, name); }

        internal static DigestAlgorithm Digest(string name) { return Of(Digests, name); }

        internal static Level Level(string name) { return Of(Levels, name); }

        internal static TimestampKind Kind(string name) { return Of(Kinds, name); }

        internal static Purpose Purpose(string name) { return Of(Purposes, name); }

        internal static NameForm Form(string name) { return Of(Forms, name); }

        internal static byte[] Hex(string text)
        {
            return Enumerable.Range(0, text.Length / 2)
                .Select(i => byte.Parse(text.Substring(2 * i, 2), NumberStyles.HexNumber)).ToArray();
        }

        private static T Of<T>(Dictionary<string, T> names, string name)
        {
            T value;
            if (!names.TryGetValue(name, out value)) throw new Failed("unknown name: " + name);
            return value;
        }
    }

    internal sealed class Scenario
    {
        private readonly Members test;

        internal Scenario(Members test)
        {
            this.test = test;
        }

        /// <summary>Whether the options that were read ask for an attached signature.</summary>
        internal bool Attached { get; private set; }

        internal byte[] File(string member)
        {
            var path = test.Take<string>(member);
            return path == null ? null : Vector(path);
        }

        internal byte[] Need(string member)
        {
            return Vector(test.Take<string>(member));
        }

        internal DateTimeOffset Time()
        {
            return DateTimeOffset.FromUnixTimeSeconds(test.Take<long>("signing_time"));
        }

        /// <summary>What the manifest describes is read at once and made later, as making it may be the case.</summary>
        internal Func<Credential> Credential()
        {
            var from = test.TakeObject("credential");
            var name = test.TakeOr<string>("friendly_name", null);
            var password = from.Take<string>("password");
            var p12 = from.TakeOr<string>("p12", null);
            var chain = p12 == null ? from.Take<string>("chain") : null;
            var key = p12 == null ? from.Take<string>("key") : null;
            from.Done();
            return () =>
            {
                var options = name == null ? null : new KeyOptions().SetFriendlyName(name);
                return p12 != null
                    ? Antin.Credential.FromPkcs12(Vector(p12), password, options)
                    : Antin.Credential.FromChainAndKey(Vector(chain), Vector(key), password, options);
            };
        }

        internal Func<SignOptions> Options()
        {
            return Options(test.TakeObject("options"));
        }

        /// <summary>The options of a seal: those of its signature, the role and the body.</summary>
        internal Func<SealOptions> SealOptions()
        {
            var signature = Options();
            var role = test.TakeOr<string>("role", null);
            var organ = test.TakeOr<string>("organ", null);
            return () =>
            {
                using (var kind = signature())
                {
                    var options = new SealOptions(kind);
                    if (role != null) options.SetRole(Names.Role(role));
                    if (organ != null) options.SetOrgan(organ);
                    return options;
                }
            };
        }

        /// <summary>How what was signed is raised, one time after the other.</summary>
        internal List<Func<SignOptions>> Raised()
        {
            var before = Attached;
            var raised = test.TakeList("raised")
                .Select(item => Options(new Members((Dictionary<string, object>)item))).ToList();
            Attached = before;
            return raised;
        }

        private Func<SignOptions> Options(Members from)
        {
            var level = Names.Level(from.Take<string>("level"));
            // The options of a seal may leave it out.
            var packaging = from.TakeOr<string>("packaging", null);
            Attached = packaging == "attached";
            Check.That(Attached || packaging == null || packaging == "detached", "packaging is known");
            var algorithm = from.Take<string>("algorithm");
            var mimeType = from.Take<string>("mime_type");
            var hints = from.TakeObject("content_hints");
            var description = hints == null ? null : hints.Take<string>("description");
            var contentType = hints == null ? null : hints.Take<string>("content_type");
            hints?.Done();
            var timestamper = Timestamper(from.TakeObject("timestamper"));
            var evidence = Evidence(from.TakeObject("evidence"));
            from.Done();
            return () =>
            {
                var options = new SignOptions(Format.Cades, level);
                options.SetPackaging(Attached ? Packaging.Attached : Packaging.Detached);
                if (algorithm != null) options.SetAlgorithm(Names.Algorithm(algorithm));
                if (mimeType != null) options.SetMimeType(mimeType);
                if (contentType != null) options.SetContentHints(description, contentType);
                using (var authority = timestamper()) if (authority != null) options.SetTimestamper(authority);
                using (var known = evidence()) if (known != null) options.SetEvidence(known);
                return options;
            };
        }

        /// <summary>An authority of one's own, or none.</summary>
        private static Func<Timestamper> Timestamper(Members from)
        {
            if (from == null) return () => null;
            var chain = from.Take<string>("chain");
            var key = from.Take<string>("key");
            var policy = from.Take<string>("policy");
            var time = DateTimeOffset.FromUnixTimeSeconds(from.Take<long>("time"));
            from.Done();
            return () =>
            {
                using (var credential = Antin.Credential.FromChainAndKey(Vector(chain), Vector(key)))
                {
                    return Antin.Timestamper.Own(credential, policy, time);
                }
            };
        }

        internal static Func<Policy> Policy(Members from)
        {
            var roots = from.TakeList("roots").Select(path => Vector((string)path)).ToList();
            var steps = new List<Action<Policy>>();
            var profile = from.TakeOr<string>("profile", null);
            if (profile != null) steps.Add(policy => policy.SetProfile(profile));
            var file = from.TakeOr<string>("profile_file", null);
            if (file != null) steps.Add(policy => policy.SetProfileFile(Vector(file)));
            var revocation = from.TakeOr<string>("revocation", null);
            switch (revocation)
            {
                case null: break;
                case "require": steps.Add(policy => policy.SetRevocation(Revocation.Require)); break;
                case "if-present": steps.Add(policy => policy.SetRevocation(Revocation.IfPresent)); break;
                case "danger-skip": steps.Add(policy => policy.DangerSkipRevocation()); break;
                default: throw new Failed("unknown revocation: " + revocation);
            }
            var level = from.TakeOr<string>("level", null);
            if (level != null) steps.Add(policy => policy.RequireLevel(Names.Level(level)));
            PathInputs(from, steps);
            from.Done();
            return () =>
            {
                var policy = new Policy(roots[0]);
                foreach (var root in roots.Skip(1)) policy.AddRoots(root);
                foreach (var step in steps) step(policy);
                return policy;
            };
        }

        private static void PathInputs(Members from, List<Action<Policy>> steps)
        {
            var purpose = from.TakeOr<string>("purpose", null);
            if (purpose != null) steps.Add(policy => policy.SetPurpose(Names.Purpose(purpose)));
            var name = from.TakeObject("name");
            if (name != null)
            {
                var form = Names.Form(name.Take<string>("form"));
                var text = name.Take<string>("name");
                name.Done();
                steps.Add(policy => policy.SetName(form, text));
            }
            if (from.Has("certificate_policies"))
            {
                var oids = from.TakeList("certificate_policies").Cast<string>().ToArray();
                steps.Add(policy => policy.SetCertificatePolicies(oids));
            }
            if (from.TakeOr("require_explicit_policy", false)) steps.Add(policy => policy.RequireExplicitPolicy());
            if (from.TakeOr("inhibit_policy_mapping", false)) steps.Add(policy => policy.InhibitPolicyMapping());
            if (from.TakeOr("inhibit_any_policy", false)) steps.Add(policy => policy.InhibitAnyPolicy());
            if (from.Has("max_depth"))
            {
                var authorities = (int)from.Take<long>("max_depth");
                steps.Add(policy => policy.SetMaxDepth(authorities));
            }
        }

        internal static Func<Evidence> Evidence(Members from)
        {
            if (from == null) return () => null;
            var certificates = from.TakeList("certificates");
            var crls = from.TakeList("crls");
            var ocsp = from.TakeList("ocsp");
            var tokens = from.TakeList("tokens");
            var file = from.TakeOr<string>("file", null);
            var receivedAt = (long?)from.Take<object>("received_at");
            from.Done();
            return () =>
            {
                var evidence = new Evidence();
                foreach (string path in certificates) evidence.AddCertificates(Vector(path));
                foreach (string path in crls) evidence.AddCrls(Vector(path));
                foreach (string path in ocsp) evidence.AddOcsp(Vector(path));
                foreach (string path in tokens) evidence.AddToken(Vector(path));
                if (file != null)
                {
                    using (var kept = Antin.Evidence.FromBytes(Vector(file))) evidence.AddEvidence(kept);
                }
                if (receivedAt != null)
                {
                    evidence.SetReceptionTime(DateTimeOffset.FromUnixTimeSeconds(receivedAt.Value));
                }
                return evidence;
            };
        }

        internal static byte[] Vector(string path)
        {
            return Runner.Vector("bindings/" + path);
        }
    }
}
