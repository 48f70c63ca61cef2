/* Every pointer is NULL once, every number wrong once, every length huge once: each is answered.
 *
 * A list, as long as the header is: one file shows which function is not in it. */
#include "files.h"
#include <stdint.h>

const char *vectors;

#define MALFORMED(call) EXPECT(ANTIN_RESULT_MALFORMED, call)

static const uint8_t *const EMPTY = (const uint8_t *)"";
static const uint8_t *const JUNK = (const uint8_t *)"\x30\x82\xff\xff junk";
static const size_t JUNK_LEN = 9;
static const int64_t NOW = 1795305600;

static antin_credential *signer;
static antin_policy *by;
static antin_sign_options *how;
static antin_sign_options *inside;
static antin_evidence *beside;
static file chain, key, root, p12;

static void set_up(void) {
    chain = read_file("bench/p256.chain.pem");
    key = read_file("bench/p256.key.pem");
    root = read_file("bench/p256.root.pem");
    p12 = read_file("keys/p12/openssl3-p256.p12");
    OK(antin_credential_from_chain_and_key(chain.data, chain.len, key.data, key.len, NULL, NULL,
                                           &signer, &error));
    OK(antin_policy_new(root.data, root.len, &by, &error));
    OK(antin_policy_set_revocation(by, ANTIN_REVOCATION_IF_PRESENT, &error));
    OK(antin_evidence_new(&beside, &error));
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &how, &error));
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &inside, &error));
    OK(antin_sign_options_set_packaging(inside, ANTIN_PACKAGING_ATTACHED, &error));
}

static void tear_down(void) {
    antin_credential_free(signer);
    antin_policy_free(by);
    antin_sign_options_free(how);
    antin_sign_options_free(inside);
    antin_evidence_free(beside);
    free(chain.data);
    free(key.data);
    free(root.data);
    free(p12.data);
}

