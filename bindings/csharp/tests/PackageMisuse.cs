// Packages misused: absent and closed things, streams that fail, and use by several threads.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace Antin.Tests
{
    [Tests]
    internal static class PackageMisuse
    {
        public static void WhatMustBeThereIsAskedFor()
        {
            var time = PackageSamples.Signed;
            Source none = null;
            Target nowhere = null;
            using (var credential = PackageSamples.Credential())
            using (var options = PackageSamples.Options())
            using (var opening = new Opening())
            using (var policy = PackageSamples.Policy())
            using (var prepared = PackageSamples.Prepared())
            using (var judged = PackageSamples.Open(PackageSamples.Message))
            {
                Source some = PackageSamples.Message;
                Missing("signature", () => new SealOptions(null));
                Missing("organ", () => options.SetOrgan(null));
                Missing("package", () => Packages.Seal(none, credential, options, time));
                Missing("credential", () => Packages.Seal(some, null, options, time));
                Missing("options", () => Packages.Seal(some, credential, null, time));
                Missing("output", () => Packages.Seal(some, credential, options, time, nowhere));
                Missing("package", () => Packages.PrepareSeal((byte[])null, PackageSamples.Chain, options, time));
                Missing("chain", () => Packages.PrepareSeal(some, null, options, time));
                Missing("options", () => Packages.PrepareSeal(some, PackageSamples.Chain, null, time));
                Missing("value", () => prepared.Finish(null, some));
                Missing("package", () => prepared.Finish(new byte[1], (Stream)null));
                Missing("output", () => prepared.Finish(new byte[1], some, (string)null));
                Missing("value", () => prepared.FinishContainer(null));
                Missing("organ", () => opening.AddSender(null, PackageSamples.Chain));
                Missing("certificates", () => opening.AddSender("a", null));
                Missing("container", () => opening.AddContainer(null));
                Missing("package", () => Packages.Open((string)null, opening, policy, time));
                Missing("policy", () => Packages.Open(some, opening, null, time));
                Missing("message", () => judged.Extract(none, 0));
                Missing("file", () => judged.Extract(some, null));
                Missing("output", () => judged.ExtractTo(some, 0, (Stream)null));
                Missing("message", () => judged.ExtractAll(none));
                Missing("outputs", () => judged.ExtractAllTo(some, null));
                Missing("outputs", () => judged.ExtractAllTo(some, new Dictionary<int, Target> { { 0, null } }));
                Missing("package", () => Packages.Hop(none, time));
                Missing("output", () => Packages.Hop(some, nowhere, time));
                Missing("rewritings", () => Packages.Hop(some, time, new string[] { null }));
                Missing("package", () => Packages.Validate(none));
            }
        }

        public static void WhatIsNoneIsRefused()
        {
            var invalid = ErrorCode.InvalidArgument;
            using (var options = PackageSamples.Options())
            using (var opening = new Opening())
            {
                Check.Refused(invalid, () => options.SetRole((SealRole)0));
                Check.Refused(invalid, () => options.SetRole((SealRole)4));
                NotText("organ", () => options.SetOrgan("000\0"));
                NotText("organ", () => opening.AddSender("000\0", PackageSamples.Chain));
                NotText("package", () => Packages.Validate("a\0"));
                NotText("output", () => Packages.Hop(PackageSamples.Message, "a\0", PackageSamples.Judged));
                NotText(
                    "rewritings",
                    () => Packages.Hop(PackageSamples.Message, PackageSamples.Judged, new[] { "a\0" }));
                Check.Refused(invalid, () => opening.AddSender(" ", PackageSamples.Chain));
                Check.Refused(ErrorCode.Malformed, () => opening.AddSender("a", new byte[] { 1 }));
                Check.Refused(
                    invalid,
                    () => Packages.Hop(PackageSamples.Message, PackageSamples.Judged, new[] { "trace", "no-such" }));
                Check.Refused(ErrorCode.Malformed, () => PackageSamples.Sealed(new byte[0]));
                Check.Refused(ErrorCode.Malformed, () => PackageSamples.Open(new byte[0]));
                Check.Refused(ErrorCode.Malformed, () => Packages.Validate(new byte[0]));
                var status = Runner.Vector("edxml/status-01.edxml");
                Check.Refused(ErrorCode.Unsupported, () => PackageSamples.Sealed(status));
                // A status message says no facts, and is judged all the same: there is no seal.
                PackageSamples.Expect(status, opening, PackageState.NotSealed, false);
            }
        }

        public static void PlacesAreChecked()
        {
            var package = PackageSamples.Sealed();
            using (var judged = PackageSamples.Open(package))
            using (var other = PackageSamples.Open(package))
            {
                var stream = new MemoryStream();
                Check.Throws<ArgumentOutOfRangeException>(() => judged.Extract(package, -1));
                Check.Refused(ErrorCode.InvalidArgument, () => judged.Extract(package, 2));
                Check.Refused(ErrorCode.InvalidArgument, () => judged.Extract(package, int.MaxValue));
                NotText("file", () => judged.Extract(package, other.Files[0]));
                foreach (var place in new[] { -1, 2 })
                {
                    Check.Throws<ArgumentOutOfRangeException>(
                        () => judged.ExtractAllTo(package, new Dictionary<int, Target> { { place, stream } }));
                }
                judged.ExtractAllTo(package, new Dictionary<int, Target>());
                Check.Equal(0L, stream.Length, "what was written");
                Check.Throws<ArgumentOutOfRangeException>(() => judged.Facts[0].Words((Language)3));
                Check.Refused(ErrorCode.InvalidArgument, () => judged.ToJson((Language)9));
                Check.Refused(ErrorCode.InvalidArgument, () => judged.ToText((Language)9));
            }
        }

        public static void AMessageWithoutAttachmentsHasNoneToTakeOut()
        {
            var package = PackageSamples.Sealed(Runner.Vector("edxml/no-attachment.edxml"));
            using (var any = new Opening().DangerAnySender())
            using (var judged = PackageSamples.Open(package, any))
            {
                Check.Equal(0, judged.ExtractAll(package).Count, "attachments");
            }
        }

        public static void StreamsThatCannotServeAreRefused()
        {
            NotText("package", () => Packages.Validate(new Endless(10)));
            var closed = new MemoryStream();
            closed.Dispose();
            NotText("package", () => Packages.Validate(closed));
            var message = PackageSamples.Message;
            NotText("output", () => Packages.Hop(message, new MemoryStream(message, false), PackageSamples.Judged));
        }

        public static void WhatStreamsThrowComesThrough()
        {
            var package = PackageSamples.Sealed();
            using (var judged = PackageSamples.Open(package))
            using (var folder = new Folder())
            {
                File.WriteAllText(folder.File("1"), "before");
                var broken = new Fragile(package) { FailAt = 65000 };
                Failing("broken", () => PackageSamples.Open(broken));
                Failing("broken", () => Packages.Validate(broken));
                Failing("broken", () => judged.ExtractTo(broken, 0, folder.File("1")));
                Failing("broken", () => Packages.Hop(broken, folder.File("1"), PackageSamples.Judged));
                Check.Equal("before", File.ReadAllText(folder.File("1")), "the file that was there");
                Check.Equal(1, Directory.GetFiles(Path.GetDirectoryName(folder.File("1"))).Length, "files");
                Failing("full", () => Packages.Hop(package, new Fragile { FailAt = 70000 }, PackageSamples.Judged));
                Failing("full", () => judged.ExtractTo(package, 0, new Fragile { FailAt = 10 }));
                using (var prepared = PackageSamples.Prepared())
                {
                    var value = PackageSamples.Value(PackageSamples.Container(package));
                    Failing(
                        "full",
                        () => prepared.Finish(value, PackageSamples.Message, new Fragile { FailAt = 70000 }));
                    Check.Refused(ErrorCode.AlreadyUsed, () => prepared.Finish(value, PackageSamples.Message));
                }
                // The next call is as if nothing had been.
                Check.Same(PackageSamples.Pdf, judged.Extract(package, 0), "attachment");
            }
            Check.Refused(ErrorCode.Other, () => Packages.Validate("/no/such/file"));
            Check.Refused(
                ErrorCode.Other, () => Packages.Hop(package, "/no/such/folder/file", PackageSamples.Judged));
        }

        public static void WhatSendersThrowComesThrough()
        {
            var package = PackageSamples.Sealed();
            using (var opening = new Opening())
            {
                opening.SetSenders(claim => { throw new KeyNotFoundException("nobody"); });
                for (var i = 0; i < 3; i++)
                {
                    var thrown = Check.Throws<KeyNotFoundException>(() => PackageSamples.Open(package, opening));
                    Check.Equal("nobody", thrown.Message, "message");
                }
                opening.SetSenders(claim => SenderBinding.Bound);
                PackageSamples.Expect(package, opening, PackageState.Intact, true);
            }
        }

        public static void SendersMayCallTheLibrary()
        {
            var package = PackageSamples.Sealed();
            using (var policy = PackageSamples.Policy())
            using (var inner = new Opening().SetSenders(claim => { throw new IOException("inner"); }))
            using (var opening = new Opening())
            {
                opening.SetSenders(claim =>
                {
                    // The policy of the call itself, and a call that throws and is caught.
                    using (var path = Documents.JudgeCertificate(claim.Path[0], policy, claim.Time,
                        new Evidence().AddCertificates(PackageSamples.Chain)))
                    {
                        path.RequirePassed();
                    }
                    Check.Throws<IOException>(() => Packages.Open(package, inner, policy, claim.Time));
                    return SenderBinding.Bound;
                });
                using (var judged = Packages.Open(package, opening, policy, PackageSamples.Judged))
                {
                    judged.RequireAccepted();
                }
                // A change would wait for the call that asks, and so for itself.
                opening.SetSenders(claim =>
                {
                    policy.SetRevocation(Revocation.Require);
                    return SenderBinding.Bound;
                });
                Check.Throws<LockRecursionException>(
                    () => Packages.Open(package, opening, policy, PackageSamples.Judged));
                opening.SetSenders(claim =>
                {
                    opening.DangerAnySender();
                    return SenderBinding.Unknown;
                });
                Check.Throws<LockRecursionException>(() => PackageSamples.Open(package, opening));
            }
        }

        public static void AStreamCannotUseWhatReadsIt()
        {
            var package = PackageSamples.Sealed();
            var value = PackageSamples.Value(PackageSamples.Container(package));
            using (var prepared = PackageSamples.Prepared())
            {
                var stream = new Fragile(PackageSamples.Message);
                stream.Meanwhile = () => prepared.FinishContainer(value);
                Check.Throws<InvalidOperationException>(() => prepared.Finish(value, stream));
            }
            // What a call uses can be disposed of meanwhile; it is freed afterwards.
            var judged = PackageSamples.Open(package);
            var disposing = new Fragile(package);
            disposing.Meanwhile = judged.Dispose;
            Check.Same(PackageSamples.Pdf, judged.Extract(disposing, 0), "attachment");
            Disposed(() => judged.Extract(package, 0));
        }

        public static void UseAfterDispose()
        {
            var package = PackageSamples.Sealed();
            var judged = PackageSamples.Open(package);
            var seal = judged.Seals[0];
            var file = judged.Files[0];
            var report = seal.Report;
            var signature = report.Signatures[0];
            for (var i = 0; i < 2; i++) judged.Dispose();
            foreach (var property in typeof(Package).GetProperties())
            {
                var thrown = Check.Throws<System.Reflection.TargetInvocationException>(
                    () => property.GetValue(judged, null));
                Check.That(thrown.InnerException is ObjectDisposedException, property.Name + " after dispose");
            }
            Disposed(judged.RequireAccepted);
            Disposed(() => judged.ToJson(Language.English));
            Disposed(() => judged.ToText(Language.English));
            Disposed(() => judged.Extract(package, 0));
            Disposed(() => judged.Extract(package, file));
            Disposed(() => judged.ExtractAll(package));
            Disposed(() => judged.ExtractTo(package, 0, new MemoryStream()));
            Disposed(() => judged.ExtractAllTo(package, new Dictionary<int, Target>()));
            Disposed(report.RequirePassed);
            Disposed(() => { var _ = signature.Level; });
            Check.Equal("cong-van-123.pdf", file.Name, "what was copied out");
            Check.Equal(PackageSamples.Sender, seal.Organ, "what was copied out");

            var options = PackageSamples.Options();
            var opening = PackageSamples.Known();
            var prepared = PackageSamples.Prepared();
            var closed = PackageSamples.Credential();
            foreach (var thing in new IDisposable[] { options, opening, prepared, closed })
            {
                thing.Dispose();
                thing.Dispose();
            }
            Disposed(() => options.SetRole(SealRole.Leader));
            Disposed(() => options.SetOrgan("a"));
            Disposed(() => PackageSamples.Sealed(null, options));
            Disposed(() => Packages.PrepareSeal(package, PackageSamples.Chain, options, PackageSamples.Signed));
            Disposed(() => opening.AddSender("a", PackageSamples.Chain));
            Disposed(() => opening.SetSenders(null));
            Disposed(() => opening.DangerAnySender());
            Disposed(() => opening.AddContainer(package));
            Disposed(() => PackageSamples.Open(package, opening));
            Disposed(() => { var _ = prepared.ToBeSigned; });
            Disposed(() => { var _ = prepared.Digest; });
            Disposed(() => { var _ = prepared.Statement; });
            Disposed(() => { var _ = prepared.Algorithm; });
            Disposed(() => prepared.Finish(new byte[1], package));
            Disposed(() => prepared.FinishContainer(new byte[1]));
            using (var usual = PackageSamples.Options())
            {
                Disposed(() => Packages.Seal(package, closed, usual, PackageSamples.Signed));
            }
        }

        public static void ASealsReportIsAllThatIsNeeded()
        {
            var package = PackageSamples.Sealed();
            var seals = new List<Seal>();
            var reports = new List<Report>();
            for (var i = 0; i < 20; i++)
            {
                seals.Add(PackageSamples.Open(package).Seals[0]);
                reports.Add(PackageSamples.Open(package).Seals[0].Report);
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
            Check.That(seals.All(seal => seal.Report.Signatures[0].Level == Level.B), "reports of seals");
            foreach (var report in reports)
            {
                report.RequirePassed();
                report.Dispose();
                report.Dispose();
                Disposed(report.RequirePassed);
            }
        }

        public static void NothingIsFreedInUseByTheCollector()
        {
            var package = PackageSamples.Sealed();
            var stop = false;
            var collector = new Thread(() =>
            {
                while (!Volatile.Read(ref stop))
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                }
            });
            collector.Start();
            try
            {
                for (var i = 0; i < 20; i++)
                {
                    // Nothing refers to these any more while the library uses them, and none is disposed of.
                    var found = Packages.Open(
                        new Fragile(package) { Most = 20000 },
                        new Opening().SetSenders(claim =>
                        {
                            GC.Collect();
                            return SenderBinding.Bound;
                        }),
                        PackageSamples.Policy(), PackageSamples.Judged).Extract(new Fragile(package), 0);
                    Check.Same(PackageSamples.Pdf, found, "attachment");
                }
            }
            finally
            {
                Volatile.Write(ref stop, true);
                collector.Join();
            }
        }

        public static void ThreadsShareAnOpening()
        {
            var asked = 0;
            using (var credential = PackageSamples.Credential())
            using (var options = PackageSamples.Options())
            using (var policy = PackageSamples.Policy())
            using (var opening = new Opening())
            {
                // One thread is told so by an exception, the others go on.
                opening.SetSenders(claim =>
                {
                    Interlocked.Increment(ref asked);
                    if (Thread.CurrentThread.Name == "0") throw new IOException("unknown");
                    return SenderBinding.Bound;
                });
                Threads.Run(4, thread =>
                {
                    Thread.CurrentThread.Name = thread.ToString();
                    for (var i = 0; i < 5; i++)
                    {
                        var package = Packages.Seal(
                            PackageSamples.Message, credential, options, PackageSamples.Signed.AddSeconds(thread));
                        if (thread == 0)
                        {
                            Failing("unknown", () => Packages.Open(package, opening, policy, PackageSamples.Judged));
                            continue;
                        }
                        using (var judged = Packages.Open(package, opening, policy, PackageSamples.Judged))
                        {
                            PackageSamples.Expect(judged, package, PackageState.Intact, true);
                        }
                    }
                });
            }
            Check.Equal(20, asked, "questions");
        }

        public static void ThreadsReadOnePackage()
        {
            var package = PackageSamples.Sealed();
            using (var judged = PackageSamples.Open(package))
            {
                Threads.Run(4, thread =>
                {
                    for (var i = 0; i < 5; i++)
                    {
                        Check.Same(PackageSamples.Pdf, judged.Extract(new Fragile(package), 0), "attachment");
                        Check.That(judged.ToJson(Language.Vietnamese).Length > 0, "there is JSON");
                    }
                });
            }
        }

        private static void Missing(string argument, Action action)
        {
            Check.Equal(argument, Check.Throws<ArgumentNullException>(action).ParamName, "argument");
        }

        private static void NotText(string argument, Action action)
        {
            Check.Equal(argument, Check.Throws<ArgumentException>(action).ParamName, "argument");
        }

        private static void Failing(string message, Action action)
        {
            Check.Equal(message, Check.Throws<IOException>(action).Message, "message");
        }

        private static void Disposed(Action action)
        {
            Check.Throws<ObjectDisposedException>(action);
        }
    }
}
