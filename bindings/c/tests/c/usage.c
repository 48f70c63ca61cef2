/* The way of a document through the interface: signed in every way, judged in every way.
 *
 * One program, and one file: what a part signs, the parts behind it judge, extend and take apart. */
#include "files.h"

const char *vectors;
/* Where files may be written. */
static const char *scratch;

static const int64_t SIGNED_AT = 1795219200; /* 2026-11-21 */
static const int64_t JUDGED_AT = 1795305600; /* a day later */
static const char DOCUMENT[] = "Quy\xe1\xba\xbft \xc4\x91\xe1\xbb\x8bnh s\xe1\xbb\x91 45";

static const uint8_t *document(void) { return (const uint8_t *)DOCUMENT; }
static const size_t document_len = sizeof DOCUMENT - 1;

static antin_credential *credential(const char *key) {
    char name[256];
    file chain, pem;
    antin_credential *read = NULL;
    snprintf(name, sizeof name, "bench/%s.chain.pem", key);
    chain = read_file(name);
    snprintf(name, sizeof name, "bench/%s.key.pem", key);
    pem = read_file(name);
    OK(antin_credential_from_chain_and_key(chain.data, chain.len, pem.data, pem.len, NULL, NULL,
                                           &read, &error));
    free(chain.data);
    free(pem.data);
    return read;
}

static antin_policy *policy(const char *key) {
    char name[256];
    file root;
    antin_policy *made = NULL;
    snprintf(name, sizeof name, "bench/%s.root.pem", key);
    root = read_file(name);
    OK(antin_policy_new(root.data, root.len, &made, &error));
    OK(antin_policy_set_revocation(made, ANTIN_REVOCATION_IF_PRESENT, &error));
    free(root.data);
    return made;
}

static antin_sign_options *options(uint32_t packaging) {
    antin_sign_options *made = NULL;
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &made, &error));
    OK(antin_sign_options_set_packaging(made, packaging, &error));
    return made;
}

/* Takes the judgement on the one signature, which is what is expected, and frees the report. */
static void expect(antin_report *report, antin_verdict verdict, const char *sub_indication) {
    const antin_signature *one = antin_report_signature(report, 0);
    const char *sub = antin_report_sub_indication(report);
    CHECK(antin_report_signature_count(report) == 1 && antin_report_signature(report, 1) == NULL);
    CHECK(antin_report_verdict(report) == verdict && antin_signature_verdict(one) == verdict);
    CHECK((sub == NULL) == (sub_indication == NULL));
    CHECK(sub == NULL || strcmp(sub, sub_indication) == 0);
    CHECK(sub == NULL || strcmp(antin_signature_sub_indication(one), sub) == 0);
    EXPECT(verdict == ANTIN_VERDICT_PASSED ? ANTIN_RESULT_OK : ANTIN_RESULT_REJECTED,
           antin_report_require_passed(report, &error));
    antin_report_free(report);
}

static antin_report *judge(const uint8_t *signature, size_t signature_len, const uint8_t *content,
                           size_t content_len, const antin_policy *by) {
    antin_report *report = NULL;
    OK(antin_verify(signature, signature_len, content, content_len, by, NULL, JUDGED_AT, &report,
                    &error));
    return report;
}

/* Judges by pieces: content beside a signature, or a document alone if there is no signature. */
static antin_report *judge_pieces(const uint8_t *signature, size_t signature_len,
                                  const uint8_t *bytes, size_t len, size_t size,
                                  const antin_policy *by) {
    antin_verifying *verifying = NULL;
    antin_report *report = NULL;
    size_t at;
    if (signature != NULL) {
        OK(antin_verifying_new(signature, signature_len, by, NULL, JUDGED_AT, &verifying, &error));
    } else {
        OK(antin_verifying_new_attached(by, NULL, JUDGED_AT, &verifying, &error));
    }
    for (at = 0; at < len; at += size) {
        size_t count = len - at < size ? len - at : size;
        OK(antin_verifying_update(verifying, bytes + at, count, &error));
    }
    OK(antin_verifying_finish(verifying, &report, &error));
    EXPECT(ANTIN_RESULT_ALREADY_USED, antin_verifying_finish(verifying, &report, &error));
    EXPECT(ANTIN_RESULT_ALREADY_USED, antin_verifying_update(verifying, bytes, 1, &error));
    antin_verifying_free(verifying);
    return report;
}

