/* A small document system: signs what leaves, judges what arrives. README.md says how it is used.
 *
 * outbox/NAME.edxml           a package for the exchange axis, becomes sealed/NAME.edxml
 * outbox/NAME                 gets its signature beside it, outbox/NAME.p7s
 * inbox/NAME.edxml            a package that arrived is judged by its seal, and if accepted taken apart
 * inbox/NAME, inbox/NAME.p7s  become a folder, judging/NAME, and when judged
 *                             accepted/NAME or quarantine/NAME, with the reason in a text file
 *
 * Nothing is overwritten, and nothing is seen half done: what is written gets its name when it is whole, and a
 * delivery is moved as one folder. A run that was cut off is taken up by the next. */

#define _POSIX_C_SOURCE 200809L
#define _FILE_OFFSET_BITS 64
#include <antin.h>
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 65536, PATH_ROOM = 4096, SMALL_MAX = 16 << 20 };

static const char *root;                      /* the folder of the others */
static uint32_t language = ANTIN_LANGUAGE_VI; /* of reasons and complaints */
static double settle = 5;                     /* files younger than this may still be written */
static int failures;                          /* of the system, not of documents */
static volatile sig_atomic_t stopped;
static antin_credential *credential;
static antin_sign_options *options;
static antin_seal_options *sealing;
static antin_opening *opening; /* whose certificates are whose */
static antin_policy *policy;
static antin_evidence *evidence;

static int complain(const char *name, const char *what) {
    fprintf(stderr, "dms: %s: %s\n", name, what);
    failures++;
    return 0;
}

/* Says what the library found wrong; 1 if nothing is. */
static int well(const char *name, antin_result result, antin_error *error) {
    if (result != ANTIN_RESULT_OK) complain(name, antin_error_text(error, language));
    antin_error_free(error); /* NULL is well */
    return result == ANTIN_RESULT_OK;
}

/* Puts FOLDER/NAME and an end below the root; 0 if that is too long. */
static int path(char out[PATH_ROOM], const char *folder, const char *name, const char *end) {
    int length = snprintf(out, PATH_ROOM, "%s/%s/%s%s", root, folder, name, end);
    return (length > 0 && length < PATH_ROOM) || complain(name, "the path is too long");
}

/* The seconds since a regular file was changed; -1 if there is none. */
static double age(const char *file) {
    struct stat state;
    if (lstat(file, &state) != 0 || !S_ISREG(state.st_mode)) return -1;
    return difftime(time(NULL), state.st_mtime) < 0 ? 0 : difftime(time(NULL), state.st_mtime);
}

/* Reads a small file, with a NUL behind it, to where the next one goes too; NULL if it cannot be read. */
static unsigned char *small_file(const char *file, size_t *length) {
    static unsigned char octets[SMALL_MAX + 1];
    FILE *opened = fopen(file, "rb");
    int good;
    *length = opened != NULL ? fread(octets, 1, SMALL_MAX, opened) : 0;
    good = opened != NULL && !ferror(opened);
    if (!good) complain(file, strerror(errno));
    if (good && *length == SMALL_MAX) good = complain(file, "is too long");
    if (opened != NULL) fclose(opened);
    octets[*length] = 0;
    return good ? octets : NULL;
}

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

/* Whether it is a package, by the end of its name. */
static int is_package(const char *name) {
    size_t length = strlen(name);
    return length > 6 && strcmp(name + length - 6, ".edxml") == 0;
}

/* Gives a file that is whole its name, which must be free. */
static int publish(const char *part, const char *whole) {
    int good = link(part, whole) == 0; /* unlike rename, it never replaces */
    if (!good) complain(whole, strerror(errno));
    unlink(part);
    return good;
}

/* Writes a file that must not be there yet: under a name that no round looks at, until it is whole. */
static int write_new(const char *folder, const char *name, const void *data, size_t length) {
    char part[PATH_ROOM], whole[PATH_ROOM];
    FILE *opened;
    int good;
    if (!path(part, folder, ".dms.part", "") || !path(whole, folder, name, "")) return 0;
    opened = fopen(part, "wb");
    good = opened != NULL && fwrite(data, 1, length, opened) == length && fflush(opened) == 0 &&
           fsync(fileno(opened)) == 0;
    if (opened != NULL && fclose(opened) != 0) good = 0;
    if (good) return publish(part, whole);
    complain(whole, strerror(errno));
    unlink(part);
    return 0;
}

