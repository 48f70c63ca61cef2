#!/usr/bin/env bash
# Makes the throwaway PKI of the peer tests with OpenSSL, in the folder that is named.
#
# A root (RSA-2048), an issuing CA (P-256), one person for each of the six kinds of key, and the two
# CRLs, because EU DSS does not pass a signature whose revocation status it cannot find. For each
# person: NAME.key (PKCS#8), NAME.pem, NAME.chain.pem (with the issuing CA), NAME.p12 (password
# "antin"). `tsa` is a time-stamping authority, also for `openssl ts`. A second root, `stranger.pem`,
# signed nothing.
set -euo pipefail
mkdir -p "$1"
cd "$1"

cat > pki.cnf <<'CNF'
[req]
distinguished_name = dn
prompt = no
[dn]
CN = unused
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[sub]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[person]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
[tsa]
default_tsa = stamps
[stamps]
serial = tsa.serial
crypto_device = builtin
signer_cert = tsa.pem
certs = sub.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.5
digests = sha256, sha384, sha512
accuracy = secs:1, millisecs:500
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ca]
default_ca = crl
[crl]
database = index.txt
crlnumber = crlnumber
default_md = sha256
default_crl_days = 30
CNF
: > index.txt
echo 01 > crlnumber

key() { openssl genpkey -out "$1.key" -algorithm "${@:2}" 2>/dev/null; }
root() {
    key "$1" RSA -pkeyopt rsa_keygen_bits:2048
    openssl req -x509 -new -sha256 -key "$1.key" -subj "/C=VN/O=Antin peers/CN=$2" -days 3650 \
        -config pki.cnf -extensions root -out "$1.pem"
}
issue() { # NAME ISSUER EXTENSIONS SUBJECT
    openssl req -new -key "$1.key" -subj "$4" -config pki.cnf -out "$1.csr"
    openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -sha256 -days 730 \
        -set_serial "0x$(openssl rand -hex 15 | sed 's/^./4/')" \
        -extfile pki.cnf -extensions "$3" -out "$1.pem" 2>/dev/null
}

root root "Peers Root"
root stranger "Stranger Root"
key sub EC -pkeyopt ec_paramgen_curve:P-256
issue sub root sub "/C=VN/O=Antin peers/CN=Peers Issuing CA"

key rsa2048 RSA -pkeyopt rsa_keygen_bits:2048
key rsa3072 RSA -pkeyopt rsa_keygen_bits:3072
key rsa4096 RSA -pkeyopt rsa_keygen_bits:4096
key p256 EC -pkeyopt ec_paramgen_curve:P-256
key p384 EC -pkeyopt ec_paramgen_curve:P-384
key ed25519 ED25519
for name in rsa2048 rsa3072 rsa4096 p256 p384 ed25519; do
    issue "$name" sub person "/C=VN/O=Antin peers/CN=Signer $name"
    cat "$name.pem" sub.pem > "$name.chain.pem"
    openssl pkcs12 -export -inkey "$name.key" -in "$name.pem" -certfile sub.pem -passout pass:antin -out "$name.p12"
done

key tsa EC -pkeyopt ec_paramgen_curve:P-256
issue tsa sub stamper "/C=VN/O=Antin peers/CN=Peers TSA"
cat tsa.pem sub.pem > tsa.chain.pem
echo 01 > tsa.serial
openssl pkcs12 -export -inkey tsa.key -in tsa.pem -certfile sub.pem -name tsa -passout pass:antin -out tsa.p12

# Last: DSS wants a CRL that is no older than the certificate it speaks of.
for ca in root sub; do
    openssl ca -gencrl -config pki.cnf -keyfile "$ca.key" -cert "$ca.pem" -out "$ca.crl.pem" 2>/dev/null
    openssl crl -in "$ca.crl.pem" -outform DER -out "$ca.crl"
done
