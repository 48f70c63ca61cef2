# The cases of manifest.json; `make` reads this. What is expected is written here by hand, and what depends on
# fresh keys (serial numbers, digests, times) comes from openssl, never from antin.
# shellcheck shell=bash disable=SC2034,SC2154

seconds() { date -u -d "$1" +%s; }
AT=$(seconds 2026-12-01T00:00:00Z)
TIME=$(seconds "$SIGNED")
cases=$work/cases; : > "$cases"

signer() { # NAME
    printf '{"subject":"%s","serial":"%s","sha256":"%s"}' \
        "$(openssl x509 -in "pki/$1.pem" -noout -subject -nameopt utf8,sep_comma_plus_space,sname | sed 's/^subject=//')" \
        "$(openssl x509 -in "pki/$1.pem" -noout -serial | sed 's/^serial=//' | tr A-F a-f)" "$(sha256 "$1")"
}
sha256() { openssl x509 -in "pki/$1.pem" -outform DER | openssl dgst -sha256 -r | cut -d' ' -f1; }
claimed() { # SIGNATURE, made by openssl at the time of making
    local time; time=$(openssl cms -cmsout -in "signatures/$1" -inform "${2:-DER}" -outform DER | openssl asn1parse -inform DER |
        grep -A2 ':signingTime' | sed -n 's/.*UTCTIME *:\(..\)\(..\)\(..\)\(..\)\(..\)\(..\)Z$/20\1-\2-\3T\4:\5:\6Z/p')
    seconds "$time"
}
FINDINGS='["revocation-not-available","time-not-proven"]'
# SIGNER-NAME DIGEST ALGORITHM, then any of these by name, as JSON:
# verdict sub level time covers findings
one() {
    local name=$1 digest=$2 algorithm=$3; shift 3
    local verdict='"TOTAL-PASSED"' sub=null level='"B"' time=$TIME covers='"whole-document"' findings=$FINDINGS who
    who=$([ "$name" = nobody ] && echo null || signer "$name")
    [ $# = 0 ] || local "$@"
    printf '{"verdict":%s,"sub_indication":%s,"level":%s,"signer":%s,"claimed_time":%s,"digest":"%s","algorithm":"%s","coverage":%s,"findings":%s}' \
        "$verdict" "$sub" "$level" "$who" "$time" "$digest" "$algorithm" "$covers" "$findings"
}
# CONTENT-OR-null SIGNATURE…: all passed
passed() {
    local content=$1; shift
    printf '{"verdict":"TOTAL-PASSED","sub_indication":null,"signatures":[%s],"content":%s}' "$(IFS=,; echo "$*")" "$content"
}
# VERDICT SUB-INDICATION SIGNATURE…
refused() {
    local verdict=$1 sub=$2; shift 2
    printf '{"verdict":"%s","sub_indication":"%s","signatures":[%s],"content":null}' "$verdict" "$sub" "$(IFS=,; echo "$*")"
}
bad() { printf '{"error":%s}' "$1"; }
NAMES=
add() { # NAME DO JSON-MEMBERS
    local line; line=$(printf '{"name":"%s","do":"%s",%s}' "$1" "$2" "$3" | jq -c .) || { say "$1: $3"; exit 1; }
    if grep -qxF "$1" <<< "$NAMES"; then say "twice: $1"; exit 1; fi
    NAMES+=$1$'\n'
    printf '%s\n' "$line" >> "$cases"
}
ROOTS='"roots":["pki/root.pem"]'
POLICY="{$ROOTS,\"revocation\":\"if-present\"}"
TEXT='"documents/van-ban.txt"'

# verify: NAME SIGNATURE CONTENT-OR-null EXPECT [policy=…] [evidence=…] [at=…] (values are JSON)
verify() {
    local name=$1 document=$2 content=$3 expect=$4; shift 4
    local policy=$POLICY evidence=null at=$AT
    [ $# = 0 ] || local "$@"
    add "$name" verify "\"document\":\"$document\",\"content\":$content,\"policy\":$policy,\"evidence\":$evidence,\"at\":$at,\"expect\":$expect"
}
detached() { verify "$1" "signatures/$2" "$TEXT" "${@:3}"; }
attached() { verify "$1" "signatures/$2" null "${@:3}"; }

AGENCY=$(one agency SHA-256 RSA-PKCS1-2048)
LEADER=$(one leader SHA-256 RSA-PKCS1-3072)

# --- what passes
detached 'RSA-2048 with Vietnamese names passes' rsa2048.p7s "$(passed null "$AGENCY")"
detached 'a signature in PEM passes' rsa2048.pem "$(passed null "$AGENCY")"
attached 'an attached document passes and is given out' rsa2048.p7m "$(passed "$TEXT" "$AGENCY")"
detached 'RSA-3072 with PSS passes' rsa3072-pss.p7s "$(passed null "$(one leader SHA-256 RSA-PSS-3072)")"
detached 'RSA-3072 with SHA-512 passes' rsa3072-sha512.p7s "$(passed null "$(one leader SHA-512 RSA-PKCS1-3072)")"
detached 'P-256 passes' p256.p7s "$(passed null "$(one p256 SHA-256 ECDSA-P256)")"
detached 'P-384 passes' p384.p7s "$(passed null "$(one p384 SHA-384 ECDSA-P384)")"
detached 'Ed25519 passes' ed25519.p7s "$(passed null "$(one ed25519 SHA-512 Ed25519)")"
verify 'a large detached document passes' signatures/large.p7s '"documents/large.txt"' \
    "$(passed null "$(one p256 SHA-256 ECDSA-P256)")"
attached 'a large attached document passes' large.p7m \
    "$(passed '"documents/large.txt"' "$(one p384 SHA-384 ECDSA-P384)")"
detached 'two signatures pass' two.p7s "$(passed null "$AGENCY" "$LEADER")"
attached 'two signatures on an attached document pass' two.p7m "$(passed "$TEXT" "$AGENCY" "$LEADER")"

# --- signatures by OpenSSL
by_openssl() { # NAME SIGNATURE CONTENT-IN-EXPECT SIGNER DIGEST ALGORITHM [FORM-OF-FILE] [one's further values…]
    local form=DER; case $2 in *.pem) form=PEM;; esac
    local time content=$TEXT; time=$(claimed "$2" $form)
    case $2 in *.p7m) content=null;; empty.p7s) content='"documents/empty.bin"';; esac
    verify "$1" "signatures/$2" "$content" "$(passed "$3" "$(one "$4" "$5" "$6" time="$time" "${@:7}")")" at=$((time + 86400))
}
PLAIN='["revocation-not-available","signing-certificate-reference-missing","time-not-proven"]'
by_openssl 'CAdES by OpenSSL passes' openssl-cades.p7s null agency SHA-256 RSA-PKCS1-2048
by_openssl 'CAdES by OpenSSL in PEM passes' openssl-cades.pem null agency SHA-256 RSA-PKCS1-2048
by_openssl 'attached CAdES by OpenSSL passes' openssl-attached.p7m "$TEXT" agency SHA-256 RSA-PKCS1-2048
by_openssl 'attached CAdES by OpenSSL in BER passes' openssl-ber.p7m '"documents/large.txt"' agency SHA-256 RSA-PKCS1-2048
by_openssl 'PSS by OpenSSL with its long salt passes' openssl-pss.p7s null leader SHA-256 RSA-PSS-3072
by_openssl 'P-256 by OpenSSL passes' openssl-p256.p7s null p256 SHA-256 ECDSA-P256
by_openssl 'an empty detached document passes' empty.p7s null p256 SHA-256 ECDSA-P256
by_openssl 'an empty attached document passes and is given out' empty.p7m '"documents/empty.bin"' p256 SHA-256 ECDSA-P256
by_openssl 'plain CMS passes, and has no level' openssl-plain.p7s null agency SHA-256 RSA-PKCS1-2048 level=null findings="$PLAIN"
detached 'plain CMS without signed attributes passes, and has no level' openssl-no-attributes.p7s \
    "$(passed null "$(one agency SHA-256 RSA-PKCS1-2048 level=null time=null findings='["revocation-not-available","signed-attributes-missing","signing-certificate-reference-missing","claimed-time-missing"]')")"

