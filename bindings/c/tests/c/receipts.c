/* Receipts: made, prepared for a key elsewhere, judged, refused for each reason, carried in a package; and
 * misused. C99.
 *
 * One program, and one file: each part holds receipts against the one package that was sent. */
#include "zip.h"
#include <stdint.h>

const char *vectors;

static const int64_t NOW = 1795305600; /* 2026-11-22 */
static const char SENDER[] = "000.00.12.X40";
static const char TO[] = "X98.12.3"; /* one of those that the package is sent to */
static const char DOCUMENT[] = "000.00.12.X40,2026/03/12,123/STTTT-VP";
static const char SEAL[] = "0707070707070707070707070707070707070707070707070707070707070707";

/* The agency that sends, and the one to which it sends; each has an authority of its own. */
static antin_credential *sender, *recipient;
static antin_policy *by;
static antin_sign_options *how;
static antin_opening *known;
static antin_sent *sent; /* what receipts are held against */
static file chain, message;

static antin_credential *credential(const char *name) {
    char path[64];
    antin_credential *made = NULL;
    file certificates, key;
    snprintf(path, sizeof path, "bench/%s.chain.pem", name);
    certificates = read_file(path);
    snprintf(path, sizeof path, "bench/%s.key.pem", name);
    key = read_file(path);
    OK(antin_credential_from_chain_and_key(certificates.data, certificates.len, key.data, key.len,
                                           NULL, NULL, &made, &error));
    free(certificates.data);
    free(key.data);
    return made;
}

static void set_up(void) {
    file root = read_file("bench/p256.root.pem"), own = read_file("bench/rsa2048.root.pem");
    const char *const to[] = {"000.00.00.X14", TO};
    chain = read_file("bench/rsa2048.chain.pem");
    message = read_file("edxml/new-two-pdfs.edxml");
    sender = credential("p256");
    recipient = credential("rsa2048");
    OK(antin_policy_new(root.data, root.len, &by, &error));
    OK(antin_policy_add_roots(by, own.data, own.len, &error));
    OK(antin_policy_set_revocation(by, ANTIN_REVOCATION_IF_PRESENT, &error));
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &how, &error));
    OK(antin_opening_new(&known, &error));
    OK(antin_opening_add_sender(known, TO, chain.data, chain.len, &error));
    OK(antin_sent_new(SEAL, DOCUMENT, SENDER, to, 2, &sent, &error));
    free(root.data);
    free(own.data);
}

static void tear_down(void) {
    antin_credential_free(sender);
    antin_credential_free(recipient);
    antin_policy_free(by);
    antin_sign_options_free(how);
    antin_opening_free(known);
    antin_sent_free(sent);
    free(chain.data);
    free(message.data);
}

static file taken(antin_buffer *buffer) {
    file copy = {NULL, 0};
    const uint8_t *bytes = antin_buffer_data(buffer, &copy.len);
    CHECK(bytes != NULL);
    copy.data = malloc(copy.len == 0 ? 1 : copy.len);
    CHECK(copy.data != NULL);
    memcpy(copy.data, bytes, copy.len);
    antin_buffer_free(buffer);
    return copy;
}

static antin_source *source_of(file given) {
    antin_source *made = NULL;
    OK(antin_source_new(given.data, given.len, &made, &error));
    return made;
}

static file written(antin_target *target) {
    file copy = {NULL, 0};
    const uint8_t *bytes = antin_target_bytes(target, &copy.len);
    CHECK(bytes != NULL);
    copy.data = malloc(copy.len);
    CHECK(copy.data != NULL);
    memcpy(copy.data, bytes, copy.len);
    antin_target_free(target);
    return copy;
}

static file signed_receipt(const antin_receipt *receipt, const antin_credential *whose) {
    antin_buffer *made = NULL;
    OK(antin_receipt_sign(receipt, whose, how, NOW, &made, &error));
    return taken(made);
}

static antin_receipt *receipt_for(const antin_sent *what, const char *whose, uint32_t status) {
    antin_receipt *made = NULL;
    OK(antin_receipt_new(what, whose, status, NOW, &made, &error));
    return made;
}

/* A receipt about what was sent, by the one to whom it was sent. */
static file good(uint32_t status) {
    antin_receipt *receipt = receipt_for(sent, TO, status);
    file made = signed_receipt(receipt, recipient);
    antin_receipt_free(receipt);
    return made;
}

static antin_receipt_report *judge(file container, const antin_sent *what,
                                   const antin_opening *whose, uint32_t before, int64_t at) {
    antin_receipt_report *judged = NULL;
    OK(antin_receipt_judge(container.data, container.len, what, whose, before, by, NULL, at, &judged,
                           &error));
    return judged;
}

