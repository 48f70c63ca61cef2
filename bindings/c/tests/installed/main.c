/* Signs a document and judges the signature, with what was installed: main FOLDER-OF-THE-VECTORS. */

#include <antin.h>
#include <stdio.h>
#include <stdlib.h>

/* Ends the program unless a call did what it should. */
static void must(antin_result result, antin_error *error) {
    if (result != ANTIN_RESULT_OK) {
        fprintf(stderr, "%u: %s\n", (unsigned)result, antin_error_message(error));
        exit(1);
    }
}

static unsigned char *read_file(const char *folder, const char *name, size_t *length) {
    static const size_t room = 1 << 20;
    unsigned char *octets = malloc(room);
    char path[4096];
    FILE *file;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    if (octets == NULL || file == NULL) {
        perror(path);
        exit(1);
    }
    *length = fread(octets, 1, room, file);
    fclose(file);
    return octets;
}

int main(int count, char **arguments) {
    static const unsigned char document[] = "Quyết định";
    static const int64_t now = 1796083200;
    size_t p12_len, roots_len, signature_len;
    unsigned char *p12, *roots;
    const uint8_t *signature;
    antin_credential *credential = NULL;
    antin_sign_options *options = NULL;
    antin_buffer *signed_out = NULL;
    antin_policy *policy = NULL;
    antin_report *report = NULL;
    antin_error *error = NULL;

    if (count < 2) return 2;
    p12 = read_file(arguments[1], "credentials/java-p256.p12", &p12_len);
    roots = read_file(arguments[1], "pki/root.pem", &roots_len);
    must(antin_credential_from_pkcs12(p12, p12_len, "matkhau", NULL, &credential, &error), error);
    must(antin_sign_options_new(ANTIN_FORMAT_CADES, ANTIN_LEVEL_B, &options, &error), error);
    must(antin_sign(document, sizeof document, credential, options, now, &signed_out, &error), error);
    signature = antin_buffer_data(signed_out, &signature_len);

    must(antin_policy_new(roots, roots_len, &policy, &error), error);
    must(antin_policy_set_revocation(policy, ANTIN_REVOCATION_IF_PRESENT, &error), error);
    must(antin_verify(signature, signature_len, document, sizeof document, policy, NULL, now, &report, &error),
         error);
    must(antin_report_require_passed(report, &error), error);
    printf("antin %s: %s\n", antin_version(),
           antin_signature_signer_subject(antin_report_signature(report, 0)));

    antin_report_free(report);
    antin_policy_free(policy);
    antin_buffer_free(signed_out);
    antin_sign_options_free(options);
    antin_credential_free(credential);
    free(p12);
    free(roots);
    return 0;
}