# --- policies
detached 'a built-in profile applies' rsa2048.p7s "$(passed null "$AGENCY")" \
    policy="{$ROOTS,\"profile\":\"vn-2026\",\"revocation\":\"if-present\"}"
detached 'a policy file applies' rsa2048.p7s "$(passed null "$AGENCY")" policy="{$ROOTS,\"profile_file\":\"policies/good.toml\"}"
detached 'skipped revocation is marked' rsa2048.p7s \
    "$(passed null "$(one agency SHA-256 RSA-PKCS1-2048 findings='["revocation-skipped","time-not-proven"]')")" \
    policy="{$ROOTS,\"revocation\":\"danger-skip\"}"
detached 'a demanded level that is there passes' rsa2048.p7s "$(passed null "$AGENCY")" \
    policy="{$ROOTS,\"revocation\":\"if-present\",\"level\":\"B\"}"
detached 'several roots are trusted' rsa2048.p7s "$(passed null "$AGENCY")" \
    policy='{"roots":["pki/other-root.pem","pki/root.pem"],"revocation":"if-present"}'
detached 'path inputs that are met pass' rsa2048.p7s "$(passed null "$AGENCY")" \
    policy="{$ROOTS,\"revocation\":\"if-present\",\"purpose\":\"document\",\"name\":{\"form\":\"email\",\"name\":\"vanthu@agency.test\"},\"certificate_policies\":[\"2.999.704.1.1.1.1\"],\"require_explicit_policy\":true,\"inhibit_policy_mapping\":true,\"inhibit_any_policy\":true,\"max_depth\":1}"
path_refused() { # NAME SUB-INDICATION FINDING POLICY-MEMBERS
    detached "$1" rsa2048.p7s "$(refused INDETERMINATE "$2" "$(one agency SHA-256 RSA-PKCS1-2048 verdict='"INDETERMINATE"' sub="\"$2\"" findings="[\"$3\",\"time-not-proven\"]")")" \
        policy="{$ROOTS,\"revocation\":\"if-present\",$4}"
}
path_refused 'a name that the certificate lacks is missed' CHAIN_CONSTRAINTS_FAILURE name-mismatch \
    '"name":{"form":"email","name":"khac@agency.test"}'
path_refused 'a certificate policy that the chain lacks is missed' CHAIN_CONSTRAINTS_FAILURE no-acceptable-policy \
    '"certificate_policies":["2.999.1"],"require_explicit_policy":true'
path_refused 'a purpose that the certificate lacks is missed' CHAIN_CONSTRAINTS_FAILURE extended-key-usage-refused \
    '"purpose":"time-stamping"'
path_refused 'a path that is too long is none' NO_CERTIFICATE_CHAIN_FOUND path-too-long '"max_depth":0'

# --- evidence
COMPLETED='["chain-leaf-only","revocation-not-available","time-not-proven"]'
detached 'evidence completes a chain' no-sub-ca.p7s \
    "$(passed null "$(one agency SHA-256 RSA-PKCS1-2048 findings="$COMPLETED")")" evidence='{"certificates":["pki/sub-ca.pem"]}'
time=$(claimed openssl-no-certificates.p7s)
detached 'evidence has the certificate of the signer' openssl-no-certificates.p7s \
    "$(passed null "$(one agency SHA-256 RSA-PKCS1-2048 level=null time="$time")")" \
    evidence='{"certificates":["pki/agency-chain.pem"]}' at=$((time + 86400))
detached 'evidence that is not needed does no harm' rsa2048.p7s "$(passed null "$AGENCY")" \
    evidence='{"certificates":["pki/other-root.pem","pki/sub-ca.pem"],"crls":[],"ocsp":[]}'
detached 'evidence that is no certificate is malformed' rsa2048.p7s "$(bad 16)" evidence='{"certificates":["pki/root.crl"]}'

# --- revocation
REQUIRE="{$ROOTS,\"revocation\":\"require\"}"
detached 'CRLs that are demanded and there pass' rsa2048.p7s \
    "$(passed null "$(one agency SHA-256 RSA-PKCS1-2048 findings='["time-not-proven"]')")" \
    policy="$REQUIRE" evidence='{"crls":["pki/root.crl","pki/sub-ca.crl"]}'
detached 'a CRL of one authority is not enough' rsa2048.p7s \
    "$(refused INDETERMINATE TRY_LATER "$(one agency SHA-256 RSA-PKCS1-2048 verdict='"INDETERMINATE"' sub='"TRY_LATER"' findings='["revocation-unknown","time-not-proven"]')")" \
    policy="$REQUIRE" evidence='{"crls":["pki/root.crl"]}'
detached 'a revoked certificate is in doubt' rsa2048.p7s \
    "$(refused INDETERMINATE REVOKED_NO_POE "$(one agency SHA-256 RSA-PKCS1-2048 verdict='"INDETERMINATE"' sub='"REVOKED_NO_POE"' findings='["certificate-revoked","time-not-proven"]')")" \
    policy="$REQUIRE" evidence='{"crls":["pki/root.crl","pki/sub-ca-revoking.crl"]}'
detached 'a certificate that is revoked is in doubt, also if nobody demands its status' rsa2048.p7s \
    "$(refused INDETERMINATE REVOKED_NO_POE "$(one agency SHA-256 RSA-PKCS1-2048 verdict='"INDETERMINATE"' sub='"REVOKED_NO_POE"' findings='["certificate-revoked","revocation-not-available","time-not-proven"]')")" \
    evidence='{"crls":["pki/sub-ca-revoking.crl"]}'

