/* Files: what is written gets its name when it is whole, and names that are taken stay as they are. */

#include "dms.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SMALL_MAX = 64 << 20 };

int complain(const char *name, const char *what) {
    fprintf(stderr, "dms: %s: %s\n", name, what);
    dms.failures++;
    return 0;
}

int well(const char *name, antin_result result, antin_error **error) {
    if (result != ANTIN_RESULT_OK) complain(name, *error != NULL ? antin_error_text(*error, dms.language) : "it is not there");
    antin_error_free(*error); /* NULL is well */
    *error = NULL;
    return result == ANTIN_RESULT_OK;
}

void say(struct words *words, const char *first, const char *second, const char *third) {
    const char *const parts[] = {first, second, third};
    int index;
    for (index = 0; index < 3; index++) {
        size_t length = parts[index] != NULL ? strlen(parts[index]) : 0;
        if (length >= sizeof words->text - words->length) return;
        memcpy(words->text + words->length, parts[index] != NULL ? parts[index] : "", length + 1);
        words->length += length;
    }
}

/* What was found may be good where the gateway refuses, as of a package that comes twice. */
void say_report(struct words *words, const antin_buffer *text) {
    static const char *const heading[] = {"\nWhat was found, whatever came before:\n", "\nKết quả kiểm tra riêng:\n"};
    const char *octets = (const char *)antin_buffer_data(text, NULL);
    if (octets == NULL) return;
    if (words->length > 0) say(words, heading[dms.language == ANTIN_LANGUAGE_VI], NULL, NULL);
    say(words, octets, NULL, NULL);
}

/* Puts FOLDER/NAME and an end below the root; 0 if that is too long. */
int path(char out[PATH_ROOM], const char *folder, const char *name, const char *end) {
    int length = snprintf(out, PATH_ROOM, "%s/%s/%s%s", dms.root, folder, name, end);
    return (length > 0 && length < PATH_ROOM) || complain(name, "the path is too long");
}

double age(const char *file) {
    struct stat state;
    if (lstat(file, &state) != 0 || !S_ISREG(state.st_mode)) return -1;
    return difftime(time(NULL), state.st_mtime) < 0 ? 0 : difftime(time(NULL), state.st_mtime);
}

unsigned char *small_file(const char *file, size_t *length) {
    size_t room = 65536, count;
    unsigned char *octets = malloc(room + 1), *more = octets;
    FILE *opened = fopen(file, "rb");
    int good = (octets != NULL && opened != NULL) || complain(file, strerror(errno));
    *length = 0;
    while (good && (count = fread(octets + *length, 1, room - *length, opened)) > 0) {
        *length += count;
        if (*length < room) continue;
        if (room >= SMALL_MAX) good = complain(file, "is too long");
        else if ((more = realloc(octets, 2 * room + 1)) == NULL) good = complain(file, strerror(errno));
        else { octets = more; room *= 2; }
    }
    if (good && ferror(opened)) good = complain(file, strerror(errno));
    if (opened != NULL) fclose(opened);
    if (good) octets[*length] = 0;
    else { free(octets); octets = NULL; }
    return octets;
}

int ends_in(const char *name, const char *end) {
    size_t length = strlen(name), tail = strlen(end);
    return length > tail && strcmp(name + length - tail, end) == 0;
}

int publish(const char *part, const char *whole) {
    int good = link(part, whole) == 0; /* unlike rename, it never replaces */
    if (!good) complain(whole, strerror(errno));
    unlink(part);
    return good;
}

/* Writes a file under a name that no round looks at, and brings it to the disk. */
static int write_part(const char *part, const void *data, size_t length) {
    FILE *opened = fopen(part, "wb");
    int good = opened != NULL && fwrite(data, 1, length, opened) == length && fflush(opened) == 0 &&
               fsync(fileno(opened)) == 0;
    if (opened != NULL && fclose(opened) != 0) good = 0;
    if (good) return 1;
    complain(part, strerror(errno));
    unlink(part);
    return 0;
}

int write_new(const char *folder, const char *name, const void *data, size_t length) {
    char part[PATH_ROOM], whole[PATH_ROOM];
    return path(part, folder, ".dms.part", "") && path(whole, folder, name, "") &&
           write_part(part, data, length) && publish(part, whole);
}

int write_over(const char *folder, const char *name, const void *data, size_t length) {
    char part[PATH_ROOM], whole[PATH_ROOM];
    if (!path(part, folder, ".dms.part", "") || !path(whole, folder, name, "") || !write_part(part, data, length)) return 0;
    return rename(part, whole) == 0 || complain(whole, strerror(errno));
}

int write_free(const char *folder, const char *name, const char *end, const void *data, size_t length) {
    char file[PATH_ROOM], numbered[PATH_ROOM];
    struct stat state;
    int count;
    for (count = 1; count < 10000; count++) {
        int taken = count == 1 ? snprintf(numbered, PATH_ROOM, "%s%s", name, end)
                               : snprintf(numbered, PATH_ROOM, "%s.%d%s", name, count, end);
        if (taken < 0 || taken >= PATH_ROOM || !path(file, folder, numbered, "")) return 0;
        if (lstat(file, &state) != 0) return write_new(folder, numbered, data, length);
    }
    return complain(name, "there are too many of this name");
}

int empty_folder(const char *folder) {
    char file[PATH_ROOM];
    struct dirent *entry;
    DIR *opened;
    if (mkdir(folder, 0755) == 0) return 1;
    if (errno != EEXIST || (opened = opendir(folder)) == NULL) return complain(folder, strerror(errno));
    while ((entry = readdir(opened)) != NULL) {
        int length = snprintf(file, sizeof file, "%s/%s", folder, entry->d_name);
        if (length > 0 && length < PATH_ROOM) unlink(file);
    }
    closedir(opened);
    return 1;
}

/* Moves judging/NAME, as a whole, to a folder where that name may be taken. */
void deliver(const char *folder, const char *name) {
    char from[PATH_ROOM], to[PATH_ROOM], number[16] = "";
    int count;
    if (!path(from, "judging", name, "")) return;
    for (count = 2; count <= 10000 && path(to, folder, name, number); count++) {
        int failed = rename(from, to) == 0 ? 0 : errno;
        if (failed == 0) printf("%s %s%s\n", folder, name, number);
        else if ((failed != EEXIST && failed != ENOTEMPTY) || count > 9999) complain(to, strerror(failed));
        if (failed != EEXIST && failed != ENOTEMPTY) return;
        snprintf(number, sizeof number, ".%d", count);
    }
}

/* Acts on each name of a folder; not on hidden files and those being written. */
void each(const char *folder, void (*act)(const char *)) {
    char where[PATH_ROOM];
    struct dirent *entry;
    DIR *opened = path(where, folder, "", "") ? opendir(where) : NULL;
    if (opened == NULL) complain(folder, strerror(errno));
    while (opened != NULL && (entry = readdir(opened)) != NULL) {
        if (entry->d_name[0] != '.' && !ends_in(entry->d_name, ".part")) act(entry->d_name);
    }
    if (opened != NULL) closedir(opened);
}
