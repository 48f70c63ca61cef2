// The cases of the manifest about gateways: steps one behind the other, on a ledger in memory and on one in a file.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Antin.Tests
{
    internal sealed class GatewayCases
    {
        private static readonly string[] Decisions = { null, "accept", "quarantine", "refuse" };

        /// <summary>What a case has done so far, in one of the two ways.</summary>
        private sealed class Run : IDisposable
        {
            internal readonly List<byte[]> Written = new List<byte[]>();
            internal readonly List<byte[]> Receipts = new List<byte[]>();
            internal readonly List<Sent> Sent = new List<Sent>();
            internal Gateway Gateway;
            internal bool InSteps;

            internal void Keep(byte[] written, byte[] receipt, Sent sent)
            {
                Written.Add(written);
                Receipts.Add(receipt);
                Sent.Add(sent);
            }

            public void Dispose()
            {
                foreach (var one in Sent) one?.Dispose();
            }
        }

        private delegate void Step(Run run);

        private readonly Func<GatewayPolicy> rules;
        private readonly Func<Policy> policy;
        private readonly Func<Evidence> evidence;
        private readonly Func<Registry> registry;
        private readonly TimeSpan window;
        private readonly DateTimeOffset? horizon;
        private readonly int? most;
        private readonly List<Step> steps;
        private readonly string head;
        private readonly ErrorCode? error;

        internal GatewayCases(Members test)
        {
            var file = test.Take<string>("rules");
            var toml = file == null ? null : Scenario.Vector(file);
            rules = () => toml == null ? GatewayPolicy.Strict() : new GatewayPolicy(toml);
            policy = Scenario.Policy(test.TakeObject("policy"));
            evidence = Scenario.Evidence(test.TakeObject("evidence"));
            registry = RegistryCases.Described(test.TakeObject("registry"));
            window = TimeSpan.FromSeconds(test.Take<long>("window"));
            var forgotten = (long?)test.Take<object>("horizon");
            if (forgotten != null) horizon = DateTimeOffset.FromUnixTimeSeconds(forgotten.Value);
            most = (int?)(long?)test.Take<object>("most");
            head = test.Take<string>("head");
            var listed = test.Take<List<object>>("steps");
            steps = (listed ?? new List<object>()).Cast<Dictionary<string, object>>().Select(item => Read(new Members(item))).ToList();
            var expected = test.TakeObject("expect");
            error = expected == null ? null : RegistryCases.Error(expected);
            expected?.Done();
            test.Done();
            Check.That(error == null == (listed != null), "a case has an error or steps");
        }

        internal void Go()
        {
            var lines = new MemoryStream();
            Func<Ledger> memory = () => Ledger.InMemory(
                window, most ?? int.MaxValue, horizon, line => lines.Write(line, 0, line.Length));
            if (error != null)
            {
                Check.Refused(error.Value, () => Go(memory, false, ledger => null));
                return;
            }
            var journal = Go(memory, false, ledger => lines.ToArray());
            // A file is not told how many arrivals it may keep.
            if (most != null) return;
            using (var folder = new Folder())
            {
                var kept = Go(
                    () => Ledger.Create(folder.File("sổ"), window, horizon), true, ledger => ledger.Export());
                Check.Same(journal, kept, "journals");
            }
        }

        private byte[] Go(Func<Ledger> make, bool inSteps, Func<Ledger, byte[]> lines)
        {
            using (var may = rules())
            using (var demands = policy())
            using (var whose = registry())
            using (var ledger = make())
            using (var gateway = new Gateway(may, demands, whose, ledger))
            using (var run = new Run { Gateway = gateway, InSteps = inSteps })
            {
                for (var i = 0; i < steps.Count; i++)
                {
                    try { steps[i](run); }
                    catch (Failed failed) { throw new Failed("step " + i + ": " + failed.Message); }
                }
                if (head != null) Check.Equal(head, ledger.Head, "head");
                var journal = lines(ledger);
                using (var judged = Journal.Check(journal, GatewaySamples.Judged, ledger.Head)) judged.RequireWhole();
                return journal;
            }
        }

        private Step Read(Members from)
        {
            var kind = from.Take<string>("do");
            var who = from.TakeObject("agency");
            var code = who.Take<string>("code");
            var credential = new Scenario(who).Credential();
            who.Done();
            var at = RegistryCases.Time(from, "at");
            var expected = from.TakeObject("expect");
            Func<Agency> agency = () =>
            {
                using (var key = credential()) return new Agency(code, key);
            };
            Step step;
            switch (kind)
            {
                case "send": step = Send(from, agency, at, expected); break;
                case "receive": step = Receive(from, agency, at, expected); break;
                case "take": step = Take(from, agency, at, expected); break;
                default: throw new Failed("unknown kind of step: " + kind);
            }
            expected.Done();
            from.Done();
            return step;
        }

        /// <summary>A file, or what a step before gave.</summary>
        private static Func<List<byte[]>, byte[]> Given(Members from, string name)
        {
            var value = from.Take<object>(name);
            var path = value as string;
            if (path != null)
            {
                var bytes = Scenario.Vector(path);
                return results => bytes;
            }
            var of = new Members((Dictionary<string, object>)value);
            var index = (int)of.Take<long>("of");
            of.Done();
            return results => results[index];
        }

        /// <summary>Does a step that may have to fail; what it gives is kept.</summary>
        private static void Try(Run run, ErrorCode? fails, Action work)
        {
            if (fails == null)
            {
                work();
                return;
            }
            Check.Refused(fails.Value, work);
            run.Keep(null, null, null);
        }

        private Step Send(Members from, Func<Agency> agency, DateTimeOffset at, Members expected)
        {
            var package = Given(from, "package");
            var fails = RegistryCases.Error(expected);
            if (fails != null) return run => Try(run, fails, () => Sending(run, agency, package(run.Written), at));
            var sent = expected.Take<bool>("sent");
            var reasons = string.Join(", ", expected.TakeList("reasons"));
            var entry = (ulong)expected.Take<long>("entry");
            var path = expected.Take<string>("sealed");
            var output = path == null ? null : Scenario.Vector(path);
            return run =>
            {
                using (var sending = Sending(run, agency, package(run.Written), at))
                {
                    Check.Equal(sent ? SendingState.Sent : SendingState.Refused, sending.State, "state");
                    Check.Equal(reasons, GatewaySamples.Codes(sending.Reasons), "reasons");
                    Check.Equal(entry, sending.Entry, "entry");
                    if (sent) sending.RequireSent();
                    else Check.Throws<RejectedException>(sending.RequireSent);
                    Check.Equal(sent, sending.Sealed != null, "whether there is a sealed package");
                    if (output != null) Check.Same(output, sending.Sealed, "sealed package");
                    run.Keep(sending.Sealed, null, sending.Sent);
                }
            };
        }

        private Sending Sending(Run run, Func<Agency> agency, byte[] package, DateTimeOffset at)
        {
            using (var who = agency())
            using (var known = evidence())
            {
                if (!run.InSteps) return run.Gateway.Send(who, package, at, known);
                var sending = run.Gateway.JudgeSending(who, new Fragile(package), at, known);
                if (!sending.IsAllowed)
                {
                    sending.Refuse();
                    return sending;
                }
                sending.Prepare(new Fragile(package), known);
                sending.Sign(new Fragile(package));
                return sending;
            }
        }

        private Step Receive(Members from, Func<Agency> agency, DateTimeOffset at, Members expected)
        {
            var package = Given(from, "package");
            var containers = (from.Take<List<object>>("containers") ?? new List<object>())
                .Select(path => Scenario.Vector((string)path)).ToList();
            var fails = RegistryCases.Error(expected);
            if (fails != null)
            {
                return run => Try(run, fails, () => Arrival(run, agency, package(run.Written), containers, at));
            }
            var decision = expected.Take<string>("decision");
            var reasons = string.Join(", ", expected.TakeList("reasons"));
            var entry = (ulong)expected.Take<long>("entry");
            var receipt = expected.Take<string>("receipt");
            var accepted = expected.Take<bool>("accepted_package");
            var files = (expected.Take<List<object>>("files") ?? new List<object>())
                .Select(path => Scenario.Vector((string)path)).ToList();
            var withFiles = files.Count > 0;
            return run =>
            {
                var bytes = package(run.Written);
                using (var arrival = Arrival(run, agency, bytes, containers, at))
                {
                    Check.Equal(ArrivalState.Recorded, arrival.State, "state");
                    Check.Equal(decision, Decisions[(int)arrival.Decision], "decision");
                    Check.Equal(reasons, GatewaySamples.Codes(arrival.Reasons), "reasons");
                    Check.Equal(entry, arrival.Entry, "entry");
                    if (decision == "accept") arrival.RequireAccepted();
                    else Check.Throws<RejectedException>(arrival.RequireAccepted);
                    Check.Equal(accepted, arrival.Package?.IsAccepted ?? false, "whether the package is accepted");
                    if (withFiles) Extract(arrival.Package, bytes, files);
                    if (!accepted && arrival.Package != null)
                    {
                        Check.Throws<RejectedException>(() => arrival.Package.ExtractAll(bytes));
                    }
                    Check.Equal(RegistryCases.Told(receipt), Answered(arrival, at), "status of the receipt");
                    run.Keep(null, arrival.Receipt, null);
                }
            };
        }

        private static void Extract(Package package, byte[] bytes, List<byte[]> files)
        {
            var found = package.ExtractAll(bytes);
            Check.Equal(files.Count, found.Count, "number of attachments");
            for (var i = 0; i < files.Count; i++) Check.Same(files[i], found[i], "attachment " + i);
        }

        /// <summary>What the receipt says that was given out; none if there is none.</summary>
        private Status Answered(Arrival arrival, DateTimeOffset at)
        {
            if (arrival.Receipt == null) return Status.None;
            using (var rules = policy())
            using (var sent = Sent.Of(arrival.Package))
            using (var report = Receipt.Judge(arrival.Receipt, sent, null, rules, at))
            {
                return report.Receipt.Status;
            }
        }

        private Arrival Arrival(
            Run run, Func<Agency> agency, byte[] package, List<byte[]> containers, DateTimeOffset at)
        {
            using (var who = agency())
            using (var known = evidence())
            using (var beside = containers.Count == 0 ? null : new Opening())
            {
                foreach (var container in containers) beside.AddContainer(container);
                if (!run.InSteps) return run.Gateway.Receive(who, package, at, beside, known);
                var arrival = run.Gateway.JudgeArrival(who, new Fragile(package), at, beside, known);
                Check.Equal(0ul, arrival.Entry, "nothing is recorded");
                arrival.Answer(known);
                Check.Equal(null, arrival.Receipt, "nothing is handed out");
                arrival.Record();
                return arrival;
            }
        }

        private Step Take(Members from, Func<Agency> agency, DateTimeOffset at, Members expected)
        {
            var receipt = Given(from, "receipt");
            var before = RegistryCases.Told(from.Take<string>("before"));
            var about = About(from.TakeObject("sent"));
            var fails = RegistryCases.Error(expected);
            var accepted = fails == null && expected.Take<bool>("accepted");
            var reasons = string.Join(", ", expected.TakeList("reasons"));
            var entry = fails == null ? (ulong)expected.Take<long>("entry") : 0;
            return run =>
            {
                using (var who = agency())
                using (var known = evidence())
                {
                    var sent = about(run);
                    Func<ReturnedReceipt> take =
                        () => run.Gateway.TakeReceipt(who, receipt(run.Receipts), sent, at, before, known);
                    if (fails != null)
                    {
                        Try(run, fails, () => take());
                        return;
                    }
                    using (var returned = take())
                    {
                        Check.Equal(accepted, returned.IsAccepted, "acceptance");
                        Check.Equal(reasons, string.Join(", ", returned.Reasons), "reasons");
                        Check.Equal(entry, returned.Entry, "entry");
                        if (accepted) returned.RequireAccepted();
                        else Check.Throws<RejectedException>(returned.RequireAccepted);
                    }
                    run.Keep(null, null, null);
                }
            };
        }

        /// <summary>What a step sent, or what is described.</summary>
        private static Func<Run, Sent> About(Members from)
        {
            if (!from.Has("of"))
            {
                var described = RegistryCases.DescribedSent(from);
                return run => described();
            }
            var index = (int)from.Take<long>("of");
            from.Done();
            return run => run.Sent[index];
        }
    }
}
