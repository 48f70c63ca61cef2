/* Gateways: a package that goes out, comes in and is answered; each refusal; keys elsewhere; time-stamps. C99.
 * What fails, and misuse: gateway_faults.c.
 *
 *   gateway VECTORS */
#include "gateways.h"

const char *vectors;

/* ---- the whole round ---- */

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

int main(int argc, char **argv) {
    CHECK(argc == 2);
    vectors = argv[1];
    set_up();
    whole_round();
    going();
    coming();
    accepted_without_proof();
    beside_the_message();
    out_by_steps();
    in_by_steps();
    stamped();
    tear_down();
    puts("ok");
    return 0;
}
