#!/bin/sh
# Makes the key files of this directory; ../README.md says what each is for.
#
# Needs openssl 3.0, keytool (JDK 17), certtool (GnuTLS 3.7), pk12util and certutil (NSS 3.87), python3.
# OPENSSL4=…   an openssl of 3.4 or later, for PBMAC1
# KEYTOOL25=…  the keytool of JDK 25
# BC=…         the class path of Bouncy Castle 1.83 (bcprov, bcutil, bcpkix), for BER
set -eu
cd "$(dirname "$0")"
: "${OPENSSL4:?}" "${KEYTOOL25:?}" "${BC:?}"
PW='mat-khau-123'
VN='Mật khẩu của tôi'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf pem der p12 && mkdir pem der p12

say() { printf '%s\n' "$*" >&2; }

# --- a PKI: root, sub-CA, one leaf per type of key -------------------------------------------
cat > "$work/ext.cnf" <<X
[ca]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[leaf]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,nonRepudiation
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
X
sign() { # name subject extensions issuer
    openssl req -new -utf8 -key "$work/$1.key" -subj "$2" -out "$work/$1.csr"
    openssl x509 -req -in "$work/$1.csr" -CA "$work/$4.crt" -CAkey "$work/$4.key" -days 36500 \
        -set_serial "0x$(openssl rand -hex 8 | sed 's/^./4/')" -extfile "$work/ext.cnf" -extensions "$3" \
        -out "$work/$1.crt" 2>/dev/null
}
say "root, sub-CA, leaves"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out "$work/root.key"
openssl req -new -x509 -utf8 -key "$work/root.key" -subj '/C=VN/O=Ban Cơ yếu (thử nghiệm)/CN=Test Root' \
    -days 36500 -config "$work/ext.cnf" -extensions ca -out "$work/root.crt" 2>/dev/null || {
    printf '[req]\ndistinguished_name=dn\n[dn]\n' >> "$work/ext.cnf"
    openssl req -new -x509 -utf8 -key "$work/root.key" -subj '/C=VN/O=Ban Cơ yếu (thử nghiệm)/CN=Test Root' \
        -days 36500 -config "$work/ext.cnf" -extensions ca -out "$work/root.crt"
}
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/sub.key"
sign sub '/C=VN/O=Ban Cơ yếu (thử nghiệm)/CN=Test Sub-CA' ca root
TYPES='rsa2048 rsa3072 rsa4096 p256 p384 ed25519'
for type in $TYPES; do
    case $type in
        rsa*) openssl genpkey -algorithm RSA -pkeyopt "rsa_keygen_bits:${type#rsa}" -out "$work/$type.key" 2>/dev/null ;;
        p256) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/$type.key" ;;
        p384) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out "$work/$type.key" ;;
        ed25519) openssl genpkey -algorithm ED25519 -out "$work/$type.key" ;;
    esac
    sign "$type" "/C=VN/O=Ủy ban nhân dân (thử nghiệm)/CN=Test $type" leaf sub
    cp "$work/$type.key" "pem/$type.pem"
    cat "$work/$type.crt" "$work/sub.crt" "$work/root.crt" > "pem/$type-chain.pem"
done
cat "$work/root.crt" "$work/sub.crt" > "$work/cas.crt"
# An earlier certificate of the same key, as after a renewal.
"$OPENSSL4" x509 -req -in "$work/p256.csr" -CA "$work/sub.crt" -CAkey "$work/sub.key" -not_before 20200101000000Z \
    -not_after 20250101000000Z -set_serial 0x4001 -extfile "$work/ext.cnf" -extensions leaf -out "$work/old.crt" 2>/dev/null
cat "$work/old.crt" "$work/sub.crt" "$work/root.crt" > pem/p256-old-chain.pem

# --- PKCS#1 and SEC 1 -------------------------------------------------------------------------
say "PKCS#1, SEC 1"
openssl rsa -in "$work/rsa2048.key" -traditional -out pem/rsa2048-pkcs1.pem 2>/dev/null
openssl rsa -in "$work/rsa2048.key" -traditional -outform DER -out der/rsa2048-pkcs1.der 2>/dev/null
{ openssl ecparam -name prime256v1; openssl ec -in "$work/p256.key" 2>/dev/null; } > pem/p256-sec1.pem
openssl ec -in "$work/p384.key" -outform DER -out der/p384-sec1.der 2>/dev/null
openssl ec -in "$work/p256.key" -no_public -outform DER -out der/p256-sec1-nopublic.der 2>/dev/null
openssl pkcs8 -topk8 -nocrypt -in der/p256-sec1-nopublic.der -inform DER -outform DER -out der/p256-nopublic.der
openssl ec -in "$work/p256.key" -conv_form compressed -outform DER -out der/p256-sec1-compressed.der 2>/dev/null
openssl ec -in "$work/p256.key" -param_enc explicit -outform DER -out der/p256-sec1-explicit.der 2>/dev/null
openssl rsa -in "$work/rsa2048.key" -traditional -aes256 -passout "pass:$PW" -out pem/rsa2048-dekinfo.pem 2>/dev/null
{ openssl x509 -in "$work/p256.crt" -text; cat "$work/p256.key"; } | sed 's/$/\r/' > pem/p256-with-text-crlf.pem