/* A free takes NULL; a getter takes NULL and returns nothing, which is never a pass. */
static void nothing(void) {
    size_t len = 7;
    int64_t time = 7;
    antin_error_free(NULL);
    antin_buffer_free(NULL);
    antin_key_options_free(NULL);
    antin_credential_free(NULL);
    antin_sign_options_free(NULL);
    antin_prepared_free(NULL);
    antin_signing_free(NULL);
    antin_policy_free(NULL);
    antin_evidence_free(NULL);
    antin_verifying_free(NULL);
    antin_report_free(NULL);
    antin_recheck_free(NULL);
    CHECK(antin_error_code(NULL) == ANTIN_RESULT_OK && antin_error_message(NULL) == NULL);
    CHECK(antin_error_text(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_error_help(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_buffer_data(NULL, &len) == NULL && len == 0);
    CHECK(antin_buffer_data(NULL, NULL) == NULL);
    CHECK(antin_credential_certificate_count(NULL) == 0);
    CHECK((len = 7, antin_credential_certificate(NULL, 0, &len)) == NULL && len == 0);
    CHECK((len = 7, antin_credential_certificate(signer, 99, &len)) == NULL && len == 0);
    CHECK(antin_credential_certificate(signer, HUGE_LEN, NULL) == NULL);
    CHECK((len = 7, antin_prepared_to_be_signed(NULL, &len)) == NULL && len == 0);
    CHECK((len = 7, antin_prepared_digest(NULL, &len)) == NULL && len == 0);
    CHECK(antin_prepared_algorithm(NULL) == 0);
    CHECK((len = 7, antin_signing_head(NULL, &len)) == NULL && len == 0);
    CHECK(antin_report_verdict(NULL) != ANTIN_VERDICT_PASSED);
    CHECK(antin_report_sub_indication(NULL) == NULL && antin_report_format(NULL) == 0);
    CHECK(antin_report_signature_count(NULL) == 0 && antin_report_signature(NULL, 0) == NULL);
    CHECK((len = 7, antin_report_content(NULL, &len)) == NULL && len == 0);
    CHECK(antin_signature_verdict(NULL) != ANTIN_VERDICT_PASSED);
    CHECK(antin_signature_sub_indication(NULL) == NULL && antin_signature_level(NULL) == 0);
    CHECK(antin_signature_signer_subject(NULL) == NULL);
    CHECK(antin_signature_signer_issuer(NULL) == NULL);
    CHECK(antin_signature_signer_serial(NULL) == NULL);
    CHECK(antin_signature_signer_sha256(NULL) == NULL);
    CHECK((len = 7, antin_signature_signer_certificate(NULL, &len)) == NULL && len == 0);
    CHECK(antin_signature_claimed_time(NULL, &time) == ANTIN_RESULT_NULL_ARGUMENT && time == 7);
    CHECK(antin_signature_proven_time(NULL, &time) == ANTIN_RESULT_NULL_ARGUMENT && time == 7);
    CHECK(antin_signature_digest(NULL) == NULL && antin_signature_algorithm(NULL) == NULL);
    CHECK(antin_signature_coverage(NULL) == ANTIN_COVERAGE_UNKNOWN);
    CHECK(antin_signature_path_count(NULL) == 0);
    CHECK((len = 7, antin_signature_path_certificate(NULL, 0, &len)) == NULL && len == 0);
    CHECK(antin_signature_finding_count(NULL) == 0 && antin_signature_finding(NULL, 0) == NULL);
    CHECK(antin_finding_code(NULL) == NULL && antin_finding_severity(NULL) == 0);
    CHECK(antin_finding_clause(NULL) == NULL);
    CHECK(antin_finding_text(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_finding_help(NULL, ANTIN_LANGUAGE_EN) == NULL);
}

static void keys(void) {
    antin_key_options *options = NULL;
    antin_credential *out = NULL;
    NULL_ARGUMENT(antin_key_options_new(NULL, &error));
    OK(antin_key_options_new(&options, &error));
    NULL_ARGUMENT(antin_key_options_set_friendly_name(NULL, "a", &error));
    NULL_ARGUMENT(antin_key_options_set_friendly_name(options, NULL, &error));
    INVALID(antin_key_options_set_friendly_name(options, NOT_UTF8, &error));
    NULL_ARGUMENT(antin_key_options_set_provider(NULL, ANTIN_PROVIDER_RING, &error));
    OK(antin_key_options_set_provider(options, ANTIN_PROVIDER_RING, &error));
    INVALID(antin_key_options_set_provider(options, 0, &error));
    INVALID(antin_key_options_set_provider(options, UINT32_MAX, &error));
    antin_key_options_free(options);

    NULL_ARGUMENT(antin_credential_from_pkcs12(NULL, 0, "x", NULL, &out, &error));
    NULL_ARGUMENT(antin_credential_from_pkcs12(NULL, p12.len, "x", NULL, &out, &error));
    NULL_ARGUMENT(antin_credential_from_pkcs12(p12.data, p12.len, "x", NULL, NULL, &error));
    MALFORMED(antin_credential_from_pkcs12(EMPTY, 0, "x", NULL, &out, &error));
    MALFORMED(antin_credential_from_pkcs12(JUNK, JUNK_LEN, "x", NULL, &out, &error));
    INVALID(antin_credential_from_pkcs12(p12.data, HUGE_LEN, "x", NULL, &out, &error));
    INVALID(antin_credential_from_pkcs12(p12.data, p12.len, NOT_UTF8, NULL, &out, &error));
    EXPECT(ANTIN_RESULT_KEY,
           antin_credential_from_pkcs12(p12.data, p12.len, "wrong", NULL, &out, &error));
    EXPECT(ANTIN_RESULT_KEY,
           antin_credential_from_pkcs12(p12.data, p12.len, NULL, NULL, &out, &error));

#define PAIR antin_credential_from_chain_and_key
    NULL_ARGUMENT(PAIR(NULL, 0, key.data, key.len, NULL, NULL, &out, &error));
    NULL_ARGUMENT(PAIR(chain.data, chain.len, NULL, 0, NULL, NULL, &out, &error));
    NULL_ARGUMENT(PAIR(chain.data, chain.len, key.data, key.len, NULL, NULL, NULL, &error));
    INVALID(PAIR(chain.data, HUGE_LEN, key.data, key.len, NULL, NULL, &out, &error));
    INVALID(PAIR(chain.data, chain.len, key.data, HUGE_LEN, NULL, NULL, &out, &error));
    INVALID(PAIR(chain.data, chain.len, key.data, key.len, NOT_UTF8, NULL, &out, &error));
    MALFORMED(PAIR(JUNK, JUNK_LEN, key.data, key.len, NULL, NULL, &out, &error));
    MALFORMED(PAIR(chain.data, chain.len, JUNK, JUNK_LEN, NULL, NULL, &out, &error));
    EXPECT(ANTIN_RESULT_CREDENTIAL,
           PAIR(root.data, root.len, key.data, key.len, NULL, NULL, &out, &error));
#undef PAIR
    CHECK(out == NULL);
}

static void options_for_signing(void) {
    antin_sign_options *out = NULL;
    uint32_t number;
    NULL_ARGUMENT(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, NULL, &error));
    INVALID(antin_sign_options_new(0, ANTIN_LEVEL_B, &out, &error));
    INVALID(antin_sign_options_new(UINT32_MAX, ANTIN_LEVEL_B, &out, &error));
    INVALID(antin_sign_options_new(ANTIN_FORMAT_ASIC_E, ANTIN_LEVEL_B, &out, &error));
    INVALID(antin_sign_options_new(ANTIN_FORMAT_CADES, 0, &out, &error));
    INVALID(antin_sign_options_new(ANTIN_FORMAT_CADES, 5, &out, &error));
    CHECK(out == NULL);
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &out, &error));
    NULL_ARGUMENT(antin_sign_options_set_packaging(NULL, ANTIN_PACKAGING_DETACHED, &error));
    INVALID(antin_sign_options_set_packaging(out, 0, &error));
    INVALID(antin_sign_options_set_packaging(out, 3, &error));
    NULL_ARGUMENT(antin_sign_options_set_algorithm(NULL, ANTIN_ALGORITHM_ED25519, &error));
    INVALID(antin_sign_options_set_algorithm(out, 0, &error));
    INVALID(antin_sign_options_set_algorithm(out, ANTIN_ALGORITHM_ED25519 + 1, &error));
    for (number = 1; number <= ANTIN_ALGORITHM_ED25519; number++) {
        OK(antin_sign_options_set_algorithm(out, number, &error));
    }
    NULL_ARGUMENT(antin_sign_options_set_mime_type(NULL, "text/plain", &error));
    NULL_ARGUMENT(antin_sign_options_set_mime_type(out, NULL, &error));
    INVALID(antin_sign_options_set_mime_type(out, NOT_UTF8, &error));
    NULL_ARGUMENT(antin_sign_options_set_content_hints(NULL, "a", "1.2.3", &error));
    NULL_ARGUMENT(antin_sign_options_set_content_hints(out, "a", NULL, &error));
    INVALID(antin_sign_options_set_content_hints(out, "a", "", &error));
    INVALID(antin_sign_options_set_content_hints(out, "a", "one.two", &error));
    INVALID(antin_sign_options_set_content_hints(out, NOT_UTF8, "1.2.3", &error));
    OK(antin_sign_options_set_content_hints(out, NULL, "1.2.3", &error));
    antin_sign_options_free(out);
}

