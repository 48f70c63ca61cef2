// Dispose, finalizers, and what is borrowed.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Antin.Tests
{
    [Tests]
    internal static class Lifetime
    {
        public static void DisposingTwiceIsHarmless()
        {
            foreach (var thing in Everything())
            {
                thing.Dispose();
                thing.Dispose();
            }
        }

        public static void CredentialAfterDispose()
        {
            var credential = Samples.Credential();
            credential.Dispose();
            using (var options = Samples.Detached())
            {
                Disposed(() => { var _ = credential.Certificates; });
                Disposed(() => Documents.Sign(Samples.Document, credential, options, Samples.Signed));
                Disposed(() => Documents.AddSignature(
                    Samples.Signature(), Samples.Document, credential, options, Samples.Signed));
                Disposed(() => new Signing(credential, options, Samples.Signed));
            }
        }

        public static void OptionsAfterDispose()
        {
            var keys = new KeyOptions();
            keys.Dispose();
            Disposed(() => keys.SetFriendlyName("x"));
            Disposed(() => keys.SetProvider(Provider.Ring));
            Disposed(() => Credential.FromPkcs12(Samples.P12, Samples.Password, keys));
            var options = Samples.Detached();
            options.Dispose();
            Disposed(() => options.SetPackaging(Packaging.Detached));
            Disposed(() => options.SetAlgorithm(Algorithm.RsaPssSha256));
            Disposed(() => options.SetMimeType("text/plain"));
            Disposed(() => options.SetContentHints(null, "1.2.3"));
            Disposed(() => Documents.Prepare(Samples.Document, Samples.Chain, options, Samples.Signed));
            using (var credential = Samples.Credential())
            {
                Disposed(() => Documents.Sign(Samples.Document, credential, options, Samples.Signed));
            }
        }

        public static void PolicyAndEvidenceAfterDispose()
        {
            var signature = Samples.Signature();
            var policy = Samples.Policy();
            var evidence = new Evidence();
            evidence.Dispose();
            Disposed(() => evidence.AddCertificates(Samples.Chain));
            Disposed(() => Documents.Verify(signature, Samples.Document, policy, Samples.Judged, evidence));
            policy.Dispose();
            Disposed(() => policy.SetProfile("default"));
            Disposed(() => policy.SetMaxDepth(1));
            Disposed(() => Documents.Verify(signature, Samples.Document, policy, Samples.Judged));
            Disposed(() => new Verifying(signature, policy, Samples.Judged));
            Disposed(() => Verifying.Attached(policy, Samples.Judged));
        }

        public static void WorkInProgressAfterDispose()
        {
            using (var credential = Samples.Credential())
            using (var options = Samples.Detached())
            {
                var signing = new Signing(credential, options, Samples.Signed);
                signing.Dispose();
                Disposed(() => signing.Update(Samples.Document));
                Disposed(() => signing.Finish());
                Disposed(() => signing.Prepare());
                Disposed(() => { var _ = signing.Head; });
                var prepared = Documents.Prepare(Samples.Document, Samples.Chain, options, Samples.Signed);
                prepared.Dispose();
                Disposed(() => { var _ = prepared.ToBeSigned; });
                Disposed(() => { var _ = prepared.Digest; });
                Disposed(() => { var _ = prepared.Algorithm; });
                Disposed(() => prepared.Finish(new byte[256]));
            }
            using (var policy = Samples.Policy())
            {
                var verifying = new Verifying(Samples.Signature(), policy, Samples.Judged);
                verifying.Dispose();
                Disposed(() => verifying.Update(Samples.Document));
                Disposed(() => verifying.Finish());
            }
            var recheck = new Recheck(Samples.Passed());
            recheck.Dispose();
            Disposed(() => recheck.Update(Samples.Document));
            Disposed(() => recheck.Finish());
        }

        public static void ReportAndWhatItLendsAfterDispose()
        {
            var report = Samples.Failed();
            var signature = report.Signatures[0];
            var finding = signature.Findings[0];
            Check.That(finding.Code.Length > 0, "before, it can be read");
            report.Dispose();
            Disposed(report.RequirePassed);
            Disposed(() => new Recheck(report));
            foreach (var thing in new object[] { report, signature, finding })
            {
                foreach (var property in thing.GetType().GetProperties())
                {
                    var thrown = Check.Throws<System.Reflection.TargetInvocationException>(
                        () => property.GetValue(thing, null));
                    Check.That(thrown.InnerException is ObjectDisposedException, property.Name + " after dispose");
                }
            }
            Disposed(() => report.ToJson(Language.English));
            Disposed(() => report.ToText(Language.English));
            Disposed(() => finding.Text(Language.English));
            Disposed(() => finding.Help(Language.English));
        }

        public static void PathAndInspectionAfterDispose()
        {
            using (var policy = Samples.Policy())
            {
                var path = Documents.JudgeCertificate(Samples.Chain, policy, Samples.Judged);
                path.Dispose();
                Disposed(path.RequirePassed);
                Disposed(() => { var _ = path.Verdict; });
                Disposed(() => { var _ = path.Reason; });
                Disposed(() => { var _ = path.Certificates; });
                Disposed(() => path.ToJson(Language.English));
                Disposed(() => path.ToText(Language.English));
            }
            var inspection = Documents.Inspect(Samples.Roots);
            inspection.Dispose();
            Disposed(() => inspection.ToJson(Language.English));
            Disposed(() => inspection.ToText(Language.English));
        }

        public static void ASignatureKeepsItsReportAlive()
        {
            var findings = new List<Finding>();
            for (var i = 0; i < 50; i++)
            {
                findings.AddRange(Samples.Failed().Signatures[0].Findings);
                Collect();
            }
            Check.That(findings.All(finding => finding.Text(Language.Vietnamese).Length > 0), "all can be read");
        }

        public static void SigningKeepsWhatItNeeds()
        {
            Signing signing;
            using (var credential = Samples.Credential())
            using (var options = Samples.Detached())
            {
                signing = new Signing(credential, options, Samples.Signed);
            }
            signing.Update(Samples.Document);
            Verifying verifying;
            using (var policy = Samples.Policy())
            {
                verifying = new Verifying(signing.Finish(), policy, Samples.Judged);
            }
            verifying.Update(Samples.Document);
            using (var report = verifying.Finish()) report.RequirePassed();
        }

        public static void NothingIsFreedInUseByTheCollector()
        {
            var stop = false;
            var collector = new Thread(() => { while (!Volatile.Read(ref stop)) Collect(); });
            collector.Start();
            try
            {
                for (var i = 0; i < 100; i++)
                {
                    // Nothing refers to these any more while the library uses them, and none is disposed of.
                    var signed = Documents.Sign(
                        Samples.Document, Samples.Credential(), Samples.Detached(), Samples.Signed);
                    Documents.Verify(
                        signed, Samples.Document, Samples.Policy(), Samples.Judged, new Evidence()).RequirePassed();
                    Check.Equal("HASH_FAILURE", Samples.Failed().Signatures[0].SubIndication, "sub-indication");
                    Check.Refused(ErrorCode.Key, () => Credential.FromPkcs12(Samples.P12, "sai"));
                }
            }
            finally
            {
                Volatile.Write(ref stop, true);
                collector.Join();
            }
        }

        public static void FinalizersFreeWhatIsForgotten()
        {
            for (var i = 0; i < 200; i++)
            {
                foreach (var thing in Everything()) GC.KeepAlive(thing);
                if (i % 20 == 0) Collect();
            }
            Collect();
        }

        private static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        private static IEnumerable<IDisposable> Everything()
        {
            var credential = Samples.Credential();
            var options = Samples.Detached();
            var policy = Samples.Policy();
            var report = Samples.Passed();
            return new IDisposable[]
            {
                new KeyOptions(), new Evidence(), report, new Recheck(report),
                new Signing(credential, options, Samples.Signed),
                Signing.ForChain(Samples.Chain, options, Samples.Signed),
                Documents.Prepare(Samples.Document, Samples.Chain, options, Samples.Signed),
                Documents.JudgeCertificate(Samples.Chain, policy, Samples.Judged), Documents.Inspect(Samples.Roots),
                Verifying.Attached(policy, Samples.Judged),
                new Verifying(Samples.Signature(), policy, Samples.Judged), credential, options, policy,
            };
        }

        private static void Disposed(Action action)
        {
            Check.Throws<ObjectDisposedException>(action);
        }
    }
}
