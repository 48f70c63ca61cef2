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

        // What is given a line in this thread, while its ledger waits for that.
        [ThreadStatic] private static WriteTo recording;

        /// <summary>Hands a line of a journal over, by the function that its ledger calls.</summary>
        internal static uint Record(WriteTo keeper, Action keep)
        {
            var outer = recording;
            recording = keeper;
            try
            {
                return Guard(1u, () =>
                {
                    keep();
                    return 0u;
                });
            }
            finally { recording = outer; }
        }

        /// <summary>Throws where a call would wait for the one that it is made in.</summary>
        internal static void NeedIdle(WriteTo keeper)
        {
            if (keeper == null || keeper != recording) return;
            throw new InvalidOperationException("The ledger is recording the line that is being kept.");
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
