// A signature that is made while its document passes by.

using System;
using System.IO;

namespace Antin
{
    /// <summary>A signature that is made while its document passes by, in constant memory.</summary>
    public sealed class Signing : IDisposable
    {
        private readonly SigningHandle handle;

        private Signing(SigningHandle handle)
        {
            this.handle = handle;
        }

        /// <summary>Begins a detached signature.</summary>
        public Signing(Credential credential, SignOptions options, DateTimeOffset signingTime)
        {
            var signer = Input.Need(credential, "credential").Handle;
            var kind = Input.Need(options, "options").Handle;
            handle = kind.Use(() =>
            {
                AntinException.Check(
                    Native.antin_signing_new(signer, kind, signingTime.ToUnixTimeSeconds(),
                        out SigningHandle signing, out ErrorHandle error),
                    error);
                return signing;
            });
        }

        /// <summary>Begins a signature with the document in it, which is <c>length</c> bytes long.</summary>
        /// <remarks>
        /// Write <see cref="Head"/>, then the document as it is handed over, then what
        /// <see cref="Finish"/> gives. The options must ask for <see cref="Packaging.Attached"/>.
        /// </remarks>
        public Signing(Credential credential, SignOptions options, DateTimeOffset signingTime, long length)
        {
            if (length < 0) throw new ArgumentOutOfRangeException("length");
            var signer = Input.Need(credential, "credential").Handle;
            var kind = Input.Need(options, "options").Handle;
            handle = kind.Use(() =>
            {
                AntinException.Check(
                    Native.antin_signing_new_attached(signer, kind, signingTime.ToUnixTimeSeconds(),
                        (ulong)length, out SigningHandle signing, out ErrorHandle error),
                    error);
                return signing;
            });
        }

        /// <summary>
        /// Begins a detached signature for a key that lives elsewhere; end it with <see cref="Prepare"/>.
        /// </summary>
        public static Signing ForChain(byte[] chain, SignOptions options, DateTimeOffset signingTime)
        {
            var certificates = Input.Need(chain, "chain");
            var kind = Input.Need(options, "options").Handle;
            return kind.Use(() =>
            {
                AntinException.Check(
                    Native.antin_signing_new_for_chain(certificates, Input.Size(chain), kind,
                        signingTime.ToUnixTimeSeconds(), out SigningHandle signing, out ErrorHandle error),
                    error);
                return new Signing(signing);
            });
        }

        /// <summary>What stands before the document in an attached signature; null in a detached one.</summary>
        public byte[] Head
        {
            get
            {
                return Alone(() =>
                {
                    var bytes = Native.antin_signing_head(handle, out UIntPtr size);
                    return Borrowed.Bytes(bytes, size);
                });
            }
        }

        /// <summary>Takes the next piece of the document.</summary>
        public void Update(byte[] piece)
        {
            Update(piece, 0, Input.Need<byte[]>(piece, "piece").Length);
        }

        /// <summary>Takes the next piece of the document out of a buffer.</summary>
        public void Update(byte[] buffer, int offset, int count)
        {
            lock (handle)
            {
                Input.Piece(buffer, offset, count, (ref byte first, UIntPtr size) => AntinException.Check(
                    Native.antin_signing_update(handle, ref first, size, out ErrorHandle error), error));
            }
        }

        /// <summary>Takes all that a stream still has.</summary>
        public void Update(Stream document)
        {
            Pieces.Read(document, (buffer, count) => Update(buffer, 0, count));
        }

        /// <summary>
        /// Gives the detached signature, or what stands after the document in an attached one. It works once.
        /// </summary>
        public byte[] Finish()
        {
            return Alone(() =>
            {
                AntinException.Check(
                    Native.antin_signing_finish(handle, out BufferHandle signed, out ErrorHandle error), error);
                return Borrowed.Take(signed);
            });
        }

        /// <summary>Ends a detached signature without signing it, for a key that lives elsewhere.</summary>
        public Prepared Prepare()
        {
            return Alone(() =>
            {
                AntinException.Check(
                    Native.antin_signing_prepare(handle, out PreparedHandle prepared, out ErrorHandle error),
                    error);
                return new Prepared(prepared);
            });
        }

        /// <summary>Frees the signature in the making.</summary>
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
