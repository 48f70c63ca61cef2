/* Containers with one thing changed, for tests of what is refused. C99. */
#ifndef ANTIN_TEST_ZIP_H
#define ANTIN_TEST_ZIP_H

#include "files.h"

static uint32_t crc32_of(const uint8_t *data, size_t len) {
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t at = 0; at < len; at++) {
        crc ^= data[at];
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xEDB88320u : 0);
        }
    }
    return ~crc;
}

static void put(uint8_t *at, uint32_t value, int octets) {
    for (int index = 0; index < octets; index++) {
        at[index] = (uint8_t)(value >> (8 * index));
    }
}

static uint32_t take_number(const uint8_t *at, int octets) {
    uint32_t value = 0;
    for (int index = octets; index > 0; index--) {
        value = value << 8 | at[index - 1];
    }
    return value;
}

/* Where the record at the end of an archive begins; it has no comment. */
static size_t end_of(file archive) {
    CHECK(archive.len > 22 && memcmp(archive.data + archive.len - 22, "PK\5\6", 4) == 0);
    return archive.len - 22;
}

/* A copy of an archive with a further entry, which is stored. */
static file with_entry(file archive, const char *name, const char *content) {
    const size_t name_len = strlen(name), len = strlen(content), end = end_of(archive);
    const size_t list = take_number(archive.data + end + 16, 4);
    const uint32_t crc = crc32_of((const uint8_t *)content, len);
    const size_t local = 30 + name_len + len;
    file made = {NULL, archive.len + local + 46 + name_len};
    uint8_t *at;
    made.data = calloc(made.len, 1);
    CHECK(made.data != NULL);
    memcpy(made.data, archive.data, list);
    at = made.data + list;
    memcpy(at, "PK\3\4\x14\0\0\0\0\0\0\0\x21\0", 14);
    put(at + 14, crc, 4);
    put(at + 18, (uint32_t)len, 4);
    put(at + 22, (uint32_t)len, 4);
    put(at + 26, (uint32_t)name_len, 2);
    memcpy(at + 30, name, name_len);
    memcpy(at + 30 + name_len, content, len);
    at += local;
    memcpy(at, archive.data + list, end - list);
    at += end - list;
    memcpy(at, "PK\1\2\x14\0\x14\0\0\0\0\0\0\0\x21\0", 16);
    put(at + 16, crc, 4);
    put(at + 20, (uint32_t)len, 4);
    put(at + 24, (uint32_t)len, 4);
    put(at + 28, (uint32_t)name_len, 2);
    put(at + 42, (uint32_t)list, 4);
    memcpy(at + 46, name, name_len);
    at += 46 + name_len;
    memcpy(at, archive.data + end, 22);
    put(at + 8, take_number(at + 8, 2) + 1, 2);
    put(at + 10, take_number(at + 10, 2) + 1, 2);
    put(at + 12, (uint32_t)(end - list + 46 + name_len), 4);
    put(at + 16, (uint32_t)(list + local), 4);
    return made;
}

/* A copy in which a text stands for each that is as long. */
static file with_each(file octets, const char *from, const char *to) {
    const size_t len = strlen(from);
    file made = {malloc(octets.len), octets.len};
    int times = 0;
    CHECK(made.data != NULL && strlen(to) == len);
    memcpy(made.data, octets.data, octets.len);
    for (size_t at = 0; at + len <= made.len; at++) {
        if (memcmp(made.data + at, from, len) == 0) {
            memcpy(made.data + at, to, len);
            times++;
        }
    }
    CHECK(times > 0);
    return made;
}

/* Counts the checksums of an archive anew, in place; all its entries are stored. */
static inline void count_anew(file archive) {
    const size_t end = end_of(archive);
    size_t at = take_number(archive.data + end + 16, 4);
    while (at < end) {
        uint8_t *entry = archive.data + at;
        uint8_t *local = archive.data + take_number(entry + 42, 4);
        const uint8_t *content =
            local + 30 + take_number(local + 26, 2) + take_number(local + 28, 2);
        const uint32_t crc = crc32_of(content, take_number(entry + 20, 4));
        CHECK(memcmp(entry, "PK\1\2", 4) == 0 && memcmp(local, "PK\3\4", 4) == 0);
        CHECK(take_number(entry + 10, 2) == 0);
        put(entry + 16, crc, 4);
        put(local + 14, crc, 4);
        at += 46 + take_number(entry + 28, 2) + take_number(entry + 30, 2) +
              take_number(entry + 32, 2);
    }
    CHECK(at == end);
}

#endif
