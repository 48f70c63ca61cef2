/* The C interface against OpenSSL's CMS and against the Rust library called from Rust, in one run.
 *
 * Candidates of a row run in turn in each round, for about the same time; figures are medians of rounds,
 * ratios are medians of the ratios within rounds. Times of one thread are processor time, so that other
 * programs do not count; those of two threads are of the wall. Prints a table in Markdown. */
#define _POSIX_C_SOURCE 200809L
#include <antin.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct direct;
const struct direct *antin_direct_new(const uint8_t *, size_t, const uint8_t *, size_t,
                                      const uint8_t *, size_t, size_t, int64_t);
size_t antin_direct_sign(const struct direct *, const uint8_t *, size_t, size_t);
size_t antin_direct_verify(const struct direct *, const uint8_t *, size_t, const uint8_t *, size_t,
                           size_t);
struct peer;
struct peer *antin_bench_peer_new(const unsigned char *, size_t, const unsigned char *, size_t,
                                  const unsigned char *, size_t, const char *, long long);
size_t antin_bench_peer_sign(struct peer *, const unsigned char *, size_t, unsigned char *, size_t);
int antin_bench_peer_verify(struct peer *, const unsigned char *, size_t, const unsigned char *,
                            size_t);

enum { MOST_ROUNDS = 101 };
static const int64_t AT = 1795305600;
static int rounds = 31;

static void must(int good, const char *what) {
    if (!good) {
        fprintf(stderr, "bench: %s failed\n", what);
        exit(1);
    }
}

typedef struct {
    uint8_t *data;
    size_t len;
} file;

static file read_file(const char *folder, const char *key, const char *kind) {
    char path[4096];
    file read = {malloc(1 << 16), 0};
    FILE *in;
    snprintf(path, sizeof path, "%s/%s.%s.pem", folder, key, kind);
    in = fopen(path, "rb");
    must(in != NULL && read.data != NULL, path);
    read.len = fread(read.data, 1, 1 << 16, in);
    fclose(in);
    return read;
}

typedef struct {
    const antin_credential *credential;
    const antin_policy *policy;
    const antin_sign_options *options;
    const struct direct *direct;
    struct peer *peer;
    const uint8_t *document;
    size_t document_len;
    uint8_t signature[65536];
    size_t signature_len;
} subject;

typedef void (*work)(const subject *, size_t count);

static void c_sign(const subject *it, size_t count) {
    while (count-- > 0) {
        antin_buffer *signed_ = NULL;
        must(antin_sign(it->document, it->document_len, it->credential, it->options, AT, &signed_,
                        NULL) == ANTIN_RESULT_OK, "antin_sign");
        antin_buffer_free(signed_);
    }
}

static void c_verify(const subject *it, size_t count) {
    while (count-- > 0) {
        antin_report *report = NULL;
        must(antin_verify(it->signature, it->signature_len, it->document, it->document_len,
                          it->policy, NULL, AT, &report, NULL) == ANTIN_RESULT_OK, "antin_verify");
        must(antin_report_require_passed(report, NULL) == ANTIN_RESULT_OK, "a pass");
        antin_report_free(report);
    }
}

static void rust_sign(const subject *it, size_t count) {
    must(antin_direct_sign(it->direct, it->document, it->document_len, count) > 0, "Rust sign");
}

static void rust_verify(const subject *it, size_t count) {
    must(antin_direct_verify(it->direct, it->signature, it->signature_len, it->document,
                             it->document_len, count) == count, "Rust verify");
}

static void openssl_sign(const subject *it, size_t count) {
    unsigned char out[65536];
    while (count-- > 0) {
        must(antin_bench_peer_sign(it->peer, it->document, it->document_len, out, sizeof out) > 0,
             "CMS_sign");
    }
}

static void openssl_verify(const subject *it, size_t count) {
    while (count-- > 0) {
        must(antin_bench_peer_verify(it->peer, it->signature, it->signature_len, it->document,
                                     it->document_len), "CMS_verify");
    }
}

