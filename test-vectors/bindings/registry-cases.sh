# The cases of manifest.json about registries, receipts and journals; `cases.sh` reads this. What is expected is written here by hand,
# after docs/registry.md, docs/receipt.md and docs/journal.md; digests are by OpenSSL.
# shellcheck shell=bash disable=SC2034,SC2154,SC2086

# --- registries
THEN=$(seconds $ARRIVED)
registry_of() { # FILE MEMBER=VALUE…
    with "{\"file\":\"gateway/$1\",\"signers\":\"pki/p384.pem\",\"policy\":$POLICY,\"evidence\":null,\"at\":$AT,\"seen\":null}" "${@:2}"
}
json_of() { openssl cms -verify -noverify -binary -inform DER -in "gateway/$1" 2>/dev/null | sha256sum | cut -d' ' -f1; } # FILE: of what is signed
REGISTRY=$(registry_of registry.p7m)
THIRD=$(json_of registry.p7m)
trusted() { # NUMBER ENTRIES SHA256 DECISION…
    printf '{"trusted":true,"fault":null,"name":"Danh bạ mẫu","number":%s,"sha256":"%s","bodies":4,"entries":%s,"decide":[%s]}' "$1" "$3" "$2" "$(IFS=,; echo "${*:4}")"
}
decide() { # ORGAN ROLE CERTIFICATE ISSUER AT BINDING ENTRY
    local entry=null; [ "$7" = - ] || entry="\"$7\""
    printf '{"organ":"%s","role":"%s","certificate":"pki/%s.pem","issuer":"pki/%s.pem","at":%s,"binding":"%s","entry":%s}' "$1" "$2" "$3" "$4" "$(seconds "$5")" "$6" "$entry"
}
asked() { add "$1" registry "\"registry\":$2,\"expect\":$3"; } # NAME REGISTRY EXPECT
distrusted() { # NAME FAULT FILE [registry_of's values]
    asked "$1" "$(registry_of "${@:3}")" "{\"trusted\":false,\"fault\":\"$2\"}"
}
seen() { printf 'seen={"number":%s,"sha256":"%s"}' "$1" "$2"; }
NOW=2026-12-01T00:00:00Z
asked 'a registry is trusted, and decides by what is most specific' "$REGISTRY" "$(trusted 3 6 "$THIRD" \
    "$(decide $SOURCE agency agency sub-ca $NOW bound a)" \
    "$(decide $SOURCE leader agency sub-ca $NOW role-not-allowed a)" \
    "$(decide $FIRST agency agency sub-ca $NOW other a)" \
    "$(decide $SOURCE agency agency sub-ca 2025-12-31T23:59:59Z expired a)" \
    "$(decide $SOURCE agency agency sub-ca 2026-01-01T00:00:00Z bound a)" \
    "$(decide $FIRST agency agency sub-ca 2025-12-31T23:59:59Z unknown a)" \
    "$(decide $SOURCE leader leader sub-ca $NOW bound a-leader)" \
    "$(decide $SOURCE agency leader sub-ca $NOW role-not-allowed a-leader)" \
    "$(decide $SOURCE leader leader sub-ca 2026-12-25T00:00:00Z bound a-leader)" \
    "$(decide $SOURCE leader leader sub-ca 2026-12-25T00:00:01Z expired a-leader)" \
    "$(decide $FIRST agency ed25519 sub-ca $NOW bound b)" \
    "$(decide $FIRST forwarder ed25519 sub-ca $NOW bound b)" \
    "$(decide $FIRST leader ed25519 sub-ca $NOW role-not-allowed b)" \
    "$(decide $FIRST agency ed25519 root $NOW unknown -)" \
    "$(decide $SECOND agency p256 sub-ca $NOW bound c)" \
    "$(decide $SECOND agency p256 root $NOW unknown -)" \
    "$(decide $SECOND agency expired sub-ca 2026-04-30T23:59:59Z bound c-old)" \
    "$(decide $SECOND agency expired sub-ca 2026-05-01T00:00:00Z revoked c-old)" \
    "$(decide $SOURCE agency expired sub-ca 2026-04-30T23:59:59Z other c-old)" \
    "$(decide $SOURCE agency expired sub-ca 2026-05-01T00:00:00Z unknown c-old)" \
    "$(decide $STRANGER agency p384 other-root 2026-11-10T23:59:59Z bound d)" \
    "$(decide $STRANGER agency p384 other-root 2026-11-11T00:00:00Z expired d)" \
    "$(decide $STRANGER agency p384 sub-ca 2026-11-10T23:59:59Z unknown -)" \
    "$(decide $STRANGER agency agency other-root 2026-11-10T23:59:59Z other a)" \
    "$(decide X99.9 agency agency sub-ca $NOW other a)")"
