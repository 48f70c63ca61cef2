// What the cases of the manifest expect of a package: opened in several ways, and compared.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Antin.Tests
{
    internal sealed class PackageJudgement
    {
        private static readonly string[] Verdicts = { "INDETERMINATE", "TOTAL-PASSED", "TOTAL-FAILED" };
        private static readonly string[] States =
        {
            null, "intact", "rewritten-by-hop", "damaged", "incomplete", "changed", "not-sealed",
        };
        private static readonly string[] Facts =
        {
            null, "same", "changed", "removed", "added", "reduced",
        };
        private static readonly string[] Files =
        {
            null, "same", "swapped", "renamed", "changed", "missing", "added",
        };
        private static readonly string[] Roles = { null, "agency", "leader", "forwarder" };
        private static readonly string[] Bindings =
        {
            "unknown", "bound", "role-not-allowed", "expired", "revoked", "other",
        };

        private readonly Func<Policy> policy;
        private readonly Func<Evidence> evidence;
        private readonly DateTimeOffset at;
        private readonly bool anySender;
        private readonly List<KeyValuePair<string, byte[]>> senders = new List<KeyValuePair<string, byte[]>>();
        private readonly List<byte[]> containers;
        private readonly ErrorCode? error;
        private readonly string state, verdict, subIndication, code, binding, other, seals, facts, files, liberties;
        private readonly bool accepted;
        private readonly List<byte[]> contents = new List<byte[]>();

        internal PackageJudgement(Members from)
        {
            policy = Scenario.Policy(from.TakeObject("policy"));
            evidence = Scenario.Evidence(from.TakeObject("evidence"));
            at = DateTimeOffset.FromUnixTimeSeconds(from.Take<long>("at"));
            var said = from.Take<object>("senders");
            anySender = said is string;
            Check.That(!anySender || (string)said == "any", "who may send is known");
            foreach (Dictionary<string, object> item in said as List<object> ?? new List<object>())
            {
                var sender = new Members(item);
                senders.Add(new KeyValuePair<string, byte[]>(
                    sender.Take<string>("organ"), Scenario.Vector(sender.Take<string>("certificates"))));
                sender.Done();
            }
            containers = Items(from, "containers").Select(path => Scenario.Vector((string)path)).ToList();
            var expected = from.TakeObject("expect");
            if (expected.Has("error"))
            {
                error = (ErrorCode)expected.Take<long>("error");
                expected.Done();
                return;
            }
            state = expected.Take<string>("state");
            verdict = expected.Take<string>("verdict");
            subIndication = expected.Take<string>("sub_indication");
            accepted = expected.Take<bool>("accepted");
            var of = expected.TakeObject("sender");
            code = of.Take<string>("code");
            binding = of.Take<string>("binding");
            other = of.Take<string>("other");
            of.Done();
            seals = Lines(expected, "seals", one => Line(one.Take<object>("attachment"), one.Take<object>("container"),
                one.Take<string>("verdict"), one.Take<string>("sub_indication"), one.Take<string>("fault"),
                one.Take<string>("organ"), one.Take<string>("role"), one.Take<string>("binding"),
                one.Take<long>("missing")));
            facts = Lines(expected, "facts", one => Line(one.Take<string>("fact"), one.Take<string>("state"),
                string.Join(", ", Items(one, "sealed")), string.Join(", ", Items(one, "arrived"))));
            files = Lines(expected, "files", one =>
            {
                var path = one.Take<string>("content");
                contents.Add(path == null ? null : Scenario.Vector(path));
                return Line(one.Take<string>("name"), one.Take<string>("state"), one.Take<bool>("unwrapped"),
                    one.Take<bool>("destroyed"), one.Take<string>("sealed_name"));
            });
            liberties = Lines(expected, "liberties", Liberty);
            expected.Done();
        }

        /// <summary>What stands under <c>then</c>, and nothing else; null if there is none.</summary>
        internal static PackageJudgement Then(Members test)
        {
            var then = test.TakeObject("then");
            if (then == null) return null;
            var judgement = new PackageJudgement(then);
            then.Done();
            return judgement;
        }

        /// <summary>A liberty of the manifest, or one that was found, as a line.</summary>
        internal static string Liberty(Members one)
        {
            return Line(one.Take<string>("code"), one.Take<bool>("ambiguous"));
        }

        internal static string Liberty(Liberty one)
        {
            return Line(one.Code, one.IsAmbiguous);
        }

        internal static string Lines(Members from, string name, Func<Members, string> line)
        {
            return string.Join("\n", Items(from, name).Cast<Dictionary<string, object>>().Select(item =>
            {
                var one = new Members(item);
                var text = line(one);
                one.Done();
                return text;
            }));
        }

        internal static List<object> Items(Members from, string name)
        {
            return from.TakeOr<List<object>>(name, null) ?? new List<object>();
        }

        /// <summary>Judges from memory, a file and a stream, with senders that are said and that are asked for.</summary>
        /// <param name="package">The package.</param>
        /// <param name="beside">A container that lies beside it too, or null.</param>
        internal void Of(byte[] package, byte[] beside = null)
        {
            if (error != null)
            {
                foreach (var from in new Source[] { package, new Fragile(package) })
                {
                    Check.Refused(error.Value, () => Of(from, Opening(false, beside), false));
                }
                return;
            }
            using (var folder = new Folder())
            {
                var path = folder.File("package");
                File.WriteAllBytes(path, package);
                var most = package.Length < 64 * 1024 ? 7 : 65536;
                foreach (var asked in senders.Count == 0 ? new[] { false } : new[] { false, true })
                {
                    using (var opening = Opening(asked, beside))
                    {
                        Of(package, opening, asked);
                        Of(path, opening, asked);
                        Of(new Fragile(package) { Most = most }, opening, asked);
                    }
                }
            }
        }

        private Opening Opening(bool asked, byte[] beside)
        {
            var opening = new Opening();
            if (anySender) opening.DangerAnySender();
            foreach (var container in containers) opening.AddContainer(container);
            if (beside != null) opening.AddContainer(beside);
            if (asked) return opening.SetSenders(Answer);
            foreach (var sender in senders) opening.AddSender(sender.Key, sender.Value);
            return opening;
        }

        private SenderBinding Answer(Claim claim)
        {
            var whose = senders.Where(sender => Certificates(sender.Value).Any(claim.Path[0].SequenceEqual)).ToList();
            if (whose.Count == 0) return SenderBinding.Unknown;
            return whose.Any(sender => sender.Key == claim.Organ) ? SenderBinding.Bound : SenderBinding.Other;
        }

        private static IEnumerable<byte[]> Certificates(byte[] pem)
        {
            const string Begin = "-----BEGIN CERTIFICATE-----";
            foreach (var part in System.Text.Encoding.ASCII.GetString(pem)
                .Split(new[] { Begin }, StringSplitOptions.None).Skip(1))
            {
                yield return Convert.FromBase64String(part.Substring(0, part.IndexOf('-')));
            }
        }

        private void Of(Source package, Opening opening, bool asked)
        {
            using (var rules = policy())
            using (var known = evidence())
            using (var judged = Packages.Open(package, opening, rules, at, known))
            {
                Compare(judged, asked);
                if (accepted) Extract(judged, package);
                else NothingIsGivenOut(judged, package);
            }
        }

        private void Compare(Package found, bool asked)
        {
            Check.Equal(state, States[(int)found.State], "state");
            Check.Equal(verdict, Verdicts[(int)found.Verdict], "verdict");
            Check.Equal(subIndication, found.SubIndication, "sub-indication");
            Check.Equal(accepted, found.IsAccepted, "acceptance");
            Check.Equal(code, found.SenderCode, "sender");
            Check.Equal(binding, Bindings[(int)found.SenderBinding], "binding");
            // Whoever is asked says that it is another's, but not whose.
            Check.Equal(asked ? null : other, found.SenderOther, "other");
            Check.Equal(seals, string.Join("\n", found.Seals.Select(Of)), "seals");
            Check.Equal(facts, string.Join("\n", found.Facts.Where(one => one.State != FactState.Same).Select(
                one => Line(one.Name, Facts[(int)one.State], string.Join(", ", one.Sealed),
                    string.Join(", ", one.Arrived)))), "facts");
            Check.Equal(files, string.Join("\n", found.Files.Select(one => Line(one.Name, Files[(int)one.State],
                one.IsUnwrapped, one.IsDestroyed, one.SealedName))), "files");
            Check.Equal(liberties, string.Join("\n", found.Liberties.Select(Liberty)), "liberties");
            foreach (var language in new[] { Language.English, Language.Vietnamese })
            {
                var json = (Dictionary<string, object>)Json.Parse(found.ToJson(language));
                Check.Equal(state, json["state"], "state in JSON");
                Check.Equal(verdict, json["verdict"], "verdict in JSON");
                Check.Equal(accepted, json["accepted"], "acceptance in JSON");
                Check.That(found.ToText(language).Length > 0, "there is text");
            }
        }

        private static string Of(Seal one)
        {
            return Line(one.Attachment, one.Container, Verdicts[(int)one.Verdict], one.SubIndication, one.Fault,
                one.Organ, Roles[(int)one.Role], Bindings[(int)one.Binding], one.Missing.Count);
        }

        private void Extract(Package judged, Source package)
        {
            judged.RequireAccepted();
            var all = judged.ExtractAll(package);
            Check.Equal(contents.Count, all.Count, "number of attachments");
            for (var i = 0; i < all.Count; i++)
            {
                Check.Same(contents[i], all[i], "attachment " + i);
                Check.Same(contents[i], judged.Extract(package, i), "attachment " + i + " alone");
            }
        }

        private void NothingIsGivenOut(Package judged, Source package)
        {
            Check.That(contents.All(content => content == null), "no content is expected");
            Check.Throws<RejectedException>(judged.RequireAccepted);
            Check.Throws<RejectedException>(() => judged.ExtractAll(package));
            for (var i = 0; i < judged.Files.Count; i++)
            {
                Check.Throws<RejectedException>(() => judged.Extract(package, i));
            }
        }

        private static string Line(params object[] parts)
        {
            return string.Join(" | ", parts.Select(part => part ?? "null"));
        }
    }
}
