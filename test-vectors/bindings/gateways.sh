# Registries, receipts, journals and policies of gateways for the cases of `gateway-cases.sh`; `make` reads this. Made with the keys in
# pki and of packages/, at fixed times. Receipts are written by hand (docs/receipt.md §2), journals too (docs/journal.md §2), with digests
# by OpenSSL; antin signs them and puts seals into packages.
# shellcheck shell=bash disable=SC2154

ISSUED=2026-11-15T00:00:00Z
NEXT=2026-12-31T23:59:59Z
run() { "$antin" "$@" >"$work/log" 2>&1 || { say "antin $*"; cat "$work/log"; exit 1; }; }

# --- registries; that of the cases is number 3
reg=$work/registry.json
bind() { run registry add "$reg" --from 2026-01-01T00:00:00Z "$@"; } # OPTION…
issue() { # OUT [NAME OF THE KEY] [OPTION…]
    run registry sign "$reg" --format "${format:-cades}" --key "pki/${2:-p384}.key" --cert "pki/${2:-p384}-chain.pem" \
        --signing-time "${issued:-$ISSUED}" --next-update "$NEXT" --out "$1"
}
rm -f "$reg"
run registry new 'Danh bạ mẫu' --out "$reg"
cp "$reg" "$work/empty.json"
body() { run registry add "$reg" --code "$@"; } # CODE --name NAME …
bodies() {
    body $SOURCE --name 'Sở Thông tin và Truyền thông tỉnh Mẫu'
    body $FIRST --name 'Đơn vị 000.00.00.X14'
    body $SECOND --name 'Đơn vị X98.12.3'
    body $STRANGER --name 'Sở Khoa học và Công nghệ tỉnh Mẫu'
}
senders() { # BODY OF THE AGENCY'S CERTIFICATE
    bind --code "$1" --cert pki/agency.pem --id a
    bind --code $SOURCE --cert pki/leader.pem --by key --role leader --id a-leader --holder 'Nguyễn Văn Mẫu' --basis 'Quyết định 12/QĐ-STTTT' \
        --until 2026-12-25T00:00:00Z
    recipients
}
recipients() {
    bind --code $FIRST --cert pki/ed25519-chain.pem --by key-identifier --role agency --role forwarder --id b
    bind --code $SECOND --cert pki/p256-chain.pem --by subject --id c
    bind --code $SECOND --cert pki/expired.pem --id c-old
    bind --code $STRANGER --issuer pki/other-root.pem --by issuer --id d
}
bodies
# The first two: the agency's certificate was bound to it for a time, and its leader's was not.
bind --code $SOURCE --cert pki/agency.pem --until 2026-10-31T23:59:59Z --id a
recipients
issued=2026-11-01T00:00:00Z issue "$work/first.p7m"
issued=2026-11-08T00:00:00Z issue gateway/registry-2.p7m
jq '.bindings = []' "$reg" > "$work/numbered.json"
third() { cp "$work/numbered.json" "$reg"; senders "$1"; run registry revoke "$reg" c-old --at 2026-05-01T00:00:00Z --reason 'mất khóa'; } # BODY
third $SOURCE
run registry end "$reg" --code $STRANGER --until 2026-11-10T23:59:59Z --into $SOURCE
cp "$reg" "$work/third.json"
issue gateway/registry.p7m
cp "$reg" "$work/issued.json"
fresh() { cp "$work/third.json" "$reg"; }
fresh; format=asic-e issue gateway/registry.asice
fresh; issue gateway/registry-by-stranger.p7m p256
# Number 4: the agency's certificate is revoked.
cp "$work/issued.json" "$reg"
run registry revoke "$reg" a --at 2026-11-19T00:00:00Z --reason 'đổi khóa'
issue gateway/registry-revoked.p7m
# And number 3 by which it is another body's.
third $STRANGER
issue gateway/registry-other.p7m
replace gateway/registry.p7m gateway/registry-changed.p7m "$(text '"id": "c-old"')" "$(text '"id": "c-odd"')"
attach() { # JSON OUT
    run sign "$1" --attached --key pki/p384.key --cert pki/p384-chain.pem --signing-time "$ISSUED" --out "$2"
}
attach "$work/empty.json" gateway/registry-not-issued.p7m
sed 's/"version": 1/"version": 2/' "$work/issued.json" > "$work/version.json"
attach "$work/version.json" gateway/registry-version-2.p7m
sed 's/"number": 3/"number": 3, "note": ""/' "$work/issued.json" > "$work/note.json"
attach "$work/note.json" gateway/registry-unknown-member.p7m
cp "$work/issued.json" "$work/antin-registry.json"
run sign "$work/antin-registry.json" documents/van-ban.txt --format asic-e --key pki/p384.key --cert pki/p384-chain.pem \
    --signing-time "$ISSUED" --out gateway/registry-and-more.asice

