#!/usr/bin/env bash
# Makes the chains that the benches use, in test-vectors/bench: `bash benches/pki.sh`.
#
# For each kind of key NAME a chain of three (root, issuing CA, person) of that kind throughout:
# NAME.key.pem (PKCS#8 of the person), NAME.chain.pem (person, issuing CA), NAME.root.pem. They are
# committed so that two runs measure the same bytes; the keys guard nothing.
set -euo pipefail
mkdir -p "$(dirname "$0")/../test-vectors/bench"
cd "$(dirname "$0")/../test-vectors/bench"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/cnf" <<'CNF'
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
CNF

chain() { # NAME DIGEST ALGORITHM OPTIONS…
    local name=$1 digest=$2
    for who in root sub person; do
        openssl genpkey -out "$work/$who.key" -algorithm "${@:3}" 2>/dev/null
    done
    openssl req -x509 -new "-$digest" -key "$work/root.key" -subj "/C=VN/O=Antin benches/CN=Root $name" \
        -days 36500 -config "$work/cnf" -extensions root -out "$work/root.pem"
    issue sub root "/C=VN/O=Antin benches/CN=Issuing CA $name" "$digest"
    issue person sub "/C=VN/O=Antin benches/CN=Person $name" "$digest"
    cp "$work/person.key" "$name.key.pem"
    cat "$work/person.pem" "$work/sub.pem" > "$name.chain.pem"
    cp "$work/root.pem" "$name.root.pem"
}
issue() { # NAME ISSUER SUBJECT DIGEST
    openssl req -new -key "$work/$1.key" -subj "$3" -config "$work/cnf" -out "$work/csr"
    openssl x509 -req -in "$work/csr" -CA "$work/$2.pem" -CAkey "$work/$2.key" "-$4" -days 36500 \
        -set_serial "0x4$(openssl rand -hex 15 | cut -c2-)" \
        -extfile "$work/cnf" -extensions "$1" -out "$work/$1.pem" 2>/dev/null
}

chain rsa2048 sha256 RSA -pkeyopt rsa_keygen_bits:2048
chain rsa3072 sha256 RSA -pkeyopt rsa_keygen_bits:3072
chain rsa4096 sha256 RSA -pkeyopt rsa_keygen_bits:4096
chain p256 sha256 EC -pkeyopt ec_paramgen_curve:P-256
chain p384 sha384 EC -pkeyopt ec_paramgen_curve:P-384
chain ed25519 sha512 ED25519