static void detached(const char *key) {
    antin_credential *signer = credential(key);
    antin_policy *by = policy(key);
    antin_sign_options *how = options(ANTIN_PACKAGING_DETACHED);
    antin_signing *signing = NULL;
    antin_buffer *buffer = NULL;
    const uint8_t *p7s;
    size_t len, at;
    OK(antin_sign(document(), document_len, signer, how, SIGNED_AT, &buffer, &error));
    p7s = antin_buffer_data(buffer, &len);
    expect(judge(p7s, len, document(), document_len, by), ANTIN_VERDICT_PASSED, NULL);
    expect(judge(p7s, len, document(), document_len - 1, by), ANTIN_VERDICT_FAILED, "HASH_FAILURE");
    expect(judge(p7s, len, NULL, 0, by), ANTIN_VERDICT_INDETERMINATE, "SIGNED_DATA_NOT_FOUND");
    for (at = 1; at < 64; at += 31) {
        expect(judge_pieces(p7s, len, document(), document_len, at, by), ANTIN_VERDICT_PASSED,
               NULL);
    }
    antin_buffer_free(buffer);

    OK(antin_signing_new(signer, how, SIGNED_AT, &signing, &error));
    CHECK(antin_signing_head(signing, &len) == NULL && len == 0);
    OK(antin_signing_update(signing, document(), 3, &error));
    OK(antin_signing_update(signing, document() + 3, document_len - 3, &error));
    OK(antin_signing_finish(signing, &buffer, &error));
    EXPECT(ANTIN_RESULT_ALREADY_USED, antin_signing_finish(signing, &buffer, &error));
    EXPECT(ANTIN_RESULT_ALREADY_USED, antin_signing_update(signing, document(), 1, &error));
    antin_signing_free(signing);
    p7s = antin_buffer_data(buffer, &len);
    expect(judge(p7s, len, document(), document_len, by), ANTIN_VERDICT_PASSED, NULL);
    antin_buffer_free(buffer);
    antin_sign_options_free(how);
    antin_policy_free(by);
    antin_credential_free(signer);
}

static void attached(const char *key) {
    antin_credential *signer = credential(key);
    antin_policy *by = policy(key);
    antin_sign_options *how = options(ANTIN_PACKAGING_ATTACHED);
    antin_signing *signing = NULL;
    antin_buffer *buffer = NULL;
    antin_report *report;
    const uint8_t *p7m, *part;
    uint8_t *whole;
    size_t len, head_len, tail_len;
    OK(antin_sign(document(), document_len, signer, how, SIGNED_AT, &buffer, &error));
    p7m = antin_buffer_data(buffer, &len);
    report = judge(p7m, len, NULL, 0, by);
    part = antin_report_content(report, &head_len);
    CHECK(head_len == document_len && memcmp(part, DOCUMENT, document_len) == 0);
    expect(report, ANTIN_VERDICT_PASSED, NULL);
    expect(judge_pieces(NULL, 0, p7m, len, 7, by), ANTIN_VERDICT_PASSED, NULL);
    EXPECT(ANTIN_RESULT_INVALID_ARGUMENT,
           antin_verify(p7m, len, document(), document_len, by, NULL, JUDGED_AT, &report, &error));
    antin_buffer_free(buffer);

    OK(antin_signing_new_attached(signer, how, SIGNED_AT, document_len, &signing, &error));
    part = antin_signing_head(signing, &head_len);
    CHECK(part != NULL && head_len > 0);
    whole = malloc(head_len + document_len + 16384);
    CHECK(whole != NULL);
    memcpy(whole, part, head_len);
    memcpy(whole + head_len, DOCUMENT, document_len);
    OK(antin_signing_update(signing, document(), document_len, &error));
    OK(antin_signing_finish(signing, &buffer, &error));
    part = antin_buffer_data(buffer, &tail_len);
    CHECK(tail_len < 16384);
    memcpy(whole + head_len + document_len, part, tail_len);
    expect(judge(whole, head_len + document_len + tail_len, NULL, 0, by), ANTIN_VERDICT_PASSED,
           NULL);
    whole[head_len] ^= 1;
    expect(judge(whole, head_len + document_len + tail_len, NULL, 0, by), ANTIN_VERDICT_FAILED,
           "HASH_FAILURE");
    free(whole);
    antin_buffer_free(buffer);
    antin_signing_free(signing);
    antin_sign_options_free(how);
    antin_policy_free(by);
    antin_credential_free(signer);
}

