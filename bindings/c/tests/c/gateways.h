/* What the programs about gateways share: who sends and receives, registries, single steps, and journals. C99. */
#ifndef ANTIN_TEST_GATEWAYS_H
#define ANTIN_TEST_GATEWAYS_H

#include "parcels.h"
#include <stdint.h>

#define REJECTED(call) EXPECT(ANTIN_RESULT_REJECTED, call)
#define USED(call) EXPECT(ANTIN_RESULT_ALREADY_USED, call)
#define LEDGER(call) EXPECT(ANTIN_RESULT_LEDGER, call)

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

static inline antin_credential *credential(file chain, const char *name) {
    file key = read_file(name);
    antin_credential *made = NULL;
    OK(antin_credential_from_chain_and_key(chain.data, chain.len, key.data, key.len, NULL, NULL,
                                           &made, &error));
    free(key.data);
    return made;
}

static inline antin_agency *agency(const char *code, const antin_credential *with_key) {
    antin_agency *made = NULL;
    OK(antin_agency_new(code, with_key, &made, &error));
    return made;
}

static inline antin_agency *elsewhere(const char *code, file chain) {
    antin_agency *made = NULL;
    OK(antin_agency_new_elsewhere(code, chain.data, chain.len, &made, &error));
    return made;
}

static inline antin_registry_draft *bodies(void) {
    antin_registry_draft *draft = NULL;
    OK(antin_registry_draft_new("Danh b\xe1\xba\xa1 th\xe1\xbb\xad", &draft, &error));
    OK(antin_registry_draft_add_body(draft, SENDER, "S\xe1\xbb\x9f TTTT", &error));
    OK(antin_registry_draft_add_body(draft, TO, "DVMB", &error));
    OK(antin_registry_draft_add_body(draft, STRANGER, "T\xe1\xbb\x89nh", &error));
    return draft;
}

static inline void bind(antin_registry_draft *draft, const char *id, const char *organ, file chain) {
    antin_binding *entry = NULL;
    OK(antin_binding_new(id, organ, ANTIN_MATCH_KEY, chain.data, chain.len, NULL, 0,
                         NOW - 300 * DAY, &entry, &error));
    OK(antin_registry_draft_add(draft, entry, &error));
    antin_binding_free(entry);
}

