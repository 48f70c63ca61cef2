/* Packages that go out through the gateway, and the receipts that come back for them.
 *
 * What receipts are held against is kept as sent/SEAL: seal, document, sender and recipients, a line each. What a recipient told
 * last is kept as told/SEAL.RECIPIENT: the status, the receipt that told it, and the status before. */

#include "dms.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { NAME_ROOM = 128 };

/* What a receipt says, by its own word. */
struct told {
    uint32_t status;
    char recipient[2048];
};

/* Keeps what receipts for a package are held against. */
static int keep_sent(const antin_sent *sent) {
    const char *seal = antin_sent_seal(sent);
    size_t index, count = antin_sent_recipient_count(sent), room = 0;
    char *text;
    int good;
    room = strlen(seal) + strlen(antin_sent_document(sent)) + strlen(antin_sent_sender(sent)) + 4;
    for (index = 0; index < count; index++) room += strlen(antin_sent_recipient(sent, index)) + 1;
    if ((text = malloc(room)) == NULL) return complain(seal, strerror(errno));
    /* No line feed can be in them: the library has brought them into a form without. */
    sprintf(text, "%s\n%s\n%s\n", seal, antin_sent_document(sent), antin_sent_sender(sent));
    for (index = 0; index < count; index++) strcat(strcat(text, antin_sent_recipient(sent, index)), "\n");
    good = write_over("sent", seal, text, strlen(text));
    free(text);
    return good;
}

/* Reads what was kept of a package by the identity of its seal; NULL if nothing was. */
static antin_sent *kept(const char *seal) {
    char file[PATH_ROOM], *line, *text, *parts[3] = {NULL, NULL, NULL};
    const char **recipients = NULL;
    antin_sent *sent = NULL;
    antin_error *error = NULL;
    size_t length, count = 0, index = 0;
    if (!path(file, "sent", seal, "") || age(file) < 0 || (text = (char *)small_file(file, &length)) == NULL) return NULL;
    for (line = text; (line = strchr(line, '\n')) != NULL; line++) count++;
    recipients = calloc(count + 1, sizeof *recipients);
    for (line = strtok(text, "\n"); recipients != NULL && line != NULL; line = strtok(NULL, "\n"), index++) {
        if (index < 3) parts[index] = line;
        else recipients[index - 3] = line;
    }
    if (index >= 3) {
        antin_result result = antin_sent_new(parts[0], parts[1], parts[2], recipients, index - 3, &sent, &error);
        if (!well(file, result, &error)) sent = NULL;
    } else complain(file, "is not whole");
    free(recipients);
    free(text);
    return sent;
}

/* Puts a package that may not go out apart, with everything that keeps it from that. */
static void refuse(const char *name, const char *package, const antin_sending *sending) {
    char folder[PATH_ROOM], below[PATH_ROOM], whole[PATH_ROOM];
    struct words words = {"", 0};
    size_t index;
    int count, made = 0;
    for (index = 0; index < antin_sending_reason_count(sending); index++) {
        say(&words, antin_sending_reason(sending, index), ": ", antin_sending_reason_text(sending, index, dms.language));
        say(&words, "\n", NULL, NULL);
    }
    say(&words, antin_sending_unreadable(sending, dms.language), "\n", NULL);
    for (count = 1; count < 10000 && !made; count++) {
        snprintf(below, sizeof below, count == 1 ? "refused/%s" : "refused/%s.%d", name, count);
        if (!path(folder, below, "", "")) return;
        made = mkdir(folder, 0755) == 0;
        if (!made && errno != EEXIST) { complain(folder, strerror(errno)); return; }
    }
    if (!made || !write_new(below, "reason.txt", words.text, words.length) || !path(whole, below, name, "")) return;
    if (rename(package, whole) == 0) printf("%s\n", below);
    else complain(package, strerror(errno));
}

void send_package(const char *name) {
    char package[PATH_ROOM], whole[PATH_ROOM], part[PATH_ROOM];
    antin_source *source = NULL;
    antin_target *target = NULL;
    antin_sending *sending = NULL;
    antin_error *error = NULL;
    antin_result result;
    struct stat state;
    if (dms.gateway == NULL || !path(package, "outbox", name, "") || !path(whole, "sealed", name, "") ||
        !path(part, "sealed", ".dms.part", "")) return;
    if (lstat(whole, &state) == 0 || age(package) < dms.settle) return; /* sealed, or still being written */
    result = antin_source_new_file(package, &source, &error);
    if (result == ANTIN_RESULT_OK) result = antin_target_new_file(part, &target, &error);
    if (result == ANTIN_RESULT_OK)
        result = antin_gateway_send(dms.gateway, dms.agency, source, dms.evidence, (int64_t)time(NULL), target, &sending, &error);
    /* Decided is not yet sent. */
    if (!well(package, result, &error)) unlink(part);
    else if (antin_sending_require_sent(sending, NULL) != ANTIN_RESULT_OK) refuse(name, package, sending);
    else if (!keep_sent(antin_sending_sent(sending))) unlink(part);
    else if (publish(part, whole)) printf("sealed %s\n", name);
    antin_sending_free(sending);
    antin_target_free(target);
    antin_source_free(source);
}

