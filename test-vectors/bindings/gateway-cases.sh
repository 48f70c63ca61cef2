# The cases of manifest.json about gateways; `cases.sh` reads this. What is expected is written here by hand, after docs/gateway.md.
# shellcheck shell=bash disable=SC2034,SC2154,SC2086

GATE=$(registry_of registry.p7m at="$THEN")
of_gate() { registry_of "$1" at="$THEN"; } # FILE
keys() { printf '{"code":"%s","credential":{"chain":"pki/%s-chain.pem","key":"pki/%s.key"}}' "$1" "$2" "$2"; } # CODE NAME
OWN=$(keys $SOURCE agency)
AT_FIRST=$(keys $FIRST ed25519)
AT_SECOND=$(keys $SECOND p256)
out() { printf '{"do":"send","agency":%s,"package":"%s","at":%s,"expect":%s}' "$1" "$2" "$3" "$4"; } # AGENCY PACKAGE TIME EXPECT
in_() { printf '{"do":"receive","agency":%s,"package":%s,"containers":%s,"at":%s,"expect":%s}' "$1" "$2" "${5:-null}" "$3" "$4"; } # AGENCY PACKAGE TIME EXPECT [CONTAINERS]
back() { printf '{"do":"take","agency":%s,"receipt":%s,"sent":%s,"before":%s,"at":%s,"expect":%s}' "$1" "$2" "$3" "${6:-null}" "$4" "$5"; } # AGENCY RECEIPT SENT TIME EXPECT [BEFORE]
of() { printf '{"of":%s}' "$1"; }
# What a step gives: ENTRY, and what is told of it.
goes() { printf '{"sent":true,"reasons":[],"entry":%s,"sealed":%s}' "$1" "${2:-null}"; } # ENTRY [FILE]
stays() { printf '{"sent":false,"reasons":%s,"entry":%s,"sealed":null}' "$2" "$1"; } # ENTRY REASONS
comes() { printf '{"decision":"accept","reasons":[],"entry":%s,"receipt":"01","accepted_package":true,"files":%s}' "$1" "${2:-$PDFS}"; } # ENTRY [FILES]
not_in() { printf '{"decision":"%s","reasons":%s,"entry":%s,"receipt":%s,"accepted_package":false,"files":null}' "$2" "$3" "$1" "${4:-null}"; } # ENTRY DECISION REASONS [RECEIPT]
proves() { printf '{"accepted":true,"reasons":[],"entry":%s}' "$1"; }
disproves() { printf '{"accepted":false,"reasons":%s,"entry":%s}' "$2" "$1"; } # ENTRY REASONS
PDFS='["../edxml/cong-van-123.pdf","../edxml/phu-luc-1.pdf"]'
gateway() { # NAME STEPS-OR-EXPECT [rules=…] [registry=…] [policy=…] [evidence=…] [horizon=…] [most=…] [head=…] (values are JSON)
    local name=$1 steps=$2; shift 2
    local rules=null registry=$GATE policy=$POLICY evidence=null horizon=null most=null head=null
    [ $# = 0 ] || local "$@"
    case $steps in \[*) steps="\"steps\":$steps";; *) steps="\"expect\":$steps";; esac
    add "$name" gateway "\"rules\":$rules,\"policy\":$policy,\"evidence\":$evidence,\"registry\":$registry,\"window\":2592000,\"horizon\":$horizon,\"most\":$most,$steps,\"head\":$head"
}
LENIENT='rules="gateway/rules-lenient.toml"'
LED='rules="gateway/rules-leader.toml"'
BY_AGENCY='rules="gateway/rules-by-agency.toml"'
SEALED='"packages/sealed.edxml"'
HOPPED='"packages/hopped.edxml"'
OF_SMALL='"packages/no-attachment.edxml"'

# --- the whole round, as whole.journal has it
gateway 'a package makes the whole round, and each step is recorded' "[
    $(out "$OWN" $MESSAGE $TIME "$(goes 1 "$SEALED")"),
    $(in_ "$AT_FIRST" "$HOPPED" "$THEN" "$(comes 2)"),
    $(back "$OWN" "$(of 1)" "$(of 0)" "$(hour 05:30:00)" "$(proves 3)"),
    $(in_ "$AT_FIRST" "$HOPPED" "$(hour 06:00:00)" "$(not_in 4 refuse '["repeated"]')"),
    $(out "$OWN" gateway/secret.edxml "$(hour 06:30:00)" "$(stays 5 '["secret:MessageHeader.Subject"]')"),
    $(in_ "$AT_SECOND" '"packages/by-p384.edxml"' "$(hour 07:00:00)" "$(not_in 6 quarantine '["unknown-sender"]')")]" \
    head="\"$H6\"" horizon=$((TIME - 86400))
