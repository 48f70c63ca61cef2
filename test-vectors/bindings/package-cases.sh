# The cases of manifest.json about packages; `cases.sh` reads this. What is expected is written here by hand.
# shellcheck shell=bash disable=SC2034,SC2154,SC2086

CODE=000.00.12.X40
KNOWN="[{\"organ\":\"$CODE\",\"certificates\":\"pki/agency.pem\"}]"
# JSON of members that are given as NAME=VALUE, on top of others.
with() { # JSON MEMBER=VALUE…
    local json=$1 member; shift
    for member in "$@"; do json=$(jq -c --argjson value "${member#*=}" ".${member%%=*}=\$value" <<< "$json"); done
    printf '%s' "$json"
}
# One seal, the second attachment's neighbour unless told otherwise, and good.
# A ZIP that is declared to be something else: so does the hub, and it decides nothing.
ZIP='{"code":"zip-under-other-type","ambiguous":false}'
seal_of() { with "{\"attachment\":2,\"container\":null,\"verdict\":\"TOTAL-PASSED\",\"sub_indication\":null,\"fault\":null,\"organ\":\"$CODE\",\"role\":\"agency\",\"binding\":\"bound\",\"missing\":0}" "$@"; }
file_of() { # NAME MEMBER=VALUE…
    with "{\"name\":\"$1\",\"state\":\"same\",\"unwrapped\":false,\"destroyed\":false,\"sealed_name\":\"$1\",\"content\":\"../edxml/$1\"}" "${@:2}"
}
gone() { file_of "$1" state='"missing"' content=null; }
fact() { printf '{"fact":"%s","state":"%s","sealed":%s,"arrived":%s}' "$1" "$2" "$3" "$4"; }
list() { printf '[%s]' "$(IFS=,; echo "$*")"; }
# A package that is accepted, with one seal and two files; the rest is told.
opened() { with "{\"state\":\"intact\",\"verdict\":\"TOTAL-PASSED\",\"sub_indication\":null,\"accepted\":true,\"sender\":{\"code\":\"$CODE\",\"binding\":\"bound\",\"other\":null},\"seals\":[$(seal_of)],\"facts\":[],\"files\":$TWO,\"liberties\":[]}" "$@"; }
TWO=$(list "$(file_of cong-van-123.pdf)" "$(file_of phu-luc-1.pdf)")
UNWRAPPED=$(jq -c 'map(.unwrapped=true)' <<< "$TWO")
hopped() { opened state='"rewritten-by-hop"' files="$UNWRAPPED" liberties="[$ZIP,$ZIP]" "$@"; }
without_content() { jq -c 'map(.content=null)' <<< "$1"; }
SHUT=$(without_content "$TWO")
NONE='files=[]'
SOLE="seals=[$(seal_of attachment=0)]"
unknown() { printf 'sender={"code":"%s","binding":"%s","other":%s}' "$CODE" "${1:-unknown}" "${2:-null}"; }
open() { # NAME FILE EXPECT [senders=…] [policy=…] [evidence=…] [containers=…] (values are JSON)
    local name=$1 package=$2 expect=$3; shift 3
    local senders=$KNOWN policy=$POLICY evidence=null containers=null
    [ $# = 0 ] || local "$@"
    # What becomes of the details (docs/seal.md §2.4) is long, and stands in a file of its own: the fact, and its place.
    expect=$(jq -c --arg name "$name" --slurpfile all package-details.json \
        '$all[0][$name] as $one | if $one then .facts = .facts[:$one.at] + [$one.fact] + .facts[$one.at:] else . end' <<< "$expect")
    add "$name" package "\"package\":\"$package\",\"policy\":$policy,\"evidence\":$evidence,\"at\":$AT,\"senders\":$senders,\"containers\":$containers,\"expect\":$expect"
}
packed() { open "$1" "packages/$2" "${@:3}"; }

# --- accepted
packed 'a sealed package is intact' sealed.edxml "$(opened)"
packed 'a sealed package without attachments is intact' no-attachment.edxml "$(opened "$SOLE" $NONE)"
packed 'a seal by P-384 is judged' by-p384.edxml "$(opened "$SOLE" $NONE)" senders="[{\"organ\":\"$CODE\",\"certificates\":\"pki/p384.pem\"}]"
packed 'a package that the hub rewrote is accepted' hopped.edxml "$(hopped)"
packed 'a package that two hubs rewrote is accepted' hopped-twice.edxml "$(hopped)"
packed 'a package on one line is accepted' one-line.edxml "$(opened state='"rewritten-by-hop"' "$SOLE" $NONE)"
packed 'a package with another prefix is accepted' prefixed.edxml "$(opened state='"rewritten-by-hop"' "$SOLE" $NONE)"
CSV=$(list "$(file_of cong-van-123.pdf)" "$(file_of ho-so.zip)" "$(file_of so-lieu.csv unwrapped=true)")
packed 'what the sender put into an archive is taken out of it' csv.edxml "$(opened seals="[$(seal_of attachment=3)]" files="$CSV")"
packed 'an archive stays one on the way' hopped-csv.edxml "$(opened state='"rewritten-by-hop"' seals="[$(seal_of attachment=3)]" \
    files="$(jq -c '.[0].unwrapped=true' <<< "$CSV")" liberties="[$ZIP]")"
packed 'a revoking message is sealed as others are' revoking-operation.edxml \
    "$(opened seals="[$(seal_of attachment=1)]" files="[$(file_of cong-van-123.pdf)]")"
LEADERS=$(seal_of role='"leader"' binding='"unknown"')
BOTH="seals=[$LEADERS,$(seal_of attachment=3)]"
packed 'a seal by a leader and one by the agency are accepted' two-seals.edxml "$(opened "$BOTH")"
packed 'two seals survive the hub' hopped-two-seals.edxml "$(hopped "$BOTH")"
FORWARDERS=$(seal_of attachment=3 role='"forwarder"' organ='"000.00.00.X14"' binding='"unknown"')
packed 'a seal by a body that passes the package on is accepted' forwarded.edxml "$(opened seals="[$(seal_of),$FORWARDERS]")"
packed 'a seal by a body that is known as well is bound to it' forwarded.edxml \
    "$(opened seals="[$(seal_of),$(with "$FORWARDERS" 'binding="bound"')]")" \
    senders="$(jq -c '.+[{"organ":"000.00.00.X14","certificates":"pki/leader.pem"}]' <<< "$KNOWN")"
BESIDE="seals=[$(seal_of attachment=null container=0)]"
open 'a seal beside its message is as good as one in it' ../edxml/new-two-pdfs.edxml "$(opened "$BESIDE")" containers='["packages/sealed.asice"]'
packed 'revocation lists that name nobody are enough' sealed.edxml "$(opened)" policy="$REQUIRE" evidence='{"crls":["pki/root.crl","pki/sub-ca.crl"]}'

# --- who sends
packed 'a sender whom nobody knows is not accepted' sealed.edxml \
    "$(opened accepted=false "$(unknown)" seals="[$(seal_of binding='"unknown"')]" files="$SHUT")" senders=null
packed 'any sender is taken if the caller insists' sealed.edxml "$(opened)" senders='"any"'
packed 'a certificate of another body is not the sender'"'"'s' sealed.edxml \
    "$(opened accepted=false "$(unknown other '"000.00.13.X40"')" seals="[$(seal_of binding='"other"')]" files="$SHUT")" \
    senders='[{"organ":"000.00.13.X40","certificates":"pki/agency.pem"}]'
packed 'another certificate of the sender does not bind this one' sealed.edxml \
    "$(opened accepted=false "$(unknown)" seals="[$(seal_of binding='"unknown"')]" files="$SHUT")" \
    senders="[{\"organ\":\"$CODE\",\"certificates\":\"pki/leader.pem\"}]"
packed 'a leader alone is not the agency' by-leader.edxml \
    "$(opened accepted=false "$(unknown)" seals="[$(with "$LEADERS" 'binding="bound"')]" files="$SHUT")" \
    senders="[{\"organ\":\"$CODE\",\"certificates\":\"pki/leader.pem\"}]"
packed 'a seal in the name of another body does not bind the sender' by-other-organ.edxml \
    "$(opened accepted=false "$(unknown)" seals="[$(seal_of attachment=0 organ='"000.00.13.X40"' binding='"bound"')]" $NONE)" senders='"any"'

# --- changed
changed() { opened state='"changed"' accepted=false files="$SHUT" "$@"; }
packed 'another recipient is seen' recipient.edxml \
    "$(changed facts="[$(fact recipients changed '["000.00.00.X14","X98.12.3"]' '["000.00.00.X14","X98.12.4"]')]")"
packed 'one recipient more is seen' recipient-added.edxml \
    "$(changed "$SOLE" $NONE facts="[$(fact recipients changed '["X98.12.3"]' '["X98.12.3","X99.01"]')]")"
packed 'another operation is seen' operation.edxml "$(changed "$SOLE" $NONE facts="[$(fact operation changed '["0"]' '["1"]')]")"
SUBJECT='triển khai ký số văn bản điện tử gửi, nhận trên Trục liên thông văn bản quốc gia'
packed 'another letter in the subject is seen' subject.edxml \
    "$(changed facts="[$(fact subject changed "[\"V/v $SUBJECT\"]" "[\"v/v $SUBJECT\"]")]")"
packed 'a due date that is gone is seen' due.edxml "$(changed "$SOLE" $NONE facts="[$(fact due removed '["2026/04/01"]' '[]')]")"
packed 'another sender is seen, and not bound' sender.edxml \
    "$(changed facts="[$(fact sender changed "[\"$CODE\"]" '["000.00.13.X40"]')]" sender='{"code":"000.00.13.X40","binding":"unknown","other":null}')"
packed 'a change behind the hub is seen' hopped-number.edxml "$(hopped state='"changed"' accepted=false files="$(without_content "$UNWRAPPED")" \
    facts="[$(fact number changed '["123"]' '["124"]')]")"
packed 'attachments that swapped their names are seen' swapped.edxml "$(changed files="$(list \
    "$(file_of cong-van-123.pdf state='"swapped"' content=null)" \
    "$(file_of phu-luc-1.pdf state='"swapped"' content=null)")")"
packed 'an attachment under another name is seen' renamed.edxml "$(changed files="$(list \
    "$(file_of cong-van-321.pdf state='"renamed"' content=null sealed_name='"cong-van-123.pdf"')" "$(file_of phu-luc-1.pdf content=null)")")"
packed 'other octets in an attachment are seen' changed-octets.edxml "$(changed files="$(jq -c '.[0].state="changed"' <<< "$SHUT")")"
packed 'an attachment more is seen' added.edxml "$(changed seals="[$(seal_of attachment=3)]" \
    files="$(list "$(file_of cong-van-123.pdf content=null)" "$(file_of phu-luc-1.pdf content=null)" \
    "$(file_of quyet-dinh-45.pdf state='"added"' sealed_name=null content=null)")")"
packed 'a comment in the subject is seen' comment.edxml "$(changed "$SOLE" $NONE liberties='[{"code":"comment-in-text","ambiguous":true}]')"
packed 'a subject that is there twice is seen' twice.edxml "$(changed "$SOLE" $NONE liberties='[{"code":"duplicate-element","ambiguous":true}]' \
    facts="[$(fact subject changed "[\"V/v $SUBJECT\"]" '["V/v khác"]')]")"
packed 'a name that the list of attachments does not have is seen' other-reference.edxml "$(changed liberties='[{"code":"name-mismatch","ambiguous":true}]' \
    files="$(list "$(file_of cong-van-321.pdf state='"renamed"' content=null sealed_name='"cong-van-123.pdf"')" "$(file_of phu-luc-1.pdf content=null)")")"

# --- missing, damaged, not sealed
packed 'an attachment that is gone is seen' removed.edxml "$(opened state='"incomplete"' accepted=false seals="[$(seal_of attachment=1)]" \
    files="$(list "$(file_of cong-van-123.pdf content=null)" "$(gone phu-luc-1.pdf)")")"
packed 'an attachment that is gone while the list has it is seen' reference-left.edxml "$(changed seals="[$(seal_of attachment=1)]" \
    files="$(list "$(file_of cong-van-123.pdf content=null)" "$(gone phu-luc-1.pdf)")" liberties='[{"code":"missing-attachment","ambiguous":true}]')"
packed 'a seal that is gone is seen' first-seal-removed.edxml "$(opened state='"incomplete"' accepted=false files="$SHUT" seals="[$(seal_of missing=1)]")"
GONE=$(jq -c 'map(.state="changed"|.destroyed=true|.unwrapped=true|.content=null)' <<< "$TWO")
packed 'attachments that a conversion of text destroyed are seen' damaged.edxml \
    "$(opened state='"damaged"' accepted=false "$BESIDE" files="$GONE" liberties="[$ZIP,$ZIP]")" containers='["packages/sealed.asice"]'
not_sealed() { opened state='"not-sealed"' verdict='"INDETERMINATE"' sub_indication='"CUSTOM"' accepted=false "$(unknown)" seals='[]' "$@"; }
# All facts of no-attachment.edxml, which nobody sealed.
FACTS=$(while IFS='|' read -r name values; do fact "$name" added '[]' "$values"; done << F | jq -sc .
document|["$CODE,2026/03/12,128/STTTT-VP"]
sender|["$CODE"]
recipients|["X98.12.3"]
number|["128"]
notation|["STTTT-VP"]
place|["Tỉnh Mẫu"]
date|["2026/03/12"]
type|["2"]
type_detail|["0"]
type_name|["Công văn"]
subject|["V/v $SUBJECT"]
abstract|["Triển khai ký số & xác thực <toàn văn> \"văn bản\""]
competence|["TM."]
position|["Giám đốc"]
signer|["Nguyễn Văn Mẫu"]
due|["2026/04/01"]
priority|["1"]
steering|["1"]
operation|["0"]
operation_document|["$CODE,2026/03/12,128/STTTT-VP"]
paper|["0"]
replies|["X98.12.3 | 45/DVMB | 2026/03/05 | X98.12.3,2026/03/05,45/DVMB"]
F
)
open 'a package without a seal is not sealed' ../edxml/no-attachment.edxml "$(not_sealed $NONE facts="$FACTS")"
open 'a package without a seal is not sealed, whoever may send' ../edxml/no-attachment.edxml "$(not_sealed $NONE facts="$FACTS")" senders='"any"'
open 'a status message is not sealed' ../edxml/status-01.edxml "$(not_sealed $NONE sender='{"code":null,"binding":"unknown","other":null}')" senders='"any"'

# --- seals that are not good
packed 'a seal whose container was changed is faulty' seal-changed.edxml "$(opened state='"changed"' accepted=false "$(unknown)" \
    verdict='"TOTAL-FAILED"' sub_indication='"FORMAT_FAILURE"' facts="$FACTS" \
    seals="[$(seal_of attachment=0 verdict='"TOTAL-FAILED"' sub_indication='"FORMAT_FAILURE"' fault='"container"' organ=null role=null binding='"unknown"')]" \
    files="[$(file_of antin-seal.zip state='"added"' sealed_name=null content=null)]")"
packed 'the seal of another package is seen' seal-of-another.edxml "$(changed "$SOLE" files="$(list "$(gone cong-van-123.pdf)" "$(gone phu-luc-1.pdf)")" \
    facts="$(list "$(fact document changed "[\"$CODE,2026/03/12,123/STTTT-VP\"]" "[\"$CODE,2026/03/12,128/STTTT-VP\"]")" \
    "$(fact recipients changed '["000.00.00.X14","X98.12.3"]' '["X98.12.3"]')" "$(fact number changed '["123"]' '["128"]')" \
    "$(fact operation_document changed "[\"$CODE,2026/03/12,123/STTTT-VP\"]" "[\"$CODE,2026/03/12,128/STTTT-VP\"]")")")"
packed 'a certificate that was revoked is not accepted' sealed.edxml "$(opened accepted=false verdict='"INDETERMINATE"' \
    sub_indication='"REVOKED_NO_POE"' "$(unknown)" files="$SHUT" \
    seals="[$(seal_of verdict='"INDETERMINATE"' sub_indication='"REVOKED_NO_POE"' binding='"unknown"')]")" evidence='{"crls":["pki/sub-ca-revoking.crl"]}'
indeterminate() { # NAME FILE VERDICT SUB-INDICATION [open's values]
    packed "$1" "$2" "$(opened accepted=false verdict="\"$3\"" sub_indication="\"$4\"" "$(unknown)" $NONE \
        seals="[$(seal_of attachment=0 verdict="\"$3\"" sub_indication="\"$4\"" binding='"unknown"')]")" "${@:5}"
}
indeterminate 'a seal under another root is not accepted' no-attachment.edxml INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND \
    policy='{"roots":["pki/other-root.pem"],"revocation":"if-present"}' senders='"any"'
indeterminate 'a seal without demanded revocation status is not accepted' no-attachment.edxml INDETERMINATE TRY_LATER policy="$REQUIRE"
indeterminate 'a seal by a certificate of later is not accepted' future.edxml TOTAL-FAILED NOT_YET_VALID senders='"any"'
indeterminate 'a seal by a key that is for encryption is not accepted' encryption.edxml INDETERMINATE CHAIN_CONSTRAINTS_FAILURE senders='"any"'

# --- no judgement
packed 'a package that was cut is malformed' truncated.edxml "$(bad 16)"
packed 'a package with a document type is malformed' doctype.edxml "$(bad 16)"
open 'a document is no package' documents/van-ban.txt "$(bad 16)"
packed 'a policy that cannot be read opens nothing' sealed.edxml "$(bad 19)" policy="{$ROOTS,\"profile_file\":\"policies/not-toml.toml\"}"
packed 'a sender whose certificate is none is refused' sealed.edxml "$(bad 16)" senders="[{\"organ\":\"$CODE\",\"certificates\":\"documents/van-ban.txt\"}]"
