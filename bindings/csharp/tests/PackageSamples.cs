// What tests of packages need: a message, who seals it, who judges it, and forgeries.

using System;
using System.IO;
using System.Linq;
using System.Text;

namespace Antin.Tests
{
    internal static class PackageSamples
    {
        internal static readonly DateTimeOffset Signed = DateTimeOffset.FromUnixTimeSeconds(1795219200);
        internal static readonly DateTimeOffset Judged = DateTimeOffset.FromUnixTimeSeconds(1795305600);
        internal const string Sender = "000.00.12.X40";

        /// <summary>What the hop does that leaves a package acceptable.</summary>
        internal static readonly string[] Rewritings =
        {
            "trace", "order", "prefix", "empty", "direction", "organ-name", "subject-name", "signature-namespace",
            "attachments", "one-line", "archives",
        };

        internal static byte[] Message { get { return Runner.Vector("edxml/new-two-pdfs.edxml"); } }

        internal static byte[] Pdf { get { return Runner.Vector("edxml/cong-van-123.pdf"); } }

        internal static byte[] Chain { get { return Runner.Vector("bench/rsa2048.chain.pem"); } }

        internal static string MessagePath
        {
            get { return Path.Combine(Runner.Root, "test-vectors/edxml/new-two-pdfs.edxml"); }
        }

        internal static Credential Credential()
        {
            return Antin.Credential.FromChainAndKey(Chain, Runner.Vector("bench/rsa2048.key.pem"));
        }

        internal static SealOptions Options()
        {
            using (var kind = Samples.Detached()) return new SealOptions(kind);
        }

        internal static Policy Policy()
        {
            return new Policy(Runner.Vector("bench/rsa2048.root.pem")).SetRevocation(Revocation.IfPresent);
        }

        internal static Opening Known()
        {
            return new Opening().AddSender(Sender, Chain);
        }

        internal static byte[] Sealed(byte[] message = null, SealOptions how = null)
        {
            using (var credential = Credential())
            using (var usual = Options())
            {
                return Packages.Seal(message ?? Message, credential, how ?? usual, Signed);
            }
        }

        internal static PreparedSeal Prepared()
        {
            using (var options = Options()) return Packages.PrepareSeal(Message, Chain, options, Signed);
        }

        /// <summary>Opens a package of a sender who is known.</summary>
        internal static Package Open(Source package)
        {
            using (var known = Known()) return Open(package, known);
        }

        internal static Package Open(Source package, Opening opening)
        {
            using (var policy = Policy()) return Packages.Open(package, opening, policy, Judged);
        }

        /// <summary>Puts one text for another, where it stands first.</summary>
        internal static byte[] With(byte[] package, string from, string to)
        {
            var text = Encoding.UTF8.GetString(package);
            var at = text.IndexOf(from, StringComparison.Ordinal);
            Check.That(at >= 0, "the text is there: " + from);
            return Encoding.UTF8.GetBytes(text.Substring(0, at) + to + text.Substring(at + from.Length));
        }

        /// <summary>Decodes the last attachment, which is the container of the last seal.</summary>
        internal static byte[] Container(byte[] package)
        {
            var text = Encoding.UTF8.GetString(package);
            const string Tag = "ContentTransferEncoded>";
            var end = text.LastIndexOf("</", text.LastIndexOf(Tag, StringComparison.Ordinal), StringComparison.Ordinal);
            var start = text.LastIndexOf('>', end) + 1;
            return Convert.FromBase64String(text.Substring(start, end - start));
        }

        /// <summary>The signature's value, which ends its file, behind which the list of the archive begins.</summary>
        internal static byte[] Value(byte[] container)
        {
            for (var at = 256; ; at++)
            {
                if (container[at] == 'P' && container[at + 1] == 'K' && container[at + 2] == 1
                    && container[at + 3] == 2)
                {
                    return container.Skip(at - 256).Take(256).ToArray();
                }
            }
        }

        /// <summary>Opens a package, and looks whether it gives its attachments out or not.</summary>
        internal static void Expect(byte[] package, Opening opening, PackageState state, bool accepted)
        {
            using (var judged = Open(package, opening)) Expect(judged, package, state, accepted);
        }

        internal static void Expect(Package judged, byte[] package, PackageState state, bool accepted)
        {
            Check.Equal(state, judged.State, "state");
            Check.Equal(accepted, judged.IsAccepted, "acceptance");
            if (accepted)
            {
                judged.RequireAccepted();
                Check.Same(Pdf, judged.Extract(package, 0), "first attachment");
                return;
            }
            var written = new MemoryStream();
            Check.Throws<RejectedException>(judged.RequireAccepted);
            Check.Throws<RejectedException>(() => judged.Extract(package, 0));
            Check.Throws<RejectedException>(() => judged.ExtractTo(package, 0, written));
            Check.Throws<RejectedException>(() => judged.ExtractAll(package));
            var outputs = judged.Files.ToDictionary(file => file.Index, file => (Target)written);
            Check.Throws<RejectedException>(() => judged.ExtractAllTo(package, outputs));
            Check.Equal(0L, written.Length, "what was written");
        }
    }

    /// <summary>A folder that is there as long as a test.</summary>
    internal sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo folder =
            Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));

        internal string File(string name)
        {
            return Path.Combine(folder.FullName, name);
        }

        public void Dispose()
        {
            folder.Delete(true);
        }
    }

    /// <summary>A stream over bytes that gives few at once, and fails where it is told to.</summary>
    internal sealed class Fragile : MemoryStream
    {
        internal int Most = 1000;
        internal long FailAt = long.MaxValue;
        internal Action Meanwhile;

        internal Fragile(byte[] bytes) : base(bytes, false) { }

        internal Fragile() { }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position >= FailAt) throw new IOException("broken");
            Meanwhile?.Invoke();
            return base.Read(buffer, offset, Math.Min(count, Most));
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > FailAt) throw new IOException("full");
            Meanwhile?.Invoke();
            base.Write(buffer, offset, count);
        }
    }
}