gateway 'each recipient of a package takes it once' "[
    $(out "$OWN" $MESSAGE $TIME "$(goes 1 "$SEALED")"),
    $(in_ "$AT_FIRST" "$(of 0)" "$(hour 04:00:00)" "$(comes 2)"),
    $(in_ "$AT_SECOND" "$(of 0)" "$(hour 04:10:00)" "$(comes 3)"),
    $(in_ "$AT_SECOND" "$(of 0)" "$(hour 04:20:00)" "$(not_in 4 refuse '["repeated"]')"),
    $(in_ "$AT_FIRST" "$HOPPED" "$(hour 04:30:00)" "$(not_in 5 refuse '["repeated"]')"),
    $(back "$OWN" "$(of 1)" "$(of 0)" "$THEN" "$(proves 6)"),
    $(back "$OWN" "$(of 2)" "$(of 0)" "$THEN" "$(proves 7)")]"
gateway 'an empty ledger has an empty journal' '[]' head="\"0:$ZEROS\""

# --- what goes out, and what does not: PACKAGE REASONS [AGENCY]
refuses() { # NAME PACKAGE REASONS [AGENCY] [gateway's values]
    gateway "$1" "[$(out "${4:-$OWN}" "$2" $TIME "$(stays 1 "$3")")]" "${@:5}"
}
sends() { # NAME PACKAGE [FILE] [gateway's values]
    gateway "$1" "[$(out "$OWN" "$2" $TIME "$(goes 1 "$3")")]" "${@:4}"
}
sends 'a package without attachments goes out' $SMALL '"packages/no-attachment.edxml"'
refuses 'a package of another agency does not go out' $MESSAGE '["other-sender"]' "$AT_FIRST"
refuses 'a package that is marked secret does not go out' gateway/secret.edxml '["secret:MessageHeader.Subject"]'
sends 'it goes out if the policy says that this is no mark' gateway/secret.edxml null "$LENIENT"
refuses 'a mark of the policy is looked for' $MESSAGE '["secret:MessageHeader.Subject"]' "$OWN" "$BY_AGENCY"
refuses 'a package without an attachment that it names does not go out' gateway/attachment-missing.edxml '["missing-attachment"]'
refuses 'a package that a conversion of text destroyed does not go out' packages/damaged.edxml '["destroyed-attachment"]'
refuses 'a package with a fault does not go out' gateway/no-subject.edxml '["fault:N.MessageHeader.Subject"]'
sends 'it goes out if the policy tolerates the fault' gateway/no-subject.edxml null "$LENIENT"
refuses 'a package that can be read in two ways does not go out' gateway/two-subjects.edxml '["ambiguous:duplicate-element"]'
refuses 'a package without a document id does not go out' gateway/no-document.edxml '["no-document"]'
refuses 'a status message does not go out' ../edxml/status-01.edxml '["status-message"]'
refuses 'what is no package does not go out' documents/van-ban.txt '["unreadable"]'
refuses 'a package is not sealed twice' packages/sealed.edxml '["already-sealed"]'
refuses 'a package without the demanded seal of a leader does not go out' $MESSAGE '["seal-missing:leader"]' "$OWN" "$LED"
sends 'a package with the demanded seal of a leader goes out' packages/by-leader.edxml '"packages/two-seals.edxml"' "$LED"
refuses 'the seal of a leader whom nobody knows is not enough' gateway/by-other-leader.edxml '["seal-not-bound:leader:unknown"]' "$OWN" "$LED"
sends 'a policy that demands no leader does not ask who it is' gateway/by-other-leader.edxml null
refuses 'a package that was changed after its leader sealed it does not go out' gateway/leader-changed.edxml '["changed-since-sealed"]'
refuses 'a package with a seal that does not pass does not go out' gateway/by-leader-for-encryption.edxml '["bad-seal"]'
refuses 'an agency whose certificate nobody knows sends nothing' $MESSAGE '["own-certificate:unknown"]' "$(keys $SOURCE p384)"
refuses 'an agency with the certificate of another sends nothing' $MESSAGE '["own-certificate:other"]' "$(keys $SOURCE p256)"
refuses 'an agency with the certificate of its leader sends nothing' $MESSAGE '["own-certificate:role-not-allowed"]' "$(keys $SOURCE leader)"
refuses 'an agency whose certificate was revoked sends nothing' $MESSAGE '["own-certificate:revoked"]' "$OWN" registry="$(of_gate registry-revoked.p7m)"
refuses 'an agency whose certificate is no longer bound sends nothing' $MESSAGE '["own-certificate:expired"]' "$OWN" registry="$(of_gate registry-2.p7m)"
refuses 'an agency with an expired certificate sends nothing' $MESSAGE '["own-certificate:unknown","own-certificate-expired"]' "$(keys $SOURCE expired)"
refuses 'all reasons are told at once' packages/by-leader.edxml '["other-sender","seal-missing:leader"]' "$AT_FIRST" "$LED"