SEAL=$(identity packages/sealed.asice)

# --- receipts
statement() { # MEMBER=VALUE…: what a receipt says, that it arrived unless told otherwise
    local json member
    json=$(jq -n --arg seal "$SEAL" --arg document "$DOCUMENT" --arg sender $SOURCE --arg recipient $FIRST --arg time $ARRIVED \
        '{format:"antin-receipt",version:1,seal:$seal,document:$document,sender:$sender,recipient:$recipient,status:"01",time:$time}')
    for member in "$@"; do json=$(jq --argjson value "${member#*=}" "if \$value == null then del(.${member%%=*}) else .${member%%=*} = \$value end" <<< "$json"); done
    printf '%s\n' "$json"
}
rec=$work/antin-receipt.json
answer() { # OUT KEY MEMBER=VALUE…
    statement "${@:3}" > "$rec"
    run sign "$rec" --format asic-e --key "pki/$2.key" --cert "pki/$2-chain.pem" --signing-time "${time:-$ARRIVED}" --out "gateway/$1"
}
answer receipt.zip ed25519
answer receipt-refused.zip ed25519 'status="02"' 'reasons=["không đúng thẩm quyền","thiếu phụ lục 2"]'
answer receipt-accepted.zip ed25519 'status="03"'
answer receipt-asked.zip ed25519 'status="13"'
answer receipt-finished.zip ed25519 'status="06"'
answer receipt-unsealed.zip ed25519 seal=null 'status="02"' 'reasons=["không có dấu"]'
answer receipt-other-key.zip p256
answer receipt-unknown-key.zip p384
answer receipt-sender.zip agency
answer receipt-later.zip ed25519 'time="2026-12-01T00:05:01Z"'
answer receipt-unknown-member.zip ed25519 'note=""'
answer receipt-version-2.zip ed25519 'version=2'
answer receipt-no-status.zip ed25519 'status="07"'
replace gateway/receipt.zip gateway/receipt-changed.zip "$(text '"status": "01"')" "$(text '"status": "03"')"
statement > "$rec"
both() { run sign "$rec" "$@" --key pki/ed25519.key --cert pki/ed25519-chain.pem --signing-time $ARRIVED --format asic-e; } # OPTION…
both documents/van-ban.txt --out gateway/receipt-and-more.zip
cp "$rec" "$work/receipt.json"; rec=$work/receipt.json
both --out gateway/receipt-other-name.zip
# And one that antin makes of the package, as a gateway does.
run receipt make packages/hopped.edxml --recipient $FIRST --status 01 --key pki/ed25519.key --cert pki/ed25519-chain.pem --signing-time $ARRIVED \
    --trust pki/root.pem --revocation if-present --registry gateway/registry.p7m --registry-signer pki/p384.pem --at $ARRIVED \
    --out gateway/receipt-made.zip

