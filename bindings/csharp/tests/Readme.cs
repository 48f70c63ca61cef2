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
    }
}
