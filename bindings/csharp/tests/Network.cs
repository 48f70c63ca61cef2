// Signing at T and LT by servers of this machine, and judging: bindings/with-server starts them.

using System;
using System.IO;
using System.Linq;
using System.Text;

namespace Antin.Tests
{
    [Tests]
    internal static class Network
    {
        private static readonly byte[] Document = Encoding.UTF8.GetBytes("Văn bản ký ở mức T và LT");

        private static string Server
        {
            get { return Environment.GetEnvironmentVariable("ANTIN_TEST_SERVER"); }
        }

        private static byte[] Pki(string name)
        {
            var folder = Environment.GetEnvironmentVariable("ANTIN_TEST_PKI");
            if (folder == null) throw new Failed("no server: see bindings/with-server");
            return File.ReadAllBytes(Path.Combine(folder, name));
        }

        /// <summary>An agency, whom it trusts, and how it asks.</summary>
        private sealed class Office
        {
            internal readonly DateTimeOffset Now =
                DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
            internal readonly Policy Policy = new Policy(Pki("root.pem"));
            internal readonly Client Client = Inside(TimeSpan.FromSeconds(20));

            internal SignOptions Options(Level level, Evidence evidence = null)
            {
                using (var stamps = new Timestamper(Client, Server + "/tsa"))
                {
                    var options = new SignOptions(Format.Cades, level).SetTimestamper(stamps);
                    return evidence == null ? options : options.SetEvidence(evidence);
                }
            }

            internal byte[] Sign(Level level, Evidence evidence = null)
            {
                using (var signer = Credential.FromChainAndKey(Pki("agency-chain.pem"), Pki("agency.key")))
                using (var options = Options(level, evidence))
                {
                    return Documents.Sign(Document, signer, options, Now);
                }
            }

            internal Report Judge(byte[] signature, Evidence evidence = null)
            {
                return Documents.Verify(signature, Document, Policy, Now.AddSeconds(60), evidence);
            }

            /// <summary>Answers and lists for its own certificate and the time-stamping authority's.</summary>
            internal Evidence Gathered()
            {
                Evidence known = null;
                foreach (var chain in new[] { "agency-chain.pem", "tsa-chain.pem" })
                {
                    var found = Documents.GatherForCertificate(Client, Pki(chain), Policy, Now, known);
                    var why = found.Missing.SelectMany(one => one.Attempts).Select(one =>
                        one.Address + ": " + one.Reason(Language.English));
                    Check.Equal(0, found.Missing.Count, "missing for " + chain + " (" + string.Join("; ", why) + ")");
                    known = found.Evidence;
                }
                return known;
            }
        }

        private static Client Inside(TimeSpan most)
        {
            using (var options = new ClientOptions().AllowHost("127.0.0.1").SetGatheringTimeout(most))
            {
                options.SetAttempts(2).SetPause(TimeSpan.FromMilliseconds(10)).SetRedirects(0);
                return new Client(options.SetSizes(1 << 20, 1 << 16));
            }
        }

        public static void LevelTIsJudgedWithWhatWasGathered()
        {
            var office = new Office();
            var signature = office.Sign(Level.T);
            Check.Equal(Verdict.Indeterminate, office.Judge(signature).Verdict, "verdict without evidence");
            using (var found = Documents.Gather(office.Client, signature, office.Policy, office.Now))
            {
                Check.Equal(0, found.Missing.Count, "missing");
                Check.That(!found.IsCutShort, "no bound was met");
                var report = office.Judge(signature, found.Evidence);
                report.RequirePassed();
                Check.Equal(Level.T, report.Signatures[0].Level, "level");
                var fetched = found.Evidence.Items().Where(item => item.Obtained == office.Now).ToList();
                Check.Equal(found.Fetched, (long)fetched.Count, "pieces that were obtained now");
                Check.That(fetched.Count > 0, "something was fetched");
                Check.That(fetched.All(item => item.Source.StartsWith(Server)), "all from the server");
                // Kept, it will do again without the network.
                var kept = Path.GetTempFileName();
                found.Evidence.Write(kept);
                office.Judge(signature, Evidence.Read(kept)).RequirePassed();
                File.Delete(kept);
            }
        }

        public static void LevelLtNeedsNothingAnyMore()
        {
            var office = new Office();
            var signature = office.Sign(Level.LT, office.Gathered());
            var report = office.Judge(signature);
            report.RequirePassed();
            Check.Equal(Level.LT, report.Signatures[0].Level, "level");
            var archive = office.Options(Level.Lta, office.Gathered());
            var raised = office.Judge(Documents.Extend(signature, Document, archive));
            raised.RequirePassed();
            Check.Equal(Level.Lta, raised.Signatures[0].Level, "level after raising");
        }

        public static void HostsInsideAreNotAskedUnlessAllowed()
        {
            var office = new Office();
            using (var outside = new Client(new ClientOptions()))
            using (var found = Documents.GatherForCertificate(
                outside, Pki("agency-chain.pem"), office.Policy, office.Now))
            {
                Check.Equal(0L, found.Fetched, "fetched");
                Check.That(!found.IsCutShort, "refused is not cut short");
                var missing = found.Missing[0];
                Check.Equal(MissingKind.Status, missing.Kind, "kind");
                Check.That(missing.Subject.Contains("CN="), "the subject is told");
                Check.Equal((byte)0x30, missing.Certificate[0], "first byte");
                var attempt = missing.Attempts[0];
                Check.That(attempt.Address.StartsWith(Server), "the address is told");
                Check.That(attempt.Reason(Language.English) != attempt.Reason(Language.Vietnamese), "in two languages");
            }
        }

        public static void AGatheringEndsByItsTime()
        {
            var office = new Office();
            using (var hurried = Inside(TimeSpan.Zero))
            using (var found = Documents.GatherForCertificate(
                hurried, Pki("agency-chain.pem"), office.Policy, office.Now))
            {
                Check.Equal(0L, found.Fetched, "fetched");
                Check.That(found.Missing.Count > 0, "something is missing");
                Check.That(found.IsCutShort, "and a bound was met");
            }
        }
    }
}
