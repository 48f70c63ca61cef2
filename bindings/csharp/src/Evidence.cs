// What the caller knows beside the document.

using System;

namespace Antin
{
    /// <summary>What the caller knows beside the document: certificates, CRLs and OCSP answers.</summary>
    /// <remarks>Nothing in it is trusted. It may be shared by threads.</remarks>
    public sealed class Evidence : IDisposable
    {
        internal readonly EvidenceHandle Handle;

        /// <summary>Makes evidence with nothing in it.</summary>
        public Evidence()
        {
            Handle = Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_evidence_new(out EvidenceHandle made, out ErrorHandle error), error);
                return made;
            });
        }

        /// <summary>Adds certificates: one or several in PEM, or one in DER.</summary>
        public Evidence AddCertificates(byte[] certificates)
        {
            var bytes = Input.Need(certificates, "certificates");
            Handle.Change(() => AntinException.Check(
                Native.antin_evidence_add_certificates(
                    Handle, bytes, Input.Size(certificates), out ErrorHandle error),
                error));
            return this;
        }

        /// <summary>Adds CRLs: one or several in PEM, or one in DER.</summary>
        public Evidence AddCrls(byte[] crls)
        {
            var bytes = Input.Need(crls, "crls");
            Handle.Change(() => AntinException.Check(
                Native.antin_evidence_add_crls(Handle, bytes, Input.Size(crls), out ErrorHandle error), error));
            return this;
        }

        /// <summary>Adds an OCSP answer in DER (RFC 6960 section 4.2.1, OCSPResponse).</summary>
        public Evidence AddOcsp(byte[] response)
        {
            var bytes = Input.Need(response, "response");
            Handle.Change(() => AntinException.Check(
                Native.antin_evidence_add_ocsp(Handle, bytes, Input.Size(response), out ErrorHandle error),
                error));
            return this;
        }

        /// <summary>Says when the signatures were received, by a clock that the caller trusts.</summary>
        /// <remarks>They existed then, also without a time-stamp.</remarks>
        public Evidence SetReceptionTime(DateTimeOffset time)
        {
            Handle.Change(() => AntinException.Check(
                Native.antin_evidence_set_reception_time(
                    Handle, time.ToUnixTimeSeconds(), out ErrorHandle error),
                error));
            return this;
        }

        /// <summary>Frees the evidence.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }
}
