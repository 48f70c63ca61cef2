// What crosses the boundary: text and bytes in and out, times, and results.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace Antin
{
    /// <summary>Text on its way in: UTF-8 that ends in 0, pinned, and wiped afterwards.</summary>
    internal sealed class Utf8 : IDisposable
    {
        private static readonly Encoding Strict = new UTF8Encoding(false, true);

        private GCHandle pin;

        /// <summary>The bytes; null for text that is absent.</summary>
        internal readonly byte[] Bytes;

        internal Utf8(string text, string argument)
        {
            if (text == null) return;
            if (text.IndexOf('\0') >= 0)
            {
                throw new ArgumentException("The text has a NUL in it.", argument);
            }
            // Pinned before it is filled, so that the collector leaves no copy of a password behind.
            Bytes = new byte[Strict.GetMaxByteCount(text.Length) + 1];
            pin = GCHandle.Alloc(Bytes, GCHandleType.Pinned);
            try
            {
                Strict.GetBytes(text, 0, text.Length, Bytes, 0);
            }
            catch (EncoderFallbackException)
            {
                Dispose();
                throw new ArgumentException("The text is not well-formed Unicode.", argument);
            }
        }

        internal IntPtr Address
        {
            get { return pin.AddrOfPinnedObject(); }
        }

        public void Dispose()
        {
            if (!pin.IsAllocated) return;
            Array.Clear(Bytes, 0, Bytes.Length);
            pin.Free();
        }
    }

    /// <summary>A list of texts on its way in.</summary>
    internal sealed class Texts : IDisposable
    {
        private readonly List<Utf8> texts = new List<Utf8>();

        internal Texts(IEnumerable<string> from, string argument)
        {
            Input.Need(from, argument);
            try
            {
                foreach (var one in from) texts.Add(new Utf8(Input.Need(one, argument), argument));
            }
            catch
            {
                Dispose();
                throw;
            }
            // One more, as an empty array might become NULL.
            Addresses = texts.Select(text => text.Address).Concat(new[] { IntPtr.Zero }).ToArray();
        }

        internal IntPtr[] Addresses { get; }

        internal UIntPtr Count
        {
            get { return (UIntPtr)(uint)texts.Count; }
        }

        public void Dispose()
        {
            foreach (var text in texts) text.Dispose();
        }
    }

    /// <summary>Bytes on their way in.</summary>
    internal static class Input
    {
        // The library takes no NULL for bytes that are there but empty; what becomes of an empty array
        // is the runtime's affair, so it gets an array with something in it and the length 0.
        private static readonly byte[] Nothing = new byte[1];

        internal static byte[] Need(byte[] bytes, string argument)
        {
            if (bytes == null) throw new ArgumentNullException(argument);
            return MayLack(bytes);
        }

        /// <summary>Takes null for what is absent.</summary>
        internal static byte[] MayLack(byte[] bytes)
        {
            return bytes != null && bytes.Length == 0 ? Nothing : bytes;
        }

        internal static UIntPtr Size(byte[] bytes)
        {
            return bytes == null ? UIntPtr.Zero : (UIntPtr)(uint)bytes.Length;
        }

        internal static T Need<T>(T argument, string name) where T : class
        {
            if (argument == null) throw new ArgumentNullException(name);
            return argument;
        }

        /// <summary>What takes a piece; its first byte, so that no copy is made.</summary>
        internal delegate void Taker(ref byte first, UIntPtr size);

        /// <summary>Hands over part of an array.</summary>
        internal static void Piece(byte[] buffer, int offset, int count, Taker take)
        {
            Need<byte[]>(buffer, "buffer");
            if (offset < 0 || offset > buffer.Length) throw new ArgumentOutOfRangeException("offset");
            if (count < 0 || count > buffer.Length - offset) throw new ArgumentOutOfRangeException("count");
            if (count == 0) take(ref Nothing[0], UIntPtr.Zero);
            else take(ref buffer[offset], (UIntPtr)(uint)count);
        }
    }

    /// <summary>What the library lends, copied.</summary>
    internal static class Borrowed
    {
        internal static string Text(IntPtr text)
        {
            if (text == IntPtr.Zero) return null;
            var size = 0;
            while (Marshal.ReadByte(text, size) != 0) size++;
            return Encoding.UTF8.GetString(Bytes(text, (UIntPtr)(uint)size));
        }

        internal static byte[] Bytes(IntPtr bytes, UIntPtr size)
        {
            if (bytes == IntPtr.Zero) return null;
            var copy = new byte[checked((int)size.ToUInt64())];
            Marshal.Copy(bytes, copy, 0, copy.Length);
            return copy;
        }

        /// <summary>Copies a buffer and frees it.</summary>
        internal static byte[] Take(BufferHandle buffer)
        {
            using (buffer)
            {
                return buffer.Read(() =>
                {
                    var bytes = Native.antin_buffer_data(buffer, out UIntPtr size);
                    return Bytes(bytes, size);
                });
            }
        }
    }

    /// <summary>Streams, read in pieces of 64 KiB.</summary>
    internal static class Pieces
    {
        private const int Size = 64 * 1024;

        internal delegate void Taker(byte[] buffer, int count);

        internal static void Read(Stream stream, Taker take)
        {
            Input.Need(stream, "stream");
            var buffer = new byte[Size];
            int count;
            while ((count = stream.Read(buffer, 0, buffer.Length)) > 0) take(buffer, count);
        }
    }

    /// <summary>Times, which the library has in seconds since 1970.</summary>
    internal static class Time
    {
        internal static DateTimeOffset? Of(long? seconds)
        {
            if (seconds == null) return null;
            // A signature may claim the year 0, which DateTimeOffset cannot say.
            if (seconds.Value < DateTimeOffset.MinValue.ToUnixTimeSeconds()) return DateTimeOffset.MinValue;
            return DateTimeOffset.FromUnixTimeSeconds(seconds.Value);
        }
    }

    /// <summary>What was made of pointers that a handle lends; it ends with the handle's owner.</summary>
    internal sealed class Lent<T> where T : class, IDisposable
    {
        private readonly Func<IntPtr, T> make;
        private readonly Func<T, Handle> handle;
        private readonly Dictionary<IntPtr, T> made = new Dictionary<IntPtr, T>();
        private bool ended;

        internal Lent(Func<IntPtr, T> make, Func<T, Handle> handle)
        {
            this.make = make;
            this.handle = handle;
        }

        /// <summary>Gives what is at a pointer, the same object until it is disposed of; null for no pointer.</summary>
        internal T At(IntPtr pointer)
        {
            if (pointer == IntPtr.Zero) return null;
            lock (made)
            {
                // What is lent keeps the lender from being closed.
                if (ended) throw new ObjectDisposedException(typeof(T).Name);
                if (made.TryGetValue(pointer, out T found) && !handle(found).IsClosed) return found;
                return made[pointer] = make(pointer);
            }
        }

        internal void Dispose()
        {
            lock (made)
            {
                ended = true;
                foreach (var one in made.Values) one.Dispose();
            }
        }
    }
}
