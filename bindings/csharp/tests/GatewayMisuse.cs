// Gateways misused: absent things, ledgers that fail, streams and functions that throw.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Antin.Tests
{
    [Tests]
    internal static class GatewayMisuse
    {
        public static void WhatMustBeThereIsAskedFor()
        {
            var time = GatewaySamples.Signed;
            var bytes = new byte[1];
            Source none = null;
            using (var policy = Samples.Policy())
            using (var registry = GatewaySamples.Trusted())
            using (var signers = new RegistrySigners())
            using (var rules = GatewayPolicy.Strict())
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger, registry))
            using (var agency = GatewaySamples.SendingAgency())
            using (var sending = gateway.JudgeSending(agency, PackageSamples.Message, time))
            using (var arrival = gateway.JudgeArrival(agency, GatewaySamples.Sealed(), time))
            using (var draft = new RegistryDraft("a"))
            using (var binding = new RegistryBinding(
                "a", "b", BindingMatch.Key, GatewaySamples.Certificate("agency"), null, time))
            using (var sent = new Sent(null, "a", "b", new string[0]))
            using (var receipt = new Receipt(sent, "c", Status.Refused, time))
            using (var options = Samples.Detached())
            using (var prepared = receipt.Prepare(GatewaySamples.Chain("agency"), options, time))
            using (var credential = GatewaySamples.Credential("agency"))
            {
                Missing("certificates", () => signers.Add(null));
                Missing("file", () => Registry.Check(null, signers, policy, time));
                Missing("signers", () => Registry.Check(bytes, null, policy, time));
                Missing("policy", () => Registry.Check(bytes, signers, null, time));
                Missing("json", () => Registry.DangerUnsigned(null));
                Missing("code", () => registry.BodyName(null));
                Missing("organ", () => registry.Decide(null, SealRole.Agency, bytes, bytes, time));
                Missing("certificate", () => registry.Decide("a", SealRole.Agency, null, bytes, time));
                Missing("issuer", () => registry.Decide("a", SealRole.Agency, bytes, null, time));
                Missing("id", () => new RegistryBinding(null, "b", BindingMatch.Key, bytes, null, time));
                Missing("organ", () => new RegistryBinding("a", null, BindingMatch.Key, bytes, null, time));
                Missing("holder", () => binding.SetDelegated(null, "b"));
                Missing("basis", () => binding.SetDelegated("a", null));
                Missing("name", () => new RegistryDraft(null));
                Missing("json", () => RegistryDraft.FromJson(null));
                Missing("code", () => draft.AddBody(null, "b"));
                Missing("name", () => draft.AddBody("a", null, time));
                Missing("code", () => draft.EndBody(null, time));
                Missing("successors", () => draft.EndBody("a", time, null));
                Missing("successors", () => draft.EndBody("a", time, new string[] { null }));
                Missing("binding", () => draft.Add(null));
                Missing("id", () => draft.Revoke(null, time, "b"));
                Missing("reason", () => draft.Revoke("a", time, null));
                Missing("document", () => new Sent(null, null, "b", new string[0]));
                Missing("sender", () => new Sent(null, "a", null, new string[0]));
                Missing("recipients", () => new Sent(null, "a", "b", null));
                Missing("package", () => Sent.Of(null));
                Missing("sent", () => new Receipt(null, "c", Status.Arrived, time));
                Missing("recipient", () => new Receipt(sent, null, Status.Arrived, time));
                Missing("reason", () => receipt.AddReason(null));
                Missing("credential", () => receipt.Sign(null, options, time));
                Missing("options", () => receipt.Sign(credential, null, time));
                Missing("chain", () => receipt.Prepare(null, options, time));
                Missing("options", () => receipt.Prepare(bytes, null, time));
                Missing("value", () => prepared.Finish(null));
                Missing("container", () => Receipt.Judge(null, sent, null, policy, time));
                Missing("sent", () => Receipt.Judge(bytes, null, null, policy, time));
                Missing("policy", () => Receipt.Judge(bytes, sent, null, null, time));
                Missing("receipt", () => Packages.InsertReceipt(null, PackageSamples.Message));
                Missing("package", () => Packages.InsertReceipt(bytes, none));
                Missing("output", () => Packages.InsertReceipt(bytes, PackageSamples.Message, (Stream)null));
                Missing("package", () => Packages.ReceiptsIn(none));
                Missing("toml", () => new GatewayPolicy(null));
                Missing("code", () => new Agency(null, credential));
                Missing("credential", () => new Agency("a", null));
                Missing("code", () => Agency.Elsewhere(null, bytes));
                Missing("chain", () => Agency.Elsewhere("a", null));
                Missing("timestamper", () => agency.SetTimestamper(null));
                Missing("path", () => Ledger.Create(null, GatewaySamples.Window, null));
                Missing("path", () => Ledger.Open(null, GatewaySamples.Window));
                Missing("output", () => ledger.ExportTo((Stream)null));
                Missing("timestamper", () => ledger.Stamp(null, time));
                Missing("rules", () => new Gateway(null, policy, registry, ledger));
                Missing("policy", () => new Gateway(rules, null, registry, ledger));
                Missing("registry", () => new Gateway(rules, policy, null, ledger));
                Missing("ledger", () => new Gateway(rules, policy, registry, null));
                Missing("agency", () => gateway.Send(null, PackageSamples.Message, time));
                Missing("package", () => gateway.Send(agency, none, time));
                Missing("output", () => gateway.Send(agency, PackageSamples.Message, (string)null, time));
                Missing("agency", () => gateway.JudgeSending(null, PackageSamples.Message, time));
                Missing("package", () => gateway.JudgeSending(agency, none, time));
                Missing("agency", () => gateway.Receive(null, PackageSamples.Message, time));
                Missing("package", () => gateway.Receive(agency, none, time));
                Missing("package", () => gateway.JudgeArrival(agency, none, time));
                Missing("agency", () => gateway.TakeReceipt(null, bytes, sent, time));
                Missing("receipt", () => gateway.TakeReceipt(agency, null, sent, time));
                Missing("sent", () => gateway.TakeReceipt(agency, bytes, null, time));
                Missing("package", () => sending.Prepare(none));
                Missing("package", () => sending.Sign(none));
                Missing("output", () => sending.Sign(PackageSamples.Message, (string)null));
                Missing("value", () => sending.Finish(null, PackageSamples.Message));
                Missing("package", () => sending.Finish(bytes, none));
                Missing("value", () => arrival.Finish(null));
                Missing("lines", () => Journal.Check(none, time));
                Check.Equal(SendingState.Judged, sending.State, "state");
                Check.Equal(ArrivalState.Judged, arrival.State, "state");
            }
        }

        public static void WhatIsNoneIsRefused()
        {
            var invalid = ErrorCode.InvalidArgument;
            var time = GatewaySamples.Signed;
            NotText("name", () => new RegistryDraft("a\0"));
            NotText("document", () => new Sent(null, "a\0", "b", new string[0]));
            NotText("recipients", () => new Sent(null, "a", "b", new[] { "c\0" }));
            NotText("path", () => Ledger.Create("a\0", GatewaySamples.Window, null));
            NotText("head", () => Journal.Check(new byte[0], time, "\0"));
            Check.Throws<ArgumentOutOfRangeException>(() => Ledger.InMemory(TimeSpan.FromSeconds(-1)));
            Check.Throws<ArgumentOutOfRangeException>(() => Ledger.InMemory(GatewaySamples.Window, -1));
            Check.Refused(invalid, () => Journal.Check(new byte[0], time, "12"));
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var agency = GatewaySamples.ReceivingAgency())
            using (var names = PackageSamples.Known())
            using (var anybody = new Opening().DangerAnySender())
            using (var credential = GatewaySamples.Credential("agency"))
            {
                var package = GatewaySamples.Sealed();
                Check.Refused(invalid, () => gateway.Receive(agency, package, time, names));
                Check.Refused(invalid, () => gateway.JudgeArrival(agency, package, time, anybody));
                Check.Refused(invalid, () => new Agency("", credential));
                Check.Refused(ErrorCode.Malformed, () => Agency.Elsewhere("a", new byte[0]));
                NotText("package", () => gateway.Receive(agency, new Endless(10), time));
                Check.Equal("0:", ledger.Head.Substring(0, 2), "nothing is recorded");
                using (var arrival = gateway.Receive(agency, new byte[0], time))
                {
                    Check.Equal("unreadable", GatewaySamples.Codes(arrival.Reasons), "reasons");
                    Check.Throws<ArgumentOutOfRangeException>(() => arrival.Unreadable((Language)3));
                    Check.Throws<ArgumentOutOfRangeException>(() => arrival.Reasons[0].Text((Language)3));
                }
                using (var sent = new Sent(null, "a", "b", new string[0]))
                {
                    Check.Refused(invalid, () => new Receipt(sent, "c", (Status)7, time));
                    Check.Refused(
                        invalid, () => gateway.TakeReceipt(agency, new byte[1], sent, time, (Status)7));
                }
            }
        }

        public static void ARegistryThatIsPastDecidesNothing()
        {
            var late = GatewaySamples.NextUpdate.AddSeconds(1);
            var package = GatewaySamples.Sealed();
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var agency = GatewaySamples.SendingAgency())
            {
                var thrown = Check.Throws<RegistryPastException>(() => gateway.Receive(agency, package, late));
                Check.Equal(ErrorCode.RegistryPast, thrown.Code, "code");
                Check.That(thrown.Text(Language.Vietnamese).Length > 10, "text");
                Check.That(thrown.Help(Language.English).Length > 10, "help");
                Check.Throws<RegistryPastException>(() => gateway.Send(agency, PackageSamples.Message, late));
                Check.Throws<RegistryPastException>(() => gateway.JudgeSending(agency, package, late));
                Check.Throws<RegistryPastException>(() => gateway.JudgeArrival(agency, package, late));
                using (var sent = new Sent(null, "a", "b", new string[0]))
                {
                    Check.Throws<RegistryPastException>(() => gateway.TakeReceipt(agency, package, sent, late));
                }
                Check.Equal("0:", ledger.Head.Substring(0, 2), "nothing is recorded");
            }
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var untrusted = GatewaySamples.Check(GatewaySamples.File(), late))
            {
                Check.Throws<RejectedException>(() => GatewaySamples.Gateway(ledger, untrusted));
            }
        }

        public static void ALedgerThatCannotRecordHandsNothingOut()
        {
            var package = GatewaySamples.Sealed();
            using (var folder = new Folder())
            {
                var path = folder.File("sổ cái");
                Check.Throws<LedgerException>(() => Ledger.Open(path, GatewaySamples.Window));
                using (var made = Ledger.Create(path, GatewaySamples.Window, null))
                {
                    var thrown = Check.Throws<LedgerException>(() => Ledger.Open(path, GatewaySamples.Window));
                    Check.Equal(ErrorCode.Ledger, thrown.Code, "code");
                    Check.Throws<LedgerException>(() => Ledger.Create(path, GatewaySamples.Window, null));
                    using (var gateway = GatewaySamples.Gateway(made)) GatewaySamples.Sent(gateway).Dispose();
                }
                using (var again = Ledger.Open(path, GatewaySamples.Window))
                {
                    Check.Equal("1:", again.Head.Substring(0, 2), "head");
                }
                File.WriteAllText(path, "no ledger");
                Check.Throws<LedgerException>(() => Ledger.Open(path, GatewaySamples.Window));
            }
            using (var ledger = Ledger.InMemory(GatewaySamples.Window, 0))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var agency = GatewaySamples.ReceivingAgency())
            {
                Check.Throws<LedgerException>(() => gateway.Receive(agency, package, GatewaySamples.Judged));
                using (var arrival = gateway.JudgeArrival(agency, package, GatewaySamples.Judged))
                {
                    arrival.Answer();
                    Check.Throws<LedgerException>(arrival.Record);
                    Check.Equal(ArrivalState.Failed, arrival.State, "state");
                    Check.Equal(null, arrival.Receipt, "receipt");
                    Check.Throws<RejectedException>(arrival.RequireAccepted);
                    Check.Throws<RejectedException>(() => arrival.Package.ExtractAll(package));
                    Check.Refused(ErrorCode.AlreadyUsed, arrival.Record);
                }
            }
            // What was sealed at the horizon or before is too old.
            using (var ledger = Ledger.InMemory(GatewaySamples.Window, 10, GatewaySamples.Signed))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var agency = GatewaySamples.ReceivingAgency())
            using (var arrival = gateway.Receive(agency, package, GatewaySamples.Judged))
            {
                Check.Equal("too-old", GatewaySamples.Codes(arrival.Reasons), "reasons");
            }
        }

        public static void WhatAJournalsFunctionThrowsComesThrough()
        {
            var package = GatewaySamples.Sealed();
            using (var sending = GatewaySamples.SendingAgency())
            using (var receiving = GatewaySamples.ReceivingAgency())
            using (var sent = new Sent(null, "a", "b", new[] { "c" }))
            using (var folder = new Folder())
            {
                var path = folder.File("sealed");
                var ways = new Action<Gateway>[]
                {
                    gateway => gateway.Send(sending, PackageSamples.Message, GatewaySamples.Signed),
                    gateway => gateway.Send(sending, PackageSamples.Message, path, GatewaySamples.Signed),
                    gateway => gateway.Receive(receiving, package, GatewaySamples.Judged),
                    gateway => gateway.TakeReceipt(sending, new byte[1], sent, GatewaySamples.Judged),
                    gateway =>
                    {
                        using (var one = gateway.JudgeSending(sending, PackageSamples.Message, GatewaySamples.Signed))
                        {
                            Failing(one.Refuse);
                            Check.Equal(SendingState.Failed, one.State, "state");
                            Check.Refused(ErrorCode.AlreadyUsed, one.Refuse);
                        }
                        throw new IOException("full");
                    },
                };
                foreach (var way in ways) NotKept(way);
                Check.That(!File.Exists(path), "nothing is written");
            }
        }

        private static void NotKept(Action<Gateway> way)
        {
            var lines = new List<string>();
            Exception next = null;
            Action<byte[]> line = octets =>
            {
                if (next != null) throw next;
                lines.Add(Encoding.UTF8.GetString(octets));
            };
            using (var ledger = Ledger.InMemory(GatewaySamples.Window, 10, null, line))
            using (var gateway = GatewaySamples.Gateway(ledger))
            {
                GatewaySamples.Sent(gateway).Dispose();
                Check.That(lines.Single().EndsWith("}\n"), "a line with its end");
                next = new IOException("full");
                Failing(() => way(gateway));
                // It may have been kept in part: nothing is recorded any more, and the function is not asked.
                next = null;
                Check.Throws<LedgerException>(() => GatewaySamples.Sent(gateway));
                Check.Equal(1, lines.Count, "lines");
                Check.Throws<LedgerException>(() => { var _ = ledger.Head; });
            }
        }

        private static void Failing(Action action)
        {
            Check.Equal("full", Check.Throws<IOException>(action).Message, "message");
        }

        public static void WhatStreamsThrowComesThrough()
        {
            var package = GatewaySamples.Sealed();
            Action<string, Action> failing = (message, action) =>
                Check.Equal(message, Check.Throws<IOException>(action).Message, "message");
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var sending = GatewaySamples.SendingAgency())
            using (var receiving = GatewaySamples.ReceivingAgency())
            {
                var broken = new Fragile(package) { FailAt = 60000 };
                failing("broken", () => gateway.Send(sending, broken, GatewaySamples.Signed));
                failing("broken", () => gateway.JudgeSending(sending, broken, GatewaySamples.Signed));
                failing("broken", () => gateway.Receive(receiving, broken, GatewaySamples.Judged));
                failing("broken", () => gateway.JudgeArrival(receiving, broken, GatewaySamples.Judged));
                failing("broken", () => Packages.ReceiptsIn(broken));
                failing("broken", () => Journal.Check(new Fragile(package) { FailAt = 0 }, GatewaySamples.Judged));
                Check.Equal("0:", ledger.Head.Substring(0, 2), "nothing is recorded");
                var full = new Fragile { FailAt = 70000 };
                failing("full", () => gateway.Send(sending, PackageSamples.Message, full, GatewaySamples.Signed));
                using (var one = gateway.JudgeSending(sending, PackageSamples.Message, GatewaySamples.Signed))
                {
                    failing("broken", () => one.Prepare(broken));
                    Check.Equal(SendingState.Judged, one.State, "state");
                    one.Prepare(PackageSamples.Message);
                    full = new Fragile { FailAt = 70000 };
                    failing("full", () => one.Sign(PackageSamples.Message, full));
                    Check.Equal(SendingState.Failed, one.State, "state");
                    Check.Equal(null, one.Sent, "what was sent");
                    Check.Equal(2ul, one.Entry, "entry: it is recorded all the same");
                    Check.Refused(ErrorCode.AlreadyUsed, () => one.Sign(PackageSamples.Message));
                }
            }
        }

        public static void AJournalsFunctionCannotUseTheLedger()
        {
            Ledger ledger = null;
            Gateway gateway = null;
            Arrival other = null;
            var uses = new Action[]
            {
                () => { var _ = ledger.Head; }, () => { var _ = ledger.ArrivalCount; },
                () => GatewaySamples.Sent(gateway), () => other.Answer(),
            };
            foreach (var use in uses)
            {
                Action<byte[]> line = octets =>
                {
                    // Another ledger is well.
                    GatewaySamples.Sealed();
                    use();
                };
                using (ledger = Ledger.InMemory(GatewaySamples.Window, 10, null, line))
                using (gateway = GatewaySamples.Gateway(ledger))
                using (var agency = GatewaySamples.ReceivingAgency())
                using (other = gateway.JudgeArrival(agency, GatewaySamples.Sealed(), GatewaySamples.Judged))
                {
                    Check.Throws<InvalidOperationException>(
                        () => gateway.Receive(agency, GatewaySamples.Sealed(), GatewaySamples.Judged));
                }
            }
        }

        public static void AStepCannotBeTakenInAnother()
        {
            Arrival going = null;
            Action<byte[]> line = octets => { var _ = going.State; };
            using (var ledger = Ledger.InMemory(GatewaySamples.Window, 10, null, line))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var agency = GatewaySamples.ReceivingAgency())
            using (going = gateway.JudgeArrival(agency, GatewaySamples.Sealed(), GatewaySamples.Judged))
            {
                going.Answer();
                Check.Throws<InvalidOperationException>(going.Record);
            }
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var agency = GatewaySamples.SendingAgency())
            using (var sending = gateway.JudgeSending(agency, PackageSamples.Message, GatewaySamples.Signed))
            {
                var stream = new Fragile(PackageSamples.Message) { Meanwhile = sending.Refuse };
                Check.Throws<InvalidOperationException>(() => sending.Prepare(stream));
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