# --- types that are not supported --------------------------------------------------------------
say "other types"
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -out pem/p521.pem
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -out pem/secp256k1.pem
openssl genpkey -algorithm X25519 -out pem/x25519.pem
openssl genpkey -algorithm ED448 -out pem/ed448.pem
openssl dsaparam -genkey 1024 2>/dev/null | openssl pkcs8 -topk8 -nocrypt -out pem/dsa.pem
openssl dsa -in pem/dsa.pem -traditional -out pem/dsa-traditional.pem 2>/dev/null || openssl dsa -in pem/dsa.pem -out pem/dsa-traditional.pem
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out pem/rsa1024.pem 2>/dev/null

# --- encrypted PKCS#8 ---------------------------------------------------------------------------
say "encrypted PKCS#8"
topk8() { out=$1; shift; openssl pkcs8 -topk8 -in "$work/p256.key" -passout "pass:$PW" -out "pem/p256-$out.pem" "$@"; }
for prf in SHA1 SHA224 SHA256 SHA384 SHA512; do
    topk8 "pbkdf2-$(echo $prf | tr A-Z a-z)-aes256" -v2 aes-256-cbc -v2prf "hmacWith$prf"
done
topk8 pbkdf2-sha256-aes128 -v2 aes-128-cbc
topk8 pbkdf2-sha256-aes192 -v2 aes-192-cbc
topk8 pbkdf2-sha1-3des -v2 des3 -v2prf hmacWithSHA1
topk8 scrypt-aes256 -scrypt
topk8 scrypt-n1024-p2 -scrypt -scrypt_N 1024 -scrypt_r 4 -scrypt_p 2
topk8 pbe-sha1-3des -v1 PBE-SHA1-3DES
topk8 pbe-sha1-2des -v1 PBE-SHA1-2DES
LEGACY='-provider legacy -provider default'
# shellcheck disable=SC2086
{
    topk8 pbe-sha1-rc2-128 -v1 PBE-SHA1-RC2-128 $LEGACY
    topk8 pbe-sha1-rc2-40 -v1 PBE-SHA1-RC2-40 $LEGACY
    topk8 pbe-sha1-rc4-128 -v1 PBE-SHA1-RC4-128 $LEGACY
    topk8 pbe-md5-des -v1 PBE-MD5-DES $LEGACY
}
openssl pkcs8 -topk8 -in "$work/rsa2048.key" -passout "pass:$VN" -outform DER -out der/rsa2048-vietnamese.der
openssl pkcs8 -topk8 -in "$work/p256.key" -passout "pass:$VN" -v1 PBE-SHA1-3DES -outform DER -out der/p256-pbe-vietnamese.der

# --- PKCS#12 by OpenSSL -------------------------------------------------------------------------
say "PKCS#12 by OpenSSL"
p12() { # file type password options…
    out=$1; type=$2; pw=$3; shift 3
    openssl pkcs12 -export -inkey "$work/$type.key" -in "$work/$type.crt" -certfile "$work/cas.crt" \
        -passout "pass:$pw" -out "p12/$out.p12" "$@"
}
for type in $TYPES; do p12 "openssl3-$type" "$type" "$PW"; done
p12 openssl3-legacy rsa2048 "$PW" -legacy
# What the export assistant of Windows does up to version 1803: 3DES for all, SHA-1, 2000 iterations, a
# friendlyName, the name of the CSP and the key usage as attributes.
p12 windows-style rsa2048 "$VN" -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -iter 2000 \
    -keysig -name 'Con dấu của Ủy ban' -CSP 'Microsoft Enhanced Cryptographic Provider v1.0' -LMK
