// Certificates alone, and what is in files.

using System;

namespace Antin.Tests
{
    [Tests]
    internal static class Certificates
    {
        public static void APathLeadsToTheRoot()
        {
            using (var policy = Samples.Policy())
            using (var path = Documents.JudgeCertificate(Samples.Chain, policy, Samples.Judged))
            {
                path.RequirePassed();
                Check.Equal(Verdict.Passed, path.Verdict, "verdict");
                Check.Equal(null, path.Reason, "reason");
                Check.Equal(2, path.Certificates.Count, "certificates");
                Check.That(path.ToJson(Language.Vietnamese).Contains("CƠ QUAN MẪU A"), "JSON has the name");
                Check.That(path.ToText(Language.Vietnamese).Contains("CƠ QUAN MẪU A"), "the text has the name");
            }
        }

        public static void AnExpiredCertificateIsRejected()
        {
            var expired = Runner.Vector("bindings/pki/expired-chain.pem");
            using (var policy = Samples.Policy())
            using (var path = Documents.JudgeCertificate(expired, policy, Samples.Judged))
            {
                Check.Equal(ErrorCode.Rejected, Check.Throws<RejectedException>(path.RequirePassed).Code, "code");
                Check.That(path.Verdict != Verdict.Passed, "it is no pass");
                Check.Equal("certificate-expired", path.Reason, "reason");
                Check.Equal(0, path.Certificates.Count, "certificates");
            }
        }

        public static void EvidenceHasTheCertificatesInBetween()
        {
            var leaf = Runner.Vector("bindings/pki/agency.pem");
            using (var policy = Samples.Policy())
            using (var evidence = new Evidence().AddCertificates(Runner.Vector("bindings/pki/sub-ca.pem")))
            {
                using (var path = Documents.JudgeCertificate(leaf, policy, Samples.Judged))
                {
                    Check.Throws<RejectedException>(path.RequirePassed);
                }
                using (var path = Documents.JudgeCertificate(leaf, policy, Samples.Judged, evidence))
                {
                    path.RequirePassed();
                }
            }
        }

        public static void WhatIsNoCertificateIsMalformed()
        {
            using (var policy = Samples.Policy())
            {
                Check.Refused(
                    ErrorCode.Malformed,
                    () => Documents.JudgeCertificate(Samples.Document, policy, Samples.Judged));
            }
        }

        public static void AFileIsLookedInto()
        {
            using (var inspection = Documents.Inspect(Samples.P12, Samples.Password))
            {
                var text = inspection.ToText(Language.Vietnamese);
                Check.That(text.Contains("CƠ QUAN MẪU A"), "the text has the name");
                Json.Parse(inspection.ToJson(Language.English));
            }
            Check.Refused(ErrorCode.Key, () => Documents.Inspect(Samples.P12, "sai"));
        }
    }
}
