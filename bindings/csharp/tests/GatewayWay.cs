// The way of a package between two agencies, and what is done to it.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Antin.Tests
{
    [Tests]
    internal static class GatewayWay
    {
        public static void TheWholeRound()
        {
            using (var folder = new Folder())
            using (var registry = GatewaySamples.Trusted())
            using (var ours = Ledger.Create(folder.File("gửi"), GatewaySamples.Window, null))
            using (var theirs = Ledger.Create(folder.File("nhận"), GatewaySamples.Window, null))
            using (var sender = GatewaySamples.Gateway(ours, registry))
            using (var recipient = GatewaySamples.Gateway(theirs, registry))
            using (var sending = GatewaySamples.SendingAgency())
            using (var receiving = GatewaySamples.ReceivingAgency())
            {
                var path = folder.File("đã ký.edxml");
                var sent = Send(sender, sending, path);
                var arrived = Packages.Hop(path, GatewaySamples.Signed.AddMinutes(1));
                var receipt = Receive(recipient, receiving, arrived, sent);
                using (var returned = sender.TakeReceipt(sending, receipt, sent, GatewaySamples.Judged))
                {
                    returned.RequireAccepted();
                    Check.That(returned.IsAccepted, "it is accepted");
                    Check.Equal(0, returned.Reasons.Count, "reasons");
                    Check.Equal(2ul, returned.Entry, "entry");
                    Check.Equal(Status.Arrived, returned.Report.Receipt.Status, "status");
                }
                Whole(ours, folder.File("gửi.journal"), 2);
                Whole(theirs, folder.File("nhận.journal"), 1);
                Check.Equal(0ul, ours.ArrivalCount, "arrivals at the sender's");
                Check.Equal(1ul, theirs.ArrivalCount, "arrivals at the recipient's");
            }
        }

        private static Sent Send(Gateway gateway, Agency agency, string path)
        {
            using (var sending = gateway.Send(agency, PackageSamples.MessagePath, path, GatewaySamples.Signed))
            {
                sending.RequireSent();
                Check.Equal(SendingState.Sent, sending.State, "state");
                Check.That(sending.IsAllowed, "nothing stands against it");
                Check.Equal(0, sending.Reasons.Count, "reasons");
                Check.Equal(1ul, sending.Entry, "entry");
                Check.Equal(null, sending.Sealed, "it was written to a file");
                Check.Equal(null, sending.Unreadable(Language.Vietnamese), "why it cannot be read");
                Check.Equal(PackageState.NotSealed, sending.Package.State, "state of what was judged");
                Check.Throws<RejectedException>(() => sending.Package.ExtractAll(PackageSamples.MessagePath));
                Check.Equal(null, sending.ToBeSigned, "what is to be signed");
                Check.Equal(Algorithm.None, sending.Algorithm, "algorithm");
                Check.Equal(sending.Seal, sending.Sent.Seal, "seal");
                Check.Equal(GatewaySamples.Sender, sending.Sent.Sender, "sender");
                Check.Equal("000.00.12.X40,2026/03/12,123/STTTT-VP", sending.Sent.Document, "document");
                Check.Equal(
                    "000.00.00.X14, X98.12.3", string.Join(", ", sending.Sent.Recipients), "recipients");
                return sending.Sent;
            }
        }

        private static byte[] Receive(Gateway gateway, Agency agency, byte[] package, Sent sent)
        {
            using (var arrival = gateway.Receive(agency, package, GatewaySamples.Judged))
            {
                arrival.RequireAccepted();
                Check.Equal(Decision.Accept, arrival.Decision, "decision");
                Check.Equal(ArrivalState.Recorded, arrival.State, "state");
                Check.Equal(0, arrival.Reasons.Count, "reasons");
                Check.Equal(1ul, arrival.Entry, "entry");
                arrival.Package.RequireAccepted();
                var found = arrival.Package.ExtractAll(package);
                Check.Same(PackageSamples.Pdf, found[0], "first attachment");
                Check.Same(Runner.Vector("edxml/phu-luc-1.pdf"), found[1], "second attachment");
                using (var told = Sent.Of(arrival.Package))
                {
                    Check.Equal(sent.Seal, told.Seal, "both ends know it by the same seal");
                }
                return arrival.Receipt;
            }
        }

        private static void Whole(Ledger ledger, string path, int lines)
        {
            ledger.ExportTo(path);
            var journal = ledger.Export();
            Check.Same(File.ReadAllBytes(path), journal, "journal");
            Check.Equal(lines, journal.Count(octet => octet == '\n'), "lines");
            foreach (var source in new Source[] { journal, path, new Fragile(journal) })
            {
                using (var judged = Journal.Check(source, GatewaySamples.Judged, ledger.Head))
                {
                    judged.RequireWhole();
                    Check.That(judged.IsWhole, "it is whole");
                    Check.Equal(ledger.Head, judged.Head, "head");
                    Check.Equal(null, judged.Fault, "fault");
                    Check.Equal(null, judged.FaultText(Language.English), "text of the fault");
                    Check.Equal(0ul, judged.Entry + judged.Since + judged.Line + judged.StampCount, "numbers");
                    Check.Equal(null, judged.LastStamp, "time-stamp");
                    Check.That(!judged.IsJudged, "no time-stamp was judged");
                }
            }
        }

        public static void TheRightSealOfTheWrongAgencyIsRefused()
        {
            var package = GatewaySamples.Sealed();
            using (var registry = GatewaySamples.Trusted("000.00.00.X14"))
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger, registry))
            using (var receiving = GatewaySamples.ReceivingAgency())
            using (var sending = GatewaySamples.SendingAgency())
            {
                using (var arrival = gateway.Receive(receiving, package, GatewaySamples.Judged))
                {
                    Refused(arrival, package, Decision.Refuse, "other-sender");
                    Check.That(arrival.Receipt != null, "the sender is told");
                    Check.Equal(SenderBinding.Other, arrival.Package.SenderBinding, "binding");
                    Check.Equal("000.00.00.X14", arrival.Package.SenderOther, "whose it is");
                    Check.That(arrival.Reasons[0].Text(Language.Vietnamese).Length > 10, "words");
                    Check.That(
                        arrival.Reasons[0].Text(Language.Vietnamese) != arrival.Reasons[0].Text(Language.English),
                        "two languages");
                    Check.Equal("other-sender", arrival.Reasons[0].ToString(), "code");
                }
                Check.Equal(0ul, ledger.ArrivalCount, "it is no arrival");
                // And it does not go out in that name.
                using (var out_ = gateway.Send(sending, PackageSamples.Message, GatewaySamples.Signed))
                {
                    Check.Equal(SendingState.Refused, out_.State, "state");
                    Check.Equal("own-certificate:other", GatewaySamples.Codes(out_.Reasons), "reasons");
                    Check.Equal(null, out_.Sealed, "sealed package");
                    Check.Equal(null, out_.Sent, "what was sent");
                    var thrown = Check.Throws<RejectedException>(out_.RequireSent);
                    Check.That(thrown.Message.Contains("own-certificate"), thrown.Message);
                }
            }
        }

        public static void AnUnknownSenderIsQuarantined()
        {
            var package = PackageSamples.Sealed();
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var registry = GatewaySamples.Trusted())
            using (var policy = PackageSamples.Policy().AddRoots(Samples.Roots))
            using (var rules = GatewayPolicy.Strict())
            using (var gateway = new Gateway(rules, policy, registry, ledger))
            using (var receiving = GatewaySamples.ReceivingAgency())
            using (var arrival = gateway.Receive(receiving, package, GatewaySamples.Judged))
            {
                Refused(arrival, package, Decision.Quarantine, "unknown-sender");
                Check.Equal(null, arrival.Receipt, "a person decides, and tells it");
            }
        }

        private static void Refused(Arrival arrival, byte[] package, Decision decision, string reasons)
        {
            Check.Equal(ArrivalState.Recorded, arrival.State, "state");
            Check.Equal(decision, arrival.Decision, "decision");
            Check.Equal(reasons, GatewaySamples.Codes(arrival.Reasons), "reasons");
            Check.That(arrival.Entry > 0, "it is recorded");
            var thrown = Check.Throws<RejectedException>(arrival.RequireAccepted);
            Check.That(thrown.Message.Contains(reasons.Split(',')[0]), thrown.Message);
            Check.Throws<RejectedException>(arrival.Package.RequireAccepted);
            Check.Throws<RejectedException>(() => arrival.Package.ExtractAll(package));
            Check.Throws<RejectedException>(() => arrival.Package.Extract(package, 0));
        }

        public static void WhatCameBeforeIsRefusedWithoutAReceipt()
        {
            var package = GatewaySamples.Sealed();
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var receiving = GatewaySamples.ReceivingAgency())
            {
                using (var first = gateway.Receive(receiving, package, GatewaySamples.Judged)) first.RequireAccepted();
                foreach (var again in new[] { package, Packages.Hop(package, GatewaySamples.Judged) })
                {
                    using (var second = gateway.Receive(receiving, again, GatewaySamples.Judged.AddHours(1)))
                    {
                        Refused(second, again, Decision.Refuse, "repeated");
                        Check.Equal(null, second.Receipt, "receipt");
                        Check.Equal(null, second.PlannedReceipt, "planned receipt");
                    }
                }
                Check.Equal(1ul, ledger.ArrivalCount, "arrivals");
            }
        }

        public static void AReceiptForAnotherPackageIsNone()
        {
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var sending = GatewaySamples.SendingAgency())
            using (var receiving = GatewaySamples.ReceivingAgency())
            using (var one = GatewaySamples.Sent(gateway))
            using (var other = gateway.Send(sending, PackageSamples.Message, GatewaySamples.Signed.AddSeconds(1)))
            using (var arrival = gateway.Receive(receiving, one.Sealed, GatewaySamples.Judged))
            using (var returned = gateway.TakeReceipt(sending, arrival.Receipt, other.Sent, GatewaySamples.Judged))
            {
                other.RequireSent();
                Check.Equal("mismatch:seal", string.Join(", ", returned.Reasons), "reasons");
                Check.That(!returned.IsAccepted, "it is not accepted");
                Check.Throws<RejectedException>(returned.RequireAccepted);
                Check.Equal(Verdict.Passed, returned.Report.Verdict, "the signature is good");
                Check.Equal("seal", returned.Report.Mismatches.Single().Code, "mismatch");
                Check.Equal(4ul, returned.Entry, "entry");
            }
        }

        public static void ARemovedLineIsNamed()
        {
            var lines = new MemoryStream();
            using (var ledger = Ledger.InMemory(
                GatewaySamples.Window, 10, null, line => lines.Write(line, 0, line.Length)))
            using (var gateway = GatewaySamples.Gateway(ledger))
            {
                for (var i = 0; i < 5; i++) GatewaySamples.Sent(gateway).Dispose();
                var journal = lines.ToArray();
                using (var judged = Journal.Check(journal, GatewaySamples.Judged, ledger.Head)) judged.RequireWhole();
                using (var judged = Journal.Check(GatewaySamples.Without(journal, 2), GatewaySamples.Judged))
                {
                    Check.Equal("removed", judged.Fault, "fault");
                    Check.Equal(3ul, judged.Entry, "entry");
                    Check.Equal(3ul, judged.Line, "line");
                    Check.That(judged.Head.StartsWith("2:"), "whole up to " + judged.Head);
                    Check.That(judged.FaultText(Language.Vietnamese).Length > 5, "words");
                    var thrown = Check.Throws<RejectedException>(judged.RequireWhole);
                    Check.That(thrown.Message.Contains("3"), thrown.Message);
                }
                // What was cut off shows only against a head that was kept.
                var cut = GatewaySamples.Without(journal, 4);
                using (var judged = Journal.Check(cut, GatewaySamples.Judged)) judged.RequireWhole();
                using (var judged = Journal.Check(cut, GatewaySamples.Judged, ledger.Head))
                {
                    Check.Equal("cut-off", judged.Fault, "fault");
                    Check.Equal(5ul, judged.Entry, "entry");
                }
                Check.Refused(ErrorCode.Unsupported, () => ledger.Export());
            }
        }

        public static void ATimeStampEndsTheJournal()
        {
            using (var folder = new Folder())
            using (var credential = GatewaySamples.Credential("tsa"))
            using (var authority = Timestamper.Own(credential, "1.2.3.4", GatewaySamples.Judged))
            using (var policy = Samples.Policy())
            using (var ledger = Ledger.Create(folder.File("a"), GatewaySamples.Window, null))
            using (var gateway = GatewaySamples.Gateway(ledger))
            {
                Check.Refused(ErrorCode.Absent, () => ledger.Stamp(authority, GatewaySamples.Judged));
                Check.Equal("0:" + new string('0', 64), ledger.Head, "head of nothing");
                GatewaySamples.Sent(gateway).Dispose();
                Check.Equal(2ul, ledger.Stamp(authority, GatewaySamples.Judged), "entry");
                using (var judged = Journal.Check(
                    ledger.Export(), GatewaySamples.Judged.AddDays(1), ledger.Head, policy))
                {
                    judged.RequireWhole();
                    Check.That(judged.IsJudged, "the time-stamp was judged");
                    Check.Equal(1ul, judged.StampCount, "time-stamps");
                    Check.Equal(2ul, judged.LastStamp.Entry, "entry");
                    Check.Equal(1ul, judged.LastStamp.Over, "over");
                    Check.Equal(GatewaySamples.Judged, judged.LastStamp.Time, "time");
                }
                var last = ledger.Export(2);
                Check.Equal(1, last.Count(octet => octet == '\n'), "lines from the second on");
            }
        }

        public static void TheKeyLivesElsewhere()
        {
            var chain = GatewaySamples.Chain("agency");
            var message = PackageSamples.Message;
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var agency = Agency.Elsewhere(GatewaySamples.Sender, chain))
            using (var sending = gateway.JudgeSending(agency, message, GatewaySamples.Signed))
            {
                Check.Equal(SendingState.Judged, sending.State, "state");
                Check.That(sending.IsAllowed, "it may go out");
                Check.Equal(0ul, sending.Entry, "nothing is recorded");
                Check.Throws<RejectedException>(sending.RequireSent);
                sending.Prepare(message);
                Check.Equal(SendingState.Prepared, sending.State, "state");
                Check.Equal(Algorithm.RsaPkcs1Sha256, sending.Algorithm, "algorithm");
                Check.Equal(32, sending.Digest.Length, "digest");
                Check.Refused(ErrorCode.Credential, () => sending.Sign(message));
                Check.Equal(null, sending.Seal, "seal");
                var value = GatewaySamples.Value(sending.ToBeSigned);
                var wrong = (byte[])value.Clone();
                wrong[7] ^= 1;
                Check.Refused(ErrorCode.Key, () => sending.Finish(wrong, message));
                Check.Refused(ErrorCode.Key, () => sending.Finish(new byte[0], message));
                Check.Equal(SendingState.Prepared, sending.State, "it stays prepared");
                Check.Equal("0:", ledger.Head.Substring(0, 2), "nothing is recorded");
                var package = sending.Finish(value, message);
                Check.Equal(SendingState.Sent, sending.State, "state");
                Check.Same(package, sending.Sealed, "sealed package");
                Check.Same(GatewaySamples.Sealed(), package, "as if the key were here");
                Check.Refused(ErrorCode.AlreadyUsed, () => sending.Finish(value, message));
                Check.Equal(null, sending.ToBeSigned, "what is to be signed");
            }
        }

        public static void TheKeyOfAReceiptLivesElsewhere()
        {
            // Both ways round: who sends has the key of RSA, and so has who receives.
            var package = GatewaySamples.Sealed();
            using (var draft = new RegistryDraft("a").AddBody(GatewaySamples.Recipient, "b")
                .AddBody(GatewaySamples.Sender, "c"))
            using (var both = new RegistryBinding("r", GatewaySamples.Recipient, BindingMatch.Key,
                GatewaySamples.Certificate("agency"), null, GatewaySamples.Issued))
            using (var too = new RegistryBinding("s", GatewaySamples.Sender, BindingMatch.Key,
                GatewaySamples.Certificate("agency"), null, GatewaySamples.Issued))
            using (var registry = Registry.DangerUnsigned(
                draft.Add(both).Add(too).Issue(GatewaySamples.Issued, GatewaySamples.NextUpdate).ToJson()))
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger, registry))
            using (var agency = Agency.Elsewhere(GatewaySamples.Recipient, GatewaySamples.Chain("agency")))
            using (var sender = GatewaySamples.SendingAgency())
            using (var arrival = gateway.JudgeArrival(agency, package, GatewaySamples.Judged))
            {
                var before = arrival.Package;
                Check.That(ReferenceEquals(before, arrival.Package), "it is made once");
                using (var mine = arrival.PlannedReceipt) Check.Equal(Status.Arrived, mine.Status, "status");
                Check.Equal(ArrivalState.Judged, arrival.State, "state");
                Check.Equal(Decision.Accept, arrival.Decision, "decision");
                Check.Equal(Status.Arrived, arrival.PlannedReceipt.Status, "status");
                arrival.SetStatus(Status.Accepted);
                var planned = arrival.PlannedReceipt;
                Check.Equal(Status.Accepted, planned.Status, "status");
                Check.Equal(GatewaySamples.Recipient, planned.Recipient, "recipient");
                Check.Throws<InvalidOperationException>(() => planned.AddReason("không"));
                Check.Refused(ErrorCode.Credential, () => arrival.Answer());
                arrival.Prepare();
                Check.Equal(ArrivalState.Prepared, arrival.State, "state");
                Check.Equal(Algorithm.RsaPkcs1Sha256, arrival.Algorithm, "algorithm");
                Check.Equal(32, arrival.Digest.Length, "digest");
                var value = GatewaySamples.Value(arrival.ToBeSigned);
                Check.Refused(ErrorCode.Key, () => arrival.Finish(value.Reverse().ToArray()));
                Check.Equal(ArrivalState.Prepared, arrival.State, "it stays prepared");
                arrival.Finish(value);
                Check.Equal(ArrivalState.Answered, arrival.State, "state");
                Check.Equal(null, arrival.Receipt, "nothing is handed out before it is recorded");
                Check.Throws<RejectedException>(arrival.RequireAccepted);
                Check.Throws<RejectedException>(() => arrival.Package.Extract(package, 0));
                arrival.Record();
                arrival.RequireAccepted();
                Check.Same(PackageSamples.Pdf, arrival.Package.Extract(package, 0), "attachment");
                Check.Equal(PackageState.Intact, before.State, "what was borrowed before");
                using (var sent = Sent.Of(arrival.Package))
                using (var returned = gateway.TakeReceipt(
                    sender, arrival.Receipt, sent, GatewaySamples.Judged, Status.Arrived))
                {
                    returned.RequireAccepted();
                    Check.Equal(Status.Accepted, returned.Report.Receipt.Status, "status");
                }
            }
        }

        public static void StepsGoOneBehindTheOther()
        {
            var package = GatewaySamples.Sealed();
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var receiving = GatewaySamples.ReceivingAgency())
            using (var sending = GatewaySamples.SendingAgency())
            {
                using (var arrival = gateway.JudgeArrival(receiving, package, GatewaySamples.Judged))
                {
                    Check.Refused(ErrorCode.AlreadyUsed, arrival.Record);
                    Check.Refused(ErrorCode.AlreadyUsed, () => arrival.Finish(new byte[1]));
                    Check.Refused(ErrorCode.InvalidArgument, () => arrival.SetStatus(Status.Refused));
                    Check.Equal(ArrivalState.Judged, arrival.State, "state");
                    arrival.WithoutReceipt();
                    Check.Refused(ErrorCode.AlreadyUsed, () => arrival.Answer());
                    Check.Refused(ErrorCode.AlreadyUsed, () => arrival.Prepare());
                    Check.Refused(ErrorCode.AlreadyUsed, arrival.WithoutReceipt);
                    Check.Refused(ErrorCode.AlreadyUsed, () => arrival.SetStatus(Status.Accepted));
                    Check.Equal(ArrivalState.Answered, arrival.State, "state");
                    arrival.Record();
                    Check.Refused(ErrorCode.AlreadyUsed, arrival.Record);
                    arrival.RequireAccepted();
                    Check.Equal(null, arrival.Receipt, "receipt");
                }
                using (var one = gateway.JudgeSending(sending, PackageSamples.Message, GatewaySamples.Signed))
                {
                    Check.Refused(ErrorCode.AlreadyUsed, () => one.Sign(PackageSamples.Message));
                    Check.Refused(ErrorCode.AlreadyUsed, () => one.Finish(new byte[1], PackageSamples.Message));
                    one.Refuse();
                    Check.Equal(SendingState.Refused, one.State, "state");
                    Check.Equal(2ul, one.Entry, "entry");
                    Check.Refused(ErrorCode.AlreadyUsed, one.Refuse);
                    Check.Refused(ErrorCode.AlreadyUsed, () => one.Prepare(PackageSamples.Message));
                    Check.Throws<RejectedException>(one.RequireSent);
                }
                using (var one = gateway.JudgeSending(sending, PackageSamples.Message, GatewaySamples.Signed))
                {
                    one.Prepare(new MemoryStream(PackageSamples.Message));
                    var written = new MemoryStream();
                    one.Sign(PackageSamples.MessagePath, written);
                    Check.Same(package, written.ToArray(), "sealed package");
                    Check.Equal(null, one.Sealed, "it was written to a stream");
                    Check.Equal(3ul, one.Entry, "entry");
                }
            }
        }

        public static void WhatMayNotGoOutStaysJudged()
        {
            var secret = PackageSamples.With(PackageSamples.Message, ":Subject>V/v", ":Subject>MẬT: V/v");
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var agency = GatewaySamples.SendingAgency())
            using (var one = gateway.JudgeSending(agency, secret, GatewaySamples.Signed))
            {
                Check.That(!one.IsAllowed, "it may not go out");
                Check.That(GatewaySamples.Codes(one.Reasons).StartsWith("secret:"), GatewaySamples.Codes(one.Reasons));
                Check.Throws<RejectedException>(() => one.Prepare(secret));
                Check.Equal(SendingState.Judged, one.State, "state");
                one.Refuse();
                var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
                using (var two = gateway.Send(agency, secret, path, GatewaySamples.Signed))
                {
                    Check.Equal(SendingState.Refused, two.State, "state");
                }
                Check.That(!File.Exists(path), "nothing is written");
                var unreadable = Encoding.UTF8.GetBytes("<a>");
                using (var three = gateway.Send(agency, unreadable, GatewaySamples.Signed))
                {
                    Check.Equal("unreadable", GatewaySamples.Codes(three.Reasons), "reasons");
                    Check.Equal(null, three.Package, "package");
                    Check.That(three.Unreadable(Language.Vietnamese).Length > 5, "why");
                }
                using (var four = gateway.Receive(agency, unreadable, GatewaySamples.Signed))
                {
                    Check.Equal("unreadable", GatewaySamples.Codes(four.Reasons), "reasons");
                    Check.Equal(null, four.Package, "package");
                    Check.That(four.Unreadable(Language.English).Length > 5, "why");
                }
            }
        }

        public static void AReceiptTravelsInAPackage()
        {
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var receiving = GatewaySamples.ReceivingAgency())
            using (var arrival = gateway.Receive(receiving, GatewaySamples.Sealed(), GatewaySamples.Judged))
            {
                var carrying = Packages.InsertReceipt(arrival.Receipt, PackageSamples.Message);
                var stream = new MemoryStream();
                Packages.InsertReceipt(arrival.Receipt, new Fragile(PackageSamples.Message), stream);
                Check.Same(carrying, stream.ToArray(), "the same to a stream");
                foreach (var source in new Source[] { carrying, new Fragile(carrying) })
                {
                    var found = Packages.ReceiptsIn(source).Single();
                    Check.Same(arrival.Receipt, found.Container, "receipt");
                    Check.Equal(2, found.Attachment, "place");
                }
                Check.Equal(0, Packages.ReceiptsIn(PackageSamples.Message).Count, "receipts");
                Check.Refused(
                    ErrorCode.Malformed, () => Packages.InsertReceipt(arrival.Receipt, Encoding.UTF8.GetBytes("<a>")));
            }
        }

        public static void SealsAndReceiptsAreTimeStampedIfTheRulesSaySo()
        {
            using (var credential = GatewaySamples.Credential("tsa"))
            using (var authority = Timestamper.Own(credential, "1.2.3.4", GatewaySamples.Judged))
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(
                ledger, null, GatewaySamples.Rules("[outbound]\nlevel = \"T\"\n")))
            using (var sending = GatewaySamples.SendingAgency().SetTimestamper(authority))
            using (var receiving = GatewaySamples.ReceivingAgency().SetTimestamper(authority))
            using (var sent = gateway.Send(sending, PackageSamples.Message, GatewaySamples.Signed))
            {
                sent.RequireSent();
                using (var arrival = gateway.Receive(receiving, sent.Sealed, GatewaySamples.Judged))
                using (var returned = gateway.TakeReceipt(
                    sending, arrival.Receipt, sent.Sent, GatewaySamples.Judged))
                {
                    returned.RequireAccepted();
                    Check.Equal(Level.T, arrival.Package.Seals[0].Report.Signatures[0].Level, "level of the seal");
                    Check.Equal(Level.T, returned.Report.Report.Signatures[0].Level, "level of the receipt");
                }
            }
        }

        public static void RulesAreRead()
        {
            using (var strict = GatewayPolicy.Strict())
            using (var own = new GatewayPolicy(Encoding.UTF8.GetBytes(
                GatewaySamples.Rules("[outbound]\nbefore = [\"leader\"]\n[inbound]\nwindow = \"60d\"\n"))))
            using (var ledger = Ledger.InMemory(TimeSpan.FromDays(60)))
            using (var gateway = GatewaySamples.Gateway(
                ledger, null, GatewaySamples.Rules("[outbound]\nbefore = [\"leader\"]\n")))
            using (var agency = GatewaySamples.SendingAgency())
            using (var sending = gateway.Send(agency, PackageSamples.Message, GatewaySamples.Signed))
            {
                Check.Equal("strict", strict.Name, "name");
                Check.Equal(TimeSpan.FromDays(30), strict.Window, "window");
                Check.Equal("thu", own.Name, "name");
                Check.Equal("Để thử", own.Title(Language.Vietnamese), "title");
                Check.Equal("For tests", own.Title(Language.English), "title");
                Check.Equal("2026-11-22", own.Version, "version");
                Check.Equal(TimeSpan.FromDays(60), own.Window, "window");
                Check.Equal("seal-missing:leader", GatewaySamples.Codes(sending.Reasons), "reasons");
                Check.Equal(GatewaySamples.Sender, agency.Code, "code");
            }
            var thrown = Check.Refused(ErrorCode.Policy, () => new GatewayPolicy(Encoding.UTF8.GetBytes(
                GatewaySamples.Rules("[outbound]\nlevle = \"B\"\n"))));
            Check.That(thrown.Message.Contains("6"), "the line is named: " + thrown.Message);
        }
    }
}
