/* What the parts of the document system share. README.md says how it is used. */

#ifndef DMS_H
#define DMS_H

#define _POSIX_C_SOURCE 200809L
#define _FILE_OFFSET_BITS 64
#include <antin.h>
#include <stddef.h>
#include <stdint.h>

enum { PATH_ROOM = 4096 };

/* What everything is done by. */
struct dms {
    const char *root;     /* the folder of the others */
    uint32_t language;    /* of reasons and complaints */
    double settle;        /* seconds: younger files may still be written */
    int failures;         /* of the system, not of documents */
    antin_policy *policy; /* by which signatures are judged */
    antin_evidence *evidence;
    antin_credential *credential;
    antin_sign_options *options;
    antin_agency *agency;   /* NULL: packages are left alone */
    antin_gateway *gateway; /* NULL: so they are as long as there is no registry */
    antin_opening *opening; /* whose certificates are whose, by the same registry */
    antin_ledger *ledger;   /* what must never be forgotten */
};
extern struct dms dms;

/* Words for people, gathered; what does not fit is left out. */
struct words {
    char text[16384];
    size_t length;
};
void say(struct words *words, const char *first, const char *second, const char *third);
void say_report(struct words *words, const antin_buffer *text);        /* with a heading, if reasons stand before it */

/* files.c: nothing is overwritten, and nothing seen half done. */
int complain(const char *name, const char *what);                      /* 0 */
int well(const char *name, antin_result result, antin_error **error);  /* 1 if it is; the error is told and freed */
int path(char out[PATH_ROOM], const char *folder, const char *name, const char *end);
double age(const char *file);                                          /* seconds; -1 if there is no such file */
unsigned char *small_file(const char *file, size_t *length);           /* with a NUL behind it, to be freed; or NULL */
int ends_in(const char *name, const char *end);
int publish(const char *part, const char *whole);                      /* by a name that must be free */
int write_new(const char *folder, const char *name, const void *data, size_t length);
int write_over(const char *folder, const char *name, const void *data, size_t length);
int write_free(const char *folder, const char *name, const char *end, const void *data, size_t length);
int empty_folder(const char *folder);
void deliver(const char *folder, const char *name);                    /* judging/NAME, as a whole */
void each(const char *folder, void (*act)(const char *));

/* documents.c: files with a signature beside them. */
void sign_document(const char *name);
int judge_document(const char *folder, const char *document, const char *signature, int *passed);

/* going.c: packages that go out, and receipts that come back for them. */
void send_package(const char *name);
int take_receipt(const char *folder, const char *file, int *passed);

/* arriving.c: packages that come in. Gives the folder where it belongs; NULL if it has to be tried again. */
const char *receive_package(const char *folder, const char *name, const char *file);

/* gateway.c: what decides, made from files. */
int set_up(int count, char **arguments, unsigned *watch);              /* 0, or the exit status */
void refresh(void);                                                    /* takes the registry as it is now */
void keep_journal(void);                                               /* exports it, checks it, and keeps its end */
void tear_down(void);

#endif
