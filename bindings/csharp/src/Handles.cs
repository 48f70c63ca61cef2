// Owners of what the library made: each is freed once, by its class or by the finalizer.

using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Antin
{
    /// <summary>A handle of the library.</summary>
    internal abstract class Handle : SafeHandle
    {
        protected Handle() : base(IntPtr.Zero, true) { }

        public override bool IsInvalid
        {
            get { return handle == IntPtr.Zero; }
        }

        /// <summary>Throws if the handle is closed.</summary>
        internal void NeedOpen()
        {
            if (IsClosed) throw new ObjectDisposedException(GetType().Name);
        }

        /// <summary>Runs something that uses what the handle lends, which lives until it returns.</summary>
        internal T Read<T>(Func<T> read)
        {
            var held = false;
            try
            {
                DangerousAddRef(ref held);
                return read();
            }
            finally
            {
                if (held) DangerousRelease();
            }
        }
    }

    /// <summary>
    /// A handle that can be changed: changes wait until no other thread uses it, as the library demands.
    /// </summary>
    internal abstract class ChangingHandle : Handle
    {
        // A function of the caller that the library asks may use again what the call is using.
        private readonly ReaderWriterLockSlim gate = new ReaderWriterLockSlim(LockRecursionPolicy.SupportsRecursion);

        internal T Use<T>(Func<T> use)
        {
            gate.EnterReadLock();
            try
            {
                // Mono, when it meets a closed handle among the arguments of a call, forgets to release
                // those before it, which would then never be freed.
                NeedOpen();
                return use();
            }
            finally { gate.ExitReadLock(); }
        }

        internal void Change(Action change)
        {
            gate.EnterWriteLock();
            try { change(); }
            finally { gate.ExitWriteLock(); }
        }
    }

    internal sealed class ErrorHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_error_free(handle);
            return true;
        }
    }

    internal sealed class BufferHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_buffer_free(handle);
            return true;
        }
    }

    internal sealed class KeyOptionsHandle : ChangingHandle
    {
        /// <summary>The absence of options.</summary>
        internal static readonly KeyOptionsHandle None = new KeyOptionsHandle();

        protected override bool ReleaseHandle()
        {
            Native.antin_key_options_free(handle);
            return true;
        }
    }

    internal sealed class CredentialHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_credential_free(handle);
            return true;
        }
    }

    internal sealed class SignOptionsHandle : ChangingHandle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_sign_options_free(handle);
            return true;
        }
    }

    internal sealed class PreparedHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_prepared_free(handle);
            return true;
        }
    }

    internal sealed class SigningHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_signing_free(handle);
            return true;
        }
    }

    internal sealed class PolicyHandle : ChangingHandle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_policy_free(handle);
            return true;
        }
    }

    internal sealed class EvidenceHandle : ChangingHandle
    {
        /// <summary>The absence of evidence.</summary>
        internal static readonly EvidenceHandle None = new EvidenceHandle();

        protected override bool ReleaseHandle()
        {
            Native.antin_evidence_free(handle);
            return true;
        }
    }

    internal sealed class VerifyingHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_verifying_free(handle);
            return true;
        }
    }

    internal sealed class ReportHandle : Handle
    {
        // What lends the report, if it is borrowed; held until this is closed.
        private readonly PackageHandle lender;

        internal ReportHandle() { }

        internal ReportHandle(PackageHandle lender, IntPtr report)
        {
            var held = false;
            lender.DangerousAddRef(ref held);
            this.lender = lender;
            SetHandle(report);
        }

        protected override bool ReleaseHandle()
        {
            if (lender != null) lender.DangerousRelease();
            else Native.antin_report_free(handle);
            return true;
        }
    }

    internal sealed class RecheckHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_recheck_free(handle);
            return true;
        }
    }

    internal sealed class PathHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_path_free(handle);
            return true;
        }
    }

    internal sealed class InspectionHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_inspection_free(handle);
            return true;
        }
    }

    internal sealed class ClientOptionsHandle : ChangingHandle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_client_options_free(handle);
            return true;
        }
    }

    internal sealed class ClientHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_client_free(handle);
            return true;
        }
    }

    internal sealed class TimestamperHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_timestamper_free(handle);
            return true;
        }
    }

    internal sealed class EvidenceListHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_evidence_list_free(handle);
            return true;
        }
    }

    internal sealed class CacheHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_cache_free(handle);
            return true;
        }
    }

    internal sealed class GatheredHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_gathered_free(handle);
            return true;
        }
    }

    internal sealed class SourceHandle : Handle
    {
        /// <summary>What the library reads by, kept as long as it may.</summary>
        internal ReadAt Reader;

        protected override bool ReleaseHandle()
        {
            Native.antin_source_free(handle);
            return true;
        }
    }

    internal sealed class TargetHandle : Handle
    {
        /// <summary>What the library writes by, kept as long as it may.</summary>
        internal WriteTo Writer;

        protected override bool ReleaseHandle()
        {
            Native.antin_target_free(handle);
            return true;
        }
    }

    internal sealed class SealOptionsHandle : ChangingHandle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_seal_options_free(handle);
            return true;
        }
    }

    internal sealed class PreparedSealHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_prepared_seal_free(handle);
            return true;
        }
    }

    internal sealed class OpeningHandle : ChangingHandle
    {
        /// <summary>The absence of all that an opening says.</summary>
        internal static readonly OpeningHandle None = new OpeningHandle();

        /// <summary>Whom the library asks, kept as long as it may.</summary>
        internal AskSenders Senders;

        protected override bool ReleaseHandle()
        {
            Native.antin_opening_free(handle);
            return true;
        }
    }

    internal sealed class PackageHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_package_free(handle);
            return true;
        }
    }

    internal sealed class ValidationHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_validation_free(handle);
            return true;
        }
    }
}