# --- TOTAL-FAILED
failed() { # SUB-INDICATION SIGNER DIGEST ALGORITHM [one's values]: one signature
    refused TOTAL-FAILED "$1" "$(one "${@:2:3}" verdict='"TOTAL-FAILED"' sub="\"$1\"" covers='"unknown"' "${@:5}")"
}
MISMATCH='["revocation-not-available","message-digest-mismatch","time-not-proven"]'
FORGED='["revocation-not-available","signature-mismatch","time-not-proven"]'
verify 'a changed document fails' signatures/rsa2048.p7s '"documents/van-ban-changed.txt"' \
    "$(failed HASH_FAILURE agency SHA-256 RSA-PKCS1-2048 findings="$MISMATCH")"
verify 'an emptied document fails' signatures/rsa2048.p7s '"documents/empty.bin"' \
    "$(failed HASH_FAILURE agency SHA-256 RSA-PKCS1-2048 findings="$MISMATCH")"
attached 'a changed attached document fails and is not given out' content-changed.p7m \
    "$(failed HASH_FAILURE agency SHA-256 RSA-PKCS1-2048 findings="$MISMATCH")"
detached 'a changed signature value fails' value-changed.p7s \
    "$(failed SIG_CRYPTO_FAILURE agency SHA-256 RSA-PKCS1-2048 findings="$FORGED")"
detached 'a changed signing time fails' time-changed.p7s \
    "$(failed SIG_CRYPTO_FAILURE agency SHA-256 RSA-PKCS1-2048 time=$((TIME - 86400)) findings="$FORGED")"
detached 'another type of content than was signed fails' content-type-changed.p7s \
    "$(failed FORMAT_FAILURE agency SHA-256 RSA-PKCS1-2048 level=null covers='"whole-document"' findings='["content-type-mismatch","revocation-not-available","time-not-proven"]')"
detached 'a certificate that is not valid yet fails' future.p7s \
    "$(failed NOT_YET_VALID future SHA-256 ECDSA-P256 covers='"whole-document"' findings='["certificate-not-yet-valid","time-not-proven","claimed-time-outside-validity"]')"
detached 'of two signatures one fails' two-second-changed.p7s "$(refused TOTAL-FAILED SIG_CRYPTO_FAILURE "$AGENCY" \
    "$(one leader SHA-256 RSA-PKCS1-3072 verdict='"TOTAL-FAILED"' sub='"SIG_CRYPTO_FAILURE"' covers='"unknown"' findings="$FORGED")")"

# --- INDETERMINATE
doubted() { # SUB-INDICATION SIGNER DIGEST ALGORITHM [one's values]: one signature
    refused INDETERMINATE "$1" "$(one "${@:2:3}" verdict='"INDETERMINATE"' sub="\"$1\"" "${@:5}")"
}
detached 'without a sub-CA there is no chain' no-sub-ca.p7s \
    "$(doubted NO_CERTIFICATE_CHAIN_FOUND agency SHA-256 RSA-PKCS1-2048 findings='["no-trusted-issuer","time-not-proven"]')"
detached 'without the right root there is no chain' rsa2048.p7s \
    "$(doubted NO_CERTIFICATE_CHAIN_FOUND agency SHA-256 RSA-PKCS1-2048 findings='["no-trusted-issuer","time-not-proven"]')" \
    policy='{"roots":["pki/other-root.pem"],"revocation":"if-present"}'
time=$(claimed openssl-no-certificates.p7s)
detached 'without the certificate of the signer there is doubt' openssl-no-certificates.p7s \
    "$(doubted NO_SIGNING_CERTIFICATE_FOUND nobody SHA-256 RSA-PKCS1 level=null time="$time" covers='"unknown"' findings='["signing-certificate-not-found","time-not-proven"]')" \
    at=$((time + 86400))
detached 'an expired certificate is in doubt' expired.p7s \
    "$(doubted OUT_OF_BOUNDS_NO_POE expired SHA-256 ECDSA-P256 findings='["certificate-expired","time-not-proven","claimed-time-outside-validity"]')"
detached 'demanded revocation status that is not there is in doubt' rsa2048.p7s \
    "$(doubted TRY_LATER agency SHA-256 RSA-PKCS1-2048 findings='["revocation-unknown","time-not-proven"]')" \
    policy="{$ROOTS,\"revocation\":\"require\"}"
detached 'revocation status is demanded by default' rsa2048.p7s \
    "$(doubted TRY_LATER agency SHA-256 RSA-PKCS1-2048 findings='["revocation-unknown","time-not-proven"]')" policy="{$ROOTS}"
detached 'a key that is for encryption is in doubt' encryption.p7s \
    "$(doubted CHAIN_CONSTRAINTS_FAILURE encryption SHA-256 RSA-PKCS1-2048 findings='["key-usage-refused","time-not-proven"]')"
time=$(claimed small.p7s)
detached 'a key that is too small is in doubt' small.p7s \
    "$(doubted CRYPTO_CONSTRAINTS_FAILURE small SHA-256 RSA-PKCS1-1024 time="$time" findings='["certificate-algorithm-refused","key-too-small","time-not-proven"]')" \
    at=$((time + 86400))
time=$(claimed openssl-sha1.p7s)
detached 'SHA-1 is in doubt' openssl-sha1.p7s \
    "$(doubted CRYPTO_CONSTRAINTS_FAILURE agency SHA-1 RSA-PKCS1-2048 level=null time="$time" findings='["revocation-not-available","algorithm-not-allowed","signing-certificate-reference-missing","time-not-proven"]')" \
    at=$((time + 86400))
detached 'a key that the policy admitted until lately is in doubt' rsa2048.p7s \
    "$(doubted CRYPTO_CONSTRAINTS_FAILURE_NO_POE agency SHA-256 RSA-PKCS1-2048 findings='["certificate-algorithm-refused","algorithm-no-longer-allowed","time-not-proven"]')" \
    policy="{$ROOTS,\"profile_file\":\"policies/rsa-ended.toml\"}"
time=$(claimed openssl-plain.p7s)
detached 'plain CMS does not reach a demanded level' openssl-plain.p7s \
    "$(doubted SIG_CONSTRAINTS_FAILURE agency SHA-256 RSA-PKCS1-2048 level=null time="$time" findings='["revocation-not-available","signing-certificate-reference-missing","time-not-proven","level-not-reached"]')" \
    policy="{$ROOTS,\"revocation\":\"if-present\",\"level\":\"B\"}" at=$((time + 86400))
attached 'without its document a detached signature is in doubt' rsa2048.p7s \
    "$(doubted SIGNED_DATA_NOT_FOUND agency SHA-256 RSA-PKCS1-2048 covers='"unknown"' findings='["revocation-not-available","signed-data-not-found","time-not-proven"]')"
