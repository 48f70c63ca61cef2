// The way of packages: sealed, rewritten, forged, judged, taken apart.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Antin.Tests
{
    [Tests]
    internal static class PackageWay
    {
        public static void BytesFilesAndStreamsAreTheSame()
        {
            var expected = PackageSamples.Sealed();
            using (var credential = PackageSamples.Credential())
            using (var options = PackageSamples.Options())
            using (var folder = new Folder())
            {
                var path = folder.File("đã ký.edxml");
                foreach (var from in new Func<Source>[]
                {
                    () => PackageSamples.Message, () => PackageSamples.MessagePath,
                    () => new Fragile(PackageSamples.Message) { Position = 77 },
                })
                {
                    Check.Same(
                        expected, Packages.Seal(from(), credential, options, PackageSamples.Signed), "bytes");
                    Packages.Seal(from(), credential, options, PackageSamples.Signed, path);
                    Check.Same(expected, File.ReadAllBytes(path), "file");
                    var stream = new MemoryStream();
                    Packages.Seal(from(), credential, options, PackageSamples.Signed, stream);
                    Check.Same(expected, stream.ToArray(), "stream");
                }
                foreach (var from in new Source[] { expected, path, new Fragile(expected) })
                {
                    using (var judged = PackageSamples.Open(from))
                    {
                        Check.Equal(PackageState.Intact, judged.State, "state");
                        Check.Same(PackageSamples.Pdf, judged.Extract(from, 0), "attachment");
                    }
                    Check.Equal(0, Packages.Validate(from).Faults.Count, "faults");
                    Check.Same(
                        Packages.Hop(expected, PackageSamples.Judged), Packages.Hop(from, PackageSamples.Judged),
                        "rewritten");
                }
            }
        }

        public static void AnIntactPackageIsToldWhole()
        {
            var package = PackageSamples.Sealed();
            using (var judged = PackageSamples.Open(package))
            {
                Check.Equal(Verdict.Passed, judged.Verdict, "verdict");
                Check.Equal(null, judged.SubIndication, "sub-indication");
                Check.Equal(PackageSamples.Sender, judged.SenderCode, "sender");
                Check.Equal(SenderBinding.Bound, judged.SenderBinding, "binding");
                Check.Equal(null, judged.SenderOther, "other");
                Check.Equal(0, judged.Liberties.Count, "liberties");
                Check.Equal(1, judged.Seals.Count, "seals");
                Check.That(judged.ToJson(Language.Vietnamese).Contains("\"accepted\": true"), "JSON says so");
                Check.That(judged.ToText(Language.English).Contains(PackageSamples.Sender), "the text has the sender");
                ASeal(judged.Seals[0]);

                var fact = judged.Facts.Single(one => one.Name == "recipients");
                Check.Equal(FactState.Same, fact.State, "fact");
                Check.Equal(2, fact.Sealed.Count, "values");
                Check.Equal("X98.12.3", fact.Sealed[1], "value");
                Check.Equal(string.Join(", ", fact.Sealed), string.Join(", ", fact.Arrived), "values that arrived");
                Check.Equal("nơi nhận", fact.Words(Language.Vietnamese), "words");

                Check.Equal(2, judged.Files.Count, "files");
                var file = judged.Files[0];
                Check.Equal("cong-van-123.pdf", file.Name, "name");
                Check.Equal("cong-van-123.pdf", file.SealedName, "sealed name");
                Check.Equal(FileState.Same, file.State, "state of the file");
                Check.Equal<int?>(0, file.Attachment, "place");
                Check.Equal((long)PackageSamples.Pdf.Length, file.Length, "length");
                Check.Equal(file.Length, file.SealedLength, "sealed length");
                Check.Equal(file.Sha256, file.SealedSha256, "SHA-256");
                Check.That(!file.IsUnwrapped && !file.IsDestroyed, "nothing was done to it");
                PackageSamples.Expect(judged, package, PackageState.Intact, true);
            }
        }

        private static void ASeal(Seal seal)
        {
            Check.Equal<int?>(2, seal.Attachment, "place");
            Check.Equal(null, seal.Container, "container");
            Check.Equal(64, seal.Id.Length, "identity");
            Check.Equal(64, seal.Sha256.Length, "SHA-256");
            Check.That(seal.Id != seal.Sha256, "both differ");
            Check.Equal(Verdict.Passed, seal.Verdict, "verdict");
            Check.Equal(null, seal.SubIndication, "sub-indication");
            Check.Equal(null, seal.Fault, "fault");
            Check.Equal(null, seal.FaultText(Language.English), "text of the fault");
            Check.Equal(PackageSamples.Sender, seal.Organ, "organ");
            Check.Equal(SealRole.Agency, seal.Role, "role");
            Check.Equal(SenderBinding.Bound, seal.Binding, "binding");
            Check.Equal(0, seal.Missing.Count, "missing");
            var statement = (Dictionary<string, object>)Json.Parse(seal.Statement);
            Check.Equal("antin-edxml-statement", statement["format"], "format of the statement");
            seal.Report.RequirePassed();
            Check.Equal(Format.AsicE, seal.Report.Format, "format");
            Check.Equal<DateTimeOffset?>(
                PackageSamples.Signed, seal.Report.Signatures.Single().ClaimedTime, "claimed time");
        }

        public static void AttachmentsAreTakenOut()
        {
            var package = PackageSamples.Sealed();
            var names = new[] { "edxml/cong-van-123.pdf", "edxml/phu-luc-1.pdf" };
            using (var judged = PackageSamples.Open(package))
            using (var folder = new Folder())
            {
                Check.Equal("phu-luc-1.pdf", judged.Files[1].Name, "name");
                var all = judged.ExtractAll(package);
                for (var i = 0; i < names.Length; i++)
                {
                    var file = Runner.Vector(names[i]);
                    Check.Same(file, all[i], "of all");
                    Check.Same(file, judged.Extract(package, i), "by place");
                    Check.Same(file, judged.Extract(package, judged.Files[i]), "by file");
                    var stream = new MemoryStream();
                    judged.ExtractTo(new MemoryStream(package), judged.Files[i], stream);
                    Check.Same(file, stream.ToArray(), "to a stream");
                    judged.ExtractTo(package, i, folder.File("1"));
                    Check.Same(file, File.ReadAllBytes(folder.File("1")), "to a file");
                }
                var second = new MemoryStream();
                judged.ExtractAllTo(package, new Dictionary<int, Target> { { 1, second } });
                Check.Same(all[1], second.ToArray(), "one of all");
                judged.ExtractAllTo(
                    package, new Dictionary<int, Target> { { 0, folder.File("2") }, { 1, new MemoryStream() } });
                Check.Same(all[0], File.ReadAllBytes(folder.File("2")), "both");
                // A message that was cut, and another one.
                Check.Refused(
                    ErrorCode.Malformed, () => judged.Extract(package.Take(package.Length - 100).ToArray(), 0));
                var other = PackageSamples.With(package, ">JVBERi0xLjM", ">JVBERi0xLjQ");
                Check.Refused(ErrorCode.InvalidArgument, () => judged.Extract(other, 0));
                Check.Refused(ErrorCode.InvalidArgument, () => judged.ExtractTo(other, 0, folder.File("2")));
                Check.Same(all[0], File.ReadAllBytes(folder.File("2")), "the file that was there");
            }
        }

        public static void EachSampleSurvivesEachRewriting()
        {
            foreach (var name in new[]
            {
                "new-two-pdfs", "new-pdf-csv-zip-sdk-signature", "no-attachment", "replace", "revoke", "update",
            })
            {
                var package = PackageSamples.Sealed(Runner.Vector("edxml/" + name + ".edxml"));
                IReadOnlyList<byte[]> sent;
                using (var opening = new Opening().DangerAnySender())
                using (var judged = PackageSamples.Open(package, opening))
                {
                    Check.Equal(PackageState.Intact, judged.State, name);
                    sent = judged.ExtractAll(package);
                    var ways = PackageSamples.Rewritings.Select(one => new[] { one }).ToList();
                    ways.Add(null);
                    ways.Add(PackageSamples.Rewritings);
                    foreach (var way in ways) Rewritten(name, package, way, opening, sent);
                }
            }
        }

        private static void Rewritten(
            string name, byte[] package, string[] way, Opening opening, IReadOnlyList<byte[]> sent)
        {
            var what = name + " by " + (way == null ? "all that is usual" : string.Join(", ", way));
            var rewritten = Packages.Hop(package, PackageSamples.Judged, way, 7);
            using (var judged = PackageSamples.Open(rewritten, opening))
            {
                judged.RequireAccepted();
                var same = rewritten.SequenceEqual(package);
                Check.Equal(same ? PackageState.Intact : PackageState.RewrittenByHop, judged.State, what);
                Check.That(!same || way != null && way.Length == 1, what + " does something");
                var found = judged.ExtractAll(rewritten);
                Check.Equal(sent.Count, found.Count, what);
                for (var i = 0; i < sent.Count; i++) Check.Same(sent[i], found[i], what);
            }
        }

        public static void TheHopWrapsAndDestroys()
        {
            var package = PackageSamples.Sealed();
            var rewritten = Packages.Hop(package, PackageSamples.Judged, null, 1);
            using (var judged = PackageSamples.Open(rewritten))
            {
                Check.That(judged.Files[0].IsUnwrapped, "it was wrapped");
                PackageSamples.Expect(judged, rewritten, PackageState.RewrittenByHop, true);
            }
            PackageSamples.Expect(rewritten, null, PackageState.RewrittenByHop, false);
            var stream = new MemoryStream();
            Packages.Hop(package, stream, PackageSamples.Judged, null, 1);
            Check.Same(rewritten, stream.ToArray(), "the same to a stream");
            // Nothing is another thing than what is usual.
            rewritten = Packages.Hop(package, PackageSamples.Judged, new string[0]);
            using (var judged = PackageSamples.Open(rewritten))
            {
                Check.That(!judged.Files[0].IsUnwrapped, "it was not wrapped");
                PackageSamples.Expect(judged, rewritten, PackageState.RewrittenByHop, true);
            }
            // What destroys attachments destroys the seal among them, so that one is beside the message.
            rewritten = Packages.Hop(
                PackageSamples.Message, PackageSamples.Judged, new[] { "attachments", "text-conversion" });
            using (var opening = new Opening().AddContainer(PackageSamples.Container(package)))
            using (var judged = PackageSamples.Open(rewritten, opening))
            {
                Check.Equal(Verdict.Passed, judged.Verdict, "verdict");
                Check.That(judged.Files[0].IsDestroyed, "it was destroyed");
                PackageSamples.Expect(judged, rewritten, PackageState.Damaged, false);
            }
        }

        public static void ForgeriesAreNamed()
        {
            var package = PackageSamples.Sealed();
            Forged(package, ":Subject>V/v", ":Subject>v/v", PackageState.Changed, judged =>
            {
                Check.Equal(Verdict.Passed, judged.Verdict, "verdict");
                var fact = judged.Facts.Single(one => one.State != FactState.Same);
                Check.Equal("subject", fact.Name, "fact");
                Check.Equal(FactState.Changed, fact.State, "fact");
                Check.That(fact.Sealed[0].StartsWith("V/v") && fact.Arrived[0].StartsWith("v/v"), "both values");
            });
            Forged(package, ":OrganId>X98.12.3<", ":OrganId>X98.12.4<", PackageState.Changed, judged =>
            {
                var wrong = judged.Facts.Where(one => one.State != FactState.Same).Select(one => one.Name);
                Check.Equal("recipients details", string.Join(" ", wrong), "facts");
                var fact = judged.Facts.Single(one => one.Name == "recipients");
                Check.That(fact.Sealed.Contains("X98.12.3") && fact.Arrived.Contains("X98.12.4"), "both values");
            });
            Forged(package, ">JVBERi0xLjM", ">JVBERi0xLjQ", PackageState.Changed, judged =>
            {
                Check.Equal(FileState.Changed, judged.Files[0].State, "file");
                Check.Equal(FileState.Same, judged.Files[1].State, "other file");
                Check.That(judged.Files[0].Sha256 != judged.Files[0].SealedSha256, "digests differ");
            });
            Forged(package, ":Subject>V/v", ":Subject>V<!-- -->/v", PackageState.Changed, judged =>
            {
                var liberty = judged.Liberties.Single();
                Check.Equal("comment-in-text", liberty.Code, "liberty");
                Check.That(liberty.IsAmbiguous, "it is ambiguous");
                Check.Equal(null, liberty.Element, "element");
                Check.Equal(null, liberty.Attachment, "attachment");
                Check.That(liberty.Offset > 0, "offset");
                Check.Equal(1L, liberty.Times, "times");
                Check.That(liberty.Text(Language.Vietnamese) != liberty.Text(Language.English), "texts differ");
            });
            Forged(package, ":OrganId>000.00.12.X40<", ":OrganId>000.00.13.X40<", PackageState.Changed, judged =>
            {
                Check.Equal(SenderBinding.Unknown, judged.SenderBinding, "binding");
            });
            Forged(PackageSamples.Message, "<", "<", PackageState.NotSealed, judged =>
            {
                Check.Equal(Verdict.Indeterminate, judged.Verdict, "verdict");
                Check.That(judged.SubIndication != null, "there is a sub-indication");
                Check.Equal(0, judged.Seals.Count, "seals");
                Check.Equal(FileState.Added, judged.Files[0].State, "file");
                Check.Equal(null, judged.Files[0].SealedName, "sealed name");
                Check.Equal(null, judged.Files[0].SealedSha256, "sealed SHA-256");
            });
        }

        private static void Forged(
            byte[] package, string from, string to, PackageState state, Action<Package> look)
        {
            var forged = PackageSamples.With(package, from, to);
            using (var judged = PackageSamples.Open(forged))
            {
                look(judged);
                PackageSamples.Expect(judged, forged, state, false);
            }
        }

        public static void SwappedAttachmentsAreNamed()
        {
            var package = PackageSamples.Sealed();
            var text = Encoding.UTF8.GetString(package).Replace(">cong-van-123.pdf<", ">?<")
                .Replace(">phu-luc-1.pdf<", ">cong-van-123.pdf<").Replace(">?<", ">phu-luc-1.pdf<");
            var swapped = Encoding.UTF8.GetBytes(text);
            using (var judged = PackageSamples.Open(swapped))
            {
                Check.Equal(
                    "Swapped, Swapped", string.Join(", ", judged.Files.Select(file => file.State)), "files");
                PackageSamples.Expect(judged, swapped, PackageState.Changed, false);
            }
        }

        public static void SeveralBodiesSeal()
        {
            using (var forwarder = PackageSamples.Options().SetRole(SealRole.Forwarder).SetOrgan("000.00.00.X14"))
            using (var any = new Opening().DangerAnySender())
            {
                var first = PackageSamples.Sealed();
                var second = PackageSamples.Sealed(first, forwarder);
                using (var judged = PackageSamples.Open(second))
                {
                    Check.Equal(2, judged.Seals.Count, "seals");
                    Check.Equal(SealRole.Forwarder, judged.Seals[1].Role, "role");
                    Check.Equal("000.00.00.X14", judged.Seals[1].Organ, "organ");
                    PackageSamples.Expect(judged, second, PackageState.Intact, true);
                }
                PackageSamples.Expect(second, any, PackageState.Intact, true);
                // The forwarder's seal alone is not the sender's.
                var alone = PackageSamples.Sealed(null, forwarder);
                using (var judged = PackageSamples.Open(alone))
                {
                    Check.Equal(SenderBinding.Unknown, judged.SenderBinding, "binding");
                    PackageSamples.Expect(judged, alone, PackageState.Intact, false);
                }
                // It names the sender's seal, which is not on the message that was sent.
                any.AddContainer(PackageSamples.Container(second));
                using (var judged = PackageSamples.Open(PackageSamples.Message, any))
                using (var before = PackageSamples.Open(first))
                {
                    Check.Equal(before.Seals[0].Id, judged.Seals[0].Missing.Single(), "the seal that is missing");
                    PackageSamples.Expect(judged, PackageSamples.Message, PackageState.Incomplete, false);
                }
            }
        }

        public static void TheCallerSaysWhoSends()
        {
            var package = PackageSamples.Sealed();
            var asked = new List<Claim>();
            var answer = SenderBinding.Bound;
            using (var opening = new Opening())
            using (var credential = PackageSamples.Credential())
            {
                PackageSamples.Expect(package, null, PackageState.Intact, false);
                PackageSamples.Expect(package, opening, PackageState.Intact, false);
                opening.SetSenders(claim =>
                {
                    asked.Add(claim);
                    return answer;
                });
                PackageSamples.Expect(package, opening, PackageState.Intact, true);
                var one = asked.Single();
                Check.Equal(PackageSamples.Sender, one.Organ, "organ");
                Check.Equal(SealRole.Agency, one.Role, "role");
                Check.Equal(PackageSamples.Judged, one.Time, "time");
                Check.Same(credential.Certificates[0], one.Path[0], "certificate");
                for (uint number = 0; number < 8; number++)
                {
                    answer = (SenderBinding)number;
                    using (var judged = PackageSamples.Open(package, opening))
                    {
                        var expected = answer > SenderBinding.Other ? SenderBinding.Unknown : answer;
                        Check.Equal(expected, judged.SenderBinding, "binding");
                        Check.Equal(expected, judged.Seals[0].Binding, "binding of the seal");
                        PackageSamples.Expect(
                            judged, package, PackageState.Intact, expected == SenderBinding.Bound);
                    }
                }
                opening.SetSenders(null);
                PackageSamples.Expect(package, opening, PackageState.Intact, false);
                Check.Equal(9, asked.Count, "questions");
                opening.AddSender("000.00.00.X14", PackageSamples.Chain);
                using (var judged = PackageSamples.Open(package, opening))
                {
                    Check.Equal(SenderBinding.Other, judged.SenderBinding, "binding");
                    Check.Equal("000.00.00.X14", judged.SenderOther, "other");
                    PackageSamples.Expect(judged, package, PackageState.Intact, false);
                }
                // What is known already is not asked.
                opening.AddSender(PackageSamples.Sender, PackageSamples.Chain).SetSenders(claim =>
                {
                    throw new Failed("asked");
                });
                PackageSamples.Expect(package, opening, PackageState.Intact, true);
            }
        }

        public static void AKeyElsewhereSeals()
        {
            var package = PackageSamples.Sealed();
            var value = PackageSamples.Value(PackageSamples.Container(package));
            using (var prepared = PackageSamples.Prepared())
            {
                Check.That(prepared.ToBeSigned.Length > 100, "there is something to sign");
                Check.Equal(32, prepared.Digest.Length, "digest");
                Check.Equal(Algorithm.RsaPkcs1Sha256, prepared.Algorithm, "algorithm");
                var statement = (Dictionary<string, object>)Json.Parse(prepared.Statement);
                Check.Equal("antin-edxml-statement", statement["format"], "format of the statement");
                Check.Refused(ErrorCode.Key, () => prepared.Finish(new byte[256], PackageSamples.Message));
                Check.Refused(ErrorCode.Key, () => prepared.Finish(new byte[0], PackageSamples.Message));
                Check.Same(package, prepared.Finish(value, PackageSamples.Message), "package");
                Check.Refused(ErrorCode.AlreadyUsed, () => prepared.Finish(value, PackageSamples.Message));
                Check.Equal(null, prepared.ToBeSigned, "what is to be signed afterwards");
                Check.Equal(Algorithm.None, prepared.Algorithm, "algorithm afterwards");
            }
            using (var prepared = PackageSamples.Prepared())
            {
                var stream = new MemoryStream();
                prepared.Finish(value, PackageSamples.MessagePath, stream);
                Check.Same(package, stream.ToArray(), "package in a stream");
            }
        }

        public static void ASealMayLieBesideTheMessage()
        {
            var value = PackageSamples.Value(PackageSamples.Container(PackageSamples.Sealed()));
            var message = PackageSamples.Message;
            using (var prepared = PackageSamples.Prepared())
            using (var opening = PackageSamples.Known())
            {
                Check.Refused(ErrorCode.Key, () => prepared.FinishContainer(new byte[256]));
                var container = prepared.FinishContainer(value);
                Check.Refused(ErrorCode.AlreadyUsed, () => prepared.FinishContainer(value));
                opening.AddContainer(container);
                using (var judged = PackageSamples.Open(message, opening))
                {
                    Check.Equal<int?>(0, judged.Seals[0].Container, "container");
                    Check.Equal(null, judged.Seals[0].Attachment, "attachment");
                    PackageSamples.Expect(judged, message, judged.State, true);
                }
                opening.AddContainer(new byte[1]);
                using (var judged = PackageSamples.Open(message, opening))
                {
                    var faulty = judged.Seals[1];
                    Check.Equal("container", faulty.Fault, "fault");
                    Check.That(faulty.FaultText(Language.Vietnamese) != faulty.FaultText(Language.English), "texts");
                    Check.Equal(Verdict.Failed, faulty.Verdict, "verdict");
                    Check.That(faulty.SubIndication != null, "there is a sub-indication");
                    Check.That(faulty.Report == null && faulty.Id == null && faulty.Organ == null, "it says nothing");
                    Check.That(faulty.Role == SealRole.None && faulty.Statement == null, "nor its role");
                    PackageSamples.Expect(judged, message, PackageState.Changed, false);
                }
            }
        }

        public static void FaultsOfAMessageAreNamed()
        {
            Check.Equal(0, Packages.Validate(PackageSamples.Message).Faults.Count, "faults");
            var wrong = PackageSamples.With(PackageSamples.Message, ":DueDate>2026/04/01<", ":DueDate>soon<");
            var found = Packages.Validate(wrong);
            Check.Equal("T.MessageHeader.DueDate", found.Faults.Single(), "fault");
            Check.Equal(0, found.Liberties.Count, "liberties");
            var comment = PackageSamples.With(PackageSamples.Message, ":Subject>V/v", ":Subject>V<!-- -->/v");
            Check.Equal("comment-in-text", Packages.Validate(comment).Liberties.Single().Code, "liberty");
        }
    }
}
