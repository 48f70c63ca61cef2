/* Registries: written, signed, judged, asked, and refused for each reason; and misused. C99.
 *
 * One program, and one file: each part signs registries with the same keys, and reads them by the same functions. */
#include "zip.h"
#include <stdint.h>

const char *vectors;

static const int64_t DAY = 86400;
static const int64_t NOW = 1795305600; /* 2026-11-22 */
static const char SENDER[] = "000.00.12.X40";

/* Who signs registries; an agency; another agency. Each has an authority of its own. */
static antin_credential *issuer, *agency;
static antin_policy *by;
static antin_sign_options *attached, *detached;
static antin_registry_signers *signers;
static file chain, other, root, signs;

static antin_credential *credential(file certificates, const char *name) {
    file key = read_file(name);
    antin_credential *made = NULL;
    OK(antin_credential_from_chain_and_key(certificates.data, certificates.len, key.data, key.len,
                                           NULL, NULL, &made, &error));
    free(key.data);
    return made;
}

static void set_up(void) {
    file roots = read_file("bench/p256.root.pem");
    chain = read_file("bench/rsa2048.chain.pem");
    root = read_file("bench/rsa2048.root.pem");
    signs = read_file("bench/p256.chain.pem");
    other = read_file("bench/p384.chain.pem");
    agency = credential(chain, "bench/rsa2048.key.pem");
    issuer = credential(signs, "bench/p256.key.pem");
    OK(antin_policy_new(root.data, root.len, &by, &error));
    OK(antin_policy_add_roots(by, roots.data, roots.len, &error));
    OK(antin_policy_set_revocation(by, ANTIN_REVOCATION_IF_PRESENT, &error));
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &attached, &error));
    OK(antin_sign_options_set_packaging(attached, ANTIN_PACKAGING_ATTACHED, &error));
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &detached, &error));
    OK(antin_registry_signers_new(&signers, &error));
    OK(antin_registry_signers_add(signers, signs.data, signs.len, &error));
    free(roots.data);
}

static void tear_down(void) {
    antin_credential_free(issuer);
    antin_credential_free(agency);
    antin_policy_free(by);
    antin_sign_options_free(attached);
    antin_sign_options_free(detached);
    antin_registry_signers_free(signers);
    free(chain.data);
    free(other.data);
    free(root.data);
    free(signs.data);
}

/* A chain's second certificate: that of who issued the first. */
static const uint8_t *above(file certificates, size_t *len) {
    static const char BEGIN[] = "-----BEGIN";
    const size_t step = sizeof BEGIN - 1;
    int seen = 0;
    for (size_t at = 0; at + step <= certificates.len; at++) {
        if (memcmp(certificates.data + at, BEGIN, step) == 0 && ++seen == 2) {
            *len = certificates.len - at;
            return certificates.data + at;
        }
    }
    CHECK(seen == 2);
    return NULL;
}

static antin_binding *binding(const char *id, const char *organ, uint32_t kind, int64_t from) {
    antin_binding *made = NULL;
    const uint32_t alone = kind == ANTIN_MATCH_CERTIFICATE || kind == ANTIN_MATCH_KEY;
    size_t len = 0;
    const uint8_t *authority = alone ? NULL : above(chain, &len);
    if (kind == ANTIN_MATCH_ISSUER) {
        OK(antin_binding_new(id, organ, kind, NULL, 0, authority, len, from, &made, &error));
    } else {
        OK(antin_binding_new(id, organ, kind, chain.data, chain.len, authority, len, from, &made,
                             &error));
    }
    return made;
}

static void add(antin_registry_draft *draft, antin_binding *entry) {
    OK(antin_registry_draft_add(draft, entry, &error));
    antin_binding_free(entry);
}

