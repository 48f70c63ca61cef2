/* A panic inside of the library comes back as a number; for a build with the feature test-panic. */
#include "check.h"

antin_result antin_test_panic(antin_error **error_out);

int main(void) {
    int round;
    for (round = 0; round < 3; round++) {
        EXPECT(ANTIN_RESULT_INTERNAL, antin_test_panic(&error));
    }
    CHECK(antin_test_panic(NULL) == ANTIN_RESULT_INTERNAL);
    CHECK(antin_version() != NULL);
    puts("ok");
    return 0;
}