/* RSASSA-PKCS1-v1_5 repeats itself, so that the value of one signature ends another. */
static void remote_key(void) {
    antin_credential *signer = credential("rsa2048");
    antin_sign_options *how = options(ANTIN_PACKAGING_DETACHED);
    file chain = read_file("bench/rsa2048.chain.pem");
    antin_buffer *whole = NULL, *again = NULL;
    antin_prepared *prepared = NULL;
    antin_signing *signing = NULL;
    const uint8_t *bytes, *same;
    size_t len, same_len, digest_len;
    uint8_t wrong[256] = {0};
    int streamed;
    OK(antin_sign(document(), document_len, signer, how, SIGNED_AT, &whole, &error));
    bytes = antin_buffer_data(whole, &len);
    for (streamed = 0; streamed < 2; streamed++) {
        if (streamed) {
            OK(antin_signing_new_for_chain(chain.data, chain.len, how, SIGNED_AT, &signing,
                                           &error));
            OK(antin_signing_update(signing, document(), document_len, &error));
            EXPECT(ANTIN_RESULT_INVALID_ARGUMENT, antin_signing_finish(signing, &again, &error));
            OK(antin_signing_prepare(signing, &prepared, &error));
            EXPECT(ANTIN_RESULT_ALREADY_USED, antin_signing_prepare(signing, &prepared, &error));
            antin_signing_free(signing);
        } else {
            OK(antin_prepare(document(), document_len, chain.data, chain.len, how, SIGNED_AT,
                             &prepared, &error));
        }
        CHECK(antin_prepared_algorithm(prepared) == ANTIN_ALGORITHM_RSA_PKCS1_SHA256);
        CHECK(antin_prepared_to_be_signed(prepared, &same_len)[0] == 0x31 && same_len > 64);
        CHECK(antin_prepared_digest(prepared, &digest_len) != NULL && digest_len == 32);
        EXPECT(ANTIN_RESULT_KEY,
               antin_prepared_finish(prepared, wrong, sizeof wrong, &again, &error));
        OK(antin_prepared_finish(prepared, bytes + len - 256, 256, &again, &error));
        EXPECT(ANTIN_RESULT_ALREADY_USED,
               antin_prepared_finish(prepared, bytes + len - 256, 256, &again, &error));
        CHECK(antin_prepared_to_be_signed(prepared, &same_len) == NULL && same_len == 0);
        antin_prepared_free(prepared);
        same = antin_buffer_data(again, &same_len);
        CHECK(same_len == len && memcmp(same, bytes, len) == 0);
        antin_buffer_free(again);
    }
    antin_buffer_free(whole);
    free(chain.data);
    antin_sign_options_free(how);
    antin_credential_free(signer);
}

static void report_in_full(void) {
    antin_credential *signer = credential("rsa2048");
    antin_policy *by = policy("rsa2048");
    antin_sign_options *how = options(ANTIN_PACKAGING_DETACHED);
    antin_buffer *p7s = NULL, *two = NULL, *json = NULL;
    antin_report *report;
    antin_recheck *recheck = NULL;
    const antin_signature *one;
    const antin_finding *finding;
    const uint8_t *bytes, *own;
    int64_t time = 0;
    size_t len, own_len, index;
    OK(antin_sign_options_set_mime_type(how, "application/pdf", &error));
    OK(antin_sign_options_set_content_hints(how, "CV", "1.2.840.113549.1.7.1", &error));
    OK(antin_sign_options_set_algorithm(how, ANTIN_ALGORITHM_RSA_PSS_SHA384, &error));
    OK(antin_sign(document(), document_len, signer, how, SIGNED_AT, &p7s, &error));
    bytes = antin_buffer_data(p7s, &len);
    OK(antin_add_signature(bytes, len, document(), document_len, signer, how, SIGNED_AT, &two,
                           &error));
    antin_buffer_free(p7s);
    bytes = antin_buffer_data(two, &len);
    report = judge(bytes, len, document(), document_len, by);
    CHECK(antin_report_format(report) == ANTIN_FORMAT_CADES);
    CHECK(antin_report_signature_count(report) == 2);
    one = antin_report_signature(report, 1);
    CHECK(one != NULL && one != antin_report_signature(report, 0));
    CHECK(antin_signature_level(one) == ANTIN_LEVEL_B);
    CHECK(strcmp(antin_signature_digest(one), "SHA-384") == 0);
    CHECK(strcmp(antin_signature_algorithm(one), "RSA-PSS-2048") == 0);
    CHECK(antin_signature_coverage(one) == ANTIN_COVERAGE_WHOLE_DOCUMENT);
    CHECK(antin_signature_claimed_time(one, &time) == ANTIN_RESULT_OK && time == SIGNED_AT);
    CHECK(antin_signature_proven_time(one, &time) == ANTIN_RESULT_ABSENT && time == SIGNED_AT);
    CHECK(strlen(antin_signature_signer_sha256(one)) == 64);
    CHECK(antin_signature_signer_subject(one) == antin_signature_signer_subject(one));
    CHECK(antin_signature_signer_issuer(one) != NULL && antin_signature_signer_serial(one) != NULL);
    own = antin_credential_certificate(signer, 0, &own_len);
    bytes = antin_signature_signer_certificate(one, &len);
    CHECK(len == own_len && memcmp(bytes, own, len) == 0);
    CHECK(antin_signature_path_count(one) == antin_credential_certificate_count(signer));
    CHECK(antin_signature_path_certificate(one, 0, &len) != NULL && len == own_len);
    CHECK(antin_signature_finding_count(one) > 0);
    for (index = 0; (finding = antin_signature_finding(one, index)) != NULL; index++) {
        CHECK(antin_finding_code(finding)[0] != '\0' && antin_finding_severity(finding) >= 1);
        CHECK(antin_finding_text(finding, ANTIN_LANGUAGE_EN) != NULL);
        CHECK(strcmp(antin_finding_text(finding, ANTIN_LANGUAGE_EN),
                     antin_finding_text(finding, ANTIN_LANGUAGE_VI)) != 0);
        CHECK(antin_finding_text(finding, 3) == NULL && antin_finding_help(finding, 0) == NULL);
    }
    CHECK(index == antin_signature_finding_count(one));
    OK(antin_report_to_json(report, ANTIN_LANGUAGE_VI, &json, &error));
    CHECK(strstr((const char *)antin_buffer_data(json, &len), "\"TOTAL-PASSED\"") != NULL);
    CHECK(strlen((const char *)antin_buffer_data(json, NULL)) == len);
    antin_buffer_free(json);
    OK(antin_report_to_text(report, ANTIN_LANGUAGE_EN, &json, &error));
    CHECK(antin_buffer_data(json, &len) != NULL && len > 100);
    antin_buffer_free(json);

    CHECK(antin_report_content(report, &len) == NULL && len == 0);
    OK(antin_recheck_new(report, &recheck, &error));
    OK(antin_recheck_update(recheck, document(), document_len, &error));
    OK(antin_recheck_finish(recheck, &error));
    EXPECT(ANTIN_RESULT_ALREADY_USED, antin_recheck_finish(recheck, &error));
    antin_recheck_free(recheck);
    OK(antin_recheck_new(report, &recheck, &error));
    EXPECT(ANTIN_RESULT_INVALID_ARGUMENT, antin_recheck_finish(recheck, &error));
    antin_recheck_free(recheck);
    antin_report_free(report);
    antin_buffer_free(two);
    antin_sign_options_free(how);
    antin_policy_free(by);
    antin_credential_free(signer);
}