# --- packages for the gateways alone
sealed() { run seal "$2" --key "pki/$3.key" --cert "pki/$3-chain.pem" --signing-time "${time:-$SIGNED}" --out "gateway/$1" "${@:4}"; } # OUT PACKAGE NAME …
put() { # OUT FROM SED-SCRIPT: what does nothing is a mistake here
    sed "$3" "$2" > "gateway/$1"
    ! cmp -s "gateway/$1" "$2" || { say "$1 is $2"; exit 1; }
}
put secret.edxml $MESSAGE 's/:Subject>V\/v/:Subject>(Tối mật) V\/v/'
put no-subject.edxml $MESSAGE '/:Subject>/d'
put no-date.edxml $MESSAGE 's/:DueDate>2026.04.01/:DueDate>mai/'
put two-subjects.edxml $MESSAGE 's/<edXML:Subject>/<edXML:Subject>V\/v khác<\/edXML:Subject>&/'
put no-document.edxml $SMALL '0,/:DocumentId>/{/:DocumentId>/d}'
put leader-changed.edxml packages/by-leader.edxml 's/:Subject>V\/v/:Subject>v\/v/'
without Attachment 2 < $MESSAGE > gateway/attachment-missing.edxml
sealed by-other-leader.edxml $MESSAGE p384 --role leader
sealed by-leader-for-encryption.edxml $MESSAGE encryption --role leader
sealed by-leaders-key.edxml $MESSAGE leader
sealed unknown-forwarder.edxml packages/sealed.edxml p384 --role forwarder --organ $FIRST
time=2026-11-20T03:30:00Z sealed sealed-again.edxml $MESSAGE agency
time=2026-11-20T03:30:00Z sealed revoking-again.edxml ../edxml/revoke.edxml agency
sed 's/X98\.12\.3<\/edXML:OrganId>/000.00.00.X14<\/edXML:OrganId>/' $SMALL > "$work/to-first.edxml"
sealed to-first.edxml "$work/to-first.edxml" agency

# --- policies of gateways
rules() { # OUT, and the rest on standard input
    { printf 'name = "co-quan-mau-2026"\ntitle.en = "Gateway of the sample province"\ntitle.vi = "Cổng trao đổi của tỉnh mẫu"\nversion = 2026-11-22\n'; cat; } > "gateway/$1"
}
rules rules-leader.toml <<< '
[outbound]
before = ["leader"]'
rules rules-lenient.toml <<< '
[outbound]
tolerate = ["N.MessageHeader.Subject"]
danger_not_secret = ["Tối mật"]

[inbound]
window = "1h"
refusal_receipts = false

[inbound.cases]
not-sealed = "danger-accept"
unknown-sender = "danger-accept"
wrong-recipient = "quarantine"'
rules rules-by-agency.toml <<< '
[outbound]
marks = ["gửi, nhận trên Trục"]

[[agency]]
code = "000.00.00.X14"
inbound.window = "1h"

[[agency]]
code = "X98.12.3"
inbound.cases.wrong-recipient = "quarantine"'
rules rules-unknown-key.toml <<< '
[inbound]
windows = "30d"'
rules rules-accepting-changes.toml <<< '
[inbound.cases]
changed = "danger-accept"'

