// Functions of the caller that the library calls.

using System;
using System.Runtime.ExceptionServices;

namespace Antin
{
    /// <summary>
    /// Keeps exceptions of the caller's functions from running through the library, and throws them behind it.
    /// </summary>
    internal static class Callbacks
    {
        // The library calls in the thread of the call that it is in.
        [ThreadStatic] private static Exception thrown;

        /// <summary>Runs what the library asks for; once something was thrown, nothing more is asked.</summary>
        internal static T Guard<T>(T failure, Func<T> answer)
        {
            if (thrown != null) return failure;
            try
            {
                return answer();
            }
            catch (Exception one)
            {
                thrown = one;
                return failure;
            }
        }

        /// <summary>Runs a call that may ask the caller: what was thrown meanwhile is its outcome.</summary>
        internal static T Run<T>(Func<T> call)
        {
            // A function that is asked may call the library in turn.
            var outer = thrown;
            thrown = null;
            var made = default(T);
            ExceptionDispatchInfo failure = null;
            try
            {
                made = call();
            }
            catch (AntinException one)
            {
                failure = ExceptionDispatchInfo.Capture(thrown ?? one);
            }
            finally
            {
                if (failure == null && thrown != null) failure = ExceptionDispatchInfo.Capture(thrown);
                thrown = outer;
            }
            if (failure == null) return made;
            (made as IDisposable)?.Dispose();
            failure.Throw();
            return made;
        }
    }
}
