// Finding the shared library, and its version.
//
// DllImport names "antin". Which file that is, each runtime is told in its own way: .NET by a
// resolver, Mono by its map of library names, .NET Framework by loading the file beforehand.

using System;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: InternalsVisibleTo("Antin.Tests")]

namespace Antin
{
    /// <summary>The shared library behind this assembly.</summary>
    /// <remarks>
    /// It is the file that the environment variable <c>ANTIN_LIBRARY</c> names with its full path, and
    /// else <c>libantin.so.0</c>, <c>libantin.0.dylib</c> or <c>antin.dll</c> where the system finds it.
    /// </remarks>
    public static class Library
    {
        internal const string Name = "antin";

        private static readonly Lazy<bool> Loaded = new Lazy<bool>(Load);

        /// <summary>The version of the library, such as <c>0.1.0</c>.</summary>
        public static string Version
        {
            get
            {
                return Begin(() => Borrowed.Text(Native.antin_version()));
            }
        }

        /// <summary>Runs a call that may be the first of a program, once the library can be found.</summary>
        /// <remarks>
        /// Mono looks a function up when it compiles the method that calls it, so the call has to be in a
        /// method of its own, which a lambda is.
        /// </remarks>
        internal static T Begin<T>(Func<T> call)
        {
            var _ = Loaded.Value;
            return call();
        }

        private static bool Load()
        {
            var path = Environment.GetEnvironmentVariable("ANTIN_LIBRARY");
            if (path == "") path = null;
            var modern = Type.GetType("System.Runtime.InteropServices.NativeLibrary");
            if (modern != null)
            {
                Resolver.Install(modern, typeof(Library).Assembly, path);
            }
            else if (Type.GetType("Mono.Runtime") != null)
            {
                var file = path ?? UsualName();
                mono_dllmap_insert(IntPtr.Zero, Name, null, file, null);
            }
            else if (path != null && LoadLibrary(path) == IntPtr.Zero)
            {
                throw new DllNotFoundException(path, new Win32Exception());
            }
            return true;
        }

        /// <summary>Returns the file name that the library has on this system.</summary>
        internal static string UsualName()
        {
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return "antin.dll";
            if (RuntimeInformation.IsOSPlatform(OSPlatform.OSX)) return "libantin.0.dylib";
            return "libantin.so.0";
        }

        [DllImport("__Internal", CharSet = CharSet.Ansi)]
        private static extern void mono_dllmap_insert(
            IntPtr assembly, string library, string function, string targetLibrary, string targetFunction);

        // Exact: the full path, so that no folder is searched.
        [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true, ExactSpelling = true,
            EntryPoint = "LoadLibraryW")]
        private static extern IntPtr LoadLibrary(string path);
    }

    /// <summary>Tells .NET which file "antin" is; by reflection, as .NET Standard 2.0 lacks the type.</summary>
    internal sealed class Resolver
    {
        private readonly MethodInfo load;
        private readonly MethodInfo tryLoad;
        private readonly string path;

        private Resolver(Type native, string path)
        {
            load = native.GetMethod("Load", new[] { typeof(string) });
            tryLoad = native.GetMethod("TryLoad", new[] { typeof(string), typeof(IntPtr).MakeByRefType() });
            this.path = path;
        }

        /// <summary>Calls <c>NativeLibrary.SetDllImportResolver(assembly, resolver)</c>.</summary>
        internal static void Install(Type native, Assembly assembly, string path)
        {
            var set = native.GetMethod("SetDllImportResolver");
            var type = set.GetParameters()[1].ParameterType;
            var target = typeof(Resolver).GetMethod("Resolve", BindingFlags.Instance | BindingFlags.NonPublic);
            var resolver = Delegate.CreateDelegate(type, new Resolver(native, path), target);
            set.Invoke(null, new object[] { assembly, resolver });
        }

        /// <summary>Returns the library, or zero to have .NET look for it by its own rules.</summary>
        private IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? search)
        {
            if (name != Library.Name) return IntPtr.Zero;
            if (path != null) return (IntPtr)load.Invoke(null, new object[] { path });
            var arguments = new object[] { Library.UsualName(), IntPtr.Zero };
            var found = (bool)tryLoad.Invoke(null, arguments);
            return found ? (IntPtr)arguments[1] : IntPtr.Zero;
        }
    }
}