/* A time-stamp by an authority of one's own, then what judging later needs, then an archive time-stamp. */
static void levels(void) {
    static const uint32_t LEVELS[] = {ANTIN_LEVEL_T, ANTIN_LEVEL_LT, ANTIN_LEVEL_LTA};
    file chain = read_file("bindings/pki/tsa-chain.pem"), key = read_file("bindings/pki/tsa.key");
    file root = read_file("bindings/pki/root.pem"), crl = read_file("bindings/pki/root.crl");
    file agency = read_file("bindings/pki/agency-chain.pem");
    file agency_key = read_file("bindings/pki/agency.key");
    file sub_crl = read_file("bindings/pki/sub-ca.crl");
    antin_credential *authority = NULL, *signer = NULL;
    antin_timestamper *stamper = NULL;
    antin_sign_options *how = NULL;
    antin_evidence *evidence = NULL;
    antin_policy *by = NULL;
    antin_report *report = NULL;
    antin_buffer *made = NULL, *raised = NULL;
    const uint8_t *bytes;
    const antin_timestamp *stamp;
    int64_t time = 0;
    size_t len, index;
    OK(antin_credential_from_chain_and_key(chain.data, chain.len, key.data, key.len, NULL, NULL,
                                           &authority, &error));
    OK(antin_credential_from_chain_and_key(agency.data, agency.len, agency_key.data,
                                           agency_key.len, NULL, NULL, &signer, &error));
    OK(antin_timestamper_new_own(authority, "1.3.6.1.4.1.55555.1", SIGNED_AT + 60, &stamper,
                                 &error));
    OK(antin_evidence_new(&evidence, &error));
    OK(antin_evidence_add_crls(evidence, crl.data, crl.len, &error));
    OK(antin_evidence_add_crls(evidence, sub_crl.data, sub_crl.len, &error));
    OK(antin_policy_new(root.data, root.len, &by, &error));
    for (index = 0; index < sizeof LEVELS / sizeof *LEVELS; index++) {
        OK(antin_sign_options_new(ANTIN_FORMAT_CADES, LEVELS[index], &how, &error));
        EXPECT(ANTIN_RESULT_INVALID_ARGUMENT,
               antin_sign(document(), document_len, signer, how, SIGNED_AT, &made, &error));
        OK(antin_sign_options_set_timestamper(how, stamper, &error));
        OK(antin_sign_options_set_evidence(how, evidence, &error));
        OK(antin_sign(document(), document_len, signer, how, SIGNED_AT, &made, &error));
        bytes = antin_buffer_data(made, &len);
        OK(antin_verify(bytes, len, document(), document_len, by, evidence, JUDGED_AT, &report,
                        &error));
        OK(antin_report_require_passed(report, &error));
        CHECK(antin_signature_level(antin_report_signature(report, 0)) == LEVELS[index]);
        CHECK(antin_signature_proven_time(antin_report_signature(report, 0), &time) == 0);
        CHECK(time == SIGNED_AT + 60);
        CHECK(antin_signature_timestamp_count(antin_report_signature(report, 0)) ==
              (LEVELS[index] == ANTIN_LEVEL_LTA ? 2u : 1u));
        stamp = antin_signature_timestamp(antin_report_signature(report, 0), 0);
        CHECK(antin_timestamp_kind(stamp) == ANTIN_TIMESTAMP_SIGNATURE);
        CHECK(antin_timestamp_verdict(stamp) == ANTIN_VERDICT_PASSED);
        CHECK(antin_timestamp_sub_indication(stamp) == NULL);
        CHECK(antin_timestamp_time(stamp, &time) == ANTIN_RESULT_OK && time == SIGNED_AT + 60);
        CHECK(strlen(antin_timestamp_authority(stamp)) > 0);
        CHECK(strcmp(antin_timestamp_policy(stamp), "1.3.6.1.4.1.55555.1") == 0);
        CHECK(antin_signature_timestamp(antin_report_signature(report, 0), 2) == NULL);
        antin_report_free(report);
        OK(antin_extend(bytes, len, document(), document_len, how, &raised, &error));
        antin_buffer_free(raised);
        EXPECT(ANTIN_RESULT_INVALID_ARGUMENT,
               antin_extend(bytes, len, document(), document_len - 1, how, &raised, &error));
        antin_buffer_free(made);
        antin_sign_options_free(how);
    }
    OK(antin_evidence_set_reception_time(evidence, SIGNED_AT + 10, &error));
    how = options(ANTIN_PACKAGING_DETACHED);
    OK(antin_sign(document(), document_len, signer, how, SIGNED_AT, &made, &error));
    bytes = antin_buffer_data(made, &len);
    OK(antin_verify(bytes, len, document(), document_len, by, evidence, JUDGED_AT, &report,
                    &error));
    CHECK(antin_signature_proven_time(antin_report_signature(report, 0), &time) == 0);
    CHECK(time == SIGNED_AT + 10);
    antin_report_free(report);
    antin_buffer_free(made);
    antin_sign_options_free(how);
    antin_policy_free(by);
    antin_evidence_free(evidence);
    antin_timestamper_free(stamper);
    antin_credential_free(authority);
    antin_credential_free(signer);
    free(chain.data);
    free(key.data);
    free(root.data);
    free(crl.data);
    free(sub_crl.data);
    free(agency.data);
    free(agency_key.data);
}

