// The cases of the manifest about packages.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Antin.Tests
{
    internal static class PackageCases
    {
        internal static void Open(Members test, Scenario scenario)
        {
            var package = scenario.Need("package");
            var judgement = new PackageJudgement(test);
            test.Done();
            judgement.Of(package);
        }

        internal static void Seal(Members test, Scenario scenario)
        {
            var package = scenario.Need("package");
            var credential = scenario.Credential();
            var options = scenario.SealOptions();
            var time = scenario.Time();
            var hop = Hop(test.TakeObject("hop"));
            var judgement = PackageJudgement.Then(test);
            var expected = test.TakeObject("expect");
            var error = expected == null ? null : expected.Take<object>("error");
            expected?.Done();
            test.Done();
            Check.That(error == null != (judgement == null), "a case has an error or a judgement");
            var ways = new Func<Credential, SealOptions, byte[]>[]
            {
                (signer, how) => Packages.Seal(package, signer, how, time),
                (signer, how) =>
                {
                    var stream = new MemoryStream();
                    Packages.Seal(new Fragile(package), signer, how, time, stream);
                    return stream.ToArray();
                },
            };
            foreach (var way in ways)
            {
                Func<byte[]> seal = () =>
                {
                    using (var signer = credential())
                    using (var how = options())
                    {
                        return way(signer, how);
                    }
                };
                if (error != null) Check.Refused((ErrorCode)(long)error, () => seal());
                else judgement.Of(hop(seal()));
            }
        }

        private static Func<byte[], byte[]> Hop(Members from)
        {
            if (from == null) return package => package;
            var rewritings = from.TakeOr<List<object>>("rewritings", null)?.Cast<string>().ToList();
            var time = DateTimeOffset.FromUnixTimeSeconds(from.Take<long>("time"));
            var seed = (ulong)from.TakeOr("seed", 0L);
            from.Done();
            return package => Packages.Hop(package, time, rewritings, seed);
        }

        internal static void PrepareSeal(Members test, Scenario scenario)
        {
            var package = scenario.Need("package");
            var chain = scenario.Need("chain");
            var options = scenario.SealOptions();
            var time = scenario.Time();
            var toBeSigned = scenario.Need("to_be_signed");
            var algorithm = Names.Algorithm(test.Take<string>("algorithm"));
            var wrong = scenario.Need("wrong_value");
            var value = scenario.Need("value");
            var expected = scenario.Need("sealed");
            var judgement = PackageJudgement.Then(test);
            test.Done();
            Func<PreparedSeal> prepare = () =>
            {
                using (var how = options()) return Packages.PrepareSeal(package, chain, how, time);
            };
            using (var prepared = prepare())
            {
                Check.Same(toBeSigned, prepared.ToBeSigned, "what is to be signed");
                Check.Equal(algorithm, prepared.Algorithm, "algorithm");
                Check.Refused(ErrorCode.Key, () => prepared.Finish(wrong, package));
                Check.Same(expected, prepared.Finish(value, package), "the sealed package");
                Check.Refused(ErrorCode.AlreadyUsed, () => prepared.Finish(value, package));
            }
            using (var prepared = prepare())
            {
                Check.Refused(ErrorCode.Key, () => prepared.FinishContainer(wrong));
                judgement.Of(package, prepared.FinishContainer(value));
            }
        }

        internal static void Validate(Members test, Scenario scenario)
        {
            var package = scenario.Need("package");
            var expected = test.TakeObject("expect");
            var error = expected.TakeOr<object>("error", null);
            var faults = string.Join("\n", PackageJudgement.Items(expected, "faults"));
            var liberties = PackageJudgement.Lines(expected, "liberties", PackageJudgement.Liberty);
            expected.Done();
            test.Done();
            foreach (var source in new Source[] { package, new Fragile(package) })
            {
                if (error != null)
                {
                    Check.Refused((ErrorCode)(long)error, () => Packages.Validate(source));
                    continue;
                }
                var found = Packages.Validate(source);
                Check.Equal(faults, string.Join("\n", found.Faults), "faults");
                Check.Equal(
                    liberties, string.Join("\n", found.Liberties.Select(PackageJudgement.Liberty)), "liberties");
            }
        }
    }
}