static void accepted(void) {
    antin_receipt *receipt = receipt_for(sent, TO, ANTIN_STATUS_ACCEPTED);
    const antin_receipt *says;
    antin_receipt_report *judged;
    antin_buffer *json = NULL, *text = NULL;
    const char *first;
    file made, as_json;
    int64_t time = 0;
    OK(antin_receipt_add_reason(receipt, "m\xe1\xbb\x99t", &error));
    first = antin_receipt_reason(receipt, 0);
    OK(antin_receipt_add_reason(receipt, "  ", &error)); /* left out */
    for (int index = 0; index < 100; index++) {
        OK(antin_receipt_add_reason(receipt, "hai", &error));
    }
    CHECK(antin_receipt_reason_count(receipt) == 101);
    CHECK(antin_receipt_reason(receipt, 0) == first && strcmp(first, "m\xe1\xbb\x99t") == 0);
    CHECK(strcmp(antin_receipt_reason(receipt, 100), "hai") == 0);
    CHECK(antin_receipt_reason(receipt, 101) == NULL);
    OK(antin_receipt_to_json(receipt, &json, &error));
    as_json = taken(json);
    json = NULL;
    CHECK(as_json.data[0] == '{');
    made = signed_receipt(receipt, recipient);
    antin_receipt_free(receipt);

    judged = judge(made, sent, known, 0, NOW);
    OK(antin_receipt_report_require_accepted(judged, &error));
    CHECK(antin_receipt_report_is_accepted(judged) == 1);
    CHECK(antin_receipt_report_verdict(judged) == ANTIN_VERDICT_PASSED);
    CHECK(antin_receipt_report_sub_indication(judged) == NULL);
    CHECK(antin_receipt_report_fault(judged) == NULL);
    CHECK(antin_receipt_report_fault_text(judged, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(strlen(antin_receipt_report_id(judged)) == 64);
    CHECK(strlen(antin_receipt_report_sha256(judged)) == 64);
    CHECK(antin_receipt_report_binding(judged) == ANTIN_BINDING_BOUND);
    CHECK(antin_receipt_report_other(judged) == NULL);
    CHECK(antin_receipt_report_mismatch_count(judged) == 0);
    CHECK(antin_receipt_report_mismatch(judged, 0) == NULL);
    CHECK(antin_receipt_report_mismatch_text(judged, 0, ANTIN_LANGUAGE_EN) == NULL);
    OK(antin_report_require_passed(antin_receipt_report_report(judged), &error));
    says = antin_receipt_report_receipt(judged);
    CHECK(strcmp(antin_receipt_seal(says), SEAL) == 0);
    CHECK(strcmp(antin_receipt_document(says), DOCUMENT) == 0);
    CHECK(strcmp(antin_receipt_sender(says), SENDER) == 0);
    CHECK(strcmp(antin_receipt_recipient(says), TO) == 0);
    CHECK(antin_receipt_status(says) == ANTIN_STATUS_ACCEPTED);
    OK(antin_receipt_time(says, &time, &error));
    CHECK(time == NOW && antin_receipt_reason_count(says) == 101);
    OK(antin_receipt_to_json(says, &json, &error));
    {
        file read = taken(json);
        CHECK(read.len == as_json.len && memcmp(read.data, as_json.data, read.len) == 0);
        free(read.data);
    }
    json = NULL;
    OK(antin_receipt_report_to_json(judged, ANTIN_LANGUAGE_EN, &json, &error));
    CHECK(strstr((const char *)antin_buffer_data(json, NULL), "\"accepted\": true") != NULL);
    OK(antin_receipt_report_to_text(judged, ANTIN_LANGUAGE_VI, &text, &error));
    CHECK(strstr((const char *)antin_buffer_data(text, NULL), "Ch\xe1\xba\xa5p nh\xe1\xba\xadn") != NULL);
    antin_buffer_free(json);
    antin_buffer_free(text);
    antin_receipt_report_free(judged);
    free(as_json.data);
    free(made.data);
}

/* A receipt must be refused, and the error must name the reason. Frees the judgement. */
static void refused(antin_receipt_report *judged, const char *reason) {
    antin_error *error = NULL;
    CHECK(antin_receipt_report_is_accepted(judged) == 0);
    CHECK(antin_receipt_report_require_accepted(judged, &error) == ANTIN_RESULT_REJECTED);
    if (strstr(antin_error_message(error), reason) == NULL) {
        fprintf(stderr, "%s: %s\n", reason, antin_error_message(error));
        exit(1);
    }
    CHECK(strstr(antin_error_text(error, ANTIN_LANGUAGE_VI), reason) != NULL);
    antin_error_free(error);
    antin_receipt_report_free(judged);
}

/* What is held against it, instead of what was sent, must differ in this and nothing else. */
static void differs(file container, const antin_sent *what, uint32_t before, int64_t at,
                    const char *code) {
    antin_receipt_report *judged = judge(container, what, known, before, at);
    CHECK(antin_receipt_report_verdict(judged) == ANTIN_VERDICT_PASSED);
    if (antin_receipt_report_mismatch_count(judged) != 1 ||
        strcmp(antin_receipt_report_mismatch(judged, 0), code) != 0) {
        fprintf(stderr, "%s: %s\n", code, antin_receipt_report_mismatch(judged, 0));
        exit(1);
    }
    CHECK(antin_receipt_report_mismatch(judged, 1) == NULL);
    CHECK(antin_receipt_report_mismatch_text(judged, 0, ANTIN_LANGUAGE_EN)[0] != '\0');
    CHECK(strcmp(antin_receipt_report_mismatch_text(judged, 0, ANTIN_LANGUAGE_EN),
                 antin_receipt_report_mismatch_text(judged, 0, ANTIN_LANGUAGE_VI)) != 0);
    CHECK(antin_receipt_report_mismatch_text(judged, 0, 0) == NULL);
    CHECK(antin_receipt_report_binding(judged) == ANTIN_BINDING_BOUND);
    refused(judged, code);
}

static antin_sent *sent_as(const char *seal, const char *document, const char *from, const char *to) {
    const char *const recipients[] = {to};
    antin_sent *made = NULL;
    OK(antin_sent_new(seal, document, from, recipients, 1, &made, &error));
    return made;
}

static void mismatches(void) {
    const char *const seals[] = {
        NULL, "0807070707070707070707070707070707070707070707070707070707070707"};
    file made = good(ANTIN_STATUS_ARRIVED), asked = good(ANTIN_STATUS_TAKE_BACK_ASKED), late;
    antin_receipt *receipt = NULL;
    antin_sent *what = sent_as(SEAL, DOCUMENT, SENDER, TO);
    antin_receipt_report *judged = judge(made, what, known, 0, NOW);
    OK(antin_receipt_report_require_accepted(judged, &error));
    antin_receipt_report_free(judged);
    antin_sent_free(what);
    for (int index = 0; index < 2; index++) {
        what = sent_as(seals[index], DOCUMENT, SENDER, TO);
        differs(made, what, 0, NOW, "seal");
        antin_sent_free(what);
    }
    what = sent_as(SEAL, "another", SENDER, TO);
    differs(made, what, 0, NOW, "document");
    antin_sent_free(what);
    what = sent_as(SEAL, DOCUMENT, "000.00.12.X41", TO);
    differs(made, what, 0, NOW, "sender");
    antin_sent_free(what);
    what = sent_as(SEAL, DOCUMENT, SENDER, "X98.12.4");
    differs(made, what, 0, NOW, "recipient");
    antin_sent_free(what);
    differs(made, sent, ANTIN_STATUS_FINISHED, NOW, "transition");
    /* What only a sender tells, and where it would follow what a recipient told. */
    judged = judge(asked, sent, known, ANTIN_STATUS_ARRIVED, NOW);
    CHECK(antin_receipt_report_mismatch_count(judged) >= 1);
    CHECK(strcmp(antin_receipt_report_mismatch(judged, 0), "status") == 0);
    refused(judged, "status");
    OK(antin_receipt_new(sent, TO, ANTIN_STATUS_ARRIVED, NOW + 301, &receipt, &error));
    late = signed_receipt(receipt, recipient);
    differs(late, sent, 0, NOW, "time");
    judged = judge(late, sent, known, 0, NOW + 1);
    OK(antin_receipt_report_require_accepted(judged, &error));
    antin_receipt_report_free(judged);
    antin_receipt_free(receipt);
    free(late.data);
    free(asked.data);
    free(made.data);
}

/* The container must be refused for this fault. */
static void faulty(file container, const char *fault) {
    antin_receipt_report *judged = judge(container, sent, known, 0, NOW);
    const char *got = antin_receipt_report_fault(judged);
    if (got == NULL || strcmp(got, fault) != 0) {
        fprintf(stderr, "%s: %s\n", fault, got == NULL ? "no fault" : got);
        exit(1);
    }
    CHECK(antin_receipt_report_fault_text(judged, ANTIN_LANGUAGE_EN)[0] != '\0');
    CHECK(strcmp(antin_receipt_report_fault_text(judged, ANTIN_LANGUAGE_EN),
                 antin_receipt_report_fault_text(judged, ANTIN_LANGUAGE_VI)) != 0);
    CHECK(antin_receipt_report_fault_text(judged, 0) == NULL);
    CHECK(antin_receipt_report_receipt(judged) == NULL);
    CHECK(antin_receipt_report_verdict(judged) != ANTIN_VERDICT_PASSED);
    CHECK(antin_receipt_report_sub_indication(judged) != NULL);
    CHECK(antin_receipt_report_binding(judged) == ANTIN_BINDING_UNKNOWN);
    CHECK(strlen(antin_receipt_report_sha256(judged)) == 64);
    refused(judged, fault);
}

static void faults(void) {
    file made = good(ANTIN_STATUS_ARRIVED), changed, junk = {malloc(4), 4};
    antin_receipt_report *judged;
    antin_receipt *receipt = receipt_for(sent, TO, ANTIN_STATUS_ARRIVED);
    antin_opening *other = NULL;
    file by_sender = signed_receipt(receipt, sender);
    CHECK(junk.data != NULL);
    memcpy(junk.data, "junk", 4);
    faulty(junk, "container");
    changed = with_entry(made, "META-INF/more.xml", "<more/>");
    faulty(changed, "other-content");
    free(changed.data);
    changed = with_each(made, ".p7s", ".p7x");
    faulty(changed, "signatures");
    free(changed.data);
    changed = with_each(made, "\"status\": \"01\"", "\"status\": \"00\"");
    faulty(changed, "container"); /* its checksum is wrong */
    count_anew(changed);
    faulty(changed, "other-content"); /* it is not what was signed */
    free(changed.data);

    changed = read_file("bindings/gateway/receipt-unknown-member.zip");
    faulty(changed, "receipt");
    free(changed.data);

    /* By another key than the recipient's; by nobody known; by somebody else's; by anybody's. */
    judged = judge(by_sender, sent, known, 0, NOW);
    CHECK(antin_receipt_report_binding(judged) == ANTIN_BINDING_UNKNOWN);
    CHECK(antin_receipt_report_verdict(judged) == ANTIN_VERDICT_PASSED);
    refused(judged, "recipient unknown");
    refused(judge(made, sent, NULL, 0, NOW), "recipient unknown");
    OK(antin_opening_new(&other, &error));
    OK(antin_opening_add_sender(other, "X98.12.4", chain.data, chain.len, &error));
    judged = judge(made, sent, other, 0, NOW);
    CHECK(antin_receipt_report_binding(judged) == ANTIN_BINDING_OTHER);
    CHECK(strcmp(antin_receipt_report_other(judged), "X98.12.4") == 0);
    refused(judged, "recipient other");
    OK(antin_opening_danger_any_sender(other, &error));
    judged = judge(by_sender, sent, other, 0, NOW);
    OK(antin_receipt_report_require_accepted(judged, &error));
    antin_receipt_report_free(judged);
    antin_opening_free(other);

    /* Before its certificate began. */
    judged = judge(made, sent, known, 0, NOW - 30 * 86400);
    CHECK(antin_receipt_report_verdict(judged) != ANTIN_VERDICT_PASSED);
    CHECK(antin_receipt_report_sub_indication(judged) != NULL);
    CHECK(antin_receipt_report_receipt(judged) != NULL);
    refused(judged, "recipient unknown");
    antin_receipt_free(receipt);
    free(by_sender.data);
    free(made.data);
    free(junk.data);
}

/* Whose certificate it is, by a registry; and by one that is past. */
static void by_registry(void) {
    file made = good(ANTIN_STATUS_ARRIVED);
    antin_registry_draft *draft = NULL;
    antin_binding *binding = NULL;
    antin_buffer *json = NULL;
    antin_registry *registry = NULL;
    antin_opening *opening = NULL;
    antin_receipt_report *judged = NULL;
    file written_json;
    OK(antin_registry_draft_new("x", &draft, &error));
    OK(antin_registry_draft_add_body(draft, TO, "x", &error));
    OK(antin_binding_new("b", TO, ANTIN_MATCH_CERTIFICATE, chain.data, chain.len, NULL, 0, NOW - 1,
                         &binding, &error));
    OK(antin_registry_draft_add(draft, binding, &error));
    OK(antin_registry_draft_issue(draft, NOW, NOW + 1, &error));
    OK(antin_registry_draft_to_json(draft, &json, &error));
    written_json = taken(json);
    OK(antin_registry_danger_unsigned(written_json.data, written_json.len, &registry, &error));
    OK(antin_opening_new(&opening, &error));
    OK(antin_opening_set_registry(opening, registry, &error));
    judged = judge(made, sent, opening, 0, NOW);
    OK(antin_receipt_report_require_accepted(judged, &error));
    antin_receipt_report_free(judged);
    judged = NULL;
    EXPECT(ANTIN_RESULT_REGISTRY_PAST,
           antin_receipt_judge(made.data, made.len, sent, opening, 0, by, NULL, NOW + 2, &judged,
                               &error));
    CHECK(judged == NULL);
    antin_opening_free(opening);
    antin_registry_free(registry);
    antin_binding_free(binding);
    antin_registry_draft_free(draft);
    free(written_json.data);
    free(made.data);
}

static void without_seal(void) {
    antin_sent *bare = sent_as(NULL, DOCUMENT, SENDER, TO);
    antin_receipt *arrived = receipt_for(bare, TO, ANTIN_STATUS_ARRIVED);
    antin_receipt *refusal = receipt_for(bare, TO, ANTIN_STATUS_REFUSED);
    antin_buffer *none = NULL;
    antin_receipt_report *judged;
    file made;
    CHECK(antin_sent_seal(bare) == NULL && antin_receipt_seal(refusal) == NULL);
    EXPECT(ANTIN_RESULT_MALFORMED,
           antin_receipt_sign(arrived, recipient, how, NOW, &none, &error));
    CHECK(none == NULL);
    made = signed_receipt(refusal, recipient);
    judged = judge(made, bare, known, 0, NOW);
    OK(antin_receipt_report_require_accepted(judged, &error));
    antin_receipt_report_free(judged);
    antin_receipt_free(arrived);
    antin_receipt_free(refusal);
    antin_sent_free(bare);
    free(made.data);
}

static void key_elsewhere(void) {
    file made = good(ANTIN_STATUS_ARRIVED), again;
    antin_receipt *receipt = receipt_for(sent, TO, ANTIN_STATUS_ARRIVED);
    antin_prepared_receipt *prepared = NULL;
    antin_buffer *out = NULL;
    uint8_t value[256], wrong[256] = {0};
    size_t at, len = 0;
    /* The value ends the signature's file, behind which the list of the archive begins. */
    for (at = 256; memcmp(made.data + at, "PK\1\2", 4) != 0; at++) {
        CHECK(at + 4 < made.len);
    }
    memcpy(value, made.data + at - 256, 256);
    OK(antin_prepare_receipt(receipt, chain.data, chain.len, how, NOW, &prepared, &error));
    CHECK(antin_prepared_receipt_to_be_signed(prepared, &len) != NULL && len > 100);
    CHECK(antin_prepared_receipt_digest(prepared, &len) != NULL && len == 32);
    CHECK(antin_prepared_receipt_algorithm(prepared) == ANTIN_ALGORITHM_RSA_PKCS1_SHA256);
    EXPECT(ANTIN_RESULT_KEY, antin_prepared_receipt_finish(prepared, wrong, 256, &out, &error));
    CHECK(antin_prepared_receipt_to_be_signed(prepared, NULL) != NULL && out == NULL);
    OK(antin_prepared_receipt_finish(prepared, value, 256, &out, &error));
    again = taken(out);
    out = NULL;
    CHECK(again.len == made.len && memcmp(again.data, made.data, made.len) == 0);
    EXPECT(ANTIN_RESULT_ALREADY_USED,
           antin_prepared_receipt_finish(prepared, value, 256, &out, &error));
    CHECK(antin_prepared_receipt_to_be_signed(prepared, &len) == NULL && len == 0);
    CHECK(antin_prepared_receipt_algorithm(prepared) == 0 && out == NULL);
    antin_prepared_receipt_free(prepared);
    antin_receipt_free(receipt);
    free(made.data);
    free(again.data);
}

static file seal(file package) {
    antin_seal_options *options = NULL;
    antin_source *source = source_of(package);
    antin_target *target = NULL;
    OK(antin_seal_options_new(how, &options, &error));
    OK(antin_target_new(&target, &error));
    OK(antin_seal_package(source, sender, options, NOW, target, &error));
    antin_seal_options_free(options);
    antin_source_free(source);
    return written(target);
}

static antin_package *open_package(file package, const antin_opening *whose) {
    antin_source *source = source_of(package);
    antin_package *judged = NULL;
    OK(antin_package_open(source, whose, by, NULL, NOW, &judged, &error));
    antin_source_free(source);
    return judged;
}

static void of_a_package(void) {
    file sealed = seal(message), status = read_file("edxml/status-01.edxml");
    antin_package *judged = open_package(sealed, NULL);
    antin_sent *found = NULL, *copy = NULL;
    antin_receipt *receipt;
    antin_receipt_report *report;
    const char *recipients[8];
    size_t count;
    file made;
    OK(antin_sent_of(judged, &found, &error));
    antin_package_free(judged);
    CHECK(strlen(antin_sent_seal(found)) == 64 && strcmp(antin_sent_sender(found), SENDER) == 0);
    CHECK(strcmp(antin_sent_document(found), DOCUMENT) == 0);
    count = antin_sent_recipient_count(found);
    CHECK(count >= 1 && count <= 8 && antin_sent_recipient(found, count) == NULL);
    for (size_t index = 0; index < count; index++) {
        recipients[index] = antin_sent_recipient(found, index);
    }
    /* What is kept as text is the same again. */
    OK(antin_sent_new(antin_sent_seal(found), antin_sent_document(found), antin_sent_sender(found),
                      recipients, count, &copy, &error));
    receipt = receipt_for(found, recipients[0], ANTIN_STATUS_ARRIVED);
    antin_sent_free(found);
    found = NULL;
    made = signed_receipt(receipt, recipient);
    report = judge(made, copy, known, 0, NOW);
    CHECK(antin_receipt_report_mismatch_count(report) == 0);
    antin_receipt_report_free(report);
    judged = open_package(message, NULL); /* not sealed */
    antin_sent_free(copy);
    copy = NULL;
    OK(antin_sent_of(judged, &copy, &error));
    CHECK(antin_sent_seal(copy) == NULL);
    antin_package_free(judged);
    judged = open_package(status, NULL);
    EXPECT(ANTIN_RESULT_ABSENT, antin_sent_of(judged, &found, &error));
    NULL_ARGUMENT(antin_sent_of(judged, NULL, &error));
    NULL_ARGUMENT(antin_sent_of(NULL, &found, &error));
    CHECK(found == NULL);
    antin_package_free(judged);
    antin_sent_free(copy);
    antin_receipt_free(receipt);
    free(made.data);
    free(sealed.data);
    free(status.data);
}

static file insert(file receipt, file package) {
    antin_source *source = source_of(package);
    antin_target *target = NULL;
    OK(antin_target_new(&target, &error));
    OK(antin_receipt_insert(receipt.data, receipt.len, source, target, &error));
    antin_source_free(source);
    return written(target);
}

static void carried(void) {
    file first = good(ANTIN_STATUS_ARRIVED), second = good(ANTIN_STATUS_ACCEPTED), sealed;
    file one = insert(first, message), two = insert(second, one);
    antin_source *source = source_of(message), *none = NULL;
    antin_receipts *receipts = NULL;
    antin_receipt_report *judged;
    antin_target *target = NULL;
    file status = read_file("edxml/status-01.edxml");
    const uint8_t *bytes;
    size_t len = 7;
    OK(antin_receipts_in(source, &receipts, &error)); /* none is no error */
    CHECK(antin_receipts_count(receipts) == 0 && antin_receipts_get(receipts, 0, &len) == NULL);
    CHECK(len == 0 && antin_receipts_attachment(receipts, 0) == (size_t)-1);
    antin_receipts_free(receipts);
    antin_source_free(source);

    /* A seal covers them as it does every attachment. */
    sealed = seal(two);
    source = source_of(sealed);
    OK(antin_receipts_in(source, &receipts, &error));
    CHECK(antin_receipts_count(receipts) == 2);
    bytes = antin_receipts_get(receipts, 0, &len);
    CHECK(len == first.len && memcmp(bytes, first.data, len) == 0);
    bytes = antin_receipts_get(receipts, 1, &len);
    CHECK(len == second.len && memcmp(bytes, second.data, len) == 0);
    CHECK(antin_receipts_attachment(receipts, 0) == 2 && antin_receipts_attachment(receipts, 1) == 3);
    CHECK(antin_receipts_get(receipts, 2, NULL) == NULL);
    CHECK(antin_receipts_attachment(receipts, 2) == (size_t)-1);
    judged = judge((file){(uint8_t *)bytes, len}, sent, known, ANTIN_STATUS_ARRIVED, NOW);
    OK(antin_receipt_report_require_accepted(judged, &error));
    antin_receipt_report_free(judged);
    antin_receipts_free(receipts);
    receipts = NULL;

    OK(antin_target_new(&target, &error));
    OK(antin_source_new(status.data, status.len, &none, &error));
#define INSERT antin_receipt_insert
    NULL_ARGUMENT(INSERT(NULL, 0, source, target, &error));
    NULL_ARGUMENT(INSERT(first.data, first.len, NULL, target, &error));
    NULL_ARGUMENT(INSERT(first.data, first.len, source, NULL, &error));
    INVALID(INSERT(first.data, HUGE_LEN, source, target, &error));
    EXPECT(ANTIN_RESULT_UNSUPPORTED, INSERT(first.data, first.len, none, target, &error));
#undef INSERT
    NULL_ARGUMENT(antin_receipts_in(NULL, &receipts, &error));
    NULL_ARGUMENT(antin_receipts_in(source, NULL, &error));
    antin_source_free(none);
    OK(antin_source_new((const uint8_t *)"junk", 4, &none, &error));
    EXPECT(ANTIN_RESULT_MALFORMED, antin_receipts_in(none, &receipts, &error));
    CHECK(receipts == NULL);
    antin_source_free(none);
    antin_target_free(target);
    antin_source_free(source);
    free(status.data);
    free(first.data);
    free(second.data);
    free(one.data);
    free(two.data);
    free(sealed.data);
}

/* A free takes NULL; a getter takes NULL and returns nothing, which is never a pass. */
static void nothing(void) {
    int64_t time = 7;
    size_t len = 7;
    antin_sent_free(NULL);
    antin_receipt_free(NULL);
    antin_prepared_receipt_free(NULL);
    antin_receipt_report_free(NULL);
    antin_receipts_free(NULL);
    CHECK(antin_sent_seal(NULL) == NULL && antin_sent_document(NULL) == NULL);
    CHECK(antin_sent_sender(NULL) == NULL && antin_sent_recipient_count(NULL) == 0);
    CHECK(antin_sent_recipient(NULL, 0) == NULL && antin_receipt_seal(NULL) == NULL);
    CHECK(antin_receipt_document(NULL) == NULL && antin_receipt_sender(NULL) == NULL);
    CHECK(antin_receipt_recipient(NULL) == NULL && antin_receipt_status(NULL) == 0);
    NULL_ARGUMENT(antin_receipt_time(NULL, &time, &error));
    CHECK(time == 7 && antin_receipt_reason_count(NULL) == 0);
    CHECK(antin_receipt_reason(NULL, 0) == NULL);
    CHECK(antin_prepared_receipt_to_be_signed(NULL, &len) == NULL && len == 0);
    CHECK((len = 7, antin_prepared_receipt_digest(NULL, &len)) == NULL && len == 0);
    CHECK(antin_prepared_receipt_algorithm(NULL) == 0);
    NULL_ARGUMENT(antin_receipt_report_require_accepted(NULL, &error));
    CHECK(antin_receipt_report_is_accepted(NULL) == 0);
    CHECK(antin_receipt_report_verdict(NULL) != ANTIN_VERDICT_PASSED);
    CHECK(antin_receipt_report_sub_indication(NULL) == NULL);
    CHECK(antin_receipt_report_fault(NULL) == NULL);
    CHECK(antin_receipt_report_fault_text(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_receipt_report_id(NULL) == NULL && antin_receipt_report_sha256(NULL) == NULL);
    CHECK(antin_receipt_report_receipt(NULL) == NULL && antin_receipt_report_report(NULL) == NULL);
    CHECK(antin_receipt_report_binding(NULL) == ANTIN_BINDING_UNKNOWN);
    CHECK(antin_receipt_report_other(NULL) == NULL);
    CHECK(antin_receipt_report_mismatch_count(NULL) == 0);
    CHECK(antin_receipt_report_mismatch(NULL, 0) == NULL);
    CHECK(antin_receipt_report_mismatch_text(NULL, 0, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_receipts_count(NULL) == 0 && antin_receipts_attachment(NULL, 0) == (size_t)-1);
    CHECK((len = 7, antin_receipts_get(NULL, 0, &len)) == NULL && len == 0);
}

static void misuse(void) {
    const char *const to[] = {"a"}, *const absent[] = {NULL}, *const empty[] = {" "};
    antin_sent *none = NULL;
    antin_receipt *receipt = receipt_for(sent, TO, ANTIN_STATUS_ARRIVED), *no_receipt = NULL;
    antin_prepared_receipt *prepared = NULL;
    antin_receipt_report *judged = NULL;
    antin_buffer *out = NULL;
    file made = good(ANTIN_STATUS_ARRIVED);

#define SENT antin_sent_new
    NULL_ARGUMENT(SENT(SEAL, NULL, "s", to, 1, &none, &error));
    NULL_ARGUMENT(SENT(SEAL, "d", NULL, to, 1, &none, &error));
    NULL_ARGUMENT(SENT(SEAL, "d", "s", NULL, 1, &none, &error));
    NULL_ARGUMENT(SENT(SEAL, "d", "s", absent, 1, &none, &error));
    NULL_ARGUMENT(SENT(SEAL, "d", "s", to, 1, NULL, &error));
    INVALID(SENT("07", "d", "s", to, 1, &none, &error));
    INVALID(SENT(NOT_UTF8, "d", "s", to, 1, &none, &error));
    INVALID(SENT(SEAL, "", "s", to, 1, &none, &error));
    INVALID(SENT(SEAL, "d", " ", to, 1, &none, &error));
    INVALID(SENT(SEAL, "d", NOT_UTF8, to, 1, &none, &error));
    INVALID(SENT(SEAL, "d", "s", empty, 1, &none, &error));
    CHECK(none == NULL);
    OK(SENT(NULL, "d", "s", NULL, 0, &none, &error));
#undef SENT
    CHECK(antin_sent_recipient_count(none) == 0);
    antin_sent_free(none);

#define RECEIPT antin_receipt_new
    NULL_ARGUMENT(RECEIPT(NULL, TO, ANTIN_STATUS_ARRIVED, NOW, &no_receipt, &error));
    NULL_ARGUMENT(RECEIPT(sent, NULL, ANTIN_STATUS_ARRIVED, NOW, &no_receipt, &error));
    NULL_ARGUMENT(RECEIPT(sent, TO, ANTIN_STATUS_ARRIVED, NOW, NULL, &error));
    INVALID(RECEIPT(sent, "", ANTIN_STATUS_ARRIVED, NOW, &no_receipt, &error));
    INVALID(RECEIPT(sent, NOT_UTF8, ANTIN_STATUS_ARRIVED, NOW, &no_receipt, &error));
    INVALID(RECEIPT(sent, TO, 0, NOW, &no_receipt, &error));
    INVALID(RECEIPT(sent, TO, 7, NOW, &no_receipt, &error));
    INVALID(RECEIPT(sent, TO, 14, NOW, &no_receipt, &error));
#undef RECEIPT
    CHECK(no_receipt == NULL);
    NULL_ARGUMENT(antin_receipt_add_reason(NULL, "r", &error));
    NULL_ARGUMENT(antin_receipt_add_reason(receipt, NULL, &error));
    INVALID(antin_receipt_add_reason(receipt, NOT_UTF8, &error));
    NULL_ARGUMENT(antin_receipt_time(receipt, NULL, &error));
    NULL_ARGUMENT(antin_receipt_to_json(NULL, &out, &error));
    NULL_ARGUMENT(antin_receipt_to_json(receipt, NULL, &error));
    NULL_ARGUMENT(antin_receipt_sign(NULL, recipient, how, NOW, &out, &error));
    NULL_ARGUMENT(antin_receipt_sign(receipt, NULL, how, NOW, &out, &error));
    NULL_ARGUMENT(antin_receipt_sign(receipt, recipient, NULL, NOW, &out, &error));
    NULL_ARGUMENT(antin_receipt_sign(receipt, recipient, how, NOW, NULL, &error));

#define PREPARE antin_prepare_receipt
    NULL_ARGUMENT(PREPARE(NULL, chain.data, chain.len, how, NOW, &prepared, &error));
    NULL_ARGUMENT(PREPARE(receipt, NULL, 0, how, NOW, &prepared, &error));
    NULL_ARGUMENT(PREPARE(receipt, chain.data, chain.len, NULL, NOW, &prepared, &error));
    NULL_ARGUMENT(PREPARE(receipt, chain.data, chain.len, how, NOW, NULL, &error));
    INVALID(PREPARE(receipt, chain.data, HUGE_LEN, how, NOW, &prepared, &error));
    EXPECT(ANTIN_RESULT_MALFORMED,
           PREPARE(receipt, (const uint8_t *)"junk", 4, how, NOW, &prepared, &error));
    CHECK(prepared == NULL);
    OK(PREPARE(receipt, chain.data, chain.len, how, NOW, &prepared, &error));
#undef PREPARE
#define FINISH antin_prepared_receipt_finish
    NULL_ARGUMENT(FINISH(NULL, chain.data, 1, &out, &error));
    NULL_ARGUMENT(FINISH(prepared, NULL, 0, &out, &error));
    NULL_ARGUMENT(FINISH(prepared, chain.data, 1, NULL, &error));
    INVALID(FINISH(prepared, chain.data, HUGE_LEN, &out, &error));
    EXPECT(ANTIN_RESULT_KEY, FINISH(prepared, chain.data, 1, &out, &error));
#undef FINISH
    antin_prepared_receipt_free(prepared);

#define JUDGE antin_receipt_judge
    NULL_ARGUMENT(JUDGE(NULL, 0, sent, known, 0, by, NULL, NOW, &judged, &error));
    NULL_ARGUMENT(JUDGE(made.data, made.len, NULL, known, 0, by, NULL, NOW, &judged, &error));
    NULL_ARGUMENT(JUDGE(made.data, made.len, sent, known, 0, NULL, NULL, NOW, &judged, &error));
    NULL_ARGUMENT(JUDGE(made.data, made.len, sent, known, 0, by, NULL, NOW, NULL, &error));
    INVALID(JUDGE(made.data, HUGE_LEN, sent, known, 0, by, NULL, NOW, &judged, &error));
    INVALID(JUDGE(made.data, made.len, sent, known, 7, by, NULL, NOW, &judged, &error));
    CHECK(judged == NULL);
#undef JUDGE
    judged = judge(made, sent, known, 0, NOW);
    NULL_ARGUMENT(antin_receipt_report_to_json(NULL, ANTIN_LANGUAGE_EN, &out, &error));
    NULL_ARGUMENT(antin_receipt_report_to_json(judged, ANTIN_LANGUAGE_EN, NULL, &error));
    INVALID(antin_receipt_report_to_json(judged, 0, &out, &error));
    NULL_ARGUMENT(antin_receipt_report_to_text(NULL, ANTIN_LANGUAGE_EN, &out, &error));
    NULL_ARGUMENT(antin_receipt_report_to_text(judged, ANTIN_LANGUAGE_EN, NULL, &error));
    INVALID(antin_receipt_report_to_text(judged, 3, &out, &error));
    CHECK(out == NULL);
    antin_receipt_report_free(judged);
    antin_receipt_free(receipt);
    free(made.data);
}

int main(int argc, char **argv) {
    CHECK(argc == 2);
    vectors = argv[1];
    set_up();
    accepted();
    mismatches();
    faults();
    by_registry();
    without_seal();
    key_elsewhere();
    of_a_package();
    carried();
    nothing();
    misuse();
    tear_down();
    puts("ok");
    return 0;
}