static void signing(void) {
    antin_buffer *out = NULL;
    antin_prepared *prepared = NULL;
    antin_signing *streamed = NULL;
    const uint8_t digest[64] = {0};
    size_t len;
    NULL_ARGUMENT(antin_sign(NULL, 0, signer, how, NOW, &out, &error));
    NULL_ARGUMENT(antin_sign(NULL, 5, signer, how, NOW, &out, &error));
    NULL_ARGUMENT(antin_sign(EMPTY, 0, NULL, how, NOW, &out, &error));
    NULL_ARGUMENT(antin_sign(EMPTY, 0, signer, NULL, NOW, &out, &error));
    NULL_ARGUMENT(antin_sign(EMPTY, 0, signer, how, NOW, NULL, &error));
    INVALID(antin_sign(EMPTY, HUGE_LEN, signer, how, NOW, &out, &error));
    CHECK(out == NULL);
    OK(antin_sign(EMPTY, 0, signer, how, INT64_MIN, &out, &error));
    antin_buffer_free(out);
    OK(antin_sign(EMPTY, 0, signer, how, INT64_MAX, &out, &error));
    antin_buffer_free(out);
    /* Without anywhere to put the error. */
    out = NULL;
    CHECK(antin_sign(NULL, 0, signer, how, NOW, &out, NULL) == ANTIN_RESULT_NULL_ARGUMENT);

#define ADD antin_add_signature
    NULL_ARGUMENT(ADD(NULL, 0, EMPTY, 0, signer, how, NOW, &out, &error));
    NULL_ARGUMENT(ADD(JUNK, JUNK_LEN, NULL, 5, signer, how, NOW, &out, &error));
    NULL_ARGUMENT(ADD(JUNK, JUNK_LEN, EMPTY, 0, NULL, how, NOW, &out, &error));
    NULL_ARGUMENT(ADD(JUNK, JUNK_LEN, EMPTY, 0, signer, NULL, NOW, &out, &error));
    NULL_ARGUMENT(ADD(JUNK, JUNK_LEN, EMPTY, 0, signer, how, NOW, NULL, &error));
    INVALID(ADD(JUNK, HUGE_LEN, EMPTY, 0, signer, how, NOW, &out, &error));
    INVALID(ADD(JUNK, JUNK_LEN, EMPTY, HUGE_LEN, signer, how, NOW, &out, &error));
    MALFORMED(ADD(JUNK, JUNK_LEN, EMPTY, 0, signer, how, NOW, &out, &error));
#undef ADD
#define PREPARE antin_prepare
    NULL_ARGUMENT(PREPARE(NULL, 0, chain.data, chain.len, how, NOW, &prepared, &error));
    NULL_ARGUMENT(PREPARE(EMPTY, 0, NULL, 0, how, NOW, &prepared, &error));
    NULL_ARGUMENT(PREPARE(EMPTY, 0, chain.data, chain.len, NULL, NOW, &prepared, &error));
    NULL_ARGUMENT(PREPARE(EMPTY, 0, chain.data, chain.len, how, NOW, NULL, &error));
    INVALID(PREPARE(EMPTY, HUGE_LEN, chain.data, chain.len, how, NOW, &prepared, &error));
    INVALID(PREPARE(EMPTY, 0, chain.data, HUGE_LEN, how, NOW, &prepared, &error));
    MALFORMED(PREPARE(EMPTY, 0, JUNK, JUNK_LEN, how, NOW, &prepared, &error));
#undef PREPARE
#define DIGEST antin_prepare_digest
    INVALID(DIGEST(0, digest, 32, chain.data, chain.len, how, NOW, &prepared, &error));
    INVALID(DIGEST(1, digest, 20, chain.data, chain.len, how, NOW, &prepared, &error));
    INVALID(DIGEST(ANTIN_DIGEST_SHA256, digest, 31, chain.data, chain.len, how, NOW, &prepared,
                   &error));
    INVALID(DIGEST(ANTIN_DIGEST_SHA256, digest, HUGE_LEN, chain.data, chain.len, how, NOW,
                   &prepared, &error));
    INVALID(DIGEST(ANTIN_DIGEST_SHA512, digest, 64, chain.data, chain.len, how, NOW, &prepared,
                   &error));
    INVALID(DIGEST(ANTIN_DIGEST_SHA256, digest, 32, chain.data, chain.len, inside, NOW, &prepared,
                   &error));
    NULL_ARGUMENT(DIGEST(ANTIN_DIGEST_SHA256, NULL, 32, chain.data, chain.len, how, NOW, &prepared,
                         &error));
    NULL_ARGUMENT(DIGEST(ANTIN_DIGEST_SHA256, digest, 32, NULL, 1, how, NOW, &prepared, &error));
    NULL_ARGUMENT(DIGEST(ANTIN_DIGEST_SHA256, digest, 32, chain.data, chain.len, NULL, NOW,
                         &prepared, &error));
    NULL_ARGUMENT(DIGEST(ANTIN_DIGEST_SHA256, digest, 32, chain.data, chain.len, how, NOW, NULL,
                         &error));
    CHECK(prepared == NULL);
    OK(DIGEST(ANTIN_DIGEST_SHA256, digest, 32, chain.data, chain.len, how, NOW, &prepared,
              &error));
#undef DIGEST
    NULL_ARGUMENT(antin_prepared_finish(NULL, EMPTY, 0, &out, &error));
    NULL_ARGUMENT(antin_prepared_finish(prepared, NULL, 0, &out, &error));
    NULL_ARGUMENT(antin_prepared_finish(prepared, EMPTY, 0, NULL, &error));
    INVALID(antin_prepared_finish(prepared, EMPTY, HUGE_LEN, &out, &error));
    EXPECT(ANTIN_RESULT_KEY, antin_prepared_finish(prepared, EMPTY, 0, &out, &error));
    antin_prepared_free(prepared);
    prepared = NULL;
#define ADDITION antin_prepare_addition
    NULL_ARGUMENT(ADDITION(NULL, 0, EMPTY, 0, chain.data, chain.len, how, NOW, &prepared, &error));
    NULL_ARGUMENT(ADDITION(JUNK, 9, NULL, 1, chain.data, chain.len, how, NOW, &prepared, &error));
    NULL_ARGUMENT(ADDITION(JUNK, 9, EMPTY, 0, NULL, 0, how, NOW, &prepared, &error));
    NULL_ARGUMENT(ADDITION(JUNK, 9, EMPTY, 0, chain.data, chain.len, NULL, NOW, &prepared, &error));
    NULL_ARGUMENT(ADDITION(JUNK, 9, EMPTY, 0, chain.data, chain.len, how, NOW, NULL, &error));
    INVALID(ADDITION(JUNK, HUGE_LEN, EMPTY, 0, chain.data, chain.len, how, NOW, &prepared, &error));
    MALFORMED(ADDITION(JUNK, 9, EMPTY, 0, chain.data, chain.len, how, NOW, &prepared, &error));
#undef ADDITION
    NULL_ARGUMENT(antin_signing_new(NULL, how, NOW, &streamed, &error));
    NULL_ARGUMENT(antin_signing_new(signer, NULL, NOW, &streamed, &error));
    NULL_ARGUMENT(antin_signing_new(signer, how, NOW, NULL, &error));
    INVALID(antin_signing_new(signer, inside, NOW, &streamed, &error));
    NULL_ARGUMENT(antin_signing_new_for_chain(NULL, 0, how, NOW, &streamed, &error));
    NULL_ARGUMENT(antin_signing_new_for_chain(chain.data, chain.len, NULL, NOW, &streamed, &error));
    NULL_ARGUMENT(antin_signing_new_for_chain(chain.data, chain.len, how, NOW, NULL, &error));
    INVALID(antin_signing_new_for_chain(chain.data, HUGE_LEN, how, NOW, &streamed, &error));
    NULL_ARGUMENT(antin_signing_new_attached(NULL, inside, NOW, 1, &streamed, &error));
    NULL_ARGUMENT(antin_signing_new_attached(signer, NULL, NOW, 1, &streamed, &error));
    NULL_ARGUMENT(antin_signing_new_attached(signer, inside, NOW, 1, NULL, &error));
    INVALID(antin_signing_new_attached(signer, how, NOW, 1, &streamed, &error));
    INVALID(antin_signing_new_attached(signer, inside, NOW, UINT64_MAX, &streamed, &error));
    CHECK(streamed == NULL);
    OK(antin_signing_new_attached(signer, inside, NOW, 2, &streamed, &error));
    NULL_ARGUMENT(antin_signing_update(NULL, EMPTY, 0, &error));
    NULL_ARGUMENT(antin_signing_update(streamed, NULL, 0, &error));
    INVALID(antin_signing_update(streamed, EMPTY, HUGE_LEN, &error));
    OK(antin_signing_update(streamed, EMPTY, 0, &error));
    NULL_ARGUMENT(antin_signing_finish(NULL, &out, &error));
    NULL_ARGUMENT(antin_signing_finish(streamed, NULL, &error));
    NULL_ARGUMENT(antin_signing_prepare(NULL, &prepared, &error));
    NULL_ARGUMENT(antin_signing_prepare(streamed, NULL, &error));
    INVALID(antin_signing_prepare(streamed, &prepared, &error));
    /* Two bytes were announced and none came; it cannot be finished a second time. */
    INVALID(antin_signing_finish(streamed, &out, &error));
    EXPECT(ANTIN_RESULT_ALREADY_USED, antin_signing_finish(streamed, &out, &error));
    CHECK(antin_signing_head(streamed, &len) == NULL && len == 0);
    antin_signing_free(streamed);
    CHECK(out == NULL && prepared == NULL);
}

