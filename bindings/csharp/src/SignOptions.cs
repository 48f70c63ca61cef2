// What kind of signature to make.

using System;

namespace Antin
{
    /// <summary>What kind of signature to make.</summary>
    /// <remarks>
    /// By default the signature is detached, with the usual algorithm of the key. Many signatures can be
    /// made by one, also by several threads.
    /// </remarks>
    public sealed class SignOptions : IDisposable
    {
        internal readonly SignOptionsHandle Handle;

        /// <summary>Begins with a format and a level.</summary>
        public SignOptions(Format format, Level level)
        {
            Handle = Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_sign_options_new(
                        format, level, out SignOptionsHandle made, out ErrorHandle error),
                    error);
                return made;
            });
        }

        /// <summary>Sets where the document is.</summary>
        public SignOptions SetPackaging(Packaging packaging)
        {
            Handle.Change(() => AntinException.Check(
                Native.antin_sign_options_set_packaging(Handle, packaging, out ErrorHandle error), error));
            return this;
        }

        /// <summary>Sets the algorithm. Whether the key has it is seen when it signs.</summary>
        public SignOptions SetAlgorithm(Algorithm algorithm)
        {
            Handle.Change(() => AntinException.Check(
                Native.antin_sign_options_set_algorithm(Handle, algorithm, out ErrorHandle error), error));
            return this;
        }

        /// <summary>Describes the document by its MIME type, such as <c>application/pdf</c>.</summary>
        public SignOptions SetMimeType(string mimeType)
        {
            Input.Need(mimeType, "mimeType");
            using (var text = new Utf8(mimeType, "mimeType"))
            {
                Handle.Change(() => AntinException.Check(
                    Native.antin_sign_options_set_mime_type(Handle, text.Bytes, out ErrorHandle error), error));
            }
            return this;
        }

        /// <summary>Describes the document by words and by its content type (RFC 2634 section 2.9).</summary>
        /// <param name="description">Words for people, or null.</param>
        /// <param name="contentType">An object identifier in dotted form, such as 1.2.840.113549.1.7.1.</param>
        public SignOptions SetContentHints(string description, string contentType)
        {
            Input.Need(contentType, "contentType");
            using (var words = new Utf8(description, "description"))
            using (var oid = new Utf8(contentType, "contentType"))
            {
                Handle.Change(() => AntinException.Check(
                    Native.antin_sign_options_set_content_hints(
                        Handle, words.Bytes, oid.Bytes, out ErrorHandle error),
                    error));
            }
            return this;
        }

        /// <summary>Says who makes time-stamps, which all levels above B ask for. It is kept.</summary>
        public SignOptions SetTimestamper(Timestamper timestamper)
        {
            var authority = Input.Need(timestamper, "timestamper").Handle;
            Handle.Change(() => AntinException.Check(
                Native.antin_sign_options_set_timestamper(Handle, authority, out ErrorHandle error), error));
            return this;
        }

        /// <summary>Gives what the levels LT and LTA keep with the signature. It is copied.</summary>
        public SignOptions SetEvidence(Evidence evidence)
        {
            var known = Input.Need(evidence, "evidence").Handle;
            known.Use(() =>
            {
                Handle.Change(() => AntinException.Check(
                    Native.antin_sign_options_set_evidence(Handle, known, out ErrorHandle error), error));
                return this;
            });
            return this;
        }

        /// <summary>Frees the options.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }
}
