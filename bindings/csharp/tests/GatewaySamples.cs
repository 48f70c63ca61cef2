// What tests of gateways need: two agencies, a registry of both, and their gateways.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Antin.Tests
{
    internal static class GatewaySamples
    {
        internal const string Sender = PackageSamples.Sender;
        internal const string Recipient = "X98.12.3";
        internal static readonly DateTimeOffset Issued = PackageSamples.Signed.AddHours(-1);
        internal static readonly DateTimeOffset NextUpdate = Issued.AddDays(7);
        internal static readonly DateTimeOffset Signed = PackageSamples.Signed;
        internal static readonly DateTimeOffset Judged = PackageSamples.Judged;
        internal static readonly TimeSpan Window = TimeSpan.FromDays(30);

        internal static byte[] Certificate(string name) { return Runner.Vector("bindings/pki/" + name + ".pem"); }

        internal static byte[] Chain(string name) { return Certificate(name + "-chain"); }

        internal static Credential Credential(string name)
        {
            return Antin.Credential.FromChainAndKey(Chain(name), Runner.Vector("bindings/pki/" + name + ".key"));
        }

        /// <summary>A draft in which both agencies are bound, each in its own way.</summary>
        internal static RegistryDraft Draft(string whoseSender = Sender)
        {
            var draft = new RegistryDraft("Sổ đăng ký thử")
                .AddBody(Sender, "Sở Thông tin và Truyền thông tỉnh Mẫu")
                .AddBody(Recipient, "Đơn vị X98.12.3", Issued.AddYears(-1))
                .AddBody("000.00.00.X14", "Đơn vị 000.00.00.X14");
            using (var sender = new RegistryBinding(
                "agency-1", whoseSender, BindingMatch.Key, Certificate("agency"), null, Issued.AddDays(-30)))
            using (var recipient = new RegistryBinding(
                "p256-1", Recipient, BindingMatch.Certificate, Certificate("p256"), null, Issued.AddDays(-30)))
            {
                return draft.Add(sender).Add(recipient);
            }
        }

        /// <summary>Signs a registry by the key that signs registries.</summary>
        internal static byte[] File(byte[] json, string signer = "p384")
        {
            using (var credential = Credential(signer))
            using (var options = Samples.Attached())
            {
                return Documents.Sign(json, credential, options, Issued);
            }
        }

        internal static byte[] File(string whoseSender = Sender)
        {
            using (var draft = Draft(whoseSender).Issue(Issued, NextUpdate)) return File(draft.ToJson());
        }

        internal static Registry Check(byte[] file, DateTimeOffset? at = null, Registry seen = null)
        {
            using (var signers = new RegistrySigners().Add(Certificate("p384")))
            using (var policy = Samples.Policy())
            {
                return Registry.Check(
                    file, signers, policy, at ?? Signed, seen?.Number ?? 0, seen?.Sha256);
            }
        }

        internal static Registry Trusted(string whoseSender = Sender)
        {
            var registry = Check(File(whoseSender));
            registry.RequireTrusted();
            return registry;
        }

        internal static Gateway Gateway(Ledger ledger, Registry registry = null, string rules = null)
        {
            using (var may = rules == null ? GatewayPolicy.Strict() : new GatewayPolicy(Encoding.UTF8.GetBytes(rules)))
            using (var policy = Samples.Policy())
            using (var usual = registry == null ? Trusted() : null)
            {
                return new Gateway(may, policy, registry ?? usual, ledger);
            }
        }

        /// <summary>The rules of a file with these tables.</summary>
        internal static string Rules(string tables)
        {
            return "name = \"thu\"\ntitle.en = \"For tests\"\ntitle.vi = \"Để thử\"\nversion = 2026-11-22\n" + tables;
        }

        /// <summary>What RSA makes of what is to be signed, by a key that antin is not given.</summary>
        internal static byte[] Value(byte[] toBeSigned)
        {
            var pem = Encoding.ASCII.GetString(Runner.Vector("bindings/pki/agency.key"));
            var body = string.Concat(pem.Split('\n').Where(line => !line.StartsWith("-")));
            using (var rsa = RSA.Create())
            {
                rsa.ImportParameters(Parameters(Convert.FromBase64String(body)));
                return rsa.SignData(toBeSigned, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            }
        }

        /// <summary>Reads a key of RSA in PKCS#8 (RFC 5958, RFC 8017 A.1.2).</summary>
        private static RSAParameters Parameters(byte[] pkcs8)
        {
            var outer = Parts(pkcs8).Single();
            var key = Parts(Parts(Parts(outer)[2]).Single()).Select(part => part.SkipWhile(b => b == 0).ToArray());
            var numbers = key.ToList();
            var half = (numbers[1].Length + 1) / 2;
            Func<int, int, byte[]> padded =
                (index, length) => new byte[length - numbers[index].Length].Concat(numbers[index]).ToArray();
            return new RSAParameters
            {
                Modulus = numbers[1], Exponent = numbers[2], D = padded(3, numbers[1].Length), P = padded(4, half),
                Q = padded(5, half), DP = padded(6, half), DQ = padded(7, half), InverseQ = padded(8, half),
            };
        }

        /// <summary>The contents of the values in DER that stand one behind the other.</summary>
        private static List<byte[]> Parts(byte[] der)
        {
            var parts = new List<byte[]>();
            for (var at = 0; at < der.Length;)
            {
                var length = (int)der[at + 1];
                at += 2;
                if (length >= 0x80)
                {
                    var octets = length - 0x80;
                    length = 0;
                    for (; octets > 0; octets--) length = length << 8 | der[at++];
                }
                parts.Add(der.Skip(at).Take(length).ToArray());
                at += length;
            }
            return parts;
        }

        /// <summary>Sends the usual message in memory.</summary>
        internal static Sending Sent(Gateway gateway, byte[] message = null)
        {
            using (var agency = SendingAgency())
            {
                var sending = gateway.Send(agency, message ?? PackageSamples.Message, Signed);
                sending.RequireSent();
                return sending;
            }
        }

        /// <summary>The usual message as the sender sealed it.</summary>
        internal static byte[] Sealed()
        {
            using (var ledger = Ledger.InMemory(Window))
            using (var gateway = Gateway(ledger))
            using (var sending = Sent(gateway))
            {
                return sending.Sealed;
            }
        }

        internal static Agency SendingAgency()
        {
            using (var credential = Credential("agency")) return new Agency(Sender, credential);
        }

        internal static Agency ReceivingAgency()
        {
            using (var credential = Credential("p256")) return new Agency(Recipient, credential);
        }

        internal static string Codes(IEnumerable<Reason> reasons)
        {
            return string.Join(", ", reasons.Select(reason => reason.Code));
        }

        /// <summary>Takes lines out of a journal, by their places.</summary>
        internal static byte[] Without(byte[] journal, int line)
        {
            var lines = Encoding.UTF8.GetString(journal).Split('\n').ToList();
            lines.RemoveAt(line);
            return Encoding.UTF8.GetBytes(string.Join("\n", lines));
        }
    }
}
