// Runs test-vectors/bindings/manifest.json: manifest FOLDER [WORD]; only cases with the word in their name.

#include <cstdio>
#include <filesystem>
#include <random>

#include "manifest_cases.hpp"
#include "manifest_packages.hpp"
#include "manifest_registry.hpp"
#include "manifest_gateway.hpp"

namespace {

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
                         {"evidence", evidence},
                         {"package", package}, {"seal", seal}, {"prepare-seal", prepare_seal},
                         {"validate", validate}, {"registry", registry}, {"receipt", receipt}, {"journal", journal}, {"gateway", gateway}});
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
