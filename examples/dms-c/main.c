/* A small document system and gateway client: signs and seals what leaves, judges what arrives.
 *
 * outbox/NAME                 gets its signature beside it, outbox/NAME.p7s
 * outbox/NAME.edxml           a package for the exchange axis becomes sealed/NAME.edxml, or refused/NAME.edxml with the reasons
 * inbox/NAME, inbox/NAME.p7s  become a folder, judging/NAME, and when judged accepted/NAME or quarantine/NAME
 * inbox/NAME.edxml            a package that arrived becomes accepted/, quarantine/ or refused/NAME.edxml, with the receipt to be sent
 *                             as receipts/NAME.edxml.receipt
 * inbox/NAME.receipt          a receipt that came back becomes accepted/ or quarantine/NAME.receipt
 *
 * Nothing is overwritten, and nothing is seen half done: what is written gets its name when it is whole, and a
 * delivery is moved as one folder. A run that was cut off is taken up by the next. */

#include "dms.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct dms dms = {NULL, ANTIN_LANGUAGE_VI, 5, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
static volatile sig_atomic_t stopped;

static int is_package(const char *name) { return ends_in(name, ".edxml"); }
static int is_receipt(const char *name) { return ends_in(name, ".receipt"); }

static void send_one(const char *name) {
    if (is_package(name)) send_package(name);
    else if (!ends_in(name, ".p7s")) sign_document(name);
}

/* Moves a delivery out of the reach of whoever delivers, who could change it after it was judged. */
static int claim(const char *name, const char *folder, char file[2][PATH_ROOM]) {
    char from[PATH_ROOM];
    int index;
    for (index = 0; index < 2; index++) {
        const char *end = index == 0 ? "" : ".p7s";
        if (!path(from, "inbox", name, end) || !path(file[index], folder, name, end)) return 0;
        if (age(file[index]) >= 0 || age(from) < 0 || rename(from, file[index]) == 0) continue;
        return complain(from, strerror(errno));
    }
    return 1;
}

/* Says what is missing of a document and its signature; 1 if nothing is. */
static int is_pair(const char *name, const char *folder, char file[2][PATH_ROOM]) {
    static const char *const lone[][2] = {
        {"There is no document beside the signature.\n", "Không có văn bản kèm theo chữ ký.\n"},
        {"There is no signature beside the document.\n", "Không có chữ ký kèm theo văn bản.\n"}};
    int index;
    for (index = 0; index < 2; index++) {
        const char *text = lone[index][dms.language == ANTIN_LANGUAGE_VI];
        if (age(file[index]) >= 0) continue;
        if (write_new(folder, "reason.txt", text, strlen(text))) deliver("quarantine", name);
        return 0;
    }
    return 1;
}

static void judge_one(const char *name) {
    static const char *const stale[] = {"/reason.txt", "/report.txt", "/receipt.zip"};
    char from[PATH_ROOM], file[2][PATH_ROOM], folder[PATH_ROOM];
    const char *where = NULL;
    int index, good = 1, passed = 0;
    if (!path(folder, "judging", name, "")) return;
    if (mkdir(folder, 0755) != 0 && errno != EEXIST) { complain(folder, strerror(errno)); return; }
    for (index = 0; index < 3 && path(from, "judging", name, stale[index]); index++) unlink(from);
    snprintf(folder, sizeof folder, "judging/%.4000s", name);
    if (!claim(name, folder, file)) return;
    if (is_package(name)) good = (where = receive_package(folder, name, file[0])) != NULL;
    else if (is_receipt(name)) good = take_receipt(folder, file[0], &passed);
    else if (!is_pair(name, folder, file)) return;
    else good = judge_document(folder, file[0], file[1], &passed);
    if (path(from, "judging", name, "/recording") && good) unlink(from);
    if (good) deliver(where != NULL ? where : passed ? "accepted" : "quarantine", name);
}

static void arrive(const char *found) {
    char name[PATH_ROOM], file[2][PATH_ROOM];
    snprintf(name, sizeof name, "%.4000s", found);
    if (ends_in(name, ".p7s")) name[strlen(name) - 4] = 0; /* once more for its document, when nothing is left to do */
    if ((is_package(name) || is_receipt(name)) && dms.gateway == NULL) return; /* it waits for a registry */
    if (!path(file[0], "inbox", name, "") || !path(file[1], "inbox", name, ".p7s")) return;
    /* The later of the two decides: what has just come may still be written, or wait for the other. */
    if ((age(file[0]) >= 0 && age(file[0]) < dms.settle) || (age(file[1]) >= 0 && age(file[1]) < dms.settle)) return;
    if (age(file[0]) >= 0 || age(file[1]) >= 0) judge_one(name);
}

static void stop(int number) { (void)number; stopped = 1; }

static int make_folders(void) {
    static const char *const folders[] = {"outbox", "sealed",   "refused", "inbox", "judging", "accepted", "quarantine",
                                          "sent",   "receipts", "told",    "kept"};
    char where[PATH_ROOM];
    size_t index;
    for (index = 0; index < sizeof folders / sizeof *folders; index++) {
        if (!path(where, folders[index], "", "")) return 0;
        if (mkdir(where, 0755) != 0 && errno != EEXIST) return complain(where, strerror(errno));
    }
    return 1;
}

int main(int count, char **arguments) {
    unsigned watch = 0;
    int status = set_up(count, arguments, &watch);
    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    if (status == 0) status = !make_folders();
    if (status == 0) do {
        refresh();
        each("judging", judge_one); /* first, what an earlier run left: the journal says what became of it */
        each("outbox", send_one);
        each("inbox", arrive);
        keep_journal();
        fflush(stdout);
        if (watch > 0 && !stopped) sleep(watch);
    } while (watch > 0 && !stopped);
    tear_down();
    return status != 0 ? status : dms.failures > 0;
}
