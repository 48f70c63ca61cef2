// The functions of include/antin.h, one declaration each, in the order of the header.
//
// Handles are SafeHandles, which the runtime keeps alive while a call uses them. What belongs to a
// report or a package is a plain pointer; its owner's Read holds it meanwhile. Functions that the library
// calls are kept by the handle that they are for. Text that goes in is UTF-8 that
// ends in 0 (Utf8); text and bytes that come out are copied (Borrowed).
// The names are those of the header. One file, as the header is one, so that both can be read side by side.

using System;
using System.Runtime.InteropServices;

namespace Antin
{
    /// <summary>Reads at most so many bytes from an offset on; a negative number if it cannot.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate long ReadAt(IntPtr context, ulong offset, IntPtr into, UIntPtr len);

    /// <summary>Takes bytes; 0 if it took all of them.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate uint WriteTo(IntPtr context, IntPtr bytes, UIntPtr len);

    /// <summary>Says what is known of a claim.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal delegate SenderBinding AskSenders(IntPtr context, IntPtr claim);

    internal static class Native
    {
        private const string Name = Library.Name;

        [DllImport(Name)] internal static extern IntPtr antin_version();
        [DllImport(Name)] internal static extern ErrorCode antin_error_code(ErrorHandle error);
        [DllImport(Name)] internal static extern IntPtr antin_error_message(ErrorHandle error);
        [DllImport(Name)] internal static extern IntPtr antin_error_text(ErrorHandle error, Language language);
        [DllImport(Name)] internal static extern IntPtr antin_error_help(ErrorHandle error, Language language);
        [DllImport(Name)] internal static extern void antin_error_free(IntPtr error);
        [DllImport(Name)]
        internal static extern IntPtr antin_buffer_data(
            BufferHandle buffer, out UIntPtr lenOut);
        [DllImport(Name)] internal static extern void antin_buffer_free(IntPtr buffer);
        [DllImport(Name)]
        internal static extern ErrorCode antin_key_options_new(
            out KeyOptionsHandle optionsOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_key_options_set_friendly_name(
            KeyOptionsHandle options, byte[] name, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_key_options_set_provider(
            KeyOptionsHandle options, Provider provider, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_key_options_free(IntPtr options);
        [DllImport(Name)]
        internal static extern ErrorCode antin_credential_from_pkcs12(
            byte[] p12, UIntPtr p12Len, byte[] password, KeyOptionsHandle options,
            out CredentialHandle credentialOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_credential_from_chain_and_key(
            byte[] chain, UIntPtr chainLen, byte[] key, UIntPtr keyLen, byte[] password,
            KeyOptionsHandle options, out CredentialHandle credentialOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern UIntPtr antin_credential_certificate_count(
            CredentialHandle credential);
        [DllImport(Name)]
        internal static extern IntPtr antin_credential_certificate(
            CredentialHandle credential, UIntPtr index, out UIntPtr lenOut);
        [DllImport(Name)] internal static extern void antin_credential_free(IntPtr credential);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sign_options_new(
            Format format, Level level, out SignOptionsHandle optionsOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sign_options_set_packaging(
            SignOptionsHandle options, Packaging packaging, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sign_options_set_algorithm(
            SignOptionsHandle options, Algorithm algorithm, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sign_options_set_mime_type(
            SignOptionsHandle options, byte[] mimeType, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sign_options_set_content_hints(
            SignOptionsHandle options, byte[] description, byte[] contentType, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sign_options_set_timestamper(
            SignOptionsHandle options, TimestamperHandle timestamper, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sign_options_set_evidence(
            SignOptionsHandle options, EvidenceHandle evidence, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_sign_options_free(IntPtr options);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sign(
            byte[] document, UIntPtr documentLen, CredentialHandle credential, SignOptionsHandle options,
            long signingTime, out BufferHandle signedOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_add_signature(
            byte[] signature, UIntPtr signatureLen, byte[] content, UIntPtr contentLen,
            CredentialHandle credential, SignOptionsHandle options, long signingTime,
            out BufferHandle signedOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_extend(
            byte[] signature, UIntPtr signatureLen, byte[] content, UIntPtr contentLen,
            SignOptionsHandle options, out BufferHandle extendedOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_new(
            out ClientOptionsHandle optionsOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_total_timeout(
            ClientOptionsHandle options, ulong milliseconds, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_attempt_timeout(
            ClientOptionsHandle options, ulong milliseconds, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_connect_timeout(
            ClientOptionsHandle options, ulong milliseconds, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_host_timeout(
            ClientOptionsHandle options, byte[] host, ulong milliseconds, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_attempts(
            ClientOptionsHandle options, uint attempts, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_parallel(
            ClientOptionsHandle options, UIntPtr all, UIntPtr perHost, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_fetches(
            ClientOptionsHandle options, uint fetches, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_proxy(
            ClientOptionsHandle options, byte[] address, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_allow_host(
            ClientOptionsHandle options, byte[] host, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_allow_network(
            ClientOptionsHandle options, byte[] network, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_client_options_free(IntPtr options);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_new(
            ClientOptionsHandle options, out ClientHandle clientOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_client_free(IntPtr client);
        [DllImport(Name)]
        internal static extern ErrorCode antin_timestamper_new(
            ClientHandle client, byte[] address, byte[] policy, out TimestamperHandle timestamperOut,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_timestamper_new_own(
            CredentialHandle credential, byte[] policy, long time, out TimestamperHandle timestamperOut,
            out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_timestamper_free(IntPtr timestamper);
        [DllImport(Name)]
        internal static extern ErrorCode antin_prepare(
            byte[] document, UIntPtr documentLen, byte[] chain, UIntPtr chainLen, SignOptionsHandle options,
            long signingTime, out PreparedHandle preparedOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_prepare_digest(
            DigestAlgorithm digestAlgorithm, byte[] digest, UIntPtr digestLen, byte[] chain,
            UIntPtr chainLen, SignOptionsHandle options, long signingTime, out PreparedHandle preparedOut,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_prepare_addition(
            byte[] signature, UIntPtr signatureLen, byte[] content, UIntPtr contentLen, byte[] chain,
            UIntPtr chainLen, SignOptionsHandle options, long signingTime, out PreparedHandle preparedOut,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern IntPtr antin_prepared_to_be_signed(
            PreparedHandle prepared, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern IntPtr antin_prepared_digest(
            PreparedHandle prepared, out UIntPtr lenOut);
        [DllImport(Name)] internal static extern Algorithm antin_prepared_algorithm(PreparedHandle prepared);
        [DllImport(Name)]
        internal static extern ErrorCode antin_prepared_finish(
            PreparedHandle prepared, byte[] value, UIntPtr valueLen, out BufferHandle signedOut,
            out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_prepared_free(IntPtr prepared);
        [DllImport(Name)]
        internal static extern ErrorCode antin_signing_new(
            CredentialHandle credential, SignOptionsHandle options, long signingTime,
            out SigningHandle signingOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_signing_new_for_chain(
            byte[] chain, UIntPtr chainLen, SignOptionsHandle options, long signingTime,
            out SigningHandle signingOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_signing_new_attached(
            CredentialHandle credential, SignOptionsHandle options, long signingTime, ulong documentLen,
            out SigningHandle signingOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern IntPtr antin_signing_head(
            SigningHandle signing, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_signing_update(
            SigningHandle signing, ref byte piece, UIntPtr pieceLen, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_signing_finish(
            SigningHandle signing, out BufferHandle signedOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_signing_prepare(
            SigningHandle signing, out PreparedHandle preparedOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_signing_free(IntPtr signing);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_new(
            byte[] roots, UIntPtr rootsLen, out PolicyHandle policyOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_add_roots(
            PolicyHandle policy, byte[] roots, UIntPtr rootsLen, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_set_profile(
            PolicyHandle policy, byte[] name, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_set_profile_file(
            PolicyHandle policy, byte[] file, UIntPtr fileLen, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_require_level(
            PolicyHandle policy, Level level, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_set_revocation(
            PolicyHandle policy, Revocation revocation, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_danger_skip_revocation(
            PolicyHandle policy, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_set_provider(
            PolicyHandle policy, Provider provider, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_policy_free(IntPtr policy);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_set_purpose(
            PolicyHandle policy, Purpose purpose, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_set_name(
            PolicyHandle policy, NameForm form, byte[] name, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_set_certificate_policies(
            PolicyHandle policy, IntPtr[] oids, UIntPtr count, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_require_explicit_policy(
            PolicyHandle policy, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_inhibit_policy_mapping(
            PolicyHandle policy, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_inhibit_any_policy(
            PolicyHandle policy, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_policy_set_max_depth(
            PolicyHandle policy, UIntPtr authorities, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_new(
            out EvidenceHandle evidenceOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_add_certificates(
            EvidenceHandle evidence, byte[] certificates, UIntPtr certificatesLen, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_add_crls(
            EvidenceHandle evidence, byte[] crls, UIntPtr crlsLen, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_add_ocsp(
            EvidenceHandle evidence, byte[] response, UIntPtr responseLen, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_set_reception_time(
            EvidenceHandle evidence, long time, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_evidence_free(IntPtr evidence);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_gathering_timeout(
            ClientOptionsHandle options, ulong milliseconds, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_pause(
            ClientOptionsHandle options, ulong milliseconds, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_redirects(
            ClientOptionsHandle options, uint redirects, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_set_sizes(
            ClientOptionsHandle options, ulong crl, ulong answer, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_client_options_ask_ocsp_by_get(
            ClientOptionsHandle options, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_add_token(
            EvidenceHandle evidence, byte[] token, UIntPtr tokenLen, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_add_evidence(
            EvidenceHandle evidence, EvidenceHandle other, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_from_bytes(
            byte[] file, UIntPtr fileLen, out EvidenceHandle evidenceOut, out ErrorHandle
            errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_to_bytes(
            EvidenceHandle evidence, out BufferHandle fileOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_read(
            byte[] path, out EvidenceHandle evidenceOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_write(
            EvidenceHandle evidence, byte[] path, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_list_new(
            EvidenceHandle evidence, out EvidenceListHandle listOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern UIntPtr antin_evidence_list_count(EvidenceListHandle list);
        [DllImport(Name)]
        internal static extern UIntPtr antin_evidence_list_ended_count(
            EvidenceListHandle list, long by);
        [DllImport(Name)]
        internal static extern IntPtr antin_evidence_list_item(
            EvidenceListHandle list, UIntPtr index);
        [DllImport(Name)] internal static extern void antin_evidence_list_free(IntPtr list);
        [DllImport(Name)] internal static extern EvidenceKind antin_evidence_item_kind(IntPtr item);
        [DllImport(Name)] internal static extern IntPtr antin_evidence_item_name(IntPtr item);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_item_since(
            IntPtr item, out long timeOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_item_until(
            IntPtr item, out long timeOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_evidence_item_obtained(
            IntPtr item, out long timeOut);
        [DllImport(Name)] internal static extern IntPtr antin_evidence_item_source(IntPtr item);
        [DllImport(Name)]
        internal static extern IntPtr antin_evidence_item_bytes(
            IntPtr item, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_cache_open(
            byte[] folder, out CacheHandle cacheOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_cache_load(
            CacheHandle cache, out EvidenceHandle evidenceOut, out BufferHandle damagedOut, out
            ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_cache_keep(
            CacheHandle cache, EvidenceHandle evidence, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_cache_clean(
            CacheHandle cache, long endedBefore, out UIntPtr deletedOut, out ErrorHandle
            errorOut);
        [DllImport(Name)] internal static extern void antin_cache_free(IntPtr cache);
        [DllImport(Name)]
        internal static extern ErrorCode antin_gather(
            ClientHandle client, byte[] signature, UIntPtr signatureLen, PolicyHandle policy,
            EvidenceHandle known, long now, out GatheredHandle gatheredOut, out ErrorHandle
            errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_gather_for_certificate(
            ClientHandle client, byte[] certificates, UIntPtr certificatesLen, PolicyHandle
            policy, EvidenceHandle known, long now, out GatheredHandle gatheredOut, out
            ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_gathered_evidence(
            GatheredHandle gathered, out EvidenceHandle evidenceOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern UIntPtr antin_gathered_fetched(GatheredHandle gathered);
        [DllImport(Name)] internal static extern UIntPtr antin_gathered_missing_count(GatheredHandle gathered);
        [DllImport(Name)] internal static extern uint antin_gathered_is_cut_short(GatheredHandle gathered);
        [DllImport(Name)]
        internal static extern IntPtr antin_gathered_missing(
            GatheredHandle gathered, UIntPtr index);
        [DllImport(Name)] internal static extern void antin_gathered_free(IntPtr gathered);
        [DllImport(Name)] internal static extern MissingKind antin_missing_kind(IntPtr missing);
        [DllImport(Name)]
        internal static extern IntPtr antin_missing_certificate(
            IntPtr missing, out UIntPtr lenOut);
        [DllImport(Name)] internal static extern IntPtr antin_missing_subject(IntPtr missing);
        [DllImport(Name)] internal static extern UIntPtr antin_missing_attempt_count(IntPtr missing);
        [DllImport(Name)]
        internal static extern IntPtr antin_missing_attempt_address(
            IntPtr missing, UIntPtr index);
        [DllImport(Name)]
        internal static extern IntPtr antin_missing_attempt_reason(
            IntPtr missing, UIntPtr index, Language language);
        [DllImport(Name)]
        internal static extern ErrorCode antin_verify(
            byte[] document, UIntPtr documentLen, byte[] content, UIntPtr contentLen, PolicyHandle policy,
            EvidenceHandle evidence, long at, out ReportHandle reportOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_verifying_new(
            byte[] signature, UIntPtr signatureLen, PolicyHandle policy, EvidenceHandle evidence, long at,
            out VerifyingHandle verifyingOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_verifying_new_attached(
            PolicyHandle policy, EvidenceHandle evidence, long at, out VerifyingHandle verifyingOut,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_verifying_update(
            VerifyingHandle verifying, ref byte piece, UIntPtr pieceLen, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_verifying_finish(
            VerifyingHandle verifying, out ReportHandle reportOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_verifying_free(IntPtr verifying);
        [DllImport(Name)]
        internal static extern ErrorCode antin_report_require_passed(
            ReportHandle report, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern Verdict antin_report_verdict(ReportHandle report);
        [DllImport(Name)] internal static extern IntPtr antin_report_sub_indication(ReportHandle report);
        [DllImport(Name)] internal static extern Format antin_report_format(ReportHandle report);
        [DllImport(Name)] internal static extern UIntPtr antin_report_signature_count(ReportHandle report);
        [DllImport(Name)]
        internal static extern IntPtr antin_report_signature(
            ReportHandle report, UIntPtr index);
        [DllImport(Name)]
        internal static extern IntPtr antin_report_content(
            ReportHandle report, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_report_to_json(
            ReportHandle report, Language language, out BufferHandle jsonOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_report_to_text(
            ReportHandle report, Language language, out BufferHandle textOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_report_free(IntPtr report);
        [DllImport(Name)] internal static extern Verdict antin_signature_verdict(IntPtr signature);
        [DllImport(Name)] internal static extern IntPtr antin_signature_sub_indication(IntPtr signature);
        [DllImport(Name)] internal static extern Level antin_signature_level(IntPtr signature);
        [DllImport(Name)] internal static extern IntPtr antin_signature_signer_subject(IntPtr signature);
        [DllImport(Name)] internal static extern IntPtr antin_signature_signer_issuer(IntPtr signature);
        [DllImport(Name)] internal static extern IntPtr antin_signature_signer_serial(IntPtr signature);
        [DllImport(Name)] internal static extern IntPtr antin_signature_signer_sha256(IntPtr signature);
        [DllImport(Name)]
        internal static extern IntPtr antin_signature_signer_certificate(
            IntPtr signature, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_signature_claimed_time(
            IntPtr signature, out long timeOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_signature_proven_time(
            IntPtr signature, out long timeOut);
        [DllImport(Name)] internal static extern IntPtr antin_signature_digest(IntPtr signature);
        [DllImport(Name)] internal static extern IntPtr antin_signature_algorithm(IntPtr signature);
        [DllImport(Name)] internal static extern Coverage antin_signature_coverage(IntPtr signature);
        [DllImport(Name)] internal static extern UIntPtr antin_signature_path_count(IntPtr signature);
        [DllImport(Name)]
        internal static extern IntPtr antin_signature_path_certificate(
            IntPtr signature, UIntPtr index, out UIntPtr lenOut);
        [DllImport(Name)] internal static extern UIntPtr antin_signature_finding_count(IntPtr signature);
        [DllImport(Name)]
        internal static extern IntPtr antin_signature_finding(
            IntPtr signature, UIntPtr index);
        [DllImport(Name)] internal static extern UIntPtr antin_signature_timestamp_count(IntPtr signature);
        [DllImport(Name)]
        internal static extern IntPtr antin_signature_timestamp(
            IntPtr signature, UIntPtr index);
        [DllImport(Name)] internal static extern IntPtr antin_finding_code(IntPtr finding);
        [DllImport(Name)] internal static extern Severity antin_finding_severity(IntPtr finding);
        [DllImport(Name)] internal static extern IntPtr antin_finding_clause(IntPtr finding);
        [DllImport(Name)] internal static extern IntPtr antin_finding_text(IntPtr finding, Language language);
        [DllImport(Name)] internal static extern IntPtr antin_finding_help(IntPtr finding, Language language);
        [DllImport(Name)] internal static extern TimestampKind antin_timestamp_kind(IntPtr timestamp);
        [DllImport(Name)] internal static extern Verdict antin_timestamp_verdict(IntPtr timestamp);
        [DllImport(Name)] internal static extern IntPtr antin_timestamp_sub_indication(IntPtr timestamp);
        [DllImport(Name)]
        internal static extern ErrorCode antin_timestamp_time(
            IntPtr timestamp, out long timeOut);
        [DllImport(Name)] internal static extern IntPtr antin_timestamp_authority(IntPtr timestamp);
        [DllImport(Name)] internal static extern IntPtr antin_timestamp_policy(IntPtr timestamp);
        [DllImport(Name)]
        internal static extern ErrorCode antin_recheck_new(
            ReportHandle report, out RecheckHandle recheckOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_recheck_update(
            RecheckHandle recheck, ref byte piece, UIntPtr pieceLen, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_recheck_finish(
            RecheckHandle recheck, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_recheck_free(IntPtr recheck);
        [DllImport(Name)]
        internal static extern ErrorCode antin_path_judge(
            byte[] certificate, UIntPtr certificateLen, PolicyHandle policy, EvidenceHandle evidence,
            long at, out PathHandle pathOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_path_require_passed(
            PathHandle path, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern Verdict antin_path_verdict(PathHandle path);
        [DllImport(Name)] internal static extern IntPtr antin_path_reason(PathHandle path);
        [DllImport(Name)] internal static extern UIntPtr antin_path_certificate_count(PathHandle path);
        [DllImport(Name)]
        internal static extern IntPtr antin_path_certificate(
            PathHandle path, UIntPtr index, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_path_to_json(
            PathHandle path, Language language, out BufferHandle jsonOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_path_to_text(
            PathHandle path, Language language, out BufferHandle textOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_path_free(IntPtr path);
        [DllImport(Name)]
        internal static extern ErrorCode antin_inspect(
            byte[] file, UIntPtr fileLen, byte[] password, out InspectionHandle inspectionOut,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_inspection_to_json(
            InspectionHandle inspection, Language language, out BufferHandle jsonOut,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_inspection_to_text(
            InspectionHandle inspection, Language language, out BufferHandle textOut,
            out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_inspection_free(IntPtr inspection);
        [DllImport(Name)]
        internal static extern ErrorCode antin_source_new(
            byte[] package, UIntPtr packageLen, out SourceHandle sourceOut, out ErrorHandle
            errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_source_new_file(
            byte[] path, out SourceHandle sourceOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_source_new_stream(
            ReadAt readAt, IntPtr context, out SourceHandle sourceOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_source_free(IntPtr source);
        [DllImport(Name)]
        internal static extern ErrorCode antin_target_new(
            out TargetHandle targetOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_target_new_file(
            byte[] path, out TargetHandle targetOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_target_new_stream(
            WriteTo write, IntPtr context, out TargetHandle targetOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern IntPtr antin_target_bytes(TargetHandle target, out UIntPtr lenOut);
        [DllImport(Name)] internal static extern void antin_target_free(IntPtr target);
        [DllImport(Name)]
        internal static extern ErrorCode antin_seal_options_new(
            SignOptionsHandle signature, out SealOptionsHandle optionsOut, out ErrorHandle
            errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_seal_options_set_role(
            SealOptionsHandle options, SealRole role, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_seal_options_set_organ(
            SealOptionsHandle options, byte[] organ, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_seal_options_free(IntPtr options);
        [DllImport(Name)]
        internal static extern ErrorCode antin_seal_package(
            SourceHandle package, CredentialHandle credential, SealOptionsHandle options, long
            signingTime, TargetHandle output, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_prepare_seal(
            SourceHandle package, byte[] chain, UIntPtr chainLen, SealOptionsHandle options, long
            signingTime, out PreparedSealHandle preparedOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern IntPtr antin_prepared_seal_to_be_signed(
            PreparedSealHandle prepared, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern IntPtr antin_prepared_seal_digest(
            PreparedSealHandle prepared, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern Algorithm antin_prepared_seal_algorithm(
            PreparedSealHandle prepared);
        [DllImport(Name)]
        internal static extern IntPtr antin_prepared_seal_statement(
            PreparedSealHandle prepared, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_prepared_seal_finish(
            PreparedSealHandle prepared, byte[] value, UIntPtr valueLen, SourceHandle package,
            TargetHandle output, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_prepared_seal_finish_container(
            PreparedSealHandle prepared, byte[] value, UIntPtr valueLen, out BufferHandle
            containerOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_prepared_seal_free(IntPtr prepared);
        [DllImport(Name)]
        internal static extern ErrorCode antin_opening_new(
            out OpeningHandle openingOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_opening_add_sender(
            OpeningHandle opening, byte[] organ, byte[] certificates, UIntPtr certificatesLen,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_opening_set_senders(
            OpeningHandle opening, AskSenders binding, IntPtr context, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_opening_danger_any_sender(
            OpeningHandle opening, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_opening_add_container(
            OpeningHandle opening, byte[] container, UIntPtr containerLen, out ErrorHandle
            errorOut);
        [DllImport(Name)] internal static extern void antin_opening_free(IntPtr opening);
        [DllImport(Name)] internal static extern IntPtr antin_claim_organ(IntPtr claim);
        [DllImport(Name)] internal static extern SealRole antin_claim_role(IntPtr claim);
        [DllImport(Name)] internal static extern ErrorCode antin_claim_time(IntPtr claim, out long timeOut);
        [DllImport(Name)] internal static extern UIntPtr antin_claim_path_count(IntPtr claim);
        [DllImport(Name)]
        internal static extern IntPtr antin_claim_path_certificate(
            IntPtr claim, UIntPtr index, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_package_open(
            SourceHandle package, OpeningHandle opening, PolicyHandle policy, EvidenceHandle
            evidence, long at, out PackageHandle packageOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_package_require_accepted(
            PackageHandle package, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern uint antin_package_is_accepted(PackageHandle package);
        [DllImport(Name)] internal static extern PackageState antin_package_state(PackageHandle package);
        [DllImport(Name)] internal static extern Verdict antin_package_verdict(PackageHandle package);
        [DllImport(Name)] internal static extern IntPtr antin_package_sub_indication(PackageHandle package);
        [DllImport(Name)] internal static extern IntPtr antin_package_sender_code(PackageHandle package);
        [DllImport(Name)] internal static extern SenderBinding antin_package_sender_binding(PackageHandle package);
        [DllImport(Name)] internal static extern IntPtr antin_package_sender_other(PackageHandle package);
        [DllImport(Name)] internal static extern UIntPtr antin_package_seal_count(PackageHandle package);
        [DllImport(Name)] internal static extern IntPtr antin_package_seal(PackageHandle package, UIntPtr index);
        [DllImport(Name)] internal static extern UIntPtr antin_package_fact_count(PackageHandle package);
        [DllImport(Name)] internal static extern IntPtr antin_package_fact(PackageHandle package, UIntPtr index);
        [DllImport(Name)] internal static extern UIntPtr antin_package_file_count(PackageHandle package);
        [DllImport(Name)] internal static extern IntPtr antin_package_file(PackageHandle package, UIntPtr index);
        [DllImport(Name)] internal static extern UIntPtr antin_package_liberty_count(PackageHandle package);
        [DllImport(Name)] internal static extern IntPtr antin_package_liberty(PackageHandle package, UIntPtr index);
        [DllImport(Name)]
        internal static extern ErrorCode antin_package_to_json(
            PackageHandle package, Language language, out BufferHandle jsonOut, out ErrorHandle
            errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_package_to_text(
            PackageHandle package, Language language, out BufferHandle textOut, out ErrorHandle
            errorOut);
        [DllImport(Name)] internal static extern void antin_package_free(IntPtr package);
        [DllImport(Name)] internal static extern ErrorCode antin_seal_attachment(IntPtr seal, out UIntPtr placeOut);
        [DllImport(Name)] internal static extern ErrorCode antin_seal_container(IntPtr seal, out UIntPtr placeOut);
        [DllImport(Name)] internal static extern IntPtr antin_seal_id(IntPtr seal);
        [DllImport(Name)] internal static extern IntPtr antin_seal_sha256(IntPtr seal);
        [DllImport(Name)] internal static extern Verdict antin_seal_verdict(IntPtr seal);
        [DllImport(Name)] internal static extern IntPtr antin_seal_sub_indication(IntPtr seal);
        [DllImport(Name)] internal static extern IntPtr antin_seal_fault(IntPtr seal);
        [DllImport(Name)] internal static extern IntPtr antin_seal_fault_text(IntPtr seal, Language language);
        [DllImport(Name)] internal static extern IntPtr antin_seal_organ(IntPtr seal);
        [DllImport(Name)] internal static extern SealRole antin_seal_role(IntPtr seal);
        [DllImport(Name)] internal static extern SenderBinding antin_seal_binding(IntPtr seal);
        [DllImport(Name)] internal static extern IntPtr antin_seal_statement(IntPtr seal, out UIntPtr lenOut);
        [DllImport(Name)] internal static extern IntPtr antin_seal_report(IntPtr seal);
        [DllImport(Name)] internal static extern UIntPtr antin_seal_missing_count(IntPtr seal);
        [DllImport(Name)] internal static extern IntPtr antin_seal_missing(IntPtr seal, UIntPtr index);
        [DllImport(Name)] internal static extern IntPtr antin_fact_name(IntPtr fact);
        [DllImport(Name)] internal static extern IntPtr antin_fact_words(IntPtr fact, Language language);
        [DllImport(Name)] internal static extern FactState antin_fact_state(IntPtr fact);
        [DllImport(Name)] internal static extern UIntPtr antin_fact_sealed_count(IntPtr fact);
        [DllImport(Name)] internal static extern IntPtr antin_fact_sealed(IntPtr fact, UIntPtr index);
        [DllImport(Name)] internal static extern UIntPtr antin_fact_arrived_count(IntPtr fact);
        [DllImport(Name)] internal static extern IntPtr antin_fact_arrived(IntPtr fact, UIntPtr index);
        [DllImport(Name)] internal static extern IntPtr antin_file_name(IntPtr file);
        [DllImport(Name)] internal static extern FileState antin_file_state(IntPtr file);
        [DllImport(Name)] internal static extern ErrorCode antin_file_attachment(IntPtr file, out UIntPtr placeOut);
        [DllImport(Name)] internal static extern ulong antin_file_length(IntPtr file);
        [DllImport(Name)] internal static extern IntPtr antin_file_sha256(IntPtr file);
        [DllImport(Name)] internal static extern uint antin_file_is_unwrapped(IntPtr file);
        [DllImport(Name)] internal static extern uint antin_file_is_destroyed(IntPtr file);
        [DllImport(Name)] internal static extern IntPtr antin_file_sealed_name(IntPtr file);
        [DllImport(Name)] internal static extern ulong antin_file_sealed_length(IntPtr file);
        [DllImport(Name)] internal static extern IntPtr antin_file_sealed_sha256(IntPtr file);
        [DllImport(Name)] internal static extern IntPtr antin_liberty_code(IntPtr liberty);
        [DllImport(Name)] internal static extern IntPtr antin_liberty_element(IntPtr liberty);
        [DllImport(Name)] internal static extern IntPtr antin_liberty_text(IntPtr liberty, Language language);
        [DllImport(Name)] internal static extern uint antin_liberty_is_ambiguous(IntPtr liberty);
        [DllImport(Name)]
        internal static extern ErrorCode antin_liberty_attachment(
            IntPtr liberty, out UIntPtr placeOut);
        [DllImport(Name)] internal static extern ulong antin_liberty_offset(IntPtr liberty);
        [DllImport(Name)] internal static extern ulong antin_liberty_times(IntPtr liberty);
        [DllImport(Name)]
        internal static extern ErrorCode antin_package_extract(
            PackageHandle package, SourceHandle source, IntPtr[] targets, UIntPtr targetsCount,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_package_extract_file(
            PackageHandle package, SourceHandle source, UIntPtr index, TargetHandle target,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_hop(
            SourceHandle package, IntPtr[] rewritings, UIntPtr rewritingsCount, long time, ulong
            seed, TargetHandle rewritten, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_validation_new(
            SourceHandle package, out ValidationHandle validationOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern UIntPtr antin_validation_fault_count(ValidationHandle validation);
        [DllImport(Name)]
        internal static extern IntPtr antin_validation_fault(
            ValidationHandle validation, UIntPtr index);
        [DllImport(Name)]
        internal static extern UIntPtr antin_validation_liberty_count(
            ValidationHandle validation);
        [DllImport(Name)]
        internal static extern IntPtr antin_validation_liberty(
            ValidationHandle validation, UIntPtr index);
        [DllImport(Name)] internal static extern void antin_validation_free(IntPtr validation);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_signers_new(
            out RegistrySignersHandle signersOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_signers_add(
            RegistrySignersHandle signers, byte[] certificates, UIntPtr certificatesLen, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_registry_signers_free(IntPtr signers);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_check(
            byte[] file, UIntPtr fileLen, RegistrySignersHandle signers, PolicyHandle policy, EvidenceHandle evidence,
            long at, ulong seenNumber, byte[] seenSha256, out RegistryHandle registryOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_danger_unsigned(
            byte[] json, UIntPtr jsonLen, out RegistryHandle registryOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_require_trusted(
            RegistryHandle registry, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern uint antin_registry_is_trusted(RegistryHandle registry);
        [DllImport(Name)] internal static extern IntPtr antin_registry_fault(RegistryHandle registry);
        [DllImport(Name)]
        internal static extern IntPtr antin_registry_fault_text(
            RegistryHandle registry, Language language);
        [DllImport(Name)] internal static extern IntPtr antin_registry_report(RegistryHandle registry);
        [DllImport(Name)] internal static extern IntPtr antin_registry_name(RegistryHandle registry);
        [DllImport(Name)] internal static extern ulong antin_registry_number(RegistryHandle registry);
        [DllImport(Name)] internal static extern IntPtr antin_registry_sha256(RegistryHandle registry);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_issued(
            RegistryHandle registry, out long timeOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_next_update(
            RegistryHandle registry, out long timeOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern uint antin_registry_is_past(RegistryHandle registry, long at);
        [DllImport(Name)] internal static extern UIntPtr antin_registry_body_count(RegistryHandle registry);
        [DllImport(Name)] internal static extern UIntPtr antin_registry_entry_count(RegistryHandle registry);
        [DllImport(Name)]
        internal static extern IntPtr antin_registry_body_name(
            RegistryHandle registry, byte[] code);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_decide(
            RegistryHandle registry, byte[] organ, SealRole role, byte[] certificate, UIntPtr certificateLen,
            byte[] issuer, UIntPtr issuerLen, long at, out SenderBinding bindingOut, out IntPtr entryOut,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_to_json(
            RegistryHandle registry, out BufferHandle jsonOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_registry_free(IntPtr registry);
        [DllImport(Name)]
        internal static extern ErrorCode antin_opening_set_registry(
            OpeningHandle opening, RegistryHandle registry, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_binding_new(
            byte[] id, byte[] organ, BindingMatch match, byte[] certificate, UIntPtr certificateLen, byte[] issuer,
            UIntPtr issuerLen, long from, out RegistryBindingHandle bindingOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_binding_add_role(
            RegistryBindingHandle binding, SealRole role, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_binding_set_until(
            RegistryBindingHandle binding, long until, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_binding_set_delegated(
            RegistryBindingHandle binding, byte[] holder, byte[] basis, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_binding_free(IntPtr binding);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_draft_new(
            byte[] name, out RegistryDraftHandle draftOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_draft_from_json(
            byte[] json, UIntPtr jsonLen, out RegistryDraftHandle draftOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_draft_add_body(
            RegistryDraftHandle draft, byte[] code, byte[] name, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_draft_add_body_from(
            RegistryDraftHandle draft, byte[] code, byte[] name, long from, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_draft_end_body(
            RegistryDraftHandle draft, byte[] code, long until, IntPtr[] successors, UIntPtr successorCount,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_draft_add(
            RegistryDraftHandle draft, RegistryBindingHandle binding, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_draft_revoke(
            RegistryDraftHandle draft, byte[] id, long at, byte[] reason, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_draft_issue(
            RegistryDraftHandle draft, long issued, long nextUpdate, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern ulong antin_registry_draft_number(RegistryDraftHandle draft);
        [DllImport(Name)]
        internal static extern ErrorCode antin_registry_draft_to_json(
            RegistryDraftHandle draft, out BufferHandle jsonOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_registry_draft_free(IntPtr draft);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sent_new(
            byte[] seal, byte[] document, byte[] sender, IntPtr[] recipients, UIntPtr recipientCount,
            out SentHandle sentOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sent_of(
            PackageHandle package, out SentHandle sentOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern IntPtr antin_sent_seal(SentHandle sent);
        [DllImport(Name)] internal static extern IntPtr antin_sent_document(SentHandle sent);
        [DllImport(Name)] internal static extern IntPtr antin_sent_sender(SentHandle sent);
        [DllImport(Name)] internal static extern UIntPtr antin_sent_recipient_count(SentHandle sent);
        [DllImport(Name)] internal static extern IntPtr antin_sent_recipient(SentHandle sent, UIntPtr index);
        [DllImport(Name)] internal static extern void antin_sent_free(IntPtr sent);
        [DllImport(Name)]
        internal static extern ErrorCode antin_receipt_new(
            SentHandle sent, byte[] recipient, Status status, long time, out ReceiptHandle receiptOut,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_receipt_add_reason(
            ReceiptHandle receipt, byte[] reason, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern IntPtr antin_receipt_seal(ReceiptHandle receipt);
        [DllImport(Name)] internal static extern IntPtr antin_receipt_document(ReceiptHandle receipt);
        [DllImport(Name)] internal static extern IntPtr antin_receipt_sender(ReceiptHandle receipt);
        [DllImport(Name)] internal static extern IntPtr antin_receipt_recipient(ReceiptHandle receipt);
        [DllImport(Name)] internal static extern Status antin_receipt_status(ReceiptHandle receipt);
        [DllImport(Name)]
        internal static extern ErrorCode antin_receipt_time(
            ReceiptHandle receipt, out long timeOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern UIntPtr antin_receipt_reason_count(ReceiptHandle receipt);
        [DllImport(Name)] internal static extern IntPtr antin_receipt_reason(ReceiptHandle receipt, UIntPtr index);
        [DllImport(Name)]
        internal static extern ErrorCode antin_receipt_to_json(
            ReceiptHandle receipt, out BufferHandle jsonOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_receipt_sign(
            ReceiptHandle receipt, CredentialHandle credential, SignOptionsHandle options, long signingTime,
            out BufferHandle containerOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_receipt_free(IntPtr receipt);
        [DllImport(Name)]
        internal static extern ErrorCode antin_prepare_receipt(
            ReceiptHandle receipt, byte[] chain, UIntPtr chainLen, SignOptionsHandle options, long signingTime,
            out PreparedReceiptHandle preparedOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern IntPtr antin_prepared_receipt_to_be_signed(
            PreparedReceiptHandle prepared, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern IntPtr antin_prepared_receipt_digest(
            PreparedReceiptHandle prepared, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern Algorithm antin_prepared_receipt_algorithm(
            PreparedReceiptHandle prepared);
        [DllImport(Name)]
        internal static extern ErrorCode antin_prepared_receipt_finish(
            PreparedReceiptHandle prepared, byte[] value, UIntPtr valueLen, out BufferHandle containerOut,
            out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_prepared_receipt_free(IntPtr prepared);
        [DllImport(Name)]
        internal static extern ErrorCode antin_receipt_judge(
            byte[] container, UIntPtr containerLen, SentHandle sent, OpeningHandle recipients, Status before,
            PolicyHandle policy, EvidenceHandle evidence, long at, out ReceiptReportHandle reportOut,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_receipt_report_require_accepted(
            ReceiptReportHandle report, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern uint antin_receipt_report_is_accepted(ReceiptReportHandle report);
        [DllImport(Name)] internal static extern Verdict antin_receipt_report_verdict(ReceiptReportHandle report);
        [DllImport(Name)]
        internal static extern IntPtr antin_receipt_report_sub_indication(
            ReceiptReportHandle report);
        [DllImport(Name)] internal static extern IntPtr antin_receipt_report_fault(ReceiptReportHandle report);
        [DllImport(Name)]
        internal static extern IntPtr antin_receipt_report_fault_text(
            ReceiptReportHandle report, Language language);
        [DllImport(Name)] internal static extern IntPtr antin_receipt_report_id(ReceiptReportHandle report);
        [DllImport(Name)] internal static extern IntPtr antin_receipt_report_sha256(ReceiptReportHandle report);
        [DllImport(Name)] internal static extern IntPtr antin_receipt_report_receipt(ReceiptReportHandle report);
        [DllImport(Name)] internal static extern IntPtr antin_receipt_report_report(ReceiptReportHandle report);
        [DllImport(Name)]
        internal static extern SenderBinding antin_receipt_report_binding(
            ReceiptReportHandle report);
        [DllImport(Name)] internal static extern IntPtr antin_receipt_report_other(ReceiptReportHandle report);
        [DllImport(Name)]
        internal static extern UIntPtr antin_receipt_report_mismatch_count(
            ReceiptReportHandle report);
        [DllImport(Name)]
        internal static extern IntPtr antin_receipt_report_mismatch(
            ReceiptReportHandle report, UIntPtr index);
        [DllImport(Name)]
        internal static extern IntPtr antin_receipt_report_mismatch_text(
            ReceiptReportHandle report, UIntPtr index, Language language);
        [DllImport(Name)]
        internal static extern ErrorCode antin_receipt_report_to_json(
            ReceiptReportHandle report, Language language, out BufferHandle jsonOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_receipt_report_to_text(
            ReceiptReportHandle report, Language language, out BufferHandle textOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_receipt_report_free(IntPtr report);
        [DllImport(Name)]
        internal static extern ErrorCode antin_receipt_insert(
            byte[] receipt, UIntPtr receiptLen, SourceHandle package, TargetHandle carrying,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_receipts_in(
            SourceHandle package, out ReceiptsHandle receiptsOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern UIntPtr antin_receipts_count(ReceiptsHandle receipts);
        [DllImport(Name)]
        internal static extern IntPtr antin_receipts_get(
            ReceiptsHandle receipts, UIntPtr index, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern UIntPtr antin_receipts_attachment(
            ReceiptsHandle receipts, UIntPtr index);
        [DllImport(Name)] internal static extern void antin_receipts_free(IntPtr receipts);
        [DllImport(Name)]
        internal static extern ErrorCode antin_gateway_policy_new(
            byte[] toml, UIntPtr tomlLen, out GatewayPolicyHandle policyOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_gateway_policy_strict(
            out GatewayPolicyHandle policyOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern IntPtr antin_gateway_policy_name(GatewayPolicyHandle policy);
        [DllImport(Name)]
        internal static extern IntPtr antin_gateway_policy_title(
            GatewayPolicyHandle policy, Language language);
        [DllImport(Name)] internal static extern IntPtr antin_gateway_policy_version(GatewayPolicyHandle policy);
        [DllImport(Name)] internal static extern ulong antin_gateway_policy_window(GatewayPolicyHandle policy);
        [DllImport(Name)] internal static extern void antin_gateway_policy_free(IntPtr policy);
        [DllImport(Name)]
        internal static extern ErrorCode antin_agency_new(
            byte[] code, CredentialHandle credential, out AgencyHandle agencyOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_agency_new_elsewhere(
            byte[] code, byte[] chain, UIntPtr chainLen, out AgencyHandle agencyOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_agency_set_timestamper(
            AgencyHandle agency, TimestamperHandle timestamper, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern IntPtr antin_agency_code(AgencyHandle agency);
        [DllImport(Name)] internal static extern void antin_agency_free(IntPtr agency);
        [DllImport(Name)]
        internal static extern ErrorCode antin_ledger_new(
            ulong window, UIntPtr most, long horizon, WriteTo line, IntPtr context, out LedgerHandle ledgerOut,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_ledger_create(
            byte[] path, ulong window, long horizon, out LedgerHandle ledgerOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_ledger_open(
            byte[] path, ulong window, out LedgerHandle ledgerOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_ledger_head(
            LedgerHandle ledger, out BufferHandle headOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_ledger_arrivals(
            LedgerHandle ledger, out ulong countOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_ledger_export(
            LedgerHandle ledger, ulong from, TargetHandle lines, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_ledger_stamp(
            LedgerHandle ledger, TimestamperHandle timestamper, long at, out ulong entryOut,
            out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_ledger_free(IntPtr ledger);
        [DllImport(Name)]
        internal static extern ErrorCode antin_gateway_new(
            GatewayPolicyHandle rules, PolicyHandle policy, RegistryHandle registry, LedgerHandle ledger,
            out GatewayHandle gatewayOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_gateway_free(IntPtr gateway);
        [DllImport(Name)]
        internal static extern ErrorCode antin_gateway_send(
            GatewayHandle gateway, AgencyHandle agency, SourceHandle package, EvidenceHandle evidence, long at,
            TargetHandle output, out SendingHandle sendingOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sending_judge(
            GatewayHandle gateway, AgencyHandle agency, SourceHandle package, EvidenceHandle evidence, long at,
            out SendingHandle sendingOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sending_refuse(
            SendingHandle sending, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sending_prepare(
            SendingHandle sending, SourceHandle package, EvidenceHandle evidence, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sending_sign(
            SendingHandle sending, SourceHandle package, TargetHandle output, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sending_finish(
            SendingHandle sending, byte[] value, UIntPtr valueLen, SourceHandle package, TargetHandle output,
            out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern SendingState antin_sending_state(SendingHandle sending);
        [DllImport(Name)]
        internal static extern ErrorCode antin_sending_require_sent(
            SendingHandle sending, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern uint antin_sending_is_allowed(SendingHandle sending);
        [DllImport(Name)] internal static extern UIntPtr antin_sending_reason_count(SendingHandle sending);
        [DllImport(Name)] internal static extern IntPtr antin_sending_reason(SendingHandle sending, UIntPtr index);
        [DllImport(Name)]
        internal static extern IntPtr antin_sending_reason_text(
            SendingHandle sending, UIntPtr index, Language language);
        [DllImport(Name)]
        internal static extern IntPtr antin_sending_unreadable(
            SendingHandle sending, Language language);
        [DllImport(Name)] internal static extern IntPtr antin_sending_package(SendingHandle sending);
        [DllImport(Name)]
        internal static extern IntPtr antin_sending_to_be_signed(
            SendingHandle sending, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern IntPtr antin_sending_digest(
            SendingHandle sending, out UIntPtr lenOut);
        [DllImport(Name)] internal static extern Algorithm antin_sending_algorithm(SendingHandle sending);
        [DllImport(Name)] internal static extern ulong antin_sending_entry(SendingHandle sending);
        [DllImport(Name)] internal static extern IntPtr antin_sending_seal(SendingHandle sending);
        [DllImport(Name)] internal static extern IntPtr antin_sending_sent(SendingHandle sending);
        [DllImport(Name)] internal static extern void antin_sending_free(IntPtr sending);
        [DllImport(Name)]
        internal static extern ErrorCode antin_gateway_take_receipt(
            GatewayHandle gateway, AgencyHandle agency, byte[] receipt, UIntPtr receiptLen, SentHandle sent,
            Status before, EvidenceHandle evidence, long at, out ReturnedReceiptHandle returnedOut,
            out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_returned_receipt_require_accepted(
            ReturnedReceiptHandle returned, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern uint antin_returned_receipt_is_accepted(
            ReturnedReceiptHandle returned);
        [DllImport(Name)]
        internal static extern UIntPtr antin_returned_receipt_reason_count(
            ReturnedReceiptHandle returned);
        [DllImport(Name)]
        internal static extern IntPtr antin_returned_receipt_reason(
            ReturnedReceiptHandle returned, UIntPtr index);
        [DllImport(Name)] internal static extern ulong antin_returned_receipt_entry(ReturnedReceiptHandle returned);
        [DllImport(Name)] internal static extern IntPtr antin_returned_receipt_report(ReturnedReceiptHandle returned);
        [DllImport(Name)] internal static extern void antin_returned_receipt_free(IntPtr returned);
        [DllImport(Name)]
        internal static extern ErrorCode antin_gateway_receive(
            GatewayHandle gateway, AgencyHandle agency, SourceHandle package, OpeningHandle beside,
            EvidenceHandle evidence, long at, out ArrivalHandle arrivalOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_arrival_judge(
            GatewayHandle gateway, AgencyHandle agency, SourceHandle package, OpeningHandle beside,
            EvidenceHandle evidence, long at, out ArrivalHandle arrivalOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_arrival_set_status(
            ArrivalHandle arrival, Status status, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_arrival_answer(
            ArrivalHandle arrival, EvidenceHandle evidence, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_arrival_prepare(
            ArrivalHandle arrival, EvidenceHandle evidence, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_arrival_finish(
            ArrivalHandle arrival, byte[] value, UIntPtr valueLen, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_arrival_without_receipt(
            ArrivalHandle arrival, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_arrival_record(
            ArrivalHandle arrival, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern ArrivalState antin_arrival_state(ArrivalHandle arrival);
        [DllImport(Name)]
        internal static extern ErrorCode antin_arrival_require_accepted(
            ArrivalHandle arrival, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern Decision antin_arrival_decision(ArrivalHandle arrival);
        [DllImport(Name)] internal static extern UIntPtr antin_arrival_reason_count(ArrivalHandle arrival);
        [DllImport(Name)] internal static extern IntPtr antin_arrival_reason(ArrivalHandle arrival, UIntPtr index);
        [DllImport(Name)]
        internal static extern IntPtr antin_arrival_reason_text(
            ArrivalHandle arrival, UIntPtr index, Language language);
        [DllImport(Name)]
        internal static extern IntPtr antin_arrival_unreadable(
            ArrivalHandle arrival, Language language);
        [DllImport(Name)] internal static extern IntPtr antin_arrival_package(ArrivalHandle arrival);
        [DllImport(Name)] internal static extern IntPtr antin_arrival_planned_receipt(ArrivalHandle arrival);
        [DllImport(Name)]
        internal static extern IntPtr antin_arrival_to_be_signed(
            ArrivalHandle arrival, out UIntPtr lenOut);
        [DllImport(Name)]
        internal static extern IntPtr antin_arrival_digest(
            ArrivalHandle arrival, out UIntPtr lenOut);
        [DllImport(Name)] internal static extern Algorithm antin_arrival_algorithm(ArrivalHandle arrival);
        [DllImport(Name)] internal static extern ulong antin_arrival_entry(ArrivalHandle arrival);
        [DllImport(Name)]
        internal static extern IntPtr antin_arrival_receipt(
            ArrivalHandle arrival, out UIntPtr lenOut);
        [DllImport(Name)] internal static extern void antin_arrival_free(IntPtr arrival);
        [DllImport(Name)]
        internal static extern ErrorCode antin_journal_check(
            SourceHandle lines, byte[] head, PolicyHandle policy, EvidenceHandle evidence, long at,
            out JournalHandle journalOut, out ErrorHandle errorOut);
        [DllImport(Name)]
        internal static extern ErrorCode antin_journal_require_whole(
            JournalHandle journal, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern uint antin_journal_is_whole(JournalHandle journal);
        [DllImport(Name)] internal static extern IntPtr antin_journal_fault(JournalHandle journal);
        [DllImport(Name)]
        internal static extern IntPtr antin_journal_fault_text(
            JournalHandle journal, Language language);
        [DllImport(Name)] internal static extern ulong antin_journal_entry(JournalHandle journal);
        [DllImport(Name)] internal static extern ulong antin_journal_since(JournalHandle journal);
        [DllImport(Name)] internal static extern ulong antin_journal_line(JournalHandle journal);
        [DllImport(Name)] internal static extern IntPtr antin_journal_head(JournalHandle journal);
        [DllImport(Name)] internal static extern ulong antin_journal_stamp_count(JournalHandle journal);
        [DllImport(Name)] internal static extern uint antin_journal_is_judged(JournalHandle journal);
        [DllImport(Name)]
        internal static extern ErrorCode antin_journal_last_stamp(
            JournalHandle journal, out ulong entryOut, out ulong overOut, out long timeOut, out ErrorHandle errorOut);
        [DllImport(Name)] internal static extern void antin_journal_free(IntPtr journal);
    }
}
