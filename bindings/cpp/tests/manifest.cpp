// Runs test-vectors/bindings/manifest.json: manifest FOLDER [WORD]; only cases with the word in their name.

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <random>
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

/// What was judged is recognised, and nothing longer.
void recheck(const antin::Report &report, const string &judged) {
    antin::Recheck same(report);
    std::istringstream stream(judged);
    same.update(stream);
    same.finish();
    antin::Recheck longer(report);
    longer.update(judged);
    require_refused(refused([&] { longer.update(string("x")); }), ANTIN_RESULT_INVALID_ARGUMENT);
}

void check(const antin::Report &report, const json &wanted, const optional<string> &beside,
           bool is_streamed) {
    known(wanted, {"verdict", "sub_indication", "signatures", "content"});
    json expected = wanted, signatures = json::array();
    for (json &signature : expected.at("signatures")) {  // a key that is left out
        signature.emplace("proven_time", json());
        signature.emplace("timestamps", json::array());
        for (json &timestamp : signature.at("timestamps")) timestamp.emplace("sub_indication", json());
    }
    for (const auto &signature : report.signatures()) signatures.push_back(described(signature));
    const json got = {{"verdict", name(report.verdict())},
                      {"sub_indication", or_null(report.sub_indication())},
                      {"signatures", signatures},
                      {"content", wanted.at("content")}};
    require(got == expected, "got " + got.dump());
    for (const auto language : {antin::Language::en, antin::Language::vi}) {
        require(json::parse(report.to_json(language)).at("verdict") == wanted.at("verdict"), "the JSON");
        require(!report.to_text(language).empty(), "the text");
    }
    const auto content = report.content();
    if (report.verdict() != antin::Verdict::passed) {
        require_refused(refused([&] { report.require_passed(); }), ANTIN_RESULT_REJECTED);
        require_refused(refused([&] { antin::Recheck none(report); }), ANTIN_RESULT_REJECTED);
        require(!content, "content without a pass");
        return;
    }
    report.require_passed();
    const auto given = text(wanted, "content");
    if (is_streamed) {
        require(!content, "content that passed by");
    } else {
        require(content.has_value() == given.has_value(), "content, or none");
        require(!content || content->to_string() == file(*given), "the content");
    }
    recheck(report, beside ? *beside : file(given.value()));
}

struct Subject {
    string document;
    optional<string> content;
};

antin::Report streamed(const Subject &subject, std::size_t size, const antin::Policy &policy,
                       const antin::Evidence &evidence, antin::Time at) {
    const BytesView passing = subject.content ? *subject.content : subject.document;
    auto verifying = subject.content ? antin::Verifying::detached(subject.document, policy, evidence, at)
                                     : antin::Verifying::attached(policy, evidence, at);
    for (std::size_t from = 0; from < passing.size(); from += size) {
        verifying.update({passing.data() + from, std::min(size, passing.size() - from)});
    }
    return verifying.finish();
}

antin::Report from_stream(const Subject &subject, const antin::Policy &policy,
                          const antin::Evidence &evidence, antin::Time at) {
    std::istringstream stream(subject.content ? *subject.content : subject.document);
    return subject.content ? antin::verify(subject.document, stream, policy, evidence, at)
                           : antin::verify(stream, policy, evidence, at);
}

constexpr std::size_t pieces[] = {1, 7, 65536};

void judge(const Subject &subject, const json &how) {
    const json &wanted = how.at("expect");
    const auto once = [&](int way) {
        const antin::Policy policy = policy_of(how.at("policy"));
        const antin::Evidence evidence = evidence_of(member(how, "evidence"));
        const antin::Time at = antin::from_unix(how.at("at"));
        if (way == 0) return antin::verify(subject.document, subject.content, policy, evidence, at);
        if (way == 4) return from_stream(subject, policy, evidence, at);
        return streamed(subject, pieces[way - 1], policy, evidence, at);
    };
    for (int way = 0; way <= 4; ++way) {
        if (wanted.contains("error")) {
            known(wanted, {"error"});
            require_refused(refused([&] { static_cast<void>(once(way)); }), wanted.at("error"));
        } else {
            check(once(way), wanted, subject.content, way != 0);
        }
    }
}