detached 'a signing time in the future is marked' claims-future.p7s \
    "$(passed null "$(one agency SHA-256 RSA-PKCS1-2048 time="$(seconds 2027-06-01T00:00:00Z)" findings='["revocation-not-available","claimed-time-in-future"]')")"
attached 'what has no signature is in doubt' certificates-only.p7b \
    '{"verdict":"INDETERMINATE","sub_indication":"CUSTOM","signatures":[],"content":null}'

# --- no judgement
detached 'a truncated signature is malformed' truncated.p7s "$(bad 16)"
detached 'a truncated signature in PEM is malformed' truncated.pem "$(bad 16)"
detached 'octets behind a signature are malformed' trailing.p7s "$(bad 16)"
verify 'an empty file is malformed' documents/empty.bin null "$(bad 16)"
verify 'text is not supported' documents/van-ban.txt null "$(bad 17)"
verify 'a PDF is not supported yet' documents/blank.pdf null "$(bad 17)"
verify 'a ZIP is not supported yet' documents/empty.zip null "$(bad 17)"
verify 'XML is not supported yet' documents/message.xml null "$(bad 17)"
attached 'encrypted CMS is not supported' enveloped.p7m "$(bad 17)"
detached 'content that is not wanted is refused' rsa2048.p7m "$(bad 2)"
detached 'a broken policy file is refused' rsa2048.p7s "$(bad 19)" policy="{$ROOTS,\"profile_file\":\"policies/not-toml.toml\"}"

# --- policies alone
policy() { add "$1" policy "\"policy\":$2,\"expect\":$3"; }
OK='{"error":null}'
policy 'a policy file is read' "{$ROOTS,\"profile_file\":\"policies/good.toml\"}" "$OK"
policy 'a policy file that is no TOML is refused' "{$ROOTS,\"profile_file\":\"policies/not-toml.toml\"}" "$(bad 19)"
policy 'a misspelt rule is refused' "{$ROOTS,\"profile_file\":\"policies/misspelt.toml\"}" "$(bad 19)"
policy 'SHA-1 without an end is refused' "{$ROOTS,\"profile_file\":\"policies/sha1-for-ever.toml\"}" "$(bad 19)"
policy 'an unknown profile is refused' "{$ROOTS,\"profile\":\"vn-1926\"}" "$(bad 2)"
policy 'a key is no root' '{"roots":["pki/root.key"]}' "$(bad 16)"
policy 'a document is no root' '{"roots":["documents/van-ban.txt"]}' "$(bad 16)"
policy 'a broken root is malformed' '{"roots":["signatures/truncated.p7s"]}' "$(bad 16)"
policy 'a certificate policy that is no identifier is refused' "{$ROOTS,\"certificate_policies\":[\"2.x\"]}" "$(bad 2)"
policy 'a name that is no address is refused' "{$ROOTS,\"name\":{\"form\":\"ip\",\"name\":\"agency.test\"}}" "$(bad 2)"

# --- credentials
p12_of() { printf '{"p12":"credentials/%s","password":%s}' "$1" "$2"; }
pair() { printf '{"chain":"%s","key":"%s","password":%s}' "$1" "$2" "${3:-null}"; }
credential() { # NAME CREDENTIAL EXPECT [FRIENDLY-NAME]
    add "$1" credential "\"credential\":$2,\"friendly_name\":${4:-null},\"expect\":$3"
}
chain_of() { printf '{"certificates":%s,"sha256":"%s"}' "$2" "$(sha256 "$1")"; }
PW="\"$PASSWORD\""
credential 'PKCS#12 of OpenSSL with a Vietnamese password opens' "$(p12_of openssl.p12 "$PW")" "$(chain_of agency 2)"
credential 'PKCS#12 of OpenSSL in its old form opens' "$(p12_of openssl-legacy.p12 '"matkhau"')" "$(chain_of agency 2)"
credential 'PKCS#12 with an empty password opens' "$(p12_of openssl-empty-password.p12 '""')" "$(chain_of p384 2)"
credential 'PKCS#12 with an empty password opens without one' "$(p12_of openssl-empty-password.p12 null)" "$(chain_of p384 2)"
credential 'PKCS#12 of Java opens' "$(p12_of java-p256.p12 '"matkhau"')" "$(chain_of p256 2)"
credential 'of two keys one is taken by its name' "$(p12_of java-two-keys.p12 '"matkhau"')" "$(chain_of leader 2)" '"lanh-dao"'
credential 'a friendly name may be Vietnamese' "$(p12_of openssl.p12 "$PW")" "$(chain_of agency 2)" '"Con dấu cơ quan"'
credential 'two keys and no name are refused' "$(p12_of java-two-keys.p12 '"matkhau"')" "$(bad 31)"
credential 'a friendly name that is not there is refused' "$(p12_of java-two-keys.p12 '"matkhau"')" "$(bad 31)" '"giam-doc"'
credential 'PKCS#12 without a key is refused' "$(p12_of java-no-key.p12 '"matkhau"')" "$(bad 31)"
credential 'a wrong password is refused' "$(p12_of openssl.p12 '"sai mật khẩu"')" "$(bad 32)"
credential 'no password for PKCS#12 that has one is refused' "$(p12_of openssl.p12 null)" "$(bad 32)"
credential 'truncated PKCS#12 is malformed' "$(p12_of truncated.p12 "$PW")" "$(bad 16)"
credential 'chain and key in PEM belong together' "$(pair pki/agency-chain.pem pki/agency.key)" "$(chain_of agency 2)"
credential 'certificate and key in DER belong together' "$(pair credentials/agency.cer credentials/agency.p8)" "$(chain_of agency 1)"
credential 'encrypted PKCS#8 opens' "$(pair pki/leader-chain.pem credentials/leader-encrypted.key "$PW")" "$(chain_of leader 2)"
credential 'encrypted PKCS#8 in DER with scrypt opens' "$(pair pki/p256-chain.pem credentials/p256-encrypted.der "$PW")" "$(chain_of p256 2)"
credential 'a key in PKCS#1 is read' "$(pair pki/agency-chain.pem credentials/agency-pkcs1.key)" "$(chain_of agency 2)"
credential 'a key in SEC 1 is read' "$(pair pki/p256-chain.pem credentials/p256-sec1.key)" "$(chain_of p256 2)"
credential 'encrypted PKCS#8 without a password is refused' "$(pair pki/leader-chain.pem credentials/leader-encrypted.key)" "$(bad 32)"
credential 'encrypted PKCS#8 with a wrong password is refused' "$(pair pki/leader-chain.pem credentials/leader-encrypted.key '"sai"')" "$(bad 32)"
credential 'a key of another certificate is refused' "$(pair pki/agency-chain.pem pki/leader.key)" "$(bad 31)"
credential 'a document is no key' "$(pair pki/agency-chain.pem documents/van-ban.txt)" "$(bad 16)"

