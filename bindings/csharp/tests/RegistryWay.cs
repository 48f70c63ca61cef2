// Registries: written, signed, judged, asked. And the receipts that are judged by them.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Antin.Tests
{
    [Tests]
    internal static class RegistryWay
    {
        public static void ARegistryIsWrittenSignedAndBelieved()
        {
            using (var draft = GatewaySamples.Draft())
            {
                Check.Equal(0ul, draft.Number, "number of a draft");
                draft.Issue(GatewaySamples.Issued, GatewaySamples.NextUpdate);
                Check.Equal(1ul, draft.Number, "number");
                var json = draft.ToJson();
                using (var registry = GatewaySamples.Check(GatewaySamples.File(json)))
                {
                    registry.RequireTrusted();
                    Check.That(registry.IsTrusted, "it is trusted");
                    Check.Equal(null, registry.Fault, "fault");
                    Check.Equal(null, registry.FaultText(Language.English), "text of the fault");
                    Check.Equal("Sổ đăng ký thử", registry.Name, "name");
                    Check.Equal(1ul, registry.Number, "number");
                    Check.Equal(64, registry.Sha256.Length, "SHA-256");
                    Check.Equal<DateTimeOffset?>(GatewaySamples.Issued, registry.Issued, "issued");
                    Check.Equal<DateTimeOffset?>(GatewaySamples.NextUpdate, registry.NextUpdate, "next update");
                    Check.Equal(3, registry.BodyCount, "bodies");
                    Check.Equal(2, registry.EntryCount, "bindings");
                    Check.Equal("Đơn vị X98.12.3", registry.BodyName(GatewaySamples.Recipient), "name of a body");
                    Check.Equal(null, registry.BodyName("H37"), "name of no body");
                    Check.That(!registry.IsPast(GatewaySamples.NextUpdate), "it is not past");
                    Check.That(registry.IsPast(GatewaySamples.NextUpdate.AddSeconds(1)), "it is past");
                    Check.Same(json, registry.ToJson(), "JSON");
                    registry.Report.RequirePassed();
                    using (var again = RegistryDraft.FromJson(registry.ToJson()))
                    {
                        again.Revoke("agency-1", GatewaySamples.Issued, "mất khoá")
                            .EndBody("000.00.00.X14", GatewaySamples.Issued, GatewaySamples.Recipient)
                            .Issue(GatewaySamples.Signed, GatewaySamples.NextUpdate);
                        Check.Equal(2ul, again.Number, "number");
                        Replayed(registry, again.ToJson());
                    }
                }
            }
        }

        private static void Replayed(Registry first, byte[] json)
        {
            var old = GatewaySamples.File();
            using (var second = GatewaySamples.Check(GatewaySamples.File(json), null, first))
            {
                second.RequireTrusted();
                var decided = Decide(second, GatewaySamples.Sender, "agency", "sub-ca");
                Check.Equal(SenderBinding.Revoked, decided.Binding, "binding");
                Check.Equal("agency-1", decided.Entry, "entry");
                using (var older = GatewaySamples.Check(old, null, second)) Untrusted(older, "older");
            }
            using (var forked = GatewaySamples.Check(GatewaySamples.File("000.00.00.X14"), null, first))
            {
                Untrusted(forked, "forked");
            }
        }

        private static void Untrusted(Registry registry, string fault)
        {
            Check.Equal(fault, registry.Fault, "fault");
            Check.That(!registry.IsTrusted, "it is not trusted");
            var thrown = Check.Throws<RejectedException>(registry.RequireTrusted);
            Check.That(thrown.Message.Contains(fault), thrown.Message);
            Check.That(registry.FaultText(Language.Vietnamese).Length > 5, "words");
            Check.Equal(null, registry.Name, "name");
            Check.Equal(null, registry.Sha256, "SHA-256");
            Check.Equal(0ul, registry.Number, "number");
            Check.Equal(null, registry.Issued, "issued");
            Check.Equal(null, registry.NextUpdate, "next update");
            Check.Equal(0, registry.BodyCount + registry.EntryCount, "what it has");
            Check.Equal(null, registry.BodyName(GatewaySamples.Sender), "name of a body");
            Check.That(registry.IsPast(GatewaySamples.Issued), "it is as good as past");
            Check.Throws<RejectedException>(() => registry.ToJson());
            Check.Throws<RejectedException>(() => Decide(registry, GatewaySamples.Sender, "agency", "sub-ca"));
            using (var opening = new Opening())
            {
                Check.Throws<RejectedException>(() => opening.SetRegistry(registry));
            }
        }

        private static RegistryDecision Decide(
            Registry registry, string organ, string certificate, string issuer, SealRole role = SealRole.Agency)
        {
            return registry.Decide(organ, role, GatewaySamples.Certificate(certificate),
                GatewaySamples.Certificate(issuer), GatewaySamples.Signed);
        }

        public static void WhatIsWrongWithARegistryIsNamed()
        {
            var file = GatewaySamples.File();
            using (var one = GatewaySamples.Check(GatewaySamples.File().Take(100).ToArray()))
            {
                Untrusted(one, "unreadable");
                Check.Equal(null, one.Report, "report");
            }
            using (var one = GatewaySamples.Check(file, GatewaySamples.NextUpdate.AddSeconds(1))) Untrusted(one, "past");
            using (var one = GatewaySamples.Check(file, GatewaySamples.Issued.AddMinutes(-6)))
            {
                Untrusted(one, "from-the-future");
            }
            using (var draft = GatewaySamples.Draft())
            using (var one = GatewaySamples.Check(GatewaySamples.File(draft.ToJson()))) Untrusted(one, "not-issued");
            using (var draft = GatewaySamples.Draft().Issue(GatewaySamples.Issued, GatewaySamples.NextUpdate))
            using (var one = GatewaySamples.Check(GatewaySamples.File(draft.ToJson(), "leader")))
            {
                Untrusted(one, "signer");
                one.Report.RequirePassed();
            }
            var text = Encoding.GetEncoding(28591);
            var forged = text.GetBytes(text.GetString(file).Replace("X98.12.3", "X98.12.4"));
            using (var one = GatewaySamples.Check(forged))
            {
                Untrusted(one, "signature");
                Check.Equal("HASH_FAILURE", one.Report.SubIndication, "sub-indication");
            }
        }

        public static void ARegistrySaysWhoseCertificatesAreWhose()
        {
            using (var registry = GatewaySamples.Trusted())
            {
                var decided = Decide(registry, GatewaySamples.Sender, "agency", "sub-ca");
                Check.Equal(SenderBinding.Bound, decided.Binding, "binding");
                Check.Equal("agency-1", decided.Entry, "entry");
                decided = Decide(registry, GatewaySamples.Recipient, "agency", "sub-ca");
                Check.Equal(SenderBinding.Other, decided.Binding, "binding");
                decided = Decide(registry, GatewaySamples.Sender, "agency", "sub-ca", SealRole.Leader);
                Check.Equal(SenderBinding.RoleNotAllowed, decided.Binding, "binding");
                decided = Decide(registry, GatewaySamples.Sender, "leader", "sub-ca");
                Check.Equal(SenderBinding.Unknown, decided.Binding, "binding");
                Check.Equal(null, decided.Entry, "entry");
                var invalid = ErrorCode.InvalidArgument;
                Check.Refused(
                    invalid,
                    () => Decide(registry, GatewaySamples.Sender, "agency", "sub-ca", (SealRole)9));
                Check.Refused(
                    ErrorCode.Malformed,
                    () => registry.Decide("a", SealRole.Agency, new byte[1], new byte[1], GatewaySamples.Signed));
            }
        }

        public static void EachKindOfBindingBinds()
        {
            var until = GatewaySamples.Signed.AddDays(1);
            var kinds = new Dictionary<BindingMatch, bool[]>
            {
                { BindingMatch.Certificate, new[] { true, false } }, { BindingMatch.Key, new[] { true, false } },
                { BindingMatch.KeyIdentifier, new[] { true, true } }, { BindingMatch.Subject, new[] { true, true } },
                { BindingMatch.Issuer, new[] { false, true } },
            };
            foreach (var kind in kinds)
            {
                var certificate = kind.Value[0] ? GatewaySamples.Certificate("leader") : null;
                var issuer = kind.Value[1] ? GatewaySamples.Certificate("sub-ca") : null;
                using (var draft = new RegistryDraft("a").AddBody("H37", "Tỉnh Lạng Sơn"))
                using (var binding = new RegistryBinding(
                    "h37-1", "H37", kind.Key, certificate, issuer, GatewaySamples.Issued))
                {
                    binding.AddRole(SealRole.Leader).AddRole(SealRole.Forwarder).SetUntil(until)
                        .SetDelegated("Nguyễn Văn Mẫu", "QĐ 12/QĐ-BM");
                    draft.Add(binding).Issue(GatewaySamples.Issued, GatewaySamples.NextUpdate);
                    Check.That(Encoding.UTF8.GetString(draft.ToJson()).Contains("Nguyễn Văn Mẫu"), "the holder");
                    using (var registry = Registry.DangerUnsigned(draft.ToJson()))
                    {
                        registry.RequireTrusted();
                        Check.Equal(null, registry.Report, "report");
                        foreach (var role in new[] { SealRole.Leader, SealRole.Forwarder, SealRole.Agency })
                        {
                            var decided = Decide(registry, "H37", "leader", "sub-ca", role);
                            var bound = role == SealRole.Agency ? SenderBinding.RoleNotAllowed : SenderBinding.Bound;
                            Check.Equal(bound, decided.Binding, kind.Key + " " + role);
                        }
                        var late = registry.Decide("H37", SealRole.Leader, GatewaySamples.Certificate("leader"),
                            GatewaySamples.Certificate("sub-ca"), until.AddSeconds(1));
                        Check.Equal(SenderBinding.Expired, late.Binding, "later");
                    }
                }
            }
        }

        public static void AChangeThatCannotBeChangesNothing()
        {
            var invalid = ErrorCode.InvalidArgument;
            var key = GatewaySamples.Certificate("agency");
            using (var draft = GatewaySamples.Draft())
            {
                var before = draft.ToJson();
                Check.Refused(invalid, () => draft.AddBody(GatewaySamples.Sender, "again"));
                Check.Refused(invalid, () => draft.AddBody("H37", ""));
                Check.Refused(invalid, () => draft.EndBody("H37", GatewaySamples.Signed));
                Check.Refused(invalid, () => draft.EndBody(GatewaySamples.Sender, GatewaySamples.Signed, "H37"));
                Check.Refused(invalid, () => draft.Revoke("none", GatewaySamples.Signed, "a"));
                Check.Refused(invalid, () => draft.Issue(GatewaySamples.Signed, GatewaySamples.Issued));
                using (var twice = new RegistryBinding(
                    "agency-1", GatewaySamples.Sender, BindingMatch.Key, key, null, GatewaySamples.Issued))
                using (var nobody = new RegistryBinding(
                    "new", "H37", BindingMatch.Key, key, null, GatewaySamples.Issued))
                {
                    var thrown = Check.Refused(invalid, () => draft.Add(twice));
                    Check.That(thrown.Text(Language.Vietnamese) != thrown.Text(Language.English), "two languages");
                    Check.Refused(invalid, () => draft.Add(nobody));
                }
                Check.Same(before, draft.ToJson(), "the draft");
            }
            Check.Refused(ErrorCode.NullArgument, () => new RegistryBinding(
                "a", "b", BindingMatch.Key, null, null, GatewaySamples.Issued));
            Check.Refused(ErrorCode.NullArgument, () => new RegistryBinding(
                "a", "b", BindingMatch.Subject, key, null, GatewaySamples.Issued));
            Check.Refused(invalid, () => new RegistryBinding(
                "a", "b", (BindingMatch)9, key, null, GatewaySamples.Issued));
            Check.Refused(ErrorCode.Malformed, () => new RegistryBinding(
                "a", "b", BindingMatch.Key, new byte[0], null, GatewaySamples.Issued));
            Check.Refused(ErrorCode.Malformed, () => RegistryDraft.FromJson(new byte[0]));
            Check.Refused(ErrorCode.Malformed, () => Registry.DangerUnsigned(Encoding.UTF8.GetBytes("{}")));
        }

        public static void APackageIsOpenedByARegistry()
        {
            byte[] package;
            using (var credential = GatewaySamples.Credential("agency"))
            using (var options = PackageSamples.Options())
            {
                package = Packages.Seal(PackageSamples.Message, credential, options, GatewaySamples.Signed);
            }
            using (var opening = new Opening())
            using (var policy = Samples.Policy())
            {
                using (var registry = GatewaySamples.Trusted()) opening.SetRegistry(registry);
                using (var judged = Packages.Open(package, opening, policy, GatewaySamples.Judged))
                {
                    judged.RequireAccepted();
                    Receipts(judged, opening, policy);
                }
                using (var registry = GatewaySamples.Trusted("000.00.00.X14")) opening.SetRegistry(registry);
                using (var judged = Packages.Open(package, opening, policy, GatewaySamples.Judged))
                {
                    Check.Equal(SenderBinding.Other, judged.SenderBinding, "binding");
                    Check.Equal("000.00.00.X14", judged.SenderOther, "other");
                }
                opening.SetRegistry(null);
                using (var judged = Packages.Open(package, opening, policy, GatewaySamples.Judged))
                {
                    Check.Equal(SenderBinding.Unknown, judged.SenderBinding, "binding");
                }
            }
        }

        private static void Receipts(Package judged, Opening opening, Policy policy)
        {
            using (var sent = Sent.Of(judged))
            using (var receipt = new Receipt(sent, GatewaySamples.Recipient, Status.Refused, GatewaySamples.Judged))
            using (var credential = GatewaySamples.Credential("p256"))
            using (var options = Samples.Detached())
            {
                receipt.AddReason("không đúng thẩm quyền").AddReason("thiếu phụ lục");
                Says(receipt, sent);
                var container = receipt.Sign(credential, options, GatewaySamples.Judged);
                using (var report = Receipt.Judge(container, sent, opening, policy, GatewaySamples.Judged))
                {
                    report.RequireAccepted();
                    Check.That(report.IsAccepted, "it is accepted");
                    Check.Equal(Verdict.Passed, report.Verdict, "verdict");
                    Check.Equal(null, report.SubIndication, "sub-indication");
                    Check.Equal(null, report.Fault, "fault");
                    Check.Equal(null, report.FaultText(Language.English), "text of the fault");
                    Check.Equal(64, report.Id.Length, "identity");
                    Check.Equal(64, report.Sha256.Length, "SHA-256");
                    Check.Equal(SenderBinding.Bound, report.Binding, "binding");
                    Check.Equal(null, report.Other, "other");
                    Check.Equal(0, report.Mismatches.Count, "mismatches");
                    Check.That(report.ToJson(Language.English).Contains("\"accepted\": true"), "JSON says so");
                    Check.That(report.ToText(Language.Vietnamese).Length > 10, "there is text");
                    report.Report.RequirePassed();
                    Says(report.Receipt, sent);
                    Check.Same(receipt.ToJson(), report.Receipt.ToJson(), "JSON of the receipt");
                    Check.Throws<InvalidOperationException>(() => report.Receipt.AddReason("a"));
                    // A judgement lends what it says, and that can be signed anew.
                    report.Receipt.Sign(credential, options, GatewaySamples.Judged);
                }
                Refused(container, sent, null, policy, Status.None, "", SenderBinding.Unknown);
                Refused(container, sent, opening, policy, Status.Finished, "transition", SenderBinding.Bound);
                using (var other = new Sent(
                    new string('0', 64), "another", GatewaySamples.Sender, new[] { GatewaySamples.Sender }))
                {
                    Refused(
                        container, other, opening, policy, Status.None, "seal, document, recipient",
                        SenderBinding.Bound);
                }
                using (var asked = new Opening().SetSenders(claim => { throw new IOException("unknown"); }))
                {
                    var thrown = Check.Throws<IOException>(
                        () => Receipt.Judge(container, sent, asked, policy, GatewaySamples.Judged));
                    Check.Equal("unknown", thrown.Message, "message");
                }
                Elsewhere(sent, opening, policy);
            }
        }

        private static void Says(Receipt receipt, Sent sent)
        {
            Check.Equal(sent.Seal, receipt.Seal, "seal");
            Check.Equal(sent.Document, receipt.Document, "document");
            Check.Equal(GatewaySamples.Sender, receipt.Sender, "sender");
            Check.Equal(GatewaySamples.Recipient, receipt.Recipient, "recipient");
            Check.Equal(Status.Refused, receipt.Status, "status");
            Check.Equal(GatewaySamples.Judged, receipt.Time, "time");
            Check.Equal("không đúng thẩm quyền | thiếu phụ lục", string.Join(" | ", receipt.Reasons), "reasons");
        }

        private static void Refused(
            byte[] container, Sent sent, Opening opening, Policy policy, Status before, string mismatches,
            SenderBinding binding)
        {
            using (var report = Receipt.Judge(container, sent, opening, policy, GatewaySamples.Judged, before))
            {
                Check.That(!report.IsAccepted, "it is not accepted");
                Check.Throws<RejectedException>(report.RequireAccepted);
                Check.Equal(mismatches, GatewaySamples.Codes(report.Mismatches), "mismatches");
                Check.Equal(binding, report.Binding, "binding");
                Check.That(report.Mismatches.All(one => one.Text(Language.Vietnamese).Length > 5), "words");
            }
        }

        private static void Elsewhere(Sent sent, Opening opening, Policy policy)
        {
            using (var receipt = new Receipt(sent, GatewaySamples.Sender, Status.Accepted, GatewaySamples.Judged))
            using (var options = Samples.Detached())
            using (var prepared = receipt.Prepare(
                GatewaySamples.Chain("agency"), options, GatewaySamples.Judged))
            {
                Check.Equal(Algorithm.RsaPkcs1Sha256, prepared.Algorithm, "algorithm");
                Check.Equal(32, prepared.Digest.Length, "digest");
                var value = GatewaySamples.Value(prepared.ToBeSigned);
                Check.Refused(ErrorCode.Key, () => prepared.Finish(value.Reverse().ToArray()));
                var container = prepared.Finish(value);
                Check.Refused(ErrorCode.AlreadyUsed, () => prepared.Finish(value));
                Check.Equal(null, prepared.ToBeSigned, "what is to be signed");
                Check.Equal(Algorithm.None, prepared.Algorithm, "algorithm");
                Refused(container, sent, opening, policy, Status.None, "recipient", SenderBinding.Bound);
                using (var credential = GatewaySamples.Credential("agency"))
                {
                    Check.Same(
                        receipt.Sign(credential, options, GatewaySamples.Judged), container, "as if it were here");
                }
            }
        }

        public static void NobodyCanSayWhatWasSent()
        {
            using (var policy = Samples.Policy())
            using (var judged = Packages.Open(
                Runner.Vector("edxml/status-01.edxml"), null, policy, GatewaySamples.Judged))
            {
                Check.Equal(null, Sent.Of(judged), "what was sent");
            }
            using (var sent = new Sent(null, "a", "b", new[] { "c", "d" }))
            {
                Check.Equal(null, sent.Seal, "seal");
                Check.Equal("c, d", string.Join(", ", sent.Recipients), "recipients");
            }
            Check.Refused(ErrorCode.InvalidArgument, () => new Sent("00", "a", "b", new[] { "c" }));
        }
    }
}
