/* The way of a package through the interface: sealed, rewritten, judged, taken apart; and misused. C99.
 *
 * One program, and one file: each part works on the packages that the one before it made, and a second program
 * would make them again. */
#include "parcels.h"
#include <stdint.h>

const char *vectors;
/* Where files may be written. */
static const char *scratch;

static const int64_t SIGNED_AT = 1795219200; /* 2026-11-21 */
static const int64_t JUDGED_AT = 1795305600; /* a day later */
static const char SENDER[] = "000.00.12.X40";

static antin_credential *signer;
static antin_policy *by;
static antin_sign_options *signature;
static antin_seal_options *how;
static antin_opening *known;
static file chain, message, pdf;

static void set_up(void) {
    file key = read_file("bench/rsa2048.key.pem");
    file root = read_file("bench/rsa2048.root.pem");
    chain = read_file("bench/rsa2048.chain.pem");
    message = read_file("edxml/new-two-pdfs.edxml");
    pdf = read_file("edxml/cong-van-123.pdf");
    OK(antin_credential_from_chain_and_key(chain.data, chain.len, key.data, key.len, NULL, NULL,
                                           &signer, &error));
    OK(antin_policy_new(root.data, root.len, &by, &error));
    OK(antin_policy_set_revocation(by, ANTIN_REVOCATION_IF_PRESENT, &error));
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &signature, &error));
    OK(antin_seal_options_new(signature, &how, &error));
    OK(antin_opening_new(&known, &error));
    OK(antin_opening_add_sender(known, SENDER, chain.data, chain.len, &error));
    free(key.data);
    free(root.data);
}

static void tear_down(void) {
    antin_credential_free(signer);
    antin_policy_free(by);
    antin_sign_options_free(signature);
    antin_seal_options_free(how);
    antin_opening_free(known);
    free(chain.data);
    free(message.data);
    free(pdf.data);
}

static file seal(const uint8_t *bytes, size_t len, const antin_seal_options *options) {
    antin_source *source = source_of(bytes, len);
    antin_target *target = memory();
    CHECK(antin_target_bytes(target, NULL) == NULL);
    OK(antin_seal_package(source, signer, options, SIGNED_AT, target, &error));
    antin_source_free(source);
    return take(target);
}

static antin_package *judge(file package, const antin_opening *opening) {
    antin_source *source = source_of(package.data, package.len);
    antin_package *judged = NULL;
    OK(antin_package_open(source, opening, by, NULL, JUDGED_AT, &judged, &error));
    antin_source_free(source);
    return judged;
}

static file hop(file package, const char *const *rewritings, size_t count) {
    antin_source *source = source_of(package.data, package.len);
    antin_target *target = memory();
    OK(antin_hop(source, rewritings, count, JUDGED_AT, 1, target, &error));
    antin_source_free(source);
    return take(target);
}

/* A file that is read and written by functions of ours. */
typedef struct {
    const uint8_t *data;
    size_t len;
    size_t most;    /* so many bytes at once */
    size_t fail_at; /* reading or writing fails from here on */
    uint8_t *written;
    size_t written_len;
} stream;

static int64_t read_at(void *context, uint64_t offset, uint8_t *into, size_t len) {
    const stream *from = context;
    size_t count;
    if (offset >= from->fail_at) {
        return -1;
    }
    if (offset >= from->len) {
        return 0;
    }
    count = from->len - (size_t)offset;
    count = count < len ? count : len;
    count = count < from->most ? count : from->most;
    memcpy(into, from->data + offset, count);
    return (int64_t)count;
}

static int64_t read_too_much(void *context, uint64_t offset, uint8_t *into, size_t len) {
    (void)context, (void)offset, (void)into;
    return (int64_t)len + 1;
}

static uint32_t write_to(void *context, const uint8_t *bytes, size_t len) {
    stream *to = context;
    if (to->written_len + len > to->fail_at) {
        return 1;
    }
    to->written = realloc(to->written, to->written_len + len);
    CHECK(to->written != NULL);
    memcpy(to->written + to->written_len, bytes, len);
    to->written_len += len;
    return 0;
}

/* What is read from and written to memory, files and streams is the same. */
static void sources_and_targets(void) {
    const file expected = seal(message.data, message.len, how);
    stream from = {message.data, message.len, 1000, SIZE_MAX, NULL, 0};
    stream to = {NULL, 0, 0, SIZE_MAX, NULL, 0};
    antin_source *source = NULL;
    antin_target *target = NULL;
    char in[4096], out[4096];
    file written;
    CHECK(snprintf(in, sizeof in, "%s/edxml/new-two-pdfs.edxml", vectors) > 0);
    CHECK(snprintf(out, sizeof out, "%s/sealed.edxml", scratch) > 0);

    OK(antin_source_new_stream(read_at, &from, &source, &error));
    OK(antin_target_new_stream(write_to, &to, &target, &error));
    OK(antin_seal_package(source, signer, how, SIGNED_AT, target, &error));
    CHECK(to.written_len == expected.len && memcmp(to.written, expected.data, expected.len) == 0);
    CHECK(antin_target_bytes(target, NULL) == NULL);
    EXPECT(ANTIN_RESULT_ALREADY_USED,
           antin_seal_package(source, signer, how, SIGNED_AT, target, &error));
    antin_target_free(target);
    antin_source_free(source);
    free(to.written);

    OK(antin_source_new_file(in, &source, &error));
    OK(antin_target_new_file(out, &target, &error));
    OK(antin_seal_package(source, signer, how, SIGNED_AT, target, &error));
    antin_target_free(target);
    antin_source_free(source);
    vectors = scratch;
    written = read_file("sealed.edxml");
    CHECK(written.len == expected.len && memcmp(written.data, expected.data, expected.len) == 0);
    free(written.data);

    /* A file that is there stays if the call fails, also late. */
    source = source_of((const uint8_t *)"<a", 2);
    OK(antin_target_new_file(out, &target, &error));
    EXPECT(ANTIN_RESULT_MALFORMED, antin_hop(source, NULL, 0, JUDGED_AT, 1, target, &error));
    antin_target_free(target);
    antin_source_free(source);
    from.fail_at = 65000;
    OK(antin_source_new_stream(read_at, &from, &source, &error));
    OK(antin_target_new_file(out, &target, &error));
    EXPECT(ANTIN_RESULT_OTHER,
           antin_seal_package(source, signer, how, SIGNED_AT, target, &error));
    antin_target_free(target);
    antin_source_free(source);
    written = read_file("sealed.edxml");
    CHECK(written.len == expected.len);
    free(written.data);
    CHECK(remove(out) == 0);

    /* What a function says that cannot be. */
    OK(antin_source_new_stream(read_too_much, NULL, &source, &error));
    target = memory();
    EXPECT(ANTIN_RESULT_OTHER, antin_hop(source, NULL, 0, JUDGED_AT, 1, target, &error));
    CHECK(antin_target_bytes(target, NULL) == NULL);
    antin_target_free(target);
    antin_source_free(source);
    source = source_of(message.data, message.len);
    to.written = NULL, to.written_len = 0, to.fail_at = 70000;
    OK(antin_target_new_stream(write_to, &to, &target, &error));
    EXPECT(ANTIN_RESULT_OTHER,
           antin_seal_package(source, signer, how, SIGNED_AT, target, &error));
    antin_target_free(target);
    antin_source_free(source);
    free(to.written);
    EXPECT(ANTIN_RESULT_OTHER, antin_source_new_file("/no/such/file", &source, &error));
    OK(antin_target_new_file("/no/such/folder/file", &target, &error));
    source = source_of(message.data, message.len);
    EXPECT(ANTIN_RESULT_OTHER, antin_hop(source, NULL, 0, JUDGED_AT, 1, target, &error));
    antin_source_free(source);
    antin_target_free(target);
    free(expected.data);
}

