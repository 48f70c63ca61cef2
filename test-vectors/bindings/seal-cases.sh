# The cases of manifest.json about sealing and validating packages; `cases.sh` reads this. What is expected is written here by hand.
# shellcheck shell=bash disable=SC2034,SC2154,SC2086

plain() { printf '{"level":"B","packaging":"detached","algorithm":%s}' "${1:-null}"; } # [ALGORITHM]
judged() { # EXPECT [SENDERS]
    printf '"then":{"policy":%s,"evidence":null,"at":%s,"senders":%s,"expect":%s}' "$POLICY" "$AT" "${2:-$KNOWN}" "$1"
}
fails() { printf '"expect":%s' "$(bad "$1")"; }
hop_of() { printf '{"rewritings":%s,"time":%s,"seed":7}' "${1:-null}" $((TIME + 3600)); } # [REWRITINGS]
seals() { # NAME PACKAGE KEY THEN-OR-EXPECT [options=…] [role=…] [organ=…] [hop=…] (values are JSON)
    local name=$1 package=$2 key=$3 end=$4; shift 4
    local options role=null organ=null hop=null; options=$(plain)
    [ $# = 0 ] || local "$@"
    add "$name" seal "\"package\":\"$package\",\"credential\":$(pair "pki/$key-chain.pem" "pki/$key.key"),\"options\":$options,\"role\":$role,\"organ\":$organ,\"signing_time\":$TIME,\"hop\":$hop,$end"
}
DROPPED=$(jq -c '."a package that the hub rewrote is accepted".fact' package-details.json)
seals 'an agency seals a package' $MESSAGE agency "$(judged "$(opened)")"
seals 'an agency seals a package, and the hub rewrites it' $MESSAGE agency "$(judged "$(hopped facts="[$DROPPED]")")" hop="$(hop_of)"
seals 'an agency seals a package, and the hub puts it on one line' $SMALL agency "$(judged "$(opened state='"rewritten-by-hop"' "$SOLE" $NONE)")" hop="$(hop_of '["one-line"]')"
seals 'a seal is made in the role of the agency and in the name of the sender' $SMALL agency "$(judged "$(opened "$SOLE" $NONE)")" role='"agency"' organ="\"$CODE\""
seals 'a leader seals in a role of its own' $MESSAGE leader "$(judged "$(opened accepted=false "$(unknown)" \
    seals="[$(with "$LEADERS" 'binding="bound"')]" files="$SHUT")" "[{\"organ\":\"$CODE\",\"certificates\":\"pki/leader.pem\"}]")" role='"leader"'
seals 'an agency seals what its leader sealed' packages/by-leader.edxml agency "$(judged "$(opened "$BOTH")")"
seals 'a body that passes a package on seals in its own name' packages/sealed.edxml leader "$(judged "$(opened seals="[$(seal_of),$FORWARDERS]")")" \
    role='"forwarder"' organ='"000.00.00.X14"'
seals 'a seal in the name of another body is not of the sender' $SMALL agency \
    "$(judged "$(opened accepted=false "$(unknown)" seals="[$(seal_of attachment=0 organ='"000.00.13.X40"' binding='"bound"')]" $NONE)" '"any"')" organ='"000.00.13.X40"'
seals 'a key seals with RSA-PSS' $SMALL agency "$(judged "$(opened "$SOLE" $NONE)")" options="$(plain '"rsa-pss-sha256"')"
seals 'a seal has a time-stamp' $SMALL agency "$(judged "$(opened "$SOLE" $NONE)")" \
    options="{\"level\":\"T\",\"packaging\":\"detached\",\"algorithm\":null,\"timestamper\":$(own $((TIME + 60)))}"
P384="[{\"organ\":\"$CODE\",\"certificates\":\"pki/p384.pem\"}]"
seals 'P-384 seals' $SMALL p384 "$(judged "$(opened "$SOLE" $NONE)" "$P384")"
seals 'Ed25519 seals' $SMALL ed25519 "$(judged "$(opened "$SOLE" $NONE)" "[{\"organ\":\"$CODE\",\"certificates\":\"pki/ed25519.pem\"}]")"
seals 'a status message takes no seal' ../edxml/status-01.edxml agency "$(fails 17)"
seals 'what can be read in two ways is not sealed' gateway/two-subjects.edxml agency "$(fails 16)"
seals 'what was cut is not sealed' packages/truncated.edxml agency "$(fails 16)"
seals 'a key does not seal with the algorithm of another' $SMALL agency "$(fails 32)" options="$(plain '"ed25519"')"

prepared_seal() { # NAME PACKAGE KEY FILES SEALED EXPECT SENDERS [ROLE]
    add "$1" prepare-seal "\"package\":\"$2\",\"chain\":\"pki/$3-chain.pem\",\"options\":$(plain),\"role\":${8:-null},\"organ\":null,\"signing_time\":$TIME,\"to_be_signed\":\"prepared/$4.tbs\",\"algorithm\":\"rsa-pkcs1-sha256\",\"wrong_value\":\"prepared/$4-wrong.value\",\"value\":\"prepared/$4.value\",\"sealed\":\"$5\",$(judged "$6" "$7")"
}
prepared_seal 'a key elsewhere seals a package' $MESSAGE agency seal packages/sealed.edxml "$(opened "$BESIDE")" "$KNOWN"
prepared_seal 'the key of a leader elsewhere seals a package' $MESSAGE leader seal-by-leader packages/by-leader.edxml \
    "$(opened accepted=false "$(unknown)" files="$SHUT" seals="[$(with "$LEADERS" attachment=null container=0 'binding="bound"')]")" \
    "[{\"organ\":\"$CODE\",\"certificates\":\"pki/leader.pem\"}]" '"leader"'

validates() { add "$1" validate "\"package\":\"$2\",\"expect\":$3"; } # NAME PACKAGE EXPECT
valid() { printf '{"faults":%s,"liberties":%s}' "${1:-[]}" "${2:-[]}"; } # [FAULTS] [LIBERTIES]
validates 'a package has no faults' $MESSAGE "$(valid)"
validates 'a status message has no faults' ../edxml/status-01.edxml "$(valid)"
validates 'what the hub rewrote has no faults, and its archives are told' packages/hopped.edxml "$(valid '[]' "[$ZIP,$ZIP]")"
validates 'a subject that is missing is a fault' gateway/no-subject.edxml "$(valid '["N.MessageHeader.Subject"]')"
validates 'a date that is none is a fault' gateway/no-date.edxml "$(valid '["T.MessageHeader.DueDate"]')"
validates 'a subject that is there twice is a liberty' gateway/two-subjects.edxml "$(valid '[]' '[{"code":"duplicate-element","ambiguous":true}]')"
validates 'a comment in the subject is a liberty' packages/comment.edxml "$(valid '[]' '[{"code":"comment-in-text","ambiguous":true}]')"
validates 'a package that was cut is not validated' packages/truncated.edxml "$(bad 16)"
validates 'a document is not validated' documents/van-ban.txt "$(bad 16)"
