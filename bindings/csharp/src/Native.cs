// The functions of include/antin.h, one declaration each, in the order of the header.
//
// Handles are SafeHandles, which the runtime keeps alive while a call uses them. What belongs to a
// report is a plain pointer; Report.Read holds the report meanwhile. Text that goes in is UTF-8 that
// ends in 0 (Utf8); text and bytes that come out are copied (Borrowed).
// The names are those of the header.

using System;
using System.Runtime.InteropServices;

namespace Antin
{
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
    }
}