/* Nothing is asked: the address is refused, or nobody listens. */
static void network(void) {
    antin_client_options *options = NULL;
    antin_client *client = NULL;
    antin_timestamper *stamper = NULL;
    antin_sign_options *how = NULL;
    antin_credential *signer = credential("p256");
    antin_buffer *out = NULL;
    antin_error *why = NULL;
    OK(antin_client_options_new(&options, &error));
    OK(antin_client_options_set_total_timeout(options, 2000, &error));
    OK(antin_client_options_set_attempt_timeout(options, 1000, &error));
    OK(antin_client_options_set_connect_timeout(options, 500, &error));
    OK(antin_client_options_set_host_timeout(options, "localhost", 900, &error));
    OK(antin_client_options_set_attempts(options, 1, &error));
    OK(antin_client_options_set_parallel(options, 4, 2, &error));
    OK(antin_client_options_set_fetches(options, 8, &error));
    OK(antin_client_options_allow_host(options, "localhost", &error));
    OK(antin_client_options_allow_network(options, "10.1.0.0/16", &error));
    OK(antin_client_new(options, &client, &error));
    antin_client_options_free(options);
    EXPECT(ANTIN_RESULT_NETWORK,
           antin_timestamper_new(client, "ftp://tsa.example", NULL, &stamper, &error));
    OK(antin_timestamper_new(client, "http://127.0.0.1:1/", "1.2.3", &stamper, &error));
    antin_client_free(client);
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_T, &how, &error));
    OK(antin_sign_options_set_timestamper(how, stamper, &error));
    antin_timestamper_free(stamper);
    CHECK(antin_sign(document(), document_len, signer, how, SIGNED_AT, &out, &why) ==
          ANTIN_RESULT_NETWORK);
    CHECK(out == NULL && antin_error_code(why) == ANTIN_RESULT_NETWORK);
    antin_error_free(why);
    antin_sign_options_free(how);
    antin_credential_free(signer);
}