asked 'a registry in a container is the same' "$(registry_of registry.asice)" "$(trusted 3 6 "$THIRD" "$(decide $SOURCE agency agency sub-ca $NOW bound a)")"
asked 'a registry that was seen is trusted again' "$(registry_of registry.p7m "$(seen 3 "$THIRD")")" "$(trusted 3 6 "$THIRD")"
asked 'a registry that is newer than the one that was seen is trusted' "$(registry_of registry-revoked.p7m "$(seen 3 "$THIRD")")" \
    "$(trusted 4 6 "$(json_of registry-revoked.p7m)" "$(decide $SOURCE agency agency sub-ca 2026-11-18T23:59:59Z bound a)" \
    "$(decide $SOURCE agency agency sub-ca 2026-11-19T00:00:00Z revoked a)")"
asked 'an older registry is trusted by whoever saw none' "$(registry_of registry-2.p7m)" "$(trusted 2 5 "$(json_of registry-2.p7m)" \
    "$(decide $SOURCE agency agency sub-ca 2026-10-31T23:59:59Z bound a)" "$(decide $SOURCE agency agency sub-ca $NOW expired a)" \
    "$(decide $SOURCE leader leader sub-ca $NOW unknown -)")"
distrusted 'a registry that is older than the one that was seen is not trusted' older registry-2.p7m "$(seen 3 "$THIRD")"
distrusted 'another registry with the number of the one that was seen is not trusted' forked registry-other.p7m "$(seen 3 "$THIRD")"
asked 'it is trusted by whoever saw the one before' "$(registry_of registry-other.p7m "$(seen 2 "$(json_of registry-2.p7m)")")" \
    "$(trusted 3 6 "$(json_of registry-other.p7m)" "$(decide $SOURCE agency agency sub-ca $NOW other a)" "$(decide $STRANGER agency agency sub-ca $NOW bound a)")"
asked 'a registry is trusted up to its last second' "$(registry_of registry.p7m at="$(seconds 2026-12-31T23:59:59Z)")" "$(trusted 3 6 "$THIRD")"
distrusted 'a registry that is past is not trusted' past registry.p7m at="$(seconds 2027-01-01T00:00:00Z)"
asked 'a registry of some minutes later is trusted' "$(registry_of registry.p7m at="$(seconds 2026-11-14T23:55:00Z)")" "$(trusted 3 6 "$THIRD")"
distrusted 'a registry of the future is not trusted' from-the-future registry.p7m at="$(seconds 2026-11-14T23:54:59Z)"
distrusted 'a registry by somebody who signs none is not trusted' signer registry-by-stranger.p7m
asked 'it is trusted by whoever names that signer' "$(registry_of registry-by-stranger.p7m signers='"pki/p256.pem"')" "$(trusted 3 6 "$(json_of registry-by-stranger.p7m)")"
distrusted 'a registry is not trusted by who signs none' signer registry.p7m signers='"pki/agency.pem"'
distrusted 'a registry that was changed is not trusted' signature registry-changed.p7m
distrusted 'a registry under another root is not trusted' signature registry.p7m policy='{"roots":["pki/other-root.pem"],"revocation":"if-present"}'
distrusted 'a registry without demanded revocation status is not trusted' signature registry.p7m policy="$REQUIRE"
asked 'a registry with its revocation status is trusted' "$(registry_of registry.p7m policy="$REQUIRE" evidence='{"crls":["pki/root.crl","pki/sub-ca.crl"]}')" \
    "$(trusted 3 6 "$THIRD")"
distrusted 'a registry that was not issued is not trusted' not-issued registry-not-issued.p7m
distrusted 'a registry of another version is not read' unreadable registry-version-2.p7m
distrusted 'a registry with a member that is not known is not read' unreadable registry-unknown-member.p7m
distrusted 'a registry with a file beside it is not trusted' other-content registry-and-more.asice
add 'what is no signature is no registry' registry \
    "\"registry\":$(with "$REGISTRY" file='"documents/van-ban.txt"'),\"expect\":{\"trusted\":false,\"fault\":\"unreadable\"}"

