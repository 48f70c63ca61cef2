// The signer: certificate, chain and key.

using System;
using System.Collections.Generic;

namespace Antin
{
    /// <summary>A signer's certificate, the chain above it, and the private key.</summary>
    /// <remarks>Threads may sign with one credential at the same time. Disposing of it wipes the key.</remarks>
    public sealed class Credential : IDisposable
    {
        internal readonly CredentialHandle Handle;

        private Credential(CredentialHandle handle)
        {
            Handle = handle;
        }

        /// <summary>Reads a PKCS#12 file (<c>.p12</c>, <c>.pfx</c>).</summary>
        /// <param name="p12">The bytes of the file.</param>
        /// <param name="password">Null is the empty password, which also opens files written without one.</param>
        /// <param name="options">Null for the defaults.</param>
        public static Credential FromPkcs12(byte[] p12, string password, KeyOptions options = null)
        {
            var bytes = Input.Need(p12, "p12");
            var keys = options == null ? KeyOptionsHandle.None : options.Handle;
            using (var secret = new Utf8(password, "password"))
            {
                return Library.Begin(() => keys.Use(() =>
                {
                    AntinException.Check(
                        Native.antin_credential_from_pkcs12(bytes, Input.Size(p12), secret.Bytes, keys,
                            out CredentialHandle made, out ErrorHandle error),
                        error);
                    return new Credential(made);
                }));
            }
        }

        /// <summary>Puts a chain and a private key together.</summary>
        /// <param name="chain">Certificates in PEM in any order, or one in DER.</param>
        /// <param name="key">PKCS#8, encrypted or not, PKCS#1 or SEC 1, in PEM or DER.</param>
        /// <param name="password">Null for a key that is not encrypted.</param>
        /// <param name="options">Null for the defaults.</param>
        public static Credential FromChainAndKey(
            byte[] chain, byte[] key, string password = null, KeyOptions options = null)
        {
            var certificates = Input.Need(chain, "chain");
            var bytes = Input.Need(key, "key");
            var keys = options == null ? KeyOptionsHandle.None : options.Handle;
            using (var secret = new Utf8(password, "password"))
            {
                return Library.Begin(() => keys.Use(() =>
                {
                    AntinException.Check(
                        Native.antin_credential_from_chain_and_key(certificates, Input.Size(chain), bytes,
                            Input.Size(key), secret.Bytes, keys, out CredentialHandle made, out ErrorHandle error),
                        error);
                    return new Credential(made);
                }));
            }
        }

        /// <summary>The chain in DER; the first certificate is the signer's.</summary>
        public IReadOnlyList<byte[]> Certificates
        {
            get
            {
                return Handle.Read(() =>
                {
                    var found = new List<byte[]>();
                    var count = Native.antin_credential_certificate_count(Handle).ToUInt64();
                    for (ulong i = 0; i < count; i++)
                    {
                        var bytes = Native.antin_credential_certificate(Handle, (UIntPtr)i, out UIntPtr size);
                        found.Add(Borrowed.Bytes(bytes, size));
                    }
                    return found.AsReadOnly();
                });
            }
        }

        /// <summary>Frees the credential and wipes its key.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }
}
