// Documents of any size, from streams.

using System;
using System.IO;
using System.Linq;

namespace Antin.Tests
{
    [Tests]
    internal static class Streams
    {
        private const long Size = 8 * 1024 * 1024 + 3;

        public static void ALargeStreamIsSignedAndJudgedInPieces()
        {
            using (var credential = Samples.Credential())
            using (var options = Samples.Detached())
            using (var policy = Samples.Policy())
            {
                var document = new Endless(Size);
                var signature = Documents.Sign(document, credential, options, Samples.Signed);
                Check.Equal(64 * 1024, document.Largest, "largest piece");
                using (var report = Documents.Verify(
                    signature, new Endless(Size), policy, Samples.Judged, new Evidence()))
                {
                    report.RequirePassed();
                    using (var recheck = new Recheck(report))
                    {
                        recheck.Update(new Endless(Size));
                        recheck.Finish();
                    }
                }
                using (var report = Documents.Verify(signature, new Endless(Size - 1), policy, Samples.Judged))
                {
                    Check.Equal(Verdict.Failed, report.Verdict, "verdict");
                    Check.Equal("HASH_FAILURE", report.SubIndication, "sub-indication");
                }
            }
        }

        public static void AnAttachedStreamIsWrittenAndJudged()
        {
            using (var credential = Samples.Credential())
            using (var options = Samples.Attached())
            using (var policy = Samples.Policy())
            {
                var output = new MemoryStream();
                Documents.SignAttached(
                    new Endless(100000), 100000, output, credential, options, Samples.Signed);
                output.Position = 0;
                using (var report = Documents.Verify(output, policy, Samples.Judged)) report.RequirePassed();
                using (var report = Documents.Verify(output.ToArray(), policy, Samples.Judged))
                {
                    Check.Equal(100000, report.Content.Length, "length of the content");
                    Check.Equal((byte)(99999 & 255), report.Content.Last(), "last byte");
                }
            }
        }

        public static void AnAttachedStreamOfAnotherLengthIsRefused()
        {
            using (var credential = Samples.Credential())
            using (var options = Samples.Attached())
            {
                foreach (var announced in new[] { 9L, 11L })
                {
                    Check.Refused(ErrorCode.InvalidArgument, () => Documents.SignAttached(
                        new Endless(10), announced, new MemoryStream(), credential, options, Samples.Signed));
                }
                Check.Throws<ArgumentOutOfRangeException>(() => Documents.SignAttached(
                    new Endless(10), -1, new MemoryStream(), credential, options, Samples.Signed));
            }
        }

        public static void WhatAStreamThrowsComesThrough()
        {
            using (var credential = Samples.Credential())
            using (var options = Samples.Detached())
            {
                var closed = new MemoryStream();
                closed.Dispose();
                Check.Throws<ObjectDisposedException>(
                    () => Documents.Sign(closed, credential, options, Samples.Signed));
            }
        }

        public static void AKeyElsewhereSignsAStream()
        {
            using (var options = Samples.Detached())
            using (var prepared = Documents.Prepare(
                new MemoryStream(Samples.Document), Samples.Chain, options, Samples.Signed))
            using (var whole = Documents.Prepare(Samples.Document, Samples.Chain, options, Samples.Signed))
            {
                Check.Same(whole.ToBeSigned, prepared.ToBeSigned, "what is to be signed");
                Check.Equal(32, prepared.Digest.Length, "length of the digest");
            }
        }
    }
}