# --- signing
PEM_AGENCY=$(pair pki/agency-chain.pem pki/agency.key)
then_passed() { # CONTENT SIGNATURE…
    printf '"then":{"policy":%s,"evidence":null,"at":%s,"expect":%s}' "$POLICY" "$AT" "$(passed "$@")"
}
options() { # PACKAGING ALGORITHM-OR-null [MIME] [HINTS]
    printf '{"level":"B","packaging":"%s","algorithm":%s,"mime_type":%s,"content_hints":%s}' "$1" "$2" "${3:-null}" "${4:-null}"
}
sign() { # NAME CREDENTIAL DOCUMENT OPTIONS THEN-OR-EXPECT [FRIENDLY-NAME]
    add "$1" sign "\"credential\":$2,\"friendly_name\":${6:-null},\"document\":\"documents/$3\",\"options\":$4,\"signing_time\":$TIME,$5"
}
D=$(options detached null)
sign 'RSA-2048 from PKCS#12 signs' "$(p12_of openssl.p12 "$PW")" van-ban.txt "$D" "$(then_passed null "$AGENCY")"
sign 'RSA-2048 from PEM signs an attached document' "$PEM_AGENCY" van-ban.txt "$(options attached null)" "$(then_passed "$TEXT" "$AGENCY")"
sign 'RSA-3072 with PSS signs' "$(pair pki/leader-chain.pem credentials/leader-encrypted.key "$PW")" van-ban.txt \
    "$(options detached '"rsa-pss-sha256"')" "$(then_passed null "$(one leader SHA-256 RSA-PSS-3072)")"
sign 'RSA-3072 with SHA-512 signs' "$(pair pki/leader-chain.pem pki/leader.key)" van-ban.txt \
    "$(options attached '"rsa-pkcs1-sha512"')" "$(then_passed "$TEXT" "$(one leader SHA-512 RSA-PKCS1-3072)")"
sign 'P-256 from Java signs' "$(p12_of java-p256.p12 '"matkhau"')" van-ban.txt "$D" "$(then_passed null "$(one p256 SHA-256 ECDSA-P256)")"
sign 'P-384 signs' "$(p12_of openssl-empty-password.p12 null)" van-ban.txt "$(options detached '"ecdsa-sha384"')" \
    "$(then_passed null "$(one p384 SHA-384 ECDSA-P384)")"
sign 'Ed25519 signs' "$(pair pki/ed25519-chain.pem pki/ed25519.key)" van-ban.txt "$(options detached '"ed25519"')" \
    "$(then_passed null "$(one ed25519 SHA-512 Ed25519)")"
sign 'one of two keys signs' "$(p12_of java-two-keys.p12 '"matkhau"')" van-ban.txt "$D" "$(then_passed null "$LEADER")" '"lanh-dao"'
sign 'an empty document is signed' "$PEM_AGENCY" empty.bin "$D" "$(then_passed null "$AGENCY")"
sign 'an empty attached document is signed' "$PEM_AGENCY" empty.bin "$(options attached null)" "$(then_passed '"documents/empty.bin"' "$AGENCY")"
sign 'a large document is signed' "$PEM_AGENCY" large.txt "$D" "$(then_passed null "$AGENCY")"
sign 'a large attached document is signed' "$PEM_AGENCY" large.txt "$(options attached null)" "$(then_passed '"documents/large.txt"' "$AGENCY")"
sign 'a document is described' "$PEM_AGENCY" van-ban.txt \
    "$(options detached null '"text/plain"' '{"description":"Thông báo số 12","content_type":"1.2.840.113549.1.7.1"}')" \
    "$(then_passed null "$AGENCY")"
sign 'an algorithm that the key lacks is refused' "$PEM_AGENCY" van-ban.txt "$(options detached '"ecdsa-sha256"')" "\"expect\":$(bad 32)"
sign 'a content type that is no identifier is refused' "$PEM_AGENCY" van-ban.txt \
    "$(options detached null null '{"description":null,"content_type":"text"}')" "\"expect\":$(bad 2)"

addition() { # NAME SIGNATURE CONTENT PACKAGING THEN-OR-EXPECT
    add "$1" add-signature "\"signature\":\"$2\",\"content\":$3,\"credential\":$(pair pki/leader-chain.pem pki/leader.key),\"friendly_name\":null,\"options\":$(options "$4" null),\"signing_time\":$TIME,$5"
}
addition 'a signature is added' signatures/rsa2048.p7s "$TEXT" detached "$(then_passed null "$AGENCY" "$LEADER")"
addition 'a signature is added to an attached document' signatures/rsa2048.p7m null attached "$(then_passed "$TEXT" "$AGENCY" "$LEADER")"
addition 'nothing is added to another document' signatures/rsa2048.p7s '"documents/van-ban-changed.txt"' detached "\"expect\":$(bad 2)"
addition 'nothing is added without the document' signatures/rsa2048.p7s null detached "\"expect\":$(bad 2)"
addition 'nothing is added to what is no signature' signatures/truncated.p7s "$TEXT" detached "\"expect\":$(bad 16)"

# --- a key that lives elsewhere
prepare() { # NAME CHAIN-NAME FILES-NAME WRONG-VALUE OPTIONS ALGORITHM DIGEST-ALGORITHM CONTENT SIGNATURE
    local digest=null
    [ "$7" = null ] || digest="{\"algorithm\":\"$7\",\"value\":\"$(openssl dgst -"${7/-/}" -r documents/van-ban.txt | cut -d' ' -f1)\"}"
    add "$1" prepare "\"document\":$TEXT,\"document_digest\":$digest,\"chain\":\"pki/$2-chain.pem\",\"options\":$5,\"signing_time\":$TIME,\"to_be_signed\":\"prepared/$3.tbs\",\"algorithm\":\"$6\",\"wrong_value\":\"prepared/$4.value\",\"value\":\"prepared/$3.value\",$(then_passed "$8" "$9")"
}
prepare 'RSA-2048 elsewhere signs' agency rsa2048 rsa2048-wrong "$D" rsa-pkcs1-sha256 SHA-256 null "$AGENCY"
prepare 'RSA-2048 elsewhere signs an attached document' agency rsa2048-attached rsa2048-wrong "$(options attached null)" \
    rsa-pkcs1-sha256 null "$TEXT" "$AGENCY"
prepare 'RSA-3072 with PSS elsewhere signs' leader rsa3072-pss addition "$(options detached '"rsa-pss-sha256"')" \
    rsa-pss-sha256 SHA-256 null "$(one leader SHA-256 RSA-PSS-3072)"
