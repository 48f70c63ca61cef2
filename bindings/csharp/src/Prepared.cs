// A signature that waits for its value.

using System;

namespace Antin
{
    /// <summary>A signature that waits for its value, which a key that lives elsewhere makes.</summary>
    /// <remarks>
    /// Have <see cref="ToBeSigned"/> signed by the key of the chain's first certificate, with
    /// <see cref="Algorithm"/>, and hand the value to <see cref="Finish"/>.
    /// </remarks>
    public sealed class Prepared : IDisposable
    {
        private readonly PreparedHandle handle;

        internal Prepared(PreparedHandle handle)
        {
            this.handle = handle;
        }

        /// <summary>What the key has to sign; null once the signature is finished.</summary>
        public byte[] ToBeSigned
        {
            get
            {
                return Alone(() =>
                {
                    var bytes = Native.antin_prepared_to_be_signed(handle, out UIntPtr size);
                    return Borrowed.Bytes(bytes, size);
                });
            }
        }

        /// <summary>The digest of what the key has to sign, for keys that sign digests.</summary>
        /// <remarks>Ed25519 signs the message itself and has no use for it.</remarks>
        public byte[] Digest
        {
            get
            {
                return Alone(() =>
                {
                    var bytes = Native.antin_prepared_digest(handle, out UIntPtr size);
                    return Borrowed.Bytes(bytes, size);
                });
            }
        }

        /// <summary>The algorithm to sign with.</summary>
        public Algorithm Algorithm
        {
            get { return Alone(() => Native.antin_prepared_algorithm(handle)); }
        }

        /// <summary>Puts the signature together. It works once; a value that is refused changes nothing.</summary>
        public byte[] Finish(byte[] value)
        {
            var bytes = Input.Need(value, "value");
            return Alone(() =>
            {
                AntinException.Check(
                    Native.antin_prepared_finish(handle, bytes, Input.Size(value), out BufferHandle signed,
                        out ErrorHandle error),
                    error);
                return Borrowed.Take(signed);
            });
        }

        /// <summary>Frees the prepared signature.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }

        private T Alone<T>(Func<T> work)
        {
            lock (handle) return handle.Read(work);
        }
    }
}