/* Two bodies, of which the first has the agency's key. */
static antin_registry_draft *draft(void) {
    antin_registry_draft *made = NULL;
    OK(antin_registry_draft_new("Danh b\xe1\xba\xa1 th\xe1\xbb\xad", &made, &error));
    OK(antin_registry_draft_add_body(made, SENDER, "S\xe1\xbb\x9f TTTT", &error));
    OK(antin_registry_draft_add_body_from(made, "H37", "T\xe1\xbb\x89nh", NOW - 900 * DAY, &error));
    add(made, binding("key-1", SENDER, ANTIN_MATCH_KEY, NOW - 30 * DAY));
    return made;
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

static file json_of(const antin_registry_draft *from) {
    antin_buffer *json = NULL;
    OK(antin_registry_draft_to_json(from, &json, &error));
    return taken(json);
}

static file sign(file json, const antin_credential *by_whom, const antin_sign_options *options) {
    antin_buffer *made = NULL;
    OK(antin_sign(json.data, json.len, by_whom, options, NOW, &made, &error));
    return taken(made);
}

static file signed_draft(const antin_registry_draft *from, const antin_credential *by_whom) {
    file json = json_of(from), made = sign(json, by_whom, attached);
    free(json.data);
    return made;
}

static antin_registry *check(file given, int64_t at, uint64_t number, const char *sha256) {
    antin_registry *judged = NULL;
    OK(antin_registry_check(given.data, given.len, signers, by, NULL, at, number, sha256, &judged,
                            &error));
    return judged;
}

/* Judges a registry, which must be refused like this, and frees both. */
static void refuse(file given, int64_t at, uint64_t number, const char *sha256, const char *fault,
                   int has_report) {
    antin_registry *judged = check(given, at, number, sha256);
    antin_error *error = NULL;
    antin_opening *opening = NULL;
    antin_buffer *json = NULL;
    int64_t time = 7;
    uint32_t says = 7;
    char expected[100];
    if (antin_registry_fault(judged) == NULL || strcmp(antin_registry_fault(judged), fault) != 0) {
        fprintf(stderr, "%s is not %s\n", antin_registry_fault(judged), fault);
        exit(1);
    }
    CHECK(antin_registry_fault_text(judged, ANTIN_LANGUAGE_EN)[0] != '\0');
    CHECK(strcmp(antin_registry_fault_text(judged, ANTIN_LANGUAGE_EN),
                 antin_registry_fault_text(judged, ANTIN_LANGUAGE_VI)) != 0);
    CHECK(antin_registry_fault_text(judged, 0) == NULL);
    CHECK((antin_registry_report(judged) != NULL) == has_report);
    CHECK(antin_registry_is_trusted(judged) == 0);
    CHECK(antin_registry_require_trusted(judged, &error) == ANTIN_RESULT_REJECTED);
    snprintf(expected, sizeof expected, "the registry is not trusted: %s", fault);
    CHECK(strcmp(antin_error_message(error), expected) == 0);
    CHECK(strstr(antin_error_text(error, ANTIN_LANGUAGE_VI), fault) != NULL);
    antin_error_free(error);
    /* Nothing is to be had of what it says. */
    CHECK(antin_registry_name(judged) == NULL && antin_registry_number(judged) == 0);
    CHECK(antin_registry_sha256(judged) == NULL && antin_registry_is_past(judged, at) == 1);
    CHECK(antin_registry_body_count(judged) == 0 && antin_registry_entry_count(judged) == 0);
    CHECK(antin_registry_body_name(judged, SENDER) == NULL);
    EXPECT(ANTIN_RESULT_ABSENT, antin_registry_issued(judged, &time, &error));
    EXPECT(ANTIN_RESULT_ABSENT, antin_registry_next_update(judged, &time, &error));
    EXPECT(ANTIN_RESULT_REJECTED,
           antin_registry_decide(judged, SENDER, ANTIN_ROLE_AGENCY, chain.data, chain.len,
                                 root.data, root.len, at, &says, NULL, &error));
    EXPECT(ANTIN_RESULT_REJECTED, antin_registry_to_json(judged, &json, &error));
    OK(antin_opening_new(&opening, &error));
    EXPECT(ANTIN_RESULT_REJECTED, antin_opening_set_registry(opening, judged, &error));
    CHECK(time == 7 && says == 7 && json == NULL);
    antin_opening_free(opening);
    antin_registry_free(judged);
    free(given.data);
}

/* A change that cannot be made says so in both languages, and makes none. */
#define EDIT(draft, english, call)                                                           \
    do {                                                                                     \
        antin_error *error = NULL;                                                           \
        file before = json_of(draft), after;                                                 \
        CHECK((call) == ANTIN_RESULT_INVALID_ARGUMENT);                                      \
        CHECK(antin_error_code(error) == ANTIN_RESULT_INVALID_ARGUMENT);                     \
        CHECK(strstr(antin_error_message(error), english) != NULL);                          \
        CHECK(strstr(antin_error_text(error, ANTIN_LANGUAGE_VI), english) == NULL);          \
        CHECK(strstr(antin_error_text(error, ANTIN_LANGUAGE_VI), "danh b") != NULL);         \
        CHECK(antin_error_help(error, ANTIN_LANGUAGE_VI)[0] != '\0');                        \
        antin_error_free(error);                                                             \
        after = json_of(draft);                                                              \
        CHECK(after.len == before.len && memcmp(after.data, before.data, after.len) == 0);   \
        free(before.data);                                                                   \
        free(after.data);                                                                    \
    } while (0)

static void written(void) {
    antin_registry_draft *made = draft(), *read = NULL;
    antin_binding *entry;
    const char *const heirs[] = {"H37", "H38"}, *const nobody[] = {"H99"};
    char long_text[1026];
    file json, again;
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    CHECK(antin_registry_draft_number(made) == 0);
    OK(antin_registry_draft_add_body(made, "H38", "M\xe1\xbb\x9bi", &error));

    /* Each way to name certificates, roles, an end, a delegation. */
    add(made, binding("certificate", "H37", ANTIN_MATCH_CERTIFICATE, NOW));
    add(made, binding("identifier", "H37", ANTIN_MATCH_KEY_IDENTIFIER, NOW));
    add(made, binding("subject", "H37", ANTIN_MATCH_SUBJECT, NOW));
    add(made, binding("issuer", "H37", ANTIN_MATCH_ISSUER, NOW));
    entry = binding("person", "H37", ANTIN_MATCH_KEY, NOW);
    OK(antin_binding_add_role(entry, ANTIN_ROLE_LEADER, &error));
    OK(antin_binding_add_role(entry, ANTIN_ROLE_FORWARDER, &error));
    OK(antin_binding_add_role(entry, ANTIN_ROLE_LEADER, &error));
    OK(antin_binding_set_until(entry, NOW + DAY, &error));
    OK(antin_binding_set_delegated(entry, "Nguy\xe1\xbb\x85n V\xc4\x83n A", "12/Q\xc4\x90", &error));
    add(made, entry);
    json = json_of(made);
    json.data = realloc(json.data, json.len + 1);
    CHECK(json.data != NULL);
    json.data[json.len] = '\0';
    {
        const char *text = (const char *)json.data;
        const char *person = strstr(text, "\"person\"");
        CHECK(person != NULL && strstr(person, "\"12/Q\xc4\x90\"") != NULL);
        CHECK(strstr(person, "\"leader\"") != NULL && strstr(person, "\"forwarder\"") != NULL);
        CHECK(strstr(person, "\"agency\"") == NULL && strstr(person, "\"until\"") != NULL);
        CHECK(strstr(text, "\"key_identifier\"") != NULL && strstr(text, "\"subject\"") != NULL);
        CHECK(strstr(text, "\"all_from\"") != NULL && strstr(text, "\"certificate\"") != NULL);
    }
    free(json.data);

    /* Each change that cannot be made. */
    EDIT(made, "a text is empty", antin_registry_draft_add_body(made, "", "x", &error));
    EDIT(made, "a text is empty", antin_registry_draft_add_body(made, "H1", long_text, &error));
    EDIT(made, "has this code already", antin_registry_draft_add_body(made, "H37", "x", &error));
    EDIT(made, "no body has this code",
         antin_registry_draft_end_body(made, "H99", NOW, NULL, 0, &error));
    EDIT(made, "no body has this code",
         antin_registry_draft_end_body(made, "H37", NOW, nobody, 1, &error));
    EDIT(made, "would end before",
         antin_registry_draft_end_body(made, "H37", NOW - 901 * DAY, NULL, 0, &error));
    entry = binding("key-1", SENDER, ANTIN_MATCH_KEY, NOW);
    EDIT(made, "is called so already", antin_registry_draft_add(made, entry, &error));
    antin_binding_free(entry);
    entry = binding("key-2", "H99", ANTIN_MATCH_KEY, NOW);
    EDIT(made, "no body has this code", antin_registry_draft_add(made, entry, &error));
    antin_binding_free(entry);
    entry = binding("key-2", SENDER, ANTIN_MATCH_KEY, NOW);
    OK(antin_binding_set_until(entry, NOW - 1, &error));
    EDIT(made, "would end before", antin_registry_draft_add(made, entry, &error));
    antin_binding_free(entry);
    EDIT(made, "no binding is called so",
         antin_registry_draft_revoke(made, "key-9", NOW, "m\xe1\xba\xa5t", &error));
    EDIT(made, "a text is empty", antin_registry_draft_revoke(made, "key-1", NOW, long_text, &error));
    OK(antin_registry_draft_revoke(made, "key-1", NOW, "", &error));
    EDIT(made, "was revoked already", antin_registry_draft_revoke(made, "key-1", NOW, "", &error));
    OK(antin_registry_draft_revoke(made, "key-1", NOW - 1, "m\xe1\xba\xa5t", &error)); /* back */
    EDIT(made, "would end before", antin_registry_draft_issue(made, NOW, NOW, &error));
    CHECK(antin_registry_draft_number(made) == 0);
    OK(antin_registry_draft_issue(made, NOW, NOW + DAY, &error));
    CHECK(antin_registry_draft_number(made) == 1);
    EDIT(made, "before the last one", antin_registry_draft_issue(made, NOW - 1, NOW + DAY, &error));
    {
        antin_registry_draft *none = NULL;
        INVALID(antin_registry_draft_new("", &none, &error));
        CHECK(none == NULL);
    }

    /* A body that was split; and what was written is read again. */
    OK(antin_registry_draft_end_body(made, SENDER, NOW, heirs, 2, &error));
    OK(antin_registry_draft_end_body(made, "H38", NOW, NULL, 0, &error));
    json = json_of(made);
    OK(antin_registry_draft_from_json(json.data, json.len, &read, &error));
    again = json_of(read);
    CHECK(again.len == json.len && memcmp(again.data, json.data, json.len) == 0);
    CHECK(antin_registry_draft_number(read) == 1);
    OK(antin_registry_draft_issue(read, NOW, NOW + DAY, &error));
    CHECK(antin_registry_draft_number(read) == 2 && antin_registry_draft_number(made) == 1);
    free(json.data);
    free(again.data);
    antin_registry_draft_free(read);
    antin_registry_draft_free(made);
}

static void trusted(void) {
    antin_registry_draft *from = draft();
    antin_registry *judged, *again;
    antin_buffer *out = NULL;
    file json, made, copy;
    int64_t time = 0;
    char sha256[65];
    OK(antin_registry_draft_issue(from, NOW, NOW + 7 * DAY, &error));
    json = json_of(from);
    made = sign(json, issuer, attached);
    judged = check(made, NOW + 1, 0, NULL);
    OK(antin_registry_require_trusted(judged, &error));
    CHECK(antin_registry_is_trusted(judged) == 1 && antin_registry_fault(judged) == NULL);
    CHECK(antin_registry_fault_text(judged, ANTIN_LANGUAGE_VI) == NULL);
    CHECK(antin_report_require_passed(antin_registry_report(judged), NULL) == ANTIN_RESULT_OK);
    CHECK(antin_report_signature_count(antin_registry_report(judged)) == 1);
    CHECK(antin_registry_report(judged) == antin_registry_report(judged));
    CHECK(strcmp(antin_registry_name(judged), "Danh b\xe1\xba\xa1 th\xe1\xbb\xad") == 0);
    CHECK(antin_registry_number(judged) == 1 && strlen(antin_registry_sha256(judged)) == 64);
    OK(antin_registry_issued(judged, &time, &error));
    CHECK(time == NOW);
    OK(antin_registry_next_update(judged, &time, &error));
    CHECK(time == NOW + 7 * DAY);
    CHECK(antin_registry_is_past(judged, NOW + 7 * DAY) == 0);
    CHECK(antin_registry_is_past(judged, NOW + 7 * DAY + 1) == 1);
    CHECK(antin_registry_body_count(judged) == 2 && antin_registry_entry_count(judged) == 1);
    CHECK(strcmp(antin_registry_body_name(judged, SENDER), "S\xe1\xbb\x9f TTTT") == 0);
    CHECK(strcmp(antin_registry_body_name(judged, " H37 "), "T\xe1\xbb\x89nh") == 0);
    CHECK(antin_registry_body_name(judged, "H38") == NULL);
    OK(antin_registry_to_json(judged, &out, &error));
    copy = taken(out);
    CHECK(copy.len == json.len && memcmp(copy.data, json.data, json.len) == 0);

    /* What was seen is seen again; with one digit changed it is another one of the same number. */
    snprintf(sha256, sizeof sha256, "%s", antin_registry_sha256(judged));
    again = check(made, NOW + 1, 1, sha256);
    OK(antin_registry_require_trusted(again, &error));
    antin_registry_free(again);
    sha256[0] = sha256[0] == '0' ? '1' : '0';
    {
        file twin = {malloc(made.len), made.len};
        CHECK(twin.data != NULL);
        memcpy(twin.data, made.data, made.len);
        refuse(twin, NOW + 1, 1, sha256, "forked", 1);
    }
    antin_registry_free(judged);
    antin_registry_draft_free(from);
    free(json.data);
    free(made.data);
    free(copy.data);
}

static file container_of_receipt(void) {
    antin_sent *sent = NULL;
    antin_receipt *receipt = NULL;
    antin_buffer *made = NULL;
    OK(antin_sent_new(NULL, "d", "s", NULL, 0, &sent, &error));
    OK(antin_receipt_new(sent, "r", ANTIN_STATUS_REFUSED, NOW, &receipt, &error));
    OK(antin_receipt_sign(receipt, issuer, detached, NOW, &made, &error));
    antin_receipt_free(receipt);
    antin_sent_free(sent);
    return taken(made);
}

static void faults(void) {
    antin_registry_draft *from = draft();
    file plain, made, one, junk = {malloc(4), 4};
    CHECK(junk.data != NULL);
    memcpy(junk.data, "junk", 4);
    refuse(junk, NOW, 0, NULL, "unreadable", 0);
    refuse(signed_draft(from, issuer), NOW, 0, NULL, "not-issued", 1);
    OK(antin_registry_draft_issue(from, NOW, NOW + DAY, &error));
    refuse(json_of(from), NOW, 0, NULL, "unreadable", 0); /* nobody signed */
    plain = json_of(from);
    refuse(sign(plain, issuer, detached), NOW, 0, NULL, "signature", 1);
    free(plain.data);
    made = signed_draft(from, issuer);
    refuse(with_each(made, "key-1", "key-9"), NOW, 0, NULL, "signature", 1);
    refuse(with_each(made, "H37", "H38"), NOW, 0, NULL, "signature", 1);
    free(made.data);
    refuse(signed_draft(from, agency), NOW, 0, NULL, "signer", 1);
    refuse(signed_draft(from, issuer), NOW - 301, 0, NULL, "from-the-future", 1);
    antin_registry_free(check(made = signed_draft(from, issuer), NOW - 300, 0, NULL));
    free(made.data);
    refuse(signed_draft(from, issuer), NOW + DAY + 1, 0, NULL, "past", 1);
    refuse(signed_draft(from, issuer), NOW, 2,
           "0707070707070707070707070707070707070707070707070707070707070707", "older", 1);
    one = container_of_receipt();
    refuse(with_entry(one, "more.json", "{}"), NOW, 0, NULL, "other-content", 1);
    refuse(one, NOW, 0, NULL, "unreadable", 0); /* one file, and no registry */
    antin_registry_draft_free(from);
}

/* What a registry says of the agency's certificate. */
static uint32_t decide(const antin_registry *registry, const char *organ, uint32_t role, int64_t at,
                       const char *entry) {
    const char *deciding = "?";
    uint32_t binding = 7;
    size_t len = 0;
    const uint8_t *authority = above(chain, &len);
    OK(antin_registry_decide(registry, organ, role, chain.data, chain.len, authority, len, at,
                             &binding, &deciding, &error));
    if (entry == NULL ? deciding != NULL : strcmp(deciding, entry) != 0) {
        fprintf(stderr, "%s decided\n", deciding == NULL ? "nothing" : deciding);
        exit(1);
    }
    return binding;
}

static void decisions(void) {
    antin_registry_draft *from = draft();
    antin_registry *registry = NULL;
    antin_binding *entry = binding("issuer-1", "H37", ANTIN_MATCH_ISSUER, NOW - 30 * DAY);
    const char *deciding = "?";
    uint32_t says = 7;
    file json;
    size_t len = 0;
    const uint8_t *authority = above(chain, &len);
    add(from, entry); /* less specific than the key: never looked at */
    OK(antin_registry_draft_revoke(from, "key-1", NOW + 5 * DAY, "", &error));
    OK(antin_registry_draft_issue(from, NOW, NOW + 9 * DAY, &error));
    json = json_of(from);
    OK(antin_registry_danger_unsigned(json.data, json.len, &registry, &error));
    CHECK(antin_registry_is_trusted(registry) == 1 && antin_registry_report(registry) == NULL);
    CHECK(strlen(antin_registry_sha256(registry)) == 64);
    CHECK(decide(registry, SENDER, ANTIN_ROLE_AGENCY, NOW, "key-1") == ANTIN_BINDING_BOUND);
    CHECK(decide(registry, SENDER, ANTIN_ROLE_LEADER, NOW, "key-1") ==
          ANTIN_BINDING_ROLE_NOT_ALLOWED);
    CHECK(decide(registry, SENDER, ANTIN_ROLE_AGENCY, NOW - 31 * DAY, "key-1") ==
          ANTIN_BINDING_EXPIRED);
    CHECK(decide(registry, SENDER, ANTIN_ROLE_AGENCY, NOW + 5 * DAY, "key-1") ==
          ANTIN_BINDING_REVOKED);
    CHECK(decide(registry, SENDER, ANTIN_ROLE_AGENCY, NOW + 5 * DAY - 1, "key-1") ==
          ANTIN_BINDING_BOUND);
    CHECK(decide(registry, "H37", ANTIN_ROLE_AGENCY, NOW, "key-1") == ANTIN_BINDING_OTHER);
    CHECK(decide(registry, "H37", ANTIN_ROLE_AGENCY, NOW + 6 * DAY, "key-1") ==
          ANTIN_BINDING_UNKNOWN);
    /* Another certificate from the same authority, by its issuer's key; and one of another authority. */
    OK(antin_registry_decide(registry, "H37", ANTIN_ROLE_AGENCY, other.data, other.len, authority,
                             len, NOW, &says, &deciding, &error));
    CHECK(says == ANTIN_BINDING_BOUND && strcmp(deciding, "issuer-1") == 0);
    OK(antin_registry_decide(registry, "H37", ANTIN_ROLE_AGENCY, other.data, other.len, root.data,
                             root.len, NOW, &says, &deciding, &error));
    CHECK(says == ANTIN_BINDING_UNKNOWN && deciding == NULL);
    OK(antin_registry_decide(registry, "H37", ANTIN_ROLE_AGENCY, other.data, other.len, authority,
                             len, NOW, &says, NULL, &error));
    CHECK(says == ANTIN_BINDING_BOUND);

    says = 7;
    deciding = "?";
#define DECIDE antin_registry_decide
    NULL_ARGUMENT(DECIDE(NULL, "H37", 1, chain.data, chain.len, authority, len, NOW, &says,
                         &deciding, &error));
    NULL_ARGUMENT(DECIDE(registry, NULL, 1, chain.data, chain.len, authority, len, NOW, &says,
                         &deciding, &error));
    NULL_ARGUMENT(DECIDE(registry, "H37", 1, NULL, 0, authority, len, NOW, &says, &deciding, &error));
    NULL_ARGUMENT(DECIDE(registry, "H37", 1, chain.data, chain.len, NULL, 0, NOW, &says, &deciding,
                         &error));
    NULL_ARGUMENT(DECIDE(registry, "H37", 1, chain.data, chain.len, authority, len, NOW, NULL,
                         &deciding, &error));
    INVALID(DECIDE(registry, "H37", 0, chain.data, chain.len, authority, len, NOW, &says, &deciding,
                   &error));
    INVALID(DECIDE(registry, NOT_UTF8, 1, chain.data, chain.len, authority, len, NOW, &says,
                   &deciding, &error));
    INVALID(DECIDE(registry, "H37", 1, chain.data, HUGE_LEN, authority, len, NOW, &says, &deciding,
                   &error));
    INVALID(DECIDE(registry, "H37", 1, chain.data, chain.len, authority, HUGE_LEN, NOW, &says,
                   &deciding, &error));
    EXPECT(ANTIN_RESULT_MALFORMED, DECIDE(registry, "H37", 1, (const uint8_t *)"junk", 4, authority,
                                          len, NOW, &says, &deciding, &error));
    EXPECT(ANTIN_RESULT_MALFORMED, DECIDE(registry, "H37", 1, chain.data, chain.len,
                                          (const uint8_t *)"junk", 4, NOW, &says, &deciding, &error));
#undef DECIDE
    CHECK(says == 7 && strcmp(deciding, "?") == 0);
    antin_registry_free(registry);
    antin_registry_draft_free(from);
    free(json.data);
}

static file seal(void) {
    file message = read_file("edxml/new-two-pdfs.edxml"), made = {NULL, 0};
    antin_seal_options *how = NULL;
    antin_source *source = NULL;
    antin_target *target = NULL;
    const uint8_t *bytes;
    OK(antin_seal_options_new(detached, &how, &error));
    OK(antin_source_new(message.data, message.len, &source, &error));
    OK(antin_target_new(&target, &error));
    OK(antin_seal_package(source, agency, how, NOW, target, &error));
    bytes = antin_target_bytes(target, &made.len);
    made.data = malloc(made.len);
    CHECK(bytes != NULL && made.data != NULL);
    memcpy(made.data, bytes, made.len);
    antin_target_free(target);
    antin_source_free(source);
    antin_seal_options_free(how);
    free(message.data);
    return made;
}

/* Judges a package by an opening: is it accepted, and what is known of its sender? */
static uint32_t open(file package, const antin_opening *opening, uint32_t *accepted, char *other_out) {
    antin_source *source = NULL;
    antin_package *judged = NULL;
    uint32_t binding;
    OK(antin_source_new(package.data, package.len, &source, &error));
    OK(antin_package_open(source, opening, by, NULL, NOW, &judged, &error));
    *accepted = antin_package_is_accepted(judged);
    binding = antin_package_sender_binding(judged);
    if (antin_package_sender_other(judged) != NULL) {
        strcpy(other_out, antin_package_sender_other(judged));
    }
    antin_package_free(judged);
    antin_source_free(source);
    return binding;
}

static antin_registry *unsigned_registry(const antin_registry_draft *from) {
    antin_registry *made = NULL;
    file json = json_of(from);
    OK(antin_registry_danger_unsigned(json.data, json.len, &made, &error));
    free(json.data);
    return made;
}

static void openings(void) {
    antin_registry_draft *from = draft(), *elsewhere = NULL;
    antin_registry *registry, *of_other, *never;
    antin_opening *opening = NULL;
    antin_package *package = NULL;
    antin_source *source = NULL;
    file sealed = seal();
    uint32_t accepted = 7;
    char whose[32] = "";
    never = unsigned_registry(from); /* it was not issued: always past */
    CHECK(antin_registry_is_past(never, NOW) == 1);
    OK(antin_registry_draft_issue(from, NOW, NOW + DAY, &error));
    registry = unsigned_registry(from);
    OK(antin_registry_draft_new("x", &elsewhere, &error));
    OK(antin_registry_draft_add_body(elsewhere, "H37", "x", &error));
    add(elsewhere, binding("key-1", "H37", ANTIN_MATCH_KEY, NOW - DAY));
    OK(antin_registry_draft_issue(elsewhere, NOW, NOW + DAY, &error));
    of_other = unsigned_registry(elsewhere);

    OK(antin_opening_new(&opening, &error));
    CHECK(open(sealed, opening, &accepted, whose) == ANTIN_BINDING_UNKNOWN && accepted == 0);
    OK(antin_opening_set_registry(opening, registry, &error));
    antin_registry_free(registry); /* the opening keeps what it needs */
    CHECK(open(sealed, opening, &accepted, whose) == ANTIN_BINDING_BOUND && accepted == 1);
    OK(antin_opening_set_registry(opening, of_other, &error));
    CHECK(open(sealed, opening, &accepted, whose) == ANTIN_BINDING_OTHER && accepted == 0);
    CHECK(strcmp(whose, "H37") == 0);
    /* Beside what was said by hand the best counts. */
    OK(antin_opening_add_sender(opening, SENDER, chain.data, chain.len, &error));
    CHECK(open(sealed, opening, &accepted, whose) == ANTIN_BINDING_BOUND && accepted == 1);
    OK(antin_opening_set_registry(opening, NULL, &error));
    CHECK(open(sealed, opening, &accepted, whose) == ANTIN_BINDING_BOUND && accepted == 1);

    /* By one that is past nothing is decided, whatever else is known. */
    OK(antin_source_new(sealed.data, sealed.len, &source, &error));
    OK(antin_opening_set_registry(opening, never, &error));
    EXPECT(ANTIN_RESULT_REGISTRY_PAST,
           antin_package_open(source, opening, by, NULL, NOW, &package, &error));
    OK(antin_opening_set_registry(opening, of_other, &error));
    EXPECT(ANTIN_RESULT_REGISTRY_PAST,
           antin_package_open(source, opening, by, NULL, NOW + DAY + 1, &package, &error));
    CHECK(package == NULL);
    OK(antin_package_open(source, opening, by, NULL, NOW + DAY, &package, &error));
    NULL_ARGUMENT(antin_opening_set_registry(NULL, of_other, &error));
    antin_package_free(package);
    antin_source_free(source);
    antin_opening_free(opening);
    antin_registry_free(of_other);
    antin_registry_free(never);
    antin_registry_draft_free(elsewhere);
    antin_registry_draft_free(from);
    free(sealed.data);
}

/* A free takes NULL; a getter takes NULL and returns nothing, which is never a pass. */
static void nothing(void) {
    int64_t time = 7;
    antin_registry_signers_free(NULL);
    antin_registry_free(NULL);
    antin_binding_free(NULL);
    antin_registry_draft_free(NULL);
    NULL_ARGUMENT(antin_registry_require_trusted(NULL, &error));
    CHECK(antin_registry_is_trusted(NULL) == 0 && antin_registry_is_past(NULL, NOW) == 1);
    CHECK(antin_registry_fault(NULL) == NULL);
    CHECK(antin_registry_fault_text(NULL, ANTIN_LANGUAGE_EN) == NULL);
    CHECK(antin_registry_report(NULL) == NULL && antin_registry_name(NULL) == NULL);
    CHECK(antin_registry_number(NULL) == 0 && antin_registry_sha256(NULL) == NULL);
    NULL_ARGUMENT(antin_registry_issued(NULL, &time, &error));
    NULL_ARGUMENT(antin_registry_next_update(NULL, &time, &error));
    CHECK(antin_registry_body_count(NULL) == 0 && antin_registry_entry_count(NULL) == 0);
    CHECK(antin_registry_body_name(NULL, "H37") == NULL);
    CHECK(antin_registry_draft_number(NULL) == 0 && time == 7);
}

static void misuse(void) {
    const char *const absent[] = {NULL}, *const broken[] = {NOT_UTF8};
    antin_registry_signers *nobody = NULL;
    antin_registry *judged = NULL;
    antin_registry_draft *made = draft(), *none = NULL;
    antin_binding *entry = binding("b", SENDER, ANTIN_MATCH_KEY, NOW), *not_made = NULL;
    antin_buffer *out = NULL;
    file given;
    size_t len = 0;
    const uint8_t *authority = above(chain, &len);
    static const char HEX[] = "0707070707070707070707070707070707070707070707070707070707070707";
    OK(antin_registry_draft_issue(made, NOW, NOW + DAY, &error));
    given = signed_draft(made, issuer);

    NULL_ARGUMENT(antin_registry_signers_new(NULL, &error));
    OK(antin_registry_signers_new(&nobody, &error));
    NULL_ARGUMENT(antin_registry_signers_add(NULL, chain.data, chain.len, &error));
    NULL_ARGUMENT(antin_registry_signers_add(nobody, NULL, 0, &error));
    INVALID(antin_registry_signers_add(nobody, chain.data, HUGE_LEN, &error));
    EXPECT(ANTIN_RESULT_MALFORMED,
           antin_registry_signers_add(nobody, (const uint8_t *)"junk", 4, &error));

#define REGISTRY antin_registry_check
    NULL_ARGUMENT(REGISTRY(NULL, 0, nobody, by, NULL, NOW, 0, NULL, &judged, &error));
    NULL_ARGUMENT(REGISTRY(given.data, given.len, NULL, by, NULL, NOW, 0, NULL, &judged, &error));
    NULL_ARGUMENT(REGISTRY(given.data, given.len, nobody, NULL, NULL, NOW, 0, NULL, &judged, &error));
    NULL_ARGUMENT(REGISTRY(given.data, given.len, nobody, by, NULL, NOW, 0, NULL, NULL, &error));
    INVALID(REGISTRY(given.data, HUGE_LEN, nobody, by, NULL, NOW, 0, NULL, &judged, &error));
    INVALID(REGISTRY(given.data, given.len, nobody, by, NULL, NOW, 0, HEX, &judged, &error));
    INVALID(REGISTRY(given.data, given.len, nobody, by, NULL, NOW, 1, NULL, &judged, &error));
    INVALID(REGISTRY(given.data, given.len, nobody, by, NULL, NOW, 1, HEX + 1, &judged, &error));
    INVALID(REGISTRY(given.data, given.len, nobody, by, NULL, NOW, 1, NOT_UTF8, &judged, &error));
    INVALID(REGISTRY(given.data, given.len, nobody, by, NULL, NOW, 1,
                     "070707070707070707070707070707070707070707070707070707070707070G", &judged,
                     &error));
    INVALID(REGISTRY(given.data, given.len, nobody, by, NULL, NOW, 1,
                     "070707070707070707070707070707070707070707070707070707070707070A", &judged,
                     &error));
    CHECK(judged == NULL);
    OK(REGISTRY(given.data, given.len, nobody, by, NULL, NOW, 0, NULL, &judged, &error));
#undef REGISTRY
    CHECK(strcmp(antin_registry_fault(judged), "signer") == 0); /* nobody may sign */
    antin_registry_free(judged);
    judged = check(given, NOW, 0, NULL);
    NULL_ARGUMENT(antin_registry_issued(judged, NULL, &error));
    NULL_ARGUMENT(antin_registry_next_update(judged, NULL, &error));
    CHECK(antin_registry_body_name(judged, NULL) == NULL);
    CHECK(antin_registry_body_name(judged, NOT_UTF8) == NULL);
    NULL_ARGUMENT(antin_registry_to_json(NULL, &out, &error));
    NULL_ARGUMENT(antin_registry_to_json(judged, NULL, &error));
    antin_registry_free(judged);
    judged = NULL;
    NULL_ARGUMENT(antin_registry_danger_unsigned(NULL, 0, &judged, &error));
    NULL_ARGUMENT(antin_registry_danger_unsigned(given.data, given.len, NULL, &error));
    INVALID(antin_registry_danger_unsigned(given.data, HUGE_LEN, &judged, &error));
    EXPECT(ANTIN_RESULT_MALFORMED,
           antin_registry_danger_unsigned(given.data, given.len, &judged, &error));
    CHECK(judged == NULL);

#define BINDING antin_binding_new
    NULL_ARGUMENT(BINDING(NULL, "H37", ANTIN_MATCH_KEY, chain.data, chain.len, NULL, 0, NOW,
                          &not_made, &error));
    NULL_ARGUMENT(BINDING("b", NULL, ANTIN_MATCH_KEY, chain.data, chain.len, NULL, 0, NOW, &not_made,
                          &error));
    NULL_ARGUMENT(BINDING("b", "H37", ANTIN_MATCH_KEY, NULL, 0, NULL, 0, NOW, &not_made, &error));
    NULL_ARGUMENT(BINDING("b", "H37", ANTIN_MATCH_SUBJECT, chain.data, chain.len, NULL, 0, NOW,
                          &not_made, &error));
    NULL_ARGUMENT(BINDING("b", "H37", ANTIN_MATCH_ISSUER, NULL, 0, NULL, 0, NOW, &not_made, &error));
    NULL_ARGUMENT(BINDING("b", "H37", ANTIN_MATCH_KEY, chain.data, chain.len, NULL, 0, NOW, NULL,
                          &error));
    INVALID(BINDING(NOT_UTF8, "H37", ANTIN_MATCH_KEY, chain.data, chain.len, NULL, 0, NOW, &not_made,
                    &error));
    INVALID(BINDING("b", NOT_UTF8, ANTIN_MATCH_KEY, chain.data, chain.len, NULL, 0, NOW, &not_made,
                    &error));
    INVALID(BINDING("b", "H37", 0, chain.data, chain.len, NULL, 0, NOW, &not_made, &error));
    INVALID(BINDING("b", "H37", 6, chain.data, chain.len, NULL, 0, NOW, &not_made, &error));
    INVALID(BINDING("b", "H37", ANTIN_MATCH_KEY, chain.data, chain.len, authority, len, NOW,
                    &not_made, &error));
    INVALID(BINDING("b", "H37", ANTIN_MATCH_ISSUER, chain.data, chain.len, authority, len, NOW,
                    &not_made, &error));
    INVALID(BINDING("b", "H37", ANTIN_MATCH_KEY, chain.data, HUGE_LEN, NULL, 0, NOW, &not_made,
                    &error));
    INVALID(BINDING("b", "H37", ANTIN_MATCH_ISSUER, NULL, 0, authority, HUGE_LEN, NOW, &not_made,
                    &error));
    EXPECT(ANTIN_RESULT_MALFORMED, BINDING("b", "H37", ANTIN_MATCH_KEY, (const uint8_t *)"junk", 4,
                                           NULL, 0, NOW, &not_made, &error));
#undef BINDING
    CHECK(not_made == NULL);
    NULL_ARGUMENT(antin_binding_add_role(NULL, ANTIN_ROLE_AGENCY, &error));
    INVALID(antin_binding_add_role(entry, 0, &error));
    NULL_ARGUMENT(antin_binding_set_until(NULL, NOW, &error));
    NULL_ARGUMENT(antin_binding_set_delegated(NULL, "a", "b", &error));
    NULL_ARGUMENT(antin_binding_set_delegated(entry, NULL, "b", &error));
    NULL_ARGUMENT(antin_binding_set_delegated(entry, "a", NULL, &error));
    INVALID(antin_binding_set_delegated(entry, NOT_UTF8, "b", &error));
    INVALID(antin_binding_set_delegated(entry, "a", NOT_UTF8, &error));

    NULL_ARGUMENT(antin_registry_draft_new(NULL, &none, &error));
    NULL_ARGUMENT(antin_registry_draft_new("x", NULL, &error));
    INVALID(antin_registry_draft_new(NOT_UTF8, &none, &error));
    NULL_ARGUMENT(antin_registry_draft_from_json(NULL, 0, &none, &error));
    NULL_ARGUMENT(antin_registry_draft_from_json(given.data, given.len, NULL, &error));
    INVALID(antin_registry_draft_from_json(given.data, HUGE_LEN, &none, &error));
    EXPECT(ANTIN_RESULT_MALFORMED,
           antin_registry_draft_from_json(given.data, given.len, &none, &error));
    CHECK(none == NULL);
    NULL_ARGUMENT(antin_registry_draft_add_body(NULL, "H1", "x", &error));
    NULL_ARGUMENT(antin_registry_draft_add_body(made, NULL, "x", &error));
    NULL_ARGUMENT(antin_registry_draft_add_body(made, "H1", NULL, &error));
    INVALID(antin_registry_draft_add_body(made, NOT_UTF8, "x", &error));
    INVALID(antin_registry_draft_add_body(made, "H1", NOT_UTF8, &error));
    NULL_ARGUMENT(antin_registry_draft_add_body_from(NULL, "H1", "x", NOW, &error));
    NULL_ARGUMENT(antin_registry_draft_add_body_from(made, NULL, "x", NOW, &error));
    NULL_ARGUMENT(antin_registry_draft_add_body_from(made, "H1", NULL, NOW, &error));
    INVALID(antin_registry_draft_add_body_from(made, "H1", NOT_UTF8, NOW, &error));
    NULL_ARGUMENT(antin_registry_draft_end_body(NULL, "H37", NOW, NULL, 0, &error));
    NULL_ARGUMENT(antin_registry_draft_end_body(made, NULL, NOW, NULL, 0, &error));
    NULL_ARGUMENT(antin_registry_draft_end_body(made, "H37", NOW, NULL, 1, &error));
    NULL_ARGUMENT(antin_registry_draft_end_body(made, "H37", NOW, absent, 1, &error));
    INVALID(antin_registry_draft_end_body(made, "H37", NOW, broken, 1, &error));
    NULL_ARGUMENT(antin_registry_draft_add(NULL, entry, &error));
    NULL_ARGUMENT(antin_registry_draft_add(made, NULL, &error));
    NULL_ARGUMENT(antin_registry_draft_revoke(NULL, "key-1", NOW, "", &error));
    NULL_ARGUMENT(antin_registry_draft_revoke(made, NULL, NOW, "", &error));
    NULL_ARGUMENT(antin_registry_draft_revoke(made, "key-1", NOW, NULL, &error));
    INVALID(antin_registry_draft_revoke(made, NOT_UTF8, NOW, "", &error));
    INVALID(antin_registry_draft_revoke(made, "key-1", NOW, NOT_UTF8, &error));
    NULL_ARGUMENT(antin_registry_draft_issue(NULL, NOW, NOW + 1, &error));
    NULL_ARGUMENT(antin_registry_draft_to_json(NULL, &out, &error));
    NULL_ARGUMENT(antin_registry_draft_to_json(made, NULL, &error));
    CHECK(out == NULL);
    antin_binding_free(entry);
    antin_registry_draft_free(made);
    antin_registry_signers_free(nobody);
    free(given.data);
}

int main(int argc, char **argv) {
    CHECK(argc == 2);
    vectors = argv[1];
    set_up();
    written();
    trusted();
    faults();
    decisions();
    openings();
    nothing();
    misuse();
    tear_down();
    puts("ok");
    return 0;
}
