// The examples of README.md, which the script `test` makes methods of.

using System;
using System.IO;

namespace Antin.Tests
{
    [Tests]
    internal static partial class Readme
    {
        public static void TheExamplesRun()
        {
            var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
            var before = Directory.GetCurrentDirectory();
            Directory.SetCurrentDirectory(folder.FullName);
            var output = Console.Out;
            Console.SetOut(TextWriter.Null);
            try
            {
                File.WriteAllBytes("agency.p12", Samples.P12);
                File.WriteAllBytes("root.pem", Samples.Roots);
                File.WriteAllBytes("document.pdf", Samples.Document);
                Sign(Samples.Password);
                Verify(Samples.Password);
                Online(Samples.Password);
                Check.That(new FileInfo("document.pdf.evidence").Length > 0, "evidence is kept");
                APackage();
                AGateway();
                File.WriteAllText("document.pdf", "another");
                Check.Throws<RejectedException>(() => Verify(Samples.Password));
            }
            finally
            {
                Console.SetOut(output);
                Directory.SetCurrentDirectory(before);
                folder.Delete(true);
            }
        }

        private static void APackage()
        {
            File.WriteAllBytes("message.edxml", PackageSamples.Message);
            File.WriteAllBytes("agency.pem", Samples.Chain);
            Sealapackage(Samples.Password);
            Openapackage(Samples.Password);
            Check.Same(PackageSamples.Pdf, File.ReadAllBytes("attachment-0"), "attachment");
            Check.Same(Runner.Vector("edxml/phu-luc-1.pdf"), File.ReadAllBytes("attachment-1"), "attachment");
            var forged = PackageSamples.With(File.ReadAllBytes("sealed.edxml"), ":Subject>V/v", ":Subject>v/v");
            File.WriteAllBytes("sealed.edxml", forged);
            Check.Throws<RejectedException>(() => Openapackage(Samples.Password));
        }

        private static void AGateway()
        {
            var now = DateTimeOffset.UtcNow;
            const string Other = "000.00.12.X40";
            File.WriteAllBytes("registry-signer.pem", GatewaySamples.Certificate("p384"));
            using (var draft = new RegistryDraft("a").AddBody(Other, "b").AddBody("X98.12.3", "c"))
            using (var sender = new RegistryBinding("1", Other, BindingMatch.Key,
                GatewaySamples.Certificate("leader"), null, now.AddDays(-1)))
            using (var recipient = new RegistryBinding("2", "X98.12.3", BindingMatch.Key,
                Samples.Chain, null, now.AddDays(-1)))
            using (var signer = GatewaySamples.Credential("p384"))
            using (var attached = Samples.Attached())
            using (var leader = GatewaySamples.Credential("leader"))
            using (var options = PackageSamples.Options())
            {
                var json = draft.Add(sender).Add(recipient).Issue(now, now.AddDays(1)).ToJson();
                File.WriteAllBytes("registry.p7m", Documents.Sign(json, signer, attached, now));
                File.WriteAllBytes("outbound.edxml", PackageSamples.With(
                    PackageSamples.Message, "<edXML:OrganId>" + Other, "<edXML:OrganId>X98.12.3"));
                Packages.Seal(PackageSamples.Message, leader, options, now, "inbound.edxml");
            }
            Runagateway(Samples.Password);
            Check.Same(PackageSamples.Pdf, File.ReadAllBytes("inbound-0"), "attachment");
            Check.That(new FileInfo("receipt.zip").Length > 0, "there is a receipt");
            Check.That(new FileInfo("outbound.sealed.edxml").Length > 0, "there is a sealed package");
            Check.Equal(2, File.ReadAllLines("journal").Length, "lines of the journal");
            Check.Throws<LedgerException>(() => Runagateway(Samples.Password));
        }
    }
}
