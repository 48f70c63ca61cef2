package antin;

import com.sun.jna.Callback;
import com.sun.jna.IntegerType;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * The functions of {@code include/antin.h}, one declaration each, in the order of the header.
 *
 * <p>All pointers are plain here: {@link Owned} keeps handles from being freed while a call uses them,
 * {@link In} is bytes and text on their way in, {@link Out} is what comes out. One file, as the header is
 * one, so that both can be read side by side.
 */
final class Native {
    static {
        String file = file(System.getenv("ANTIN_LIBRARY"));
        com.sun.jna.Native.register(Native.class, NativeLibrary.getInstance(file));
    }

    private Native() {}

    /** Returns the file that is named, or else the name that the library has on this system. */
    static String file(String named) {
        if (named != null && !named.isEmpty()) {
            return named;
        }
        if (Platform.isWindows()) {
            return "antin";
        }
        return Platform.isMac() ? "libantin.0.dylib" : "libantin.so.0";
    }

    /** A {@code size_t}. */
    public static final class Size extends IntegerType {
        private static final long serialVersionUID = 1;

        public Size() {
            this(0);
        }

        Size(long value) {
            super(com.sun.jna.Native.SIZE_T_SIZE, value, true);
        }
    }

    /** Reads for the library. It must not throw. */
    interface ReadAt extends Callback {
        /** Returns how many bytes there were; less than 0 for a failure. */
        long invoke(Pointer context, long offset, Pointer into, Size len);
    }

    /** Writes for the library. It must not throw. */
    interface Write extends Callback {
        /** Returns 0 if it took all of them. */
        int invoke(Pointer context, Pointer bytes, Size len);
    }

    /** Says whose a certificate is. It must not throw. */
    interface SenderBinding extends Callback {
        /** Returns the number of a {@link Binding}. */
        int invoke(Pointer context, Pointer claim);
    }

