// The cases of the manifest about registries, receipts and journals.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Antin.Tests
{
    internal static class RegistryCases
    {
        private static readonly string[] Verdicts = { "INDETERMINATE", "TOTAL-PASSED", "TOTAL-FAILED" };
        private static readonly string[] Bindings =
        {
            "unknown", "bound", "role-not-allowed", "expired", "revoked", "other",
        };

        /// <summary>A registry that is described; making it judges it.</summary>
        internal static Func<Registry> Described(Members from)
        {
            if (from == null) return () => null;
            var file = Scenario.Vector(from.Take<string>("file"));
            var signers = Scenario.Vector(from.Take<string>("signers"));
            var policy = Scenario.Policy(from.TakeObject("policy"));
            var evidence = Scenario.Evidence(from.TakeObject("evidence"));
            var at = Time(from, "at");
            var seen = from.TakeObject("seen");
            var number = seen == null ? 0ul : (ulong)seen.Take<long>("number");
            var sha256 = seen?.Take<string>("sha256");
            seen?.Done();
            from.Done();
            return () =>
            {
                using (var who = new RegistrySigners().Add(signers))
                using (var rules = policy())
                using (var known = evidence())
                {
                    return Registry.Check(file, who, rules, at, number, sha256, known);
                }
            };
        }

        internal static DateTimeOffset Time(Members from, string name)
        {
            return DateTimeOffset.FromUnixTimeSeconds(from.Take<long>(name));
        }

        /// <summary>The error that a case expects instead of all else; null if it expects none.</summary>
        internal static ErrorCode? Error(Members expected)
        {
            if (!expected.Has("error")) return null;
            var code = (ErrorCode)expected.Take<long>("error");
            expected.Done();
            return code;
        }

        internal static Status Told(string code)
        {
            return code == null ? Status.None : (Status)uint.Parse(code);
        }

        internal static void Judge(Members test)
        {
            var described = Described(test.TakeObject("registry"));
            var expected = test.TakeObject("expect");
            test.Done();
            var error = Error(expected);
            if (error != null)
            {
                Check.Refused(error.Value, () => described());
                return;
            }
            var trusted = expected.Take<bool>("trusted");
            var fault = expected.Take<string>("fault");
            var name = expected.Take<string>("name");
            var number = (ulong)expected.TakeOr("number", 0L);
            var sha256 = expected.Take<string>("sha256");
            var bodies = expected.TakeOr("bodies", 0L);
            var entries = expected.TakeOr("entries", 0L);
            var questions = expected.TakeList("decide").Cast<Dictionary<string, object>>().Select(Question).ToList();
            expected.Done();
            using (var registry = described())
            {
                Check.Equal(trusted, registry.IsTrusted, "trust");
                Check.Equal(fault, registry.Fault, "fault");
                Check.Equal(fault == null, registry.FaultText(Language.Vietnamese) == null, "text of the fault");
                Check.Equal(name, registry.Name, "name");
                Check.Equal(number, registry.Number, "number");
                Check.Equal(sha256, registry.Sha256, "SHA-256");
                Check.Equal(bodies, registry.BodyCount, "bodies");
                Check.Equal(entries, registry.EntryCount, "bindings");
                if (trusted)
                {
                    registry.RequireTrusted();
                    registry.Report.RequirePassed();
                }
                else Check.Throws<RejectedException>(registry.RequireTrusted);
                foreach (var question in questions) question(registry);
            }
        }

        private static Action<Registry> Question(Dictionary<string, object> item)
        {
            var from = new Members(item);
            var organ = from.Take<string>("organ");
            var role = Names.Role(from.Take<string>("role"));
            var certificate = Scenario.Vector(from.Take<string>("certificate"));
            var issuer = Scenario.Vector(from.Take<string>("issuer"));
            var at = Time(from, "at");
            var binding = from.Take<string>("binding");
            var entry = from.Take<string>("entry");
            from.Done();
            return registry =>
            {
                var decided = registry.Decide(organ, role, certificate, issuer, at);
                var what = organ + " as " + role + " at " + at;
                Check.Equal(binding, Bindings[(int)decided.Binding], what);
                Check.Equal(entry, decided.Entry, what);
            };
        }

        /// <summary>What was sent, as it is described.</summary>
        internal static Func<Sent> DescribedSent(Members from)
        {
            var seal = from.Take<string>("seal");
            var document = from.Take<string>("document");
            var sender = from.Take<string>("sender");
            var recipients = from.TakeList("recipients").Cast<string>().ToList();
            from.Done();
            return () => new Sent(seal, document, sender, recipients);
        }

        internal static void JudgeReceipt(Members test, Scenario scenario)
        {
            var container = scenario.Need("receipt");
            var about = DescribedSent(test.TakeObject("sent"));
            var registry = Described(test.TakeObject("registry"));
            var said = test.Take<object>("senders");
            Check.That(!(said is string) || (string)said == "any", "who may say it is known");
            var senders = new List<KeyValuePair<string, byte[]>>();
            foreach (Dictionary<string, object> item in said as List<object> ?? new List<object>())
            {
                var sender = new Members(item);
                senders.Add(new KeyValuePair<string, byte[]>(
                    sender.Take<string>("organ"), Scenario.Vector(sender.Take<string>("certificates"))));
                sender.Done();
            }
            var before = Told(test.Take<string>("before"));
            var policy = Scenario.Policy(test.TakeObject("policy"));
            var evidence = Scenario.Evidence(test.TakeObject("evidence"));
            var at = Time(test, "at");
            var expected = test.TakeObject("expect");
            test.Done();
            var error = Error(expected);
            var compare = error == null ? Comparison(expected) : null;
            using (var opening = new Opening())
            using (var whose = registry())
            using (var sent = about())
            using (var rules = policy())
            using (var known = evidence())
            {
                if (whose != null) opening.SetRegistry(whose);
                if (said is string) opening.DangerAnySender();
                foreach (var sender in senders) opening.AddSender(sender.Key, sender.Value);
                Func<ReceiptReport> judge =
                    () => Receipt.Judge(container, sent, opening, rules, at, before, known);
                if (error != null) Check.Refused(error.Value, () => judge());
                else using (var report = judge()) compare(report);
            }
        }

        private static Action<ReceiptReport> Comparison(Members expected)
        {
            var accepted = expected.Take<bool>("accepted");
            var verdict = expected.Take<string>("verdict");
            var subIndication = expected.Take<string>("sub_indication");
            var fault = expected.Take<string>("fault");
            var mismatches = string.Join(", ", expected.TakeList("mismatches"));
            var binding = expected.Take<string>("binding");
            var other = expected.Take<string>("other");
            var says = expected.TakeObject("says");
            var line = says == null ? null : string.Join(" | ", (uint)Told(says.Take<string>("status")),
                says.Take<string>("recipient"), says.Take<string>("document"), says.Take<string>("sender"),
                says.Take<string>("seal"), says.Take<long>("time"), string.Join(", ", says.TakeList("reasons")));
            says?.Done();
            expected.Done();
            return report =>
            {
                Check.Equal(accepted, report.IsAccepted, "acceptance");
                Check.Equal(verdict, Verdicts[(int)report.Verdict], "verdict");
                Check.Equal(subIndication, report.SubIndication, "sub-indication");
                Check.Equal(fault, report.Fault, "fault");
                Check.Equal(fault == null, report.FaultText(Language.English) == null, "text of the fault");
                Check.Equal(mismatches, GatewaySamples.Codes(report.Mismatches), "mismatches");
                Check.Equal(binding, Bindings[(int)report.Binding], "binding");
                Check.Equal(other, report.Other, "other");
                var found = report.Receipt;
                Check.Equal(line, found == null ? null : string.Join(" | ", (uint)found.Status, found.Recipient,
                    found.Document, found.Sender, found.Seal, found.Time.ToUnixTimeSeconds(),
                    string.Join(", ", found.Reasons)), "what it says");
                if (accepted) report.RequireAccepted();
                else Check.Throws<RejectedException>(report.RequireAccepted);
                foreach (var language in new[] { Language.English, Language.Vietnamese })
                {
                    var json = (Dictionary<string, object>)Json.Parse(report.ToJson(language));
                    Check.Equal(accepted, json["accepted"], "acceptance in JSON");
                    Check.That(report.ToText(language).Length > 0, "there is text");
                }
            };
        }

        internal static void JudgeJournal(Members test)
        {
            var path = test.Take<string>("journal");
            var lines = Scenario.Vector(path);
            var head = test.Take<string>("head");
            var rules = test.TakeObject("policy");
            Func<Policy> policy = () => null;
            if (rules != null) policy = Scenario.Policy(rules);
            var evidence = Scenario.Evidence(test.TakeObject("evidence"));
            var at = Time(test, "at");
            var expected = test.TakeObject("expect");
            test.Done();
            var error = Error(expected);
            var compare = error == null ? JournalComparison(expected) : null;
            var file = Path.Combine(Runner.Root, "test-vectors", "bindings", path);
            foreach (var source in new Source[] { lines, file, new Fragile(lines) { Most = 7 } })
            {
                using (var demands = policy())
                using (var known = evidence())
                {
                    if (error != null)
                    {
                        Check.Refused(error.Value, () => Journal.Check(source, at, head, demands, known));
                        continue;
                    }
                    using (var journal = Journal.Check(source, at, head, demands, known)) compare(journal);
                }
            }
        }

        private static Action<Journal> JournalComparison(Members expected)
        {
            var whole = expected.Take<bool>("whole");
            var fault = expected.Take<string>("fault");
            var numbers = string.Join(" ", new[] { "entry", "since", "line", "stamps" }.Select(expected.Take<long>));
            var head = expected.Take<string>("head");
            var judged = expected.Take<bool>("judged");
            var last = expected.TakeObject("last_stamp");
            var stamp = last == null
                ? null
                : string.Join(" ", new[] { "entry", "over", "time" }.Select(last.Take<long>));
            last?.Done();
            expected.Done();
            return journal =>
            {
                Check.Equal(whole, journal.IsWhole, "whether it is whole");
                Check.Equal(fault, journal.Fault, "fault");
                Check.Equal(fault == null, journal.FaultText(Language.Vietnamese) == null, "text of the fault");
                Check.Equal(
                    numbers,
                    string.Join(" ", journal.Entry, journal.Since, journal.Line, journal.StampCount),
                    "entry, since, line and time-stamps");
                Check.Equal(head, journal.Head, "head");
                Check.Equal(judged, journal.IsJudged, "whether time-stamps were judged");
                var found = journal.LastStamp;
                Check.Equal(
                    stamp,
                    found == null ? null : string.Join(" ", found.Entry, found.Over, found.Time.ToUnixTimeSeconds()),
                    "last time-stamp");
                if (whole) journal.RequireWhole();
                else Check.Throws<RejectedException>(journal.RequireWhole);
            };
        }
    }
}