static double seconds(clockid_t clock) {
    struct timespec now;
    must(clock_gettime(clock, &now) == 0, "a clock");
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double timed(work run, const subject *it, size_t count) {
    const double start = seconds(CLOCK_THREAD_CPUTIME_ID);
    run(it, count);
    return (seconds(CLOCK_THREAD_CPUTIME_ID) - start) / (double)count;
}

typedef struct {
    work run;
    const subject *it;
    size_t count;
} share;

static void *shared(void *argument) {
    const share *own = argument;
    own->run(own->it, own->count);
    return NULL;
}

/* Seconds of the wall for `count` operations in each of `threads` threads. */
static double wall(work run, const subject *it, size_t count, int threads) {
    pthread_t started[2];
    share own = {run, it, count};
    const double start = seconds(CLOCK_MONOTONIC);
    int index;
    for (index = 0; index < threads; index++)
        must(pthread_create(&started[index], NULL, shared, &own) == 0, "a thread");
    for (index = 0; index < threads; index++)
        must(pthread_join(started[index], NULL) == 0, "a thread");
    return seconds(CLOCK_MONOTONIC) - start;
}

static int by_size(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(const double *values) {
    double sorted[MOST_ROUNDS];
    memcpy(sorted, values, (size_t)rounds * sizeof *values);
    qsort(sorted, (size_t)rounds, sizeof *sorted, by_size);
    return sorted[rounds / 2];
}

static size_t count_for(work run, const subject *it, double wanted) {
    size_t count = 1;
    while (timed(run, it, count) * (double)count < wanted / 4) count *= 2;
    return count * 4;
}

static void row(const char *key, const char *name, const subject *it, work c, work rust,
                work openssl) {
    double own[MOST_ROUNDS], theirs[MOST_ROUNDS], boundary[MOST_ROUNDS], peer[MOST_ROUNDS];
    double scale[MOST_ROUNDS];
    const size_t count = count_for(c, it, 0.01), other = count_for(openssl, it, 0.01);
    int round;
    for (round = 0; round < rounds; round++) {
        /* Each is first in turn, so that neither has the warmer caches. */
        const int first = round % 2;
        double direct = first ? timed(rust, it, count) : 0;
        double one;
        own[round] = timed(c, it, count);
        if (!first) direct = timed(rust, it, count);
        theirs[round] = timed(openssl, it, other);
        boundary[round] = own[round] / direct - 1;
        peer[round] = theirs[round] / own[round];
        one = wall(c, it, count, 1);
        scale[round] = 2 * one / wall(c, it, count, 2);
    }
    printf("| %s | %s | %lu | %.1f | %.1f | %+.2f %% | %.2f | %.2f |\n", key, name,
           (unsigned long)(it->document_len >> 10), median(own) * 1e6, median(theirs) * 1e6,
           median(boundary) * 100, median(peer), median(scale));
    fflush(stdout);
}

static void measure(const char *folder, const char *key, uint32_t provider, uint8_t *document) {
    static const size_t SIZES[] = {1 << 10, 10 << 10, 1 << 20};
    const file chain = read_file(folder, key, "chain"), pem = read_file(folder, key, "key");
    const file root = read_file(folder, key, "root");
    static subject it;
    antin_key_options *how = NULL;
    antin_credential *credential = NULL;
    antin_policy *policy = NULL;
    antin_sign_options *options = NULL;
    size_t index;
    must(!antin_key_options_new(&how, NULL) && !antin_key_options_set_provider(how, provider, NULL),
         "the provider");
    must(!antin_credential_from_chain_and_key(chain.data, chain.len, pem.data, pem.len, NULL, how,
                                              &credential, NULL), "the credential");
    must(!antin_policy_new(root.data, root.len, &policy, NULL) &&
             !antin_policy_set_provider(policy, provider, NULL) &&
             !antin_policy_set_revocation(policy, ANTIN_REVOCATION_IF_PRESENT, NULL),
         "the policy");
    must(!antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &options, NULL), "options");
    it.credential = credential;
    it.policy = policy;
    it.options = options;
    it.direct = antin_direct_new(chain.data, chain.len, pem.data, pem.len, root.data, root.len,
                                 provider, AT);
    it.peer = antin_bench_peer_new(pem.data, pem.len, chain.data, chain.len, root.data, root.len,
                                   "SHA256", AT);
    must(it.direct != NULL && it.peer != NULL, "reading keys");
    it.document = document;
    for (index = 0; index < sizeof SIZES / sizeof *SIZES; index++) {
        antin_buffer *made = NULL;
        const uint8_t *bytes;
        it.document_len = SIZES[index];
        must(!antin_sign(document, it.document_len, credential, options, AT, &made, NULL), "sign");
        bytes = antin_buffer_data(made, &it.signature_len);
        must(it.signature_len <= sizeof it.signature, "room");
        memcpy(it.signature, bytes, it.signature_len);
        antin_buffer_free(made);
        row(key, "sign", &it, c_sign, rust_sign, openssl_sign);
        row(key, "verify", &it, c_verify, rust_verify, openssl_verify);
    }
    antin_key_options_free(how);
    antin_credential_free(credential);
    antin_policy_free(policy);
    antin_sign_options_free(options);
    free(chain.data);
    free(pem.data);
    free(root.data);
}

static void write_file(const char *folder, const char *name, const uint8_t *bytes, size_t len) {
    char path[4096];
    FILE *out;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    out = fopen(path, "wb");
    must(out != NULL && fwrite(bytes, 1, len, out) == len && fclose(out) == 0, path);
}

/* One judgement of 10 KiB by P-256 in C, in microseconds of the wall; with what the programs in
 * languages/ need to do the same written into a folder. */
static void for_languages(const char *vectors, const char *folder, size_t count) {
    static uint8_t document[10 << 10];
    static subject it;
    const file chain = read_file(vectors, "p256", "chain"), pem = read_file(vectors, "p256", "key");
    const file root = read_file(vectors, "p256", "root");
    antin_credential *credential = NULL;
    antin_policy *policy = NULL;
    antin_sign_options *options = NULL;
    antin_buffer *made = NULL;
    const uint8_t *bytes;
    double start;
    must(!antin_credential_from_chain_and_key(chain.data, chain.len, pem.data, pem.len, NULL, NULL,
                                              &credential, NULL), "the credential");
    must(!antin_policy_new(root.data, root.len, &policy, NULL) &&
             !antin_policy_set_revocation(policy, ANTIN_REVOCATION_IF_PRESENT, NULL), "the policy");
    must(!antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &options, NULL), "options");
    must(!antin_sign(document, sizeof document, credential, options, AT, &made, NULL), "sign");
    bytes = antin_buffer_data(made, &it.signature_len);
    must(it.signature_len <= sizeof it.signature, "room");
    memcpy(it.signature, bytes, it.signature_len);
    write_file(folder, "document", document, sizeof document);
    write_file(folder, "signature", bytes, it.signature_len);
    write_file(folder, "root", root.data, root.len);
    it.policy = policy;
    it.document = document;
    it.document_len = sizeof document;
    c_verify(&it, count / 10 + 1);
    start = seconds(CLOCK_MONOTONIC);
    c_verify(&it, count);
    printf("%.3f\n", (seconds(CLOCK_MONOTONIC) - start) / (double)count * 1e6);
    antin_buffer_free(made);
    antin_credential_free(credential);
    antin_policy_free(policy);
    antin_sign_options_free(options);
    free(chain.data);
    free(pem.data);
    free(root.data);
}

int main(int argc, char **argv) {
    uint8_t *document = malloc(1 << 20);
    size_t index;
    must(argc >= 3 && document != NULL, "usage: bench FOLDER PROVIDER [ROUNDS]");
    if (strcmp(argv[2], "languages") == 0) {
        must(argc == 5, "usage: bench FOLDER languages OUT COUNT");
        for_languages(argv[1], argv[3], (size_t)atoi(argv[4]));
        free(document);
        return 0;
    }
    if (argc > 3) rounds = atoi(argv[3]);
    must(rounds >= 1 && rounds <= MOST_ROUNDS, "rounds");
    for (index = 0; index < 1 << 20; index++) document[index] = (uint8_t)(index * 131 >> 3);
    printf("| key | operation | KiB | antin, us | OpenSSL, us | C over Rust | OpenSSL / antin | two threads / one |\n");
    printf("| --- | --- | --: | --: | --: | --: | --: | --: |\n");
    measure(argv[1], "rsa2048", (uint32_t)atoi(argv[2]), document);
    measure(argv[1], "p256", (uint32_t)atoi(argv[2]), document);
    free(document);
    return 0;
}
