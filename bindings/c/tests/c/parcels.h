/* Packages from memory to memory, changed, and taken apart, for the test programs. C99. */
#ifndef ANTIN_TEST_PARCELS_H
#define ANTIN_TEST_PARCELS_H

#include "files.h"

static inline antin_source *source_of(const uint8_t *bytes, size_t len) {
    antin_source *made = NULL;
    OK(antin_source_new(bytes, len, &made, &error));
    return made;
}

static inline antin_target *memory(void) {
    antin_target *made = NULL;
    OK(antin_target_new(&made, &error));
    return made;
}

/* Copies what a target holds, and frees it. */
static inline file take(antin_target *target) {
    file taken = {NULL, 0};
    const uint8_t *bytes = antin_target_bytes(target, &taken.len);
    CHECK(bytes != NULL);
    taken.data = malloc(taken.len == 0 ? 1 : taken.len);
    CHECK(taken.data != NULL);
    memcpy(taken.data, bytes, taken.len);
    antin_target_free(target);
    return taken;
}

/* A copy of a package in which one text stands for another, the first time. */
static inline file with(file package, const char *from, const char *to) {
    const size_t from_len = strlen(from), to_len = strlen(to);
    file made = {NULL, package.len - from_len + to_len};
    size_t at = 0;
    while (at + from_len <= package.len && memcmp(package.data + at, from, from_len) != 0) {
        at++;
    }
    CHECK(at + from_len <= package.len);
    made.data = malloc(made.len);
    CHECK(made.data != NULL);
    memcpy(made.data, package.data, at);
    memcpy(made.data + at, to, to_len);
    memcpy(made.data + at + to_len, package.data + at + from_len, package.len - at - from_len);
    return made;
}

static inline int of_base64(uint8_t letter) {
    static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = letter == '\0' ? NULL : strchr(LETTERS, letter);
    return found == NULL ? -1 : (int)(found - LETTERS);
}

/* Decodes the last attachment, which is the seal's container. */
static inline file container_of(file package) {
    static const char END[] = "</";
    file made = {NULL, 0};
    size_t end = package.len, at;
    uint32_t bits = 0, count = 0;
    const char *tag = "ContentTransferEncoded>";
    const size_t tag_len = strlen(tag);
    for (at = package.len - tag_len; memcmp(package.data + at, tag, tag_len) != 0; at--) {
        CHECK(at > 0);
    }
    for (end = at; memcmp(package.data + end, END, 2) != 0; end--) {
        CHECK(end > 0);
    }
    for (at = end; package.data[at - 1] != '>'; at--) {
        CHECK(at > 1);
    }
    made.data = malloc(end - at);
    CHECK(made.data != NULL);
    for (; at < end; at++) {
        const int value = of_base64(package.data[at]);
        if (value >= 0) {
            bits = bits << 6 | (uint32_t)value;
            if (++count % 4 != 1) {
                made.data[made.len++] = (uint8_t)(bits >> (6 - 2 * ((count - 1) % 4)));
            }
        }
    }
    return made;
}

#endif
