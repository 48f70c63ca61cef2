# Packages for the cases of `package-cases.sh`; `make` reads this. Made of ../edxml and of the keys in pki: RSA with
# PKCS #1 padding and fixed times, so that the same keys give the same files. What is forged is forged with sed and awk.
# shellcheck shell=bash disable=SC2154

seal() { # OUT PACKAGE NAME …
    "$antin" seal "$2" --key "pki/$3.key" --cert "pki/$3-chain.pem" --signing-time "$SIGNED" --out "packages/$1" "${@:4}" \
        >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
}
hop() { # OUT PACKAGE …
    "$antin" edxml hop "$2" --at 2026-11-20T04:00:00Z --seed 7 --out "packages/$1" "${@:3}" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
}
seal sealed.edxml $MESSAGE agency
seal sealed.asice $MESSAGE agency --apart
seal by-leader.edxml $MESSAGE leader --role leader
seal two-seals.edxml packages/by-leader.edxml agency
seal forwarded.edxml packages/sealed.edxml leader --role forwarder --organ 000.00.00.X14
seal by-p384.edxml $SMALL p384
seal future.edxml $SMALL future
seal encryption.edxml $SMALL encryption
seal by-other-organ.edxml $SMALL agency --organ 000.00.13.X40
seal csv.edxml ../edxml/new-pdf-csv-zip-sdk-signature.edxml agency
seal no-attachment.edxml $SMALL agency
seal revoking-operation.edxml ../edxml/revoke.edxml agency
hop hopped.edxml packages/sealed.edxml
hop hopped-twice.edxml packages/hopped.edxml
hop one-line.edxml packages/no-attachment.edxml --only one-line
hop prefixed.edxml packages/no-attachment.edxml --only prefix
hop hopped-two-seals.edxml packages/two-seals.edxml
hop hopped-csv.edxml packages/csv.edxml
# A conversion of text destroys the seal among the attachments too: it is handed over beside.
hop damaged.edxml $MESSAGE --also text-conversion

forge() { # OUT FROM SED-SCRIPT: what does nothing is a mistake here
    sed "$3" "packages/$2" > "packages/$1"
    ! cmp -s "packages/$1" "packages/$2" || { say "$1 is $2"; exit 1; }
}
forge recipient.edxml sealed.edxml '/<edXML:To>/,/<\/edXML:To>/s/X98\.12\.3</X98.12.4</'
forge recipient-added.edxml no-attachment.edxml '0,/<edXML:To>/s/<edXML:To>/<edXML:To><edXML:OrganId>X99.01<\/edXML:OrganId><\/edXML:To>&/'
forge operation.edxml no-attachment.edxml 's/BussinessDocType>0</BussinessDocType>1</'
forge subject.edxml sealed.edxml 's/:Subject>V\/v/:Subject>v\/v/'
forge due.edxml no-attachment.edxml '/:DueDate>/d'
forge sender.edxml sealed.edxml '0,/000\.00\.12\.X40/s/000\.00\.12\.X40/000.00.13.X40/'
forge hopped-number.edxml hopped.edxml 's/:CodeNumber>123</:CodeNumber>124</'
forge swapped.edxml sealed.edxml '/AttachmentName>cong-van-123/{s/cong-van-123/phu-luc-1/;b};/^ *<[^>]*AttachmentName>phu-luc-1/s/phu-luc-1/cong-van-123/'
forge renamed.edxml sealed.edxml 's/AttachmentName>cong-van-123/AttachmentName>cong-van-321/'
forge other-reference.edxml sealed.edxml 's/^      <AttachmentName>cong-van-123/      <AttachmentName>cong-van-321/'
forge changed-octets.edxml sealed.edxml '0,/>JVBERi0xLjM/s/>JVBERi0xLjM/>JVBERi0xLjQ/'
forge comment.edxml no-attachment.edxml 's/:Subject>V\/v/:Subject>V<!-- -->\/v/'
forge twice.edxml no-attachment.edxml 's/<edXML:Subject>/<edXML:Subject>V\/v khác<\/edXML:Subject>&/'
forge doctype.edxml no-attachment.edxml 's/^<edXML /<!DOCTYPE edXML [<!ENTITY a "b">]>&/'
# The elements of a package that stand on lines of their own, and all others.
only() { awk -v e="^ *<$2>" -v n="$3" '$0 ~ e {i++; on = i == n} on {print} /<\/(edXML:Reference|Attachment)>/{on = 0}' "$1"; } # PACKAGE ELEMENT NUMBER
without edXML:Reference 2 < packages/sealed.edxml | without Attachment 2 > packages/removed.edxml
without Attachment 2 < packages/sealed.edxml > packages/reference-left.edxml
for element in edXML:Reference Attachment; do
    only ../edxml/update.edxml $element 1 | sed 's/555555555551/555555555559/' > "$work/$element"
done
sed -e "/^ *<edXML:edXMLManifest /r $work/edXML:Reference" -e "/^  <AttachmentEncoded>/r $work/Attachment" packages/sealed.edxml > packages/added.edxml
# The first of two seals is taken away: its elements stand on one line with the second's.
forge first-seal-removed.edxml two-seals.edxml 's/<Attachment><ContentId>[^<]*<\/ContentId><AttachmentName>antin-seal\.zip<.*<\/Attachment>\(<Attachment>\)/\1/
s/<edXML:Reference>\(<edXML:[A-Za-z]*>[^<]*<[^>]*>\)*<edXML:AttachmentName>antin-seal\.zip<[^>]*><\/edXML:Reference>//'
# Another package's seal in place of its own, and its own with another number in the archive.
contents() { # CONTAINER: puts it where the seal of no-attachment.edxml is
    printf 's|\\(<AttachmentName>antin-seal.zip<.*ContentTransferEncoded xmlns[^>]*>\\)[^<]*|\\1%s|' "$(base64 -w0 "$1")" > "$work/script"
    sed -f "$work/script" packages/no-attachment.edxml
}
contents packages/sealed.asice > packages/seal-of-another.edxml
seal own.asice $SMALL agency --apart; mv packages/own.asice "$work"
replace "$work/own.asice" "$work/broken.asice" "$(text '"number": "128"')" "$(text '"number": "129"')"
contents "$work/broken.asice" > packages/seal-changed.edxml
head -c 3000 packages/no-attachment.edxml > packages/truncated.edxml
# What a key elsewhere has to sign for two of them, taken out of their seals with OpenSSL, and its value by OpenSSL.
prepared_seal() { # NAME PACKAGE KEY
    rm -rf "$work/taken"; mkdir "$work/taken"
    "$antin" edxml seals "packages/$2" --out "$work/taken" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    unzip -p "$work/taken/seal-1.asice" META-INF/signature001.p7s > "$work/signature"
    to_be_signed "$work/signature" "prepared/$1.tbs"
    openssl dgst -sign "pki/$3.key" -sha256 -out "prepared/$1.value" "prepared/$1.tbs"
    flip_last "prepared/$1.value" "prepared/$1-wrong.value"
}
prepared_seal seal sealed.edxml agency
prepared_seal seal-by-leader by-leader.edxml leader
