/* Packages that arrive: judged, answered with a receipt, recorded, and only then handed out.
 *
 * A run may be cut off behind the record: the gateway would take the package for one that is sent again. So the end of the journal is
 * written down before, as judging/NAME/recording. If the next entry accepts this seal, the package is ours, and is handed out. */

#include "dms.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

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
    return well(folder, result, &error) && good;
}

/* Writes down the end of the journal, for a run that comes after one that was cut off. */
static int note_head(const char *folder) {
    antin_buffer *head = NULL;
    antin_error *error = NULL;
    size_t length;
    int good = well("ledger", antin_ledger_head(dms.ledger, &head, &error), &error);
    const uint8_t *octets = antin_buffer_data(head, &length);
    good = good && write_over(folder, "recording", octets, length);
    antin_buffer_free(head);
    return good;
}

/* Whether a run before recorded this delivery as accepted and was cut off then: so says the entry behind the end that it noted. */
static int is_ours(const char *folder, const antin_package *package) {
    char file[PATH_ROOM], accepted[128], *text = NULL, *end;
    antin_sent *sent = NULL;
    antin_target *lines = NULL;
    antin_error *error = NULL;
    antin_result result = ANTIN_RESULT_OK;
    unsigned long long number = 0;
    size_t length;
    int ours = 0;
    if (!path(file, folder, "recording", "") || age(file) < 0 || (text = (char *)small_file(file, &length)) == NULL) return 0;
    number = strtoull(text, NULL, 10);
    if (antin_sent_of(package, &sent, NULL) == ANTIN_RESULT_OK && antin_sent_seal(sent) != NULL) {
        result = antin_target_new(&lines, &error);
        if (result == ANTIN_RESULT_OK) result = antin_ledger_export(dms.ledger, number + 1, lines, &error);
        well("ledger", result, &error);
        free(text);
        const char *found = (const char *)antin_target_bytes(lines, &length);
        text = malloc(length + 1);
        if (text != NULL && found != NULL) {
            memcpy(text, found, length);
            text[length] = 0;
            if ((end = strchr(text, '\n')) != NULL) *end = 0;
            /* A line has one spelling, and no text in it has a quotation mark of its own. */
            snprintf(accepted, sizeof accepted, "\"seal\":\"%s\"", antin_sent_seal(sent));
            ours = strstr(text, "\"kind\":\"received\"") != NULL && strstr(text, accepted) != NULL &&
                   strstr(text, "\"decision\":\"accept\"") != NULL;
        }
    }
    free(text);
    antin_target_free(lines);
    antin_sent_free(sent);
    return ours;
}

/* Makes the receipt anew that a run before recorded and did not hand out. */
static antin_buffer *receipt_again(const antin_package *package) {
    antin_sent *sent = NULL;
    antin_receipt *receipt = NULL;
    antin_buffer *container = NULL;
    antin_error *error = NULL;
    int64_t now = (int64_t)time(NULL);
    antin_result result = antin_sent_of(package, &sent, &error);
    if (result == ANTIN_RESULT_OK)
        result = antin_receipt_new(sent, antin_agency_code(dms.agency), ANTIN_STATUS_ARRIVED, now, &receipt, &error);
    if (result == ANTIN_RESULT_OK)
        result = antin_receipt_sign(receipt, dms.credential, dms.options, now, &container, &error);
    well("receipt", result, &error);
    antin_receipt_free(receipt);
    antin_sent_free(sent);
    return container;
}

