/* Gateways: a package that goes out, comes in and is answered; each refusal; keys elsewhere; ledgers that fail;
 * journals; many threads; and misuse. C99 and POSIX.
 *
 *   gateway VECTORS FOLDER     where files may be written */
#define _POSIX_C_SOURCE 200809L
#include "parcels.h"
#include <pthread.h>
#include <stdint.h>
#include <unistd.h>

const char *vectors;
/* Where files may be written. */
static const char *scratch;

#define NULL_ARGUMENT(call) EXPECT(ANTIN_RESULT_NULL_ARGUMENT, call)
#define INVALID(call) EXPECT(ANTIN_RESULT_INVALID_ARGUMENT, call)
#define REJECTED(call) EXPECT(ANTIN_RESULT_REJECTED, call)
#define USED(call) EXPECT(ANTIN_RESULT_ALREADY_USED, call)
#define LEDGER(call) EXPECT(ANTIN_RESULT_LEDGER, call)
#define HUGE_LEN ((size_t)-1)
#define NOT_UTF8 "m\xe2t kh\xc8u\xff"

static const int64_t DAY = 86400;
static const int64_t NOW = 1795305600; /* 2026-11-22 */
static const uint64_t WINDOW = 30 * 86400;
static const char SENDER[] = "000.00.12.X40";
static const char TO[] = "X98.12.3"; /* one of those that the package is sent to */
static const char STRANGER[] = "H37";
static const char EMPTY_HEAD[] =
    "0:0000000000000000000000000000000000000000000000000000000000000000";

/* Who sends, who receives, and who signs registries, each with an authority of its own. */
static antin_credential *sends, *receives, *signs;
static antin_agency *sender, *recipient;
static antin_policy *by;
static antin_sign_options *attached;
static antin_registry_signers *signers;
static antin_gateway_policy *strict;
static antin_registry *usual;
static file sender_chain, recipient_chain, signer_chain, message, pdf;

/* ---- what everything is made of ---- */

static antin_credential *credential(file chain, const char *name) {
    file key = read_file(name);
    antin_credential *made = NULL;
    OK(antin_credential_from_chain_and_key(chain.data, chain.len, key.data, key.len, NULL, NULL,
                                           &made, &error));
    free(key.data);
    return made;
}

static antin_agency *agency(const char *code, const antin_credential *with_key) {
    antin_agency *made = NULL;
    OK(antin_agency_new(code, with_key, &made, &error));
    return made;
}

static antin_agency *elsewhere(const char *code, file chain) {
    antin_agency *made = NULL;
    OK(antin_agency_new_elsewhere(code, chain.data, chain.len, &made, &error));
    return made;
}

static antin_registry_draft *bodies(void) {
    antin_registry_draft *draft = NULL;
    OK(antin_registry_draft_new("Danh b\xe1\xba\xa1 th\xe1\xbb\xad", &draft, &error));
    OK(antin_registry_draft_add_body(draft, SENDER, "S\xe1\xbb\x9f TTTT", &error));
    OK(antin_registry_draft_add_body(draft, TO, "DVMB", &error));
    OK(antin_registry_draft_add_body(draft, STRANGER, "T\xe1\xbb\x89nh", &error));
    return draft;
}

static void bind(antin_registry_draft *draft, const char *id, const char *organ, file chain) {
    antin_binding *entry = NULL;
    OK(antin_binding_new(id, organ, ANTIN_MATCH_KEY, chain.data, chain.len, NULL, 0,
                         NOW - 300 * DAY, &entry, &error));
    OK(antin_registry_draft_add(draft, entry, &error));
    antin_binding_free(entry);
}

/* Issues a draft, signs it, and has it judged. */
static antin_registry *issued(antin_registry_draft *draft) {
    antin_buffer *json = NULL, *p7m = NULL;
    antin_registry *judged = NULL;
    const uint8_t *bytes;
    size_t len;
    OK(antin_registry_draft_issue(draft, NOW - DAY, NOW + 30 * DAY, &error));
    OK(antin_registry_draft_to_json(draft, &json, &error));
    bytes = antin_buffer_data(json, &len);
    OK(antin_sign(bytes, len, signs, attached, NOW, &p7m, &error));
    bytes = antin_buffer_data(p7m, &len);
    OK(antin_registry_check(bytes, len, signers, by, NULL, NOW, 0, NULL, &judged, &error));
    OK(antin_registry_require_trusted(judged, &error));
    antin_buffer_free(json);
    antin_buffer_free(p7m);
    antin_registry_draft_free(draft);
    return judged;
}

static antin_registry *registry(void) {
    antin_registry_draft *draft = bodies();
    bind(draft, "sender", SENDER, sender_chain);
    bind(draft, "recipient", TO, recipient_chain);
    return issued(draft);
}

static antin_gateway_policy *rules(const char *lines) {
    char toml[1024];
    antin_gateway_policy *made = NULL;
    const int len = snprintf(toml, sizeof toml,
                             "name = \"mau\"\ntitle.en = \"Sample\"\ntitle.vi = \"M\xe1\xba\xabu\"\n"
                             "version = 2026-11-22\n%s",
                             lines);
    OK(antin_gateway_policy_new((const uint8_t *)toml, (size_t)len, &made, &error));
    return made;
}

static antin_ledger *forgetful(void) {
    antin_ledger *made = NULL;
    OK(antin_ledger_new(WINDOW, 1000, INT64_MIN, NULL, NULL, &made, &error));
    return made;
}

static antin_gateway *gateway(const antin_gateway_policy *by_rules, const antin_registry *who,
                              const antin_ledger *ledger) {
    antin_gateway *made = NULL;
    OK(antin_gateway_new(by_rules, by, who, ledger, &made, &error));
    return made;
}

/* A gateway with a ledger of its own. */
static antin_gateway *fresh(const antin_gateway_policy *by_rules, const antin_registry *who) {
    antin_ledger *ledger = forgetful();
    antin_gateway *made = gateway(by_rules, who, ledger);
    antin_ledger_free(ledger);
    return made;
}

static void set_up(void) {
    file roots[3];
    sender_chain = read_file("bench/rsa2048.chain.pem");
    recipient_chain = read_file("bench/rsa3072.chain.pem");
    signer_chain = read_file("bench/p256.chain.pem");
    roots[0] = read_file("bench/rsa2048.root.pem");
    roots[1] = read_file("bench/rsa3072.root.pem");
    roots[2] = read_file("bench/p256.root.pem");
    message = read_file("edxml/new-two-pdfs.edxml");
    pdf = read_file("edxml/cong-van-123.pdf");
    sends = credential(sender_chain, "bench/rsa2048.key.pem");
    receives = credential(recipient_chain, "bench/rsa3072.key.pem");
    signs = credential(signer_chain, "bench/p256.key.pem");
    OK(antin_policy_new(roots[0].data, roots[0].len, &by, &error));
    for (int index = 1; index < 3; index++) {
        OK(antin_policy_add_roots(by, roots[index].data, roots[index].len, &error));
    }
    for (int index = 0; index < 3; index++) {
        free(roots[index].data);
    }
    OK(antin_policy_set_revocation(by, ANTIN_REVOCATION_IF_PRESENT, &error));
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &attached, &error));
    OK(antin_sign_options_set_packaging(attached, ANTIN_PACKAGING_ATTACHED, &error));
    OK(antin_registry_signers_new(&signers, &error));
    OK(antin_registry_signers_add(signers, signer_chain.data, signer_chain.len, &error));
    OK(antin_gateway_policy_strict(&strict, &error));
    sender = agency(SENDER, sends);
    recipient = agency(TO, receives);
    usual = registry();
}

static void tear_down(void) {
    antin_credential_free(sends);
    antin_credential_free(receives);
    antin_credential_free(signs);
    antin_agency_free(sender);
    antin_agency_free(recipient);
    antin_policy_free(by);
    antin_sign_options_free(attached);
    antin_registry_signers_free(signers);
    antin_gateway_policy_free(strict);
    antin_registry_free(usual);
    free(sender_chain.data);
    free(recipient_chain.data);
    free(signer_chain.data);
    free(message.data);
    free(pdf.data);
}

/* ---- one step ---- */

static antin_sending *sending(const antin_gateway *at, const antin_agency *from, file package,
                              int64_t when, antin_target *target) {
    antin_source *source = source_of(package.data, package.len);
    antin_sending *made = NULL;
    OK(antin_gateway_send(at, from, source, NULL, when, target, &made, &error));
    antin_source_free(source);
    return made;
}

/* Sends a package that may go out. */
static file sent_at(const antin_gateway *at, file package, int64_t when) {
    antin_target *target = memory();
    antin_sending *made = sending(at, sender, package, when, target);
    OK(antin_sending_require_sent(made, &error));
    antin_sending_free(made);
    return take(target);
}

/* Seals a package beside any gateway. */
static file sealed_by(const antin_credential *whose, file package, int64_t when) {
    antin_sign_options *how = NULL;
    antin_seal_options *options = NULL;
    antin_source *source = source_of(package.data, package.len);
    antin_target *target = memory();
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &how, &error));
    OK(antin_seal_options_new(how, &options, &error));
    OK(antin_seal_package(source, whose, options, when, target, &error));
    antin_source_free(source);
    antin_seal_options_free(options);
    antin_sign_options_free(how);
    return take(target);
}

static antin_arrival *received(const antin_gateway *at, const antin_agency *to, file package,
                               int64_t when) {
    antin_source *source = source_of(package.data, package.len);
    antin_arrival *made = NULL;
    OK(antin_gateway_receive(at, to, source, NULL, NULL, when, &made, &error));
    CHECK(antin_arrival_state(made) == ANTIN_ARRIVAL_RECORDED && antin_arrival_entry(made) > 0);
    antin_source_free(source);
    return made;
}

static antin_arrival *judged(const antin_gateway *at, const antin_agency *to, file package) {
    antin_source *source = source_of(package.data, package.len);
    antin_arrival *made = NULL;
    OK(antin_arrival_judge(at, to, source, NULL, NULL, NOW, &made, &error));
    CHECK(antin_arrival_state(made) == ANTIN_ARRIVAL_JUDGED && antin_arrival_entry(made) == 0);
    antin_source_free(source);
    return made;
}

