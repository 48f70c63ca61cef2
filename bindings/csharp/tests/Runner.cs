// Runs the tests: every public method of the classes marked [Tests], and the cases of the manifest.

using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace Antin.Tests
{
    /// <summary>A class whose public static methods are tests; their names are claims.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class TestsAttribute : Attribute { }

    internal sealed class Failed : Exception
    {
        internal Failed(string message) : base(message) { }
    }

    internal static class Check
    {
        internal static void That(bool holds, string claim)
        {
            if (!holds) throw new Failed(claim);
        }

        internal static void Equal<T>(T expected, T found, string what)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, found))
            {
                throw new Failed(string.Format("{0}: expected {1}, found {2}", what, Show(expected), Show(found)));
            }
        }

        internal static void Same(byte[] expected, byte[] found, string what)
        {
            if (expected == null || found == null) Equal(expected, found, what);
            else Equal(Convert.ToBase64String(expected), Convert.ToBase64String(found), what);
        }

        internal static T Throws<T>(Action action) where T : Exception
        {
            try
            {
                action();
            }
            catch (T thrown)
            {
                if (thrown.GetType() == typeof(T)) return thrown;
                throw new Failed("expected " + typeof(T).Name + ", thrown " + thrown);
            }
            catch (Exception thrown)
            {
                throw new Failed("expected " + typeof(T).Name + ", thrown " + thrown);
            }
            throw new Failed("expected " + typeof(T).Name + ", nothing was thrown");
        }

        /// <summary>Expects a code of the library, whatever exception it has.</summary>
        internal static AntinException Refused(ErrorCode code, Action action)
        {
            try
            {
                action();
            }
            catch (AntinException thrown)
            {
                Equal(code, thrown.Code, "code");
                return thrown;
            }
            catch (Exception thrown)
            {
                throw new Failed("expected code " + code + ", thrown " + thrown);
            }
            throw new Failed("expected code " + code + ", nothing was thrown");
        }

        private static string Show(object value)
        {
            return value == null ? "null" : "'" + value + "'";
        }
    }

    internal static class Runner
    {
        /// <summary>The root of the repository.</summary>
        internal static string Root;

        internal static byte[] Vector(string path)
        {
            return File.ReadAllBytes(Path.Combine(Root, "test-vectors", path));
        }

        private static int Main(string[] arguments)
        {
            Root = arguments[0];
            if (arguments.Length == 3 && arguments[1] == "--first") return FirstCalls.Make(arguments[2]);
            var tests = new List<KeyValuePair<string, Action>>();
            foreach (var type in typeof(Runner).Assembly.GetTypes())
            {
                if (type.GetCustomAttribute<TestsAttribute>() == null) continue;
                foreach (var method in type.GetMethods(BindingFlags.Static | BindingFlags.Public))
                {
                    var run = (Action)Delegate.CreateDelegate(typeof(Action), method);
                    tests.Add(new KeyValuePair<string, Action>(type.Name + "." + method.Name, run));
                }
            }
            tests.AddRange(Manifest.Tests());
            // Whoever works on a test names a part of its name behind the root of the repository.
            if (arguments.Length == 2) tests.RemoveAll(test => !test.Key.Contains(arguments[1]));
            return Run(tests);
        }

        private static int Run(List<KeyValuePair<string, Action>> tests)
        {
            var failed = 0;
            foreach (var test in tests)
            {
                try
                {
                    test.Value();
                    Console.WriteLine("ok      " + test.Key);
                }
                catch (Exception thrown)
                {
                    failed++;
                    var why = thrown is Failed ? thrown.Message : thrown.ToString();
                    Console.WriteLine("FAILED  " + test.Key + ": " + why);
                }
            }
            Console.WriteLine("{0} passed, {1} failed", tests.Count - failed, failed);
            return failed == 0 && tests.Count > 0 ? 0 : 1;
        }
    }
}