p12 openssl3-rc2-128 p256 "$PW" -legacy -keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC2-128
p12 openssl3-mac-sha384 p256 "$PW" -macalg sha384
p12 openssl3-mac-sha512 p256 "$PW" -macalg sha512
p12 openssl3-mac-sha224 p256 "$PW" -macalg sha224
p12 openssl3-one-iteration p256 "$PW" -iter 1
p12 openssl3-aes128 p256 "$PW" -keypbe AES-128-CBC -certpbe AES-128-CBC
p12 openssl3-nomac p256 "$PW" -nomac
p12 openssl3-noenc p256 "$PW" -keypbe NONE -certpbe NONE
p12 openssl3-open p256 "$PW" -keypbe NONE -certpbe NONE -nomac
p12 openssl3-vietnamese p384 "$VN"
p12 openssl3-legacy-vietnamese p384 "$VN" -legacy
p12 openssl3-empty p256 ''
p12 openssl3-legacy-empty p256 '' -legacy
openssl pkcs12 -export -inkey pem/x25519.pem -nocerts -passout "pass:$PW" -out p12/openssl3-x25519.p12
openssl pkcs12 -export -nokeys -in "$work/cas.crt" -passout "pass:$PW" -out p12/openssl3-nokey.p12
openssl pkcs12 -export -nocerts -inkey "$work/p256.key" -passout "pass:$PW" -out p12/openssl3-nocert.p12
p12 widened-vietnamese p256 "$VN" -legacy -passout "pass:$(printf %s "$VN" | iconv -f latin1 -t utf8)"
# Both certificates of a key; localKeyId says which one the key was exported with.
cat "$work/old.crt" "$work/cas.crt" > "$work/old-cas.crt"
cat "$work/p256.crt" "$work/cas.crt" > "$work/new-cas.crt"
for pair in new:p256:old old:old:new; do
    rest=${pair#*:}
    openssl pkcs12 -export -inkey "$work/p256.key" -in "$work/${rest%:*}.crt" -certfile "$work/${rest#*:}-cas.crt" \
        -passout "pass:$PW" -out "p12/renewed-${pair%%:*}.p12"
done
PW4() { # file options…
    out=$1; shift
    "$OPENSSL4" pkcs12 -export -inkey "$work/p256.key" -in "$work/p256.crt" -certfile "$work/cas.crt" \
        -passout "pass:$PW" -out "p12/$out.p12" "$@"
}
PW4 openssl4
PW4 openssl4-pbmac1-sha256 -pbmac1_pbkdf2 -macalg sha256
PW4 openssl4-pbmac1-sha512 -pbmac1_pbkdf2 -macalg sha512 -pbmac1_pbkdf2_md sha512

# --- PKCS#12 by Java ---------------------------------------------------------------------------
say "PKCS#12 by Java"
java_p12() { # keytool file type options…
    tool=$1; out=$2; type=$3; shift 3
    "$tool" "$@" -importkeystore -noprompt -srckeystore "p12/openssl3-$type.p12" -srcstoretype PKCS12 -srcstorepass "$PW" \
        -destkeystore "p12/$out.p12" -deststoretype PKCS12 -deststorepass "$PW" 2>/dev/null
}
java_p12 keytool java17-rsa2048 rsa2048
java_p12 keytool java17-p384 p384
java_p12 keytool java17-ed25519 ed25519
java_p12 keytool java17-legacy rsa2048 -J-Dkeystore.pkcs12.legacy
java_p12 "$KEYTOOL25" java25-p256 p256
java_p12 keytool java17-two-keys rsa2048
keytool -importkeystore -noprompt -srckeystore p12/openssl3-p256.p12 -srcstoretype PKCS12 -srcstorepass "$PW" -srcalias 1 \
    -destalias 'Lãnh đạo' -destkeystore p12/java17-two-keys.p12 -deststoretype PKCS12 -deststorepass "$PW" 2>/dev/null
keytool -genkeypair -alias seal -keyalg EC -groupname secp256r1 -dname 'CN=Test keytool, C=VN' -validity 36500 \
    -keystore p12/java17-genkeypair.p12 -storetype PKCS12 -storepass "$PW" 2>/dev/null
keytool -importcert -noprompt -alias root -file "$work/root.crt" -keystore p12/java17-truststore.p12 -storetype PKCS12 -storepass "$PW" 2>/dev/null

# --- PKCS#12 by Bouncy Castle (BER), GnuTLS and NSS --------------------------------------------------
say "PKCS#12 by others"
java -cp "$BC" Ber.java p12/openssl3-rsa2048.p12 "$PW" p12/bc-ber.p12 "$PW"
java -cp "$BC" Ber.java p12/openssl3-rsa2048.p12 "$PW" p12/bc-ber-vietnamese.p12 "$VN"
certtool --to-p12 --load-privkey "$work/p256.key" --load-certificate "$work/p256.crt" --load-ca-certificate "$work/cas.crt" \
    --outder --p12-name 'con dấu' --null-password --empty-password --outfile p12/gnutls-absent.p12 2>/dev/null
mkdir "$work/nss" && certutil -N -d "sql:$work/nss" --empty-password
printf %s "$PW" > "$work/pw"
pk12util -i p12/openssl3-rsa2048.p12 -d "sql:$work/nss" -w "$work/pw" >/dev/null
nick=$(certutil -L -d "sql:$work/nss" | sed -n 's/ *u,u,u *$//p')
pk12util -o p12/nss.p12 -n "$nick" -d "sql:$work/nss" -w "$work/pw" >/dev/null
pk12util -o p12/nss-3des.p12 -n "$nick" -d "sql:$work/nss" -w "$work/pw" -c DES-EDE3-CBC -C NONE >/dev/null

python3 odd.py "$work" "$PW"
chmod 644 pem/* der/* p12/*
say "$(find . -type f | wc -l) files, $(du -sk . | cut -f1) KB"
