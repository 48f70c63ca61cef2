// Where packages are read from and written to: memory, files, streams.

using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Antin
{
    /// <summary>Where a package is read from: bytes, the path of a file, or a stream.</summary>
    /// <remarks>
    /// Each becomes one by itself: hand over the array, the path or the stream. A package is read from its
    /// beginning, and more than once, so that a stream must be one that can seek; where it stood does not
    /// matter. Memory does not grow with files and streams.
    /// </remarks>
    public sealed class Source
    {
        private const int Piece = 64 * 1024;

        private readonly byte[] bytes;
        private readonly string path;
        private readonly Stream stream;

        private Source(byte[] bytes, string path, Stream stream)
        {
            this.bytes = bytes;
            this.path = path;
            this.stream = stream;
        }

        /// <summary>Reads from memory.</summary>
        public static implicit operator Source(byte[] bytes)
        {
            return bytes == null ? null : new Source(bytes, null, null);
        }

        /// <summary>Reads from the file that has this path.</summary>
        public static implicit operator Source(string path)
        {
            return path == null ? null : new Source(null, path, null);
        }

        /// <summary>Reads from a stream that can seek. It stays open.</summary>
        public static implicit operator Source(Stream stream)
        {
            return stream == null ? null : new Source(null, null, stream);
        }

        /// <summary>Opens it for one call.</summary>
        internal SourceHandle Open(string argument)
        {
            if (stream != null) return OpenStream(argument);
            using (var name = new Utf8(path, argument))
            {
                return Library.Begin(() =>
                {
                    AntinException.Check(
                        path == null
                            ? Native.antin_source_new(Input.MayLack(bytes), Input.Size(bytes),
                                out SourceHandle made, out ErrorHandle error)
                            : Native.antin_source_new_file(name.Bytes, out made, out error),
                        error);
                    return made;
                });
            }
        }

        private SourceHandle OpenStream(string argument)
        {
            if (!stream.CanRead || !stream.CanSeek)
            {
                throw new ArgumentException(
                    "The stream cannot be read from any place. Read all of it, and hand over the bytes.", argument);
            }
            var buffer = new byte[Piece];
            ReadAt reader = (context, offset, into, len) => Callbacks.Guard(-1L, () =>
            {
                stream.Seek(checked((long)offset), SeekOrigin.Begin);
                var count = stream.Read(buffer, 0, (int)Math.Min(len.ToUInt64(), Piece));
                Marshal.Copy(buffer, 0, into, count);
                return count;
            });
            return Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_source_new_stream(reader, IntPtr.Zero, out SourceHandle made, out ErrorHandle error),
                    error);
                made.Reader = reader;
                return made;
            });
        }
    }

    /// <summary>Where a package or an attachment is written to: the path of a file, or a stream.</summary>
    /// <remarks>
    /// Both become one by themselves: hand over the path or the stream. A file is there when it is whole; if the
    /// call fails, one that was there before is as it was. A stream may have got something by then, even of an
    /// attachment that is refused: throw that away if the call throws. The names of attachments are a
    /// stranger's text, and no paths.
    /// </remarks>
    public sealed class Target
    {
        private readonly string path;
        private readonly Stream stream;

        private Target(string path, Stream stream)
        {
            this.path = path;
            this.stream = stream;
        }

        /// <summary>Writes to the file that has this path, in the place of one that is there.</summary>
        public static implicit operator Target(string path)
        {
            return path == null ? null : new Target(path, null);
        }

        /// <summary>Writes to a stream from where it stands. It stays open.</summary>
        public static implicit operator Target(Stream stream)
        {
            return stream == null ? null : new Target(null, stream);
        }

        /// <summary>Opens memory for one call.</summary>
        internal static TargetHandle Memory()
        {
            AntinException.Check(Native.antin_target_new(out TargetHandle made, out ErrorHandle error), error);
            return made;
        }

        /// <summary>Copies what was written to memory.</summary>
        internal static byte[] Written(TargetHandle memory)
        {
            return memory.Read(() =>
            {
                var bytes = Native.antin_target_bytes(memory, out UIntPtr size);
                return Borrowed.Bytes(bytes, size);
            });
        }

        /// <summary>Opens it for one call.</summary>
        internal TargetHandle Open(string argument)
        {
            if (stream != null) return OpenStream(argument);
            using (var name = new Utf8(path, argument))
            {
                AntinException.Check(
                    Native.antin_target_new_file(name.Bytes, out TargetHandle made, out ErrorHandle error), error);
                return made;
            }
        }

        private TargetHandle OpenStream(string argument)
        {
            if (!stream.CanWrite) throw new ArgumentException("The stream cannot be written to.", argument);
            WriteTo writer = (context, bytes, len) => Callbacks.Guard(1u, () =>
            {
                var piece = Borrowed.Bytes(bytes, len);
                stream.Write(piece, 0, piece.Length);
                return 0u;
            });
            AntinException.Check(
                Native.antin_target_new_stream(writer, IntPtr.Zero, out TargetHandle made, out ErrorHandle error),
                error);
            made.Writer = writer;
            return made;
        }
    }
}
