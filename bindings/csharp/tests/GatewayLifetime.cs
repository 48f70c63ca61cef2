// How long registries, gateways and what they give live: closed things, the collector, and several threads.

using System;
using System.IO;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Antin.Tests
{
    [Tests]
    internal static class GatewayLifetime
    {
        public static void UseAfterDispose()
        {
            var package = GatewaySamples.Sealed();
            var ledger = Ledger.InMemory(GatewaySamples.Window);
            var registry = GatewaySamples.Trusted();
            var rules = GatewayPolicy.Strict();
            var policy = Samples.Policy();
            var gateway = new Gateway(rules, policy, registry, ledger);
            var sender = GatewaySamples.SendingAgency();
            var agency = GatewaySamples.ReceivingAgency();
            var waiting = gateway.JudgeArrival(agency, package, GatewaySamples.Judged);
            var arrival = gateway.Receive(agency, package, GatewaySamples.Judged);
            var sending = GatewaySamples.Sent(gateway);
            var sent = sending.Sent;
            var returned = gateway.TakeReceipt(sender, arrival.Receipt, sent, GatewaySamples.Judged);
            var journal = Journal.Check(new byte[0], GatewaySamples.Judged);
            var lent = new object[]
            {
                arrival.Package, waiting.PlannedReceipt, sending.Package, returned.Report, returned.Report.Receipt,
                returned.Report.Report, registry.Report,
            };
            // A gateway, and what it judged, need nothing of what it is made of.
            foreach (var thing in new IDisposable[] { rules, policy, registry, ledger })
            {
                Twice(thing);
                Gone(thing);
            }
            using (var again = gateway.Receive(agency, package, GatewaySamples.Judged))
            {
                Check.Equal("repeated", GatewaySamples.Codes(again.Reasons), "reasons");
            }
            Twice(gateway);
            Twice(agency);
            Gone(agency);
            waiting.Answer();
            waiting.Record();
            Check.Equal("repeated", GatewaySamples.Codes(waiting.Reasons), "reasons");
            Disposed(() => gateway.Send(sender, PackageSamples.Message, GatewaySamples.Signed));
            Disposed(() => gateway.Receive(sender, package, GatewaySamples.Judged));
            Disposed(() => gateway.JudgeSending(sender, PackageSamples.Message, GatewaySamples.Signed));
            Disposed(() => gateway.JudgeArrival(sender, package, GatewaySamples.Judged));
            Disposed(() => gateway.TakeReceipt(sender, package, sent, GatewaySamples.Judged));
            Disposed(() => new Gateway(rules, policy, registry, ledger));
            Disposed(() => ledger.Export());
            Disposed(() => ledger.ExportTo(new MemoryStream()));
            Disposed(registry.RequireTrusted);
            Disposed(() => registry.IsPast(GatewaySamples.Judged));
            Disposed(() => new Opening().SetRegistry(registry));
            Disposed(() => agency.SetTimestamper(Authority()));
            foreach (var thing in new IDisposable[] { arrival, waiting, sending, returned, journal })
            {
                Twice(thing);
                Gone(thing);
            }
            Disposed(arrival.Record);
            Disposed(arrival.WithoutReceipt);
            Disposed(() => arrival.Answer());
            Disposed(() => arrival.Prepare());
            Disposed(() => arrival.Finish(new byte[1]));
            Disposed(() => arrival.SetStatus(Status.Accepted));
            Disposed(arrival.RequireAccepted);
            Disposed(sending.Refuse);
            Disposed(sending.RequireSent);
            Disposed(() => sending.Prepare(package));
            Disposed(() => sending.Sign(package));
            Disposed(() => sending.Sign(package, new MemoryStream()));
            Disposed(() => sending.Finish(new byte[1], package));
            Disposed(returned.RequireAccepted);
            Disposed(journal.RequireWhole);
            foreach (var thing in lent) Gone(thing);
            // What was sent is a copy, to be kept.
            Check.Equal(GatewaySamples.Sender, sent.Sender, "sender");
            Twice(sent);
            Gone(sent);
            Twice(sender);
        }

        public static void PartsAreGoneAfterDispose()
        {
            var draft = GatewaySamples.Draft();
            var binding = new RegistryBinding(
                "a", "b", BindingMatch.Key, GatewaySamples.Certificate("agency"), null, GatewaySamples.Signed);
            var signers = new RegistrySigners();
            var sent = new Sent(null, "a", "b", new string[0]);
            var receipt = new Receipt(sent, "c", Status.Refused, GatewaySamples.Signed);
            var options = Samples.Detached();
            var prepared = receipt.Prepare(GatewaySamples.Chain("agency"), options, GatewaySamples.Signed);
            var policy = Samples.Policy();
            foreach (var thing in new IDisposable[] { draft, binding, signers, sent, receipt, prepared }) Twice(thing);
            Gone(draft);
            Gone(sent);
            Gone(receipt);
            Gone(prepared);
            Disposed(() => draft.AddBody("H37", "a"));
            Disposed(() => draft.Add(binding));
            Disposed(() => draft.ToJson());
            Disposed(() => binding.AddRole(SealRole.Leader));
            Disposed(() => binding.SetUntil(GatewaySamples.Signed));
            Disposed(() => binding.SetDelegated("a", "b"));
            Disposed(() => GatewaySamples.Draft().Add(binding));
            Disposed(() => signers.Add(GatewaySamples.Certificate("agency")));
            Disposed(() => Registry.Check(new byte[1], signers, policy, GatewaySamples.Signed));
            Disposed(() => new Receipt(sent, "c", Status.Refused, GatewaySamples.Signed));
            Disposed(() => Receipt.Judge(new byte[1], sent, null, policy, GatewaySamples.Signed));
            Disposed(() => receipt.AddReason("a"));
            Disposed(() => receipt.ToJson());
            Disposed(() => receipt.Sign(GatewaySamples.Credential("agency"), options, GatewaySamples.Signed));
            Disposed(() => prepared.Finish(new byte[1]));
        }

        private static Timestamper Authority()
        {
            return Timestamper.Own(GatewaySamples.Credential("tsa"), "1.2.3.4", GatewaySamples.Judged);
        }

        public static void NothingIsFreedInUseByTheCollector()
        {
            var package = GatewaySamples.Sealed();
            for (var i = 0; i < 5; i++)
            {
                var count = 0;
                var arrival = Waiting(package, octets =>
                {
                    GC.Collect();
                    count++;
                });
                Collect();
                arrival.Answer();
                Collect();
                arrival.Record();
                Check.Equal(1, count, "lines");
                var lent = arrival.Package;
                var planned = Planned(package);
                arrival = null;
                Collect();
                Check.Same(PackageSamples.Pdf, lent.Extract(package, 0), "attachment");
                Check.Equal(Status.Arrived, planned.Status, "status");
                Check.Equal(1, Borrowed(package).Signatures.Count, "signatures");
            }
        }

        // In methods of their own, so that nothing of them is left on the stack.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static Arrival Waiting(byte[] package, Action<byte[]> line)
        {
            return GatewaySamples.Gateway(Ledger.InMemory(GatewaySamples.Window, 10, null, line)).JudgeArrival(
                GatewaySamples.ReceivingAgency(), package, GatewaySamples.Judged);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static Receipt Planned(byte[] package)
        {
            return Waiting(package, octets => { }).PlannedReceipt;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static Report Borrowed(byte[] package)
        {
            var report = Waiting(package, octets => { }).Package.Seals[0].Report;
            Collect();
            return report;
        }

        private static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        public static void ThreadsShareAGateway()
        {
            var lines = new MemoryStream();
            using (var ledger = Ledger.InMemory(
                GatewaySamples.Window, 100, null, line => lines.Write(line, 0, line.Length)))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var sending = GatewaySamples.SendingAgency())
            using (var receiving = GatewaySamples.ReceivingAgency())
            {
                var same = GatewaySamples.Sealed();
                var taken = 0;
                Threads.Run(4, thread =>
                {
                    for (var i = 0; i < 4; i++)
                    {
                        var at = GatewaySamples.Signed.AddSeconds(1 + 10 * thread + i);
                        using (var one = gateway.Send(sending, new Fragile(PackageSamples.Message), at))
                        {
                            one.RequireSent();
                            // The same document again: another seal for it is a person's affair.
                            using (var arrival = gateway.Receive(receiving, one.Sealed, GatewaySamples.Judged))
                            {
                                Check.That(arrival.Decision != Decision.Refuse, "it is new");
                            }
                        }
                        using (var arrival = gateway.Receive(receiving, same, GatewaySamples.Judged))
                        {
                            if (arrival.Decision != Decision.Accept) continue;
                            arrival.RequireAccepted();
                            Interlocked.Increment(ref taken);
                        }
                    }
                });
                Check.That(taken <= 1, "nothing is taken twice");
                Check.Equal(1ul, ledger.ArrivalCount, "arrivals");
                using (var judged = Journal.Check(lines.ToArray(), GatewaySamples.Judged, ledger.Head))
                {
                    judged.RequireWhole();
                    Check.That(judged.Head.StartsWith("48:"), "entries");
                }
            }
        }

        public static void DisposingDuringUseIsSafe()
        {
            var package = GatewaySamples.Sealed();
            for (var round = 0; round < 5; round++)
            {
                var ledger = Ledger.InMemory(GatewaySamples.Window);
                var gateway = GatewaySamples.Gateway(ledger);
                var agency = GatewaySamples.ReceivingAgency();
                var arrival = gateway.JudgeArrival(agency, package, GatewaySamples.Judged);
                Threads.Run(4, thread =>
                {
                    try
                    {
                        if (thread == 0)
                        {
                            Thread.Sleep(20);
                            foreach (var one in new IDisposable[] { arrival, ledger, agency, gateway }) one.Dispose();
                            return;
                        }
                        for (;;)
                        {
                            if (thread == 1) Check.Equal(2, arrival.Package.Files.Count, "files");
                            else gateway.Receive(agency, package, GatewaySamples.Judged).Dispose();
                        }
                    }
                    catch (ObjectDisposedException)
                    {
                    }
                });
            }
        }

        public static void ThreadsTakeOneArrival()
        {
            using (var ledger = Ledger.InMemory(GatewaySamples.Window))
            using (var gateway = GatewaySamples.Gateway(ledger))
            using (var agency = GatewaySamples.ReceivingAgency())
            using (var arrival = gateway.JudgeArrival(agency, GatewaySamples.Sealed(), GatewaySamples.Judged))
            {
                var recorded = 0;
                Threads.Run(4, thread =>
                {
                    try { arrival.Answer(); }
                    catch (AntinException late) { Check.Equal(ErrorCode.AlreadyUsed, late.Code, "code"); }
                    try
                    {
                        arrival.Record();
                        Interlocked.Increment(ref recorded);
                    }
                    catch (AntinException late) { Check.Equal(ErrorCode.AlreadyUsed, late.Code, "code"); }
                    arrival.RequireAccepted();
                    Check.That(arrival.Receipt.Length > 0, "there is a receipt");
                });
                Check.Equal(1, recorded, "it is recorded once");
            }
        }

        private static void Disposed(Action action)
        {
            Check.Throws<ObjectDisposedException>(action);
        }

        private static void Twice(IDisposable thing)
        {
            thing.Dispose();
            thing.Dispose();
        }

        /// <summary>Reads each property, which must be refused.</summary>
        private static void Gone(object thing)
        {
            foreach (var property in thing.GetType().GetProperties())
            {
                var thrown = Check.Throws<TargetInvocationException>(() => property.GetValue(thing, null));
                Check.That(thrown.InnerException is ObjectDisposedException, thing + "." + property.Name);
            }
        }
    }
}
