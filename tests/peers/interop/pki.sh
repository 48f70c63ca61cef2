#!/usr/bin/env bash
# Makes the throwaway PKI of docs/interop.md with OpenSSL: `pki.sh FOLDER NOW`, where NOW is in seconds since 1970.
#
# A root (RSA-2048) and an issuing CA (P-256). By the CA: signers with three kinds of key; `ended`, whose certificate
# ended 10 days ago; `revoked`, 5 days ago; `held`, on hold since; time-stamping authorities: `tsa`, `old`, which
# ended 10 days ago, and `gone`,
# which was revoked 5 days ago; `ocsp`, a delegated responder. `stranger` is another root, with a signer `foreign`
# and an authority `unknown`. CRLs: NAME.past.crl of 15 days ago, and NAME.crl of an hour ago.
set -euo pipefail
mkdir -p "$1"
cd "$1"
now=$2
export ISSUER=none
day=86400
when() { date -u -d "@$((now + $1))" +%Y%m%d%H%M%SZ; }

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
crlDistributionPoints = URI:http://crl.invalid/${ENV::ISSUER}.crl
[person]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
crlDistributionPoints = URI:http://crl.invalid/${ENV::ISSUER}.crl
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
crlDistributionPoints = URI:http://crl.invalid/${ENV::ISSUER}.crl
[responder]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = ignored
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
crlDistributionPoints = URI:http://crl.invalid/${ENV::ISSUER}.crl
[any]
countryName = optional
organizationName = optional
commonName = supplied
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
digests = sha256, sha384, sha512
accuracy = secs:1
tsa_name = yes
ess_cert_id_alg = sha256
CNF
for ca in root sub stranger; do
    : > "$ca.txt"
    echo 01 > "$ca.crlnumber"
    cat >> pki.cnf <<CNF
[$ca.ca]
database = $ca.txt
crlnumber = $ca.crlnumber
new_certs_dir = .
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
CNF
done
echo 01 > tsa.serial

key() { openssl genpkey -out "$1.key" -algorithm "${@:2}" 2>/dev/null; }
p256() { key "$1" EC -pkeyopt ec_paramgen_curve:P-256; }
issue() { # NAME ISSUER EXTENSIONS FROM TO (in days)
    openssl req -new -key "$1.key" -subj "/C=VN/O=Antin interop/CN=Interop $1" -config pki.cnf -out "$1.csr"
    ISSUER=$2 openssl ca -batch -notext -config pki.cnf -name "$2.ca" -cert "$2.pem" -keyfile "$2.key" -extensions "$3" \
        -startdate "$(when $(($4 * day)))" -enddate "$(when $(($5 * day)))" -in "$1.csr" -out "$1.pem" \
        ${6:-} 2>/dev/null
    cat "$1.pem" "$2.pem" > "$1.chain.pem"
}
pkcs12() { # NAME ISSUER
    openssl pkcs12 -export -inkey "$1.key" -in "$1.pem" -certfile "$2.pem" -name "$1" -passout pass:antin -out "$1.p12"
}

key root RSA -pkeyopt rsa_keygen_bits:2048
issue root root root -400 3000 -selfsign
p256 stranger
issue stranger stranger root -400 3000 -selfsign
p256 sub
issue sub root sub -300 2000

key rsa2048 RSA -pkeyopt rsa_keygen_bits:2048
p256 p256
key ed25519 ED25519
for name in rsa2048 p256 ed25519; do
    issue "$name" sub person -200 700
    pkcs12 "$name" sub
done
p256 ended
issue ended sub person -200 -10
for name in revoked held; do
    p256 "$name"
    issue "$name" sub person -200 700
done
key tsa RSA -pkeyopt rsa_keygen_bits:2048 # pyHanko's authority has RSA keys only
p256 gone
for name in tsa gone; do
    issue "$name" sub stamper -200 1200
done
pkcs12 tsa sub
p256 old
issue old sub stamper -200 -10
p256 ocsp
issue ocsp sub responder -200 1200
p256 foreign
issue foreign stranger person -200 700
p256 unknown
issue unknown stranger stamper -200 1200

crl() { # CA NAME FROM TO (in seconds)
    openssl ca -gencrl -config pki.cnf -name "$1.ca" -keyfile "$1.key" -cert "$1.pem" \
        -crl_lastupdate "$(when "$3")" -crl_nextupdate "$(when "$4")" -out "$2.pem.crl" 2>/dev/null
    openssl crl -in "$2.pem.crl" -outform DER -out "$2.crl"
}
for ca in root sub stranger; do
    crl $ca $ca.past $((-15 * day)) $((15 * day))
done
revoke() { # NAME REASON: 5 days ago; `openssl ca -revoke` would take the clock of the machine
    local since
    since=$(when $((-5 * day)))
    sed -i "/CN=Interop $1\$/ s/^V\t\([^\t]*\)\t/R\t\1\t${since:2},$2/" sub.txt
}
revoke revoked cessationOfOperation
revoke gone cessationOfOperation
revoke held certificateHold
for ca in root sub stranger; do
    crl $ca $ca -3600 $((30 * day))
done
