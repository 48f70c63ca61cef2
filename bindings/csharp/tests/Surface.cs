// What is declared, and how the library is found.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Antin.Tests
{
    [Tests]
    internal static class Surface
    {
        public static void EveryFunctionOfTheLibraryIsDeclared()
        {
            var symbols = File.ReadAllLines(Path.Combine(Runner.Root, "bindings/c/symbols.txt"));
            var declared = typeof(Native)
                .GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(method => (method.Attributes & MethodAttributes.PinvokeImpl) != 0)
                .Select(method => method.Name).ToList();
            Check.Equal("", string.Join(", ", symbols.Except(declared)), "functions that are not declared");
            Check.Equal("", string.Join(", ", declared.Except(symbols)), "functions that are not there");
            Check.Equal(symbols.Length, declared.Count, "number of functions");
        }

        public static void WhatTheManifestRunnerDoesNotKnowFails()
        {
            Manifest.RefuseUnknownMembers();
        }

        public static void TheLibraryTellsItsVersion()
        {
            Check.Equal(3, Library.Version.Split('.').Length, "parts of " + Library.Version);
        }

        public static void EachWayToBeginFindsTheLibrary()
        {
            foreach (var name in FirstCalls.Names)
            {
                var start = new ProcessStartInfo
                {
                    FileName = Process.GetCurrentProcess().MainModule.FileName,
                    Arguments = string.Format(
                        "\"{0}\" \"{1}\" --first {2}", typeof(Surface).Assembly.Location, Runner.Root, name),
                    UseShellExecute = false,
                };
                using (var process = Process.Start(start))
                {
                    process.WaitForExit();
                    Check.Equal(0, process.ExitCode, "exit status of the first call " + name);
                }
            }
        }

        public static void TheResolverOfDotNetIsInstalled()
        {
            Resolver.Install(typeof(FakeNativeLibrary), typeof(Library).Assembly, "/somewhere/libantin.so.0");
            Check.Equal((IntPtr)7, FakeNativeLibrary.Ask("antin"), "the file that the environment names");
            Check.Equal("/somewhere/libantin.so.0", FakeNativeLibrary.Asked, "file");
            Check.Equal(IntPtr.Zero, FakeNativeLibrary.Ask("kernel32"), "another library");
            Resolver.Install(typeof(FakeNativeLibrary), typeof(Library).Assembly, null);
            Check.Equal((IntPtr)8, FakeNativeLibrary.Ask("antin"), "the usual name");
            Check.Equal(Library.UsualName(), FakeNativeLibrary.Asked, "file");
            FakeNativeLibrary.Found = false;
            Check.Equal(IntPtr.Zero, FakeNativeLibrary.Ask("antin"), "left to .NET");
        }

        /// <summary>Of the shape of System.Runtime.InteropServices.NativeLibrary, which Mono lacks.</summary>
        private static class FakeNativeLibrary
        {
            public delegate IntPtr DllImportResolver(string name, Assembly assembly, DllImportSearchPath? search);

            internal static string Asked;
            internal static bool Found = true;
            private static DllImportResolver resolver;

            public static void SetDllImportResolver(Assembly assembly, DllImportResolver resolver)
            {
                FakeNativeLibrary.resolver = resolver;
            }

            public static IntPtr Load(string path)
            {
                Asked = path;
                return (IntPtr)7;
            }

            public static bool TryLoad(string path, out IntPtr handle)
            {
                Asked = path;
                handle = (IntPtr)8;
                return Found;
            }

            internal static IntPtr Ask(string name)
            {
                return resolver(name, typeof(Library).Assembly, null);
            }
        }
    }

    /// <summary>The calls that may be the first of a program, each made in a process of its own.</summary>
    internal static class FirstCalls
    {
        internal static readonly string[] Names =
        {
            "version", "key-options", "pkcs12", "chain-and-key", "sign-options", "policy", "evidence", "inspect",
            "client-options", "evidence-file", "cache", "opening", "validate", "hop", "signers", "unsigned", "binding",
            "draft", "draft-again", "sent", "receipts", "insert", "rules", "strict", "elsewhere", "ledger",
            "ledger-file", "journal",
        };

        private static int Refused(Func<IDisposable> call)
        {
            try { call().Dispose(); }
            catch (AntinException) { return 0; }
            return 1;
        }

        private static int Refused(Func<byte[]> call)
        {
            try { call(); }
            catch (AntinException) { return 0; }
            return 1;
        }

        internal static int Make(string name)
        {
            switch (name)
            {
                case "version": return Library.Version.Length > 0 ? 0 : 1;
                case "key-options": new KeyOptions().Dispose(); return 0;
                case "pkcs12": Credential.FromPkcs12(Samples.P12, Samples.Password).Dispose(); return 0;
                case "chain-and-key": Samples.Credential().Dispose(); return 0;
                case "sign-options": Samples.Detached().Dispose(); return 0;
                case "policy": new Policy(Samples.Roots).Dispose(); return 0;
                case "evidence": new Evidence().Dispose(); return 0;
                case "evidence-file":
                    Evidence.FromBytes(Runner.Vector("bindings/evidence/empty.evidence")).Dispose();
                    return 0;
                case "cache":
                    new Cache(Path.GetTempPath()).Dispose();
                    return 0;
                case "opening": new Opening().Dispose(); return 0;
                case "validate": return Packages.Validate(PackageSamples.Message).Faults.Count;
                case "hop":
                    Packages.Hop(PackageSamples.Message, Stream.Null, PackageSamples.Judged);
                    return 0;
                case "signers": new RegistrySigners().Dispose(); return 0;
                case "unsigned": return Refused(() => Registry.DangerUnsigned(new byte[0]));
                case "binding":
                    new RegistryBinding("a", "b", BindingMatch.Key, Samples.Chain, null, Samples.Signed).Dispose();
                    return 0;
                case "draft": new RegistryDraft("a").Dispose(); return 0;
                case "draft-again": return Refused(() => RegistryDraft.FromJson(new byte[0]));
                case "sent": new Sent(null, "a", "b", new string[0]).Dispose(); return 0;
                case "receipts": return Packages.ReceiptsIn(PackageSamples.Message).Count;
                case "insert": return Refused(() => Packages.InsertReceipt(new byte[0], new byte[0]));
                case "rules": return Refused(() => new GatewayPolicy(new byte[0]));
                case "strict": GatewayPolicy.Strict().Dispose(); return 0;
                case "elsewhere": Agency.Elsewhere("a", Samples.Chain).Dispose(); return 0;
                case "ledger": Ledger.InMemory(TimeSpan.FromDays(1)).Dispose(); return 0;
                case "ledger-file": return Refused(() => Ledger.Open("/no/such/ledger", TimeSpan.FromDays(1)));
                case "journal": return Journal.Check(new byte[0], Samples.Judged).IsWhole ? 0 : 1;
                case "inspect": Documents.Inspect(Samples.Roots).Dispose(); return 0;
                case "client-options":
                    try { new ClientOptions().Dispose(); }
                    catch (AntinException without) { return without.Code == ErrorCode.Unsupported ? 0 : 1; }
                    return 0;
                default: return 2;
            }
        }
    }
}
