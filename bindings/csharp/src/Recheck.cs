// Content that passes by once more, to be compared with what was judged.

using System;
using System.IO;

namespace Antin
{
    /// <summary>Compares content with what was judged: a file can change between the two.</summary>
    public sealed class Recheck : IDisposable
    {
        private readonly RecheckHandle handle;

        /// <summary>Begins, with a report that passed.</summary>
        /// <exception cref="RejectedException">Not every signature passed.</exception>
        public Recheck(Report report)
        {
            var judged = Input.Need(report, "report").Handle;
            AntinException.Check(Native.antin_recheck_new(judged, out handle, out ErrorHandle error), error);
        }

        /// <summary>Takes the next piece of the content.</summary>
        public void Update(byte[] piece)
        {
            Update(piece, 0, Input.Need<byte[]>(piece, "piece").Length);
        }

        /// <summary>Takes the next piece of the content out of a buffer.</summary>
        public void Update(byte[] buffer, int offset, int count)
        {
            lock (handle)
            {
                Input.Piece(buffer, offset, count, (ref byte first, UIntPtr size) => AntinException.Check(
                    Native.antin_recheck_update(handle, ref first, size, out ErrorHandle error), error));
            }
        }

        /// <summary>Takes all that a stream still has.</summary>
        public void Update(Stream content)
        {
            Pieces.Read(content, (buffer, count) => Update(buffer, 0, count));
        }

        /// <summary>Throws unless what passed by is what was judged: only then it may be used.</summary>
        public void Finish()
        {
            lock (handle)
            {
                AntinException.Check(Native.antin_recheck_finish(handle, out ErrorHandle error), error);
            }
        }

        /// <summary>Frees the comparison.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }
    }
}
