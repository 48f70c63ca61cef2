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

    /// <summary>A handle that one call uses at a time, and nothing that the call asks in turn.</summary>
    internal abstract class SteppingHandle : Handle
    {
        private bool busy;

        internal T Alone<T>(Func<T> work)
        {
            lock (this)
            {
                // A stream or a function that the call uses must not use it meanwhile.
                if (busy) throw new InvalidOperationException("It is in use by the call that is running.");
                busy = true;
                try { return Read(work); }
                finally { busy = false; }
            }
        }
    }

    /// <summary>A handle that may be borrowed: what lends it is held until this one is closed.</summary>
    internal abstract class LentHandle : ChangingHandle
    {
        private Handle lender;

        /// <summary>Whether it is part of something else, and so not the caller's to change.</summary>
        internal bool IsLent
        {
            get { return lender != null; }
        }

        protected void Borrow(Handle from, IntPtr pointer)
        {
            var held = false;
            from.DangerousAddRef(ref held);
            lender = from;
            SetHandle(pointer);
        }

        protected sealed override bool ReleaseHandle()
        {
            if (lender != null) lender.DangerousRelease();
            else Free(handle);
            return true;
        }

        protected abstract void Free(IntPtr pointer);
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
        /// <summary>The absence of a policy.</summary>
        internal static readonly PolicyHandle None = new PolicyHandle();

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

    internal sealed class ReportHandle : LentHandle
    {
        internal ReportHandle() { }

        internal ReportHandle(Handle lender, IntPtr pointer)
        {
            Borrow(lender, pointer);
        }

        protected override void Free(IntPtr pointer)
        {
            Native.antin_report_free(pointer);
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

    internal sealed class PackageHandle : LentHandle
    {
        internal PackageHandle() { }

        internal PackageHandle(Handle lender, IntPtr pointer)
        {
            Borrow(lender, pointer);
        }

        protected override void Free(IntPtr pointer)
        {
            Native.antin_package_free(pointer);
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

    internal sealed class RegistrySignersHandle : ChangingHandle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_registry_signers_free(handle);
            return true;
        }
    }

    internal sealed class RegistryHandle : Handle
    {
        /// <summary>The absence of a registry.</summary>
        internal static readonly RegistryHandle None = new RegistryHandle();

        protected override bool ReleaseHandle()
        {
            Native.antin_registry_free(handle);
            return true;
        }
    }

    internal sealed class RegistryBindingHandle : ChangingHandle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_binding_free(handle);
            return true;
        }
    }

    internal sealed class RegistryDraftHandle : ChangingHandle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_registry_draft_free(handle);
            return true;
        }
    }

    internal sealed class SentHandle : LentHandle
    {
        internal SentHandle() { }

        internal SentHandle(Handle lender, IntPtr pointer)
        {
            Borrow(lender, pointer);
        }

        protected override void Free(IntPtr pointer)
        {
            Native.antin_sent_free(pointer);
        }
    }

    internal sealed class ReceiptHandle : LentHandle
    {
        internal ReceiptHandle() { }

        internal ReceiptHandle(Handle lender, IntPtr pointer)
        {
            Borrow(lender, pointer);
        }

        protected override void Free(IntPtr pointer)
        {
            Native.antin_receipt_free(pointer);
        }
    }

    internal sealed class PreparedReceiptHandle : SteppingHandle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_prepared_receipt_free(handle);
            return true;
        }
    }

    internal sealed class ReceiptReportHandle : LentHandle
    {
        internal ReceiptReportHandle() { }

        internal ReceiptReportHandle(Handle lender, IntPtr pointer)
        {
            Borrow(lender, pointer);
        }

        protected override void Free(IntPtr pointer)
        {
            Native.antin_receipt_report_free(pointer);
        }
    }

    internal sealed class ReceiptsHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_receipts_free(handle);
            return true;
        }
    }

    internal sealed class GatewayPolicyHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_gateway_policy_free(handle);
            return true;
        }
    }

    internal sealed class AgencyHandle : ChangingHandle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_agency_free(handle);
            return true;
        }
    }

    internal sealed class LedgerHandle : Handle
    {
        /// <summary>Who is given the lines of the journal, kept as long as the library may call it.</summary>
        internal WriteTo Line;

        protected override bool ReleaseHandle()
        {
            Native.antin_ledger_free(handle);
            return true;
        }
    }

    internal sealed class GatewayHandle : Handle
    {
        /// <summary>Who is given the lines of the journal, kept as long as the library may call it.</summary>
        internal WriteTo Line;

        protected override bool ReleaseHandle()
        {
            Native.antin_gateway_free(handle);
            return true;
        }
    }

    internal sealed class SendingHandle : SteppingHandle
    {
        /// <summary>Who is given the lines of the journal, kept as long as the library may call it.</summary>
        internal WriteTo Line;

        protected override bool ReleaseHandle()
        {
            Native.antin_sending_free(handle);
            return true;
        }
    }

    internal sealed class ReturnedReceiptHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_returned_receipt_free(handle);
            return true;
        }
    }

    internal sealed class ArrivalHandle : SteppingHandle
    {
        /// <summary>Who is given the lines of the journal, kept as long as the library may call it.</summary>
        internal WriteTo Line;

        protected override bool ReleaseHandle()
        {
            Native.antin_arrival_free(handle);
            return true;
        }
    }

    internal sealed class JournalHandle : Handle
    {
        protected override bool ReleaseHandle()
        {
            Native.antin_journal_free(handle);
            return true;
        }
    }
}