void then(const string &document, const optional<string> &content, const json &how) {
    known(how, {"policy", "evidence", "at", "expect"});
    judge({document, content}, how);
}

// --- the kinds of cases

void verify(const json &given) {
    known(given, {"name", "do", "document", "content", "policy", "evidence", "at", "expect"});
    Subject subject{file(given.at("document")), std::nullopt};
    if (const auto content = text(given, "content")) subject.content = file(*content);
    judge(subject, given);
}

void policy(const json &given) {
    known(given, {"name", "do", "policy", "expect"});
    const json &wanted = given.at("expect");
    known(wanted, {"error"});
    const auto error = refused([&] { policy_of(given.at("policy")); });
    if (wanted.at("error").is_null()) {
        require(!error, "refused");
    } else {
        require_refused(error, wanted.at("error"));
    }
}

void credential(const json &given) {
    known(given, {"name", "do", "credential", "friendly_name", "expect"});
    const json &wanted = given.at("expect");
    const auto read = [&] { return credential_of(given.at("credential"), text(given, "friendly_name")); };
    if (wanted.contains("error")) return require_refused(refused(read), wanted.at("error"));
    known(wanted, {"certificates", "sha256"});
    const antin::Credential credential = read();
    require(credential.certificate_count() == wanted.at("certificates"), "the number of certificates");
    // Its digest is that of a signer who signs with it.
    const auto time = antin::from_unix(1795143600);
    const auto signed_by = antin::sign(string("x"), credential, antin::SignOptions(), time);
    const antin::Policy trust(file("pki/root.pem"));
    const auto report = antin::verify(signed_by, BytesView("x", 1), trust, antin::Evidence(), time);
    require(report.signatures().at(0).signer().value().sha256 == wanted.at("sha256"), "the certificate");
    require(report.signatures().at(0).signer()->certificate == credential.certificate(0), "certificate 0");
    require(!credential.certificate(credential.certificate_count()), "one certificate more");
}

/// Compares what was made, or the error.
template <class F>
void made(const json &given, const optional<string> &content, F &&make) {
    if (given.contains("expect")) {
        known(given.at("expect"), {"error"});
        require(!given.contains("then"), "then and expect");
        return require_refused(refused(make), given.at("expect").at("error"));
    }
    string signature = make();
    for (const json &options : given.value("raised", json::array())) {
        const auto beside = content ? optional<BytesView>(*content) : std::nullopt;
        signature = antin::extend(signature, beside, options_of(options)).to_string();
    }
    then(signature, content, given.at("then"));
}

void sign(const json &given) {
    known(given, {"name", "do", "credential", "friendly_name", "document", "options", "signing_time", "raised",
                  "then", "expect"});
    const string document = file(given.at("document"));
    const bool attached = is_attached(given.at("options"));
    const antin::Time time = antin::from_unix(given.at("signing_time"));
    for (int way = 0; way <= 4; ++way) {
        made(given, attached ? std::nullopt : optional(document), [&] {
            const auto credential = credential_of(given.at("credential"), text(given, "friendly_name"));
            const auto options = options_of(given.at("options"));
            if (way == 0) return antin::sign(document, credential, options, time).to_string();
            std::istringstream in(document);
            if (way == 4 && !attached) return antin::sign(in, credential, options, time).to_string();
            if (way == 4) {
                std::ostringstream out;
                antin::sign_attached(in, document.size(), out, credential, options, time);
                return out.str();
            }
            auto signing = attached
                ? antin::Signing::attached(credential, options, time, document.size())
                : antin::Signing::detached(credential, options, time);
            string result = BytesView(signing.head()).to_string();
            const std::size_t size = pieces[way - 1];
            for (std::size_t from = 0; from < document.size(); from += size) {
                const string piece = document.substr(from, size);
                signing.update(piece);
                if (attached) result += piece;
            }
            return result + signing.finish().to_string();
        });
    }
}