static void policies(void) {
    antin_policy *out = NULL;
    const char *const oids[] = {"2.16.704.1.1", "1.2.3"};
    const char *const wrong[] = {"1.2.3", "x"};
    const char *const absent[] = {NULL};
    NULL_ARGUMENT(antin_policy_new(NULL, 0, &out, &error));
    NULL_ARGUMENT(antin_policy_new(root.data, root.len, NULL, &error));
    INVALID(antin_policy_new(root.data, HUGE_LEN, &out, &error));
    MALFORMED(antin_policy_new(JUNK, JUNK_LEN, &out, &error));
    CHECK(antin_policy_new(EMPTY, 0, &out, NULL) != ANTIN_RESULT_OK && out == NULL);
    OK(antin_policy_new(root.data, root.len, &out, &error));
    NULL_ARGUMENT(antin_policy_add_roots(NULL, root.data, root.len, &error));
    NULL_ARGUMENT(antin_policy_add_roots(out, NULL, 0, &error));
    INVALID(antin_policy_add_roots(out, root.data, HUGE_LEN, &error));
    MALFORMED(antin_policy_add_roots(out, JUNK, JUNK_LEN, &error));
    OK(antin_policy_add_roots(out, root.data, root.len, &error));
    NULL_ARGUMENT(antin_policy_set_profile(NULL, "default", &error));
    NULL_ARGUMENT(antin_policy_set_profile(out, NULL, &error));
    INVALID(antin_policy_set_profile(out, "no such", &error));
    INVALID(antin_policy_set_profile(out, NOT_UTF8, &error));
    NULL_ARGUMENT(antin_policy_set_profile_file(NULL, EMPTY, 0, &error));
    NULL_ARGUMENT(antin_policy_set_profile_file(out, NULL, 0, &error));
    INVALID(antin_policy_set_profile_file(out, (const uint8_t *)NOT_UTF8, 3, &error));
    EXPECT(ANTIN_RESULT_POLICY, antin_policy_set_profile_file(out, EMPTY, 0, &error));
    NULL_ARGUMENT(antin_policy_require_level(NULL, ANTIN_LEVEL_B, &error));
    INVALID(antin_policy_require_level(out, 0, &error));
    NULL_ARGUMENT(antin_policy_set_revocation(NULL, ANTIN_REVOCATION_REQUIRE, &error));
    INVALID(antin_policy_set_revocation(out, 0, &error));
    /* Skipping is no number that slips in; it has a name of its own. */
    INVALID(antin_policy_set_revocation(out, 3, &error));
    NULL_ARGUMENT(antin_policy_danger_skip_revocation(NULL, &error));
    NULL_ARGUMENT(antin_policy_set_provider(NULL, ANTIN_PROVIDER_RING, &error));
    INVALID(antin_policy_set_provider(out, 0, &error));
    NULL_ARGUMENT(antin_policy_set_purpose(NULL, ANTIN_PURPOSE_ANY, &error));
    INVALID(antin_policy_set_purpose(out, 0, &error));
    NULL_ARGUMENT(antin_policy_set_name(NULL, ANTIN_NAME_DNS, "a.vn", &error));
    NULL_ARGUMENT(antin_policy_set_name(out, ANTIN_NAME_DNS, NULL, &error));
    INVALID(antin_policy_set_name(out, ANTIN_NAME_DNS, NOT_UTF8, &error));
    INVALID(antin_policy_set_name(out, 0, "a.vn", &error));
    INVALID(antin_policy_set_name(out, ANTIN_NAME_IP, "a.vn", &error));
    NULL_ARGUMENT(antin_policy_set_certificate_policies(NULL, oids, 2, &error));
    NULL_ARGUMENT(antin_policy_set_certificate_policies(out, NULL, 1, &error));
    NULL_ARGUMENT(antin_policy_set_certificate_policies(out, absent, 1, &error));
    INVALID(antin_policy_set_certificate_policies(out, wrong, 2, &error));
    OK(antin_policy_set_certificate_policies(out, oids, 2, &error));
    OK(antin_policy_set_certificate_policies(out, NULL, 0, &error));
    NULL_ARGUMENT(antin_policy_require_explicit_policy(NULL, &error));
    NULL_ARGUMENT(antin_policy_inhibit_policy_mapping(NULL, &error));
    NULL_ARGUMENT(antin_policy_inhibit_any_policy(NULL, &error));
    NULL_ARGUMENT(antin_policy_set_max_depth(NULL, 1, &error));
    OK(antin_policy_set_max_depth(out, HUGE_LEN, &error));
    INVALID(antin_policy_set_profile(out, "default", &error));
    antin_policy_free(out);
}

