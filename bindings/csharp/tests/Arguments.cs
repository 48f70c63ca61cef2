// What is handed in: absent, empty, wrong, and Vietnamese.

using System;
using System.IO;
using System.Linq;

namespace Antin.Tests
{
    [Tests]
    internal static class Arguments
    {
        public static void WhatMustBeThereIsAskedFor()
        {
            using (var credential = Samples.Credential())
            using (var options = Samples.Detached())
            using (var policy = Samples.Policy())
            using (var report = Samples.Passed())
            using (var signing = new Signing(credential, options, Samples.Signed))
            {
                var time = Samples.Signed;
                var some = new byte[1];
                Missing("p12", () => Credential.FromPkcs12(null, "x"));
                Missing("chain", () => Credential.FromChainAndKey(null, some));
                Missing("key", () => Credential.FromChainAndKey(some, null));
                Missing("document", () => Documents.Sign((byte[])null, credential, options, time));
                Missing("document", () => Documents.Sign((Stream)null, credential, options, time));
                Missing("credential", () => Documents.Sign(some, null, options, time));
                Missing("options", () => Documents.Sign(some, credential, null, time));
                Missing("output", () => Documents.SignAttached(Stream.Null, 0, null, credential, options, time));
                Missing("signature", () => new Verifying(null, policy, time));
                Missing("policy", () => new Verifying(some, null, time));
                Missing("policy", () => Verifying.Attached(null, time));
                Missing("signature", () => Documents.AddSignature(null, null, credential, options, time));
                Missing("document", () => Documents.Prepare((byte[])null, some, options, time));
                Missing("chain", () => Documents.Prepare(some, null, options, time));
                Missing("digest", () => Documents.PrepareDigest(DigestAlgorithm.Sha256, null, some, options, time));
                Missing("signature", () => Documents.PrepareAddition(null, null, some, options, time));
                Missing("document", () => Documents.Verify((byte[])null, policy, time));
                Missing("policy", () => Documents.Verify(some, null, time));
                Missing("content", () => Documents.Verify(some, (Stream)null, policy, time));
                Missing("signature", () => Documents.Verify(null, Stream.Null, policy, time));
                Missing("certificate", () => Documents.JudgeCertificate(null, policy, time));
                Missing("policy", () => Documents.JudgeCertificate(some, null, time));
                Missing("file", () => Documents.Inspect(null));
                Missing("roots", () => new Policy(null));
                Missing("name", () => policy.SetProfile(null));
                Missing("oids", () => policy.SetCertificatePolicies(new string[] { null }));
                Missing("mimeType", () => options.SetMimeType(null));
                Missing("contentType", () => options.SetContentHints("x", null));
                Missing("name", () => new KeyOptions().SetFriendlyName(null));
                Missing("crls", () => new Evidence().AddCrls(null));
                Missing("response", () => new Evidence().AddOcsp(null));
                Missing("report", () => new Recheck(null));
                Missing("piece", () => signing.Update((byte[])null));
            }
        }

        public static void PartsOfArraysAreChecked()
        {
            using (var credential = Samples.Credential())
            using (var options = Samples.Detached())
            using (var signing = new Signing(credential, options, Samples.Signed))
            {
                var buffer = new byte[4];
                var parts = new[]
                {
                    new[] { -1, 1 }, new[] { 5, 0 }, new[] { 0, 5 }, new[] { 3, 2 }, new[] { 0, -1 },
                    new[] { 1, int.MaxValue },
                };
                foreach (var part in parts)
                {
                    Check.Throws<ArgumentOutOfRangeException>(() => signing.Update(buffer, part[0], part[1]));
                }
                signing.Update(buffer, 4, 0);
                signing.Update(new byte[0]);
                signing.Update(Samples.Document, 0, 3);
                signing.Update(Samples.Document, 3, Samples.Document.Length - 3);
                using (var policy = Samples.Policy())
                using (var report = Documents.Verify(
                    signing.Finish(), Samples.Document, policy, Samples.Judged))
                {
                    report.RequirePassed();
                }
            }
        }