prepare 'P-384 elsewhere signs' p384 p384 rsa2048 "$D" ecdsa-sha384 SHA-384 null "$(one p384 SHA-384 ECDSA-P384)"
prepare 'Ed25519 elsewhere signs' ed25519 ed25519 p384 "$D" ed25519 SHA-512 null "$(one ed25519 SHA-512 Ed25519)"
add 'a key elsewhere adds a signature' prepare-addition "\"signature\":\"signatures/rsa2048.p7s\",\"content\":$TEXT,\"chain\":\"pki/leader-chain.pem\",\"options\":$D,\"signing_time\":$TIME,\"to_be_signed\":\"prepared/addition.tbs\",\"algorithm\":\"rsa-pkcs1-sha256\",\"wrong_value\":\"prepared/rsa2048.value\",\"value\":\"prepared/addition.value\",$(then_passed null "$AGENCY" "$LEADER")"

# --- time-stamps, revocation, levels
TSA=$(signer tsa | jq -r .subject)
OID=1.3.6.1.4.1.55555.1
own() { # TIME [NAME]
    printf '{"chain":"pki/%s-chain.pem","key":"pki/%s.key","policy":"%s","time":%s}' "${2:-tsa}" "${2:-tsa}" "$OID" "$1"
}
LISTS='{"crls":["pki/root.crl","pki/sub-ca.crl"]}'
REVOKING='{"crls":["pki/root.crl","pki/sub-ca-revoking.crl"]}'
levelled() { # LEVEL PACKAGING TIMESTAMPER-OR-null EVIDENCE-OR-null
    printf '{"level":"%s","packaging":"%s","timestamper":%s,"evidence":%s}' "$@"
}
stamp() { # KIND TIME
    printf '{"kind":"%s","verdict":"TOTAL-PASSED","sub_indication":null,"time":%s,"authority":"%s","policy":"%s"}' "$1" "$2" "$TSA" "$OID"
}
STAMPED=$((TIME + 60))
# LEVEL FINDINGS STAMPS…, of the agency
raised() {
    local base; base=$(one agency SHA-256 RSA-PKCS1-2048 level="\"$1\"" findings="$2")
    printf '%s,"proven_time":%s,"timestamps":[%s]}' "${base%\}}" "$STAMPED" "$(IFS=,; echo "${*:3}")"
}
judged() { # POLICY EVIDENCE AT EXPECT
    printf '"then":{"policy":%s,"evidence":%s,"at":%s,"expect":%s}' "$@"
}
DEMANDING="{$ROOTS,\"revocation\":\"require\"}"
S=$(stamp signature $STAMPED) A=$(stamp archive-v3 $STAMPED)
sign 'level T is made' "$PEM_AGENCY" van-ban.txt "$(levelled T detached "$(own $STAMPED)" null)" \
    "$(judged "$DEMANDING" "$LISTS" "$AT" "$(passed null "$(raised T '[]' "$S")")")"
sign 'level LT keeps what a judgement needs' "$PEM_AGENCY" van-ban.txt "$(levelled LT detached "$(own $STAMPED)" "$LISTS")" \
    "$(judged "$DEMANDING" null "$AT" "$(passed null "$(raised LT '[]' "$S")")")"
sign 'level LTA has an archive time-stamp' "$PEM_AGENCY" van-ban.txt "$(levelled LTA detached "$(own $STAMPED)" "$LISTS")" \
    "$(judged "$DEMANDING" null "$AT" "$(passed null "$(raised LTA '[]' "$S" "$A")")")"
sign 'level T is reached where it is demanded' "$PEM_AGENCY" van-ban.txt "$(levelled T detached "$(own $STAMPED)" null)" \
    "$(judged "{$ROOTS,\"revocation\":\"require\",\"level\":\"T\"}" "$LISTS" "$AT" "$(passed null "$(raised T '[]' "$S")")")"
sign 'level T needs a timestamper' "$PEM_AGENCY" van-ban.txt "$(levelled T detached null null)" "\"expect\":$(bad 2)"
sign 'level LT needs evidence' "$PEM_AGENCY" van-ban.txt "$(levelled LT detached "$(own $STAMPED)" null)" "\"expect\":$(bad 2)"

extend() { # NAME SIGNATURE CONTENT OPTIONS THEN-OR-EXPECT
    add "$1" extend "\"signature\":\"signatures/$2\",\"content\":$3,\"options\":$4,$5"
}
extend 'B is raised to T' rsa2048.p7s "$TEXT" "$(levelled T detached "$(own $STAMPED)" null)" \
    "$(judged "$DEMANDING" "$LISTS" "$AT" "$(passed null "$(raised T '[]' "$S")")")"
extend 'an attached document is raised to LTA' rsa2048.p7m null "$(levelled LTA attached "$(own $STAMPED)" "$LISTS")" \
    "$(judged "$DEMANDING" null "$AT" "$(passed "$TEXT" "$(raised LTA '[]' "$S" "$A")")")"
extend 'B is raised to LT without the document' rsa2048.p7s null "$(levelled LT detached "$(own $STAMPED)" "$LISTS")" \
    "$(judged "$DEMANDING" null "$AT" "$(refused INDETERMINATE SIGNED_DATA_NOT_FOUND "$(raised LT '["signed-data-not-found"]' "$S" |
        jq -c '.verdict="INDETERMINATE"|.sub_indication="SIGNED_DATA_NOT_FOUND"|.coverage="unknown"')")")"
extend 'B is raised to LTA' rsa2048.p7s "$TEXT" "$(levelled LTA detached "$(own $STAMPED)" "$LISTS")" \
    "$(judged "$DEMANDING" null "$AT" "$(passed null "$(raised LTA '[]' "$S" "$A")")")"
extend 'nothing is raised for another document' rsa2048.p7s '"documents/van-ban-changed.txt"' \
    "$(levelled T detached "$(own $STAMPED)" null)" "\"expect\":$(bad 2)"
extend 'nothing is raised to B' rsa2048.p7s "$TEXT" "$(levelled B detached null null)" "\"expect\":$(bad 2)"
extend 'what is truncated is not raised' truncated.p7s "$TEXT" "$(levelled T detached "$(own $STAMPED)" null)" "\"expect\":$(bad 16)"

detached 'lists that name nobody pass' rsa2048.p7s "$(passed null "$(one agency SHA-256 RSA-PKCS1-2048 findings='["time-not-proven"]')")" \
    policy="$DEMANDING" evidence="$LISTS"
detached 'what was received before is proven by it' rsa2048.p7s "$(passed null \
    "$(one agency SHA-256 RSA-PKCS1-2048 findings='[]' | jq -c ".proven_time=$STAMPED")")" \
    policy="$DEMANDING" evidence="$(jq -c ".received_at=$STAMPED" <<< "$LISTS")"
EARLY=$(seconds 2026-09-01T00:00:00Z)
early() { raised "$1" "$2" "${@:3}" | jq -c ".proven_time=$EARLY|.claimed_time=$((EARLY - 60))"; }
before() { # NAME SIGNING-TIME STAMPING-TIME EXPECT
    add "$1" sign "\"credential\":$PEM_AGENCY,\"document\":$TEXT,\"options\":$(levelled T detached "$(own "$3")" null),\"signing_time\":$2,$(judged "$DEMANDING" "$REVOKING" "$AT" "$4")"
}
before 'a signature from before its revocation passes' $((EARLY - 60)) "$EARLY" \
    "$(passed null "$(early T '["certificate-revoked-later"]' "$(stamp signature "$EARLY")")")"