void add_signature(const json &given) {
    known(given, {"name", "do", "signature", "content", "credential", "friendly_name", "options",
                  "signing_time", "then", "expect"});
    optional<string> content;
    if (const auto beside = text(given, "content")) content = file(*beside);
    made(given, content, [&] {
        const auto credential = credential_of(given.at("credential"), text(given, "friendly_name"));
        return antin::add_signature(file(given.at("signature")), content, credential,
                                    options_of(given.at("options")),
                                    antin::from_unix(given.at("signing_time"))).to_string();
    });
}

void extend(const json &given) {
    known(given, {"name", "do", "signature", "content", "options", "then", "expect"});
    optional<string> content;
    if (const auto beside = text(given, "content")) content = file(*beside);
    made(given, content, [&] {
        return antin::extend(file(given.at("signature")), content, options_of(given.at("options"))).to_string();
    });
}

void finish(antin::Prepared prepared, const json &given, const optional<string> &content) {
    require(BytesView(prepared.to_be_signed()).to_string() == file(given.at("to_be_signed")),
            "what is to be signed");
    require(prepared.algorithm() == algorithm(given.at("algorithm")), "the algorithm");
    const string wrong = file(given.at("wrong_value")), value = file(given.at("value"));
    require_refused(refused([&] { prepared.finish(wrong); }), ANTIN_RESULT_KEY);
    const string signature = prepared.finish(value).to_string();
    require_refused(refused([&] { prepared.finish(value); }), ANTIN_RESULT_ALREADY_USED);
    require(!prepared.algorithm() && prepared.to_be_signed().empty(), "a finished handle is not empty");
    then(signature, content, given.at("then"));
}

string from_hexadecimal(const string &text) {
    string octets;
    for (std::size_t at = 0; at + 1 < text.size(); at += 2) {
        octets += static_cast<char>(std::stoi(text.substr(at, 2), nullptr, 16));
    }
    return octets;
}

void prepare(const json &given) {
    known(given, {"name", "do", "document", "document_digest", "chain", "options", "signing_time",
                  "to_be_signed", "algorithm", "wrong_value", "value", "then"});
    const string document = file(given.at("document")), chain = file(given.at("chain"));
    const antin::SignOptions options = options_of(given.at("options"));
    const antin::Time time = antin::from_unix(given.at("signing_time"));
    const auto content = is_attached(given.at("options")) ? std::nullopt : optional(document);
    finish(antin::prepare(document, chain, options, time), given, content);
    const json digest = member(given, "document_digest");
    if (digest.is_null()) return;
    known(digest, {"algorithm", "value"});
    const auto by = choice<antin::Digest>(
        digest.at("algorithm"), {{"SHA-256", antin::Digest::sha256}, {"SHA-384", antin::Digest::sha384},
                                 {"SHA-512", antin::Digest::sha512}});
    const string value = from_hexadecimal(digest.at("value"));
    finish(antin::prepare_digest(by, value, chain, options, time), given, content);
    for (const std::size_t size : pieces) {
        auto signing = antin::Signing::for_chain(chain, options, time);
        for (std::size_t from = 0; from < document.size(); from += size) {
            signing.update(document.substr(from, size));
        }
        finish(signing.prepare(), given, content);
    }
}

void prepare_addition(const json &given) {
    known(given, {"name", "do", "signature", "content", "chain", "options", "signing_time", "to_be_signed",
                  "algorithm", "wrong_value", "value", "then"});
    optional<string> content;
    if (const auto beside = text(given, "content")) content = file(*beside);
    finish(antin::prepare_addition(file(given.at("signature")), content, file(given.at("chain")),
                                   options_of(given.at("options")),
                                   antin::from_unix(given.at("signing_time"))),
           given, content);
}