static void judging(void) {
    antin_evidence *evidence = NULL;
    antin_verifying *verifying = NULL;
    antin_report *report = NULL;
    antin_recheck *recheck = NULL;
    antin_buffer *p7m = NULL, *out = NULL;
    const uint8_t *bytes;
    size_t len;
    NULL_ARGUMENT(antin_evidence_new(NULL, &error));
    OK(antin_evidence_new(&evidence, &error));
    NULL_ARGUMENT(antin_evidence_add_certificates(NULL, chain.data, chain.len, &error));
    NULL_ARGUMENT(antin_evidence_add_certificates(evidence, NULL, 0, &error));
    INVALID(antin_evidence_add_certificates(evidence, chain.data, HUGE_LEN, &error));
    MALFORMED(antin_evidence_add_certificates(evidence, JUNK, JUNK_LEN, &error));
    NULL_ARGUMENT(antin_evidence_add_crls(NULL, JUNK, JUNK_LEN, &error));
    NULL_ARGUMENT(antin_evidence_add_crls(evidence, NULL, 0, &error));
    INVALID(antin_evidence_add_crls(evidence, JUNK, HUGE_LEN, &error));
    NULL_ARGUMENT(antin_evidence_add_ocsp(NULL, JUNK, JUNK_LEN, &error));
    NULL_ARGUMENT(antin_evidence_add_ocsp(evidence, NULL, 0, &error));
    INVALID(antin_evidence_add_ocsp(evidence, JUNK, HUGE_LEN, &error));
    antin_evidence_free(evidence);

#define VERIFY antin_verify
    NULL_ARGUMENT(VERIFY(NULL, 0, NULL, 0, by, NULL, NOW, &report, &error));
    NULL_ARGUMENT(VERIFY(JUNK, JUNK_LEN, NULL, 5, by, NULL, NOW, &report, &error));
    NULL_ARGUMENT(VERIFY(JUNK, JUNK_LEN, NULL, 0, NULL, NULL, NOW, &report, &error));
    NULL_ARGUMENT(VERIFY(JUNK, JUNK_LEN, NULL, 0, by, NULL, NOW, NULL, &error));
    INVALID(VERIFY(JUNK, HUGE_LEN, NULL, 0, by, NULL, NOW, &report, &error));
    INVALID(VERIFY(JUNK, JUNK_LEN, EMPTY, HUGE_LEN, by, NULL, NOW, &report, &error));
    MALFORMED(VERIFY(JUNK, JUNK_LEN, NULL, 0, by, beside, NOW, &report, &error));
    MALFORMED(VERIFY(EMPTY, 0, NULL, 0, by, beside, INT64_MIN, &report, &error));
#undef VERIFY
    CHECK(report == NULL);
    /* An empty file that was read into nothing must not become another kind of judgement. */
    NULL_ARGUMENT(antin_verifying_new(NULL, 0, by, NULL, NOW, &verifying, &error));
    NULL_ARGUMENT(antin_verifying_new(NULL, 5, by, NULL, NOW, &verifying, &error));
    NULL_ARGUMENT(antin_verifying_new(JUNK, JUNK_LEN, NULL, NULL, NOW, &verifying, &error));
    NULL_ARGUMENT(antin_verifying_new(JUNK, JUNK_LEN, by, NULL, NOW, NULL, &error));
    NULL_ARGUMENT(antin_verifying_new_attached(NULL, NULL, NOW, &verifying, &error));
    NULL_ARGUMENT(antin_verifying_new_attached(by, NULL, NOW, NULL, &error));
    INVALID(antin_verifying_new(JUNK, HUGE_LEN, by, NULL, NOW, &verifying, &error));
    MALFORMED(antin_verifying_new(JUNK, JUNK_LEN, by, NULL, NOW, &verifying, &error));
    CHECK(verifying == NULL);
    OK(antin_verifying_new_attached(by, beside, NOW, &verifying, &error));
    NULL_ARGUMENT(antin_verifying_update(NULL, EMPTY, 0, &error));
    NULL_ARGUMENT(antin_verifying_update(verifying, NULL, 0, &error));
    INVALID(antin_verifying_update(verifying, EMPTY, HUGE_LEN, &error));
    NULL_ARGUMENT(antin_verifying_finish(NULL, &report, &error));
    NULL_ARGUMENT(antin_verifying_finish(verifying, NULL, &error));
    MALFORMED(antin_verifying_finish(verifying, &report, &error));
    EXPECT(ANTIN_RESULT_ALREADY_USED, antin_verifying_finish(verifying, &report, &error));
    antin_verifying_free(verifying);

    OK(antin_sign(EMPTY, 0, signer, inside, NOW - 10, &p7m, &error));
    bytes = antin_buffer_data(p7m, &len);
    OK(antin_verify(bytes, len, NULL, 0, by, beside, NOW, &report, &error));
    NULL_ARGUMENT(antin_report_require_passed(NULL, &error));
    NULL_ARGUMENT(antin_report_to_json(NULL, ANTIN_LANGUAGE_EN, &out, &error));
    NULL_ARGUMENT(antin_report_to_json(report, ANTIN_LANGUAGE_EN, NULL, &error));
    INVALID(antin_report_to_json(report, 0, &out, &error));
    NULL_ARGUMENT(antin_report_to_text(NULL, ANTIN_LANGUAGE_EN, &out, &error));
    NULL_ARGUMENT(antin_report_to_text(report, ANTIN_LANGUAGE_EN, NULL, &error));
    INVALID(antin_report_to_text(report, 3, &out, &error));
    NULL_ARGUMENT(antin_recheck_new(NULL, &recheck, &error));
    NULL_ARGUMENT(antin_recheck_new(report, NULL, &error));
    OK(antin_recheck_new(report, &recheck, &error));
    NULL_ARGUMENT(antin_recheck_update(NULL, EMPTY, 0, &error));
    NULL_ARGUMENT(antin_recheck_update(recheck, NULL, 0, &error));
    INVALID(antin_recheck_update(recheck, EMPTY, HUGE_LEN, &error));
    NULL_ARGUMENT(antin_recheck_finish(NULL, &error));
    /* What was too long stays so: the octets went by, whatever follows. */
    INVALID(antin_recheck_update(recheck, JUNK, JUNK_LEN, &error));
    INVALID(antin_recheck_finish(recheck, &error));
    antin_recheck_free(recheck);
    antin_report_free(report);
    /* A report on what did not pass gives no content, and nothing to compare with. */
    OK(antin_verify(bytes, len, NULL, 0, by, beside, 0, &report, &error));
    CHECK(antin_report_content(report, &len) == NULL);
    recheck = NULL;
    EXPECT(ANTIN_RESULT_REJECTED, antin_recheck_new(report, &recheck, &error));
    CHECK(recheck == NULL && out == NULL);
    antin_report_free(report);
    antin_buffer_free(p7m);
}

