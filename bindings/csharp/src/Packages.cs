// Sealing and judging packages: the calls that most programs need.

using System;
using System.Collections.Generic;
using System.Linq;

namespace Antin
{
    /// <summary>Seals packages (edXML) and judges them; rewrites them as the hub does, for tests.</summary>
    /// <remarks>
    /// Packages are handed over as bytes, as the path of a file or as a stream that can seek: see
    /// <see cref="Source"/>. Nothing here reads a clock or the network: times and evidence are arguments.
    /// </remarks>
    public static class Packages
    {
        /// <summary>Seals a package, and returns it with the seal, which is a further attachment.</summary>
        /// <remarks>
        /// All of its bytes stay as they are. Several bodies can seal one package, one after the other.
        /// </remarks>
        /// <param name="package">The package.</param>
        /// <param name="credential">Who seals.</param>
        /// <param name="options">What kind of seal to make.</param>
        /// <param name="signingTime">When the signer claims to sign; fractions of a second are left out.</param>
        public static byte[] Seal(
            Source package, Credential credential, SealOptions options, DateTimeOffset signingTime)
        {
            return InMemory(target => Seal(package, credential, options, signingTime, target));
        }

        /// <summary>Seals a package, and writes it with the seal.</summary>
        public static void Seal(
            Source package, Credential credential, SealOptions options, DateTimeOffset signingTime, Target output)
        {
            WriteTo(output, target => Seal(package, credential, options, signingTime, target));
        }

        private static void Seal(
            Source package, Credential credential, SealOptions options, DateTimeOffset signingTime,
            TargetHandle target)
        {
            var signer = Input.Need(credential, "credential").Handle;
            var kind = Input.Need(options, "options").Handle;
            signer.NeedOpen();
            using (var source = Input.Need(package, "package").Open("package"))
            {
                kind.Use(() => Callbacks.Run(() =>
                {
                    AntinException.Check(
                        Native.antin_seal_package(source, signer, kind, signingTime.ToUnixTimeSeconds(), target,
                            out ErrorHandle error),
                        error);
                    return true;
                }));
            }
        }

        /// <summary>Prepares a seal for a key that lives elsewhere.</summary>
        /// <param name="package">The package.</param>
        /// <param name="chain">Certificates in PEM, the signer's first, or the signer's alone in DER.</param>
        /// <param name="options">What kind of seal to make.</param>
        /// <param name="signingTime">When the signer claims to sign.</param>
        public static PreparedSeal PrepareSeal(
            Source package, byte[] chain, SealOptions options, DateTimeOffset signingTime)
        {
            var certificates = Input.Need(chain, "chain");
            var kind = Input.Need(options, "options").Handle;
            using (var source = Input.Need(package, "package").Open("package"))
            {
                return kind.Use(() => Callbacks.Run(() =>
                {
                    AntinException.Check(
                        Native.antin_prepare_seal(source, certificates, Input.Size(chain), kind,
                            signingTime.ToUnixTimeSeconds(), out PreparedSealHandle prepared, out ErrorHandle error),
                        error);
                    return new PreparedSeal(prepared);
                }));
            }
        }

        /// <summary>Judges a package: each seal as a signature, and what it says against the message.</summary>
        /// <param name="package">The package.</param>
        /// <param name="opening">Whose certificates are whose. With null no package is accepted.</param>
        /// <param name="policy">Whom to trust and what to demand.</param>
        /// <param name="at">The time by which to judge.</param>
        /// <param name="evidence">What is known beside the package, or null.</param>
        /// <returns>
        /// A judgement, which may be of any kind: go on with <see cref="Package.RequireAccepted"/>.
        /// </returns>
        public static Package Open(
            Source package, Opening opening, Policy policy, DateTimeOffset at, Evidence evidence = null)
        {
            var senders = opening == null ? OpeningHandle.None : opening.Handle;
            var rules = Input.Need(policy, "policy").Handle;
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            using (var source = Input.Need(package, "package").Open("package"))
            {
                return senders.Use(() => rules.Use(() => known.Use(() => Callbacks.Run(() =>
                {
                    AntinException.Check(
                        Native.antin_package_open(source, senders, rules, known, at.ToUnixTimeSeconds(),
                            out PackageHandle judged, out ErrorHandle error),
                        error);
                    return new Package(judged);
                }))));
            }
        }

