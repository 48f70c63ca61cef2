#!/bin/sh
# Makes the values in this folder again, with OpenSSL 3, from the keys in it. RSASSA-PSS and
# ECDSA are randomised, so the bytes differ each time; the tests pass all the same.
set -eu
cd "$(dirname "$0")"
keys=.
printf 'antin' > message.bin

sign() { # name key digest [option]...
    name=$1; key=$2; digest=$3; shift 3
    openssl dgst "-$digest" -sign "$key" "$@" -out "$name.sig" message.bin
}
pss() { # name key digest mask salt
    sign "$1" "$2" "$3" -sigopt rsa_padding_mode:pss -sigopt "rsa_mgf1_md:$4" \
        -sigopt "rsa_pss_saltlen:$5"
}

# Keys of sizes that RFC 9500 does not have; only their public halves are kept. (With three primes
# OpenSSL makes moduli of an odd number of bits. A PSS message of 2048 bits is an octet shorter
# than a modulus of 2049.)
for bits in 2049 8192; do
    openssl genpkey -algorithm RSA -pkeyopt "rsa_keygen_bits:$bits" \
        -pkeyopt rsa_keygen_primes:3 -outform DER -out "rsa$bits.p8" 2> /dev/null
    openssl pkey -inform DER -in "rsa$bits.p8" -pubout -outform DER -out "$keys/rsa$bits.spki"
done
for digest in sha1 sha256 sha384 sha512; do
    sign "rsa1024-pkcs1-$digest" $keys/rfc9500-rsa1024.p8 $digest
    sign "rsa2048-pkcs1-$digest" $keys/rfc9500-rsa2048.p8 $digest
    sign "p256-$digest" $keys/rfc9500-p256.p8 $digest
    sign "p384-$digest" $keys/rfc9500-p384.p8 $digest
done
sign rsa8192-pkcs1-sha256 rsa8192.p8 sha256
pss rsa1024-pss-sha256-32 $keys/rfc9500-rsa1024.p8 sha256 sha256 32
pss rsa2048-pss-sha256-0 $keys/rfc9500-rsa2048.p8 sha256 sha256 0
pss rsa2048-pss-sha256-32 $keys/rfc9500-rsa2048.p8 sha256 sha256 32
pss rsa2048-pss-sha256-222 $keys/rfc9500-rsa2048.p8 sha256 sha256 222
pss rsa2048-pss-sha384-48 $keys/rfc9500-rsa2048.p8 sha384 sha384 48
pss rsa2048-pss-sha512-64 $keys/rfc9500-rsa2048.p8 sha512 sha512 64
pss rsa2048-pss-sha512-sha256-64 $keys/rfc9500-rsa2048.p8 sha512 sha256 64
pss rsa2048-pss-sha256-sha1-32 $keys/rfc9500-rsa2048.p8 sha256 sha1 32
pss rsa2048-pss-sha1-20 $keys/rfc9500-rsa2048.p8 sha1 sha1 20
pss rsa2049-pss-sha256-32 rsa2049.p8 sha256 sha256 32
pss rsa2049-pss-sha256-222 rsa2049.p8 sha256 sha256 222
openssl pkeyutl -sign -rawin -inkey $keys/rfc8032-ed25519.p8 -in message.bin -out ed25519.sig
rm rsa2049.p8 rsa8192.p8