static void stamps(void) {
    antin_client_options *options = NULL;
    antin_client *client = NULL;
    antin_timestamper *stamper = NULL;
    antin_buffer *out = NULL;
    int64_t time = 7;
    CHECK(antin_signature_timestamp_count(NULL) == 0 && antin_signature_timestamp(NULL, 0) == NULL);
    CHECK(antin_timestamp_kind(NULL) == 0);
    CHECK(antin_timestamp_verdict(NULL) != ANTIN_VERDICT_PASSED);
    CHECK(antin_timestamp_sub_indication(NULL) == NULL && antin_timestamp_authority(NULL) == NULL);
    CHECK(antin_timestamp_policy(NULL) == NULL);
    CHECK(antin_timestamp_time(NULL, &time) == ANTIN_RESULT_NULL_ARGUMENT && time == 7);
    antin_client_options_free(NULL);
    antin_client_free(NULL);
    antin_timestamper_free(NULL);
    NULL_ARGUMENT(antin_client_options_new(NULL, &error));
    OK(antin_client_options_new(&options, &error));
    NULL_ARGUMENT(antin_client_options_set_total_timeout(NULL, 1, &error));
    NULL_ARGUMENT(antin_client_options_set_attempt_timeout(NULL, 1, &error));
    NULL_ARGUMENT(antin_client_options_set_connect_timeout(NULL, 1, &error));
    NULL_ARGUMENT(antin_client_options_set_host_timeout(NULL, "a", 1, &error));
    NULL_ARGUMENT(antin_client_options_set_host_timeout(options, NULL, 1, &error));
    INVALID(antin_client_options_set_host_timeout(options, NOT_UTF8, 1, &error));
    NULL_ARGUMENT(antin_client_options_set_attempts(NULL, 1, &error));
    NULL_ARGUMENT(antin_client_options_set_parallel(NULL, 1, 1, &error));
    NULL_ARGUMENT(antin_client_options_set_fetches(NULL, 1, &error));
    NULL_ARGUMENT(antin_client_options_allow_host(NULL, "a", &error));
    NULL_ARGUMENT(antin_client_options_allow_host(options, NULL, &error));
    NULL_ARGUMENT(antin_client_options_allow_network(NULL, "10.0.0.0/8", &error));
    NULL_ARGUMENT(antin_client_options_allow_network(options, NULL, &error));
    CHECK(antin_client_options_allow_network(options, "ten", NULL) == ANTIN_RESULT_INVALID_ARGUMENT);
    OK(antin_client_options_set_total_timeout(options, UINT64_MAX, &error));
    OK(antin_client_options_set_attempts(options, 0, &error));
    OK(antin_client_options_set_parallel(options, 0, HUGE_LEN, &error));
    NULL_ARGUMENT(antin_client_new(NULL, &client, &error));
    NULL_ARGUMENT(antin_client_new(options, NULL, &error));
    OK(antin_client_new(options, &client, &error));
    NULL_ARGUMENT(antin_client_options_set_proxy(NULL, "http://a", &error));
    NULL_ARGUMENT(antin_client_options_set_proxy(options, NULL, &error));
    antin_client_options_free(options);
    NULL_ARGUMENT(antin_timestamper_new(NULL, "http://a.vn", NULL, &stamper, &error));
    NULL_ARGUMENT(antin_timestamper_new(client, NULL, NULL, &stamper, &error));
    NULL_ARGUMENT(antin_timestamper_new(client, "http://a.vn", NULL, NULL, &error));
    INVALID(antin_timestamper_new(client, "http://a.vn", "one", &stamper, &error));
    INVALID(antin_timestamper_new(client, NOT_UTF8, NULL, &stamper, &error));
    antin_client_free(client);
    NULL_ARGUMENT(antin_timestamper_new_own(NULL, "1.2.3", NOW, &stamper, &error));
    NULL_ARGUMENT(antin_timestamper_new_own(signer, NULL, NOW, &stamper, &error));
    NULL_ARGUMENT(antin_timestamper_new_own(signer, "1.2.3", NOW, NULL, &error));
    INVALID(antin_timestamper_new_own(signer, "x", NOW, &stamper, &error));
    CHECK(stamper == NULL);
    OK(antin_timestamper_new_own(signer, "1.2.3", INT64_MAX, &stamper, &error));
    NULL_ARGUMENT(antin_sign_options_set_timestamper(NULL, stamper, &error));
    NULL_ARGUMENT(antin_sign_options_set_timestamper(how, NULL, &error));
    NULL_ARGUMENT(antin_sign_options_set_evidence(NULL, beside, &error));
    NULL_ARGUMENT(antin_sign_options_set_evidence(how, NULL, &error));
    antin_timestamper_free(stamper);
    NULL_ARGUMENT(antin_evidence_set_reception_time(NULL, NOW, &error));
    NULL_ARGUMENT(antin_extend(NULL, 0, NULL, 0, how, &out, &error));
    NULL_ARGUMENT(antin_extend(JUNK, JUNK_LEN, NULL, 5, how, &out, &error));
    NULL_ARGUMENT(antin_extend(JUNK, JUNK_LEN, NULL, 0, NULL, &out, &error));
    NULL_ARGUMENT(antin_extend(JUNK, JUNK_LEN, NULL, 0, how, NULL, &error));
    INVALID(antin_extend(JUNK, HUGE_LEN, NULL, 0, how, &out, &error));
    INVALID(antin_extend(JUNK, JUNK_LEN, NULL, 0, how, &out, &error));
    CHECK(out == NULL);
}