        /// <summary>Rewrites a message as the hub was seen to. For tests: it makes no message better.</summary>
        /// <param name="package">The message.</param>
        /// <param name="time">The time of the hop.</param>
        /// <param name="rewritings">
        /// What to do: <c>trace</c>, <c>order</c>, <c>prefix</c>, <c>empty</c>, <c>direction</c>, <c>organ-name</c>,
        /// <c>subject-name</c>, <c>signature-namespace</c>, <c>attachments</c>, <c>one-line</c>, <c>archives</c>,
        /// <c>text-conversion</c>. Null is all but the last two, which show what may go wrong.
        /// </param>
        /// <param name="seed">By what the entries of archives are named.</param>
        public static byte[] Hop(
            Source package, DateTimeOffset time, IEnumerable<string> rewritings = null, ulong seed = 0)
        {
            return InMemory(target => Hop(package, time, rewritings, seed, target));
        }

        /// <summary>Rewrites a message as the hub was seen to, and writes it.</summary>
        public static void Hop(
            Source package, Target output, DateTimeOffset time, IEnumerable<string> rewritings = null,
            ulong seed = 0)
        {
            WriteTo(output, target => Hop(package, time, rewritings, seed, target));
        }

        private static void Hop(
            Source package, DateTimeOffset time, IEnumerable<string> rewritings, ulong seed, TargetHandle target)
        {
            var texts = new List<Utf8>();
            try
            {
                foreach (var one in rewritings ?? Enumerable.Empty<string>())
                {
                    texts.Add(new Utf8(Input.Need(one, "rewritings"), "rewritings"));
                }
                // One more, as an empty array might become NULL, which is all that is usual.
                var addresses = texts.Select(text => text.Address).Concat(new[] { IntPtr.Zero }).ToArray();
                using (var source = Input.Need(package, "package").Open("package"))
                {
                    Callbacks.Run(() =>
                    {
                        AntinException.Check(
                            Native.antin_hop(source, rewritings == null ? null : addresses,
                                (UIntPtr)(uint)texts.Count, time.ToUnixTimeSeconds(), seed, target,
                                out ErrorHandle error),
                            error);
                        return true;
                    });
                }
            }
            finally
            {
                foreach (var text in texts) text.Dispose();
            }
        }

        /// <summary>Reads a message, and looks for what it lacks by the rules of the format.</summary>
        public static Validation Validate(Source package)
        {
            using (var source = Input.Need(package, "package").Open("package"))
            {
                return Callbacks.Run(() =>
                {
                    AntinException.Check(
                        Native.antin_validation_new(source, out ValidationHandle validation, out ErrorHandle error),
                        error);
                    return new Validation(validation);
                });
            }
        }

        /// <summary>Puts a signed receipt into a package as an attachment.</summary>
        /// <remarks>Do it before the package is sealed: it is an attachment like others.</remarks>
        /// <param name="receipt">As <see cref="Receipt.Sign"/> gives it.</param>
        /// <param name="package">The package that is to carry it.</param>
        public static byte[] InsertReceipt(byte[] receipt, Source package)
        {
            return InMemory(target => InsertReceipt(receipt, package, target));
        }

        /// <summary>Puts a signed receipt into a package, and writes that.</summary>
        public static void InsertReceipt(byte[] receipt, Source package, Target output)
        {
            WriteTo(output, target => InsertReceipt(receipt, package, target));
        }

        private static void InsertReceipt(byte[] receipt, Source package, TargetHandle target)
        {
            var bytes = Input.Need(receipt, "receipt");
            using (var source = Input.Need(package, "package").Open("package"))
            {
                Callbacks.Run(() =>
                {
                    AntinException.Check(
                        Native.antin_receipt_insert(
                            bytes, Input.Size(receipt), source, target, out ErrorHandle error),
                        error);
                    return true;
                });
            }
        }

        /// <summary>Takes the receipts out of a package that carries some. Nothing is judged.</summary>
        public static IReadOnlyList<CarriedReceipt> ReceiptsIn(Source package)
        {
            using (var source = Input.Need(package, "package").Open("package"))
            {
                return Callbacks.Run(() =>
                {
                    AntinException.Check(
                        Native.antin_receipts_in(source, out ReceiptsHandle found, out ErrorHandle error), error);
                    using (found)
                    {
                        return Parts.List(
                            Native.antin_receipts_count(found), index => new CarriedReceipt(found, index));
                    }
                });
            }
        }

        private static byte[] InMemory(Action<TargetHandle> write)
        {
            return Library.Begin(() =>
            {
                using (var memory = Target.Memory())
                {
                    write(memory);
                    return Target.Written(memory);
                }
            });
        }

        private static void WriteTo(Target output, Action<TargetHandle> write)
        {
            Input.Need(output, "output");
            Library.Begin(() =>
            {
                using (var target = output.Open("output")) write(target);
                return true;
            });
        }
    }
}