/* Writes what there is to read, the receipt that is to be sent, and the attachments of what is accepted and proven. */
static int hand_out(const char *folder, const char *name, antin_source *source, const antin_package *package,
                    const struct words *words, const uint8_t *receipt, size_t length, int accepted) {
    char attachments[PATH_ROOM];
    struct words told = *words;
    antin_buffer *text = NULL;
    antin_error *error = NULL;
    int good = path(attachments, folder, "attachments", "") && empty_folder(attachments);
    if (good && package != NULL) good = well(folder, antin_package_to_text(package, dms.language, &text, &error), &error);
    /* What a policy lets in though nobody proved it has no attachments to be trusted. */
    if (good && accepted && antin_package_is_accepted(package)) good = take_out(package, source, attachments);
    else rmdir(attachments);
    say_report(&told, text);
    antin_buffer_free(text);
    good = good && write_new(folder, accepted ? "report.txt" : "reason.txt", told.text, told.length);
    return good && (receipt == NULL || (write_new(folder, "receipt.zip", receipt, length) &&
                                        write_free("receipts", name, ".receipt", receipt, length)));
}

/* Hands out what was recorded before a run was cut off; 0 if that has to be tried again. */
static int hand_out_again(const char *folder, const char *name, antin_source *source) {
    struct words words = {"", 0};
    antin_package *package = NULL;
    antin_buffer *receipt = NULL;
    antin_error *error = NULL;
    size_t length = 0;
    const uint8_t *octets;
    antin_result result = antin_package_open(source, dms.opening, dms.policy, dms.evidence, (int64_t)time(NULL), &package, &error);
    int good = well(name, result, &error);
    if (good && antin_package_is_accepted(package)) good = (receipt = receipt_again(package)) != NULL;
    octets = antin_buffer_data(receipt, &length);
    good = good && hand_out(folder, name, source, package, &words, octets, length, 1);
    antin_buffer_free(receipt);
    antin_package_free(package);
    return good;
}

/* What stands against it, a line each. */
static void reasons(struct words *words, const antin_arrival *arrival) {
    const char *unreadable = antin_arrival_unreadable(arrival, dms.language);
    size_t index;
    for (index = 0; index < antin_arrival_reason_count(arrival); index++) {
        say(words, antin_arrival_reason(arrival, index), ": ", antin_arrival_reason_text(arrival, index, dms.language));
        say(words, "\n", NULL, NULL);
    }
    if (unreadable != NULL) say(words, unreadable, "\n", NULL);
}

/* Records what was decided, and hands it out. */
static const char *record(const char *folder, const char *name, antin_source *source, antin_arrival *arrival) {
    static const char *const folders[] = {NULL, "accepted", "quarantine", "refused"};
    struct words words = {"", 0};
    antin_error *error = NULL;
    const uint8_t *receipt;
    size_t length = 0;
    uint32_t decision;
    antin_result result = antin_arrival_answer(arrival, dms.evidence, &error);
    if (!well(name, result, &error) || !note_head(folder)) return NULL;
    result = antin_arrival_record(arrival, &error);
    if (!well(name, result, &error)) return NULL;
    reasons(&words, arrival);
    decision = antin_arrival_decision(arrival);
    receipt = antin_arrival_receipt(arrival, &length);
    return hand_out(folder, name, source, antin_arrival_package(arrival), &words, receipt, length,
                    antin_arrival_require_accepted(arrival, NULL) == ANTIN_RESULT_OK)
               ? folders[decision <= ANTIN_DECISION_REFUSE ? decision : 0]
               : NULL;
}

const char *receive_package(const char *folder, const char *name, const char *file) {
    antin_source *source = NULL;
    antin_arrival *arrival = NULL;
    antin_error *error = NULL;
    const char *where = NULL;
    antin_result result;
    if (dms.gateway == NULL) return NULL;
    result = antin_source_new_file(file, &source, &error);
    if (result == ANTIN_RESULT_OK)
        result = antin_arrival_judge(dms.gateway, dms.agency, source, NULL, dms.evidence, (int64_t)time(NULL), &arrival, &error);
    if (well(file, result, &error)) {
        const char *first = antin_arrival_reason(arrival, 0);
        if (first != NULL && strcmp(first, "repeated") == 0 && is_ours(folder, antin_arrival_package(arrival)))
            where = hand_out_again(folder, name, source) ? "accepted" : NULL;
        else where = record(folder, name, source, arrival);
    }
    antin_arrival_free(arrival);
    antin_source_free(source);
    return where;
}
