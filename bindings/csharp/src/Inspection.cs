// What is in a file.

using System;
using System.Text;

namespace Antin
{
    /// <summary>What is in a file: certificates, CRLs, signatures, keys. Nothing in it was judged.</summary>
    public sealed class Inspection : IDisposable
    {
        private readonly InspectionHandle handle;

        internal Inspection(InspectionHandle handle)
        {
            this.handle = handle;
        }

        /// <summary>Gives what is in the file as JSON.</summary>
        public string ToJson(Language language)
        {
            AntinException.Check(
                Native.antin_inspection_to_json(handle, language, out BufferHandle json, out ErrorHandle error),
                error);
            return Encoding.UTF8.GetString(Borrowed.Take(json));
        }

        /// <summary>Gives what is in the file as text for people.</summary>
        public string ToText(Language language)
        {
            AntinException.Check(
                Native.antin_inspection_to_text(handle, language, out BufferHandle text, out ErrorHandle error),
                error);
            return Encoding.UTF8.GetString(Borrowed.Take(text));
        }

        /// <summary>Frees what was found.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }
    }
}
