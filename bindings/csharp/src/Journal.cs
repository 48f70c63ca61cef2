// The judgement on a journal: whether anything was changed, removed or put in.

using System;

namespace Antin
{
    /// <summary>The judgement on a journal.</summary>
    /// <remarks>Ask <see cref="RequireWhole"/>. Threads may read one at the same time.</remarks>
    public sealed class Journal : IDisposable
    {
        private readonly JournalHandle handle;

        private Journal(JournalHandle handle)
        {
            this.handle = handle;
        }

        /// <summary>Checks the lines of a journal. Memory does not grow with its length.</summary>
        /// <param name="lines">The lines, as <see cref="Ledger.Export(ulong)"/> gives them.</param>
        /// <param name="at">The time by which to judge.</param>
        /// <param name="head">
        /// An end that was kept, as <see cref="Ledger.Head"/> gives it, or null. Without one nobody sees that the
        /// journal was cut off, or written anew.
        /// </param>
        /// <param name="policy">By what time-stamps are judged; with null they only have to fit.</param>
        /// <param name="evidence">What is known beside the journal, or null; it means nothing without a policy.</param>
        public static Journal Check(
            Source lines, DateTimeOffset at, string head = null, Policy policy = null, Evidence evidence = null)
        {
            var rules = policy == null ? PolicyHandle.None : policy.Handle;
            var known = evidence == null ? EvidenceHandle.None : evidence.Handle;
            using (var end = new Utf8(head, "head"))
            using (var source = Input.Need(lines, "lines").Open("lines"))
            {
                return rules.Use(() => known.Use(() => Callbacks.Run(() =>
                {
                    AntinException.Check(
                        Native.antin_journal_check(source, end.Bytes, rules, known, at.ToUnixTimeSeconds(),
                            out JournalHandle journal, out ErrorHandle error),
                        error);
                    return new Journal(journal);
                })));
            }
        }

        /// <summary>Returns only if nothing was changed, removed or put in.</summary>
        /// <exception cref="RejectedException">It is not so; the message names the entry.</exception>
        public void RequireWhole()
        {
            AntinException.Check(Native.antin_journal_require_whole(handle, out ErrorHandle error), error);
        }

        /// <summary>Whether <see cref="RequireWhole"/> would return.</summary>
        public bool IsWhole
        {
            get { return Native.antin_journal_is_whole(handle) != 0; }
        }

        /// <summary>The stable name of what was done to it, such as removed; null if it is whole.</summary>
        public string Fault
        {
            get { return handle.Read(() => Borrowed.Text(Native.antin_journal_fault(handle))); }
        }

        /// <summary>Returns what was done to it as a clause for people; null if it is whole.</summary>
        public string FaultText(Language language)
        {
            var known = Words.Known(language);
            return handle.Read(() => Borrowed.Text(Native.antin_journal_fault_text(handle, known)));
        }

        /// <summary>The number of the first entry concerned; 0 if it is whole.</summary>
        public ulong Entry
        {
            get { return Native.antin_journal_entry(handle); }
        }

        /// <summary>The number of the first entry that may be concerned; 0 if it is whole.</summary>
        public ulong Since
        {
            get { return Native.antin_journal_since(handle); }
        }

        /// <summary>The line at which it shows; 0 if it is whole.</summary>
        public ulong Line
        {
            get { return Native.antin_journal_line(handle); }
        }

        /// <summary>Its end, to be kept; or else the last entry up to which it is whole.</summary>
        public string Head
        {
            get { return handle.Read(() => Borrowed.Text(Native.antin_journal_head(handle))); }
        }

        /// <summary>How many time-stamps it has.</summary>
        public ulong StampCount
        {
            get { return Native.antin_journal_stamp_count(handle); }
        }

        /// <summary>Whether time-stamps were judged.</summary>
        public bool IsJudged
        {
            get { return Native.antin_journal_is_judged(handle) != 0; }
        }

        /// <summary>The last time-stamp; null if there is none.</summary>
        public JournalStamp LastStamp
        {
            get
            {
                var code = Native.antin_journal_last_stamp(
                    handle, out ulong entry, out ulong over, out long time, out ErrorHandle error);
                if (code != ErrorCode.Absent) AntinException.Check(code, error);
                error.Dispose();
                return code == ErrorCode.Ok ? new JournalStamp(entry, over, Antin.Time.Of(time).Value) : null;
            }
        }

        /// <summary>Frees the judgement.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }
    }

    /// <summary>A time-stamp in a journal.</summary>
    public sealed class JournalStamp
    {
        internal JournalStamp(ulong entry, ulong over, DateTimeOffset time)
        {
            Entry = entry;
            Over = over;
            Time = time;
        }

        /// <summary>The number of the entry that it is.</summary>
        public ulong Entry { get; }

        /// <summary>The number of the entry that it is over, and so over all before that.</summary>
        public ulong Over { get; }

        /// <summary>The time that it names.</summary>
        public DateTimeOffset Time { get; }
    }
}