before 'a time-stamp from after the revocation proves too little' "$TIME" "$STAMPED" "$(refused INDETERMINATE REVOKED_NO_POE \
    "$(raised T '["certificate-revoked"]' "$S" | jq -c '.verdict="INDETERMINATE"|.sub_indication="REVOKED_NO_POE"')")"

# --- evidence: OCSP answers, files, what outlives what
AGENCY_ALONE=$(one agency SHA-256 RSA-PKCS1-2048 findings='["time-not-proven"]')
detached 'OCSP answers that are good pass' rsa2048.p7s "$(passed null "$AGENCY_ALONE")" policy="$DEMANDING" \
    evidence='{"ocsp":["evidence/agency-good.ocsp","evidence/sub-ca-good.ocsp"]}'
detached 'lists of this week pass' rsa2048.p7s "$(passed null "$AGENCY_ALONE")" policy="$DEMANDING" \
    evidence='{"crls":["evidence/root-week.crl","evidence/sub-ca-week.crl"]}'
detached 'an OCSP answer and a list pass' rsa2048.p7s "$(passed null "$AGENCY_ALONE")" policy="$DEMANDING" \
    evidence='{"crls":["pki/root.crl"],"ocsp":["evidence/agency-good.ocsp"]}'
doubt() { # SUB-INDICATION FINDING
    refused INDETERMINATE "$1" "$(one agency SHA-256 RSA-PKCS1-2048 verdict='"INDETERMINATE"' sub="\"$1\"" findings="[\"$2\",\"time-not-proven\"]")"
}
detached 'an OCSP answer that is revoked fails' rsa2048.p7s "$(doubt REVOKED_NO_POE certificate-revoked)" \
    policy="$DEMANDING" evidence='{"crls":["pki/root.crl"],"ocsp":["evidence/agency-revoked.ocsp"]}'
detached 'an OCSP answer about another certificate says nothing' rsa2048.p7s "$(doubt TRY_LATER revocation-unknown)" \
    policy="$DEMANDING" evidence='{"crls":["pki/root.crl"],"ocsp":["evidence/leader-good.ocsp"]}'
detached 'an OCSP answer by a stranger says nothing' rsa2048.p7s "$(doubt TRY_LATER revocation-undecided)" \
    policy="$DEMANDING" evidence='{"crls":["pki/root.crl"],"ocsp":["evidence/agency-by-stranger.ocsp"]}'
detached 'an OCSP answer that is none is malformed' rsa2048.p7s "$(bad 16)" policy="$DEMANDING" evidence='{"ocsp":["pki/root.crl"]}'
detached 'a time-stamp that is none is malformed' rsa2048.p7s "$(bad 16)" policy="$DEMANDING" evidence='{"tokens":["pki/root.crl"]}'
detached 'a time-stamp of something else proves nothing' rsa2048.p7s "$(passed null "$AGENCY_ALONE")" policy="$DEMANDING" \
    evidence="$(jq -c '.tokens=["evidence/van-ban.tst"]' <<< "$LISTS")"
detached 'a file of evidence passes' rsa2048.p7s "$(passed null "$AGENCY_ALONE")" policy="$DEMANDING" \
    evidence='{"file":"evidence/lists.evidence"}'
detached 'a file of evidence with answers passes' rsa2048.p7s "$(passed null "$AGENCY_ALONE")" policy="$DEMANDING" \
    evidence='{"file":"evidence/answers.evidence"}'
detached 'a file of evidence that was changed is malformed' rsa2048.p7s "$(bad 16)" evidence='{"file":"evidence/changed.evidence"}'
filed() { # NAME SIGNING-TIME STAMPING-TIME EXPECT
    add "$1" sign "\"credential\":$PEM_AGENCY,\"document\":$TEXT,\"options\":$(levelled T detached "$(own "$3")" null),\"signing_time\":$2,$(judged "$DEMANDING" '{"file":"evidence/revoking.evidence"}' "$AT" "$4")"
}
filed 'a file of evidence lets pass what is from before the revocation' $((EARLY - 60)) "$EARLY" \
    "$(passed null "$(early T '["certificate-revoked-later"]' "$(stamp signature "$EARLY")")")"
filed 'a file of evidence refuses what is from after the revocation' "$TIME" "$STAMPED" "$(refused INDETERMINATE REVOKED_NO_POE \
    "$(raised T '["certificate-revoked"]' "$S" | jq -c '.verdict="INDETERMINATE"|.sub_indication="REVOKED_NO_POE"')")"
sign 'level LT keeps OCSP answers' "$PEM_AGENCY" van-ban.txt "$(levelled LT detached "$(own $STAMPED)" \
    '{"crls":["pki/root.crl"],"ocsp":["evidence/agency-good.ocsp","evidence/tsa-good.ocsp"]}')" \
    "$(judged "$DEMANDING" null "$AT" "$(passed null "$(raised LT '[]' "$S")")")"
sign 'level LTA keeps what a file of evidence has' "$PEM_AGENCY" van-ban.txt \
    "$(levelled LTA detached "$(own $STAMPED)" '{"file":"evidence/lists.evidence"}')" \
    "$(judged "$DEMANDING" null "$AT" "$(passed null "$(raised LTA '[]' "$S" "$A")")")"

# A certificate that ended in June 2026, judged in 2044 with the root alone.
JUNE=$(seconds 2026-06-15T03:00:00Z)
FAR=$(seconds 2044-06-01T00:00:00Z)
ARCHIVE="{$ROOTS,\"profile_file\":\"policies/archive.toml\"}"
PEM_EXPIRED=$(pair pki/expired-chain.pem pki/expired.key)
IN_JUNE='{"crls":["evidence/root-june.crl","evidence/sub-ca-june.crl","pki/root.crl","pki/sub-ca.crl"]}'
ended() { # LEVEL FINDINGS STAMPS…
    local base; base=$(one expired SHA-256 ECDSA-P256 level="\"$1\"" findings="$2" time="$JUNE")
    printf '%s,"proven_time":%s,"timestamps":[%s]}' "${base%\}}" "$((JUNE + 60))" "$(IFS=,; echo "${*:3}")"
}
outlived() { # NAME LEVEL TSA EVIDENCE THEN-EVIDENCE EXPECT [MORE-MEMBERS]
    add "$1" sign "\"credential\":$PEM_EXPIRED,\"document\":$TEXT,\"options\":$(levelled "$2" detached "$(own $((JUNE + 60)) "$3")" "$4"),\"signing_time\":$JUNE,${7:-}$(judged "$ARCHIVE" "$5" "$FAR" "$6")"
}
SJ=$(stamp signature $((JUNE + 60))) AJ=$(stamp archive-v3 $((JUNE + 60)))
doubted() { jq -c ".verdict=\"INDETERMINATE\"|.sub_indication=\"$1\""; }
PAST='["judged-in-past"]'
outlived 'LT outlives the certificate of its signer' LT tsa "$IN_JUNE" null "$(passed null "$(ended LT "$PAST" "$SJ")")"
outlived 'LTA outlives the certificate of its signer' LTA tsa "$IN_JUNE" null "$(passed null "$(ended LTA "$PAST" "$SJ" "$AJ")")"
# Without proof of a time, the level is B, and nobody knows whether it was in time.
unproven() { # STAMP
    ended B '["timestamp-not-good","certificate-expired","time-not-proven"]' "$1" | jq -c '.proven_time=null' | doubted OUT_OF_BOUNDS_NO_POE
}
outlived 'T does not outlive the certificate of its signer' T tsa null null \
    "$(refused INDETERMINATE OUT_OF_BOUNDS_NO_POE "$(unproven "$(doubted TRY_LATER <<< "$SJ")")")"
