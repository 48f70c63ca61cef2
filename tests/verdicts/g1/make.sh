#!/bin/sh
# Makes the files of this folder: a hierarchy in the shape of G1 (RSA-2048 and SHA-1, without a path
# length), with invented names, and a person's certificate with its key. Needs OpenSSL 3 or newer.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/ca.cnf" <<CNF
[ca]
default_ca = one
[one]
database = $work/index.txt
serial = $work/serial
new_certs_dir = $work
policy = any
default_md = sha1
string_mask = utf8only
[any]
countryName = optional
organizationName = optional
commonName = supplied
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[person]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature,nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CNF
: > "$work/index.txt"
echo 0a11223344556677 > "$work/serial"

request() { # name, subject
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/$1.key" 2>/dev/null
    openssl req -new -utf8 -key "$work/$1.key" -subj "$2" -out "$work/$1.csr"
}
issue() { # name, from, to, extensions, options…
    name=$1 from=$2 to=$3 extensions=$4
    shift 4
    openssl ca -batch -notext -utf8 -preserveDN -config "$work/ca.cnf" -extensions "$extensions" \
        -startdate "$from" -enddate "$to" -in "$work/$name.csr" -out "$work/$name.pem" "$@" 2>/dev/null
    openssl x509 -in "$work/$name.pem" -outform DER -out "$name.der"
}
request root '/C=VN/O=Co quan Mau/CN=Goc mau G1 (RootCA)'
issue root 20100310000000Z 20300305000000Z authority -selfsign -keyfile "$work/root.key"
request ca '/C=VN/O=Co quan Mau/CN=CA mau G1'
issue ca 20100311000000Z 20300304000000Z authority -cert "$work/root.pem" -keyfile "$work/root.key"
request person '/C=VN/O=Bộ Mẫu/CN=Người Ký Mẫu'
issue person 20240101000000Z 20291231000000Z person -cert "$work/ca.pem" -keyfile "$work/ca.key"
openssl pkcs8 -topk8 -nocrypt -in "$work/person.key" -out person.key.pem