static file receipt_of(const antin_arrival *from) {
    file copy = {NULL, 0};
    const uint8_t *bytes = antin_arrival_receipt(from, &copy.len);
    CHECK(bytes != NULL);
    copy.data = malloc(copy.len);
    CHECK(copy.data != NULL);
    memcpy(copy.data, bytes, copy.len);
    return copy;
}

static file hop(file package, const char *const *rewritings, size_t count) {
    antin_source *source = source_of(package.data, package.len);
    antin_target *target = memory();
    OK(antin_hop(source, rewritings, count, NOW, 1, target, &error));
    antin_source_free(source);
    return take(target);
}

/* ---- journals ---- */

typedef struct {
    char data[1 << 16];
    size_t len;
    size_t calls;
    size_t fails_at; /* 0: never */
} lines;

static uint32_t keep(void *context, const uint8_t *line, size_t len) {
    lines *kept = context;
    kept->calls++;
    CHECK(len > 1 && line[len - 1] == '\n' && memchr(line, '\n', len - 1) == NULL);
    if (kept->calls == kept->fails_at) {
        return 7;
    }
    CHECK(kept->len + len <= sizeof kept->data);
    memcpy(kept->data + kept->len, line, len);
    kept->len += len;
    return 0;
}

static antin_ledger *keeping(lines *kept) {
    antin_ledger *made = NULL;
    OK(antin_ledger_new(WINDOW, 1000, INT64_MIN, keep, kept, &made, &error));
    return made;
}

static char *head_of(const antin_ledger *ledger) {
    antin_buffer *head = NULL;
    size_t len;
    const uint8_t *bytes;
    char *text;
    OK(antin_ledger_head(ledger, &head, &error));
    bytes = antin_buffer_data(head, &len);
    text = malloc(len + 1);
    CHECK(text != NULL);
    memcpy(text, bytes, len);
    text[len] = '\0';
    antin_buffer_free(head);
    return text;
}

static antin_journal *checked(const char *journal, size_t len, const char *head) {
    antin_source *source = source_of((const uint8_t *)journal, len);
    antin_journal *made = NULL;
    OK(antin_journal_check(source, head, NULL, NULL, NOW, &made, &error));
    antin_source_free(source);
    return made;
}