# --- receipts
SEAL=$(identity packages/sealed.asice)
SENT="{\"seal\":\"$SEAL\",\"document\":\"$DOCUMENT\",\"sender\":\"$SOURCE\",\"recipients\":[\"$FIRST\",\"$SECOND\"]}"
says() { # MEMBER=VALUE…
    with "{\"status\":\"01\",\"recipient\":\"$FIRST\",\"document\":\"$DOCUMENT\",\"sender\":\"$SOURCE\",\"seal\":\"$SEAL\",\"time\":$THEN,\"reasons\":[]}" "$@"
}
taken() { # MEMBER=VALUE…: accepted unless told otherwise
    with "{\"accepted\":true,\"verdict\":\"TOTAL-PASSED\",\"sub_indication\":null,\"fault\":null,\"mismatches\":[],\"binding\":\"bound\",\"other\":null,\"says\":$(says)}" "$@"
}
receipt() { # NAME FILE EXPECT [sent=…] [registry=…] [senders=…] [before=…] [policy=…] [evidence=…] [at=…] (values are JSON)
    local name=$1 file=$2 expect=$3; shift 3
    local sent=$SENT registry=$REGISTRY senders=null before=null policy=$POLICY evidence=null at=$AT
    [ $# = 0 ] || local "$@"
    add "$name" receipt "\"receipt\":\"$file\",\"sent\":$sent,\"registry\":$registry,\"senders\":$senders,\"before\":$before,\"policy\":$policy,\"evidence\":$evidence,\"at\":$at,\"expect\":$expect"
}
answered() { receipt "$1" "gateway/$2" "${@:3}"; }
LISTED="[{\"organ\":\"$FIRST\",\"certificates\":\"pki/ed25519.pem\"}]"
FOREIGN="{\"organ\":\"$SECOND\",\"certificates\":\"pki/p256.pem\"}"
not_taken() { taken accepted=false "$@"; }
answered 'a receipt proves that a package arrived' receipt.zip "$(taken)"
answered 'a receipt that a gateway makes proves the same' receipt-made.zip "$(taken)"
answered 'a receipt proves that a package was refused, with reasons' receipt-refused.zip \
    "$(taken says="$(says 'status="02"' 'reasons=["không đúng thẩm quyền","thiếu phụ lục 2"]')")"
answered 'a receipt proves that a package was accepted' receipt-accepted.zip "$(taken says="$(says 'status="03"')")" before='"01"'
answered 'a receipt is bound by a list of recipients too' receipt.zip "$(taken)" registry=null senders="$LISTED"
answered 'a receipt by anybody is taken if the caller insists' receipt-unknown-key.zip "$(taken)" registry=null senders='"any"'
answered 'a receipt is not bound if nobody is known' receipt.zip "$(not_taken binding='"unknown"')" registry=null
answered 'a receipt is not bound by who signs nothing there' receipt-unknown-key.zip "$(not_taken binding='"unknown"')"
answered 'a receipt by another body in the name of the recipient is seen' receipt-other-key.zip "$(not_taken binding='"other"' other="\"$SECOND\"")"
answered 'a list of recipients says so too' receipt-other-key.zip "$(not_taken binding='"other"' other="\"$SECOND\"")" registry=null \
    senders="$(jq -c ". + [$FOREIGN]" <<< "$LISTED")"
answered 'a receipt by the sender in the name of the recipient is seen' receipt-sender.zip "$(not_taken binding='"other"' other="\"$SOURCE\"")"
answered 'a receipt for another package is seen' receipt.zip "$(not_taken mismatches='["seal"]')" sent="$(with "$SENT" seal="\"$ZEROS\"")"
answered 'a receipt for a package that was not sealed is seen' receipt.zip "$(not_taken mismatches='["seal"]')" sent="$(with "$SENT" seal=null)"
UNSEALED=$(says 'status="02"' 'reasons=["không có dấu"]' seal=null)
answered 'a package that came without a seal is refused by a receipt without one' receipt-unsealed.zip "$(taken says="$UNSEALED")" sent="$(with "$SENT" seal=null)"
answered 'a receipt without a seal is not for a sealed package' receipt-unsealed.zip "$(not_taken mismatches='["seal"]' says="$UNSEALED")"
answered 'a receipt for another document is seen' receipt.zip "$(not_taken mismatches='["document"]')" sent="$(with "$SENT" document='"000.00.12.X40,2026/03/12,124/STTTT-VP"')"
answered 'a receipt for the package of another body is seen' receipt.zip "$(not_taken mismatches='["sender"]')" sent="$(with "$SENT" sender="\"$STRANGER\"")"
answered 'a receipt by a body to which nothing was sent is seen' receipt.zip "$(not_taken mismatches='["recipient"]')" sent="$(with "$SENT" recipients="[\"$SECOND\"]")"
answered 'everything that differs is told' receipt.zip "$(not_taken mismatches='["seal","document","sender","recipient","transition"]')" \
    sent="{\"seal\":null,\"document\":\"128\",\"sender\":\"$STRANGER\",\"recipients\":[]}" before='"03"'