# --- what comes in, and what does not
comes_in() { # NAME AGENCY PACKAGE TIME FILES [gateway's values]
    gateway "$1" "[$(in_ "$2" "$3" "$4" "$(comes 1 "$5")")]" "${@:6}"
}
meets() { # NAME AGENCY PACKAGE DECISION REASONS RECEIPT [gateway's values]
    gateway "$1" "[$(in_ "$2" "$3" "${when:-$THEN}" "$(not_in 1 "$4" "$5" "$6")" "${beside:-null}")]" "${@:7}"
}
comes_in 'a sealed package comes in' "$AT_FIRST" "$SEALED" "$THEN" "$PDFS"
comes_in 'a package with the seal of a known leader comes in' "$AT_FIRST" '"packages/two-seals.edxml"' "$THEN" "$PDFS"
meets 'a package that was sent to others does not come in' "$AT_FIRST" "$OF_SMALL" refuse '["wrong-recipient"]' null
comes_in 'it comes in where it was sent' "$AT_SECOND" "$OF_SMALL" "$THEN" '[]'
meets 'a policy quarantines what was sent to others' "$AT_SECOND" '"gateway/to-first.edxml"' quarantine '["wrong-recipient"]' null "$BY_AGENCY"
meets 'the policy of another agency does not count' "$AT_FIRST" "$OF_SMALL" refuse '["wrong-recipient","too-old"]' null "$BY_AGENCY"
meets 'a package that is not sealed does not come in' "$AT_FIRST" "\"$MESSAGE\"" refuse '["not-sealed"]' '"02"'
gateway 'what a policy accepts without a seal is not proven' "[$(in_ "$AT_FIRST" "\"$MESSAGE\"" "$THEN" \
    "$(not_in 1 accept '["not-sealed"]')")]" "$LENIENT"
meets 'a package whose subject was changed does not come in' "$AT_FIRST" '"packages/subject.edxml"' refuse '["changed"]' null
meets 'a package with another recipient does not come in' "$AT_FIRST" '"packages/recipient.edxml"' refuse '["changed"]' null
when=$(hour 03:30:00) meets 'a policy tells nobody of a refusal' "$AT_FIRST" '"packages/subject.edxml"' refuse '["changed"]' null "$LENIENT"
meets 'a package with another sender does not come in' "$AT_FIRST" '"packages/sender.edxml"' refuse '["not-sealed","changed"]' null
meets 'a package without an attachment that was sealed does not come in' "$AT_FIRST" '"packages/removed.edxml"' refuse '["incomplete"]' null
beside='["packages/sealed.asice"]' meets 'a package that a conversion of text destroyed does not come in' "$AT_FIRST" '"packages/damaged.edxml"' refuse '["damaged"]' null
gateway 'a package comes in with its seal beside it' "[$(in_ "$AT_FIRST" "\"$MESSAGE\"" "$THEN" "$(comes 1)" '["packages/sealed.asice"]')]"
meets 'a package whose seal was changed does not come in' "$AT_SECOND" '"packages/seal-changed.edxml"' refuse '["not-sealed","changed","failed"]' null
meets 'a package without demanded revocation status is quarantined' "$AT_FIRST" "$SEALED" quarantine '["indeterminate"]' null policy="$REQUIRE"
comes_in 'a package with its revocation status comes in' "$AT_FIRST" "$SEALED" "$THEN" "$PDFS" policy="$REQUIRE" evidence='{"crls":["pki/root.crl","pki/sub-ca.crl"]}'
gateway 'what was quarantined may come again' "[
    $(in_ "$AT_SECOND" '"packages/by-p384.edxml"' "$THEN" "$(not_in 1 quarantine '["unknown-sender"]')"),
    $(in_ "$AT_SECOND" '"packages/by-p384.edxml"' "$THEN" "$(not_in 2 quarantine '["unknown-sender"]')")]"