static void expect_whole(const char *journal, size_t len, const char *head) {
    antin_journal *made = checked(journal, len, head);
    OK(antin_journal_require_whole(made, &error));
    CHECK(antin_journal_is_whole(made) == 1 && antin_journal_fault(made) == NULL);
    CHECK(antin_journal_fault_text(made, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_journal_entry(made) == 0 && antin_journal_since(made) == 0);
    CHECK(antin_journal_line(made) == 0 && strcmp(antin_journal_head(made), head) == 0);
    antin_journal_free(made);
}

static void expect_broken(const char *journal, size_t len, const char *head, const char *fault,
                          uint64_t entry) {
    antin_journal *made = checked(journal, len, head);
    REJECTED(antin_journal_require_whole(made, &error));
    CHECK(antin_journal_is_whole(made) == 0);
    CHECK(strcmp(antin_journal_fault(made), fault) == 0);
    CHECK(strlen(antin_journal_fault_text(made, ANTIN_LANGUAGE_EN)) > 0);
    CHECK(strlen(antin_journal_fault_text(made, ANTIN_LANGUAGE_VI)) > 0);
    CHECK(antin_journal_fault_text(made, 9) == NULL);
    CHECK(antin_journal_entry(made) == entry && antin_journal_since(made) > 0);
    CHECK(antin_journal_since(made) <= entry && antin_journal_head(made) != NULL);
    CHECK(antin_journal_stamp_count(made) == 0 && antin_journal_is_judged(made) == 0);
    EXPECT(ANTIN_RESULT_ABSENT, antin_journal_last_stamp(made, NULL, NULL, NULL, &error));
    antin_journal_free(made);
}

/* Three lines, and what forgers make of them. */
static void forged(const lines *whole, const char *head) {
    static char other[1 << 16];
    const char *second = strchr(whole->data, '\n') + 1;
    const char *third = strchr(second, '\n') + 1;
    const size_t first_len = (size_t)(second - whole->data);
    const size_t third_len = whole->len - (size_t)(third - whole->data);
    char *place;
    expect_whole(whole->data, whole->len, head);
    memcpy(other, whole->data, first_len);
    memcpy(other + first_len, third, third_len);
    expect_broken(other, first_len + third_len, head, "removed", 2);
    expect_broken(other, first_len + third_len, NULL, "removed", 2);
    expect_broken(whole->data, whole->len - third_len, head, "cut-off", 3);
    memcpy(other, whole->data, whole->len);
    other[whole->len] = '\0';
    place = strstr(other + first_len, "accept");
    CHECK(place != NULL);
    memcpy(place, "refuse", 6);
    expect_broken(other, whole->len, head, "changed", 2);
    memcpy(other, second, whole->len - first_len);
    memcpy(other + whole->len - first_len, whole->data, first_len);
    expect_broken(other, whole->len, head, "reordered", 1);
}

/* ---- the whole round ---- */

static void outgoing_is_sent(const antin_sending *one, uint64_t entry) {
    OK(antin_sending_require_sent(one, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_SENT && antin_sending_entry(one) == entry);
    CHECK(strlen(antin_sending_seal(one)) == 64 && antin_sending_sent(one) != NULL);
    CHECK(antin_sending_to_be_signed(one, NULL) == NULL && antin_sending_algorithm(one) == 0);
}

static void outgoing_is_described(const antin_sending *one) {
    const antin_sent *known = antin_sending_sent(one);
    const antin_package *package = antin_sending_package(one);
    CHECK(antin_sending_state(one) == ANTIN_SENDING_SENT && antin_sending_is_allowed(one) == 1);
    CHECK(antin_sending_reason_count(one) == 0 && antin_sending_reason(one, 0) == NULL);
    CHECK(antin_sending_reason_text(one, 0, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_sending_unreadable(one, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_sending_entry(one) == 1 && strlen(antin_sending_seal(one)) == 64);
    CHECK(strcmp(antin_sending_seal(one), antin_sent_seal(known)) == 0);
    CHECK(strcmp(antin_sent_sender(known), SENDER) == 0);
    CHECK(antin_sent_recipient_count(known) == 2);
    CHECK(antin_sending_to_be_signed(one, NULL) == NULL && antin_sending_algorithm(one) == 0);
    CHECK(antin_package_state(package) == ANTIN_STATE_NOT_SEALED);
    CHECK(antin_package_is_accepted(package) == 0);
    REJECTED(antin_package_require_accepted(package, &error));
}

static void attachments_come_out(const antin_package *package, file octets) {
    antin_source *source = source_of(octets.data, octets.len);
    antin_target *targets[2];
    file out;
    targets[0] = memory();
    targets[1] = memory();
    OK(antin_package_extract(package, source, targets, 2, &error));
    out = take(targets[0]);
    CHECK(out.len == pdf.len && memcmp(out.data, pdf.data, pdf.len) == 0);
    antin_target_free(targets[1]);
    antin_source_free(source);
    free(out.data);
}

static void nothing_comes_out(const antin_package *package, file octets) {
    antin_source *source = source_of(octets.data, octets.len);
    antin_target *targets[2];
    targets[0] = memory();
    targets[1] = memory();
    CHECK(antin_package_is_accepted(package) == 0);
    REJECTED(antin_package_require_accepted(package, &error));
    REJECTED(antin_package_extract(package, source, targets, 2, &error));
    CHECK(antin_target_bytes(targets[0], NULL) == NULL);
    antin_target_free(targets[0]);
    antin_target_free(targets[1]);
    antin_source_free(source);
}

static antin_returned_receipt *taken(const antin_gateway *at, const antin_agency *whose,
                                     file receipt, const antin_sent *sent, uint32_t before) {
    antin_returned_receipt *made = NULL;
    OK(antin_gateway_take_receipt(at, whose, receipt.data, receipt.len, sent, before, NULL, NOW,
                                  &made, &error));
    CHECK(antin_returned_receipt_entry(made) > 0 && antin_returned_receipt_report(made) != NULL);
    return made;
}

static void expect_untaken(antin_returned_receipt *one, const char *reason) {
    REJECTED(antin_returned_receipt_require_accepted(one, &error));
    CHECK(antin_returned_receipt_is_accepted(one) == 0);
    CHECK(antin_returned_receipt_reason_count(one) >= 1);
    CHECK(strcmp(antin_returned_receipt_reason(one, 0), reason) == 0);
    CHECK(antin_returned_receipt_reason(one, 99) == NULL);
    antin_returned_receipt_free(one);
}

static void receipts_come_back(const antin_gateway *from, file receipt, const antin_sent *known) {
    static const char *const RECIPIENTS[] = {"X98.12.3"};
    const file none = {(uint8_t *)"none", 4};
    antin_sent *other = NULL;
    antin_returned_receipt *one = taken(from, sender, receipt, known, 0);
    const antin_receipt_report *report = antin_returned_receipt_report(one);
    OK(antin_returned_receipt_require_accepted(one, &error));
    CHECK(antin_returned_receipt_is_accepted(one) == 1);
    CHECK(antin_returned_receipt_reason_count(one) == 0);
    CHECK(antin_receipt_report_is_accepted(report) == 1);
    CHECK(antin_receipt_status(antin_receipt_report_receipt(report)) == ANTIN_STATUS_ARRIVED);
    antin_returned_receipt_free(one);

    expect_untaken(taken(from, sender, receipt, known, ANTIN_STATUS_ARRIVED), "mismatch:transition");
    expect_untaken(taken(from, recipient, receipt, known, 0), "other-sender");
    expect_untaken(taken(from, sender, none, known, 0), "fault:container");
    OK(antin_sent_new("0707070707070707070707070707070707070707070707070707070707070707",
                      antin_sent_document(known), SENDER, RECIPIENTS, 1, &other, &error));
    expect_untaken(taken(from, sender, receipt, other, 0), "mismatch:seal");
    antin_sent_free(other);
}

static void whole_round(void) {
    static lines out, in;
    antin_ledger *left = keeping(&out), *right = keeping(&in);
    antin_gateway *from = gateway(strict, usual, left), *to = gateway(strict, usual, right);
    antin_target *target = memory(), *export = memory();
    antin_sending *one = sending(from, sender, message, NOW, target);
    file sealed = take(target), arrived = hop(sealed, NULL, 0), receipt;
    antin_arrival *first, *again;
    uint64_t count = 7;
    char *head;
    OK(antin_sending_require_sent(one, &error));
    outgoing_is_described(one);

    first = received(to, recipient, arrived, NOW);
    OK(antin_arrival_require_accepted(first, &error));
    CHECK(antin_arrival_decision(first) == ANTIN_DECISION_ACCEPT);
    CHECK(antin_arrival_reason_count(first) == 0 && antin_arrival_entry(first) == 1);
    CHECK(antin_package_is_accepted(antin_arrival_package(first)) == 1);
    CHECK(antin_arrival_package(first) == antin_arrival_package(first));
    attachments_come_out(antin_arrival_package(first), arrived);
    CHECK(antin_receipt_status(antin_arrival_planned_receipt(first)) == ANTIN_STATUS_ARRIVED);
    receipt = receipt_of(first);

    /* Once more: refused, without a receipt, and nothing comes out, whatever its seals say. */
    again = received(to, recipient, arrived, NOW);
    REJECTED(antin_arrival_require_accepted(again, &error));
    CHECK(antin_arrival_decision(again) == ANTIN_DECISION_REFUSE);
    CHECK(strcmp(antin_arrival_reason(again, 0), "repeated") == 0);
    CHECK(antin_arrival_receipt(again, NULL) == NULL);
    CHECK(antin_arrival_planned_receipt(again) == NULL);
    CHECK(antin_package_state(antin_arrival_package(again)) == ANTIN_STATE_REWRITTEN_BY_HOP);
    nothing_comes_out(antin_arrival_package(again), arrived);
    OK(antin_ledger_arrivals(right, &count, &error));
    CHECK(count == 1);

    receipts_come_back(from, receipt, antin_sending_sent(one));
    head = head_of(left);
    CHECK(strncmp(head, "6:", 2) == 0);
    expect_whole(out.data, out.len, head);
    free(head);
    again = (antin_arrival_free(again), received(to, recipient, message, NOW));
    head = head_of(right);
    CHECK(strncmp(head, "3:", 2) == 0);
    expect_whole(in.data, in.len, head);
    expect_broken(in.data, (size_t)(strchr(in.data, '\n') + 1 - in.data), head, "cut-off", 2);
    EXPECT(ANTIN_RESULT_UNSUPPORTED, antin_ledger_export(right, 1, export, &error));

    antin_target_free(export);
    antin_arrival_free(first);
    antin_arrival_free(again);
    antin_sending_free(one);
    antin_gateway_free(from);
    antin_gateway_free(to);
    antin_ledger_free(left);
    antin_ledger_free(right);
    free(head);
    free(sealed.data);
    free(arrived.data);
    free(receipt.data);
}

/* ---- refusals, each beside what goes and comes ---- */

static int refused_for(const antin_sending *one, const char *reason) {
    for (size_t index = 0; index < antin_sending_reason_count(one); index++) {
        CHECK(strlen(antin_sending_reason_text(one, index, ANTIN_LANGUAGE_EN)) > 0);
        CHECK(strlen(antin_sending_reason_text(one, index, ANTIN_LANGUAGE_VI)) > 0);
        CHECK(antin_sending_reason_text(one, index, 9) == NULL);
        if (strcmp(antin_sending_reason(one, index), reason) == 0) {
            return 1;
        }
    }
    fprintf(stderr, "%s, not %s\n", antin_sending_reason(one, 0), reason);
    return 0;
}

static void stays(const antin_gateway_policy *by_rules, const antin_agency *from, file package,
                  const char *reason) {
    antin_gateway *at = fresh(by_rules, usual);
    antin_target *target = memory();
    antin_sending *one = sending(at, from, package, NOW, target);
    antin_source *source = source_of(package.data, package.len);
    REJECTED(antin_sending_require_sent(one, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_REFUSED && antin_sending_entry(one) == 1);
    CHECK(antin_sending_is_allowed(one) == 0 && refused_for(one, reason));
    CHECK(antin_sending_seal(one) == NULL && antin_sending_sent(one) == NULL);
    CHECK((antin_sending_package(one) == NULL) == (strcmp(reason, "unreadable") == 0));
    CHECK((antin_sending_unreadable(one, ANTIN_LANGUAGE_VI) == NULL) ==
          (antin_sending_package(one) != NULL));
    antin_sending_free(one);
    /* Judged alone it is no other; and it cannot be prepared. */
    OK(antin_sending_judge(at, from, source, NULL, NOW, &one, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_JUDGED && refused_for(one, reason));
    REJECTED(antin_sending_prepare(one, source, NULL, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_JUDGED && antin_sending_entry(one) == 0);
    OK(antin_sending_refuse(one, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_REFUSED && antin_sending_entry(one) == 2);
    antin_sending_free(one);
    antin_source_free(source);
    /* Nothing was written, and the target is as new. */
    CHECK(antin_target_bytes(target, NULL) == NULL);
    one = sending(at, sender, message, NOW, target);
    CHECK((by_rules == strict) == (antin_sending_state(one) == ANTIN_SENDING_SENT));
    antin_sending_free(one);
    antin_target_free(target);
    antin_gateway_free(at);
}

static void stays_file(const char *name, const char *reason) {
    file package = read_file(name);
    stays(strict, sender, package, reason);
    free(package.data);
}

static void stays_with(const char *from, const char *to, const char *reason) {
    file package = with(message, from, to);
    stays(strict, sender, package, reason);
    free(package.data);
}

static void going(void) {
    static const char *const DAMAGES[] = {"attachments", "text-conversion"};
    const file none = {(uint8_t *)"none", 4};
    antin_gateway *at = fresh(strict, usual);
    antin_gateway_policy *leader_first = rules("[outbound]\nbefore = [\"leader\"]\n");
    antin_agency *mixed = agency(SENDER, receives);
    file sealed = sent_at(at, message, NOW), changed = with(sealed, "Subject>V", "Subject>W");
    file damaged = hop(message, DAMAGES, 2);
    stays(strict, recipient, message, "other-sender");
    stays(strict, sender, none, "unreadable");
    stays_file("edxml/status-01.edxml", "status-message");
    stays_with("DocumentId>000.00.12.X40,2026/03/12,123/STTTT-VP<", "DocumentId><", "no-document");
    stays_file("bindings/gateway/attachment-missing.edxml", "missing-attachment");
    stays_file("bindings/gateway/no-subject.edxml", "fault:N.MessageHeader.Subject");
    stays_with("Subject>V/v", "Subject>M\xe1\xba\xadt", "secret:MessageHeader.Subject");
    stays(strict, sender, damaged, "destroyed-attachment");
    stays(strict, sender, sealed, "already-sealed");
    stays(strict, sender, changed, "changed-since-sealed");
    stays(leader_first, sender, message, "seal-missing:leader");
    stays(strict, mixed, message, "own-certificate:other");
    antin_gateway_free(at);
    antin_gateway_policy_free(leader_first);
    antin_agency_free(mixed);
    free(sealed.data);
    free(changed.data);
    free(damaged.data);
}

static int against(const antin_arrival *one, const char *reason) {
    for (size_t index = 0; index < antin_arrival_reason_count(one); index++) {
        CHECK(strlen(antin_arrival_reason_text(one, index, ANTIN_LANGUAGE_EN)) > 0);
        CHECK(strlen(antin_arrival_reason_text(one, index, ANTIN_LANGUAGE_VI)) > 0);
        CHECK(antin_arrival_reason_text(one, index, 9) == NULL);
        if (strcmp(antin_arrival_reason(one, index), reason) == 0) {
            return 1;
        }
    }
    fprintf(stderr, "%s, not %s\n", antin_arrival_reason(one, 0), reason);
    return 0;
}

/* `status` is that of the receipt that there is; 0 for none. */
static void turned_away(const antin_gateway *at, const antin_agency *to, file package,
                        uint32_t decision, const char *reason, uint32_t status) {
    antin_arrival *one = received(at, to, package, NOW);
    REJECTED(antin_arrival_require_accepted(one, &error));
    CHECK(antin_arrival_decision(one) == decision && against(one, reason));
    CHECK(antin_receipt_status(antin_arrival_planned_receipt(one)) == status);
    CHECK((antin_arrival_receipt(one, NULL) != NULL) == (status != 0));
    if (antin_arrival_package(one) == NULL) {
        CHECK(strcmp(reason, "unreadable") == 0);
        CHECK(strlen(antin_arrival_unreadable(one, ANTIN_LANGUAGE_EN)) > 0);
    } else {
        CHECK(antin_arrival_unreadable(one, ANTIN_LANGUAGE_EN) == NULL);
        nothing_comes_out(antin_arrival_package(one), package);
    }
    antin_arrival_free(one);
}

/* The registry says another thing of the sender's certificate. */
static void turned_away_by(antin_registry *who, file package, uint32_t decision,
                           const char *reason, uint32_t status) {
    antin_gateway *at = fresh(strict, who);
    turned_away(at, recipient, package, decision, reason, status);
    antin_gateway_free(at);
    antin_registry_free(who);
}

static void registries_turn_away(file sealed) {
    antin_registry_draft *draft = bodies();
    antin_binding *entry = NULL;
    turned_away_by(issued(draft), sealed, ANTIN_DECISION_QUARANTINE, "unknown-sender", 0);
    draft = bodies();
    bind(draft, "sender", STRANGER, sender_chain);
    turned_away_by(issued(draft), sealed, ANTIN_DECISION_REFUSE, "other-sender",
                   ANTIN_STATUS_REFUSED);
    draft = bodies();
    bind(draft, "sender", SENDER, sender_chain);
    OK(antin_registry_draft_revoke(draft, "sender", NOW - DAY, "key-lost", &error));
    turned_away_by(issued(draft), sealed, ANTIN_DECISION_REFUSE, "binding-revoked",
                   ANTIN_STATUS_REFUSED);
    draft = bodies();
    OK(antin_binding_new("sender", SENDER, ANTIN_MATCH_KEY, sender_chain.data, sender_chain.len,
                         NULL, 0, NOW - 300 * DAY, &entry, &error));
    OK(antin_binding_set_until(entry, NOW - 30 * DAY, &error));
    OK(antin_registry_draft_add(draft, entry, &error));
    antin_binding_free(entry);
    turned_away_by(issued(draft), sealed, ANTIN_DECISION_QUARANTINE, "binding-expired", 0);
    draft = bodies();
    OK(antin_binding_new("sender", SENDER, ANTIN_MATCH_KEY, sender_chain.data, sender_chain.len,
                         NULL, 0, NOW - 300 * DAY, &entry, &error));
    OK(antin_binding_add_role(entry, ANTIN_ROLE_LEADER, &error));
    OK(antin_registry_draft_add(draft, entry, &error));
    antin_binding_free(entry);
    turned_away_by(issued(draft), sealed, ANTIN_DECISION_REFUSE, "role-not-allowed",
                   ANTIN_STATUS_REFUSED);
}

static void coming(void) {
    const file none = {(uint8_t *)"none", 4};
    antin_gateway *at = fresh(strict, usual);
    antin_agency *other = agency(STRANGER, receives);
    file status = read_file("edxml/status-01.edxml");
    file sealed = sealed_by(sends, message, NOW), changed = with(sealed, "Subject>V", "Subject>W");
    file old = sealed_by(sends, message, NOW - 31 * DAY);
    file early = sealed_by(sends, message, NOW + DAY), by_other = sealed_by(receives, message, NOW);
    file again = sealed_by(sends, message, NOW - 60), nameless, named;
    const uint32_t refuse = ANTIN_DECISION_REFUSE, aside = ANTIN_DECISION_QUARANTINE;
    nameless = with(message, "DocumentId>000.00.12.X40,2026/03/12,123/STTTT-VP<", "DocumentId><");
    named = sealed_by(sends, nameless, NOW);
    turned_away(at, recipient, none, refuse, "unreadable", 0);
    turned_away(at, recipient, status, refuse, "status-message", 0);
    turned_away(at, recipient, named, refuse, "no-document", 0);
    turned_away(at, other, sealed, refuse, "wrong-recipient", 0);
    turned_away(at, recipient, message, refuse, "not-sealed", ANTIN_STATUS_REFUSED);
    turned_away(at, recipient, changed, refuse, "changed", 0);
    turned_away(at, recipient, by_other, refuse, "other-sender", ANTIN_STATUS_REFUSED);
    turned_away(at, recipient, old, refuse, "too-old", 0);
    turned_away(at, recipient, early, aside, "from-the-future", 0);
    registries_turn_away(sealed);
    /* None of these was an arrival: the package itself is as welcome as before, once. */
    antin_arrival_free(received(at, recipient, sealed, NOW));
    turned_away(at, recipient, sealed, refuse, "repeated", 0);
    turned_away(at, recipient, again, aside, "other-seal", 0);
    antin_gateway_free(at);
    antin_agency_free(other);
    free(status.data);
    free(sealed.data);
    free(changed.data);
    free(old.data);
    free(early.data);
    free(by_other.data);
    free(again.data);
    free(nameless.data);
    free(named.data);
}

/* What a policy accepts though nobody proved it: a report, and no attachment. */
static void accepted_without_proof(void) {
    antin_gateway_policy *open = rules("[inbound.cases]\nunknown-sender = \"danger-accept\"\n");
    antin_registry *who = issued(bodies());
    antin_gateway *at = fresh(open, who);
    file sealed = sealed_by(sends, message, NOW);
    antin_arrival *one = received(at, recipient, sealed, NOW);
    OK(antin_arrival_require_accepted(one, &error));
    CHECK(antin_arrival_decision(one) == ANTIN_DECISION_ACCEPT);
    CHECK(antin_arrival_reason_count(one) == 1 && against(one, "unknown-sender"));
    nothing_comes_out(antin_arrival_package(one), sealed);
    antin_arrival_free(one);
    antin_gateway_free(at);
    antin_registry_free(who);
    antin_gateway_policy_free(open);
    free(sealed.data);
}

static void beside_the_message(void) {
    static const char *const DAMAGES[] = {"attachments", "text-conversion"};
    antin_gateway *at = fresh(strict, usual);
    file sealed = sealed_by(sends, message, NOW), container = container_of(sealed), damaged;
    antin_source *source = source_of(message.data, message.len);
    antin_opening *beside = NULL;
    antin_arrival *one = NULL;
    OK(antin_opening_new(&beside, &error));
    OK(antin_gateway_receive(at, recipient, source, beside, NULL, NOW, &one, &error));
    CHECK(against(one, "not-sealed"));
    antin_arrival_free(one);
    OK(antin_opening_add_container(beside, container.data, container.len, &error));
    OK(antin_arrival_judge(at, recipient, source, beside, NULL, NOW, &one, &error));
    CHECK(antin_arrival_decision(one) == ANTIN_DECISION_ACCEPT);
    antin_arrival_free(one);
    /* What a conversion of text destroyed, the seals in it too, is known by the container beside it. */
    damaged = hop(message, DAMAGES, 2);
    antin_source_free(source);
    source = source_of(damaged.data, damaged.len);
    OK(antin_gateway_receive(at, recipient, source, beside, NULL, NOW, &one, &error));
    CHECK(antin_arrival_decision(one) == ANTIN_DECISION_REFUSE && against(one, "damaged"));
    nothing_comes_out(antin_arrival_package(one), damaged);
    antin_arrival_free(one);
    free(damaged.data);
    /* The registry says who is who, and nobody else. */
    one = NULL;
    OK(antin_opening_add_sender(beside, SENDER, sender_chain.data, sender_chain.len, &error));
    INVALID(antin_arrival_judge(at, recipient, source, beside, NULL, NOW, &one, &error));
    INVALID(antin_gateway_receive(at, recipient, source, beside, NULL, NOW, &one, &error));
    antin_opening_free(beside);
    OK(antin_opening_new(&beside, &error));
    OK(antin_opening_set_registry(beside, usual, &error));
    INVALID(antin_arrival_judge(at, recipient, source, beside, NULL, NOW, &one, &error));
    OK(antin_opening_set_registry(beside, NULL, &error));
    OK(antin_opening_danger_any_sender(beside, &error));
    INVALID(antin_arrival_judge(at, recipient, source, beside, NULL, NOW, &one, &error));
    CHECK(one == NULL);
    antin_opening_free(beside);
    antin_source_free(source);
    antin_gateway_free(at);
    free(sealed.data);
    free(container.data);
}

/* ---- step by step, and keys elsewhere ---- */

/* The value ends the signature's file, behind which the list of the archive begins. RSA with PKCS#1 is the same
 * each time. */
static void value_of(file container, uint8_t *value, size_t len) {
    size_t at = len;
    while (memcmp(container.data + at, "PK\1\2", 4) != 0) {
        at++;
        CHECK(at + 4 < container.len);
    }
    memcpy(value, container.data + at - len, len);
}

static void out_by_steps(void) {
    antin_gateway *at = fresh(strict, usual);
    antin_agency *away = elsewhere(SENDER, sender_chain);
    file sealed = sent_at(at, message, NOW), container = container_of(sealed), made;
    file other = with(message, "Subject>V", "Subject>W");
    antin_source *source = source_of(message.data, message.len);
    antin_source *another = source_of(other.data, other.len);
    antin_target *target = memory(), *used = memory();
    antin_sending *one = NULL, *gone = NULL;
    uint8_t value[256], wrong[256] = {0};
    size_t len = 0;
    value_of(container, value, sizeof value);
    /* All at once it cannot be done. */
    EXPECT(ANTIN_RESULT_CREDENTIAL,
           antin_gateway_send(at, away, source, NULL, NOW, target, &one, &error));
    CHECK(one == NULL && antin_target_bytes(target, NULL) == NULL);

    OK(antin_sending_judge(at, away, source, NULL, NOW, &one, &error));
    OK(antin_sending_judge(at, away, source, NULL, NOW, &gone, &error));
    antin_agency_free(away);
    antin_gateway_free(at);
    CHECK(antin_sending_is_allowed(one) == 1 && antin_sending_algorithm(one) == 0);
    CHECK(antin_sending_to_be_signed(one, &len) == NULL && len == 0);
    REJECTED(antin_sending_require_sent(one, &error));
    USED(antin_sending_sign(one, source, target, &error));
    USED(antin_sending_finish(one, value, sizeof value, source, target, &error));
    /* Another package is none that was judged. */
    INVALID(antin_sending_prepare(one, another, NULL, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_JUDGED);
    OK(antin_sending_prepare(one, source, NULL, &error));

    CHECK(antin_sending_state(one) == ANTIN_SENDING_PREPARED);
    CHECK(antin_sending_to_be_signed(one, &len) != NULL && len > 100);
    CHECK(antin_sending_digest(one, &len) != NULL && len == 32);
    CHECK(antin_sending_algorithm(one) == ANTIN_ALGORITHM_RSA_PKCS1_SHA256);
    REJECTED(antin_sending_require_sent(one, &error));
    USED(antin_sending_prepare(one, source, NULL, &error));
    USED(antin_sending_refuse(one, &error));
    EXPECT(ANTIN_RESULT_CREDENTIAL, antin_sending_sign(one, source, target, &error));
    EXPECT(ANTIN_RESULT_KEY,
           antin_sending_finish(one, wrong, sizeof wrong, source, target, &error));
    EXPECT(ANTIN_RESULT_KEY, antin_sending_finish(one, value, 0, source, target, &error));
    OK(antin_hop(source, NULL, 0, NOW, 1, used, &error));
    USED(antin_sending_finish(one, value, sizeof value, source, used, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_PREPARED);
    CHECK(antin_sending_entry(one) == 0 && antin_sending_seal(one) == NULL);
    OK(antin_sending_finish(one, value, sizeof value, source, target, &error));

    outgoing_is_sent(one, 2);
    USED(antin_sending_finish(one, value, sizeof value, source, target, &error));
    USED(antin_sending_sign(one, source, target, &error));
    USED(antin_sending_prepare(one, source, NULL, &error));
    USED(antin_sending_refuse(one, &error));
    outgoing_is_sent(one, 2);
    made = take(target);
    CHECK(made.len == sealed.len && memcmp(made.data, sealed.data, made.len) == 0);
    /* Also what might go out may be refused, once. */
    OK(antin_sending_refuse(gone, &error));
    USED(antin_sending_refuse(gone, &error));
    CHECK(antin_sending_state(gone) == ANTIN_SENDING_REFUSED && antin_sending_entry(gone) == 3);
    antin_sending_free(one);
    antin_sending_free(gone);
    antin_target_free(used);
    antin_source_free(source);
    antin_source_free(another);
    free(sealed.data);
    free(container.data);
    free(made.data);
    free(other.data);
}

static void in_by_steps(void) {
    antin_gateway *at = fresh(strict, usual), *there = fresh(strict, usual);
    antin_agency *away = elsewhere(TO, recipient_chain);
    file sealed = sealed_by(sends, message, NOW), receipt, made;
    antin_arrival *one = received(at, recipient, sealed, NOW), *late, *unanswered;
    antin_source *source = source_of(sealed.data, sealed.len);
    const antin_receipt *before;
    const antin_package *withheld;
    uint8_t value[384], wrong[384] = {0};
    size_t len = 0;
    receipt = receipt_of(one);
    value_of(receipt, value, sizeof value);
    antin_arrival_free(one);
    one = NULL;
    EXPECT(ANTIN_RESULT_CREDENTIAL,
           antin_gateway_receive(there, away, source, NULL, NULL, NOW, &one, &error));
    CHECK(one == NULL);
    one = judged(there, away, sealed);
    late = judged(there, recipient, sealed);
    unanswered = judged(there, away, message);

    withheld = antin_arrival_package(one);
    nothing_comes_out(withheld, sealed);
    REJECTED(antin_arrival_require_accepted(one, &error));
    CHECK(antin_arrival_decision(one) == ANTIN_DECISION_ACCEPT);
    before = antin_arrival_planned_receipt(one);
    CHECK(antin_receipt_status(before) == ANTIN_STATUS_ARRIVED);
    INVALID(antin_arrival_set_status(one, ANTIN_STATUS_REFUSED, &error));
    INVALID(antin_arrival_set_status(one, 99, &error));
    OK(antin_arrival_set_status(one, ANTIN_STATUS_ACCEPTED, &error));
    CHECK(antin_receipt_status(antin_arrival_planned_receipt(one)) == ANTIN_STATUS_ACCEPTED);
    CHECK(antin_receipt_status(before) == ANTIN_STATUS_ARRIVED);
    OK(antin_arrival_set_status(one, ANTIN_STATUS_ARRIVED, &error));
    INVALID(antin_arrival_set_status(unanswered, ANTIN_STATUS_ACCEPTED, &error));
    EXPECT(ANTIN_RESULT_CREDENTIAL, antin_arrival_answer(one, NULL, &error));
    USED(antin_arrival_record(one, &error));
    USED(antin_arrival_finish(one, value, sizeof value, &error));
    CHECK(antin_arrival_state(one) == ANTIN_ARRIVAL_JUDGED);
    OK(antin_arrival_prepare(one, NULL, &error));

    CHECK(antin_arrival_state(one) == ANTIN_ARRIVAL_PREPARED);
    CHECK(antin_arrival_to_be_signed(one, &len) != NULL && len > 100);
    CHECK(antin_arrival_digest(one, &len) != NULL && len == 32);
    CHECK(antin_arrival_algorithm(one) == ANTIN_ALGORITHM_RSA_PKCS1_SHA256);
    USED(antin_arrival_prepare(one, NULL, &error));
    USED(antin_arrival_answer(one, NULL, &error));
    USED(antin_arrival_set_status(one, ANTIN_STATUS_ACCEPTED, &error));
    USED(antin_arrival_record(one, &error));
    EXPECT(ANTIN_RESULT_KEY, antin_arrival_finish(one, wrong, sizeof wrong, &error));
    CHECK(antin_arrival_state(one) == ANTIN_ARRIVAL_PREPARED);
    OK(antin_arrival_finish(one, value, sizeof value, &error));

    CHECK(antin_arrival_state(one) == ANTIN_ARRIVAL_ANSWERED);
    CHECK(antin_arrival_to_be_signed(one, &len) == NULL && antin_arrival_algorithm(one) == 0);
    CHECK(antin_arrival_receipt(one, &len) == NULL && len == 0);
    nothing_comes_out(antin_arrival_package(one), sealed);
    USED(antin_arrival_finish(one, value, sizeof value, &error));
    USED(antin_arrival_without_receipt(one, &error));
    antin_gateway_free(there);
    antin_agency_free(away);
    OK(antin_arrival_record(one, &error));

    OK(antin_arrival_require_accepted(one, &error));
    CHECK(antin_arrival_state(one) == ANTIN_ARRIVAL_RECORDED && antin_arrival_entry(one) == 1);
    USED(antin_arrival_record(one, &error));
    USED(antin_arrival_without_receipt(one, &error));
    USED(antin_arrival_answer(one, NULL, &error));
    made = receipt_of(one);
    CHECK(made.len == receipt.len && memcmp(made.data, receipt.data, made.len) == 0);
    attachments_come_out(antin_arrival_package(one), sealed);
    /* What was borrowed before is there, and gives nothing out. */
    nothing_comes_out(withheld, sealed);

    /* The other one was judged as new, and is not any more: its receipt is thrown away. */
    OK(antin_arrival_answer(late, NULL, &error));
    CHECK(antin_arrival_planned_receipt(late) != NULL);
    OK(antin_arrival_record(late, &error));
    REJECTED(antin_arrival_require_accepted(late, &error));
    CHECK(against(late, "repeated") && antin_arrival_receipt(late, NULL) == NULL);
    CHECK(antin_arrival_planned_receipt(late) == NULL);
    nothing_comes_out(antin_arrival_package(late), sealed);

    /* Nobody has to sign a refusal. */
    OK(antin_arrival_prepare(unanswered, NULL, &error));
    CHECK(antin_arrival_state(unanswered) == ANTIN_ARRIVAL_PREPARED);
    OK(antin_arrival_without_receipt(unanswered, &error));
    CHECK(antin_arrival_planned_receipt(unanswered) == NULL);
    OK(antin_arrival_record(unanswered, &error));
    CHECK(antin_arrival_receipt(unanswered, NULL) == NULL && antin_arrival_entry(unanswered) == 3);
    antin_arrival_free(one);
    antin_arrival_free(late);
    antin_arrival_free(unanswered);

    /* Where there is to be none, preparing and answering are enough. */
    away = elsewhere(TO, recipient_chain);
    one = judged(at, away, sealed);
    OK(antin_arrival_prepare(one, NULL, &error));
    CHECK(antin_arrival_state(one) == ANTIN_ARRIVAL_ANSWERED);
    antin_arrival_free(one);
    one = judged(at, away, sealed);
    OK(antin_arrival_answer(one, NULL, &error));
    OK(antin_arrival_record(one, &error));
    antin_arrival_free(one);
    antin_agency_free(away);
    antin_gateway_free(at);
    antin_source_free(source);
    free(sealed.data);
    free(receipt.data);
    free(made.data);
}

/* ---- time-stamps ---- */

static void stamped(void) {
    static lines kept;
    file chain = read_file("bindings/pki/tsa-chain.pem"), root = read_file("bindings/pki/root.pem");
    antin_credential *authority = credential(chain, "bindings/pki/tsa.key");
    antin_timestamper *stamper = NULL;
    antin_gateway_policy *timed = rules("[outbound]\nlevel = \"T\"\n");
    antin_ledger *ledger = keeping(&kept);
    antin_gateway *at = gateway(timed, usual, ledger);
    antin_agency *punctual = agency(SENDER, sends);
    antin_source *source = source_of(message.data, message.len);
    antin_target *target = memory();
    antin_policy *trusting = NULL;
    antin_sending *one = NULL;
    antin_journal *journal = NULL;
    uint64_t entry = 7, over = 7;
    int64_t time = 7;
    char *head = head_of(ledger);
    CHECK(strcmp(head, EMPTY_HEAD) == 0);
    free(head);
    OK(antin_timestamper_new_own(authority, "1.3.6.1.4.1.55555.1", NOW + 60, &stamper, &error));
    EXPECT(ANTIN_RESULT_ABSENT, antin_ledger_stamp(ledger, stamper, NOW, &entry, &error));
    CHECK(entry == 7);

    /* Without somebody who makes time-stamps the policy's level cannot be reached. */
    OK(antin_sending_judge(at, punctual, source, NULL, NOW, &one, &error));
    INVALID(antin_sending_prepare(one, source, NULL, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_JUDGED);
    antin_sending_free(one);
    OK(antin_agency_set_timestamper(punctual, stamper, &error));
    one = sending(at, punctual, message, NOW, target);
    OK(antin_sending_require_sent(one, &error));
    antin_sending_free(one);

    OK(antin_ledger_stamp(ledger, stamper, NOW + 61, &entry, &error));
    CHECK(entry == 2);
    head = head_of(ledger);
    expect_whole(kept.data, kept.len, head);
    journal = checked(kept.data, kept.len, head);
    CHECK(antin_journal_stamp_count(journal) == 1 && antin_journal_is_judged(journal) == 0);
    OK(antin_journal_last_stamp(journal, &entry, &over, &time, &error));
    CHECK(entry == 2 && over == 1 && time == NOW + 60);
    OK(antin_journal_last_stamp(journal, NULL, NULL, NULL, &error));
    antin_journal_free(journal);
    /* Judged: by one who trusts the authority, and by one who does not. */
    OK(antin_policy_new(root.data, root.len, &trusting, &error));
    OK(antin_policy_set_revocation(trusting, ANTIN_REVOCATION_IF_PRESENT, &error));
    antin_source_free(source);
    source = source_of((const uint8_t *)kept.data, kept.len);
    OK(antin_journal_check(source, head, trusting, NULL, NOW + DAY, &journal, &error));
    OK(antin_journal_require_whole(journal, &error));
    CHECK(antin_journal_is_judged(journal) == 1 && antin_journal_stamp_count(journal) == 1);
    antin_journal_free(journal);
    OK(antin_journal_check(source, head, by, NULL, NOW + DAY, &journal, &error));
    CHECK(strcmp(antin_journal_fault(journal), "stamp-not-passed") == 0);
    antin_journal_free(journal);
    antin_source_free(source);
    antin_target_free(target);
    antin_policy_free(trusting);
    antin_agency_free(punctual);
    antin_gateway_free(at);
    antin_ledger_free(ledger);
    antin_gateway_policy_free(timed);
    antin_timestamper_free(stamper);
    antin_credential_free(authority);
    free(chain.data);
    free(root.data);
    free(head);
}

/* ---- what fails ---- */

static void registry_past(void) {
    const int64_t late = NOW + 31 * DAY;
    antin_gateway *at = fresh(strict, usual);
    file sealed = sent_at(at, message, NOW);
    antin_source *source = source_of(sealed.data, sealed.len);
    antin_target *target = memory();
    antin_sending *out = NULL;
    antin_arrival *in = NULL;
    antin_returned_receipt *returned = NULL;
    antin_sent *sent = NULL;
    OK(antin_sent_new(NULL, "1", SENDER, NULL, 0, &sent, &error));
#define PAST(call) EXPECT(ANTIN_RESULT_REGISTRY_PAST, call)
    PAST(antin_gateway_send(at, sender, source, NULL, late, target, &out, &error));
    PAST(antin_sending_judge(at, sender, source, NULL, late, &out, &error));
    PAST(antin_gateway_receive(at, recipient, source, NULL, NULL, late, &in, &error));
    PAST(antin_arrival_judge(at, recipient, source, NULL, NULL, late, &in, &error));
    PAST(antin_gateway_take_receipt(at, sender, sealed.data, sealed.len, sent, 0, NULL, late,
                                    &returned, &error));
#undef PAST
    CHECK(out == NULL && in == NULL && returned == NULL);
    CHECK(antin_target_bytes(target, NULL) == NULL);
    antin_sent_free(sent);
    antin_target_free(target);
    antin_source_free(source);
    antin_gateway_free(at);
    free(sealed.data);
}

static void ledger_full(void) {
    antin_ledger *small = NULL;
    antin_gateway *at;
    file other = with(message, "2026/03/12,123/", "2026/03/12,124/");
    file first = sealed_by(sends, message, NOW), second = sealed_by(sends, other, NOW);
    antin_source *source = source_of(second.data, second.len);
    antin_arrival *one = NULL;
    OK(antin_ledger_new(WINDOW, 1, INT64_MIN, NULL, NULL, &small, &error));
    at = gateway(strict, usual, small);
    antin_arrival_free(received(at, recipient, first, NOW));
    LEDGER(antin_gateway_receive(at, recipient, source, NULL, NULL, NOW, &one, &error));
    CHECK(one == NULL);
    one = judged(at, recipient, second);
    OK(antin_arrival_answer(one, NULL, &error));
    LEDGER(antin_arrival_record(one, &error));
    CHECK(antin_arrival_state(one) == ANTIN_ARRIVAL_FAILED && antin_arrival_entry(one) == 0);
    CHECK(antin_arrival_receipt(one, NULL) == NULL && antin_arrival_planned_receipt(one) == NULL);
    nothing_comes_out(antin_arrival_package(one), second);
    REJECTED(antin_arrival_require_accepted(one, &error));
    USED(antin_arrival_record(one, &error));
    antin_arrival_free(one);
    antin_source_free(source);
    antin_gateway_free(at);
    antin_ledger_free(small);
    free(other.data);
    free(first.data);
    free(second.data);
}

/* The second line is not kept: from then on nothing is recorded. */
static void line_not_kept(void) {
    static lines kept;
    antin_ledger *ledger;
    antin_gateway *at;
    antin_source *source = source_of(message.data, message.len);
    antin_target *target = memory();
    antin_sending *one = NULL;
    antin_buffer *head = NULL;
    kept.fails_at = 2;
    ledger = keeping(&kept);
    at = gateway(strict, usual, ledger);
    free(sent_at(at, message, NOW).data);
    OK(antin_sending_judge(at, sender, source, NULL, NOW, &one, &error));
    OK(antin_sending_prepare(one, source, NULL, &error));
    LEDGER(antin_sending_sign(one, source, target, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_FAILED && antin_sending_entry(one) == 0);
    CHECK(antin_sending_sent(one) == NULL && antin_target_bytes(target, NULL) == NULL);
    REJECTED(antin_sending_require_sent(one, &error));
    USED(antin_sending_sign(one, source, target, &error));
    USED(antin_sending_refuse(one, &error));
    antin_sending_free(one);
    OK(antin_sending_judge(at, sender, source, NULL, NOW, &one, &error));
    LEDGER(antin_sending_refuse(one, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_FAILED);
    antin_sending_free(one);
    LEDGER(antin_ledger_head(ledger, &head, &error));
    CHECK(head == NULL && kept.calls == 2);
    antin_target_free(target);
    antin_source_free(source);
    antin_gateway_free(at);
    antin_ledger_free(ledger);
}

static uint32_t full_disk(void *context, const uint8_t *bytes, size_t len) {
    (void)context;
    (void)bytes;
    (void)len;
    return 1;
}

/* It is recorded when it turns out that it cannot be written: the entry is told. */
static void not_written(void) {
    antin_gateway *at = fresh(strict, usual);
    antin_source *source = source_of(message.data, message.len);
    antin_target *full = NULL;
    antin_sending *one = NULL;
    OK(antin_target_new_stream(full_disk, NULL, &full, &error));
    OK(antin_sending_judge(at, sender, source, NULL, NOW, &one, &error));
    OK(antin_sending_prepare(one, source, NULL, &error));
    EXPECT(ANTIN_RESULT_OTHER, antin_sending_sign(one, source, full, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_FAILED && antin_sending_entry(one) == 1);
    CHECK(antin_sending_sent(one) == NULL && antin_sending_seal(one) == NULL);
    REJECTED(antin_sending_require_sent(one, &error));
    antin_sending_free(one);
    antin_target_free(full);
    antin_source_free(source);
    antin_gateway_free(at);
}

static void durable(void) {
    static char path[4096];
    antin_ledger *ledger = NULL, *second = NULL;
    antin_gateway *at;
    antin_target *lines_out = memory();
    antin_sending *one;
    antin_arrival *in;
    antin_target *target = memory();
    file sealed, receipt, journal;
    uint64_t count = 0;
    char *head;
    FILE *junk;
    lines *whole = calloc(1, sizeof *whole);
    CHECK(whole != NULL);
    snprintf(path, sizeof path, "%s/gateway-test.ledger", scratch);
    unlink(path);
    LEDGER(antin_ledger_open(path, WINDOW, &ledger, &error));
    OK(antin_ledger_create(path, WINDOW, INT64_MIN, &ledger, &error));
    LEDGER(antin_ledger_create(path, WINDOW, INT64_MIN, &second, &error));
    LEDGER(antin_ledger_open(path, WINDOW, &second, &error));
    CHECK(second == NULL);
    at = gateway(strict, usual, ledger);
    one = sending(at, sender, message, NOW, target);
    sealed = take(target);
    in = received(at, recipient, sealed, NOW);
    OK(antin_arrival_require_accepted(in, &error));
    receipt = receipt_of(in);
    antin_returned_receipt_free(taken(at, sender, receipt, antin_sending_sent(one), 0));
    antin_arrival_free(in);
    INVALID(antin_ledger_export(ledger, 0, lines_out, &error));
    OK(antin_ledger_export(ledger, 1, lines_out, &error));
    journal = take(lines_out);
    CHECK(journal.len < sizeof whole->data);
    memcpy(whole->data, journal.data, journal.len);
    whole->len = journal.len;
    head = head_of(ledger);
    forged(whole, head);
    lines_out = memory();
    OK(antin_ledger_export(ledger, 3, lines_out, &error));
    free(journal.data);
    journal = take(lines_out);
    CHECK(journal.len < whole->len);
    CHECK(memcmp(journal.data, whole->data + whole->len - journal.len, journal.len) == 0);
    antin_gateway_free(at);
    antin_ledger_free(ledger);

    /* It is all there when it is opened again. */
    OK(antin_ledger_open(path, WINDOW, &ledger, &error));
    OK(antin_ledger_arrivals(ledger, &count, &error));
    CHECK(count == 1);
    free(head);
    head = head_of(ledger);
    CHECK(strncmp(head, "3:", 2) == 0);
    at = gateway(strict, usual, ledger);
    turned_away(at, recipient, sealed, ANTIN_DECISION_REFUSE, "repeated", 0);
    antin_gateway_free(at);
    antin_ledger_free(ledger);

    junk = fopen(path, "wb");
    CHECK(junk != NULL && fputs("no ledger at all", junk) >= 0 && fclose(junk) == 0);
    LEDGER(antin_ledger_open(path, WINDOW, &second, &error));
    CHECK(second == NULL && unlink(path) == 0);
    antin_sending_free(one);
    free(sealed.data);
    free(receipt.data);
    free(journal.data);
    free(head);
    free(whole);
}

/* ---- eight threads through one gateway ---- */

enum { THREADS = 8 };

typedef struct {
    const antin_gateway *at;
    file package;
    size_t number;
    uint32_t decision;
} job;

static void *work(void *argument) {
    job *own = argument;
    char number[16];
    file other, sealed;
    antin_arrival *one = received(own->at, recipient, own->package, NOW);
    own->decision = antin_arrival_decision(one);
    CHECK(antin_arrival_reason_text(one, 0, ANTIN_LANGUAGE_VI) == NULL ||
          against(one, "repeated"));
    antin_arrival_free(one);
    snprintf(number, sizeof number, "03/12,%u/", 200 + (unsigned)own->number);
    other = with(message, "03/12,123/", number);
    sealed = sent_at(own->at, other, NOW);
    one = received(own->at, recipient, sealed, NOW);
    OK(antin_arrival_require_accepted(one, &error));
    antin_arrival_free(one);
    free(other.data);
    free(sealed.data);
    return NULL;
}

static void threads(void) {
    static lines kept;
    antin_ledger *ledger = keeping(&kept);
    antin_gateway *at = gateway(strict, usual, ledger);
    file sealed = sealed_by(sends, message, NOW);
    pthread_t running[THREADS];
    job jobs[THREADS];
    size_t index, accepted = 0;
    uint64_t count = 0;
    char *head;
    for (index = 0; index < THREADS; index++) {
        jobs[index] = (job){at, sealed, index, 0};
        CHECK(pthread_create(&running[index], NULL, work, &jobs[index]) == 0);
    }
    for (index = 0; index < THREADS; index++) {
        CHECK(pthread_join(running[index], NULL) == 0);
        accepted += jobs[index].decision == ANTIN_DECISION_ACCEPT;
    }
    CHECK(accepted == 1 && kept.calls == 3 * THREADS);
    OK(antin_ledger_arrivals(ledger, &count, &error));
    CHECK(count == THREADS + 1);
    head = head_of(ledger);
    expect_whole(kept.data, kept.len, head);
    antin_gateway_free(at);
    antin_ledger_free(ledger);
    free(sealed.data);
    free(head);
}

/* ---- nothing, and misuse ---- */

/* A free takes NULL; a getter takes NULL and returns nothing, which is never a pass. */
static void nothing(void) {
    size_t len = 7;
    antin_gateway_policy_free(NULL);
    antin_agency_free(NULL);
    antin_ledger_free(NULL);
    antin_gateway_free(NULL);
    antin_sending_free(NULL);
    antin_returned_receipt_free(NULL);
    antin_arrival_free(NULL);
    antin_journal_free(NULL);
    CHECK(antin_gateway_policy_name(NULL) == NULL && antin_gateway_policy_version(NULL) == NULL);
    CHECK(antin_gateway_policy_title(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_gateway_policy_window(NULL) == 0 && antin_agency_code(NULL) == NULL);
    CHECK(antin_sending_state(NULL) == 0 && antin_sending_is_allowed(NULL) == 0);
    CHECK(antin_sending_reason_count(NULL) == 0 && antin_sending_reason(NULL, 0) == NULL);
    CHECK(antin_sending_reason_text(NULL, 0, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_sending_unreadable(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_sending_package(NULL) == NULL && antin_sending_algorithm(NULL) == 0);
    CHECK(antin_sending_to_be_signed(NULL, &len) == NULL && len == 0);
    CHECK((len = 7, antin_sending_digest(NULL, &len)) == NULL && len == 0);
    CHECK(antin_sending_entry(NULL) == 0 && antin_sending_seal(NULL) == NULL);
    CHECK(antin_sending_sent(NULL) == NULL);
    NULL_ARGUMENT(antin_sending_require_sent(NULL, &error));
    NULL_ARGUMENT(antin_returned_receipt_require_accepted(NULL, &error));
    CHECK(antin_returned_receipt_is_accepted(NULL) == 0);
    CHECK(antin_returned_receipt_reason_count(NULL) == 0);
    CHECK(antin_returned_receipt_reason(NULL, 0) == NULL);
    CHECK(antin_returned_receipt_entry(NULL) == 0);
    CHECK(antin_returned_receipt_report(NULL) == NULL);
    NULL_ARGUMENT(antin_arrival_require_accepted(NULL, &error));
    CHECK(antin_arrival_state(NULL) == 0 && antin_arrival_decision(NULL) == 0);
    CHECK(antin_arrival_reason_count(NULL) == 0 && antin_arrival_reason(NULL, 0) == NULL);
    CHECK(antin_arrival_reason_text(NULL, 0, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_arrival_unreadable(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_arrival_package(NULL) == NULL && antin_arrival_planned_receipt(NULL) == NULL);
    CHECK((len = 7, antin_arrival_to_be_signed(NULL, &len)) == NULL && len == 0);
    CHECK((len = 7, antin_arrival_digest(NULL, &len)) == NULL && len == 0);
    CHECK((len = 7, antin_arrival_receipt(NULL, &len)) == NULL && len == 0);
    CHECK(antin_arrival_algorithm(NULL) == 0 && antin_arrival_entry(NULL) == 0);
    NULL_ARGUMENT(antin_journal_require_whole(NULL, &error));
    NULL_ARGUMENT(antin_journal_last_stamp(NULL, NULL, NULL, NULL, &error));
    CHECK(antin_journal_is_whole(NULL) == 0 && antin_journal_fault(NULL) == NULL);
    CHECK(antin_journal_fault_text(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_journal_entry(NULL) == 0 && antin_journal_since(NULL) == 0);
    CHECK(antin_journal_line(NULL) == 0 && antin_journal_head(NULL) == NULL);
    CHECK(antin_journal_stamp_count(NULL) == 0 && antin_journal_is_judged(NULL) == 0);
}

static void policies_and_agencies(void) {
    static const uint8_t BAD[] = "name = \"mau\"\nunknown = 1\n";
    antin_gateway_policy *policy = NULL, *longer = rules("[inbound]\nwindow = \"60d\"\n");
    antin_agency *one = NULL;
    NULL_ARGUMENT(antin_gateway_policy_new(NULL, 0, &policy, &error));
    NULL_ARGUMENT(antin_gateway_policy_new(BAD, sizeof BAD - 1, NULL, &error));
    INVALID(antin_gateway_policy_new(BAD, HUGE_LEN, &policy, &error));
    INVALID(antin_gateway_policy_new((const uint8_t *)NOT_UTF8, 4, &policy, &error));
    EXPECT(ANTIN_RESULT_POLICY, antin_gateway_policy_new(BAD, sizeof BAD - 1, &policy, &error));
    NULL_ARGUMENT(antin_gateway_policy_strict(NULL, &error));
    CHECK(policy == NULL);
    CHECK(strcmp(antin_gateway_policy_name(longer), "mau") == 0);
    CHECK(strcmp(antin_gateway_policy_title(longer, ANTIN_LANGUAGE_EN), "Sample") == 0);
    CHECK(strcmp(antin_gateway_policy_title(longer, ANTIN_LANGUAGE_VI), "M\xe1\xba\xabu") == 0);
    CHECK(antin_gateway_policy_title(longer, 9) == NULL);
    CHECK(strcmp(antin_gateway_policy_version(longer), "2026-11-22") == 0);
    CHECK(antin_gateway_policy_window(longer) == 2 * WINDOW);
    CHECK(antin_gateway_policy_window(strict) == WINDOW);
    antin_gateway_policy_free(longer);

    NULL_ARGUMENT(antin_agency_new(NULL, sends, &one, &error));
    NULL_ARGUMENT(antin_agency_new(SENDER, NULL, &one, &error));
    NULL_ARGUMENT(antin_agency_new(SENDER, sends, NULL, &error));
    INVALID(antin_agency_new(" ", sends, &one, &error));
    INVALID(antin_agency_new(NOT_UTF8, sends, &one, &error));
    NULL_ARGUMENT(antin_agency_new_elsewhere(NULL, sender_chain.data, sender_chain.len, &one, &error));
    NULL_ARGUMENT(antin_agency_new_elsewhere(SENDER, NULL, 0, &one, &error));
    NULL_ARGUMENT(
        antin_agency_new_elsewhere(SENDER, sender_chain.data, sender_chain.len, NULL, &error));
    INVALID(antin_agency_new_elsewhere("", sender_chain.data, sender_chain.len, &one, &error));
    EXPECT(ANTIN_RESULT_MALFORMED,
           antin_agency_new_elsewhere(SENDER, (const uint8_t *)"junk", 4, &one, &error));
    CHECK(one == NULL && strcmp(antin_agency_code(sender), SENDER) == 0);
    NULL_ARGUMENT(antin_agency_set_timestamper(NULL, NULL, &error));
    NULL_ARGUMENT(antin_agency_set_timestamper(sender, NULL, &error));
}

static void ledgers_and_gateways(void) {
    antin_ledger *ledger = NULL, *good = forgetful();
    antin_gateway *at = NULL;
    antin_registry *untrusted = NULL;
    antin_buffer *head = NULL;
    antin_target *target = memory();
    uint64_t count = 7;
    NULL_ARGUMENT(antin_ledger_new(WINDOW, 1, 0, NULL, NULL, NULL, &error));
    NULL_ARGUMENT(antin_ledger_create(NULL, WINDOW, 0, &ledger, &error));
    NULL_ARGUMENT(antin_ledger_create("x", WINDOW, 0, NULL, &error));
    INVALID(antin_ledger_create(NOT_UTF8, WINDOW, 0, &ledger, &error));
    NULL_ARGUMENT(antin_ledger_open(NULL, WINDOW, &ledger, &error));
    NULL_ARGUMENT(antin_ledger_open("x", WINDOW, NULL, &error));
    INVALID(antin_ledger_open(NOT_UTF8, WINDOW, &ledger, &error));
    NULL_ARGUMENT(antin_ledger_head(NULL, &head, &error));
    NULL_ARGUMENT(antin_ledger_head(good, NULL, &error));
    NULL_ARGUMENT(antin_ledger_arrivals(NULL, &count, &error));
    NULL_ARGUMENT(antin_ledger_arrivals(good, NULL, &error));
    NULL_ARGUMENT(antin_ledger_export(NULL, 1, target, &error));
    NULL_ARGUMENT(antin_ledger_export(good, 1, NULL, &error));
    NULL_ARGUMENT(antin_ledger_stamp(NULL, NULL, NOW, &count, &error));
    NULL_ARGUMENT(antin_ledger_stamp(good, NULL, NOW, &count, &error));
    NULL_ARGUMENT(antin_ledger_stamp(good, NULL, NOW, NULL, &error));
    CHECK(ledger == NULL && head == NULL && count == 7);
    NULL_ARGUMENT(antin_gateway_new(NULL, by, usual, good, &at, &error));
    NULL_ARGUMENT(antin_gateway_new(strict, NULL, usual, good, &at, &error));
    NULL_ARGUMENT(antin_gateway_new(strict, by, NULL, good, &at, &error));
    NULL_ARGUMENT(antin_gateway_new(strict, by, usual, NULL, &at, &error));
    NULL_ARGUMENT(antin_gateway_new(strict, by, usual, good, NULL, &error));
    OK(antin_registry_check((const uint8_t *)"junk", 4, signers, by, NULL, NOW, 0, NULL, &untrusted,
                            &error));
    REJECTED(antin_gateway_new(strict, by, untrusted, good, &at, &error));
    CHECK(at == NULL);
    antin_registry_free(untrusted);
    antin_target_free(target);
    antin_ledger_free(good);
}

static void steps_misused(void) {
    antin_gateway *at = fresh(strict, usual);
    antin_source *source = source_of(message.data, message.len);
    antin_target *target = memory(), *used = memory();
    antin_sending *out = NULL;
    antin_arrival *in = NULL;
    antin_returned_receipt *returned = NULL;
    antin_sent *sent = NULL;
    const uint8_t *some = message.data;
#define SEND antin_gateway_send
    NULL_ARGUMENT(SEND(NULL, sender, source, NULL, NOW, target, &out, &error));
    NULL_ARGUMENT(SEND(at, NULL, source, NULL, NOW, target, &out, &error));
    NULL_ARGUMENT(SEND(at, sender, NULL, NULL, NOW, target, &out, &error));
    NULL_ARGUMENT(SEND(at, sender, source, NULL, NOW, NULL, &out, &error));
    NULL_ARGUMENT(SEND(at, sender, source, NULL, NOW, target, NULL, &error));
    OK(antin_hop(source, NULL, 0, NOW, 1, used, &error));
    USED(SEND(at, sender, source, NULL, NOW, used, &out, &error));
#undef SEND
    NULL_ARGUMENT(antin_sending_judge(NULL, sender, source, NULL, NOW, &out, &error));
    NULL_ARGUMENT(antin_sending_judge(at, NULL, source, NULL, NOW, &out, &error));
    NULL_ARGUMENT(antin_sending_judge(at, sender, NULL, NULL, NOW, &out, &error));
    NULL_ARGUMENT(antin_sending_judge(at, sender, source, NULL, NOW, NULL, &error));
    CHECK(out == NULL);
    OK(antin_sending_judge(at, sender, source, NULL, NOW, &out, &error));
    NULL_ARGUMENT(antin_sending_refuse(NULL, &error));
    NULL_ARGUMENT(antin_sending_prepare(NULL, source, NULL, &error));
    NULL_ARGUMENT(antin_sending_prepare(out, NULL, NULL, &error));
    OK(antin_sending_prepare(out, source, NULL, &error));
    NULL_ARGUMENT(antin_sending_sign(NULL, source, target, &error));
    NULL_ARGUMENT(antin_sending_sign(out, NULL, target, &error));
    NULL_ARGUMENT(antin_sending_sign(out, source, NULL, &error));
    USED(antin_sending_sign(out, source, used, &error));
    NULL_ARGUMENT(antin_sending_finish(NULL, some, 256, source, target, &error));
    NULL_ARGUMENT(antin_sending_finish(out, NULL, 0, source, target, &error));
    NULL_ARGUMENT(antin_sending_finish(out, some, 256, NULL, target, &error));
    NULL_ARGUMENT(antin_sending_finish(out, some, 256, source, NULL, &error));
    INVALID(antin_sending_finish(out, some, HUGE_LEN, source, target, &error));
    CHECK(antin_sending_state(out) == ANTIN_SENDING_PREPARED);
    OK(antin_sending_sign(out, source, target, &error));
    outgoing_is_sent(out, 1);

    OK(antin_sent_new(NULL, "1", SENDER, NULL, 0, &sent, &error));
#define TAKE antin_gateway_take_receipt
    NULL_ARGUMENT(TAKE(NULL, sender, some, 1, sent, 0, NULL, NOW, &returned, &error));
    NULL_ARGUMENT(TAKE(at, NULL, some, 1, sent, 0, NULL, NOW, &returned, &error));
    NULL_ARGUMENT(TAKE(at, sender, NULL, 0, sent, 0, NULL, NOW, &returned, &error));
    NULL_ARGUMENT(TAKE(at, sender, some, 1, NULL, 0, NULL, NOW, &returned, &error));
    NULL_ARGUMENT(TAKE(at, sender, some, 1, sent, 0, NULL, NOW, NULL, &error));
    INVALID(TAKE(at, sender, some, HUGE_LEN, sent, 0, NULL, NOW, &returned, &error));
    INVALID(TAKE(at, sender, some, 1, sent, 99, NULL, NOW, &returned, &error));
#undef TAKE
#define RECEIVE antin_gateway_receive
    NULL_ARGUMENT(RECEIVE(NULL, recipient, source, NULL, NULL, NOW, &in, &error));
    NULL_ARGUMENT(RECEIVE(at, NULL, source, NULL, NULL, NOW, &in, &error));
    NULL_ARGUMENT(RECEIVE(at, recipient, NULL, NULL, NULL, NOW, &in, &error));
    NULL_ARGUMENT(RECEIVE(at, recipient, source, NULL, NULL, NOW, NULL, &error));
#undef RECEIVE
    NULL_ARGUMENT(antin_arrival_judge(NULL, recipient, source, NULL, NULL, NOW, &in, &error));
    NULL_ARGUMENT(antin_arrival_judge(at, NULL, source, NULL, NULL, NOW, &in, &error));
    NULL_ARGUMENT(antin_arrival_judge(at, recipient, NULL, NULL, NULL, NOW, &in, &error));
    NULL_ARGUMENT(antin_arrival_judge(at, recipient, source, NULL, NULL, NOW, NULL, &error));
    NULL_ARGUMENT(antin_arrival_set_status(NULL, ANTIN_STATUS_ARRIVED, &error));
    NULL_ARGUMENT(antin_arrival_answer(NULL, NULL, &error));
    NULL_ARGUMENT(antin_arrival_prepare(NULL, NULL, &error));
    NULL_ARGUMENT(antin_arrival_finish(NULL, some, 256, &error));
    NULL_ARGUMENT(antin_arrival_without_receipt(NULL, &error));
    NULL_ARGUMENT(antin_arrival_record(NULL, &error));
    CHECK(in == NULL && returned == NULL);
    in = judged(at, recipient, message);
    NULL_ARGUMENT(antin_arrival_finish(in, NULL, 0, &error));
    INVALID(antin_arrival_finish(in, some, HUGE_LEN, &error));
    antin_arrival_free(in);
    antin_sent_free(sent);
    antin_sending_free(out);
    antin_target_free(target);
    antin_target_free(used);
    antin_source_free(source);
    antin_gateway_free(at);
}

static uint32_t count_line(void *context, const uint8_t *line, size_t len) {
    (void)line;
    (void)len;
    ++*(int *)context;
    return 0;
}

static int64_t broken_read(void *context, uint64_t offset, uint8_t *into, size_t len) {
    (void)context;
    (void)offset;
    (void)into;
    (void)len;
    return -1;
}

static void journals_misused(void) {
    static const char *const HEADS[] = {"", "12", "12:", ":00", "x:00", "12:+a", "-1:00", EMPTY_HEAD + 2};
    antin_source *source = source_of((const uint8_t *)"", 0), *broken = NULL;
    antin_journal *journal = NULL;
    antin_ledger *ledger = NULL;
    antin_gateway *at;
    int count = 0;
    OK(antin_source_new_stream(broken_read, NULL, &broken, &error));
    NULL_ARGUMENT(antin_journal_check(NULL, NULL, NULL, NULL, NOW, &journal, &error));
    NULL_ARGUMENT(antin_journal_check(source, NULL, NULL, NULL, NOW, NULL, &error));
    INVALID(antin_journal_check(source, NOT_UTF8, NULL, NULL, NOW, &journal, &error));
    for (size_t index = 0; index < sizeof HEADS / sizeof *HEADS; index++) {
        INVALID(antin_journal_check(source, HEADS[index], NULL, NULL, NOW, &journal, &error));
    }
    EXPECT(ANTIN_RESULT_OTHER,
           antin_journal_check(broken, NULL, NULL, NULL, NOW, &journal, &error));
    CHECK(journal == NULL);
    /* A journal without entries is whole; its end demands nothing. */
    OK(antin_journal_check(source, EMPTY_HEAD, by, NULL, NOW, &journal, &error));
    OK(antin_journal_require_whole(journal, &error));
    CHECK(strcmp(antin_journal_head(journal), EMPTY_HEAD) == 0);
    EXPECT(ANTIN_RESULT_ABSENT, antin_journal_last_stamp(journal, NULL, NULL, NULL, &error));
    antin_journal_free(journal);
    antin_source_free(source);
    antin_source_free(broken);

    /* What was sealed up to the horizon is too old; the function is called as long as the gateway lives. */
    OK(antin_ledger_new(WINDOW, 10, NOW, count_line, &count, &ledger, &error));
    at = gateway(strict, usual, ledger);
    antin_ledger_free(ledger);
    {
        file sealed = sealed_by(sends, message, NOW);
        turned_away(at, recipient, sealed, ANTIN_DECISION_REFUSE, "too-old", 0);
        free(sealed.data);
    }
    CHECK(count == 1);
    antin_gateway_free(at);
}

int main(int argc, char **argv) {
    CHECK(argc == 3);
    vectors = argv[1];
    scratch = argv[2];
    set_up();
    whole_round();
    going();
    coming();
    accepted_without_proof();
    beside_the_message();
    out_by_steps();
    in_by_steps();
    stamped();
    registry_past();
    ledger_full();
    line_not_kept();
    not_written();
    durable();
    threads();
    nothing();
    policies_and_agencies();
    ledgers_and_gateways();
    steps_misused();
    journals_misused();
    tear_down();
    puts("ok");
    return 0;
}
