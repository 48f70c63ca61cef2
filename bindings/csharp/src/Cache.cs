// Evidence in a folder.

using System;
using System.Collections.Generic;
using System.Text;

namespace Antin
{
    /// <summary>A folder of evidence that threads and processes share.</summary>
    public sealed class Cache : IDisposable
    {
        private readonly CacheHandle handle;

        /// <summary>Opens a folder, and makes it if it is not there.</summary>
        public Cache(string folder)
        {
            using (var text = new Utf8(Input.Need(folder, "folder"), "folder"))
            {
                handle = Library.Begin(() =>
                {
                    AntinException.Check(
                        Native.antin_cache_open(text.Bytes, out CacheHandle made, out ErrorHandle error), error);
                    return made;
                });
            }
        }

        /// <summary>What a folder held.</summary>
        public sealed class Loaded
        {
            internal Loaded(Evidence evidence, IReadOnlyList<string> damaged)
            {
                Evidence = evidence;
                Damaged = damaged;
            }

            /// <summary>The evidence, which the caller disposes of.</summary>
            public Evidence Evidence { get; }

            /// <summary>The files that were passed over, as they are not whole or hold something else.</summary>
            public IReadOnlyList<string> Damaged { get; }
        }

        /// <summary>Reads all that the folder holds.</summary>
        public Loaded Load()
        {
            AntinException.Check(
                Native.antin_cache_load(handle, out EvidenceHandle evidence, out BufferHandle damaged,
                    out ErrorHandle error),
                error);
            var taken = new Evidence(evidence);
            var lines = Encoding.UTF8.GetString(Borrowed.Take(damaged));
            return new Loaded(taken, lines.Split(new[] { '\n' }, StringSplitOptions.RemoveEmptyEntries));
        }

        /// <summary>
        /// Keeps each piece that is not there yet; a newer CRL takes the place of older ones from its source.
        /// </summary>
        public void Keep(Evidence evidence)
        {
            var more = Input.Need(evidence, "evidence").Handle;
            more.Use(() =>
            {
                AntinException.Check(Native.antin_cache_keep(handle, more, out ErrorHandle error), error);
                return true;
            });
        }

        /// <summary>Deletes what ended before a time and what is not whole; returns how many files.</summary>
        public long Clean(DateTimeOffset endedBefore)
        {
            AntinException.Check(
                Native.antin_cache_clean(handle, endedBefore.ToUnixTimeSeconds(), out UIntPtr deleted,
                    out ErrorHandle error),
                error);
            return (long)deleted.ToUInt64();
        }

        /// <summary>Closes the folder.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }
    }
}