SHORT=$(signer tsa-short | jq -r .subject)
short() { stamp "$1" "$2" | jq -c --arg by "$SHORT" '.authority=$by'; }
SS=$(short signature $((JUNE + 60))) AS=$(short archive-v3 $((JUNE + 60))) RENEWED=$(stamp archive-v3 $STAMPED)
outlived 'LT does not outlive its time-stamping authority' LT tsa-short "$IN_JUNE" null \
    "$(refused INDETERMINATE OUT_OF_BOUNDS_NO_POE "$(unproven "$(doubted OUT_OF_BOUNDS_NOT_REVOKED <<< "$SS")")")"
RAISED="\"raised\":[$(levelled LTA detached "$(own $STAMPED)" "$IN_JUNE")],"
outlived 'LTA outlives its first time-stamping authority' LT tsa-short "$IN_JUNE" null \
    "$(passed null "$(ended LTA "$PAST" "$SS" "$RENEWED")")" "$RAISED"
outlived 'LTA is renewed before it ends' LTA tsa-short "$IN_JUNE" null "$(passed null "$(ended LTA "$PAST" "$SS" "$AS" "$RENEWED")")" "$RAISED"

# What a file of evidence holds, in the order in which it ends.
item() { # KIND NAME SINCE UNTIL [OBTAINED SOURCE]
    jq -nc --arg kind "$1" --arg name "$2" --argjson since "$3" --argjson until "$4" --argjson obtained "${5:-null}" --arg source "${6:-}" \
        '{kind:$kind,name:$name,since:$since,until:$until,obtained:$obtained,source:(if $source=="" then null else $source end)}'
}
subject() { signer "$1" | jq -r .subject; }
moment() { seconds "$("$@" | sed 's/^[^=]*=//')"; }
of_list() { # NAME FILE [OBTAINED SOURCE]
    item crl "$(subject "$1")" "$(moment openssl crl -in "$2" -noout -lastupdate)" "$(moment openssl crl -in "$2" -noout -nextupdate)" "${@:3}"
}
of_answer() { # RESPONDER FILE [OBTAINED SOURCE]
    local told; told=$(openssl ocsp -respin "$2" -noverify -resp_text 2>/dev/null)
    item ocsp "$(subject "$1")" "$(seconds "$(sed -n 's/^ *This Update: //p' <<< "$told")")" "$(seconds "$(sed -n 's/^ *Next Update: //p' <<< "$told")")" "${@:3}"
}
of_certificate() { # NAME [OBTAINED SOURCE]
    item certificate "$(subject "$1")" "$(moment openssl x509 -in "pki/$1.pem" -noout -startdate)" \
        "$(moment openssl x509 -in "pki/$1.pem" -noout -enddate)" "${@:2}"
}
of_token() { # AUTHORITY FILE
    item token "$(subject "$1")" "$(seconds "$(openssl ts -reply -token_in -in "$2" -text 2>/dev/null | sed -n 's/^Time stamp: //p')")" null
}
listed() { # NAME FILE BY ENDED ITEM…
    add "$1" evidence "\"file\":\"evidence/$2\",\"by\":$(seconds "$3"),\"expect\":{\"items\":[$(IFS=,; echo "${*:5}")],\"ended\":$4}"
}
unread() { add "$1" evidence "\"file\":\"evidence/$2\",\"by\":$AT,\"expect\":$(bad "$3")"; }
HOST=http://ca.test/pki/pub
NOTED=$(seconds 2026-11-20T03:00:00Z)
WEEK=$(seconds 2026-11-28T01:00:00Z)
listed 'lists and a certificate are listed' lists.evidence 2026-12-08T00:00:00Z 0 "$(of_list root pki/root.crl $((NOTED + 1)) $HOST/crl/root.crl)" \
    "$(of_list sub-ca pki/sub-ca.crl $((NOTED + 2)) $HOST/crl/sub-ca.crl)" "$(of_certificate sub-ca "$NOTED" $HOST/crt/sub-ca.crt)"
listed 'what ends this week is first' answers.evidence 2026-12-08T00:00:00Z 2 "$(of_list root evidence/root-week.crl "$WEEK" $HOST/crl/root.crl)" \
    "$(of_list sub-ca evidence/sub-ca-week.crl "$WEEK" $HOST/crl/sub-ca.crl)" \
    "$(of_answer sub-ca evidence/agency-good.ocsp "$WEEK" http://ocsp.ca.test)" "$(of_answer root evidence/sub-ca-good.ocsp)" \
    "$(of_certificate agency)" "$(of_token tsa evidence/van-ban.tst)"
listed 'a file without evidence has none' empty.evidence 2050-01-01T00:00:00Z 0
listed 'where a piece is from need not be known' revoking.evidence 2050-01-01T00:00:00Z 2 "$(of_list root pki/root.crl)" \
    "$(of_list sub-ca pki/sub-ca-revoking.crl $((NOTED + 2)) $HOST/crl/sub-ca.crl)"
unread 'a file of evidence that was cut is malformed' truncated.evidence 16
unread 'a file of evidence with another digest is malformed' changed.evidence 16
unread 'a later version of files of evidence is not supported' version-2.evidence 17

# --- packages
# shellcheck source=package-cases.sh
. ./package-cases.sh

# --- seals
# shellcheck source=seal-cases.sh
. ./seal-cases.sh

# --- registries, receipts, journals
# shellcheck source=registry-cases.sh
. ./registry-cases.sh

# --- gateways
# shellcheck source=gateway-cases.sh
. ./gateway-cases.sh

{ printf '{"version":1,"cases":[\n'; sed '$!s/$/,/' "$cases"; printf ']}\n'; } > manifest.json
say "$(jq '.cases | length' manifest.json) cases"
