/* Documents with a signature beside them: signed and judged as streams, so that their length does not matter. */

#include "dms.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { PIECE = 65536 };

/* Hands a file of any length to the library in pieces; 0 if it cannot be read. */
typedef antin_result (*taker)(void *handle, const uint8_t *piece, size_t length, antin_error **error);
static int hand_over(const char *file, taker take, void *handle, antin_result *result, antin_error **error) {
    static unsigned char piece[PIECE];
    size_t count;
    int good;
    FILE *opened = fopen(file, "rb");
    if (opened == NULL) return complain(file, strerror(errno));
    while (*result == ANTIN_RESULT_OK && (count = fread(piece, 1, sizeof piece, opened)) > 0)
        *result = take(handle, piece, count, error);
    /* A file that breaks off must not pass for the whole of it. */
    good = !ferror(opened) || complain(file, strerror(errno));
    fclose(opened);
    return good;
}

static antin_result sign_piece(void *handle, const uint8_t *piece, size_t length, antin_error **error) {
    return antin_signing_update(handle, piece, length, error);
}

void sign_document(const char *name) {
    char document[PATH_ROOM], beside[PATH_ROOM];
    antin_signing *signing = NULL;
    antin_buffer *signature = NULL;
    antin_error *error = NULL;
    antin_result result;
    struct stat state;
    size_t length;
    if (!path(document, "outbox", name, "") || !path(beside, "outbox", name, ".p7s")) return;
    if (lstat(beside, &state) == 0 || age(document) < dms.settle) return; /* signed, or still being written */
    result = antin_signing_new(dms.credential, dms.options, (int64_t)time(NULL), &signing, &error);
    if (hand_over(document, sign_piece, signing, &result, &error)) {
        if (result == ANTIN_RESULT_OK) result = antin_signing_finish(signing, &signature, &error);
        const uint8_t *data = antin_buffer_data(signature, &length);
        if (well(document, result, &error) && write_new("outbox", strrchr(beside, '/') + 1, data, length))
            printf("signed %s\n", name);
    }
    antin_buffer_free(signature);
    antin_signing_free(signing);
}

static antin_result verify_piece(void *handle, const uint8_t *piece, size_t length, antin_error **error) {
    return antin_verifying_update(handle, piece, length, error);
}

/* What the library says of something that cannot be judged. */
static void fault(struct words *words, antin_error *error) {
    say(words, antin_error_text(error, dms.language), "\n", antin_error_help(error, dms.language));
    say(words, "\n", NULL, NULL);
    antin_error_free(error);
}

/* Judges, and writes the reason into the folder of the delivery; 0 if that has to be tried again. */
int judge_document(const char *folder, const char *document, const char *signature, int *passed) {
    antin_verifying *verifying = NULL;
    antin_report *report = NULL;
    antin_buffer *told = NULL;
    antin_error *error = NULL;
    antin_result result;
    struct words words = {"", 0};
    const char *text = words.text;
    size_t length;
    unsigned char *octets = small_file(signature, &length);
    int good = 0;
    if (octets == NULL) return 0;
    result = antin_verifying_new(octets, length, dms.policy, dms.evidence, (int64_t)time(NULL), &verifying, &error);
    if (!hand_over(document, verify_piece, verifying, &result, &error)) goto end;
    if (result == ANTIN_RESULT_OK) result = antin_verifying_finish(verifying, &report, &error);
    if (result == ANTIN_RESULT_OK) result = antin_report_to_text(report, dms.language, &told, &error);
    if ((result == ANTIN_RESULT_OTHER || result == ANTIN_RESULT_INTERNAL) && !well(document, result, &error)) goto end;
    if (result == ANTIN_RESULT_OK) {
        text = (const char *)antin_buffer_data(told, NULL);
        /* The one question: is there a signature, and did every one pass? */
        *passed = antin_report_require_passed(report, NULL) == ANTIN_RESULT_OK;
    } else { /* what arrived cannot be judged */
        fault(&words, error);
    }
    good = write_new(folder, *passed ? "report.txt" : "reason.txt", text, strlen(text));
end:
    free(octets);
    antin_buffer_free(told);
    antin_report_free(report);
    antin_verifying_free(verifying);
    return good;
}
