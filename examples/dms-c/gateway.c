/* What decides, made from files: keys, policies, the registry, and the ledger with its journal. */

#include "dms.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *registry_file;
static antin_registry_signers *signers;
static antin_gateway_policy *rules;

static int usage(void) {
    fputs("usage: dms -k AGENCY.p12 -p PASSWORD-FILE -r ROOTS.pem [-c CRL]... [-l vi|en] [-s SETTLE-SECONDS] [-w WATCH-SECONDS]\n"
          "           [-A AGENCY-CODE -R REGISTRY -S REGISTRY-SIGNER.pem... [-g GATEWAY-POLICY.toml] [-i]] FOLDER\n", stderr);
    return 2;
}

/* Takes one option; `octets` are those of the file that it names, if it names one. */
static int take_option(int option, const char *value, const unsigned char *octets, size_t length, unsigned *watch) {
    antin_error *error = NULL;
    antin_result result = ANTIN_RESULT_OK;
    if (option == 'l') dms.language = strcmp(value, "en") == 0 ? ANTIN_LANGUAGE_EN : ANTIN_LANGUAGE_VI;
    else if (option == 's') dms.settle = atof(value);
    else if (option == 'w') *watch = (unsigned)strtoul(value, NULL, 10);
    else if (option == 'R') registry_file = value;
    else if (option == 'r') result = antin_policy_new(octets, length, &dms.policy, &error);
    else if (option == 'c') result = antin_evidence_add_crls(dms.evidence, octets, length, &error);
    else if (option == 'S') result = antin_registry_signers_add(signers, octets, length, &error);
    else if (option == 'g') result = antin_gateway_policy_new(octets, length, &rules, &error);
    return well(value, result, &error);
}

/* The agency's key; its password is forgotten again. */
static int take_key(const char *p12, const char *password_file) {
    size_t length, password_length;
    unsigned char *octets = small_file(p12, &length), *password = small_file(password_file, &password_length);
    antin_error *error = NULL;
    antin_result result = ANTIN_RESULT_OK;
    int good = octets != NULL && password != NULL;
    if (good) {
        password[strcspn((char *)password, "\r\n")] = 0;
        result = antin_credential_from_pkcs12(octets, length, (char *)password, NULL, &dms.credential, &error);
        good = well(p12, result, &error);
    }
    if (octets != NULL) memset(octets, 0, length);
    if (password != NULL) memset(password, 0, password_length);
    free(octets);
    free(password);
    if (good) good = well("dms", antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &dms.options, &error), &error);
    return good;
}

/* Opens the ledger; only who says so gets a new one, as a lost one would let everything in again. */
static int open_ledger(int make) {
    char file[PATH_ROOM];
    antin_error *error = NULL;
    uint64_t window = antin_gateway_policy_window(rules);
    if (!path(file, "ledger", "", "")) return 0;
    file[strlen(file) - 1] = 0; /* a file, not a folder */
    return make ? well(file, antin_ledger_create(file, window, (int64_t)time(NULL), &dms.ledger, &error), &error)
                : well(file, antin_ledger_open(file, window, &dms.ledger, &error), &error);
}

static int set_up_gateway(const char *code, int make) {
    antin_error *error = NULL;
    if (rules == NULL && !well("dms", antin_gateway_policy_strict(&rules, &error), &error)) return 0;
    return well(code, antin_agency_new(code, dms.credential, &dms.agency, &error), &error) && open_ledger(make);
}

int set_up(int count, char **arguments, unsigned *watch) {
    const char *p12 = NULL, *password = NULL, *code = NULL;
    antin_error *error = NULL;
    size_t length = 0;
    int option, make = 0, good = well("dms", antin_evidence_new(&dms.evidence, &error), &error) &&
                                 well("dms", antin_registry_signers_new(&signers, &error), &error);
    while (good && (option = getopt(count, arguments, "k:p:r:c:l:s:w:A:R:S:g:i")) != -1) {
        unsigned char *octets = strchr("rcSg", option) != NULL ? small_file(optarg, &length) : NULL;
        if (option == '?' || (option == 'l' && strcmp(optarg, "vi") != 0 && strcmp(optarg, "en") != 0)) {
            free(octets);
            return usage();
        }
        if (option == 'k') p12 = optarg;
        else if (option == 'p') password = optarg;
        else if (option == 'A') code = optarg;
        else if (option == 'i') make = 1;
        else good = (octets != NULL || strchr("rcSg", option) == NULL) && take_option(option, optarg, octets, length, watch);
        free(octets);
    }
    if (!good) return 1;
    if (p12 == NULL || password == NULL || dms.policy == NULL || optind + 1 != count) return usage();
    if ((code == NULL) != (registry_file == NULL)) return usage();
    dms.root = arguments[optind];
    if (!take_key(p12, password)) return 1;
    return code != NULL && !set_up_gateway(code, make) ? 1 : 0;
}

