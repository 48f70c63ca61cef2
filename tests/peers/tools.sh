#!/usr/bin/env bash
# NSS' cmsutil and GnuTLS' certtool behind the command line of the other peers; they only judge.
#
# batch FILE    one operation a line, arguments separated by tabs:
# nss|gnutls verify --sig F [--content F] --trust CERT [--crl F…]
set -uo pipefail

nss() { # SIG CONTENT TRUST
    # A data base for each root: every run of the tests has one of its own.
    local db
    db=nss-db-$(sha256sum < "$3" | cut -c1-16)
    if [ ! -d "$db" ]; then
        mkdir "$db"
        certutil -N -d "sql:$db" --empty-password
        certutil -A -n root -t "CT,C,C" -i "$3" -d "sql:$db"
    fi
    # -u 4: the usage "e-mail signer"; -h 1: print the signers; -n: and not the content.
    cmsutil -D -d "sql:$db" -u 4 -h 1 -n -i "$1" ${2:+-c "$2"} 2>&1 | tr -d '\t' | tr '\n' ' '
}
gnutls() { # SIG CONTENT TRUST
    certtool --p7-verify --inder --infile "$1" ${2:+--load-data "$2"} --load-ca-certificate "$3" 2>&1 |
        grep 'Signature status' | tr -d '\t' | tr '\n' ' '
}

while IFS=$'\t' read -r tool _verify _sig sig rest; do
    content='' trust='' name=''
    for word in $rest; do
        case $word in
            --*) name=$word ;;
            *) case $name in --content) content=$word ;; --trust) trust=$word ;; esac ;;
        esac
    done
    said=$($tool "$sig" "$content" "$trust")
    case $said in
        *'status=GoodSignature'* | 'Signature status: ok '*) valid=1 ;;
        *) valid=0 ;;
    esac
    printf '{"signatures": 1, "valid": %d, "said": "%s"}\n' "$valid" "${said//\"/}"
done < "$2"