static size_t count_of(const antin_evidence *evidence) {
    antin_evidence_list *list = NULL;
    size_t count;
    OK(antin_evidence_list_new(evidence, &list, &error));
    count = antin_evidence_list_count(list);
    antin_evidence_list_free(list);
    return count;
}

/* Two lists and a chain: listed, written, read, merged, kept in a folder and cleaned away. */
static void evidence_at_rest(void) {
    file chain = read_file("bindings/pki/agency-chain.pem"), crl = read_file("bindings/pki/root.crl");
    file sub_crl = read_file("bindings/pki/sub-ca.crl");
    antin_evidence *evidence = NULL, *again = NULL;
    antin_evidence_list *list = NULL;
    const antin_evidence_item *item;
    antin_buffer *bytes = NULL, *same = NULL, *damaged = NULL;
    antin_cache *cache = NULL;
    FILE *half;
    char path[4096];
    const uint8_t *data;
    int64_t since = 0, until = 0, time = 7;
    size_t len, same_len, index, deleted = 0;
    OK(antin_evidence_new(&evidence, &error));
    OK(antin_evidence_add_crls(evidence, crl.data, crl.len, &error));
    OK(antin_evidence_add_crls(evidence, sub_crl.data, sub_crl.len, &error));
    OK(antin_evidence_add_certificates(evidence, chain.data, chain.len, &error));
    OK(antin_evidence_list_new(evidence, &list, &error));
    CHECK(antin_evidence_list_count(list) == 4);
    CHECK(antin_evidence_list_ended_count(list, JUDGED_AT) == 0);
    CHECK(antin_evidence_list_ended_count(list, INT64_C(2524608000)) == 4); /* 2050 */
    for (index = 0; (item = antin_evidence_list_item(list, index)) != NULL; index++) {
        CHECK(antin_evidence_item_kind(item) == ANTIN_EVIDENCE_CRL ||
              antin_evidence_item_kind(item) == ANTIN_EVIDENCE_CERTIFICATE);
        CHECK(strstr(antin_evidence_item_name(item), "CN=") != NULL);
        CHECK(antin_evidence_item_since(item, &since) == ANTIN_RESULT_OK);
        CHECK(antin_evidence_item_until(item, &until) == ANTIN_RESULT_OK && since < until);
        CHECK(antin_evidence_item_obtained(item, &time) == ANTIN_RESULT_ABSENT && time == 7);
        CHECK(antin_evidence_item_source(item) == NULL);
        CHECK(antin_evidence_item_bytes(item, &len)[0] == 0x30 && len > 100);
    }
    CHECK(index == 4);
    antin_evidence_list_free(list);

    OK(antin_evidence_to_bytes(evidence, &bytes, &error));
    data = antin_buffer_data(bytes, &len);
    OK(antin_evidence_from_bytes(data, len, &again, &error));
    OK(antin_evidence_add_evidence(again, evidence, &error));
    OK(antin_evidence_add_evidence(again, again, &error));
    CHECK(count_of(again) == 4);
    antin_evidence_free(again);
    EXPECT(ANTIN_RESULT_MALFORMED, antin_evidence_from_bytes(data, len - 1, &again, &error));
    snprintf(path, sizeof path, "%s/usage.evidence", scratch);
    OK(antin_evidence_write(evidence, path, &error));
    OK(antin_evidence_read(path, &again, &error));
    OK(antin_evidence_to_bytes(again, &same, &error));
    CHECK(memcmp(antin_buffer_data(same, &same_len), data, len) == 0 && same_len == len);
    antin_evidence_free(again);
    antin_buffer_free(same);
    antin_buffer_free(bytes);
    CHECK(remove(path) == 0);

    snprintf(path, sizeof path, "%s/usage-cache", scratch);
    OK(antin_cache_open(path, &cache, &error));
    OK(antin_cache_clean(cache, INT64_MAX, NULL, &error));
    OK(antin_cache_keep(cache, evidence, &error));
    OK(antin_cache_load(cache, &again, &damaged, &error));
    CHECK(count_of(again) == 4 && antin_buffer_data(damaged, &len)[0] == '\0' && len == 0);
    antin_buffer_free(damaged);
    antin_evidence_free(again);
    snprintf(path, sizeof path, "%s/usage-cache/half.evidence", scratch);
    half = fopen(path, "wb");
    CHECK(half != NULL && fputs("half", half) >= 0 && fclose(half) == 0);
    OK(antin_cache_load(cache, &again, &damaged, &error));
    CHECK(count_of(again) == 4);
    CHECK(strstr((const char *)antin_buffer_data(damaged, &len), "half.evidence\n") != NULL);
    antin_buffer_free(damaged);
    antin_evidence_free(again);
    OK(antin_cache_clean(cache, JUDGED_AT, &deleted, &error));
    CHECK(deleted == 1);
    OK(antin_cache_clean(cache, INT64_MAX, &deleted, &error));
    CHECK(deleted == 4);
    OK(antin_cache_load(cache, &again, NULL, &error));
    CHECK(count_of(again) == 0);
    antin_evidence_free(again);
    antin_cache_free(cache);
    antin_evidence_free(evidence);
    free(chain.data);
    free(crl.data);
    free(sub_crl.data);
}

