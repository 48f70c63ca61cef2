// Seals in the making: what kind, and those that wait for their value.

using System;
using System.Text;

namespace Antin
{
    /// <summary>What kind of seal to make.</summary>
    /// <remarks>Many seals can be made by one, also by several threads.</remarks>
    public sealed class SealOptions : IDisposable
    {
        internal readonly SealOptionsHandle Handle;

        /// <summary>Begins with what the signature is like; the agency seals, which is the sender.</summary>
        /// <param name="signature">
        /// Its level, algorithm, timestamper and evidence, which are copied; its packaging does not matter.
        /// </param>
        public SealOptions(SignOptions signature)
        {
            var kind = Input.Need(signature, "signature").Handle;
            Handle = kind.Use(() =>
            {
                AntinException.Check(
                    Native.antin_seal_options_new(kind, out SealOptionsHandle made, out ErrorHandle error), error);
                return made;
            });
        }

        /// <summary>Says in which role the seal is made. It stands in the seal.</summary>
        public SealOptions SetRole(SealRole role)
        {
            Handle.Change(() => AntinException.Check(
                Native.antin_seal_options_set_role(Handle, role, out ErrorHandle error), error));
            return this;
        }

        /// <summary>Says the identifier code of the body that seals, as a forwarder must.</summary>
        /// <remarks>Without it, it is the sender of the message. It stands in the seal.</remarks>
        public SealOptions SetOrgan(string organ)
        {
            Input.Need(organ, "organ");
            using (var text = new Utf8(organ, "organ"))
            {
                Handle.Change(() => AntinException.Check(
                    Native.antin_seal_options_set_organ(Handle, text.Bytes, out ErrorHandle error), error));
            }
            return this;
        }

        /// <summary>Frees the options.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }

    /// <summary>A seal that waits for its value, which a key that lives elsewhere makes.</summary>
    /// <remarks>
    /// Have <see cref="ToBeSigned"/> signed by the key of the chain's first certificate, with
    /// <see cref="Algorithm"/>, and hand the value to <see cref="Finish(byte[], Source)"/>.
    /// </remarks>
    public sealed class PreparedSeal : IDisposable
    {
        private readonly PreparedSealHandle handle;
        private bool busy;

        internal PreparedSeal(PreparedSealHandle handle)
        {
            this.handle = handle;
        }

        /// <summary>What the key has to sign; null once the seal is finished.</summary>
        public byte[] ToBeSigned
        {
            get
            {
                return Alone(() =>
                {
                    var bytes = Native.antin_prepared_seal_to_be_signed(handle, out UIntPtr size);
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
                    var bytes = Native.antin_prepared_seal_digest(handle, out UIntPtr size);
                    return Borrowed.Bytes(bytes, size);
                });
            }
        }

        /// <summary>The algorithm to sign with.</summary>
        public Algorithm Algorithm
        {
            get { return Alone(() => Native.antin_prepared_seal_algorithm(handle)); }
        }

        /// <summary>What is being sealed, as JSON by <c>docs/seal.md</c>, for a person to look at before.</summary>
        public string Statement
        {
            get
            {
                return Alone(() =>
                {
                    var bytes = Native.antin_prepared_seal_statement(handle, out UIntPtr size);
                    return bytes == IntPtr.Zero ? null : Encoding.UTF8.GetString(Borrowed.Bytes(bytes, size));
                });
            }
        }

        /// <summary>Puts the seal together, and returns the package with it.</summary>
        /// <remarks>It works once, also if it fails; but a value that is refused changes nothing.</remarks>
        /// <param name="value">The value of the signature.</param>
        /// <param name="package">The package that the seal was prepared for.</param>
        public byte[] Finish(byte[] value, Source package)
        {
            using (var memory = Target.Memory())
            {
                Finish(value, package, memory);
                return Target.Written(memory);
            }
        }

        /// <summary>Puts the seal together, and writes the package with it.</summary>
        public void Finish(byte[] value, Source package, Target output)
        {
            using (var target = Input.Need(output, "output").Open("output")) Finish(value, package, target);
        }

        private void Finish(byte[] value, Source package, TargetHandle target)
        {
            var bytes = Input.Need(value, "value");
            using (var source = Input.Need(package, "package").Open("package"))
            {
                Alone(() => Callbacks.Run(() =>
                {
                    AntinException.Check(
                        Native.antin_prepared_seal_finish(
                            handle, bytes, Input.Size(value), source, target, out ErrorHandle error),
                        error);
                    return true;
                }));
            }
        }

        /// <summary>Puts the seal together as a container, to be handed over beside the package.</summary>
        public byte[] FinishContainer(byte[] value)
        {
            var bytes = Input.Need(value, "value");
            return Alone(() =>
            {
                AntinException.Check(
                    Native.antin_prepared_seal_finish_container(
                        handle, bytes, Input.Size(value), out BufferHandle container, out ErrorHandle error),
                    error);
                return Borrowed.Take(container);
            });
        }

        /// <summary>Frees the prepared seal.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }

        private T Alone<T>(Func<T> work)
        {
            lock (handle)
            {
                // A stream that it reads or writes must not use it meanwhile.
                if (busy) throw new InvalidOperationException("The seal is being finished.");
                busy = true;
                try { return handle.Read(work); }
                finally { busy = false; }
            }
        }
    }
}