gateway 'what a policy accepts by whomever is not proven, and is answered' "[$(in_ "$AT_SECOND" '"packages/by-p384.edxml"' "$(hour 03:30:00)" \
    "$(not_in 1 accept '["unknown-sender"]' '"01"')"),
    $(in_ "$AT_SECOND" '"packages/by-p384.edxml"' "$(hour 03:40:00)" "$(not_in 2 refuse '["unknown-sender","repeated"]')")]" "$LENIENT"
meets 'a right seal of the wrong agency does not come in' "$AT_FIRST" "$SEALED" refuse '["other-sender"]' '"02"' registry="$(of_gate registry-other.p7m)"
meets 'a seal whose binding was revoked does not come in' "$AT_FIRST" "$SEALED" refuse '["binding-revoked"]' '"02"' registry="$(of_gate registry-revoked.p7m)"
meets 'a seal whose binding has ended is quarantined' "$AT_FIRST" "$SEALED" quarantine '["binding-expired"]' null registry="$(of_gate registry-2.p7m)"
meets 'the seal of an agency by its leader does not come in' "$AT_FIRST" '"gateway/by-leaders-key.edxml"' refuse '["role-not-allowed"]' '"02"'
meets 'a further seal by whomever is quarantined' "$AT_FIRST" '"gateway/unknown-forwarder.edxml"' quarantine '["unbound-seal"]' null
meets 'a further seal by a certificate of another body does not come in' "$AT_FIRST" '"packages/forwarded.edxml"' refuse '["other-sender"]' null
comes_in 'a package of some minutes later comes in' "$AT_FIRST" "$SEALED" $((TIME - 300)) "$PDFS"
when=$((TIME - 301)) meets 'a package of the future is quarantined' "$AT_FIRST" "$SEALED" quarantine '["from-the-future"]' null
comes_in 'a package comes in up to the end of its window' "$AT_FIRST" "$SEALED" $((TIME + 2591999)) "$PDFS"
when=$((TIME + 2592000)) meets 'a package that is too old does not come in' "$AT_FIRST" "$SEALED" refuse '["too-old"]' null
meets 'a package that is too old for the ledger does not come in' "$AT_FIRST" "$SEALED" refuse '["too-old"]' null horizon=$TIME
comes_in 'it comes in if the ledger goes back so far' "$AT_FIRST" "$SEALED" "$THEN" "$PDFS" horizon=$((TIME - 1))
meets 'an agency has a window of its own' "$AT_FIRST" "$SEALED" refuse '["too-old"]' null "$BY_AGENCY"
comes_in 'another agency has the usual one' "$AT_SECOND" "$SEALED" "$THEN" "$PDFS" "$BY_AGENCY"
gateway 'a clock that goes back lets nothing in again' "[
    $(in_ "$AT_FIRST" '"gateway/sealed-again.edxml"' $((TIME + 2592000)) "$(comes 1)"),
    $(in_ "$AT_FIRST" "$SEALED" "$THEN" "$(not_in 2 refuse '["too-old"]')")]"
gateway 'the same document under another seal is quarantined' "[
    $(in_ "$AT_FIRST" "$SEALED" "$THEN" "$(comes 1)"),
    $(in_ "$AT_FIRST" '"gateway/sealed-again.edxml"' "$THEN" "$(not_in 2 quarantine '["other-seal"]')")]"
REVOKED='["../edxml/cong-van-123.pdf"]'
gateway 'a package that revokes a document may follow another' "[
    $(in_ "$AT_SECOND" '"packages/revoking-operation.edxml"' "$THEN" "$(comes 1 "$REVOKED")"),
    $(in_ "$AT_SECOND" '"gateway/revoking-again.edxml"' "$THEN" "$(comes 2 "$REVOKED")"),
    $(in_ "$AT_SECOND" '"gateway/revoking-again.edxml"' "$THEN" "$(not_in 3 refuse '["repeated"]')")]"
