// The cases that all languages share: test-vectors/bindings/manifest.json.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Antin.Tests
{
    internal static class Manifest
    {
        private static readonly int[] PieceSizes = { 1, 7, 65536 };

        internal static IEnumerable<KeyValuePair<string, Action>> Tests()
        {
            foreach (var item in Cases())
            {
                var test = new Members(item);
                var name = test.Take<string>("name");
                yield return new KeyValuePair<string, Action>("manifest: " + name, () => Run(test));
            }
        }

        private static IEnumerable<Dictionary<string, object>> Cases()
        {
            var text = Encoding.UTF8.GetString(Runner.Vector("bindings/manifest.json"));
            var manifest = new Members((Dictionary<string, object>)Json.Parse(text));
            Check.Equal(1L, manifest.Take<long>("version"), "version of the manifest");
            var cases = manifest.TakeList("cases");
            manifest.Done();
            Check.That(cases.Count > 0, "there are cases");
            return cases.Cast<Dictionary<string, object>>();
        }

        /// <summary>Puts a member into each object of each case by turns: the case must fail for that.</summary>
        internal static void RefuseUnknownMembers()
        {
            foreach (var item in Cases())
            {
                var count = 0;
                Copy(item, -1, ref count);
                var objects = count;
                Check.That(objects > 1, "a case has objects in it");
                for (var chosen = 0; chosen < objects; chosen++)
                {
                    count = 0;
                    var test = new Members((Dictionary<string, object>)Copy(item, chosen, ref count));
                    var name = test.Take<string>("name");
                    var why = "";
                    try { Run(test); }
                    catch (Failed failed) { why = failed.Message; }
                    Check.Equal("unknown members: unheard-of", why, name + ", object " + chosen);
                }
            }
        }

        /// <summary>Copies a value, counts its objects, and puts a member into the one that is chosen.</summary>
        private static object Copy(object value, int chosen, ref int count)
        {
            var items = value as List<object>;
            if (items != null)
            {
                var list = new List<object>();
                foreach (var item in items) list.Add(Copy(item, chosen, ref count));
                return list;
            }
            var members = value as Dictionary<string, object>;
            if (members == null) return value;
            var copy = new Dictionary<string, object>();
            if (count++ == chosen) copy.Add("unheard-of", null);
            foreach (var member in members) copy.Add(member.Key, Copy(member.Value, chosen, ref count));
            return copy;
        }

        private static void Run(Members test)
        {
            var kind = test.Take<string>("do");
            var scenario = new Scenario(test);
            switch (kind)
            {
                case "verify": Verify(test, scenario); break;
                case "sign": Sign(test, scenario); break;
                case "add-signature": AddSignature(test, scenario); break;
                case "extend": Extend(test, scenario); break;
                case "prepare": Prepare(test, scenario); break;
                case "prepare-addition": PrepareAddition(test, scenario); break;
                case "credential": ReadCredential(test); break;
                case "evidence": ReadEvidence(test, scenario); break;
                case "policy": ReadPolicy(test); break;
                case "package": PackageCases.Open(test, scenario); break;
                case "seal": PackageCases.Seal(test, scenario); break;
                case "prepare-seal": PackageCases.PrepareSeal(test, scenario); break;
                case "validate": PackageCases.Validate(test, scenario); break;
                case "registry": RegistryCases.Judge(test); break;
                case "receipt": RegistryCases.JudgeReceipt(test, scenario); break;
                case "journal": RegistryCases.JudgeJournal(test); break;
                case "gateway": new GatewayCases(test).Go(); break;
                default: throw new Failed("unknown kind of case: " + kind);
            }
        }

        private static void Verify(Members test, Scenario scenario)
        {
            var judgement = new Judgement(test);
            var document = scenario.Need("document");
            var content = scenario.File("content");
            test.Done();
            judgement.Of(document, content);
        }

        private static void Sign(Members test, Scenario scenario)
        {
            var document = scenario.Need("document");
            var credential = scenario.Credential();
            var options = scenario.Options();
            var raised = scenario.Raised();
            var time = scenario.Time();
            var ways = new List<Func<byte[]>>();
            ways.Add(() => Documents.Sign(document, credential(), options(), time));
            foreach (var size in PieceSizes)
            {
                ways.Add(() => scenario.Attached
                    ? SignAttached(document, credential(), options(), time, size)
                    : SignDetached(document, credential(), options(), time, size));
            }
            if (!scenario.Attached)
            {
                ways.Add(() => Documents.Sign(new MemoryStream(document), credential(), options(), time));
            }
            var beside = scenario.Attached ? null : document;
            Func<byte[], Func<SignOptions>, byte[]> raise =
                (signed, more) => Documents.Extend(signed, beside, more());
            var raising = ways.Select(way => (Func<byte[]>)(() => raised.Aggregate(way(), raise)));
            Expect(test, raising.ToList(), beside);
        }

        /// <summary>The error that is expected of each way, or the judgement on what comes out.</summary>
        private static void Expect(Members test, List<Func<byte[]>> ways, byte[] content)
        {
            var judgement = Judgement.Then(test);
            var expected = test.TakeObject("expect");
            var error = expected == null ? null : expected.Take<object>("error");
            expected?.Done();
            test.Done();
            Check.That(error == null != (judgement == null), "a case has an error or a judgement");
            foreach (var way in ways)
            {
                if (error != null) Check.Refused((ErrorCode)(long)error, () => way());
                else judgement.Of(way(), content);
            }
        }

        private static byte[] SignDetached(
            byte[] document, Credential credential, SignOptions options, DateTimeOffset time, int size)
        {
            using (var signing = new Signing(credential, options, time))
            {
                Check.Equal(null, signing.Head, "head of a detached signature");
                InPieces(document, size, signing.Update);
                return signing.Finish();
            }
        }

        private static byte[] SignAttached(
            byte[] document, Credential credential, SignOptions options, DateTimeOffset time, int size)
        {
            using (var signing = new Signing(credential, options, time, document.Length))
            {
                var head = signing.Head;
                InPieces(document, size, signing.Update);
                return head.Concat(document).Concat(signing.Finish()).ToArray();
            }
        }

        internal static void InPieces(byte[] bytes, int size, Action<byte[], int, int> update)
        {
            for (var at = 0; at < bytes.Length; at += size) update(bytes, at, Math.Min(size, bytes.Length - at));
        }

        private static void AddSignature(Members test, Scenario scenario)
        {
            var signature = scenario.Need("signature");
            var content = scenario.File("content");
            var credential = scenario.Credential();
            var options = scenario.Options();
            var time = scenario.Time();
            var ways = new List<Func<byte[]>>
            {
                () => Documents.AddSignature(signature, content, credential(), options(), time),
            };
            Expect(test, ways, content);
        }

        private static void Extend(Members test, Scenario scenario)
        {
            var signature = scenario.Need("signature");
            var content = scenario.File("content");
            var options = scenario.Options();
            var ways = new List<Func<byte[]>> { () => Documents.Extend(signature, content, options()) };
            Expect(test, ways, content);
        }

        private static void Prepare(Members test, Scenario scenario)
        {
            var document = scenario.Need("document");
            var chain = scenario.Need("chain");
            var options = scenario.Options();
            var time = scenario.Time();
            var digest = test.TakeObject("document_digest");
            var ways = new List<Func<Prepared>> { () => Documents.Prepare(document, chain, options(), time) };
            if (digest != null)
            {
                var algorithm = Names.Digest(digest.Take<string>("algorithm"));
                var value = Names.Hex(digest.Take<string>("value"));
                digest.Done();
                ways.Add(() => Documents.PrepareDigest(algorithm, value, chain, options(), time));
            }
            if (!scenario.Attached)
            {
                ways.Add(() => Documents.Prepare(new MemoryStream(document), chain, options(), time));
            }
            Finish(test, scenario, ways, scenario.Attached ? null : document);
        }

        private static void PrepareAddition(Members test, Scenario scenario)
        {
            var signature = scenario.Need("signature");
            var content = scenario.File("content");
            var chain = scenario.Need("chain");
            var options = scenario.Options();
            var time = scenario.Time();
            var ways = new List<Func<Prepared>>
            {
                () => Documents.PrepareAddition(signature, content, chain, options(), time),
            };
            Finish(test, scenario, ways, content);
        }

        private static void Finish(Members test, Scenario scenario, List<Func<Prepared>> ways, byte[] content)
        {
            var toBeSigned = scenario.Need("to_be_signed");
            var algorithm = Names.Algorithm(test.Take<string>("algorithm"));
            var wrong = scenario.Need("wrong_value");
            var value = scenario.Need("value");
            var judgement = Judgement.Then(test);
            test.Done();
            foreach (var way in ways)
            {
                using (var prepared = way())
                {
                    Check.Same(toBeSigned, prepared.ToBeSigned, "what is to be signed");
                    Check.Equal(algorithm, prepared.Algorithm, "algorithm");
                    if (algorithm == Algorithm.RsaPkcs1Sha256)
                    {
                        using (var sha256 = SHA256.Create())
                        {
                            Check.Same(sha256.ComputeHash(toBeSigned), prepared.Digest, "digest");
                        }
                    }
                    Check.Refused(ErrorCode.Key, () => prepared.Finish(wrong));
                    var signed = prepared.Finish(value);
                    Check.Refused(ErrorCode.AlreadyUsed, () => prepared.Finish(value));
                    Check.Equal(null, prepared.ToBeSigned, "what is to be signed afterwards");
                    Check.Equal(Algorithm.None, prepared.Algorithm, "algorithm afterwards");
                    judgement.Of(signed, content);
                }
            }
        }

        private static void ReadCredential(Members test)
        {
            var scenario = new Scenario(test);
            var credential = scenario.Credential();
            var expected = test.TakeObject("expect");
            test.Done();
            if (expected.Has("error"))
            {
                Check.Refused((ErrorCode)expected.Take<long>("error"), () => credential());
                expected.Done();
                return;
            }
            using (var made = credential())
            using (var sha256 = SHA256.Create())
            {
                var chain = made.Certificates;
                Check.Equal(expected.Take<long>("certificates"), chain.Count, "certificates");
                var digest = BitConverter.ToString(sha256.ComputeHash(chain[0])).Replace("-", "").ToLowerInvariant();
                Check.Equal(expected.Take<string>("sha256"), digest, "SHA-256 of the first");
                expected.Done();
            }
        }

        private static void ReadEvidence(Members test, Scenario scenario)
        {
            var file = scenario.Need("file");
            var by = DateTimeOffset.FromUnixTimeSeconds(test.Take<long>("by"));
            var expected = test.TakeObject("expect");
            var error = expected.TakeOr<object>("error", null);
            var wanted = expected.TakeList("items").Cast<Dictionary<string, object>>().Select(Described).ToList();
            var ended = error == null ? expected.Take<long>("ended") : 0;
            expected.Done();
            test.Done();
            if (error != null)
            {
                Check.Refused((ErrorCode)(long)error, () => Evidence.FromBytes(file));
                return;
            }
            var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            using (var known = Evidence.FromBytes(file))
            using (var cache = new Cache(folder))
            {
                var found = known.Items(true);
                Check.Equal(string.Join("\n", wanted), string.Join("\n", found.Select(Described)), "items");
                foreach (var item in found) Check.Equal((byte)0x30, item.Bytes[0], "first byte");
                Check.Equal(ended, known.Ended(by), "ended");
                Check.Same(file, known.ToBytes(), "what is written again");
                var again = Path.Combine(folder, "again");
                known.Write(again);
                Check.Same(file, Evidence.Read(again).ToBytes(), "what is read again");
                cache.Keep(known);
                var loaded = cache.Load();
                Check.Equal(wanted.Count, loaded.Evidence.Items().Count, "what is kept");
                Check.Equal(0, loaded.Damaged.Count, "damage");
                Check.Equal(ended, cache.Clean(by), "what is cleaned away");
                Check.Equal(wanted.Count - ended, (long)cache.Load().Evidence.Items().Count, "what is left");
            }
            Directory.Delete(folder, true);
        }

        private static string Described(Dictionary<string, object> json)
        {
            var item = new Members(json);
            var text = string.Join(" | ", item.Take<string>("kind"), item.Take<string>("name"),
                item.Take<long>("since"), item.Take<object>("until"), item.Take<object>("obtained"),
                item.Take<string>("source"));
            item.Done();
            return text;
        }

        private static string Described(EvidenceItem item)
        {
            return string.Join(" | ", item.Kind.ToString().ToLowerInvariant(), item.Name,
                item.Since.ToUnixTimeSeconds(), item.Until?.ToUnixTimeSeconds(),
                item.Obtained?.ToUnixTimeSeconds(), item.Source);
        }

        private static void ReadPolicy(Members test)
        {
            var policy = Scenario.Policy(test.TakeObject("policy"));
            var expected = test.TakeObject("expect");
            var error = expected.Take<object>("error");
            expected.Done();
            test.Done();
            if (error != null) Check.Refused((ErrorCode)(long)error, () => policy());
            else policy().Dispose();
        }
    }
}
