// What the cases of the manifest end with: a judgement in several ways, compared with what is expected.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Antin.Tests
{
    internal sealed class Judgement
    {
        private static readonly string[] Verdicts = { "INDETERMINATE", "TOTAL-PASSED", "TOTAL-FAILED" };

        private readonly Func<Policy> policy;
        private readonly Func<Evidence> evidence;
        private readonly DateTimeOffset at;
        private readonly ErrorCode? error;
        private readonly string verdict;
        private readonly string subIndication;
        private readonly List<Expected> signatures = new List<Expected>();
        private readonly byte[] content;

        internal Judgement(Members from)
        {
            policy = Scenario.Policy(from.TakeObject("policy"));
            evidence = Scenario.Evidence(from.TakeObject("evidence"));
            at = DateTimeOffset.FromUnixTimeSeconds(from.Take<long>("at"));
            var expected = from.TakeObject("expect");
            if (expected.Has("error"))
            {
                error = (ErrorCode)expected.Take<long>("error");
            }
            else
            {
                verdict = expected.Take<string>("verdict");
                subIndication = expected.Take<string>("sub_indication");
                foreach (Dictionary<string, object> item in expected.TakeList("signatures"))
                {
                    signatures.Add(new Expected(new Members(item)));
                }
                var path = expected.Take<string>("content");
                content = path == null ? null : Scenario.Vector(path);
            }
            expected.Done();
        }

        /// <summary>What stands under <c>then</c>, and nothing else; null if there is none.</summary>
        internal static Judgement Then(Members test)
        {
            var then = test.TakeObject("then");
            if (then == null) return null;
            var judgement = new Judgement(then);
            then.Done();
            return judgement;
        }

        /// <summary>Judges in memory, and in pieces of several sizes.</summary>
        internal void Of(byte[] document, byte[] beside)
        {
            Compare(() => Documents.Verify(document, beside, policy(), at, evidence()), true, beside);
            foreach (var size in new[] { 1, 7, 65536 })
            {
                Compare(() => InPieces(document, beside, size), false, beside);
            }
            Compare(
                () => beside == null
                    ? Documents.Verify(new MemoryStream(document), policy(), at, evidence())
                    : Documents.Verify(document, new MemoryStream(beside), policy(), at, evidence()),
                false, beside);
        }

        private Report InPieces(byte[] document, byte[] beside, int size)
        {
            using (var verifying = beside == null
                ? Verifying.Attached(policy(), at, evidence())
                : new Verifying(document, policy(), at, evidence()))
            {
                Manifest.InPieces(beside ?? document, size, verifying.Update);
                return verifying.Finish();
            }
        }

        private void Compare(Func<Report> judge, bool inMemory, byte[] beside)
        {
            if (error != null)
            {
                Check.Refused(error.Value, () => judge());
                return;
            }
            using (var report = judge())
            {
                Compare(report);
                // A report on pieces gives no content out.
                Check.Same(inMemory ? content : null, report.Content, "content");
                if (verdict == "TOTAL-PASSED")
                {
                    report.RequirePassed();
                    Recheck(report, content ?? beside);
                }
                else
                {
                    Check.Equal(
                        ErrorCode.Rejected, Check.Throws<RejectedException>(report.RequirePassed).Code, "code");
                    Check.Throws<RejectedException>(() => new Recheck(report));
                }
            }
        }

        private void Compare(Report report)
        {
            Check.Equal(verdict, Verdicts[(int)report.Verdict], "verdict");
            Check.Equal(subIndication, report.SubIndication, "sub-indication");
            Check.Equal(Format.Cades, report.Format, "format");
            var found = report.Signatures;
            Check.Equal(signatures.Count, found.Count, "number of signatures");
            for (var i = 0; i < found.Count; i++) signatures[i].Compare(found[i]);
            foreach (var language in new[] { Language.English, Language.Vietnamese })
            {
                var json = (Dictionary<string, object>)Json.Parse(report.ToJson(language));
                Check.Equal(verdict, json["verdict"], "verdict in JSON");
                Check.That(report.ToText(language).Contains(verdict), "the text has the verdict");
            }
        }

        private static void Recheck(Report report, byte[] judged)
        {
            using (var recheck = new Recheck(report))
            {
                recheck.Update(new MemoryStream(judged));
                recheck.Finish();
            }
            using (var recheck = new Recheck(report))
            {
                Check.Refused(ErrorCode.InvalidArgument, () =>
                {
                    recheck.Update(judged);
                    recheck.Update(new byte[1]);
                    recheck.Finish();
                });
            }
            if (judged.Length == 0) return;
            var changed = (byte[])judged.Clone();
            changed[changed.Length - 1] ^= 1;
            using (var recheck = new Recheck(report))
            {
                recheck.Update(changed);
                Check.Refused(ErrorCode.InvalidArgument, recheck.Finish);
            }
        }

        /// <summary>What is expected of one signature.</summary>
        private sealed class Expected
        {
            private readonly string verdict, subIndication, level, subject, serial, sha256, digest, algorithm, coverage;
            private readonly long? claimed, proven;
            private readonly List<ExpectedTimestamp> timestamps;
            private readonly string findings;

            internal Expected(Members from)
            {
                verdict = from.Take<string>("verdict");
                subIndication = from.Take<string>("sub_indication");
                level = from.Take<string>("level");
                var signer = from.TakeObject("signer");
                if (signer != null)
                {
                    subject = signer.Take<string>("subject");
                    serial = signer.Take<string>("serial");
                    sha256 = signer.Take<string>("sha256");
                    signer.Done();
                }
                claimed = (long?)from.Take<object>("claimed_time");
                digest = from.Take<string>("digest");
                algorithm = from.Take<string>("algorithm");
                coverage = from.Take<string>("coverage");
                findings = string.Join(", ", from.TakeList("findings"));
                proven = (long?)from.Take<object>("proven_time");
                timestamps = from.TakeList("timestamps").Cast<Dictionary<string, object>>()
                    .Select(item => new ExpectedTimestamp(new Members(item))).ToList();
                from.Done();
            }

            internal void Compare(Signature found)
            {
                Check.Equal(verdict, Verdicts[(int)found.Verdict], "verdict");
                Check.Equal(subIndication, found.SubIndication, "sub-indication");
                Check.Equal(level == null ? Level.None : Names.Level(level), found.Level, "level");
                Check.Equal(subject, found.SignerSubject, "subject");
                Check.Equal(serial, found.SignerSerial, "serial number");
                Check.Equal(sha256, found.SignerSha256, "SHA-256");
                Check.Equal(subject == null, found.SignerIssuer == null, "lack of an issuer");
                Check.Equal(subject == null, found.SignerCertificate == null, "lack of a certificate");
                Check.Equal(claimed, found.ClaimedUnixTime, "claimed time");
                Check.Equal(digest, found.Digest, "digest");
                Check.Equal(algorithm, found.Algorithm, "algorithm");
                var whole = found.Coverage == Coverage.WholeDocument;
                Check.Equal(coverage, whole ? "whole-document" : "unknown", "coverage");
                Check.Equal(findings, string.Join(", ", found.Findings.Select(one => one.Code)), "findings");
                Check.Equal(proven, found.ProvenTime?.ToUnixTimeSeconds(), "proven time");
                Check.Equal(timestamps.Count, found.Timestamps.Count, "number of time-stamps");
                for (var i = 0; i < timestamps.Count; i++) timestamps[i].Compare(found.Timestamps[i]);
                if (verdict == "TOTAL-PASSED") Check.Same(found.SignerCertificate, found.Path[0], "path");
                foreach (var finding in found.Findings)
                {
                    Check.That(finding.Severity >= Severity.Info, "a finding matters somehow");
                    Check.That(finding.Text(Language.English).Length > 0, "a finding has an English text");
                    Check.That(finding.Text(Language.Vietnamese).Length > 0, "a finding has a Vietnamese text");
                }
            }
        }

        /// <summary>What is expected of one time-stamp.</summary>
        private sealed class ExpectedTimestamp
        {
            private readonly TimestampKind kind;
            private readonly string verdict, subIndication, authority, policy;
            private readonly long? time;

            internal ExpectedTimestamp(Members from)
            {
                kind = Names.Kind(from.Take<string>("kind"));
                verdict = from.Take<string>("verdict");
                subIndication = from.Take<string>("sub_indication");
                time = (long?)from.Take<object>("time");
                authority = from.Take<string>("authority");
                policy = from.Take<string>("policy");
                from.Done();
            }

            internal void Compare(Timestamp found)
            {
                Check.Equal(kind, found.Kind, "kind of a time-stamp");
                Check.Equal(verdict, Verdicts[(int)found.Verdict], "verdict on a time-stamp");
                Check.Equal(subIndication, found.SubIndication, "sub-indication of a time-stamp");
                Check.Equal(time, found.Time?.ToUnixTimeSeconds(), "time of a time-stamp");
                Check.Equal(authority, found.Authority, "authority of a time-stamp");
                Check.Equal(policy, found.Policy, "policy of a time-stamp");
            }
        }
    }
}
