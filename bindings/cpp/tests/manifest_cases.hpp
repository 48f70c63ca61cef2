// What cases of test-vectors/bindings/manifest.json are made of, and how what was judged is named there.

#ifndef ANTIN_TESTS_MANIFEST_CASES_HPP
#define ANTIN_TESTS_MANIFEST_CASES_HPP

#include <exception>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <sstream>

#include <nlohmann/json.hpp>

#include "antin.hpp"

using nlohmann::json;
using std::optional;
using std::string;
using antin::BytesView;

namespace {

string folder;

[[noreturn]] void fail(const string &why) { throw std::logic_error(why); }
void require(bool holds, const string &what) {
    if (!holds) fail(what);
}

string file(const string &name) {
    std::ifstream stream(folder + "/" + name, std::ios::binary);
    require(stream.good(), "cannot read " + name);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A key that is not known would be a test that is not made.
void known(const json &object, std::initializer_list<const char *> keys) {
    for (const auto &[key, value] : object.items()) {
        bool is_known = false;
        for (const char *other : keys) is_known = is_known || key == other;
        require(is_known, "unknown key: " + key);
    }
}
json member(const json &object, const char *key) {
    const auto found = object.find(key);
    return found == object.end() ? json() : *found;
}
optional<string> text(const json &object, const char *key) {
    const json value = member(object, key);
    return value.is_null() ? std::nullopt : optional(value.get<string>());
}
template <class T>
T choice(const string &name, std::initializer_list<std::pair<const char *, T>> names) {
    for (const auto &[other, value] : names) {
        if (name == other) return value;
    }
    fail("unknown: " + name);
}
antin::Level level(const string &name) {
    return choice<antin::Level>(name, {{"B", antin::Level::b}, {"T", antin::Level::t},
                                       {"LT", antin::Level::lt}, {"LTA", antin::Level::lta}});
}

// --- what a case is made of

antin::Policy policy_of(const json &given) {
    known(given, {"roots", "profile", "profile_file", "level", "revocation", "purpose", "name",
                  "certificate_policies", "require_explicit_policy", "inhibit_policy_mapping",
                  "inhibit_any_policy", "max_depth"});
    const json &roots = given.at("roots");
    antin::Policy policy(file(roots.at(0)));
    for (std::size_t index = 1; index < roots.size(); ++index) policy.add_roots(file(roots.at(index)));
    if (const auto name = text(given, "profile")) policy.set_profile(*name);
    if (const auto name = text(given, "profile_file")) policy.set_profile_file(file(*name));
    if (const auto name = text(given, "level")) policy.require_level(level(*name));
    if (const auto name = text(given, "revocation")) {
        if (*name == "danger-skip") {
            policy.danger_skip_revocation();
        } else {
            policy.set_revocation(choice<antin::Revocation>(
                *name, {{"require", antin::Revocation::require},
                        {"if-present", antin::Revocation::if_present}}));
        }
    }
    if (const auto name = text(given, "purpose")) {
        policy.set_purpose(choice<antin::Purpose>(
            *name, {{"any", antin::Purpose::any}, {"document", antin::Purpose::document},
                    {"ocsp-signing", antin::Purpose::ocsp_signing},
                    {"time-stamping", antin::Purpose::time_stamping},
                    {"tls-server", antin::Purpose::tls_server}}));
    }
    if (const json name = member(given, "name"); !name.is_null()) {
        known(name, {"form", "name"});
        const auto form = choice<antin::NameForm>(
            name.at("form"), {{"dns", antin::NameForm::dns}, {"email", antin::NameForm::email},
                              {"ip", antin::NameForm::ip}});
        policy.set_name(form, name.at("name").get<string>());
    }
    if (const json oids = member(given, "certificate_policies"); !oids.is_null()) {
        policy.set_certificate_policies(oids.get<std::vector<string>>());
    }
    if (given.value("require_explicit_policy", false)) policy.require_explicit_policy();
    if (given.value("inhibit_policy_mapping", false)) policy.inhibit_policy_mapping();
    if (given.value("inhibit_any_policy", false)) policy.inhibit_any_policy();
    if (const json depth = member(given, "max_depth"); !depth.is_null()) {
        policy.set_max_depth(depth.get<std::size_t>());
    }
    return policy;
}

antin::Evidence evidence_of(const json &given) {
    antin::Evidence evidence;
    if (given.is_null()) return evidence;
    known(given, {"certificates", "crls", "ocsp", "tokens", "file", "received_at"});
    const json none = json::array();
    for (const auto &name : given.value("certificates", none)) evidence.add_certificates(file(name));
    for (const auto &name : given.value("crls", none)) evidence.add_crls(file(name));
    for (const auto &name : given.value("ocsp", none)) evidence.add_ocsp(file(name));
    for (const auto &name : given.value("tokens", none)) evidence.add_token(file(name));
    if (const auto kept = text(given, "file")) {
        evidence.add_evidence(antin::Evidence::from_bytes(file(*kept)));
    }
    if (const json time = member(given, "received_at"); !time.is_null()) {
        evidence.set_reception_time(antin::from_unix(time));
    }
    return evidence;
}

antin::Credential credential_of(const json &given, const optional<string> &friendly_name) {
    known(given, {"p12", "chain", "key", "password"});
    antin::KeyOptions options;
    if (friendly_name) options.set_friendly_name(*friendly_name);
    const auto password = text(given, "password");
    if (const auto p12 = text(given, "p12")) {
        return antin::Credential::from_pkcs12(file(*p12), password, options);
    }
    return antin::Credential::from_chain_and_key(file(given.at("chain")), file(given.at("key")), password,
                                                 options);
}

antin::Algorithm algorithm(const string &name) {
    using antin::Algorithm;
    return choice<Algorithm>(name, {{"rsa-pkcs1-sha256", Algorithm::rsa_pkcs1_sha256},
                                    {"rsa-pkcs1-sha384", Algorithm::rsa_pkcs1_sha384},
                                    {"rsa-pkcs1-sha512", Algorithm::rsa_pkcs1_sha512},
                                    {"rsa-pss-sha256", Algorithm::rsa_pss_sha256},
                                    {"rsa-pss-sha384", Algorithm::rsa_pss_sha384},
                                    {"rsa-pss-sha512", Algorithm::rsa_pss_sha512},
                                    {"ecdsa-sha256", Algorithm::ecdsa_sha256},
                                    {"ecdsa-sha384", Algorithm::ecdsa_sha384},
                                    {"ecdsa-sha512", Algorithm::ecdsa_sha512},
                                    {"ed25519", Algorithm::ed25519}});
}

bool is_attached(const json &options) {
    return choice<bool>(options.at("packaging"), {{"attached", true}, {"detached", false}});
}

/// An authority of one's own.
antin::Timestamper timestamper_of(const json &given) {
    known(given, {"chain", "key", "policy", "time"});
    const auto credential = antin::Credential::from_chain_and_key(file(given.at("chain")),
                                                                  file(given.at("key")), std::nullopt);
    return {credential, given.at("policy").get<string>(), antin::from_unix(given.at("time"))};
}

antin::SignOptions options_of(const json &given) {
    known(given, {"level", "packaging", "algorithm", "mime_type", "content_hints", "timestamper", "evidence"});
    antin::SignOptions options(level(given.at("level")));
    options.set_packaging(is_attached(given) ? antin::Packaging::attached : antin::Packaging::detached);
    if (const auto name = text(given, "algorithm")) options.set_algorithm(algorithm(*name));
    if (const auto name = text(given, "mime_type")) options.set_mime_type(*name);
    if (const json hints = member(given, "content_hints"); !hints.is_null()) {
        known(hints, {"description", "content_type"});
        options.set_content_hints(text(hints, "description"), hints.at("content_type").get<string>());
    }
    if (const json own = member(given, "timestamper"); !own.is_null()) {
        options.set_timestamper(timestamper_of(own));
    }
    if (const json evidence = member(given, "evidence"); !evidence.is_null()) {
        options.set_evidence(evidence_of(evidence));
    }
    return options;
}

// --- judging

const char *name(antin::Verdict verdict) {
    switch (verdict) {
        case antin::Verdict::passed: return "TOTAL-PASSED";
        case antin::Verdict::failed: return "TOTAL-FAILED";
        case antin::Verdict::indeterminate: return "INDETERMINATE";
    }
    fail("an unknown verdict");
}
json name(optional<antin::Level> level) {
    if (!level) return json();
    switch (*level) {
        case antin::Level::b: return "B";
        case antin::Level::t: return "T";
        case antin::Level::lt: return "LT";
        case antin::Level::lta: return "LTA";
    }
    fail("an unknown level");
}
json or_null(const optional<string> &text) { return text ? json(*text) : json(); }

const char *name(antin::TimestampKind kind) {
    switch (kind) {
        case antin::TimestampKind::content: return "content";
        case antin::TimestampKind::signature: return "signature";
        case antin::TimestampKind::references: return "references";
        case antin::TimestampKind::complete: return "complete";
        case antin::TimestampKind::archive_v1: return "archive-v1";
        case antin::TimestampKind::archive_v2: return "archive-v2";
        case antin::TimestampKind::archive_v3: return "archive-v3";
    }
    fail("an unknown kind of time-stamp");
}
json or_null(optional<antin::Time> time) { return time ? json(antin::to_unix(*time)) : json(); }

json described(const antin::Timestamp &timestamp) {
    return {{"kind", name(timestamp.kind())},
            {"verdict", name(timestamp.verdict())},
            {"sub_indication", or_null(timestamp.sub_indication())},
            {"time", or_null(timestamp.time())},
            {"authority", or_null(timestamp.authority())},
            {"policy", or_null(timestamp.policy())}};
}

json described(const antin::Signature &signature) {
    json findings = json::array();
    for (const auto &finding : signature.findings()) {
        require(!finding.text(antin::Language::vi).empty(), "a finding without text");
        findings.push_back(finding.code());
    }
    json signer;
    if (const auto who = signature.signer()) {
        signer = {{"subject", who->subject}, {"serial", who->serial}, {"sha256", who->sha256}};
    }
    json timestamps = json::array();
    for (const auto &timestamp : signature.timestamps()) timestamps.push_back(described(timestamp));
    const bool is_whole = signature.coverage() == antin::Coverage::whole_document;
    return {{"verdict", name(signature.verdict())},
            {"sub_indication", or_null(signature.sub_indication())},
            {"level", name(signature.level())},
            {"signer", signer},
            {"claimed_time", or_null(signature.claimed_time())},
            {"digest", or_null(signature.digest())},
            {"algorithm", or_null(signature.algorithm())},
            {"coverage", is_whole ? "whole-document" : "unknown"},
            {"findings", findings},
            {"proven_time", or_null(signature.proven_time())},
            {"timestamps", timestamps}};
}

template <class F>
optional<antin::Error> refused(F &&call) {
    try {
        call();
    } catch (const antin::Error &error) {
        require(*error.what() != 0 && !error.text(antin::Language::vi).empty(), "an error without text");
        return error;
    }
    return std::nullopt;
}
void require_refused(const optional<antin::Error> &error, unsigned wanted) {
    require(error.has_value(), "no error " + std::to_string(wanted));
    const auto got = static_cast<unsigned>(error->code());
    require(got == wanted, "error " + std::to_string(got) + ": " + error->message());
}

constexpr std::size_t pieces[] = {1, 7, 65536};

}  // namespace

#endif