answered 'a status that a sender tells is seen' receipt-asked.zip "$(not_taken mismatches='["status"]' says="$(says 'status="13"')")" before='"01"'
answered 'a status that cannot follow is seen' receipt.zip "$(not_taken mismatches='["transition"]')" before='"03"'
answered 'a status that cannot be the first is seen' receipt-finished.zip "$(not_taken mismatches='["transition"]' says="$(says 'status="06"')")"
answered 'it may follow another' receipt-finished.zip "$(taken says="$(says 'status="06"')")" before='"03"'
LATER=$(seconds 2026-12-01T00:05:01Z)
answered 'a receipt of the future is seen' receipt-later.zip "$(not_taken mismatches='["time"]' says="$(says time=$LATER)")"
answered 'a receipt of some minutes later is taken' receipt-later.zip "$(taken says="$(says time=$LATER)")" at=$((AT + 1))
fault_of() { not_taken 'verdict="TOTAL-FAILED"' 'sub_indication="FORMAT_FAILURE"' fault="\"$1\"" 'binding="unknown"' says=null; }
faulty() { answered "$1" "$2" "$(fault_of "$3")"; } # NAME FILE FAULT
faulty 'a receipt that was changed is faulty' receipt-changed.zip container
faulty 'a receipt with another file is faulty' receipt-and-more.zip other-content
faulty 'a receipt under another name is none' receipt-other-name.zip other-content
faulty 'a receipt with a member that is not known is faulty' receipt-unknown-member.zip receipt
faulty 'a receipt of another version is faulty' receipt-version-2.zip receipt
faulty 'a receipt with a status that does not exist is faulty' receipt-no-status.zip receipt
receipt 'what is no container is no receipt' documents/van-ban.txt "$(fault_of container)"
receipt 'a container without a signature is no receipt' documents/empty.zip "$(fault_of signatures)"
doubted() { # NAME SUB-INDICATION [receipt's values]
    answered "$1" receipt.zip "$(not_taken 'verdict="INDETERMINATE"' sub_indication="\"$2\"" 'binding="unknown"')" "${@:3}"
}
doubted 'a receipt under another root is not accepted' NO_CERTIFICATE_CHAIN_FOUND policy='{"roots":["pki/other-root.pem"],"revocation":"if-present"}'
doubted 'a receipt without demanded revocation status is not accepted' TRY_LATER policy="$REQUIRE"
answered 'a receipt with its revocation status is accepted' receipt.zip "$(taken)" policy="$REQUIRE" evidence='{"crls":["pki/root.crl","pki/sub-ca.crl"]}'