/* Evidence as a file, as a list, in a folder. */
static void kept(void) {
    antin_evidence *out = NULL;
    antin_evidence_list *list = NULL;
    antin_cache *cache = NULL;
    antin_buffer *bytes = NULL;
    char path[4096];
    int64_t time = 7;
    size_t len = 7;
    snprintf(path, sizeof path, "%s/bindings/manifest.json/beneath a file", vectors);
    antin_evidence_list_free(NULL);
    antin_cache_free(NULL);
    NULL_ARGUMENT(antin_evidence_add_token(NULL, JUNK, JUNK_LEN, &error));
    NULL_ARGUMENT(antin_evidence_add_token(beside, NULL, 0, &error));
    INVALID(antin_evidence_add_token(beside, JUNK, HUGE_LEN, &error));
    MALFORMED(antin_evidence_add_token(beside, JUNK, JUNK_LEN, &error));
    NULL_ARGUMENT(antin_evidence_add_evidence(NULL, beside, &error));
    NULL_ARGUMENT(antin_evidence_add_evidence(beside, NULL, &error));
    NULL_ARGUMENT(antin_evidence_from_bytes(NULL, 0, &out, &error));
    NULL_ARGUMENT(antin_evidence_from_bytes(JUNK, JUNK_LEN, NULL, &error));
    INVALID(antin_evidence_from_bytes(JUNK, HUGE_LEN, &out, &error));
    MALFORMED(antin_evidence_from_bytes(JUNK, JUNK_LEN, &out, &error));
    MALFORMED(antin_evidence_from_bytes(EMPTY, 0, &out, &error));
    NULL_ARGUMENT(antin_evidence_to_bytes(NULL, &bytes, &error));
    NULL_ARGUMENT(antin_evidence_to_bytes(beside, NULL, &error));
    NULL_ARGUMENT(antin_evidence_read(NULL, &out, &error));
    NULL_ARGUMENT(antin_evidence_read(path, NULL, &error));
    INVALID(antin_evidence_read(NOT_UTF8, &out, &error));
    EXPECT(ANTIN_RESULT_OTHER, antin_evidence_read(path, &out, &error));
    NULL_ARGUMENT(antin_evidence_write(NULL, path, &error));
    NULL_ARGUMENT(antin_evidence_write(beside, NULL, &error));
    INVALID(antin_evidence_write(beside, NOT_UTF8, &error));
    EXPECT(ANTIN_RESULT_OTHER, antin_evidence_write(beside, path, &error));
    NULL_ARGUMENT(antin_evidence_list_new(NULL, &list, &error));
    NULL_ARGUMENT(antin_evidence_list_new(beside, NULL, &error));
    OK(antin_evidence_list_new(beside, &list, &error));
    CHECK(antin_evidence_list_item(list, HUGE_LEN) == NULL);
    antin_evidence_list_free(list);
    CHECK(antin_evidence_list_count(NULL) == 0 && antin_evidence_list_item(NULL, 0) == NULL);
    CHECK(antin_evidence_list_ended_count(NULL, NOW) == 0);
    CHECK(antin_evidence_item_kind(NULL) == 0 && antin_evidence_item_name(NULL) == NULL);
    CHECK(antin_evidence_item_source(NULL) == NULL);
    CHECK(antin_evidence_item_bytes(NULL, &len) == NULL && len == 0);
    CHECK(antin_evidence_item_since(NULL, &time) == ANTIN_RESULT_NULL_ARGUMENT && time == 7);
    CHECK(antin_evidence_item_until(NULL, &time) == ANTIN_RESULT_NULL_ARGUMENT && time == 7);
    CHECK(antin_evidence_item_obtained(NULL, &time) == ANTIN_RESULT_NULL_ARGUMENT && time == 7);
    NULL_ARGUMENT(antin_cache_open(NULL, &cache, &error));
    NULL_ARGUMENT(antin_cache_open(path, NULL, &error));
    INVALID(antin_cache_open(NOT_UTF8, &cache, &error));
    EXPECT(ANTIN_RESULT_OTHER, antin_cache_open(path, &cache, &error));
    NULL_ARGUMENT(antin_cache_load(NULL, &out, &bytes, &error));
    NULL_ARGUMENT(antin_cache_load(cache, NULL, &bytes, &error));
    NULL_ARGUMENT(antin_cache_keep(NULL, beside, &error));
    NULL_ARGUMENT(antin_cache_clean(NULL, NOW, &len, &error));
    CHECK(out == NULL && cache == NULL && bytes == NULL && len == 0);
}