/* The registry that was taken last: an older one is not taken any more. */
static char *seen(uint64_t *number) {
    char file[PATH_ROOM], *text, *colon;
    size_t length;
    *number = 0;
    if (!path(file, "kept", "registry", "") || age(file) < 0 || (text = (char *)small_file(file, &length)) == NULL) return NULL;
    *number = strtoull(text, &colon, 10);
    memmove(text, *colon == ':' ? colon + 1 : colon, strlen(colon) + (*colon != ':'));
    text[strcspn(text, "\n")] = 0;
    return text;
}

static int keep_seen(const antin_registry *registry) {
    struct words words = {"", 0};
    char number[32];
    snprintf(number, sizeof number, "%llu", (unsigned long long)antin_registry_number(registry));
    say(&words, number, ":", antin_registry_sha256(registry));
    say(&words, "\n", NULL, NULL);
    return write_over("kept", "registry", words.text, words.length);
}

static antin_registry *read_registry(void) {
    antin_registry *registry = NULL;
    antin_error *error = NULL;
    uint64_t number;
    size_t length = 0;
    unsigned char *octets = small_file(registry_file, &length);
    char *sha256 = seen(&number);
    antin_result result = ANTIN_RESULT_OK;
    int good = octets != NULL;
    if (good) {
        result = antin_registry_check(octets, length, signers, dms.policy, dms.evidence, (int64_t)time(NULL), number, sha256, &registry, &error);
        good = well(registry_file, result, &error);
    }
    /* Judged is not trusted. */
    good = good && well(registry_file, antin_registry_require_trusted(registry, &error), &error) && keep_seen(registry);
    free(octets);
    free(sha256);
    if (!good) antin_registry_free(registry);
    return good ? registry : NULL;
}

/* Takes the registry as it is now. Without one, packages wait. */
void refresh(void) {
    antin_registry *registry;
    antin_error *error = NULL;
    if (dms.agency == NULL) return;
    antin_gateway_free(dms.gateway);
    antin_opening_free(dms.opening);
    dms.gateway = NULL;
    dms.opening = NULL;
    if ((registry = read_registry()) == NULL) return;
    if (well("dms", antin_opening_new(&dms.opening, &error), &error) &&
        well("dms", antin_opening_set_registry(dms.opening, registry, &error), &error))
        well("dms", antin_gateway_new(rules, dms.policy, registry, dms.ledger, &dms.gateway, &error), &error);
    antin_registry_free(registry); /* what needs it has it */
}

/* Checks the exported journal against the end that was kept before. */
static int is_whole(const char *file, const char *head) {
    antin_source *source = NULL;
    antin_journal *journal = NULL;
    antin_error *error = NULL;
    antin_result result = antin_source_new_file(file, &source, &error);
    if (result == ANTIN_RESULT_OK) result = antin_journal_check(source, head, NULL, NULL, 0, &journal, &error);
    if (result == ANTIN_RESULT_OK) result = antin_journal_require_whole(journal, &error);
    antin_journal_free(journal);
    antin_source_free(source);
    return well(file, result, &error);
}

/* Exports the journal for an auditor, if it grew; an end that does not belong to it is never kept. */
void keep_journal(void) {
    char file[PATH_ROOM], journal[PATH_ROOM], *before = NULL;
    antin_buffer *head = NULL;
    antin_target *target = NULL;
    antin_error *error = NULL;
    size_t length;
    antin_result result;
    const char *now;
    if (dms.ledger == NULL || !path(file, "kept", "head", "") || !path(journal, "kept", "journal", "")) return;
    if (age(file) >= 0 && (before = (char *)small_file(file, &length)) == NULL) return;
    result = antin_ledger_head(dms.ledger, &head, &error);
    now = (const char *)antin_buffer_data(head, &length);
    if (result == ANTIN_RESULT_OK && (before == NULL || strcmp(before, now) != 0)) {
        result = antin_target_new_file(journal, &target, &error);
        if (result == ANTIN_RESULT_OK) result = antin_ledger_export(dms.ledger, 1, target, &error);
        if (well(journal, result, &error) && is_whole(journal, before)) write_over("kept", "head", now, length);
    } else well("ledger", result, &error);
    antin_target_free(target);
    antin_buffer_free(head);
    free(before);
}

void tear_down(void) {
    antin_gateway_free(dms.gateway);
    antin_opening_free(dms.opening);
    antin_agency_free(dms.agency);
    antin_ledger_free(dms.ledger);
    antin_gateway_policy_free(rules);
    antin_registry_signers_free(signers);
    antin_sign_options_free(dms.options);
    antin_credential_free(dms.credential);
    antin_evidence_free(dms.evidence);
    antin_policy_free(dms.policy);
}