static void seal_one(const char *name) {
    char package[PATH_ROOM], whole[PATH_ROOM], part[PATH_ROOM];
    antin_source *source = NULL;
    antin_target *target = NULL;
    antin_error *error = NULL;
    antin_result result;
    struct stat state;
    if (!path(package, "outbox", name, "") || !path(whole, "sealed", name, "") ||
        !path(part, "sealed", ".dms.part", "")) return;
    if (lstat(whole, &state) == 0 || age(package) < settle) return; /* sealed, or still being written */
    result = antin_source_new_file(package, &source, &error);
    if (result == ANTIN_RESULT_OK) result = antin_target_new_file(part, &target, &error);
    if (result == ANTIN_RESULT_OK)
        result = antin_seal_package(source, credential, sealing, (int64_t)time(NULL), target, &error);
    if (well(package, result, error) && publish(part, whole)) printf("sealed %s\n", name);
    antin_target_free(target);
    antin_source_free(source);
}

static antin_result sign_piece(void *handle, const uint8_t *piece, size_t length, antin_error **error) {
    return antin_signing_update(handle, piece, length, error);
}

static void sign_one(const char *name) {
    char document[PATH_ROOM], beside[PATH_ROOM];
    antin_signing *signing = NULL;
    antin_buffer *signature = NULL;
    antin_error *error = NULL;
    antin_result result;
    struct stat state;
    size_t length;
    if (is_package(name)) { seal_one(name); return; }
    if (!path(document, "outbox", name, "") || !path(beside, "outbox", name, ".p7s")) return;
    if (lstat(beside, &state) == 0 || age(document) < settle) return; /* signed, or still being written */
    result = antin_signing_new(credential, options, (int64_t)time(NULL), &signing, &error);
    if (hand_over(document, sign_piece, signing, &result, &error)) {
        if (result == ANTIN_RESULT_OK) result = antin_signing_finish(signing, &signature, &error);
        const uint8_t *data = antin_buffer_data(signature, &length);
        if (well(document, result, error) && write_new("outbox", strrchr(beside, '/') + 1, data, length))
            printf("signed %s\n", name);
    }
    antin_buffer_free(signature);
    antin_signing_free(signing);
}

static antin_result verify_piece(void *handle, const uint8_t *piece, size_t length, antin_error **error) {
    return antin_verifying_update(handle, piece, length, error);
}

