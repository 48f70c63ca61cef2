// Sharing between threads.

using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;

namespace Antin.Tests
{
    [Tests]
    internal static class Threads
    {
        public static void ThreadsShareACredentialAndAPolicy()
        {
            using (var credential = Samples.Credential())
            using (var options = Samples.Detached())
            using (var policy = Samples.Policy())
            using (var evidence = new Evidence().AddCertificates(Samples.Chain))
            {
                Run(8, thread =>
                {
                    for (var i = 0; i < 50; i++)
                    {
                        var document = new[] { (byte)thread, (byte)i };
                        var signed = Documents.Sign(document, credential, options, Samples.Signed);
                        using (var report = Documents.Verify(signed, document, policy, Samples.Judged, evidence))
                        {
                            report.RequirePassed();
                        }
                    }
                });
            }
        }

        public static void ThreadsReadOneReport()
        {
            using (var report = Samples.Failed())
            {
                Run(4, thread =>
                {
                    for (var i = 0; i < 200; i++)
                    {
                        Check.Equal("HASH_FAILURE", report.Signatures[0].SubIndication, "sub-indication");
                        Check.That(report.ToJson(Language.Vietnamese).Length > 0, "there is JSON");
                    }
                });
            }
        }

        public static void APolicyChangesOnlyWhenNoThreadUsesIt()
        {
            var signed = Samples.Signature();
            using (var policy = Samples.Policy())
            using (var evidence = new Evidence())
            {
                Run(4, thread =>
                {
                    for (var i = 0; i < 100; i++)
                    {
                        if (thread == 0) policy.AddRoots(Samples.Roots).SetRevocation(Revocation.IfPresent);
                        else if (thread == 1) evidence.AddCertificates(Samples.Chain);
                        else
                        {
                            using (var report = Documents.Verify(
                                signed, Samples.Document, policy, Samples.Judged, evidence))
                            {
                                report.RequirePassed();
                            }
                        }
                    }
                });
            }
        }

        public static void DisposingDuringUseIsSafe()
        {
            var signed = Samples.Signature();
            for (var round = 0; round < 30; round++)
            {
                var policy = Samples.Policy();
                var report = Samples.Failed();
                Run(4, thread =>
                {
                    try
                    {
                        if (thread == 0)
                        {
                            Thread.Sleep(1);
                            policy.Dispose();
                            report.Dispose();
                            return;
                        }
                        for (;;)
                        {
                            Documents.Verify(signed, Samples.Document, policy, Samples.Judged).Dispose();
                            Check.That(report.Signatures[0].Findings[0].Code.Length > 0, "a finding can be read");
                        }
                    }
                    catch (ObjectDisposedException)
                    {
                    }
                });
            }
        }

        public static void PiecesFromSeveralThreadsDoNoHarm()
        {
            using (var credential = Samples.Credential())
            using (var options = Samples.Detached())
            using (var policy = Samples.Policy())
            using (var signing = new Signing(credential, options, Samples.Signed))
            {
                Run(4, thread =>
                {
                    for (var i = 0; i < 500; i++) signing.Update(new byte[100]);
                });
                var signed = signing.Finish();
                using (var report = Documents.Verify(signed, new byte[4 * 500 * 100], policy, Samples.Judged))
                {
                    report.RequirePassed();
                }
            }
        }

        internal static void Run(int count, Action<int> work)
        {
            var thrown = new ConcurrentQueue<Exception>();
            var threads = Enumerable.Range(0, count).Select(number => new Thread(() =>
            {
                try { work(number); }
                catch (Exception one) { thrown.Enqueue(one); }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Exception first;
            if (thrown.TryDequeue(out first)) throw new Failed(first.ToString());
        }
    }
}