        public static void EmptyIsNotAbsent()
        {
            using (var credential = Samples.Credential())
            using (var options = Samples.Detached())
            using (var policy = Samples.Policy())
            {
                var signed = Documents.Sign(new byte[0], credential, options, Samples.Signed);
                using (var report = Documents.Verify(signed, new byte[0], policy, Samples.Judged))
                {
                    report.RequirePassed();
                }
                using (var report = Documents.Verify(signed, policy, Samples.Judged))
                {
                    Check.Equal("SIGNED_DATA_NOT_FOUND", report.SubIndication, "sub-indication");
                }
                Check.Refused(
                    ErrorCode.Malformed, () => Documents.Verify(new byte[0], policy, Samples.Judged));
                Check.Refused(
                    ErrorCode.Malformed, () => new Verifying(new byte[0], policy, Samples.Judged).Finish());
                Check.Refused(ErrorCode.Malformed, () => new Policy(new byte[0]));
                Check.Refused(ErrorCode.Malformed, () => Credential.FromPkcs12(new byte[0], ""));
                using (var attached = Samples.Attached())
                {
                    var whole = Documents.Sign(new byte[0], credential, attached, Samples.Signed);
                    using (var report = Documents.Verify(whole, policy, Samples.Judged))
                    {
                        Check.Same(new byte[0], report.Content, "content");
                    }
                }
            }
        }

        public static void TextWithNulIsRefused()
        {
            // Cut at the NUL, this password would open the file.
            NotText("password", () => Credential.FromPkcs12(Samples.P12, Samples.Password + "\0x"));
            NotText("password", () => Credential.FromChainAndKey(
                Samples.Chain, Runner.Vector("bindings/pki/agency.key"), "\0"));
            NotText("name", () => new KeyOptions().SetFriendlyName("a\0"));
            NotText("password", () => Documents.Inspect(Samples.P12, Samples.Password + "\0"));
            NotText("mimeType", () => Samples.Detached().SetMimeType("text/plain\0"));
            NotText("description", () => Samples.Detached().SetContentHints("a\0b", "1.2.3"));
            NotText("contentType", () => Samples.Detached().SetContentHints(null, "1.2.3\0"));
            NotText("name", () => Samples.Policy().SetProfile("default\0"));
            NotText("name", () => Samples.Policy().SetName(NameForm.Dns, "a.test\0"));
            NotText("oids", () => Samples.Policy().SetCertificatePolicies("1.2.3", "1.2.3\0"));
        }

        public static void TextThatIsNoUnicodeIsRefused()
        {
            NotText("password", () => Credential.FromPkcs12(Samples.P12, "\ud800"));
        }

        public static void PasswordsAreWiped()
        {
            byte[] bytes;
            using (var text = new Utf8("mật khẩu", "password"))
            {
                bytes = text.Bytes;
                Check.Equal((byte)'m', bytes[0], "first byte");
            }
            Check.That(bytes.All(one => one == 0), "all bytes are 0");
        }

        public static void VietnameseGoesBothWays()
        {
            const string Seal = "Con dấu của Ủy ban";
            var p12 = Runner.Vector("keys/p12/windows-style.p12");
            using (var keys = new KeyOptions().SetFriendlyName(Seal).SetProvider(Provider.Ring))
            using (var credential = Credential.FromPkcs12(p12, "Mật khẩu của tôi", keys))
            {
                Check.Equal(3, credential.Certificates.Count, "certificates");
            }
            using (var report = Samples.Passed())
            {
                var signature = report.Signatures[0];
                const string Subject = "C=VN, L=Thành phố Ví Dụ, O=BỘ MẪU, CN=CƠ QUAN MẪU A";
                Check.Equal(Subject, signature.SignerSubject, "subject");
                Check.That(report.ToText(Language.Vietnamese).Contains("CƠ QUAN MẪU A"), "the text has the name");
                Check.That(report.ToJson(Language.Vietnamese).Contains("CƠ QUAN MẪU A"), "JSON has the name");
                Check.Equal<DateTimeOffset?>(Samples.Signed, signature.ClaimedTime, "claimed time");
                Check.Equal(null, signature.ProvenTime, "proven time");
                Check.Equal(2, signature.Path.Count, "path");
            }
        }