/* Takes the attachments out, all at once and one by one, and compares one with the file that was sent. */
static void extract(const antin_package *judged, file package) {
    antin_source *source = source_of(package.data, package.len);
    antin_target *both[2], *one = memory();
    file first, second;
    both[0] = memory(), both[1] = NULL;
    OK(antin_package_extract(judged, source, both, 2, &error));
    first = take(both[0]);
    CHECK(first.len == pdf.len && memcmp(first.data, pdf.data, pdf.len) == 0);
    OK(antin_package_extract_file(judged, source, 0, one, &error));
    second = take(one);
    CHECK(second.len == first.len && memcmp(second.data, first.data, first.len) == 0);
    free(first.data);
    free(second.data);

    both[0] = memory(), both[1] = memory();
    OK(antin_package_extract(judged, source, both, 2, &error));
    EXPECT(ANTIN_RESULT_ALREADY_USED, antin_package_extract(judged, source, both, 2, &error));
    antin_target_free(both[0]);
    antin_target_free(both[1]);

    /* Misuse; a target that was refused together with others can be used still. */
    one = memory(), both[0] = one, both[1] = one;
    INVALID(antin_package_extract(judged, source, both, 2, &error));
    INVALID(antin_package_extract(judged, source, both, 1, &error));
    INVALID(antin_package_extract(judged, source, both, 3, &error));
    INVALID(antin_package_extract_file(judged, source, 2, one, &error));
    INVALID(antin_package_extract_file(judged, source, HUGE_LEN, one, &error));
    NULL_ARGUMENT(antin_package_extract(NULL, source, both, 2, &error));
    NULL_ARGUMENT(antin_package_extract(judged, NULL, both, 2, &error));
    NULL_ARGUMENT(antin_package_extract(judged, source, NULL, 2, &error));
    NULL_ARGUMENT(antin_package_extract_file(NULL, source, 0, one, &error));
    NULL_ARGUMENT(antin_package_extract_file(judged, NULL, 0, one, &error));
    NULL_ARGUMENT(antin_package_extract_file(judged, source, 0, NULL, &error));
    OK(antin_package_extract_file(judged, source, 1, one, &error));
    antin_target_free(one);
    antin_source_free(source);

    /* A message that was cut, and one with other bytes: nothing is handed out. */
    source = source_of(message.data, message.len - 100);
    one = memory();
    EXPECT(ANTIN_RESULT_MALFORMED, antin_package_extract_file(judged, source, 0, one, &error));
    CHECK(antin_target_bytes(one, NULL) == NULL);
    antin_target_free(one);
    antin_source_free(source);
    first = with(message, ">JVBERi0xLjM", ">JVBERi0xLjQ");
    source = source_of(first.data, first.len);
    one = memory();
    INVALID(antin_package_extract_file(judged, source, 0, one, &error));
    CHECK(antin_target_bytes(one, NULL) == NULL);
    antin_target_free(one);
    antin_source_free(source);
    free(first.data);
}

static const antin_fact *fact_of(const antin_package *judged, const char *name) {
    size_t index;
    for (index = 0; index < antin_package_fact_count(judged); index++) {
        const antin_fact *one = antin_package_fact(judged, index);
        if (strcmp(antin_fact_name(one), name) == 0) {
            return one;
        }
    }
    CHECK(antin_package_fact(judged, index) == NULL);
    return NULL;
}

/* The judgement is this; whoever is not accepted gives nothing out. Frees it. */
static void expect(antin_package *judged, file package, uint32_t state, uint32_t accepted) {
    CHECK(antin_package_state(judged) == state);
    CHECK(antin_package_is_accepted(judged) == accepted);
    EXPECT(accepted ? ANTIN_RESULT_OK : ANTIN_RESULT_REJECTED,
           antin_package_require_accepted(judged, &error));
    if (accepted) {
        extract(judged, package);
    } else {
        antin_source *source = source_of(package.data, package.len);
        antin_target *target = memory();
        EXPECT(ANTIN_RESULT_REJECTED,
               antin_package_extract_file(judged, source, 0, target, &error));
        EXPECT(ANTIN_RESULT_REJECTED,
               antin_package_extract(judged, source, &target, 1, &error));
        CHECK(antin_target_bytes(target, NULL) == NULL);
        antin_target_free(target);
        antin_source_free(source);
    }
    antin_package_free(judged);
}

