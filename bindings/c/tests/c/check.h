/* What the test programs share: checks that stay in release builds. C99. */
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
#define NULL_ARGUMENT(call) EXPECT(ANTIN_RESULT_NULL_ARGUMENT, call)
#define INVALID(call) EXPECT(ANTIN_RESULT_INVALID_ARGUMENT, call)

/* Longer than any object: what a negative number becomes. */
#define HUGE_LEN ((size_t)-1)
/* Text that is not UTF-8, as a Windows program in code page 1258 would give it. */
#define NOT_UTF8 "m\xe2t kh\xc8u\xff"

#endif