# --- journals
hour() { seconds "2026-11-20T$1Z"; }
WHOLE=gateway/whole.journal
H6=$(head_of $WHOLE 6)
whole() { # FILE NUMBER-OF-THE-LAST [MEMBER=VALUE…]
    with "{\"whole\":true,\"fault\":null,\"entry\":0,\"since\":0,\"line\":0,\"head\":\"$(head_of "gateway/$1" "$2")\",\"stamps\":0,\"judged\":false,\"last_stamp\":null}" "${@:3}"
}
broken() { # FAULT ENTRY SINCE LINE FILE NUMBER-OF-THE-LAST-WHOLE-LINE [MEMBER=VALUE…]
    with "{\"whole\":false,\"fault\":\"$1\",\"entry\":$2,\"since\":$3,\"line\":$4,\"head\":\"$(head_of "gateway/$5" "$6")\",\"stamps\":0,\"judged\":false,\"last_stamp\":null}" "${@:7}"
}
journal() { # NAME FILE EXPECT [head=…] [policy=…] [evidence=…] [at=…] (values are JSON)
    local name=$1 file=$2 expect=$3; shift 3
    local head=null policy=null evidence=null at=$AT
    [ $# = 0 ] || local "$@"
    add "$name" journal "\"journal\":\"$file\",\"head\":$head,\"policy\":$policy,\"evidence\":$evidence,\"at\":$at,\"expect\":$expect"
}
kept() { journal "$1" "gateway/$2" "${@:3}"; }
KEPT="head=\"$H6\""
kept 'a journal is whole' whole.journal "$(whole whole.journal 6)"
kept 'a journal is whole up to the end that was kept' whole.journal "$(whole whole.journal 6)" "$KEPT"
kept 'a journal went on since its end was kept' whole.journal "$(whole whole.journal 6)" head="\"$(head_of $WHOLE 3)\""
kept 'a journal without time-stamps has none to be judged' whole.journal "$(whole whole.journal 6 judged=true)" policy="$POLICY"
kept 'an empty journal is whole' empty.journal "$(whole empty.journal 0)"
kept 'an end that says nothing demands nothing' empty.journal "$(whole empty.journal 0)" head="\"0:$ZEROS\""
kept 'an entry that was changed is named' changed.journal "$(broken changed 3 3 3 whole.journal 2)"
kept 'an entry that is spelt otherwise is named' spelt.journal "$(broken changed 3 3 3 whole.journal 2)"
kept 'an entry that was removed is named' removed.journal "$(broken removed 3 3 3 whole.journal 2)"
kept 'entries that changed places are named' reordered.journal "$(broken reordered 3 3 3 whole.journal 2)"
kept 'an entry that is there twice is named' repeated.journal "$(broken repeated 2 2 5 whole.journal 4)"
kept 'an entry that was put in is named' inserted.journal "$(broken inserted 3 3 3 whole.journal 2)"
kept 'an end that was cut off is seen by what was kept' cut.journal "$(broken cut-off 5 5 5 whole.journal 4)" "$KEPT"
kept 'an end that was cut off is not seen otherwise' cut.journal "$(whole cut.journal 4)"
kept 'a journal that was emptied is seen by what was kept' empty.journal "$(broken cut-off 1 1 1 empty.journal 0)" "$KEPT"
kept 'a journal that was written anew is seen by what was kept' rewritten.journal "$(broken rewritten 6 1 6 rewritten.journal 5)" "$KEPT"
kept 'a journal that was written anew is not seen otherwise' rewritten.journal "$(whole rewritten.journal 6)"
kept 'a journal of another version is named' version-2.journal "$(broken version 1 1 1 empty.journal 0)"
journal 'what is no journal breaks in the first line' documents/van-ban.txt "$(broken changed 1 1 1 empty.journal 0)"
LAST="last_stamp={\"entry\":7,\"over\":6,\"time\":$(hour 08:00:00)}"
kept 'a time-stamp that fits is told' stamped.journal "$(whole stamped.journal 8 stamps=1 "$LAST")"
kept 'a time-stamp that passes is judged' stamped.journal "$(whole stamped.journal 8 stamps=1 judged=true "$LAST")" policy="$POLICY"
kept 'a time-stamp with its revocation status passes' stamped.journal "$(whole stamped.journal 8 stamps=1 judged=true "$LAST")" policy="$REQUIRE" \
    evidence='{"crls":["pki/root.crl","pki/sub-ca.crl"]}'
kept 'a time-stamp without demanded revocation status does not pass' stamped.journal "$(broken stamp-not-passed 7 1 7 stamped.journal 8)" policy="$REQUIRE"
kept 'a time-stamp by who makes none does not pass' stamped-by-agency.journal "$(broken stamp-not-passed 7 1 7 stamped-by-agency.journal 8)" policy="$POLICY"
kept 'whoever judges no time-stamps takes it' stamped-by-agency.journal "$(whole stamped-by-agency.journal 8 stamps=1 "$LAST")"
kept 'a time-stamp of another entry is seen' stamped-elsewhere.journal "$(broken stamp 7 1 7 whole.journal 6)"
kept 'a time-stamp that was changed is named' stamp-changed.journal "$(broken changed 7 7 7 whole.journal 6)"
kept 'what was written anew behind a time-stamp is told' stamped-then-changed.journal "$(broken rewritten 8 7 8 stamped.journal 7)" \
    head="\"$(head_of gateway/stamped.journal 8)\""