meets 'what is no package does not come in' "$AT_SECOND" '"packages/truncated.edxml"' refuse '["unreadable"]' null
meets 'a status message is no document' "$AT_FIRST" '"../edxml/status-01.edxml"' refuse '["status-message"]' null
meets 'a package without a document id does not come in' "$AT_SECOND" '"gateway/no-document.edxml"' refuse '["no-document","not-sealed"]' null

# --- receipts that come back
SEND="$(out "$OWN" $MESSAGE $TIME "$(goes 1 "$SEALED")")"
returns() { # NAME RECEIPT EXPECT [BEFORE] [gateway's values]
    gateway "$1" "[$SEND,$(back "$OWN" "\"$2\"" "$(of 0)" "$(seconds $NOW)" "$3" "${4:-null}")]" "${@:5}"
}
returns 'a receipt that comes back is taken' gateway/receipt.zip "$(proves 2)"
returns 'a receipt that tells a refusal is taken' gateway/receipt-refused.zip "$(proves 2)" '"01"'
returns 'a receipt by another body does not count' gateway/receipt-other-key.zip "$(disproves 2 '["not-bound:other"]')"
returns 'a receipt by whomever does not count' gateway/receipt-unknown-key.zip "$(disproves 2 '["not-bound:unknown"]')"
returns 'a receipt that was changed does not count' gateway/receipt-changed.zip "$(disproves 2 '["fault:container","not-passed:FORMAT_FAILURE"]')"
returns 'a receipt without demanded revocation status does not count' gateway/receipt.zip "$(disproves 2 '["not-passed:TRY_LATER"]')" null policy="$REQUIRE"
returns 'a receipt that cannot follow does not count' gateway/receipt.zip "$(disproves 2 '["mismatch:transition"]')" '"03"'
returns 'a receipt with the status of a sender does not count' gateway/receipt-asked.zip "$(disproves 2 '["mismatch:status"]')" '"01"'
gateway 'a receipt is not moved to another package' "[$SEND,
    $(out "$OWN" $SMALL $TIME "$(goes 2 "$OF_SMALL")"),
    $(back "$OWN" '"gateway/receipt.zip"' "$(of 1)" "$THEN" "$(disproves 3 '["mismatch:seal","mismatch:document","mismatch:recipient"]')"),
    $(back "$OWN" '"gateway/receipt.zip"' "$(of 0)" "$THEN" "$(proves 4)"),
    $(back "$OWN" '"gateway/receipt.zip"' "$(with "$SENT" seal="\"$ZEROS\"")" "$THEN" "$(disproves 5 '["mismatch:seal"]')"),
    $(back "$OWN" '"gateway/receipt.zip"' "$SENT" "$THEN" "$(proves 6)"),
    $(back "$AT_FIRST" '"gateway/receipt.zip"' "$SENT" "$THEN" "$(disproves 7 '["other-sender"]')")]"

# --- nothing is decided
PAST=$(seconds 2027-01-01T00:00:00Z)
gateway 'by a registry that is past nothing is decided, and nothing recorded' "[$SEND,
    $(out "$OWN" $SMALL $PAST "$(bad 20)"),
    $(in_ "$AT_FIRST" "$SEALED" $PAST "$(bad 20)"),
    $(back "$OWN" '"gateway/receipt.zip"' "$(of 0)" $PAST "$(bad 20)"),
    $(out "$OWN" $SMALL $((PAST - 1)) "$(goes 2)")]"
gateway 'a ledger that is full takes nothing more' "[
    $(in_ "$AT_FIRST" "$SEALED" "$THEN" "$(comes 1)"),
    $(in_ "$AT_SECOND" "$SEALED" "$THEN" "$(bad 65)"),
    $(in_ "$AT_FIRST" "$SEALED" "$THEN" "$(not_in 2 refuse '["repeated"]')")]" most=1
gateway 'a policy with a key that is not known is no policy' "$(bad 19)" 'rules="gateway/rules-unknown-key.toml"'
gateway 'a policy that accepts what was changed is no policy' "$(bad 19)" 'rules="gateway/rules-accepting-changes.toml"'
gateway 'what is no policy is none' "$(bad 19)" 'rules="policies/not-toml.toml"'
gateway 'a registry that is not trusted makes no gateway' "$(bad 4)" registry="$(of_gate registry-by-stranger.p7m)"
gateway 'a policy for signatures that cannot be read makes no gateway' "$(bad 19)" policy="{$ROOTS,\"profile_file\":\"policies/not-toml.toml\"}"