    static native Pointer antin_version();
    static native int antin_error_code(Pointer error);
    static native Pointer antin_error_message(Pointer error);
    static native Pointer antin_error_text(Pointer error, int language);
    static native Pointer antin_error_help(Pointer error, int language);
    static native void antin_error_free(Pointer error);
    static native Pointer antin_buffer_data(Pointer buffer, Pointer lenOut);
    static native void antin_buffer_free(Pointer buffer);
    static native int antin_key_options_new(Pointer optionsOut, Pointer errorOut);
    static native int antin_key_options_set_friendly_name(
            Pointer options, Pointer name, Pointer errorOut);
    static native int antin_key_options_set_provider(
            Pointer options, int provider, Pointer errorOut);
    static native void antin_key_options_free(Pointer options);
    static native int antin_credential_from_pkcs12(
            Pointer p12, Size p12Len, Pointer password, Pointer options, Pointer credentialOut,
            Pointer errorOut);
    static native int antin_credential_from_chain_and_key(
            Pointer chain, Size chainLen, Pointer key, Size keyLen, Pointer password, Pointer options,
            Pointer credentialOut, Pointer errorOut);
    static native Size antin_credential_certificate_count(Pointer credential);
    static native Pointer antin_credential_certificate(
            Pointer credential, Size index, Pointer lenOut);
    static native void antin_credential_free(Pointer credential);
    static native int antin_sign_options_new(
            int format, int level, Pointer optionsOut, Pointer errorOut);
    static native int antin_sign_options_set_packaging(
            Pointer options, int packaging, Pointer errorOut);
    static native int antin_sign_options_set_algorithm(
            Pointer options, int algorithm, Pointer errorOut);
    static native int antin_sign_options_set_mime_type(
            Pointer options, Pointer mimeType, Pointer errorOut);
    static native int antin_sign_options_set_content_hints(
            Pointer options, Pointer description, Pointer contentType, Pointer errorOut);
    static native int antin_sign_options_set_timestamper(
            Pointer options, Pointer timestamper, Pointer errorOut);
    static native int antin_sign_options_set_evidence(
            Pointer options, Pointer evidence, Pointer errorOut);
    static native void antin_sign_options_free(Pointer options);
    static native int antin_sign(
            Pointer document, Size documentLen, Pointer credential, Pointer options, long signingTime,
            Pointer signedOut, Pointer errorOut);
    static native int antin_add_signature(
            Pointer signature, Size signatureLen, Pointer content, Size contentLen, Pointer credential,
            Pointer options, long signingTime, Pointer signedOut, Pointer errorOut);
    static native int antin_extend(
            Pointer signature, Size signatureLen, Pointer content, Size contentLen, Pointer options,
            Pointer extendedOut, Pointer errorOut);
    static native int antin_client_options_new(Pointer optionsOut, Pointer errorOut);
    static native int antin_client_options_set_total_timeout(
            Pointer options, long milliseconds, Pointer errorOut);
    static native int antin_client_options_set_attempt_timeout(
            Pointer options, long milliseconds, Pointer errorOut);
    static native int antin_client_options_set_connect_timeout(
            Pointer options, long milliseconds, Pointer errorOut);
    static native int antin_client_options_set_host_timeout(
            Pointer options, Pointer host, long milliseconds, Pointer errorOut);
    static native int antin_client_options_set_attempts(
            Pointer options, int attempts, Pointer errorOut);
    static native int antin_client_options_set_parallel(
            Pointer options, Size all, Size perHost, Pointer errorOut);
    static native int antin_client_options_set_fetches(
            Pointer options, int fetches, Pointer errorOut);
    static native int antin_client_options_set_gathering_timeout(
            Pointer options, long milliseconds, Pointer errorOut);
    static native int antin_client_options_set_pause(Pointer options, long milliseconds, Pointer errorOut);
    static native int antin_client_options_set_redirects(Pointer options, int redirects, Pointer errorOut);
    static native int antin_client_options_set_sizes(
            Pointer options, long crl, long answer, Pointer errorOut);
    static native int antin_client_options_ask_ocsp_by_get(Pointer options, Pointer errorOut);
    static native int antin_client_options_set_proxy(
            Pointer options, Pointer address, Pointer errorOut);
    static native int antin_client_options_allow_host(
            Pointer options, Pointer host, Pointer errorOut);
    static native int antin_client_options_allow_network(
            Pointer options, Pointer network, Pointer errorOut);
    static native void antin_client_options_free(Pointer options);
    static native int antin_client_new(Pointer options, Pointer clientOut, Pointer errorOut);
    static native void antin_client_free(Pointer client);
    static native int antin_timestamper_new(
            Pointer client, Pointer address, Pointer policy, Pointer timestamperOut, Pointer errorOut);
    static native int antin_timestamper_new_own(
            Pointer credential, Pointer policy, long time, Pointer timestamperOut, Pointer errorOut);
    static native void antin_timestamper_free(Pointer timestamper);
    static native int antin_prepare(
            Pointer document, Size documentLen, Pointer chain, Size chainLen, Pointer options,
            long signingTime, Pointer preparedOut, Pointer errorOut);
    static native int antin_prepare_digest(
            int digestAlgorithm, Pointer digest, Size digestLen, Pointer chain, Size chainLen,
            Pointer options, long signingTime, Pointer preparedOut, Pointer errorOut);
    static native int antin_prepare_addition(
            Pointer signature, Size signatureLen, Pointer content, Size contentLen, Pointer chain,
            Size chainLen, Pointer options, long signingTime, Pointer preparedOut, Pointer errorOut);
    static native Pointer antin_prepared_to_be_signed(Pointer prepared, Pointer lenOut);
    static native Pointer antin_prepared_digest(Pointer prepared, Pointer lenOut);
    static native int antin_prepared_algorithm(Pointer prepared);
    static native int antin_prepared_finish(
            Pointer prepared, Pointer value, Size valueLen, Pointer signedOut, Pointer errorOut);
    static native void antin_prepared_free(Pointer prepared);
    static native int antin_signing_new(
            Pointer credential, Pointer options, long signingTime, Pointer signingOut, Pointer errorOut);
    static native int antin_signing_new_for_chain(
            Pointer chain, Size chainLen, Pointer options, long signingTime, Pointer signingOut,
            Pointer errorOut);
    static native int antin_signing_new_attached(
            Pointer credential, Pointer options, long signingTime, long documentLen, Pointer signingOut,
            Pointer errorOut);
    static native Pointer antin_signing_head(Pointer signing, Pointer lenOut);
    static native int antin_signing_update(
            Pointer signing, Pointer piece, Size pieceLen, Pointer errorOut);
    static native int antin_signing_finish(Pointer signing, Pointer signedOut, Pointer errorOut);
    static native int antin_signing_prepare(Pointer signing, Pointer preparedOut, Pointer errorOut);
    static native void antin_signing_free(Pointer signing);
    static native int antin_policy_new(
            Pointer roots, Size rootsLen, Pointer policyOut, Pointer errorOut);
    static native int antin_policy_add_roots(
            Pointer policy, Pointer roots, Size rootsLen, Pointer errorOut);
    static native int antin_policy_set_profile(Pointer policy, Pointer name, Pointer errorOut);
    static native int antin_policy_set_profile_file(
            Pointer policy, Pointer file, Size fileLen, Pointer errorOut);
    static native int antin_policy_require_level(Pointer policy, int level, Pointer errorOut);
    static native int antin_policy_set_revocation(Pointer policy, int revocation, Pointer errorOut);
    static native int antin_policy_danger_skip_revocation(Pointer policy, Pointer errorOut);
    static native int antin_policy_set_provider(Pointer policy, int provider, Pointer errorOut);
    static native void antin_policy_free(Pointer policy);
    static native int antin_policy_set_purpose(Pointer policy, int purpose, Pointer errorOut);
    static native int antin_policy_set_name(
            Pointer policy, int form, Pointer name, Pointer errorOut);
    static native int antin_policy_set_certificate_policies(
            Pointer policy, Pointer oids, Size count, Pointer errorOut);
    static native int antin_policy_require_explicit_policy(Pointer policy, Pointer errorOut);
    static native int antin_policy_inhibit_policy_mapping(Pointer policy, Pointer errorOut);
    static native int antin_policy_inhibit_any_policy(Pointer policy, Pointer errorOut);
    static native int antin_policy_set_max_depth(
            Pointer policy, Size authorities, Pointer errorOut);
    static native int antin_evidence_new(Pointer evidenceOut, Pointer errorOut);
    static native int antin_evidence_add_certificates(
            Pointer evidence, Pointer certificates, Size certificatesLen, Pointer errorOut);
    static native int antin_evidence_add_crls(
            Pointer evidence, Pointer crls, Size crlsLen, Pointer errorOut);
    static native int antin_evidence_add_ocsp(
            Pointer evidence, Pointer response, Size responseLen, Pointer errorOut);
    static native int antin_evidence_add_token(
            Pointer evidence, Pointer token, Size tokenLen, Pointer errorOut);
    static native int antin_evidence_add_evidence(Pointer evidence, Pointer other, Pointer errorOut);
    static native int antin_evidence_set_reception_time(
            Pointer evidence, long time, Pointer errorOut);
    static native void antin_evidence_free(Pointer evidence);
    static native int antin_evidence_from_bytes(
            Pointer file, Size fileLen, Pointer evidenceOut, Pointer errorOut);
    static native int antin_evidence_to_bytes(Pointer evidence, Pointer fileOut, Pointer errorOut);
    static native int antin_evidence_read(Pointer path, Pointer evidenceOut, Pointer errorOut);
    static native int antin_evidence_write(Pointer evidence, Pointer path, Pointer errorOut);
    static native int antin_evidence_list_new(Pointer evidence, Pointer listOut, Pointer errorOut);
    static native Size antin_evidence_list_count(Pointer list);
    static native Size antin_evidence_list_ended_count(Pointer list, long by);
    static native Pointer antin_evidence_list_item(Pointer list, Size index);
    static native void antin_evidence_list_free(Pointer list);
    static native int antin_evidence_item_kind(Pointer item);
    static native Pointer antin_evidence_item_name(Pointer item);
    static native int antin_evidence_item_since(Pointer item, Pointer timeOut);
    static native int antin_evidence_item_until(Pointer item, Pointer timeOut);
    static native int antin_evidence_item_obtained(Pointer item, Pointer timeOut);
    static native Pointer antin_evidence_item_source(Pointer item);
    static native Pointer antin_evidence_item_bytes(Pointer item, Pointer lenOut);
    static native int antin_cache_open(Pointer folder, Pointer cacheOut, Pointer errorOut);
    static native int antin_cache_load(
            Pointer cache, Pointer evidenceOut, Pointer damagedOut, Pointer errorOut);
    static native int antin_cache_keep(Pointer cache, Pointer evidence, Pointer errorOut);
    static native int antin_cache_clean(
            Pointer cache, long endedBefore, Pointer deletedOut, Pointer errorOut);
    static native void antin_cache_free(Pointer cache);
    static native int antin_gather(
            Pointer client, Pointer signature, Size signatureLen, Pointer policy, Pointer known,
            long now, Pointer gatheredOut, Pointer errorOut);
    static native int antin_gather_for_certificate(
            Pointer client, Pointer certificates, Size certificatesLen, Pointer policy, Pointer
            known, long now, Pointer gatheredOut, Pointer errorOut);
    static native int antin_gathered_evidence(Pointer gathered, Pointer evidenceOut, Pointer errorOut);
    static native Size antin_gathered_fetched(Pointer gathered);
    static native Size antin_gathered_missing_count(Pointer gathered);
    static native int antin_gathered_is_cut_short(Pointer gathered);
    static native Pointer antin_gathered_missing(Pointer gathered, Size index);
    static native void antin_gathered_free(Pointer gathered);
    static native int antin_missing_kind(Pointer missing);
    static native Pointer antin_missing_certificate(Pointer missing, Pointer lenOut);
    static native Pointer antin_missing_subject(Pointer missing);
    static native Size antin_missing_attempt_count(Pointer missing);
    static native Pointer antin_missing_attempt_address(Pointer missing, Size index);
    static native Pointer antin_missing_attempt_reason(Pointer missing, Size index, int language);
    static native int antin_verify(
            Pointer document, Size documentLen, Pointer content, Size contentLen, Pointer policy,
            Pointer evidence, long at, Pointer reportOut, Pointer errorOut);
    static native int antin_verifying_new(
            Pointer signature, Size signatureLen, Pointer policy, Pointer evidence, long at,
            Pointer verifyingOut, Pointer errorOut);
    static native int antin_verifying_new_attached(
            Pointer policy, Pointer evidence, long at, Pointer verifyingOut, Pointer errorOut);
    static native int antin_verifying_update(
            Pointer verifying, Pointer piece, Size pieceLen, Pointer errorOut);
    static native int antin_verifying_finish(
            Pointer verifying, Pointer reportOut, Pointer errorOut);
    static native void antin_verifying_free(Pointer verifying);
    static native int antin_report_require_passed(Pointer report, Pointer errorOut);
    static native int antin_report_verdict(Pointer report);
    static native Pointer antin_report_sub_indication(Pointer report);
    static native int antin_report_format(Pointer report);
    static native Size antin_report_signature_count(Pointer report);
    static native Pointer antin_report_signature(Pointer report, Size index);
    static native Pointer antin_report_content(Pointer report, Pointer lenOut);
    static native int antin_report_to_json(
            Pointer report, int language, Pointer jsonOut, Pointer errorOut);
    static native int antin_report_to_text(
            Pointer report, int language, Pointer textOut, Pointer errorOut);
    static native void antin_report_free(Pointer report);
    static native int antin_signature_verdict(Pointer signature);
    static native Pointer antin_signature_sub_indication(Pointer signature);
    static native int antin_signature_level(Pointer signature);
    static native Pointer antin_signature_signer_subject(Pointer signature);
    static native Pointer antin_signature_signer_issuer(Pointer signature);
    static native Pointer antin_signature_signer_serial(Pointer signature);
    static native Pointer antin_signature_signer_sha256(Pointer signature);
    static native Pointer antin_signature_signer_certificate(Pointer signature, Pointer lenOut);
    static native int antin_signature_claimed_time(Pointer signature, Pointer timeOut);
    static native int antin_signature_proven_time(Pointer signature, Pointer timeOut);
    static native Pointer antin_signature_digest(Pointer signature);
    static native Pointer antin_signature_algorithm(Pointer signature);
    static native int antin_signature_coverage(Pointer signature);
    static native Size antin_signature_path_count(Pointer signature);
    static native Pointer antin_signature_path_certificate(
            Pointer signature, Size index, Pointer lenOut);
    static native Size antin_signature_finding_count(Pointer signature);
    static native Pointer antin_signature_finding(Pointer signature, Size index);
    static native Size antin_signature_timestamp_count(Pointer signature);
    static native Pointer antin_signature_timestamp(Pointer signature, Size index);
    static native Pointer antin_finding_code(Pointer finding);
    static native int antin_finding_severity(Pointer finding);
    static native Pointer antin_finding_clause(Pointer finding);
    static native Pointer antin_finding_text(Pointer finding, int language);
    static native Pointer antin_finding_help(Pointer finding, int language);
    static native int antin_timestamp_kind(Pointer timestamp);
    static native int antin_timestamp_verdict(Pointer timestamp);
    static native Pointer antin_timestamp_sub_indication(Pointer timestamp);
    static native int antin_timestamp_time(Pointer timestamp, Pointer timeOut);
    static native Pointer antin_timestamp_authority(Pointer timestamp);
    static native Pointer antin_timestamp_policy(Pointer timestamp);
    static native int antin_recheck_new(Pointer report, Pointer recheckOut, Pointer errorOut);
    static native int antin_recheck_update(
            Pointer recheck, Pointer piece, Size pieceLen, Pointer errorOut);
    static native int antin_recheck_finish(Pointer recheck, Pointer errorOut);
    static native void antin_recheck_free(Pointer recheck);
    static native int antin_path_judge(
            Pointer certificate, Size certificateLen, Pointer policy, Pointer evidence, long at,
            Pointer pathOut, Pointer errorOut);
    static native int antin_path_require_passed(Pointer path, Pointer errorOut);
    static native int antin_path_verdict(Pointer path);
    static native Pointer antin_path_reason(Pointer path);
    static native Size antin_path_certificate_count(Pointer path);
    static native Pointer antin_path_certificate(Pointer path, Size index, Pointer lenOut);
    static native int antin_path_to_json(
            Pointer path, int language, Pointer jsonOut, Pointer errorOut);
    static native int antin_path_to_text(
            Pointer path, int language, Pointer textOut, Pointer errorOut);
    static native void antin_path_free(Pointer path);
    static native int antin_inspect(
            Pointer file, Size fileLen, Pointer password, Pointer inspectionOut, Pointer errorOut);
    static native int antin_inspection_to_json(
            Pointer inspection, int language, Pointer jsonOut, Pointer errorOut);
    static native int antin_inspection_to_text(
            Pointer inspection, int language, Pointer textOut, Pointer errorOut);
    static native void antin_inspection_free(Pointer inspection);
    static native int antin_source_new(
            Pointer message, Size packageLen, Pointer sourceOut, Pointer errorOut);
    static native int antin_source_new_file(Pointer path, Pointer sourceOut, Pointer errorOut);
    static native int antin_source_new_stream(
            ReadAt readAt, Pointer context, Pointer sourceOut, Pointer errorOut);
    static native void antin_source_free(Pointer source);
    static native int antin_target_new(Pointer targetOut, Pointer errorOut);
    static native int antin_target_new_file(Pointer path, Pointer targetOut, Pointer errorOut);
    static native int antin_target_new_stream(
            Write write, Pointer context, Pointer targetOut, Pointer errorOut);
    static native Pointer antin_target_bytes(Pointer target, Pointer lenOut);
    static native void antin_target_free(Pointer target);
    static native int antin_seal_options_new(
            Pointer signature, Pointer optionsOut, Pointer errorOut);
    static native int antin_seal_options_set_role(Pointer options, int role, Pointer errorOut);
    static native int antin_seal_options_set_organ(
            Pointer options, Pointer organ, Pointer errorOut);
    static native void antin_seal_options_free(Pointer options);
    static native int antin_seal_package(
            Pointer message, Pointer credential, Pointer options, long signingTime, Pointer sealed,
            Pointer errorOut);
    static native int antin_prepare_seal(
            Pointer message, Pointer chain, Size chainLen, Pointer options, long signingTime,
            Pointer preparedOut, Pointer errorOut);
    static native Pointer antin_prepared_seal_to_be_signed(Pointer prepared, Pointer lenOut);
    static native Pointer antin_prepared_seal_digest(Pointer prepared, Pointer lenOut);
    static native int antin_prepared_seal_algorithm(Pointer prepared);
    static native Pointer antin_prepared_seal_statement(Pointer prepared, Pointer lenOut);
    static native int antin_prepared_seal_finish(
            Pointer prepared, Pointer value, Size valueLen, Pointer message, Pointer sealed,
            Pointer errorOut);
    static native int antin_prepared_seal_finish_container(
            Pointer prepared, Pointer value, Size valueLen, Pointer containerOut, Pointer errorOut);
    static native void antin_prepared_seal_free(Pointer prepared);
    static native int antin_opening_new(Pointer openingOut, Pointer errorOut);
    static native int antin_opening_add_sender(
            Pointer opening, Pointer organ, Pointer certificates, Size certificatesLen,
            Pointer errorOut);
    static native int antin_opening_set_senders(
            Pointer opening, SenderBinding binding, Pointer context, Pointer errorOut);
    static native int antin_opening_set_registry(Pointer opening, Pointer registry, Pointer errorOut);
    static native int antin_opening_danger_any_sender(Pointer opening, Pointer errorOut);
    static native int antin_opening_add_container(
            Pointer opening, Pointer container, Size containerLen, Pointer errorOut);
    static native void antin_opening_free(Pointer opening);
    static native Pointer antin_claim_organ(Pointer claim);
    static native int antin_claim_role(Pointer claim);
    static native int antin_claim_time(Pointer claim, Pointer timeOut);
    static native Size antin_claim_path_count(Pointer claim);
    static native Pointer antin_claim_path_certificate(Pointer claim, Size index, Pointer lenOut);
    static native int antin_package_open(
            Pointer message, Pointer opening, Pointer policy, Pointer evidence, long at,
            Pointer packageOut, Pointer errorOut);
    static native int antin_package_require_accepted(Pointer message, Pointer errorOut);
    static native int antin_package_is_accepted(Pointer message);
    static native int antin_package_state(Pointer message);
    static native int antin_package_verdict(Pointer message);
    static native Pointer antin_package_sub_indication(Pointer message);
    static native Pointer antin_package_sender_code(Pointer message);
    static native int antin_package_sender_binding(Pointer message);
    static native Pointer antin_package_sender_other(Pointer message);
    static native Size antin_package_seal_count(Pointer message);
    static native Pointer antin_package_seal(Pointer message, Size index);
    static native Size antin_package_fact_count(Pointer message);
    static native Pointer antin_package_fact(Pointer message, Size index);
    static native Size antin_package_file_count(Pointer message);
    static native Pointer antin_package_file(Pointer message, Size index);
    static native Size antin_package_liberty_count(Pointer message);
    static native Pointer antin_package_liberty(Pointer message, Size index);
    static native int antin_package_to_json(
            Pointer message, int language, Pointer jsonOut, Pointer errorOut);
    static native int antin_package_to_text(
            Pointer message, int language, Pointer textOut, Pointer errorOut);
    static native void antin_package_free(Pointer message);
    static native int antin_seal_attachment(Pointer seal, Pointer placeOut);
    static native int antin_seal_container(Pointer seal, Pointer placeOut);
    static native Pointer antin_seal_id(Pointer seal);
    static native Pointer antin_seal_sha256(Pointer seal);
    static native int antin_seal_verdict(Pointer seal);
    static native Pointer antin_seal_sub_indication(Pointer seal);
    static native Pointer antin_seal_fault(Pointer seal);
    static native Pointer antin_seal_fault_text(Pointer seal, int language);
    static native Pointer antin_seal_organ(Pointer seal);
    static native int antin_seal_role(Pointer seal);
    static native int antin_seal_binding(Pointer seal);
    static native Pointer antin_seal_statement(Pointer seal, Pointer lenOut);
    static native Pointer antin_seal_report(Pointer seal);
    static native Size antin_seal_missing_count(Pointer seal);
    static native Pointer antin_seal_missing(Pointer seal, Size index);
    static native Pointer antin_fact_name(Pointer fact);
    static native Pointer antin_fact_words(Pointer fact, int language);
    static native int antin_fact_state(Pointer fact);
    static native Size antin_fact_sealed_count(Pointer fact);
    static native Pointer antin_fact_sealed(Pointer fact, Size index);
    static native Size antin_fact_arrived_count(Pointer fact);
    static native Pointer antin_fact_arrived(Pointer fact, Size index);
    static native Pointer antin_file_name(Pointer file);
    static native int antin_file_state(Pointer file);
    static native int antin_file_attachment(Pointer file, Pointer placeOut);
    static native long antin_file_length(Pointer file);
    static native Pointer antin_file_sha256(Pointer file);
    static native int antin_file_is_unwrapped(Pointer file);
    static native int antin_file_is_destroyed(Pointer file);
    static native Pointer antin_file_sealed_name(Pointer file);
    static native long antin_file_sealed_length(Pointer file);
    static native Pointer antin_file_sealed_sha256(Pointer file);
    static native Pointer antin_liberty_code(Pointer liberty);
    static native Pointer antin_liberty_element(Pointer liberty);
    static native Pointer antin_liberty_text(Pointer liberty, int language);
    static native int antin_liberty_is_ambiguous(Pointer liberty);
    static native int antin_liberty_attachment(Pointer liberty, Pointer placeOut);
    static native long antin_liberty_offset(Pointer liberty);
    static native long antin_liberty_times(Pointer liberty);
    static native int antin_package_extract(
            Pointer message, Pointer source, Pointer targets, Size targetsCount, Pointer errorOut);
    static native int antin_package_extract_file(
            Pointer message, Pointer source, Size index, Pointer target, Pointer errorOut);
    static native int antin_hop(
            Pointer message, Pointer rewritings, Size rewritingsCount, long time, long seed,
            Pointer rewritten, Pointer errorOut);
    static native int antin_validation_new(
            Pointer message, Pointer validationOut, Pointer errorOut);
    static native Size antin_validation_fault_count(Pointer validation);
    static native Pointer antin_validation_fault(Pointer validation, Size index);
    static native Size antin_validation_liberty_count(Pointer validation);
    static native Pointer antin_validation_liberty(Pointer validation, Size index);
    static native void antin_validation_free(Pointer validation);
    static native int antin_registry_signers_new(Pointer signersOut, Pointer errorOut);
    static native int antin_registry_signers_add(
            Pointer signers, Pointer certificates, Size certificatesLen, Pointer errorOut);
    static native void antin_registry_signers_free(Pointer signers);
    static native int antin_registry_check(
            Pointer file, Size fileLen, Pointer signers, Pointer policy, Pointer evidence, long at,
            long seenNumber, Pointer seenSha256, Pointer registryOut, Pointer errorOut);
    static native int antin_registry_danger_unsigned(
            Pointer json, Size jsonLen, Pointer registryOut, Pointer errorOut);
    static native int antin_registry_require_trusted(Pointer registry, Pointer errorOut);
    static native int antin_registry_is_trusted(Pointer registry);
    static native Pointer antin_registry_fault(Pointer registry);
    static native Pointer antin_registry_fault_text(Pointer registry, int language);
    static native Pointer antin_registry_report(Pointer registry);
    static native Pointer antin_registry_name(Pointer registry);
    static native long antin_registry_number(Pointer registry);
    static native Pointer antin_registry_sha256(Pointer registry);
    static native int antin_registry_issued(Pointer registry, Pointer timeOut, Pointer errorOut);
    static native int antin_registry_next_update(Pointer registry, Pointer timeOut, Pointer errorOut);
    static native int antin_registry_is_past(Pointer registry, long at);
    static native Size antin_registry_body_count(Pointer registry);
    static native Size antin_registry_entry_count(Pointer registry);
    static native Pointer antin_registry_body_name(Pointer registry, Pointer code);
    static native int antin_registry_decide(
            Pointer registry, Pointer organ, int role, Pointer certificate, Size certificateLen,
            Pointer issuer, Size issuerLen, long at, Pointer bindingOut, Pointer entryOut,
            Pointer errorOut);
    static native int antin_registry_to_json(Pointer registry, Pointer jsonOut, Pointer errorOut);
    static native void antin_registry_free(Pointer registry);
    static native int antin_binding_new(
            Pointer id, Pointer organ, int matching, Pointer certificate, Size certificateLen,
            Pointer issuer, Size issuerLen, long from, Pointer bindingOut, Pointer errorOut);
    static native int antin_binding_add_role(Pointer binding, int role, Pointer errorOut);
    static native int antin_binding_set_until(Pointer binding, long until, Pointer errorOut);
    static native int antin_binding_set_delegated(
            Pointer binding, Pointer holder, Pointer basis, Pointer errorOut);
    static native void antin_binding_free(Pointer binding);
    static native int antin_registry_draft_new(Pointer name, Pointer draftOut, Pointer errorOut);
    static native int antin_registry_draft_from_json(
            Pointer json, Size jsonLen, Pointer draftOut, Pointer errorOut);
    static native int antin_registry_draft_add_body(
            Pointer draft, Pointer code, Pointer name, Pointer errorOut);
    static native int antin_registry_draft_add_body_from(
            Pointer draft, Pointer code, Pointer name, long from, Pointer errorOut);
    static native int antin_registry_draft_end_body(
            Pointer draft, Pointer code, long until, Pointer successors, Size successorCount,
            Pointer errorOut);
    static native int antin_registry_draft_add(Pointer draft, Pointer binding, Pointer errorOut);
    static native int antin_registry_draft_revoke(
            Pointer draft, Pointer id, long at, Pointer reason, Pointer errorOut);
    static native int antin_registry_draft_issue(
            Pointer draft, long issued, long nextUpdate, Pointer errorOut);
    static native long antin_registry_draft_number(Pointer draft);
    static native int antin_registry_draft_to_json(Pointer draft, Pointer jsonOut, Pointer errorOut);
    static native void antin_registry_draft_free(Pointer draft);
    static native int antin_sent_new(
            Pointer seal, Pointer document, Pointer sender, Pointer recipients, Size recipientCount,
            Pointer sentOut, Pointer errorOut);
    static native int antin_sent_of(Pointer message, Pointer sentOut, Pointer errorOut);
    static native Pointer antin_sent_seal(Pointer sent);
    static native Pointer antin_sent_document(Pointer sent);
    static native Pointer antin_sent_sender(Pointer sent);
    static native Size antin_sent_recipient_count(Pointer sent);
    static native Pointer antin_sent_recipient(Pointer sent, Size index);
    static native void antin_sent_free(Pointer sent);
    static native int antin_receipt_new(
            Pointer sent, Pointer recipient, int status, long time, Pointer receiptOut,
            Pointer errorOut);
    static native int antin_receipt_add_reason(Pointer receipt, Pointer reason, Pointer errorOut);
    static native Pointer antin_receipt_seal(Pointer receipt);
    static native Pointer antin_receipt_document(Pointer receipt);
    static native Pointer antin_receipt_sender(Pointer receipt);
    static native Pointer antin_receipt_recipient(Pointer receipt);
    static native int antin_receipt_status(Pointer receipt);
    static native int antin_receipt_time(Pointer receipt, Pointer timeOut, Pointer errorOut);
    static native Size antin_receipt_reason_count(Pointer receipt);
    static native Pointer antin_receipt_reason(Pointer receipt, Size index);
    static native int antin_receipt_to_json(Pointer receipt, Pointer jsonOut, Pointer errorOut);
    static native int antin_receipt_sign(
            Pointer receipt, Pointer credential, Pointer options, long signingTime,
            Pointer containerOut, Pointer errorOut);
    static native void antin_receipt_free(Pointer receipt);
    static native int antin_prepare_receipt(
            Pointer receipt, Pointer chain, Size chainLen, Pointer options, long signingTime,
            Pointer preparedOut, Pointer errorOut);
    static native Pointer antin_prepared_receipt_to_be_signed(Pointer prepared, Pointer lenOut);
    static native Pointer antin_prepared_receipt_digest(Pointer prepared, Pointer lenOut);
    static native int antin_prepared_receipt_algorithm(Pointer prepared);
    static native int antin_prepared_receipt_finish(
            Pointer prepared, Pointer value, Size valueLen, Pointer containerOut, Pointer errorOut);
    static native void antin_prepared_receipt_free(Pointer prepared);
    static native int antin_receipt_judge(
            Pointer container, Size containerLen, Pointer sent, Pointer recipients, int before,
            Pointer policy, Pointer evidence, long at, Pointer reportOut, Pointer errorOut);
    static native int antin_receipt_report_require_accepted(Pointer report, Pointer errorOut);
    static native int antin_receipt_report_is_accepted(Pointer report);
    static native int antin_receipt_report_verdict(Pointer report);
    static native Pointer antin_receipt_report_sub_indication(Pointer report);
    static native Pointer antin_receipt_report_fault(Pointer report);
    static native Pointer antin_receipt_report_fault_text(Pointer report, int language);
    static native Pointer antin_receipt_report_id(Pointer report);
    static native Pointer antin_receipt_report_sha256(Pointer report);
    static native Pointer antin_receipt_report_receipt(Pointer report);
    static native Pointer antin_receipt_report_report(Pointer report);
    static native int antin_receipt_report_binding(Pointer report);
    static native Pointer antin_receipt_report_other(Pointer report);
    static native Size antin_receipt_report_mismatch_count(Pointer report);
    static native Pointer antin_receipt_report_mismatch(Pointer report, Size index);
    static native Pointer antin_receipt_report_mismatch_text(Pointer report, Size index, int language);
    static native int antin_receipt_report_to_json(
            Pointer report, int language, Pointer jsonOut, Pointer errorOut);
    static native int antin_receipt_report_to_text(
            Pointer report, int language, Pointer textOut, Pointer errorOut);
    static native void antin_receipt_report_free(Pointer report);
    static native int antin_receipt_insert(
            Pointer receipt, Size receiptLen, Pointer message, Pointer carrying, Pointer errorOut);
    static native int antin_receipts_in(Pointer message, Pointer receiptsOut, Pointer errorOut);
    static native Size antin_receipts_count(Pointer receipts);
    static native Pointer antin_receipts_get(Pointer receipts, Size index, Pointer lenOut);
    static native Size antin_receipts_attachment(Pointer receipts, Size index);
    static native void antin_receipts_free(Pointer receipts);
    static native int antin_gateway_policy_new(
            Pointer toml, Size tomlLen, Pointer policyOut, Pointer errorOut);
    static native int antin_gateway_policy_strict(Pointer policyOut, Pointer errorOut);
    static native Pointer antin_gateway_policy_name(Pointer policy);
    static native Pointer antin_gateway_policy_title(Pointer policy, int language);
    static native Pointer antin_gateway_policy_version(Pointer policy);
    static native long antin_gateway_policy_window(Pointer policy);
    static native void antin_gateway_policy_free(Pointer policy);
    static native int antin_agency_new(
            Pointer code, Pointer credential, Pointer agencyOut, Pointer errorOut);
    static native int antin_agency_new_elsewhere(
            Pointer code, Pointer chain, Size chainLen, Pointer agencyOut, Pointer errorOut);
    static native int antin_agency_set_timestamper(Pointer agency, Pointer timestamper, Pointer errorOut);
    static native Pointer antin_agency_code(Pointer agency);
    static native void antin_agency_free(Pointer agency);
    static native int antin_ledger_new(
            long window, Size most, long horizon, Write line, Pointer context, Pointer ledgerOut,
            Pointer errorOut);
    static native int antin_ledger_create(
            Pointer path, long window, long horizon, Pointer ledgerOut, Pointer errorOut);
    static native int antin_ledger_open(Pointer path, long window, Pointer ledgerOut, Pointer errorOut);
    static native int antin_ledger_head(Pointer ledger, Pointer headOut, Pointer errorOut);
    static native int antin_ledger_arrivals(Pointer ledger, Pointer countOut, Pointer errorOut);
    static native int antin_ledger_export(Pointer ledger, long from, Pointer lines, Pointer errorOut);
    static native int antin_ledger_stamp(
            Pointer ledger, Pointer timestamper, long at, Pointer entryOut, Pointer errorOut);
    static native void antin_ledger_free(Pointer ledger);
    static native int antin_gateway_new(
            Pointer rules, Pointer policy, Pointer registry, Pointer ledger, Pointer gatewayOut,
            Pointer errorOut);
    static native void antin_gateway_free(Pointer gateway);
    static native int antin_gateway_send(
            Pointer gateway, Pointer agency, Pointer message, Pointer evidence, long at, Pointer sealed,
            Pointer sendingOut, Pointer errorOut);
    static native int antin_sending_judge(
            Pointer gateway, Pointer agency, Pointer message, Pointer evidence, long at,
            Pointer sendingOut, Pointer errorOut);
    static native int antin_sending_refuse(Pointer sending, Pointer errorOut);
    static native int antin_sending_prepare(
            Pointer sending, Pointer message, Pointer evidence, Pointer errorOut);
    static native int antin_sending_sign(
            Pointer sending, Pointer message, Pointer sealed, Pointer errorOut);
    static native int antin_sending_finish(
            Pointer sending, Pointer value, Size valueLen, Pointer message, Pointer sealed,
            Pointer errorOut);
    static native void antin_sending_free(Pointer sending);
    static native int antin_sending_state(Pointer sending);
    static native int antin_sending_require_sent(Pointer sending, Pointer errorOut);
    static native int antin_sending_is_allowed(Pointer sending);
    static native Size antin_sending_reason_count(Pointer sending);
    static native Pointer antin_sending_reason(Pointer sending, Size index);
    static native Pointer antin_sending_reason_text(Pointer sending, Size index, int language);
    static native Pointer antin_sending_unreadable(Pointer sending, int language);
    static native Pointer antin_sending_package(Pointer sending);
    static native Pointer antin_sending_to_be_signed(Pointer sending, Pointer lenOut);
    static native Pointer antin_sending_digest(Pointer sending, Pointer lenOut);
    static native int antin_sending_algorithm(Pointer sending);
    static native long antin_sending_entry(Pointer sending);
    static native Pointer antin_sending_seal(Pointer sending);
    static native Pointer antin_sending_sent(Pointer sending);
    static native int antin_gateway_take_receipt(
            Pointer gateway, Pointer agency, Pointer receipt, Size receiptLen, Pointer sent, int before,
            Pointer evidence, long at, Pointer returnedOut, Pointer errorOut);
    static native int antin_returned_receipt_require_accepted(Pointer returned, Pointer errorOut);
    static native int antin_returned_receipt_is_accepted(Pointer returned);
    static native Size antin_returned_receipt_reason_count(Pointer returned);
    static native Pointer antin_returned_receipt_reason(Pointer returned, Size index);
    static native long antin_returned_receipt_entry(Pointer returned);
    static native Pointer antin_returned_receipt_report(Pointer returned);
    static native void antin_returned_receipt_free(Pointer returned);
    static native int antin_gateway_receive(
            Pointer gateway, Pointer agency, Pointer message, Pointer beside, Pointer evidence, long at,
            Pointer arrivalOut, Pointer errorOut);
    static native int antin_arrival_judge(
            Pointer gateway, Pointer agency, Pointer message, Pointer beside, Pointer evidence, long at,
            Pointer arrivalOut, Pointer errorOut);
    static native int antin_arrival_set_status(Pointer arrival, int status, Pointer errorOut);
    static native int antin_arrival_answer(Pointer arrival, Pointer evidence, Pointer errorOut);
    static native int antin_arrival_prepare(Pointer arrival, Pointer evidence, Pointer errorOut);
    static native int antin_arrival_finish(Pointer arrival, Pointer value, Size valueLen, Pointer errorOut);
    static native int antin_arrival_without_receipt(Pointer arrival, Pointer errorOut);
    static native int antin_arrival_record(Pointer arrival, Pointer errorOut);
    static native void antin_arrival_free(Pointer arrival);
    static native int antin_arrival_state(Pointer arrival);
    static native int antin_arrival_require_accepted(Pointer arrival, Pointer errorOut);
    static native int antin_arrival_decision(Pointer arrival);
    static native Size antin_arrival_reason_count(Pointer arrival);
    static native Pointer antin_arrival_reason(Pointer arrival, Size index);
    static native Pointer antin_arrival_reason_text(Pointer arrival, Size index, int language);
    static native Pointer antin_arrival_unreadable(Pointer arrival, int language);
    static native Pointer antin_arrival_package(Pointer arrival);
    static native Pointer antin_arrival_planned_receipt(Pointer arrival);
    static native Pointer antin_arrival_to_be_signed(Pointer arrival, Pointer lenOut);
    static native Pointer antin_arrival_digest(Pointer arrival, Pointer lenOut);
    static native int antin_arrival_algorithm(Pointer arrival);
    static native long antin_arrival_entry(Pointer arrival);
    static native Pointer antin_arrival_receipt(Pointer arrival, Pointer lenOut);
    static native int antin_journal_check(
            Pointer lines, Pointer head, Pointer policy, Pointer evidence, long at, Pointer journalOut,
            Pointer errorOut);
    static native int antin_journal_require_whole(Pointer journal, Pointer errorOut);
    static native int antin_journal_is_whole(Pointer journal);
    static native Pointer antin_journal_fault(Pointer journal);
    static native Pointer antin_journal_fault_text(Pointer journal, int language);
    static native long antin_journal_entry(Pointer journal);
    static native long antin_journal_since(Pointer journal);
    static native long antin_journal_line(Pointer journal);
    static native Pointer antin_journal_head(Pointer journal);
    static native long antin_journal_stamp_count(Pointer journal);
    static native int antin_journal_is_judged(Pointer journal);
    static native int antin_journal_last_stamp(
            Pointer journal, Pointer entryOut, Pointer overOut, Pointer timeOut, Pointer errorOut);
    static native void antin_journal_free(Pointer journal);
}