# --- journals: written by hand, a line for each entry
last() { if [ -s "$journal" ]; then digest "$(tail -1 "$journal")"; else printf '%s' "$ZEROS"; fi; }
entry() { # TIME KIND MEMBERS: what happened, at the end of $journal
    local number; number=$(($(wc -l < "$journal") + 1))
    jq -cn --argjson number $number --arg time "$1" --arg previous "$(last)" --arg kind "$2" --argjson members "$3" \
        'if $number == 1 then {format:"antin-journal",version:1} else {} end + {$number,$time,$previous,$kind} + $members' >> "$journal"
}
new() { journal=gateway/$1; : > "$journal"; } # OUT
RECEIPT=$(identity gateway/receipt-made.zip)
mkdir "$work/seals"
run edxml seals packages/by-p384.edxml --out "$work/seals"
BY_P384=$(identity "$work/seals/seal-1.asice")
SENT="\"document\":\"$DOCUMENT\",\"sender\":\"$SOURCE\",\"recipients\":[\"$FIRST\",\"$SECOND\"]"
BOUND='"findings":["TOTAL-PASSED","sender:bound"]'
new whole.journal
entry $SIGNED sealed "{\"agency\":\"$SOURCE\",$SENT,\"seal\":\"$SEAL\",\"state\":\"not-sealed\",\"decision\":\"accept\"}"
entry $ARRIVED received "{\"agency\":\"$FIRST\",$SENT,\"seal\":\"$SEAL\",\"state\":\"rewritten-by-hop\",$BOUND,\"decision\":\"accept\",\"status\":\"01\",\"receipt\":\"$RECEIPT\"}"
entry 2026-11-20T05:30:00Z receipt "{\"agency\":\"$SOURCE\",\"document\":\"$DOCUMENT\",\"sender\":\"$SOURCE\",\"recipients\":[\"$FIRST\"],\"seal\":\"$SEAL\",\"findings\":[\"TOTAL-PASSED\"],\"decision\":\"accept\",\"status\":\"01\",\"receipt\":\"$RECEIPT\"}"
entry 2026-11-20T06:00:00Z received "{\"agency\":\"$FIRST\",$SENT,\"seal\":\"$SEAL\",\"state\":\"rewritten-by-hop\",$BOUND,\"decision\":\"refuse\",\"reasons\":[\"repeated\"],\"earlier\":2}"
entry 2026-11-20T06:30:00Z refused-out "{\"agency\":\"$SOURCE\",$SENT,\"state\":\"not-sealed\",\"decision\":\"refuse\",\"reasons\":[\"secret:MessageHeader.Subject\"]}"
entry 2026-11-20T07:00:00Z received "{\"agency\":\"$SECOND\",\"document\":\"000.00.12.X40,2026/03/12,128/STTTT-VP\",\"sender\":\"$SOURCE\",\"recipients\":[\"$SECOND\"],\"seal\":\"$BY_P384\",\"state\":\"intact\",\"findings\":[\"TOTAL-PASSED\",\"sender:unknown\"],\"decision\":\"quarantine\",\"reasons\":[\"unknown-sender\"]}"
again() { # FILE FIRST: from line FIRST on, written anew after the lines that are in $journal
    local line
    while IFS= read -r line; do jq -c --arg previous "$(last)" '.previous = $previous' <<< "$line" >> "$journal"; done < <(tail -n +"$2" "$1")
}
whole=gateway/whole.journal
: > gateway/empty.journal
head -4 $whole > gateway/cut.journal
sed '3s/"accept"/"refuse"/' $whole > gateway/changed.journal
sed '3s/:/: /' $whole > gateway/spelt.journal
sed 3d $whole > gateway/removed.journal
sed -n '3h;3!p;4{g;p}' $whole > gateway/reordered.journal
sed -n 'p;2h;4{g;p}' $whole > gateway/repeated.journal
sed "3{h;s/\"previous\":\"[0-9a-f]*\"/\"previous\":\"$ZEROS\"/;p;g}" $whole > gateway/inserted.journal
new rewritten.journal
head -1 $whole > "$journal"; again <(sed '2s/000.00.00.X14/000.00.00.X15/' $whole) 2
sed '1s/"version":1/"version":2/' $whole > gateway/version-2.journal

# --- time-stamps of journals: tokens with a time of our own (RFC 3161 §2.4.2), signed by OpenSSL
token() { # DIGEST TIME NAME
    local algorithm; algorithm=$(der 30 0609608648016503040201 0500)
    der 30 020101 "$(der 06 2b06010401 83b20301)" "$(der 30 "$algorithm" "$(der 04 "$1")")" 020107 "$(der 18 "$(text "$2")")" | xxd -r -p > "$work/info"
    openssl cms -sign -binary -nodetach -cades -md sha256 -econtent_type 1.2.840.113549.1.9.16.1.4 -in "$work/info" -outform DER -out "$work/token" \
        -signer "pki/$3.pem" -inkey "pki/$3.key" -certfile pki/sub-ca.pem
    base64 -w0 "$work/token"
}
stamp() { # OVER [NAME] [OVER IN THE ENTRY]
    local over; over=$(digest "$(sed -n "$1p" "$journal")")
    entry 2026-11-20T08:00:10Z stamp "{\"over\":${3:-$1},\"token\":\"$(token "$over" 20261120080000Z "${2:-tsa}")\"}"
}
more() { entry 2026-11-20T09:00:00Z sealed "{\"agency\":\"$SOURCE\",$SENT,\"seal\":\"$SEAL\",\"state\":\"not-sealed\",\"decision\":\"accept\"}"; }
stamped() { new "$1"; cat $whole > "$journal"; stamp "${@:2}"; more; } # OUT OVER [NAME] [OVER IN THE ENTRY]
stamped stamped.journal 6
stamped stamped-by-agency.journal 6 p256
stamped stamped-elsewhere.journal 6 tsa 5
sed '8s/"accept"/"refuse"/' gateway/stamped.journal > gateway/stamped-then-changed.journal
sed '7s/:10Z/:11Z/' gateway/stamped-elsewhere.journal > gateway/stamp-changed.journal
