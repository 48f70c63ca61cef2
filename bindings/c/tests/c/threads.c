/* Eight threads sign and judge with one credential, one policy, one set of options and one registry. C99 and
 * POSIX.
 *
 *   threads VECTORS SECONDS [made]
 *
 * Texts of a report are made by whoever asks first. With `made` that is the main thread: helgrind knows
 * the locks of pthreads alone, and takes those of Rust's standard library for races. */
#define _POSIX_C_SOURCE 200809L
#include "files.h"
#include <pthread.h>
#include <time.h>

const char *vectors;

enum { THREADS = 8 };

static antin_credential *signer;
static antin_policy *by;
static antin_sign_options *how;
static antin_evidence *beside;
static antin_report *shared;
static antin_registry *registry;
static file certificate;
static struct timespec until;

static int is_over(void) {
    struct timespec now;
    CHECK(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
    return now.tv_sec >= until.tv_sec;
}

static void ask(void) {
    const antin_signature *one = antin_report_signature(shared, 0);
    CHECK(strlen(antin_signature_signer_subject(one)) > 0);
    CHECK(antin_finding_text(antin_signature_finding(one, 0), ANTIN_LANGUAGE_VI) != NULL);
}

/* One registry answers all of them. */
static void decide(void) {
    uint32_t binding = ANTIN_BINDING_UNKNOWN;
    const char *entry = NULL;
    OK(antin_registry_decide(registry, "H37", ANTIN_ROLE_AGENCY, certificate.data, certificate.len,
                             certificate.data, certificate.len, 1795219200, &binding, &entry,
                             &error));
    CHECK(binding == ANTIN_BINDING_BOUND && strcmp(entry, "b") == 0);
    CHECK(strcmp(antin_registry_name(registry), "r") == 0);
    CHECK(strcmp(antin_registry_body_name(registry, "H37"), "n") == 0);
}

static void *work(void *argument) {
    const size_t own = *(const size_t *)argument;
    char document[64];
    unsigned long rounds = 0;
    do {
        antin_buffer *p7s = NULL;
        antin_report *report = NULL;
        const uint8_t *bytes;
        size_t len;
        const int is_forged = rounds % 4 == 3;
        const int document_len =
            snprintf(document, sizeof document, "cong van %lu cua %lu", rounds, (unsigned long)own);
        OK(antin_sign((const uint8_t *)document, (size_t)document_len, signer, how, 1795219200,
                      &p7s, &error));
        bytes = antin_buffer_data(p7s, &len);
        document[0] = is_forged ? 'C' : 'c';
        OK(antin_verify(bytes, len, (const uint8_t *)document, (size_t)document_len, by, beside,
                        1795305600, &report, &error));
        EXPECT(is_forged ? ANTIN_RESULT_REJECTED : ANTIN_RESULT_OK,
               antin_report_require_passed(report, &error));
        ask();
        decide();
        antin_report_free(report);
        antin_buffer_free(p7s);
        rounds++;
    } while (!is_over());
    return NULL;
}

static void share(void) {
    file chain = read_file("bench/p256.chain.pem");
    file key = read_file("bench/p256.key.pem");
    file root = read_file("bench/p256.root.pem");
    antin_buffer *p7s = NULL;
    const uint8_t *bytes;
    size_t len;
    OK(antin_credential_from_chain_and_key(chain.data, chain.len, key.data, key.len, NULL, NULL,
                                           &signer, &error));
    OK(antin_policy_new(root.data, root.len, &by, &error));
    OK(antin_policy_set_revocation(by, ANTIN_REVOCATION_IF_PRESENT, &error));
    OK(antin_evidence_new(&beside, &error));
    OK(antin_evidence_add_certificates(beside, chain.data, chain.len, &error));
    OK(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &how, &error));
    OK(antin_sign((const uint8_t *)"", 0, signer, how, 1795219200, &p7s, &error));
    bytes = antin_buffer_data(p7s, &len);
    OK(antin_verify(bytes, len, (const uint8_t *)"", 0, by, beside, 1795305600, &shared, &error));
    antin_buffer_free(p7s);
    free(chain.data);
    free(key.data);
    free(root.data);
}

static void share_registry(void) {
    antin_registry_draft *draft = NULL;
    antin_binding *binding = NULL;
    antin_buffer *json = NULL;
    const uint8_t *bytes;
    size_t len;
    certificate = read_file("bench/p256.chain.pem");
    OK(antin_registry_draft_new("r", &draft, &error));
    OK(antin_registry_draft_add_body(draft, "H37", "n", &error));
    OK(antin_binding_new("b", "H37", ANTIN_MATCH_KEY, certificate.data, certificate.len, NULL, 0, 0,
                         &binding, &error));
    OK(antin_registry_draft_add(draft, binding, &error));
    OK(antin_registry_draft_to_json(draft, &json, &error));
    bytes = antin_buffer_data(json, &len);
    OK(antin_registry_danger_unsigned(bytes, len, &registry, &error));
    antin_buffer_free(json);
    antin_binding_free(binding);
    antin_registry_draft_free(draft);
}

int main(int argc, char **argv) {
    pthread_t threads[THREADS];
    size_t numbers[THREADS];
    size_t index;
    CHECK(argc == 3 || argc == 4);
    vectors = argv[1];
    share();
    share_registry();
    if (argc == 4) {
        ask();
        decide();
    }
    CHECK(clock_gettime(CLOCK_MONOTONIC, &until) == 0);
    until.tv_sec += strtol(argv[2], NULL, 10);
    for (index = 0; index < THREADS; index++) {
        numbers[index] = index;
        CHECK(pthread_create(&threads[index], NULL, work, &numbers[index]) == 0);
    }
    for (index = 0; index < THREADS; index++) {
        CHECK(pthread_join(threads[index], NULL) == 0);
    }
    antin_report_free(shared);
    antin_registry_free(registry);
    free(certificate.data);
    antin_credential_free(signer);
    antin_policy_free(by);
    antin_evidence_free(beside);
    antin_sign_options_free(how);
    puts("ok");
    return 0;
}
