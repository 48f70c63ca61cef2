/* What the test programs share: checks that stay in release builds, and files. C99. */
#ifndef ANTIN_TEST_CHECK_H
#define ANTIN_TEST_CHECK_H

#include <antin.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                     \
    do {                                                                                     \
        if (!(condition)) {                                                                  \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);          \
            exit(1);                                                                         \
        }                                                                                    \
    } while (0)

/* The call must end like this; its error, if there is one, must say the same. */
#define EXPECT(result, call)                                                                 \
    do {                                                                                     \
        antin_error *error = NULL;                                                           \
        antin_result got = (call);                                                           \
        if (got != (result)) {                                                               \
            fprintf(stderr, "%s:%d: %s gave %u: %s\n", __FILE__, __LINE__, #call, got,       \
                    error == NULL ? "" : antin_error_message(error));                        \
            exit(1);                                                                         \
        }                                                                                    \
        CHECK((error == NULL) == (got == ANTIN_RESULT_OK || got == ANTIN_RESULT_ABSENT));    \
        CHECK(antin_error_code(error) == (got == ANTIN_RESULT_ABSENT ? 0 : got));            \
        CHECK(error == NULL || antin_error_message(error)[0] != '\0');                       \
        CHECK(error == NULL || antin_error_help(error, ANTIN_LANGUAGE_VI)[0] != '\0');       \
        antin_error_free(error);                                                             \
    } while (0)

#define OK(call) EXPECT(ANTIN_RESULT_OK, call)

typedef struct {
    uint8_t *data;
    size_t len;
} file;

/* Where the vectors are: the first argument of each program. */
extern const char *vectors;

static file read_file(const char *name) {
    char path[4096];
    file read = {NULL, 0};
    FILE *in;
    long end;
    snprintf(path, sizeof path, "%s/%s", vectors, name);
    in = fopen(path, "rb");
    if (in == NULL) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(1);
    }
    CHECK(fseek(in, 0, SEEK_END) == 0);
    end = ftell(in);
    CHECK(end >= 0 && fseek(in, 0, SEEK_SET) == 0);
    read.len = (size_t)end;
    /* Exactly as long as the file, so that a tool sees every octet read behind it. */
    read.data = malloc(read.len == 0 ? 1 : read.len);
    CHECK(read.data != NULL && fread(read.data, 1, read.len, in) == read.len);
    CHECK(fclose(in) == 0);
    return read;
}

#endif
