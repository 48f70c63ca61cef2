// What remembers what came, and what was decided: the arrivals and the journal of a gateway.

using System;
using System.Text;

namespace Antin
{
    /// <summary>Arrivals and the journal of a gateway, or of several.</summary>
    /// <remarks>Threads may use one at the same time. Gateways keep what they need of it.</remarks>
    public sealed class Ledger : IDisposable
    {
        internal readonly LedgerHandle Handle;

        private Ledger(LedgerHandle handle)
        {
            Handle = handle;
        }

        /// <summary>Keeps everything in memory, and forgets it when it is freed.</summary>
        /// <param name="window">For how long arrivals are kept; whole seconds.</param>
        /// <param name="most">How many arrivals are kept at most; further ones are then not taken.</param>
        /// <param name="horizon">What was sealed then or before is too old; null if nothing was forgotten.</param>
        /// <param name="line">
        /// Is given each line of the journal with its line end, before anything is acknowledged, in the thread that
        /// records, one at a time. If it throws, nothing is acknowledged, the call that recorded throws the same, and
        /// nothing is recorded any more. It cannot use the ledger, nor a gateway on it.
        /// </param>
        public static Ledger InMemory(
            TimeSpan window, int most = int.MaxValue, DateTimeOffset? horizon = null, Action<byte[]> line = null)
        {
            var seconds = Seconds(window);
            if (most < 0) throw new ArgumentOutOfRangeException("most");
            WriteTo keep = null;
            if (line != null)
            {
                keep = (context, bytes, len) => Callbacks.Record(keep, () => line(Borrowed.Bytes(bytes, len)));
            }
            return Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_ledger_new(seconds, (UIntPtr)(uint)most, Horizon(horizon), keep, IntPtr.Zero,
                        out LedgerHandle made, out ErrorHandle error),
                    error);
                made.Line = keep;
                return new Ledger(made);
            });
        }

        /// <summary>Makes a file that survives crashes and a loss of power.</summary>
        /// <param name="path">Where; there must be no file.</param>
        /// <param name="window">For how long arrivals are kept; whole seconds.</param>
        /// <param name="horizon">
        /// What was sealed then or before is too old. In the place of a ledger that was lost, it is the time of the day, or
        /// what was accepted is accepted again; null, for packages of any age, is for the very first one.
        /// </param>
        /// <exception cref="LedgerException">There is a file, or it cannot be written.</exception>
        public static Ledger Create(string path, TimeSpan window, DateTimeOffset? horizon)
        {
            var seconds = Seconds(window);
            Input.Need(path, "path");
            using (var name = new Utf8(path, "path"))
            {
                return Library.Begin(() =>
                {
                    AntinException.Check(
                        Native.antin_ledger_create(name.Bytes, seconds, Horizon(horizon), out LedgerHandle made,
                            out ErrorHandle error),
                        error);
                    return new Ledger(made);
                });
            }
        }

        /// <summary>Opens a file that <see cref="Create"/> made, which nobody else has open.</summary>
        /// <exception cref="LedgerException">It is in use, or damaged, or not there.</exception>
        public static Ledger Open(string path, TimeSpan window)
        {
            var seconds = Seconds(window);
            Input.Need(path, "path");
            using (var name = new Utf8(path, "path"))
            {
                return Library.Begin(() =>
                {
                    AntinException.Check(
                        Native.antin_ledger_open(
                            name.Bytes, seconds, out LedgerHandle made, out ErrorHandle error),
                        error);
                    return new Ledger(made);
                });
            }
        }

        /// <summary>The end of the journal, as number and digest: what an auditor keeps.</summary>
        public string Head
        {
            get
            {
                Callbacks.NeedIdle(Handle.Line);
                AntinException.Check(
                    Native.antin_ledger_head(Handle, out BufferHandle head, out ErrorHandle error), error);
                return Encoding.UTF8.GetString(Borrowed.Take(head));
            }
        }

        /// <summary>How many arrivals are kept.</summary>
        public ulong ArrivalCount
        {
            get
            {
                Callbacks.NeedIdle(Handle.Line);
                AntinException.Check(
                    Native.antin_ledger_arrivals(Handle, out ulong count, out ErrorHandle error), error);
                return count;
            }
        }

        /// <summary>Gives the lines of the journal, if the ledger is a file.</summary>
        /// <param name="first">The number of the entry to begin with.</param>
        public byte[] Export(ulong first = 1)
        {
            using (var memory = Target.Memory())
            {
                Export(first, memory);
                return Target.Written(memory);
            }
        }

        /// <summary>Writes the lines of the journal to a file or a stream, if the ledger is a file.</summary>
        public void ExportTo(Target output, ulong first = 1)
        {
            using (var target = Input.Need(output, "output").Open("output")) Export(first, target);
        }

        private void Export(ulong first, TargetHandle target)
        {
            Handle.NeedOpen();
            Callbacks.Run(() =>
            {
                AntinException.Check(
                    Native.antin_ledger_export(Handle, first, target, out ErrorHandle error), error);
                return true;
            });
        }

        /// <summary>Has the journal time-stamped as it is, and records that; returns that entry's number.</summary>
        /// <param name="timestamper">Who makes the time-stamp.</param>
        /// <param name="at">The time that stands in the entry.</param>
        public ulong Stamp(Timestamper timestamper, DateTimeOffset at)
        {
            var authority = Input.Need(timestamper, "timestamper").Handle;
            authority.NeedOpen();
            Callbacks.NeedIdle(Handle.Line);
            return Callbacks.Run(() =>
            {
                AntinException.Check(
                    Native.antin_ledger_stamp(
                        Handle, authority, at.ToUnixTimeSeconds(), out ulong entry, out ErrorHandle error),
                    error);
                return entry;
            });
        }

        /// <summary>Frees it, as soon as no gateway needs it any more.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }

        private static ulong Seconds(TimeSpan window)
        {
            if (window < TimeSpan.Zero) throw new ArgumentOutOfRangeException("window");
            // A part of a second more is kept, not less.
            var whole = window.Ticks / TimeSpan.TicksPerSecond;
            return (ulong)(window.Ticks % TimeSpan.TicksPerSecond == 0 ? whole : whole + 1);
        }

        private static long Horizon(DateTimeOffset? horizon)
        {
            return horizon == null ? long.MinValue : horizon.Value.ToUnixTimeSeconds();
        }
    }
}