        public static void ErrorsSpeakBothLanguages()
        {
            var thrown = Check.Refused(ErrorCode.Key, () => Credential.FromPkcs12(Samples.P12, "sai"));
            Check.That(thrown.Message.Length > 0, "there is a message");
            Check.That(thrown.Text(Language.English) != thrown.Text(Language.Vietnamese), "texts differ");
            Check.That(thrown.Help(Language.English) != thrown.Help(Language.Vietnamese), "helps differ");
            Check.That(thrown.Text(Language.Vietnamese).Any(one => one > 127), "Vietnamese has its letters");
            Check.Throws<ArgumentOutOfRangeException>(() => thrown.Text((Language)3));
        }

        public static void NumbersThatAreNoneAreRefused()
        {
            var invalid = ErrorCode.InvalidArgument;
            Check.Refused(invalid, () => new SignOptions((Format)99, Level.B));
            Check.Refused(invalid, () => new SignOptions(Format.Cades, (Level)0));
            Check.Refused(invalid, () => Samples.Detached().SetPackaging((Packaging)3));
            Check.Refused(invalid, () => Samples.Detached().SetAlgorithm((Algorithm)uint.MaxValue));
            Check.Refused(invalid, () => Samples.Policy().SetRevocation((Revocation)3));
            Check.Refused(invalid, () => Samples.Policy().SetPurpose((Purpose)77));
            Check.Refused(invalid, () => Samples.Policy().SetName((NameForm)9, "a.test"));
            Check.Refused(invalid, () => new KeyOptions().SetProvider((Provider)9));
            Check.Throws<ArgumentOutOfRangeException>(() => Samples.Policy().SetMaxDepth(-1));
            using (var report = Samples.Passed())
            {
                Check.Refused(invalid, () => report.ToJson((Language)0));
                Check.Refused(invalid, () => report.ToText((Language)3));
            }
        }

        public static void ASecondFinishIsRefused()
        {
            using (var credential = Samples.Credential())
            using (var options = Samples.Detached())
            using (var signing = new Signing(credential, options, Samples.Signed))
            using (var policy = Samples.Policy())
            {
                signing.Update(Samples.Document);
                var signed = signing.Finish();
                Check.Refused(ErrorCode.AlreadyUsed, () => signing.Finish());
                Check.Refused(ErrorCode.AlreadyUsed, () => signing.Update(Samples.Document));
                using (var verifying = new Verifying(signed, policy, Samples.Judged))
                {
                    verifying.Update(Samples.Document);
                    var report = verifying.Finish();
                    Check.Refused(ErrorCode.AlreadyUsed, () => verifying.Finish());
                    using (var recheck = new Recheck(report))
                    {
                        recheck.Update(Samples.Document);
                        recheck.Finish();
                        Check.Refused(ErrorCode.AlreadyUsed, recheck.Finish);
                    }
                }
            }
        }

        public static void PolicySettersChain()
        {
            using (var policy = new Policy(Samples.Roots))
            {
                policy.SetProfile("default").AddRoots(Runner.Vector("bindings/pki/other-root.pem"))
                    .RequireLevel(Level.B).SetRevocation(Revocation.Require).DangerSkipRevocation()
                    .SetProvider(Provider.Ring).SetPurpose(Purpose.Document)
                    .SetCertificatePolicies().SetCertificatePolicies("2.5.29.32.0")
                    .InhibitPolicyMapping().SetMaxDepth(int.MaxValue);
                using (var report = Documents.Verify(
                    Samples.Signature(), Samples.Document, policy, Samples.Judged))
                {
                    report.RequirePassed();
                }
                Check.Refused(ErrorCode.InvalidArgument, () => policy.SetProfile("default"));
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
    }
}