const char *name(antin::EvidenceKind kind) {
    switch (kind) {
        case antin::EvidenceKind::certificate: return "certificate";
        case antin::EvidenceKind::crl: return "crl";
        case antin::EvidenceKind::ocsp: return "ocsp";
        case antin::EvidenceKind::token: return "token";
    }
    fail("an unknown kind of evidence");
}

void evidence(const json &given) {
    known(given, {"name", "do", "file", "by", "expect"});
    const string octets = file(given.at("file"));
    const json wanted = given.at("expect");
    if (const json error = member(wanted, "error"); !error.is_null()) {
        known(wanted, {"error"});
        require_refused(refused([&] { antin::Evidence::from_bytes(octets); }), error);
        return;
    }
    known(wanted, {"items", "ended"});
    const auto read = antin::Evidence::from_bytes(octets);
    const antin::Time by = antin::from_unix(given.at("by"));
    const antin::EvidenceList list(read);
    json items = json::array();
    for (const auto &item : list.items()) {
        require(!item.bytes().empty(), "a piece without octets");
        items.push_back({{"kind", name(item.kind())},
                         {"name", or_null(item.name())},
                         {"since", or_null(item.since())},
                         {"until", or_null(item.until())},
                         {"obtained", or_null(item.obtained())},
                         {"source", or_null(item.source())}});
    }
    const std::size_t ended = wanted.at("ended");
    require(items == wanted.at("items"), "got " + items.dump());
    require(list.ended(by) == ended, "how many have ended");
    require(read.to_bytes().to_string() == octets, "what is written again");

    const auto scratch = std::filesystem::temp_directory_path() /
                         ("antin-cpp-" + std::to_string(std::random_device()()));
    const antin::Cache cache(scratch.string());
    read.write((scratch / "again").string());
    require(antin::Evidence::read((scratch / "again").string()).to_bytes().to_string() == octets, "what is read again");
    cache.keep(read);
    require(cache.load().damaged.empty(), "damage");
    require(antin::EvidenceList(cache.load().evidence).size() == items.size(), "what is kept");
    require(cache.clean(by) == ended, "what is cleaned away");
    require(antin::EvidenceList(cache.load().evidence).size() == items.size() - ended, "what is left");
    std::filesystem::remove_all(scratch);
}

void run(const json &given) {
    const auto kind = choice<void (*)(const json &)>(
        given.at("do"), {{"verify", verify}, {"policy", policy}, {"credential", credential},
                         {"sign", sign}, {"add-signature", add_signature}, {"prepare", prepare},
                         {"prepare-addition", prepare_addition}, {"extend", extend},
                         {"evidence", evidence}});
    kind(given);
}

}  // namespace

int main(int count, char **arguments) {
    if (count < 2) return 2;
    folder = arguments[1];
    const string word = count > 2 ? arguments[2] : "";
    int done = 0, bad = 0;
    try {
        const json manifest = json::parse(file("manifest.json"));
        known(manifest, {"version", "cases"});
        require(manifest.at("version") == 1, "the version of the manifest");
        for (const auto &given : manifest.at("cases")) {
            const string title = given.at("name");
            if (title.find(word) == string::npos) continue;
            ++done;
            try {
                run(given);
                std::printf("ok     %s\n", title.c_str());
            } catch (const std::exception &error) {
                ++bad;
                std::printf("FAILED %s: %s\n", title.c_str(), error.what());
            }
        }
    } catch (const std::exception &error) {
        std::printf("FAILED: %s\n", error.what());
        return 1;
    }
    std::printf("%d cases, %d failed\n", done, bad);
    return bad == 0 && done > 0 ? 0 : 1;
}
