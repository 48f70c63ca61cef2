// Who makes time-stamps, and what was judged of them.

using System;

namespace Antin
{
    /// <summary>Who makes time-stamps: an authority behind an address, or one's own.</summary>
    /// <remarks>Threads may ask for time-stamps by one at the same time.</remarks>
    public sealed class Timestamper : IDisposable
    {
        internal readonly TimestamperHandle Handle;

        private Timestamper(TimestamperHandle handle)
        {
            Handle = handle;
        }

        /// <summary>Names an authority by its http or https address (RFC 3161). Nothing is asked yet.</summary>
        /// <remarks>The caller vouches for the address, so that its host may be anywhere.</remarks>
        /// <param name="client">Who asks; it is kept.</param>
        /// <param name="address">The address of the authority.</param>
        /// <param name="policy">The policy of the authority to ask for, in dotted form, or null.</param>
        public Timestamper(Client client, string address, string policy = null)
        {
            var asks = Input.Need(client, "client").Handle;
            Input.Need(address, "address");
            using (var text = new Utf8(address, "address"))
            using (var oid = new Utf8(policy, "policy"))
            {
                AntinException.Check(
                    Native.antin_timestamper_new(asks, text.Bytes, oid.Bytes, out Handle, out ErrorHandle error),
                    error);
            }
        }

        /// <summary>Makes an authority of one's own, for development and tests: it needs no network.</summary>
        /// <param name="credential">Its certificate must be one for time-stamping alone; it is kept.</param>
        /// <param name="policy">The policy that it stamps by, in dotted form.</param>
        /// <param name="time">The time that it stamps with.</param>
        public static Timestamper Own(Credential credential, string policy, DateTimeOffset time)
        {
            var signer = Input.Need(credential, "credential").Handle;
            Input.Need(policy, "policy");
            using (var oid = new Utf8(policy, "policy"))
            {
                AntinException.Check(
                    Native.antin_timestamper_new_own(signer, oid.Bytes, time.ToUnixTimeSeconds(),
                        out TimestamperHandle made, out ErrorHandle error),
                    error);
                return new Timestamper(made);
            }
        }

        /// <summary>Frees it. Options that use it keep what they need.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }

    /// <summary>The judgement on one time-stamp. It can be read until its report is disposed of.</summary>
    public sealed class Timestamp
    {
        private readonly Report report;
        private readonly IntPtr pointer;

        internal Timestamp(Report report, IntPtr pointer)
        {
            this.report = report;
            this.pointer = pointer;
        }

        /// <summary>What it is over.</summary>
        public TimestampKind Kind
        {
            get { return Read(() => Native.antin_timestamp_kind(pointer)); }
        }

        /// <summary>The verdict. Only a time-stamp that passed proves something.</summary>
        public Verdict Verdict
        {
            get { return Read(() => Native.antin_timestamp_verdict(pointer)); }
        }

        /// <summary>What goes with the verdict by EN 319 102-1; null for a pass.</summary>
        public string SubIndication
        {
            get { return Read(() => Borrowed.Text(Native.antin_timestamp_sub_indication(pointer))); }
        }

        /// <summary>The time that it names; null if it could not be read.</summary>
        public DateTimeOffset? Time
        {
            get
            {
                return Antin.Time.Of(Read(
                    () => Native.antin_timestamp_time(pointer, out long time) == ErrorCode.Ok ? (long?)time : null));
            }
        }

        /// <summary>The subject of the authority's certificate; null if none was found.</summary>
        public string Authority
        {
            get { return Read(() => Borrowed.Text(Native.antin_timestamp_authority(pointer))); }
        }

        /// <summary>The policy of the authority, in dotted form; null if it could not be read.</summary>
        public string Policy
        {
            get { return Read(() => Borrowed.Text(Native.antin_timestamp_policy(pointer))); }
        }

        private T Read<T>(Func<T> read)
        {
            return report.Handle.Read(read);
        }
    }
}