/* Makes an empty folder, also of one that an earlier run left. */
static int empty_folder(const char *folder) {
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

/* The end of an attachment's name, if it is a usual one. The rest is a stranger's text, and no name of a file here. */
static const char *usual_end(const char *name) {
    static const char *const usual[] = {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".csv", ".txt", ""};
    const char *end = name != NULL ? strrchr(name, '.') : NULL;
    int index = 0;
    while (*usual[index] != 0 && (end == NULL || strcmp(end, usual[index]) != 0)) index++;
    return usual[index];
}

/* Takes the attachments of an accepted package out, to files of our own names: 1.pdf, 2.zip and so on. */
static int take_out(const antin_package *package, antin_source *source, const char *folder) {
    char file[PATH_ROOM];
    size_t index, count = antin_package_file_count(package);
    antin_result result = ANTIN_RESULT_OK;
    antin_error *error = NULL;
    antin_target **targets = calloc(count + 1, sizeof *targets);
    int good = 1;
    if (targets == NULL) return complain(folder, strerror(errno));
    for (index = 0; index < count && result == ANTIN_RESULT_OK; index++) {
        const char *end = usual_end(antin_file_name(antin_package_file(package, index)));
        int length = snprintf(file, sizeof file, "%s/%lu%s", folder, (unsigned long)index + 1, end);
        if (length < 0 || length >= PATH_ROOM) good = complain(folder, "the path is too long");
        else result = antin_target_new_file(file, &targets[index], &error);
    }
    if (good && result == ANTIN_RESULT_OK) result = antin_package_extract(package, source, targets, count, &error);
    for (index = 0; index < count; index++) antin_target_free(targets[index]);
    free(targets);
    return well(folder, result, error) && good;
}

/* What the library says of something that cannot be judged; to be freed by nobody, and good until the next. */
static const char *fault(antin_error *error) {
    static char reason[4096];
    const char *help = antin_error_help(error, language);
    snprintf(reason, sizeof reason, "%s\n%s\n", antin_error_text(error, language), help != NULL ? help : "");
    antin_error_free(error);
    return reason;
}

/* Judges a package by its seal, and takes its attachments out if it is accepted; as `judge` otherwise. */
static int judge_package(const char *folder, const char *name, int *passed) {
    char attachments[PATH_ROOM];
    antin_source *source = NULL;
    antin_package *package = NULL;
    antin_buffer *words = NULL;
    antin_error *error = NULL;
    antin_result result;
    const char *text;
    int good = path(attachments, folder, "attachments", "") && empty_folder(attachments);
    if (!good) return 0;
    result = antin_source_new_file(name, &source, &error);
    if (result == ANTIN_RESULT_OK)
        result = antin_package_open(source, opening, policy, evidence, (int64_t)time(NULL), &package, &error);
    if (result == ANTIN_RESULT_OK) result = antin_package_to_text(package, language, &words, &error);
    if (result == ANTIN_RESULT_OTHER || result == ANTIN_RESULT_INTERNAL) good = well(name, result, error);
    text = result == ANTIN_RESULT_OK ? (const char *)antin_buffer_data(words, NULL) : good ? fault(error) : "";
    /* The one question: is it whole, did every seal pass, and is the certificate the sender's? */
    *passed = result == ANTIN_RESULT_OK && antin_package_require_accepted(package, NULL) == ANTIN_RESULT_OK;
    if (*passed) good = take_out(package, source, attachments);
    else rmdir(attachments);
    if (good) good = write_new(folder, *passed ? "report.txt" : "reason.txt", text, strlen(text));
    antin_buffer_free(words);
    antin_package_free(package);
    antin_source_free(source);
    return good;
}

/* Judges, and writes the reason into the folder of the delivery; 0 if that has to be tried again. */
static int judge(const char *folder, const char *document, const char *signature, int *passed) {
    antin_verifying *verifying = NULL;
    antin_report *report = NULL;
    antin_buffer *words = NULL;
    antin_error *error = NULL;
    antin_result result;
    const char *text;
    size_t length;
    const unsigned char *octets = small_file(signature, &length);
    int good = 0;
    if (octets == NULL) return 0;
    result = antin_verifying_new(octets, length, policy, evidence, (int64_t)time(NULL), &verifying, &error);
    if (!hand_over(document, verify_piece, verifying, &result, &error)) goto end;
    if (result == ANTIN_RESULT_OK) result = antin_verifying_finish(verifying, &report, &error);
    if (result == ANTIN_RESULT_OK) result = antin_report_to_text(report, language, &words, &error);
    if ((result == ANTIN_RESULT_OTHER || result == ANTIN_RESULT_INTERNAL) && !well(document, result, error)) goto end;
    if (result == ANTIN_RESULT_OK) {
        text = (const char *)antin_buffer_data(words, NULL);
        /* The one question: is there a signature, and did every one pass? */
        *passed = antin_report_require_passed(report, NULL) == ANTIN_RESULT_OK;
    } else { /* what arrived cannot be judged */
        text = fault(error);
    }
    good = write_new(folder, *passed ? "report.txt" : "reason.txt", text, strlen(text));
end:
    antin_buffer_free(words);
    antin_report_free(report);
    antin_verifying_free(verifying);
    return good;
}

/* Moves judging/NAME, as a whole, to a folder where that name may be taken. */
static void deliver(const char *folder, const char *name) {
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

static void judge_one(const char *name) {
    static const char *const ends[] = {"", ".p7s", "/reason.txt", "/report.txt"};
    static const char *const lone[][2] = {
        {"There is no document beside the signature.\n", "Không có văn bản kèm theo chữ ký.\n"},
        {"There is no signature beside the document.\n", "Không có chữ ký kèm theo văn bản.\n"}};
    char from[PATH_ROOM], file[2][PATH_ROOM], folder[PATH_ROOM];
    int index, passed = 0;
    /* Out of the reach of whoever delivers, who could change it after it was judged. */
    if (!path(folder, "judging", name, "")) return;
    if (mkdir(folder, 0755) != 0 && errno != EEXIST) { complain(folder, strerror(errno)); return; }
    for (index = 2; index < 4 && path(from, "judging", name, ends[index]); index++) unlink(from); /* stale */
    snprintf(folder, sizeof folder, "judging/%.4000s", name);
    for (index = 0; index < 2; index++) {
        if (!path(from, "inbox", name, ends[index]) || !path(file[index], folder, name, ends[index])) return;
        if (age(file[index]) >= 0 || age(from) < 0 || rename(from, file[index]) == 0) continue;
        complain(from, strerror(errno));
        return;
    }
    for (index = 0; index < 2; index++) {
        /* A package has its seal within. */
        if (age(file[index]) >= 0 || (index == 1 && is_package(name))) continue;
        const char *text = lone[index][language == ANTIN_LANGUAGE_VI];
        if (write_new(folder, "reason.txt", text, strlen(text))) deliver("quarantine", name);
        return;
    }
    if (is_package(name) ? judge_package(folder, file[0], &passed) : judge(folder, file[0], file[1], &passed))
        deliver(passed ? "accepted" : "quarantine", name);
}

static void arrive(const char *name) {
    char file[2][PATH_ROOM];
    if (!path(file[0], "inbox", name, "") || !path(file[1], "inbox", name, ".p7s")) return;
    /* The later of the two decides: what has just come may still be written, or wait for the other. */
    if ((age(file[0]) >= 0 && age(file[0]) < settle) || (age(file[1]) >= 0 && age(file[1]) < settle)) return;
    if (age(file[0]) >= 0 || age(file[1]) >= 0) judge_one(name);
}

/* Acts on each name of a folder, without .p7s at its end; not on hidden files and those being written. */
static void each(const char *folder, void (*act)(const char *)) {
    char where[PATH_ROOM];
    struct dirent *entry;
    DIR *opened = path(where, folder, "", "") ? opendir(where) : NULL;
    if (opened == NULL) complain(folder, strerror(errno));
    while (opened != NULL && (entry = readdir(opened)) != NULL) {
        char *end = strrchr(entry->d_name, '.');
        if (entry->d_name[0] == '.' || (end != NULL && strcmp(end, ".part") == 0)) continue;
        if (act != judge_one && end != NULL && strcmp(end, ".p7s") == 0) *end = 0;
        act(entry->d_name); /* once more for its .p7s, when nothing is left to do */
    }
    if (opened != NULL) closedir(opened);
}

static void stop(int number) { (void)number; stopped = 1; }

static int usage(void) {
    fputs("usage: dms -k AGENCY.p12 -p PASSWORD-FILE -r ROOTS.pem [-c CRL]... [-a CODE=CERTIFICATE]...\n"
          "           [-l vi|en] [-s SETTLE-SECONDS] [-w WATCH-SECONDS] FOLDER\n", stderr);
    return 2;
}

/* CODE=FILE: the certificate in the file is that of the agency with this identifier code. */
static int know_sender(char *value) {
    antin_error *error = NULL;
    char *file = strchr(value, '=');
    unsigned char *octets;
    size_t length;
    if (file == NULL) return complain(value, "is not CODE=FILE");
    *file++ = 0;
    octets = small_file(file, &length);
    return octets != NULL && well(file, antin_opening_add_sender(opening, value, octets, length, &error), error);
}

static int set_up(int count, char **arguments, unsigned *watch) {
    char password[1024] = "";
    const char *p12 = NULL;
    unsigned char *octets;
    antin_error *error = NULL;
    size_t length;
    int option, good = well("dms", antin_evidence_new(&evidence, &error), error) &&
                       well("dms", antin_opening_new(&opening, &error), error);
    while (good && (option = getopt(count, arguments, "k:p:r:c:a:l:s:w:")) != -1) {
        char *value = optarg;
        octets = strchr("prc", option) != NULL ? small_file(value, &length) : NULL;
        if (option == 'k') p12 = value;
        else if (option == 'a') good = know_sender(value);
        else if (option == 'l') language = strcmp(value, "en") == 0 ? ANTIN_LANGUAGE_EN : ANTIN_LANGUAGE_VI;
        else if (option == 's') settle = atof(value);
        else if (option == 'w') *watch = (unsigned)strtoul(value, NULL, 10);
        else if (octets == NULL) good = 0;
        else if (option == 'p') {
            snprintf(password, sizeof password, "%.*s", (int)strcspn((char *)octets, "\r\n"), (char *)octets);
            memset(octets, 0, length);
        } else if (option == 'r') good = well(value, antin_policy_new(octets, length, &policy, &error), error);
        else good = well(value, antin_evidence_add_crls(evidence, octets, length, &error), error);
    }
    if (!good || p12 == NULL || policy == NULL || optind + 1 != count) return good ? usage() : 1;
    root = arguments[optind];
    if ((octets = small_file(p12, &length)) == NULL) return 1;
    good = well(p12, antin_credential_from_pkcs12(octets, length, password, NULL, &credential, &error), error) &&
           well("dms", antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &options, &error), error) &&
           well("dms", antin_seal_options_new(options, &sealing, &error), error);
    memset(octets, 0, length);
    memset(password, 0, sizeof password);
    return !good;
}

int main(int count, char **arguments) {
    static const char *const folders[] = {"outbox", "sealed", "inbox", "judging", "accepted", "quarantine"};
    char where[PATH_ROOM];
    unsigned index, watch = 0;
    int status = set_up(count, arguments, &watch);
    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    for (index = 0; status == 0 && index < 6; index++) {
        if (path(where, folders[index], "", "") && mkdir(where, 0755) != 0 && errno != EEXIST)
            status = !complain(where, strerror(errno));
    }
    if (status == 0) do {
        each("outbox", sign_one);
        each("judging", judge_one); /* what an earlier run left */
        each("inbox", arrive);
        fflush(stdout);
        if (watch > 0 && !stopped) sleep(watch);
    } while (watch > 0 && !stopped);
    antin_credential_free(credential);
    antin_seal_options_free(sealing);
    antin_sign_options_free(options);
    antin_opening_free(opening);
    antin_evidence_free(evidence);
    antin_policy_free(policy);
    return status != 0 ? status : failures > 0;
}
