// Judges 10 KiB by P-256 through the C# binding; prints microseconds a call.
using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using Antin;

internal static class Verify
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1795305600);

    private static void Main(string[] arguments)
    {
        var count = int.Parse(arguments[1], CultureInfo.InvariantCulture);
        var document = File.ReadAllBytes(Path.Combine(arguments[0], "document"));
        var signature = File.ReadAllBytes(Path.Combine(arguments[0], "signature"));
        var root = File.ReadAllBytes(Path.Combine(arguments[0], "root"));
        using (var policy = new Policy(root).SetRevocation(Revocation.IfPresent))
        {
            Judge(signature, document, policy, count / 10 + 1);
            var watch = Stopwatch.StartNew();
            Judge(signature, document, policy, count);
            var each = watch.Elapsed.TotalMilliseconds * 1000 / count;
            Console.WriteLine(each.ToString("F3", CultureInfo.InvariantCulture));
        }
    }

    private static void Judge(byte[] signature, byte[] document, Policy policy, int times)
    {
        for (var round = 0; round < times; round++)
        {
            using (var report = Documents.Verify(signature, document, policy, At))
            {
                report.RequirePassed();
            }
        }
    }
}
