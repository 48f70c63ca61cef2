// How keys are read.

using System;

namespace Antin
{
    /// <summary>How keys are read.</summary>
    /// <remarks>By default the provider is ring, and a file with several keys is refused.</remarks>
    public sealed class KeyOptions : IDisposable
    {
        internal readonly KeyOptionsHandle Handle;

        /// <summary>Makes the defaults.</summary>
        public KeyOptions()
        {
            Handle = Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_key_options_new(out KeyOptionsHandle made, out ErrorHandle error), error);
                return made;
            });
        }

        /// <summary>Takes the key of this name out of a PKCS#12 file: its friendlyName.</summary>
        public KeyOptions SetFriendlyName(string name)
        {
            Input.Need(name, "name");
            using (var text = new Utf8(name, "name"))
            {
                Handle.Change(() => AntinException.Check(
                    Native.antin_key_options_set_friendly_name(Handle, text.Bytes, out ErrorHandle error), error));
            }
            return this;
        }

        /// <summary>Makes keys with this provider, which will then sign.</summary>
        public KeyOptions SetProvider(Provider provider)
        {
            Handle.Change(() => AntinException.Check(
                Native.antin_key_options_set_provider(Handle, provider, out ErrorHandle error), error));
            return this;
        }

        /// <summary>Frees the options.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }
}