/* Takes what was gathered from hosts that do not exist: what was tried, and why it gave nothing. */
static void expect_missing(antin_gathered *gathered, size_t count, size_t pieces, uint32_t cut_short) {
    const antin_missing *missing;
    antin_evidence *evidence = NULL;
    size_t index, attempt, len, attempts = 0;
    CHECK(antin_gathered_fetched(gathered) == 0);
    CHECK(antin_gathered_missing_count(gathered) == count);
    CHECK(antin_gathered_is_cut_short(gathered) == cut_short);
    for (index = 0; (missing = antin_gathered_missing(gathered, index)) != NULL; index++) {
        CHECK(antin_missing_kind(missing) == ANTIN_MISSING_STATUS ||
              antin_missing_kind(missing) == ANTIN_MISSING_PATH);
        CHECK(strstr(antin_missing_subject(missing), "CN=") != NULL);
        CHECK(antin_missing_certificate(missing, &len) != NULL && len > 100);
        for (attempt = 0; attempt < antin_missing_attempt_count(missing); attempt++, attempts++) {
            const char *en = antin_missing_attempt_reason(missing, attempt, ANTIN_LANGUAGE_EN);
            const char *vi = antin_missing_attempt_reason(missing, attempt, ANTIN_LANGUAGE_VI);
            CHECK(strncmp(antin_missing_attempt_address(missing, attempt), "http://", 7) == 0);
            CHECK(en != NULL && vi != NULL && strcmp(en, vi) != 0);
            CHECK(antin_missing_attempt_reason(missing, attempt, 3) == NULL);
        }
        CHECK(antin_missing_attempt_address(missing, attempt) == NULL);
        CHECK(antin_missing_attempt_reason(missing, attempt, ANTIN_LANGUAGE_EN) == NULL);
    }
    CHECK(index == count && attempts > 0);
    OK(antin_gathered_evidence(gathered, &evidence, &error));
    antin_gathered_free(gathered);
    CHECK(count_of(evidence) == pieces);
    antin_evidence_free(evidence);
}

/* The hosts of the vectors do not exist (RFC 6761 section 6.2), and with no fetches left nobody is asked. */
static void nothing_to_gather(void) {
    file p7s = read_file("bindings/signatures/rsa2048.p7s"), root = read_file("bindings/pki/root.pem");
    file chain = read_file("bindings/pki/agency-chain.pem");
    file crl = read_file("bindings/pki/root.crl"), sub_crl = read_file("bindings/pki/sub-ca.crl");
    antin_client_options *options = NULL;
    antin_client *client = NULL;
    antin_policy *by = NULL;
    antin_evidence *known = NULL;
    antin_gathered *gathered = NULL;
    OK(antin_client_options_new(&options, &error));
    OK(antin_client_options_set_gathering_timeout(options, 5000, &error));
    OK(antin_client_options_set_attempts(options, 1, &error));
    OK(antin_client_options_set_pause(options, 1, &error));
    OK(antin_client_options_set_redirects(options, 0, &error));
    OK(antin_client_options_set_sizes(options, 1 << 20, 4096, &error));
    OK(antin_client_options_ask_ocsp_by_get(options, &error));
    OK(antin_client_options_set_fetches(options, 0, &error));
    OK(antin_client_new(options, &client, &error));
    antin_client_options_free(options);
    OK(antin_policy_new(root.data, root.len, &by, &error));
    OK(antin_gather(client, p7s.data, p7s.len, by, NULL, JUDGED_AT, &gathered, &error));
    expect_missing(gathered, 2, 0, 1);
    OK(antin_gather_for_certificate(client, chain.data, chain.len, by, NULL, JUDGED_AT, &gathered,
                                    &error));
    expect_missing(gathered, 2, 1, 1);
    OK(antin_evidence_new(&known, &error));
    OK(antin_evidence_add_crls(known, crl.data, crl.len, &error));
    OK(antin_evidence_add_crls(known, sub_crl.data, sub_crl.len, &error));
    OK(antin_gather(client, p7s.data, p7s.len, by, known, JUDGED_AT, &gathered, &error));
    CHECK(antin_gathered_missing_count(gathered) == 0 && antin_gathered_fetched(gathered) == 0);
    CHECK(antin_gathered_is_cut_short(gathered) == 0);
    antin_gathered_free(gathered);
    antin_evidence_free(known);
    antin_client_free(client);
    /* With fetches left, but a proxy that nobody is behind: as much is missing, and no bound was met. */
    OK(antin_client_options_new(&options, &error));
    OK(antin_client_options_set_attempts(options, 1, &error));
    OK(antin_client_options_set_proxy(options, "http://127.0.0.1:1", &error));
    OK(antin_client_new(options, &client, &error));
    antin_client_options_free(options);
    OK(antin_gather(client, p7s.data, p7s.len, by, NULL, JUDGED_AT, &gathered, &error));
    expect_missing(gathered, 2, 0, 0);
    antin_client_free(client);
    antin_policy_free(by);
    free(p7s.data);
    free(root.data);
    free(chain.data);
    free(crl.data);
    free(sub_crl.data);
}