static void intact(void) {
    const file sealed = seal(message.data, message.len, how);
    antin_package *judged = judge(sealed, known);
    const antin_seal *one = antin_package_seal(judged, 0);
    const antin_file *attachment = antin_package_file(judged, 0);
    const antin_fact *fact = fact_of(judged, "recipients");
    const antin_report *report = antin_seal_report(one);
    antin_buffer *out = NULL;
    size_t place = 99, len;
    const uint8_t *statement;
    CHECK(antin_package_verdict(judged) == ANTIN_VERDICT_PASSED);
    CHECK(antin_package_sub_indication(judged) == NULL);
    CHECK(strcmp(antin_package_sender_code(judged), SENDER) == 0);
    CHECK(antin_package_sender_binding(judged) == ANTIN_BINDING_BOUND);
    CHECK(antin_package_liberty_count(judged) == 0 && antin_package_liberty(judged, 0) == NULL);

    CHECK(antin_package_seal_count(judged) == 1 && antin_package_seal(judged, 1) == NULL);
    CHECK(antin_seal_attachment(one, &place) == ANTIN_RESULT_OK && place == 2);
    CHECK(antin_seal_container(one, &place) == ANTIN_RESULT_ABSENT && place == 2);
    CHECK(strlen(antin_seal_id(one)) == 64 && strlen(antin_seal_sha256(one)) == 64);
    CHECK(strcmp(antin_seal_id(one), antin_seal_sha256(one)) != 0);
    CHECK(antin_seal_verdict(one) == ANTIN_VERDICT_PASSED);
    CHECK(antin_seal_sub_indication(one) == NULL);
    CHECK(antin_seal_fault(one) == NULL && antin_seal_fault_text(one, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(strcmp(antin_seal_organ(one), SENDER) == 0 && antin_seal_role(one) == ANTIN_ROLE_AGENCY);
    CHECK(antin_seal_missing_count(one) == 0 && antin_seal_missing(one, 0) == NULL);
    statement = antin_seal_statement(one, &len);
    CHECK(len > 100 && statement[0] == '{');
    CHECK(antin_report_verdict(report) == ANTIN_VERDICT_PASSED && report == antin_seal_report(one));
    CHECK(antin_report_format(report) == ANTIN_FORMAT_ASIC_E);
    CHECK(antin_signature_claimed_time(antin_report_signature(report, 0), &(int64_t){0}) == 0);

    CHECK(antin_package_file_count(judged) == 2 && antin_package_file(judged, 2) == NULL);
    CHECK(strcmp(antin_file_name(attachment), "cong-van-123.pdf") == 0);
    CHECK(strcmp(antin_file_sealed_name(attachment), "cong-van-123.pdf") == 0);
    CHECK(antin_file_state(attachment) == ANTIN_FILE_SAME);
    CHECK(antin_file_attachment(attachment, &place) == ANTIN_RESULT_OK && place == 0);
    CHECK(antin_file_length(attachment) == pdf.len);
    CHECK(antin_file_sealed_length(attachment) == pdf.len);
    CHECK(strcmp(antin_file_sha256(attachment), antin_file_sealed_sha256(attachment)) == 0);
    CHECK(!antin_file_is_unwrapped(attachment) && !antin_file_is_destroyed(attachment));

    CHECK(antin_package_fact_count(judged) > 10 && antin_package_fact(judged, 99) == NULL);
    CHECK(antin_fact_state(fact) == ANTIN_FACT_SAME);
    CHECK(antin_fact_sealed_count(fact) == 2 && antin_fact_arrived_count(fact) == 2);
    CHECK(strcmp(antin_fact_sealed(fact, 1), "X98.12.3") == 0);
    CHECK(antin_fact_sealed(fact, 2) == NULL && antin_fact_arrived(fact, 2) == NULL);
    CHECK(strcmp(antin_fact_words(fact, ANTIN_LANGUAGE_VI), "n\xc6\xa1i nh\xe1\xba\xadn") == 0);
    CHECK(antin_fact_words(fact, 9) == NULL);

    OK(antin_package_to_json(judged, ANTIN_LANGUAGE_VI, &out, &error));
    CHECK(strstr((const char *)antin_buffer_data(out, NULL), "\"accepted\": true") != NULL);
    antin_buffer_free(out);
    OK(antin_package_to_text(judged, ANTIN_LANGUAGE_EN, &out, &error));
    CHECK(strstr((const char *)antin_buffer_data(out, NULL), SENDER) != NULL);
    antin_buffer_free(out);
    INVALID(antin_package_to_json(judged, 9, &out, &error));
    INVALID(antin_package_to_text(judged, 9, &out, &error));
    NULL_ARGUMENT(antin_package_to_json(judged, ANTIN_LANGUAGE_EN, NULL, &error));
    NULL_ARGUMENT(antin_package_to_text(judged, ANTIN_LANGUAGE_EN, NULL, &error));
    expect(judged, sealed, ANTIN_STATE_INTACT, 1);
    free(sealed.data);
}

static void on_the_way(void) {
    static const char *const NONE[] = {NULL};
    static const char *const DAMAGES[] = {"attachments", "text-conversion"};
    const file sealed = seal(message.data, message.len, how);
    file rewritten = hop(sealed, NULL, 0), container;
    antin_package *judged = judge(rewritten, known);
    antin_opening *beside = NULL;
    CHECK(antin_file_is_unwrapped(antin_package_file(judged, 0)));
    expect(judged, rewritten, ANTIN_STATE_REWRITTEN_BY_HOP, 1);
    expect(judge(rewritten, NULL), rewritten, ANTIN_STATE_REWRITTEN_BY_HOP, 0);
    free(rewritten.data);

    /* What destroys attachments destroys the seal among them, so that one is beside the message. */
    rewritten = hop(message, DAMAGES, 2);
    container = container_of(sealed);
    OK(antin_opening_new(&beside, &error));
    OK(antin_opening_add_container(beside, container.data, container.len, &error));
    judged = judge(rewritten, beside);
    CHECK(antin_package_verdict(judged) == ANTIN_VERDICT_PASSED);
    CHECK(antin_file_is_destroyed(antin_package_file(judged, 0)) == 1);
    CHECK(antin_file_state(antin_package_file(judged, 0)) == ANTIN_FILE_CHANGED);
    expect(judged, rewritten, ANTIN_STATE_DAMAGED, 0);
    antin_opening_free(beside);
    free(container.data);
    free(rewritten.data);

    /* Nothing to be done is another thing than what is usual. */
    rewritten = hop(sealed, NONE, 0);
    judged = judge(rewritten, known);
    CHECK(!antin_file_is_unwrapped(antin_package_file(judged, 0)));
    expect(judged, rewritten, ANTIN_STATE_REWRITTEN_BY_HOP, 1);
    free(rewritten.data);
    free(sealed.data);
}

static void forgeries(void) {
    const file sealed = seal(message.data, message.len, how);
    file forged = with(sealed, ":Subject>V/v", ":Subject>v/v");
    antin_package *judged = judge(forged, known);
    const antin_fact *fact = fact_of(judged, "subject");
    const antin_liberty *liberty;
    size_t place = 99;
    CHECK(antin_package_verdict(judged) == ANTIN_VERDICT_PASSED);
    CHECK(antin_fact_state(fact) == ANTIN_FACT_CHANGED);
    CHECK(antin_fact_sealed(fact, 0)[0] == 'V' && antin_fact_arrived(fact, 0)[0] == 'v');
    CHECK(antin_fact_state(fact_of(judged, "number")) == ANTIN_FACT_SAME);
    expect(judged, forged, ANTIN_STATE_CHANGED, 0);
    free(forged.data);

    forged = with(sealed, ">JVBERi0xLjM", ">JVBERi0xLjQ");
    judged = judge(forged, known);
    CHECK(antin_file_state(antin_package_file(judged, 0)) == ANTIN_FILE_CHANGED);
    CHECK(strcmp(antin_file_sha256(antin_package_file(judged, 0)),
                 antin_file_sealed_sha256(antin_package_file(judged, 0))) != 0);
    expect(judged, forged, ANTIN_STATE_CHANGED, 0);
    free(forged.data);

    forged = with(sealed, ":Subject>V/v", ":Subject>V<!-- -->/v");
    judged = judge(forged, known);
    liberty = antin_package_liberty(judged, 0);
    CHECK(antin_package_liberty_count(judged) == 1);
    CHECK(strcmp(antin_liberty_code(liberty), "comment-in-text") == 0);
    CHECK(antin_liberty_is_ambiguous(liberty) == 1 && antin_liberty_element(liberty) == NULL);
    CHECK(antin_liberty_attachment(liberty, &place) == ANTIN_RESULT_ABSENT && place == 99);
    CHECK(antin_liberty_offset(liberty) > 0 && antin_liberty_times(liberty) == 1);
    CHECK(strlen(antin_liberty_text(liberty, ANTIN_LANGUAGE_VI)) > 0);
    CHECK(antin_liberty_text(liberty, 0) == NULL);
    expect(judged, forged, ANTIN_STATE_CHANGED, 0);
    free(forged.data);

    forged = with(sealed, ":OrganId>000.00.12.X40<", ":OrganId>000.00.13.X40<");
    judged = judge(forged, known);
    CHECK(antin_package_sender_binding(judged) == ANTIN_BINDING_UNKNOWN);
    expect(judged, forged, ANTIN_STATE_CHANGED, 0);
    free(forged.data);

    judged = judge(message, known);
    CHECK(antin_package_verdict(judged) == ANTIN_VERDICT_INDETERMINATE);
    CHECK(antin_package_sub_indication(judged) != NULL && antin_package_seal_count(judged) == 0);
    CHECK(antin_file_state(antin_package_file(judged, 0)) == ANTIN_FILE_ADDED);
    CHECK(antin_file_sealed_name(antin_package_file(judged, 0)) == NULL);
    expect(judged, message, ANTIN_STATE_NOT_SEALED, 0);
    free(sealed.data);
}

/* A seal by another body in another role. */
static void several_seals(void) {
    antin_seal_options *other = NULL;
    antin_opening *nobody = NULL;
    file first, second, inner;
    antin_package *judged;
    OK(antin_seal_options_new(signature, &other, &error));
    OK(antin_seal_options_set_role(other, ANTIN_ROLE_FORWARDER, &error));
    OK(antin_seal_options_set_organ(other, "000.00.00.X14", &error));
    first = seal(message.data, message.len, how);
    second = seal(first.data, first.len, other);
    judged = judge(second, known);
    CHECK(antin_package_seal_count(judged) == 2);
    CHECK(antin_seal_role(antin_package_seal(judged, 1)) == ANTIN_ROLE_FORWARDER);
    CHECK(strcmp(antin_seal_organ(antin_package_seal(judged, 1)), "000.00.00.X14") == 0);
    expect(judged, second, ANTIN_STATE_INTACT, 1);

    /* The forwarder's seal alone is not the sender's. */
    free(first.data);
    first = seal(message.data, message.len, other);
    judged = judge(first, known);
    CHECK(antin_package_verdict(judged) == ANTIN_VERDICT_PASSED);
    CHECK(antin_package_sender_binding(judged) == ANTIN_BINDING_UNKNOWN);
    expect(judged, first, ANTIN_STATE_INTACT, 0);
    OK(antin_opening_new(&nobody, &error));
    OK(antin_opening_danger_any_sender(nobody, &error));
    expect(judge(second, nobody), second, ANTIN_STATE_INTACT, 1);
    antin_opening_free(nobody);

    /* The forwarder's seal names the sender's, which is not on the message that was sent. */
    inner = container_of(second);
    OK(antin_opening_new(&nobody, &error));
    OK(antin_opening_add_container(nobody, inner.data, inner.len, &error));
    judged = judge(message, nobody);
    CHECK(antin_seal_missing_count(antin_package_seal(judged, 0)) == 1);
    CHECK(strlen(antin_seal_missing(antin_package_seal(judged, 0), 0)) == 64);
    CHECK(antin_seal_missing(antin_package_seal(judged, 0), 1) == NULL);
    expect(judged, message, ANTIN_STATE_INCOMPLETE, 0);
    antin_opening_free(nobody);
    free(inner.data);
    antin_seal_options_free(other);
    free(first.data);
    free(second.data);
}

typedef struct {
    unsigned asked;
    uint32_t answer;
} senders;

static uint32_t binding(void *context, const antin_claim *claim) {
    senders *ours = context;
    int64_t time = 0;
    size_t len = 0, count = antin_claim_path_count(claim);
    CHECK(strcmp(antin_claim_organ(claim), SENDER) == 0);
    CHECK(antin_claim_role(claim) == ANTIN_ROLE_AGENCY);
    CHECK(antin_claim_time(claim, &time) == ANTIN_RESULT_OK && time == JUDGED_AT);
    CHECK(count > 0 && antin_claim_path_certificate(claim, 0, &len)[0] == 0x30 && len > 500);
    CHECK(antin_claim_path_certificate(claim, count, &len) == NULL && len == 0);
    ours->asked++;
    return ours->answer;
}

static void who_sends(void) {
    const file sealed = seal(message.data, message.len, how);
    antin_opening *opening = NULL;
    senders ours = {0, ANTIN_BINDING_BOUND};
    OK(antin_opening_new(&opening, &error));
    expect(judge(sealed, opening), sealed, ANTIN_STATE_INTACT, 0);
    OK(antin_opening_set_senders(opening, binding, &ours, &error));
    expect(judge(sealed, opening), sealed, ANTIN_STATE_INTACT, 1);
    CHECK(ours.asked == 1);
    for (ours.answer = 0; ours.answer < 8; ours.answer++) {
        antin_package *judged = judge(sealed, opening);
        const uint32_t found = antin_package_sender_binding(judged);
        CHECK(found == (ours.answer > ANTIN_BINDING_OTHER ? ANTIN_BINDING_UNKNOWN : ours.answer));
        CHECK(antin_seal_binding(antin_package_seal(judged, 0)) == found);
        CHECK(antin_package_sender_other(judged) == NULL);
        expect(judged, sealed, ANTIN_STATE_INTACT, found == ANTIN_BINDING_BOUND);
    }
    CHECK(ours.asked == 9);
    OK(antin_opening_set_senders(opening, NULL, NULL, &error));
    expect(judge(sealed, opening), sealed, ANTIN_STATE_INTACT, 0);
    CHECK(ours.asked == 9);
    OK(antin_opening_add_sender(opening, "000.00.00.X14", chain.data, chain.len, &error));
    {
        antin_package *judged = judge(sealed, opening);
        CHECK(antin_package_sender_binding(judged) == ANTIN_BINDING_OTHER);
        CHECK(strcmp(antin_package_sender_other(judged), "000.00.00.X14") == 0);
        expect(judged, sealed, ANTIN_STATE_INTACT, 0);
    }
    /* What is known already is not asked. */
    OK(antin_opening_add_sender(opening, SENDER, chain.data, chain.len, &error));
    OK(antin_opening_set_senders(opening, binding, &ours, &error));
    expect(judge(sealed, opening), sealed, ANTIN_STATE_INTACT, 1);
    CHECK(ours.asked == 9);
    antin_opening_free(opening);
    free(sealed.data);
}

/* RSASSA-PKCS1-v1_5 repeats itself, so that the value of one seal ends another. */
static void key_elsewhere(void) {
    const file sealed = seal(message.data, message.len, how), seen = container_of(sealed);
    antin_source *source = source_of(message.data, message.len);
    antin_prepared_seal *prepared = NULL;
    antin_target *target = memory(), *used = memory();
    antin_buffer *container = NULL;
    antin_opening *opening = NULL;
    uint8_t value[256], wrong[256] = {0};
    const uint8_t *beside;
    size_t at, len = 0;
    file made;
    antin_package *judged;
    /* The value ends the signature's file, behind which the list of the archive begins. */
    for (at = 256; memcmp(seen.data + at, "PK\1\2", 4) != 0; at++) {
        CHECK(at + 4 < seen.len);
    }
    memcpy(value, seen.data + at - 256, 256);

    OK(antin_prepare_seal(source, chain.data, chain.len, how, SIGNED_AT, &prepared, &error));
    CHECK(antin_prepared_seal_to_be_signed(prepared, &len) != NULL && len > 100);
    CHECK(antin_prepared_seal_digest(prepared, &len) != NULL && len == 32);
    CHECK(antin_prepared_seal_algorithm(prepared) == ANTIN_ALGORITHM_RSA_PKCS1_SHA256);
    CHECK(antin_prepared_seal_statement(prepared, &len)[0] == '{' && len > 100);
    EXPECT(ANTIN_RESULT_KEY,
           antin_prepared_seal_finish(prepared, wrong, 256, source, target, &error));
    OK(antin_hop(source, NULL, 0, JUDGED_AT, 1, used, &error));
    EXPECT(ANTIN_RESULT_ALREADY_USED,
           antin_prepared_seal_finish(prepared, value, 256, source, used, &error));
    OK(antin_prepared_seal_finish(prepared, value, 256, source, target, &error));
    EXPECT(ANTIN_RESULT_ALREADY_USED,
           antin_prepared_seal_finish(prepared, value, 256, source, target, &error));
    CHECK(antin_prepared_seal_to_be_signed(prepared, &len) == NULL && len == 0);
    CHECK(antin_prepared_seal_algorithm(prepared) == 0);
    antin_prepared_seal_free(prepared);
    made = take(target);
    CHECK(made.len == sealed.len && memcmp(made.data, sealed.data, made.len) == 0);
    free(made.data);
    antin_target_free(used);

    /* As a container beside the package, which has the same identity and is not on it. */
    OK(antin_prepare_seal(source, chain.data, chain.len, how, SIGNED_AT, &prepared, &error));
    EXPECT(ANTIN_RESULT_KEY,
           antin_prepared_seal_finish_container(prepared, wrong, 256, &container, &error));
    OK(antin_prepared_seal_finish_container(prepared, value, 256, &container, &error));
    EXPECT(ANTIN_RESULT_ALREADY_USED,
           antin_prepared_seal_finish_container(prepared, value, 256, &container, &error));
    antin_prepared_seal_free(prepared);
    OK(antin_opening_new(&opening, &error));
    OK(antin_opening_add_sender(opening, SENDER, chain.data, chain.len, &error));
    beside = antin_buffer_data(container, &len);
    OK(antin_opening_add_container(opening, beside, len, &error));
    judged = judge(message, opening);
    CHECK(antin_seal_container(antin_package_seal(judged, 0), &at) == ANTIN_RESULT_OK && at == 0);
    CHECK(antin_seal_attachment(antin_package_seal(judged, 0), &at) == ANTIN_RESULT_ABSENT);
    expect(judged, message, antin_package_state(judged), 1);
    OK(antin_opening_add_container(opening, wrong, 1, &error));
    judged = judge(message, opening);
    CHECK(strcmp(antin_seal_fault(antin_package_seal(judged, 1)), "container") == 0);
    CHECK(strlen(antin_seal_fault_text(antin_package_seal(judged, 1), ANTIN_LANGUAGE_VI)) > 0);
    CHECK(antin_seal_fault_text(antin_package_seal(judged, 1), 0) == NULL);
    CHECK(antin_seal_verdict(antin_package_seal(judged, 1)) == ANTIN_VERDICT_FAILED);
    CHECK(antin_seal_sub_indication(antin_package_seal(judged, 1)) != NULL);
    CHECK(antin_seal_report(antin_package_seal(judged, 1)) == NULL);
    CHECK(antin_seal_id(antin_package_seal(judged, 1)) == NULL);
    CHECK(antin_seal_organ(antin_package_seal(judged, 1)) == NULL);
    CHECK(antin_seal_role(antin_package_seal(judged, 1)) == 0);
    CHECK(antin_seal_statement(antin_package_seal(judged, 1), &len) == NULL && len == 0);
    expect(judged, message, ANTIN_STATE_CHANGED, 0);
    antin_opening_free(opening);
    antin_buffer_free(container);
    antin_source_free(source);
    free(seen.data);
    free(sealed.data);
}

static void validated(void) {
    const file wrong = with(message, ":DueDate>2026/04/01<", ":DueDate>soon<");
    antin_source *source = source_of(message.data, message.len);
    antin_validation *validation = NULL;
    OK(antin_validation_new(source, &validation, &error));
    CHECK(antin_validation_fault_count(validation) == 0);
    CHECK(antin_validation_fault(validation, 0) == NULL);
    antin_validation_free(validation);
    /* A source is read from its beginning each time. */
    OK(antin_validation_new(source, &validation, &error));
    antin_validation_free(validation);
    antin_source_free(source);
    source = source_of(wrong.data, wrong.len);
    OK(antin_validation_new(source, &validation, &error));
    CHECK(antin_validation_fault_count(validation) == 1);
    CHECK(strcmp(antin_validation_fault(validation, 0), "T.MessageHeader.DueDate") == 0);
    CHECK(antin_validation_liberty_count(validation) == 0);
    CHECK(antin_validation_liberty(validation, 0) == NULL);
    antin_validation_free(validation);
    antin_source_free(source);
    free(wrong.data);
}

/* Every free takes NULL; every getter takes NULL, and returns what is no pass. */
static void nothing(void) {
    size_t len = 7, place = 7;
    antin_source_free(NULL);
    antin_target_free(NULL);
    antin_seal_options_free(NULL);
    antin_prepared_seal_free(NULL);
    antin_opening_free(NULL);
    antin_package_free(NULL);
    antin_validation_free(NULL);
    CHECK((len = 7, antin_target_bytes(NULL, &len)) == NULL && len == 0);
    CHECK((len = 7, antin_prepared_seal_to_be_signed(NULL, &len)) == NULL && len == 0);
    CHECK((len = 7, antin_prepared_seal_digest(NULL, &len)) == NULL && len == 0);
    CHECK((len = 7, antin_prepared_seal_statement(NULL, &len)) == NULL && len == 0);
    CHECK(antin_prepared_seal_algorithm(NULL) == 0);
    CHECK(antin_package_is_accepted(NULL) == 0 && antin_package_state(NULL) == 0);
    CHECK(antin_package_verdict(NULL) != ANTIN_VERDICT_PASSED);
    CHECK(antin_package_sub_indication(NULL) == NULL && antin_package_sender_code(NULL) == NULL);
    CHECK(antin_package_sender_binding(NULL) == ANTIN_BINDING_UNKNOWN);
    CHECK(antin_package_sender_other(NULL) == NULL);
    CHECK(antin_seal_binding(NULL) == ANTIN_BINDING_UNKNOWN);
    CHECK(antin_claim_organ(NULL) == NULL && antin_claim_role(NULL) == 0);
    CHECK(antin_claim_path_count(NULL) == 0);
    CHECK((len = 7, antin_claim_path_certificate(NULL, 0, &len)) == NULL && len == 0);
    CHECK(antin_claim_time(NULL, &(int64_t){0}) == ANTIN_RESULT_NULL_ARGUMENT);
    CHECK(antin_package_seal_count(NULL) == 0 && antin_package_seal(NULL, 0) == NULL);
    CHECK(antin_package_fact_count(NULL) == 0 && antin_package_fact(NULL, 0) == NULL);
    CHECK(antin_package_file_count(NULL) == 0 && antin_package_file(NULL, 0) == NULL);
    CHECK(antin_package_liberty_count(NULL) == 0 && antin_package_liberty(NULL, 0) == NULL);
    CHECK(antin_seal_attachment(NULL, &place) == ANTIN_RESULT_NULL_ARGUMENT && place == 7);
    CHECK(antin_seal_container(NULL, &place) == ANTIN_RESULT_NULL_ARGUMENT && place == 7);
    CHECK(antin_seal_id(NULL) == NULL && antin_seal_sha256(NULL) == NULL);
    CHECK(antin_seal_verdict(NULL) != ANTIN_VERDICT_PASSED);
    CHECK(antin_seal_sub_indication(NULL) == NULL && antin_seal_fault(NULL) == NULL);
    CHECK(antin_seal_fault_text(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_seal_organ(NULL) == NULL && antin_seal_role(NULL) == 0);
    CHECK((len = 7, antin_seal_statement(NULL, &len)) == NULL && len == 0);
    CHECK(antin_seal_report(NULL) == NULL);
    CHECK(antin_seal_missing_count(NULL) == 0 && antin_seal_missing(NULL, 0) == NULL);
    CHECK(antin_fact_name(NULL) == NULL && antin_fact_words(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_fact_state(NULL) == 0);
    CHECK(antin_fact_sealed_count(NULL) == 0 && antin_fact_sealed(NULL, 0) == NULL);
    CHECK(antin_fact_arrived_count(NULL) == 0 && antin_fact_arrived(NULL, 0) == NULL);
    CHECK(antin_file_name(NULL) == NULL && antin_file_state(NULL) == 0);
    CHECK(antin_file_attachment(NULL, &place) == ANTIN_RESULT_NULL_ARGUMENT && place == 7);
    CHECK(antin_file_length(NULL) == 0 && antin_file_sha256(NULL) == NULL);
    CHECK(antin_file_is_unwrapped(NULL) == 0 && antin_file_is_destroyed(NULL) == 0);
    CHECK(antin_file_sealed_name(NULL) == NULL && antin_file_sealed_length(NULL) == 0);
    CHECK(antin_file_sealed_sha256(NULL) == NULL);
    CHECK(antin_liberty_code(NULL) == NULL && antin_liberty_element(NULL) == NULL);
    CHECK(antin_liberty_text(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_liberty_is_ambiguous(NULL) == 0);
    CHECK(antin_liberty_attachment(NULL, &place) == ANTIN_RESULT_NULL_ARGUMENT && place == 7);
    CHECK(antin_liberty_offset(NULL) == 0 && antin_liberty_times(NULL) == 0);
    CHECK(antin_validation_fault_count(NULL) == 0 && antin_validation_fault(NULL, 0) == NULL);
    CHECK(antin_validation_liberty_count(NULL) == 0 && antin_validation_liberty(NULL, 0) == NULL);
}

static void misuse(void) {
    static const char *const UNKNOWN[] = {"trace", "no-such"};
    static const char *const ABSENT[] = {"trace", NULL};
    static const char *const BROKEN[] = {NOT_UTF8};
    static const uint8_t *const EMPTY = (const uint8_t *)"";
    antin_source *source = source_of(message.data, message.len), *none = source_of(EMPTY, 0);
    antin_source *no_source = NULL;
    antin_target *target = memory(), *no_target = NULL;
    antin_seal_options *options = NULL, *no_options = NULL;
    antin_prepared_seal *prepared = NULL;
    antin_opening *opening = NULL;
    antin_package *judged = NULL;
    antin_validation *validation = NULL;
    antin_buffer *out = NULL;
    file status = read_file("edxml/status-01.edxml");
    antin_source *answer = source_of(status.data, status.len);
    size_t len;

    NULL_ARGUMENT(antin_source_new(NULL, 0, &no_source, &error));
    NULL_ARGUMENT(antin_source_new(EMPTY, 0, NULL, &error));
    INVALID(antin_source_new(EMPTY, HUGE_LEN, &no_source, &error));
    NULL_ARGUMENT(antin_source_new_file(NULL, &no_source, &error));
    NULL_ARGUMENT(antin_source_new_file("a", NULL, &error));
    INVALID(antin_source_new_file(NOT_UTF8, &no_source, &error));
    NULL_ARGUMENT(antin_source_new_stream(NULL, NULL, &no_source, &error));
    NULL_ARGUMENT(antin_source_new_stream(read_at, NULL, NULL, &error));
    NULL_ARGUMENT(antin_target_new(NULL, &error));
    NULL_ARGUMENT(antin_target_new_file(NULL, &no_target, &error));
    NULL_ARGUMENT(antin_target_new_file("a", NULL, &error));
    INVALID(antin_target_new_file(NOT_UTF8, &no_target, &error));
    NULL_ARGUMENT(antin_target_new_stream(NULL, NULL, &no_target, &error));
    NULL_ARGUMENT(antin_target_new_stream(write_to, NULL, NULL, &error));
    CHECK(no_source == NULL && no_target == NULL);

    NULL_ARGUMENT(antin_seal_options_new(NULL, &no_options, &error));
    NULL_ARGUMENT(antin_seal_options_new(signature, NULL, &error));
    OK(antin_seal_options_new(signature, &options, &error));
    NULL_ARGUMENT(antin_seal_options_set_role(NULL, ANTIN_ROLE_AGENCY, &error));
    INVALID(antin_seal_options_set_role(options, 0, &error));
    INVALID(antin_seal_options_set_role(options, 4, &error));
    OK(antin_seal_options_set_role(options, ANTIN_ROLE_LEADER, &error));
    NULL_ARGUMENT(antin_seal_options_set_organ(NULL, SENDER, &error));
    NULL_ARGUMENT(antin_seal_options_set_organ(options, NULL, &error));
    INVALID(antin_seal_options_set_organ(options, NOT_UTF8, &error));
    CHECK(no_options == NULL);

#define SEAL antin_seal_package
    NULL_ARGUMENT(SEAL(NULL, signer, options, SIGNED_AT, target, &error));
    NULL_ARGUMENT(SEAL(source, NULL, options, SIGNED_AT, target, &error));
    NULL_ARGUMENT(SEAL(source, signer, NULL, SIGNED_AT, target, &error));
    NULL_ARGUMENT(SEAL(source, signer, options, SIGNED_AT, NULL, &error));
#undef SEAL
#define PREPARE antin_prepare_seal
    NULL_ARGUMENT(PREPARE(NULL, chain.data, chain.len, how, SIGNED_AT, &prepared, &error));
    NULL_ARGUMENT(PREPARE(source, NULL, 0, how, SIGNED_AT, &prepared, &error));
    NULL_ARGUMENT(PREPARE(source, chain.data, chain.len, NULL, SIGNED_AT, &prepared, &error));
    NULL_ARGUMENT(PREPARE(source, chain.data, chain.len, how, SIGNED_AT, NULL, &error));
    INVALID(PREPARE(source, chain.data, HUGE_LEN, how, SIGNED_AT, &prepared, &error));
    EXPECT(ANTIN_RESULT_MALFORMED,
           PREPARE(none, chain.data, chain.len, how, SIGNED_AT, &prepared, &error));
    EXPECT(ANTIN_RESULT_UNSUPPORTED,
           PREPARE(answer, chain.data, chain.len, how, SIGNED_AT, &prepared, &error));
    CHECK(prepared == NULL);
    OK(PREPARE(source, chain.data, chain.len, how, SIGNED_AT, &prepared, &error));
#undef PREPARE
#define FINISH antin_prepared_seal_finish
    NULL_ARGUMENT(FINISH(NULL, EMPTY, 0, source, target, &error));
    NULL_ARGUMENT(FINISH(prepared, NULL, 0, source, target, &error));
    NULL_ARGUMENT(FINISH(prepared, EMPTY, 0, NULL, target, &error));
    NULL_ARGUMENT(FINISH(prepared, EMPTY, 0, source, NULL, &error));
    INVALID(FINISH(prepared, EMPTY, HUGE_LEN, source, target, &error));
    EXPECT(ANTIN_RESULT_KEY, FINISH(prepared, EMPTY, 0, source, target, &error));
#undef FINISH
#define CONTAINER antin_prepared_seal_finish_container
    NULL_ARGUMENT(CONTAINER(NULL, EMPTY, 0, &out, &error));
    NULL_ARGUMENT(CONTAINER(prepared, NULL, 0, &out, &error));
    NULL_ARGUMENT(CONTAINER(prepared, EMPTY, 0, NULL, &error));
    INVALID(CONTAINER(prepared, EMPTY, HUGE_LEN, &out, &error));
    EXPECT(ANTIN_RESULT_KEY, CONTAINER(prepared, EMPTY, 0, &out, &error));
#undef CONTAINER
    antin_prepared_seal_free(prepared);

    NULL_ARGUMENT(antin_opening_new(NULL, &error));
    OK(antin_opening_new(&opening, &error));
    NULL_ARGUMENT(antin_opening_add_sender(NULL, SENDER, chain.data, chain.len, &error));
    NULL_ARGUMENT(antin_opening_add_sender(opening, NULL, chain.data, chain.len, &error));
    NULL_ARGUMENT(antin_opening_add_sender(opening, SENDER, NULL, 0, &error));
    INVALID(antin_opening_add_sender(opening, SENDER, chain.data, HUGE_LEN, &error));
    INVALID(antin_opening_add_sender(opening, NOT_UTF8, chain.data, chain.len, &error));
    INVALID(antin_opening_add_sender(opening, " ", chain.data, chain.len, &error));
    EXPECT(ANTIN_RESULT_MALFORMED,
           antin_opening_add_sender(opening, SENDER, (const uint8_t *)"junk", 4, &error));
    NULL_ARGUMENT(antin_opening_set_senders(NULL, binding, NULL, &error));
    NULL_ARGUMENT(antin_opening_danger_any_sender(NULL, &error));
    NULL_ARGUMENT(antin_opening_add_container(NULL, EMPTY, 0, &error));
    NULL_ARGUMENT(antin_opening_add_container(opening, NULL, 0, &error));
    INVALID(antin_opening_add_container(opening, EMPTY, HUGE_LEN, &error));

#define OPEN antin_package_open
    NULL_ARGUMENT(OPEN(NULL, opening, by, NULL, JUDGED_AT, &judged, &error));
    NULL_ARGUMENT(OPEN(source, opening, NULL, NULL, JUDGED_AT, &judged, &error));
    NULL_ARGUMENT(OPEN(source, opening, by, NULL, JUDGED_AT, NULL, &error));
    EXPECT(ANTIN_RESULT_MALFORMED, OPEN(none, opening, by, NULL, JUDGED_AT, &judged, &error));
    CHECK(judged == NULL);
    /* A status message says no facts, and is judged all the same: there is no seal. */
    OK(OPEN(answer, opening, by, NULL, JUDGED_AT, &judged, &error));
#undef OPEN
    CHECK(antin_package_state(judged) == ANTIN_STATE_NOT_SEALED);
    antin_package_free(judged);
    NULL_ARGUMENT(antin_package_require_accepted(NULL, &error));
    NULL_ARGUMENT(antin_package_to_json(NULL, ANTIN_LANGUAGE_EN, &out, &error));
    NULL_ARGUMENT(antin_package_to_text(NULL, ANTIN_LANGUAGE_EN, &out, &error));

    NULL_ARGUMENT(antin_hop(NULL, NULL, 0, JUDGED_AT, 1, target, &error));
    NULL_ARGUMENT(antin_hop(source, NULL, 0, JUDGED_AT, 1, NULL, &error));
    NULL_ARGUMENT(antin_hop(source, NULL, 1, JUDGED_AT, 1, target, &error));
    NULL_ARGUMENT(antin_hop(source, ABSENT, 2, JUDGED_AT, 1, target, &error));
    INVALID(antin_hop(source, UNKNOWN, 2, JUDGED_AT, 1, target, &error));
    INVALID(antin_hop(source, BROKEN, 1, JUDGED_AT, 1, target, &error));
    NULL_ARGUMENT(antin_validation_new(NULL, &validation, &error));
    NULL_ARGUMENT(antin_validation_new(source, NULL, &error));
    EXPECT(ANTIN_RESULT_MALFORMED, antin_validation_new(none, &validation, &error));
    CHECK(validation == NULL && out == NULL && antin_target_bytes(target, &len) == NULL);
    /* After all that was refused before anything was written, the target is as new. */
    OK(antin_hop(source, NULL, 0, JUDGED_AT, 1, target, &error));
    CHECK(antin_target_bytes(target, &len) != NULL && len > 1000);

    antin_opening_free(opening);
    antin_seal_options_free(options);
    antin_target_free(target);
    antin_source_free(source);
    antin_source_free(none);
    antin_source_free(answer);
    free(status.data);
}

int main(int argc, char **argv) {
    const char *given;
    CHECK(argc == 3);
    vectors = given = argv[1];
    scratch = argv[2];
    set_up();
    sources_and_targets();
    vectors = given;
    intact();
    on_the_way();
    forgeries();
    several_seals();
    who_sends();
    key_elsewhere();
    validated();
    nothing();
    misuse();
    tear_down();
    puts("ok");
    return 0;
}
