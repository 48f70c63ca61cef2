/* Gateways: registries that are past, ledgers that fail, many threads, nothing, and misuse. C99 and POSIX.
 *
 *   gateway_faults VECTORS FOLDER     where files may be written */
#define _POSIX_C_SOURCE 200809L
#include "gateways.h"
#include <pthread.h>
#include <unistd.h>

const char *vectors;
/* Where files may be written. */
static const char *scratch;

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