static void path_alone(void) {
    antin_policy *by = policy("p384");
    antin_policy *other = policy("p256");
    file chain = read_file("bench/p384.chain.pem");
    antin_path *path = NULL;
    antin_buffer *out = NULL;
    size_t len;
    OK(antin_path_judge(chain.data, chain.len, by, NULL, JUDGED_AT, &path, &error));
    OK(antin_path_require_passed(path, &error));
    CHECK(antin_path_verdict(path) == ANTIN_VERDICT_PASSED && antin_path_reason(path) == NULL);
    CHECK(antin_path_certificate_count(path) >= 1);
    CHECK(antin_path_certificate(path, 0, &len) != NULL && len > 100);
    OK(antin_path_to_json(path, ANTIN_LANGUAGE_EN, &out, &error));
    CHECK(strstr((const char *)antin_buffer_data(out, NULL), "\"PASSED\"") != NULL);
    antin_buffer_free(out);
    antin_path_free(path);

    OK(antin_policy_require_explicit_policy(by, &error));
    OK(antin_policy_inhibit_policy_mapping(by, &error));
    OK(antin_policy_inhibit_any_policy(by, &error));
    OK(antin_policy_set_purpose(by, ANTIN_PURPOSE_TIME_STAMPING, &error));
    OK(antin_policy_set_name(by, ANTIN_NAME_EMAIL, "van-thu@bo-mau.test", &error));
    OK(antin_path_judge(chain.data, chain.len, by, NULL, JUDGED_AT, &path, &error));
    EXPECT(ANTIN_RESULT_REJECTED, antin_path_require_passed(path, &error));
    CHECK(antin_path_verdict(path) == ANTIN_VERDICT_FAILED && antin_path_reason(path) != NULL);
    CHECK(antin_path_certificate_count(path) == 0);
    antin_path_free(path);

    OK(antin_path_judge(chain.data, chain.len, other, NULL, JUDGED_AT, &path, &error));
    CHECK(antin_path_verdict(path) == ANTIN_VERDICT_INDETERMINATE);
    OK(antin_path_to_text(path, ANTIN_LANGUAGE_VI, &out, &error));
    CHECK(antin_buffer_data(out, &len) != NULL && len > 20);
    antin_buffer_free(out);
    antin_path_free(path);
    free(chain.data);
    antin_policy_free(by);
    antin_policy_free(other);
}

static void inspected(void) {
    file p12 = read_file("keys/p12/openssl3-p256.p12");
    file chain = read_file("bench/p256.chain.pem");
    antin_inspection *inspection = NULL;
    antin_buffer *out = NULL;
    OK(antin_inspect(chain.data, chain.len, NULL, &inspection, &error));
    OK(antin_inspection_to_json(inspection, ANTIN_LANGUAGE_EN, &out, &error));
    CHECK(strstr((const char *)antin_buffer_data(out, NULL), "\"certificate\"") != NULL);
    antin_buffer_free(out);
    antin_inspection_free(inspection);
    OK(antin_inspect(p12.data, p12.len, "mat-khau-123", &inspection, &error));
    OK(antin_inspection_to_text(inspection, ANTIN_LANGUAGE_VI, &out, &error));
    CHECK(strstr((const char *)antin_buffer_data(out, NULL), "PKCS#12") != NULL);
    antin_buffer_free(out);
    antin_inspection_free(inspection);
    free(p12.data);
    free(chain.data);
}

int main(int argc, char **argv) {
    static const char *const KEYS[] = {"rsa2048", "rsa3072", "rsa4096", "p256", "p384", "ed25519"};
    size_t index;
    CHECK(argc == 3);
    vectors = argv[1];
    scratch = argv[2];
    for (index = 0; index < sizeof KEYS / sizeof *KEYS; index++) {
        detached(KEYS[index]);
        attached(KEYS[index]);
    }
    remote_key();
    report_in_full();
    levels();
    network();
    evidence_at_rest();
    nothing_to_gather();
    path_alone();
    inspected();
    CHECK(strcmp(antin_version(), ANTIN_TEST_VERSION) == 0);
    puts("ok");
    return 0;
}
