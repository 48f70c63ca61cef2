/* The files that the test programs read. C99. */
#ifndef ANTIN_TEST_FILES_H
#define ANTIN_TEST_FILES_H

#include "check.h"

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
