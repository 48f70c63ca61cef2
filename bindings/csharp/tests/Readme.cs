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
    }
}
