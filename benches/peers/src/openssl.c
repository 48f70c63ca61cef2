/* OpenSSL's libcrypto as a user of CMS calls it: CAdES-BES signatures made and verified with their chain.
 * Keys, certificates and the store are loaded once; everything that depends on a message is done per call. */
#include <limits.h>
#include <openssl/cms.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <stdlib.h>

struct peer {
    EVP_PKEY *key;
    X509 *leaf;
    STACK_OF(X509) * others;
    X509_STORE *store;
    const EVP_MD *digest;
};

static BIO *memory(const unsigned char *data, size_t length) {
    return length <= INT_MAX ? BIO_new_mem_buf(data, (int)length) : NULL;
}

/* Reads PEM; `at` is the time of judgement. NULL if anything is missing. Owned by the caller, never freed. */
struct peer *antin_bench_peer_new(const unsigned char *key, size_t key_length, const unsigned char *chain,
                                  size_t chain_length, const unsigned char *root, size_t root_length,
                                  const char *digest, long long at) {
    struct peer *peer = calloc(1, sizeof *peer);
    BIO *key_bio = memory(key, key_length), *chain_bio = memory(chain, chain_length);
    BIO *root_bio = memory(root, root_length);
    if (!peer || !key_bio || !chain_bio || !root_bio) return NULL;
    peer->key = PEM_read_bio_PrivateKey(key_bio, NULL, NULL, NULL);
    peer->leaf = PEM_read_bio_X509(chain_bio, NULL, NULL, NULL);
    peer->others = sk_X509_new_null();
    sk_X509_push(peer->others, PEM_read_bio_X509(chain_bio, NULL, NULL, NULL));
    peer->store = X509_STORE_new();
    peer->digest = EVP_get_digestbyname(digest);
    X509 *anchor = PEM_read_bio_X509(root_bio, NULL, NULL, NULL);
    int loaded = peer->key && peer->leaf && anchor && sk_X509_value(peer->others, 0) && peer->digest &&
                 X509_STORE_add_cert(peer->store, anchor);
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(peer->store), (time_t)at);
    X509_free(anchor);
    BIO_free(key_bio);
    BIO_free(chain_bio);
    BIO_free(root_bio);
    return loaded ? peer : NULL;
}

/* Makes a detached CAdES-BES signature in DER and returns its length, or 0. */
size_t antin_bench_peer_sign(struct peer *peer, const unsigned char *data, size_t length, unsigned char *out,
                             size_t capacity) {
    const unsigned flags = CMS_BINARY | CMS_DETACHED | CMS_CADES | CMS_NOSMIMECAP;
    size_t made = 0;
    BIO *content = memory(data, length);
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, peer->others, NULL, flags | CMS_PARTIAL);
    if (cms && content && CMS_add1_signer(cms, peer->leaf, peer->key, peer->digest, flags) &&
        CMS_final(cms, content, NULL, flags)) {
        int size = i2d_CMS_ContentInfo(cms, NULL);
        if (size > 0 && (size_t)size <= capacity) made = (size_t)i2d_CMS_ContentInfo(cms, &out);
    }
    CMS_ContentInfo_free(cms);
    BIO_free(content);
    return made;
}

/* Judges a detached signature with its chain: 1 for good. */
int antin_bench_peer_verify(struct peer *peer, const unsigned char *signature, size_t signature_length,
                            const unsigned char *data, size_t length) {
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &signature, (long)signature_length);
    BIO *content = memory(data, length);
    int good = cms && content &&
               CMS_verify(cms, NULL, peer->store, content, NULL, CMS_BINARY | CMS_CADES) == 1;
    CMS_ContentInfo_free(cms);
    BIO_free(content);
    return good;
}

/* Validates a chain of three from its DER: 1 for good. */
int antin_bench_peer_path(struct peer *peer, const unsigned char *leaf, size_t leaf_length,
                          const unsigned char *sub, size_t sub_length) {
    X509 *first = d2i_X509(NULL, &leaf, (long)leaf_length), *second = d2i_X509(NULL, &sub, (long)sub_length);
    STACK_OF(X509) *pool = sk_X509_new_null();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    int good = first && second && sk_X509_push(pool, second) &&
               X509_STORE_CTX_init(context, peer->store, first, pool) && X509_verify_cert(context) == 1;
    X509_STORE_CTX_free(context);
    sk_X509_free(pool);
    X509_free(first);
    X509_free(second);
    return good;
}
