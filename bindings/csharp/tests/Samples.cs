// What many tests need: a credential, a policy, a document, signatures on it.

using System;
using System.IO;
using System.Text;

namespace Antin.Tests
{
    internal static class Samples
    {
        internal static readonly DateTimeOffset Signed = new DateTimeOffset(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);
        internal static readonly DateTimeOffset Judged = Signed.AddDays(1);
        internal static readonly byte[] Document = Encoding.UTF8.GetBytes("Công văn số 12/TB-BM\n");
        internal const string Password = "mật khẩu thử nghiệm";

        internal static byte[] Roots
        {
            get { return Runner.Vector("bindings/pki/root.pem"); }
        }

        internal static byte[] Chain
        {
            get { return Runner.Vector("bindings/pki/agency-chain.pem"); }
        }

        internal static byte[] P12
        {
            get { return Runner.Vector("bindings/credentials/openssl.p12"); }
        }

        internal static Credential Credential()
        {
            return Antin.Credential.FromChainAndKey(Chain, Runner.Vector("bindings/pki/agency.key"));
        }

        internal static SignOptions Detached()
        {
            return new SignOptions(Format.Cades, Level.B);
        }

        internal static SignOptions Attached()
        {
            return Detached().SetPackaging(Packaging.Attached);
        }

        internal static Policy Policy()
        {
            return new Policy(Roots).SetRevocation(Revocation.IfPresent);
        }

        internal static byte[] Signature()
        {
            using (var credential = Credential())
            using (var options = Detached())
            {
                return Documents.Sign(Document, credential, options, Signed);
            }
        }

        internal static Report Passed()
        {
            using (var policy = Policy()) return Documents.Verify(Signature(), Document, policy, Judged);
        }

        internal static Report Failed()
        {
            using (var policy = Policy()) return Documents.Verify(Signature(), new byte[] { 1 }, policy, Judged);
        }
    }

    /// <summary>A stream of many bytes that exist nowhere, which notes how they are asked for.</summary>
    internal sealed class Endless : Stream
    {
        private readonly long length;
        private long at;

        internal int Largest;

        internal Endless(long length)
        {
            this.length = length;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Largest = Math.Max(Largest, count);
            // Fewer than asked for, as pipes and sockets do.
            var given = (int)Math.Min(Math.Min(count, 50000), length - at);
            for (var i = 0; i < given; i++) buffer[offset + i] = (byte)(at + i);
            at += given;
            return given;
        }

        public override bool CanRead { get { return true; } }
        public override bool CanSeek { get { return false; } }
        public override bool CanWrite { get { return false; } }
        public override long Length { get { throw new NotSupportedException(); } }
        public override long Position
        {
            get { throw new NotSupportedException(); }
            set { throw new NotSupportedException(); }
        }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) { throw new NotSupportedException(); }
        public override void SetLength(long value) { throw new NotSupportedException(); }
        public override void Write(byte[] buffer, int offset, int count) { throw new NotSupportedException(); }
    }
}