/* Issues a draft, signs it, and has it judged. */
static inline antin_registry *issued(antin_registry_draft *draft) {
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

static inline antin_registry *registry(void) {
    antin_registry_draft *draft = bodies();
    bind(draft, "sender", SENDER, sender_chain);
    bind(draft, "recipient", TO, recipient_chain);
    return issued(draft);
}

static inline antin_gateway_policy *rules(const char *lines) {
    char toml[1024];
    antin_gateway_policy *made = NULL;
    const int len = snprintf(toml, sizeof toml,
                             "name = \"mau\"\ntitle.en = \"Sample\"\ntitle.vi = \"M\xe1\xba\xabu\"\n"
                             "version = 2026-11-22\n%s",
                             lines);
    OK(antin_gateway_policy_new((const uint8_t *)toml, (size_t)len, &made, &error));
    return made;
}

static inline antin_ledger *forgetful(void) {
    antin_ledger *made = NULL;
    OK(antin_ledger_new(WINDOW, 1000, INT64_MIN, NULL, NULL, &made, &error));
    return made;
}

static inline antin_gateway *gateway(const antin_gateway_policy *by_rules, const antin_registry *who,
                                     const antin_ledger *ledger) {
    antin_gateway *made = NULL;
    OK(antin_gateway_new(by_rules, by, who, ledger, &made, &error));
    return made;
}

/* A gateway with a ledger of its own. */
static inline antin_gateway *fresh(const antin_gateway_policy *by_rules, const antin_registry *who) {
    antin_ledger *ledger = forgetful();
    antin_gateway *made = gateway(by_rules, who, ledger);
    antin_ledger_free(ledger);
    return made;
}

static inline void set_up(void) {
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

static inline void tear_down(void) {
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

static inline antin_sending *sending(const antin_gateway *at, const antin_agency *from, file package,
                                     int64_t when, antin_target *target) {
    antin_source *source = source_of(package.data, package.len);
    antin_sending *made = NULL;
    OK(antin_gateway_send(at, from, source, NULL, when, target, &made, &error));
    antin_source_free(source);
    return made;
}

/* Sends a package that may go out. */
static inline file sent_at(const antin_gateway *at, file package, int64_t when) {
    antin_target *target = memory();
    antin_sending *made = sending(at, sender, package, when, target);
    OK(antin_sending_require_sent(made, &error));
    antin_sending_free(made);
    return take(target);
}

/* Seals a package beside any gateway. */
static inline file sealed_by(const antin_credential *whose, file package, int64_t when) {
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

static inline antin_arrival *received(const antin_gateway *at, const antin_agency *to, file package,
                                      int64_t when) {
    antin_source *source = source_of(package.data, package.len);
    antin_arrival *made = NULL;
    OK(antin_gateway_receive(at, to, source, NULL, NULL, when, &made, &error));
    CHECK(antin_arrival_state(made) == ANTIN_ARRIVAL_RECORDED && antin_arrival_entry(made) > 0);
    antin_source_free(source);
    return made;
}

static inline antin_arrival *judged(const antin_gateway *at, const antin_agency *to, file package) {
    antin_source *source = source_of(package.data, package.len);
    antin_arrival *made = NULL;
    OK(antin_arrival_judge(at, to, source, NULL, NULL, NOW, &made, &error));
    CHECK(antin_arrival_state(made) == ANTIN_ARRIVAL_JUDGED && antin_arrival_entry(made) == 0);
    antin_source_free(source);
    return made;
}

static inline file receipt_of(const antin_arrival *from) {
    file copy = {NULL, 0};
    const uint8_t *bytes = antin_arrival_receipt(from, &copy.len);
    CHECK(bytes != NULL);
    copy.data = malloc(copy.len);
    CHECK(copy.data != NULL);
    memcpy(copy.data, bytes, copy.len);
    return copy;
}

static inline file hop(file package, const char *const *rewritings, size_t count) {
    antin_source *source = source_of(package.data, package.len);
    antin_target *target = memory();
    OK(antin_hop(source, rewritings, count, NOW, 1, target, &error));
    antin_source_free(source);
    return take(target);
}

/* ---- what must be so ---- */

static inline void outgoing_is_sent(const antin_sending *one, uint64_t entry) {
    OK(antin_sending_require_sent(one, &error));
    CHECK(antin_sending_state(one) == ANTIN_SENDING_SENT && antin_sending_entry(one) == entry);
    CHECK(strlen(antin_sending_seal(one)) == 64 && antin_sending_sent(one) != NULL);
    CHECK(antin_sending_to_be_signed(one, NULL) == NULL && antin_sending_algorithm(one) == 0);
}

static inline void nothing_comes_out(const antin_package *package, file octets) {
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

static inline antin_returned_receipt *taken(const antin_gateway *at, const antin_agency *whose,
                                            file receipt, const antin_sent *sent, uint32_t before) {
    antin_returned_receipt *made = NULL;
    OK(antin_gateway_take_receipt(at, whose, receipt.data, receipt.len, sent, before, NULL, NOW,
                                  &made, &error));
    CHECK(antin_returned_receipt_entry(made) > 0 && antin_returned_receipt_report(made) != NULL);
    return made;
}

static inline int against(const antin_arrival *one, const char *reason) {
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
static inline void turned_away(const antin_gateway *at, const antin_agency *to, file package,
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

/* ---- journals ---- */

typedef struct {
    char data[1 << 16];
    size_t len;
    size_t calls;
    size_t fails_at; /* 0: never */
} lines;

static inline uint32_t keep(void *context, const uint8_t *line, size_t len) {
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

static inline antin_ledger *keeping(lines *kept) {
    antin_ledger *made = NULL;
    OK(antin_ledger_new(WINDOW, 1000, INT64_MIN, keep, kept, &made, &error));
    return made;
}

static inline char *head_of(const antin_ledger *ledger) {
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

static inline antin_journal *checked(const char *journal, size_t len, const char *head) {
    antin_source *source = source_of((const uint8_t *)journal, len);
    antin_journal *made = NULL;
    OK(antin_journal_check(source, head, NULL, NULL, NOW, &made, &error));
    antin_source_free(source);
    return made;
}

static inline void expect_whole(const char *journal, size_t len, const char *head) {
    antin_journal *made = checked(journal, len, head);
    OK(antin_journal_require_whole(made, &error));
    CHECK(antin_journal_is_whole(made) == 1 && antin_journal_fault(made) == NULL);
    CHECK(antin_journal_fault_text(made, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_journal_entry(made) == 0 && antin_journal_since(made) == 0);
    CHECK(antin_journal_line(made) == 0 && strcmp(antin_journal_head(made), head) == 0);
    antin_journal_free(made);
}

static inline void expect_broken(const char *journal, size_t len, const char *head, const char *fault,
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
static inline void forged(const lines *whole, const char *head) {
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

#endif