static void gathering(void) {
    antin_client_options *options = NULL;
    antin_client *client = NULL;
    antin_gathered *out = NULL;
    antin_evidence *evidence = NULL;
    size_t len = 7;
    antin_gathered_free(NULL);
    NULL_ARGUMENT(antin_client_options_set_gathering_timeout(NULL, 1, &error));
    NULL_ARGUMENT(antin_client_options_set_pause(NULL, 1, &error));
    NULL_ARGUMENT(antin_client_options_set_redirects(NULL, 1, &error));
    NULL_ARGUMENT(antin_client_options_set_sizes(NULL, 1, 1, &error));
    NULL_ARGUMENT(antin_client_options_ask_ocsp_by_get(NULL, &error));
    OK(antin_client_options_new(&options, &error));
    OK(antin_client_options_set_gathering_timeout(options, UINT64_MAX, &error));
    OK(antin_client_options_set_total_timeout(options, UINT64_MAX, &error));
    OK(antin_client_options_set_pause(options, UINT64_MAX, &error));
    OK(antin_client_options_set_redirects(options, UINT32_MAX, &error));
    OK(antin_client_options_set_sizes(options, UINT64_MAX, 0, &error));
    OK(antin_client_new(options, &client, &error));
    antin_client_options_free(options);
    NULL_ARGUMENT(antin_gather(NULL, JUNK, JUNK_LEN, by, NULL, NOW, &out, &error));
    NULL_ARGUMENT(antin_gather(client, NULL, 0, by, NULL, NOW, &out, &error));
    NULL_ARGUMENT(antin_gather(client, JUNK, JUNK_LEN, NULL, NULL, NOW, &out, &error));
    NULL_ARGUMENT(antin_gather(client, JUNK, JUNK_LEN, by, NULL, NOW, NULL, &error));
    INVALID(antin_gather(client, JUNK, HUGE_LEN, by, NULL, NOW, &out, &error));
    MALFORMED(antin_gather(client, JUNK, JUNK_LEN, by, beside, INT64_MIN, &out, &error));
    NULL_ARGUMENT(antin_gather_for_certificate(NULL, chain.data, chain.len, by, NULL, NOW, &out,
                                               &error));
    NULL_ARGUMENT(antin_gather_for_certificate(client, NULL, 0, by, NULL, NOW, &out, &error));
    NULL_ARGUMENT(antin_gather_for_certificate(client, chain.data, chain.len, NULL, NULL, NOW,
                                               &out, &error));
    NULL_ARGUMENT(antin_gather_for_certificate(client, chain.data, chain.len, by, NULL, NOW, NULL,
                                               &error));
    INVALID(antin_gather_for_certificate(client, JUNK, HUGE_LEN, by, NULL, NOW, &out, &error));
    MALFORMED(antin_gather_for_certificate(client, JUNK, JUNK_LEN, by, NULL, NOW, &out, &error));
    CHECK(out == NULL);
    antin_client_free(client);
    NULL_ARGUMENT(antin_gathered_evidence(NULL, &evidence, &error));
    CHECK(antin_gathered_fetched(NULL) == 0 && antin_gathered_missing_count(NULL) == 0);
    CHECK(antin_gathered_is_cut_short(NULL) == 1);
    CHECK(antin_gathered_missing(NULL, 0) == NULL && antin_missing_kind(NULL) == 0);
    CHECK(antin_missing_certificate(NULL, &len) == NULL && len == 0);
    CHECK(antin_missing_subject(NULL) == NULL && antin_missing_attempt_count(NULL) == 0);
    CHECK(antin_missing_attempt_address(NULL, 0) == NULL);
    CHECK(antin_missing_attempt_reason(NULL, 0, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(evidence == NULL);
}

static void paths(void) {
    antin_path *path = NULL;
    antin_buffer *out = NULL;
    size_t len = 7;
    NULL_ARGUMENT(antin_path_judge(NULL, 0, by, NULL, NOW, &path, &error));
    NULL_ARGUMENT(antin_path_judge(chain.data, chain.len, NULL, NULL, NOW, &path, &error));
    NULL_ARGUMENT(antin_path_judge(chain.data, chain.len, by, NULL, NOW, NULL, &error));
    INVALID(antin_path_judge(chain.data, HUGE_LEN, by, NULL, NOW, &path, &error));
    MALFORMED(antin_path_judge(JUNK, JUNK_LEN, by, NULL, NOW, &path, &error));
    MALFORMED(antin_path_judge(EMPTY, 0, by, NULL, NOW, &path, &error));
    CHECK(path == NULL);
    NULL_ARGUMENT(antin_path_require_passed(NULL, &error));
    CHECK(antin_path_verdict(NULL) != ANTIN_VERDICT_PASSED && antin_path_reason(NULL) == NULL);
    CHECK(antin_path_certificate_count(NULL) == 0);
    CHECK(antin_path_certificate(NULL, 0, &len) == NULL && len == 0);
    antin_path_free(NULL);
    OK(antin_path_judge(chain.data, chain.len, by, beside, NOW, &path, &error));
    CHECK(antin_path_certificate(path, 99, NULL) == NULL);
    NULL_ARGUMENT(antin_path_to_json(NULL, ANTIN_LANGUAGE_EN, &out, &error));
    NULL_ARGUMENT(antin_path_to_json(path, ANTIN_LANGUAGE_EN, NULL, &error));
    INVALID(antin_path_to_json(path, 0, &out, &error));
    NULL_ARGUMENT(antin_path_to_text(NULL, ANTIN_LANGUAGE_EN, &out, &error));
    NULL_ARGUMENT(antin_path_to_text(path, ANTIN_LANGUAGE_EN, NULL, &error));
    INVALID(antin_path_to_text(path, 3, &out, &error));
    CHECK(out == NULL);
    antin_path_free(path);
}

static void inspections(void) {
    antin_inspection *inspection = NULL;
    antin_buffer *out = NULL;
    NULL_ARGUMENT(antin_inspect(NULL, 0, NULL, &inspection, &error));
    NULL_ARGUMENT(antin_inspect(chain.data, chain.len, NULL, NULL, &error));
    INVALID(antin_inspect(chain.data, HUGE_LEN, NULL, &inspection, &error));
    INVALID(antin_inspect(chain.data, chain.len, NOT_UTF8, &inspection, &error));
    CHECK(antin_inspect(EMPTY, 0, NULL, &inspection, NULL) != ANTIN_RESULT_OK);
    CHECK(antin_inspect(JUNK, JUNK_LEN, NULL, &inspection, NULL) != ANTIN_RESULT_OK);
    EXPECT(ANTIN_RESULT_KEY, antin_inspect(p12.data, p12.len, "wrong", &inspection, &error));
    EXPECT(ANTIN_RESULT_KEY, antin_inspect(p12.data, p12.len, NULL, &inspection, &error));
    CHECK(inspection == NULL);
    OK(antin_inspect(chain.data, chain.len, NULL, &inspection, &error));
    NULL_ARGUMENT(antin_inspection_to_json(NULL, ANTIN_LANGUAGE_EN, &out, &error));
    NULL_ARGUMENT(antin_inspection_to_json(inspection, ANTIN_LANGUAGE_EN, NULL, &error));
    INVALID(antin_inspection_to_json(inspection, 0, &out, &error));
    NULL_ARGUMENT(antin_inspection_to_text(NULL, ANTIN_LANGUAGE_EN, &out, &error));
    NULL_ARGUMENT(antin_inspection_to_text(inspection, ANTIN_LANGUAGE_EN, NULL, &error));
    INVALID(antin_inspection_to_text(inspection, 3, &out, &error));
    CHECK(out == NULL);
    antin_inspection_free(inspection);
    antin_inspection_free(NULL);
}

int main(int argc, char **argv) {
    CHECK(argc == 2);
    vectors = argv[1];
    set_up();
    nothing();
    keys();
    options_for_signing();
    signing();
    policies();
    judging();
    stamps();
    kept();
    gathering();
    paths();
    inspections();
    tear_down();
    puts("ok");
    return 0;
}