/* For which package a receipt is, by its own word, which is believed only when it is judged against that. */
static antin_sent *claimed(const char *file, const unsigned char *octets, size_t length, char sha256[NAME_ROOM],
                           struct told *said) {
    antin_sent *nothing = NULL, *sent = NULL;
    antin_receipt_report *report = NULL;
    antin_error *error = NULL;
    antin_result result = antin_sent_new(NULL, "?", "?", NULL, 0, &nothing, &error);
    if (result == ANTIN_RESULT_OK)
        result = antin_receipt_judge(octets, length, nothing, NULL, 0, dms.policy, NULL, (int64_t)time(NULL), &report, &error);
    if (well(file, result, &error)) {
        const antin_receipt *receipt = antin_receipt_report_receipt(report);
        if (antin_receipt_seal(receipt) != NULL) sent = kept(antin_receipt_seal(receipt));
        said->status = antin_receipt_status(receipt);
        snprintf(said->recipient, sizeof said->recipient, "%s", sent != NULL ? antin_receipt_recipient(receipt) : "");
        snprintf(sha256, NAME_ROOM, "%s", antin_receipt_report_sha256(report));
    }
    antin_receipt_report_free(report);
    antin_sent_free(nothing);
    return sent;
}

/* Where the last status of the recipient is kept who made this receipt; 0 if it is not one of them. */
static int told_name(char name[NAME_ROOM], const antin_sent *sent, const char *own) {
    size_t index;
    for (index = 0; index < antin_sent_recipient_count(sent); index++) {
        if (strcmp(own, antin_sent_recipient(sent, index)) != 0) continue;
        snprintf(name, NAME_ROOM, "%s.%lu", antin_sent_seal(sent), (unsigned long)index);
        return 1;
    }
    return 0;
}

/* The status after which a receipt is to be judged. One that was told and delivered by half does not follow itself. */
static uint32_t told_before(const char *name, const char *sha256) {
    char file[PATH_ROOM], of[NAME_ROOM] = "";
    unsigned status = 0, earlier = 0;
    size_t length;
    unsigned char *text;
    if (!path(file, "told", name, "") || age(file) < 0 || (text = small_file(file, &length)) == NULL) return 0;
    if (sscanf((char *)text, "%2u %64s %2u", &status, of, &earlier) == 3 && strcmp(of, sha256) == 0) status = earlier;
    free(text);
    return status;
}

/* Writes down what came of a receipt that was judged and recorded. */
static int tell(const char *folder, const antin_returned_receipt *returned, int passed) {
    struct words words = {"", 0};
    antin_buffer *text = NULL;
    antin_error *error = NULL;
    size_t index;
    const antin_receipt_report *report = antin_returned_receipt_report(returned);
    int good = well(folder, antin_receipt_report_to_text(report, dms.language, &text, &error), &error);
    for (index = 0; index < antin_returned_receipt_reason_count(returned); index++)
        say(&words, antin_returned_receipt_reason(returned, index), "\n", NULL);
    say_report(&words, text);
    antin_buffer_free(text);
    return good && write_new(folder, passed ? "report.txt" : "reason.txt", words.text, words.length);
}

/* Judges a receipt against what was sent, and what this recipient told before. */
static int take(const char *folder, const char *file, const unsigned char *octets, size_t length, int *passed) {
    static const char *const none[] = {"It is for no package that was sent from here.\n",
                                       "Biên nhận không cho gói tin nào đã gửi từ đây.\n"};
    char name[NAME_ROOM] = "", sha256[NAME_ROOM] = "", status[NAME_ROOM + 16];
    const char *text = none[dms.language == ANTIN_LANGUAGE_VI];
    struct told said = {0, ""};
    antin_sent *sent = claimed(file, octets, length, sha256, &said);
    antin_returned_receipt *returned = NULL;
    antin_error *error = NULL;
    antin_result result;
    uint32_t before = 0;
    int good = 0;
    if (sent == NULL) return write_new(folder, "reason.txt", text, strlen(text));
    if (told_name(name, sent, said.recipient)) before = told_before(name, sha256);
    result = antin_gateway_take_receipt(dms.gateway, dms.agency, octets, length, sent, before, dms.evidence,
                                        (int64_t)time(NULL), &returned, &error);
    if (well(file, result, &error)) {
        *passed = antin_returned_receipt_require_accepted(returned, NULL) == ANTIN_RESULT_OK;
        snprintf(status, sizeof status, "%02u %s %02u\n", (unsigned)said.status, sha256, (unsigned)before);
        good = (!*passed || write_over("told", name, status, strlen(status))) && tell(folder, returned, *passed);
    }
    antin_returned_receipt_free(returned);
    antin_sent_free(sent);
    return good;
}

int take_receipt(const char *folder, const char *file, int *passed) {
    size_t length;
    unsigned char *octets = dms.gateway != NULL ? small_file(file, &length) : NULL;
    int good = octets != NULL && take(folder, file, octets, length, passed);
    free(octets);
    return good;
}
