// The cases of the manifest that are about packages.

#ifndef ANTIN_TESTS_MANIFEST_PACKAGES_HPP
#define ANTIN_TESTS_MANIFEST_PACKAGES_HPP

#include <algorithm>
#include <filesystem>
#include <random>

#include "manifest_cases.hpp"

namespace {

// --- how they are named

const char *name(antin::PackageState state) {
    switch (state) {
        case antin::PackageState::intact: return "intact";
        case antin::PackageState::rewritten_by_hop: return "rewritten-by-hop";
        case antin::PackageState::damaged: return "damaged";
        case antin::PackageState::incomplete: return "incomplete";
        case antin::PackageState::changed: return "changed";
        case antin::PackageState::not_sealed: return "not-sealed";
    }
    fail("an unknown state");
}
const char *name(antin::FactState state) {
    switch (state) {
        case antin::FactState::same: return "same";
        case antin::FactState::changed: return "changed";
        case antin::FactState::removed: return "removed";
        case antin::FactState::added: return "added";
        case antin::FactState::reduced: return "reduced";
    }
    fail("an unknown state of a fact");
}
const char *name(antin::FileState state) {
    switch (state) {
        case antin::FileState::same: return "same";
        case antin::FileState::swapped: return "swapped";
        case antin::FileState::renamed: return "renamed";
        case antin::FileState::changed: return "changed";
        case antin::FileState::missing: return "missing";
        case antin::FileState::added: return "added";
    }
    fail("an unknown state of a file");
}
const char *name(antin::Binding binding) {
    switch (binding) {
        case antin::Binding::unknown: return "unknown";
        case antin::Binding::bound: return "bound";
        case antin::Binding::role_not_allowed: return "role-not-allowed";
        case antin::Binding::expired: return "expired";
        case antin::Binding::revoked: return "revoked";
        case antin::Binding::other: return "other";
    }
    fail("an unknown binding");
}
json name(optional<antin::Role> role) {
    if (!role) return json();
    switch (*role) {
        case antin::Role::agency: return "agency";
        case antin::Role::leader: return "leader";
        case antin::Role::forwarder: return "forwarder";
    }
    fail("an unknown role");
}
json or_null(optional<std::size_t> place) { return place ? json(*place) : json(); }

json described(const antin::Seal &seal) {
    if (const auto report = seal.report()) {
        require(report->format() == antin::Format::asic_e, "the format of a seal");
        require(seal.fault() || report->verdict() == seal.verdict(), "the report of a seal");
    }
    require(seal.fault().has_value() == seal.fault_text(antin::Language::vi).has_value(), "a fault without text");
    return {{"attachment", or_null(seal.attachment())},
            {"container", or_null(seal.container())},
            {"verdict", name(seal.verdict())},
            {"sub_indication", or_null(seal.sub_indication())},
            {"fault", or_null(seal.fault())},
            {"organ", or_null(seal.organ())},
            {"role", name(seal.role())},
            {"binding", name(seal.binding())},
            {"missing", seal.missing().size()}};
}
json described(const std::vector<antin::Liberty> &liberties) {
    json all = json::array();
    for (const auto &liberty : liberties) {
        require(!liberty.text(antin::Language::vi).empty() && liberty.times() > 0, "a liberty without text");
        all.push_back({{"code", liberty.code()}, {"ambiguous", liberty.is_ambiguous()}});
    }
    return all;
}

json described(const antin::Package &package) {
    json seals = json::array(), facts = json::array(), files = json::array();
    for (const auto &seal : package.seals()) seals.push_back(described(seal));
    for (const auto &fact : package.facts()) {
        require(!fact.words(antin::Language::vi).empty(), "a fact without words");
        if (fact.state() == antin::FactState::same) continue;
        facts.push_back({{"fact", fact.name()},
                         {"state", name(fact.state())},
                         {"sealed", fact.sealed()},
                         {"arrived", fact.arrived()}});
    }
    for (const auto &file : package.files()) {
        files.push_back({{"name", file.name()},
                         {"state", name(file.state())},
                         {"unwrapped", file.is_unwrapped()},
                         {"destroyed", file.is_destroyed()},
                         {"sealed_name", or_null(file.sealed_name())}});
    }
    return {{"state", name(package.state())},
            {"verdict", name(package.verdict())},
            {"sub_indication", or_null(package.sub_indication())},
            {"accepted", package.is_accepted()},
            {"sender", {{"code", or_null(package.sender_code())},
                        {"binding", name(package.sender_binding())},
                        {"other", or_null(package.sender_other())}}},
            {"seals", seals},
            {"facts", facts},
            {"files", files},
            {"liberties", described(package.liberties())}};
}

/// Puts in the keys that were left out.
void complete(json &object, std::initializer_list<std::pair<const char *, json>> keys) {
    for (const auto &[key, value] : keys) object.emplace(key, value);
}

/// What is expected, with the keys that were left out.
json completed(json wanted) {
    known(wanted, {"state", "verdict", "sub_indication", "accepted", "sender", "seals", "facts", "files", "liberties"});
    complete(wanted, {{"sub_indication", nullptr}, {"seals", json::array()}, {"facts", json::array()},
                      {"files", json::array()}, {"liberties", json::array()}});
    complete(wanted.at("sender"), {{"code", nullptr}, {"other", nullptr}});
    for (json &seal : wanted.at("seals")) {
        complete(seal, {{"attachment", nullptr}, {"container", nullptr}, {"sub_indication", nullptr},
                        {"fault", nullptr}, {"organ", nullptr}, {"role", nullptr}, {"missing", 0}});
    }
    for (json &fact : wanted.at("facts")) complete(fact, {{"sealed", json::array()}, {"arrived", json::array()}});
    for (json &file : wanted.at("files")) {
        complete(file, {{"unwrapped", false}, {"destroyed", false}, {"sealed_name", nullptr}});
        file.erase("content");
    }
    return wanted;
}

// --- opening

/// A file or folder that goes when it is no longer needed.
class Scratch {
public:
    Scratch() : path_(std::filesystem::temp_directory_path() / ("antin-cpp-" + std::to_string(std::random_device()()))) {}
    explicit Scratch(const string &content) : Scratch() { std::ofstream(path_, std::ios::binary) << content; }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;
    string path() const { return path_.string(); }
    string content() const {
        std::ifstream stream(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

private:
    std::filesystem::path path_;
};

antin::Source in_pieces(const string &octets, std::size_t most) {
    return antin::Source::reader([&octets, most](std::uint64_t offset, std::uint8_t *into, std::size_t size) {
        const auto at = std::min(static_cast<std::size_t>(offset), octets.size());
        const auto count = std::min({size, octets.size() - at, most});
        std::copy_n(octets.data() + at, count, into);
        return count;
    });
}

std::vector<std::vector<std::uint8_t>> from_pem(const string &pem) {
    static const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    static const string begin = "-----BEGIN CERTIFICATE-----", end = "-----END";
    std::vector<std::vector<std::uint8_t>> all;
    for (auto at = pem.find(begin); at != string::npos; at = pem.find(begin, at)) {
        at += begin.size();
        auto &der = all.emplace_back();
        unsigned bits = 0, count = 0;
        for (const char letter : pem.substr(at, pem.find(end, at) - at)) {
            const auto value = letters.find(letter);
            if (value == string::npos) continue;
            bits = bits << 6 | static_cast<unsigned>(value);
            if (++count % 4 != 1) der.push_back(static_cast<std::uint8_t>(bits >> (6 - 2 * ((count - 1) % 4)) & 0xff));
        }
    }
    require(!all.empty(), "no certificates");
    return all;
}

/// The senders of a case; by a function too, which knows them by code and certificate.
antin::Opening opening_of(const json &how, const std::vector<string> &containers, bool by_function) {
    antin::Opening opening;
    const json senders = member(how, "senders");
    if (senders.is_string()) {
        require(senders == "any", "unknown senders");
        opening.danger_any_sender();
    } else if (!senders.is_null() && !by_function) {
        for (const json &sender : senders) {
            known(sender, {"organ", "certificates"});
            opening.add_sender(sender.at("organ").get<string>(), file(sender.at("certificates")));
        }
    } else if (!senders.is_null()) {
        std::vector<std::pair<string, std::vector<std::uint8_t>>> all;
        for (const json &sender : senders) {
            known(sender, {"organ", "certificates"});
            for (auto &der : from_pem(file(sender.at("certificates")))) {
                all.emplace_back(sender.at("organ"), std::move(der));
            }
        }
        opening.set_senders([all](const antin::Claim &claim) {
            for (const auto &[organ, certificate] : all) {
                if (organ == claim.organ && certificate == claim.path.at(0)) return antin::Binding::bound;
            }
            return antin::Binding::unknown;
        });
    }
    for (const string &container : containers) opening.add_container(container);
    return opening;
}

void extract(const antin::Package &package, antin::Source &source, const json &files) {
    const auto refuse = [&](auto call) { require_refused(refused(call), ANTIN_RESULT_REJECTED); };
    if (!package.is_accepted()) {
        refuse([&] { package.require_accepted(); });
        refuse([&] { package.extract_all(source); });
        refuse([&] { package.extract(source, 0); });
        return;
    }
    package.require_accepted();
    const auto all = package.extract_all(source);
    require(all.size() == files.size(), "how many were extracted");
    for (std::size_t index = 0; index < all.size(); ++index) {
        const string content = file(files.at(index).at("content"));
        require(all.at(index).to_string() == content, "extracted with others");
        std::ostringstream out;
        package.extract(source, index, out);
        require(out.str() == content, "extracted alone");
    }
}

void judge_package(const string &message, const json &how, const std::vector<string> &containers) {
    const json &wanted = how.at("expect");
    const Scratch kept(message);
    const std::size_t most = message.size() < 20000 ? 7 : 65536;
    for (const bool by_function : {false, true}) {
        // What is wrong with senders is said where they are added.
        if (by_function && (wanted.contains("error") || !member(how, "senders").is_array())) continue;
        for (int way = 0; way < 4; ++way) {
            std::istringstream stream(message);
            antin::Source source = way == 0   ? antin::Source::bytes(message)
                                   : way == 1 ? antin::Source::file(kept.path())
                                   : way == 2 ? antin::Source::stream(stream)
                                              : in_pieces(message, most);
            const auto judge = [&] {
                return antin::open(source, opening_of(how, containers, by_function), policy_of(how.at("policy")),
                                   evidence_of(member(how, "evidence")), antin::from_unix(how.at("at")));
            };
            if (wanted.contains("error")) {
                known(wanted, {"error"});
                require_refused(refused([&] { static_cast<void>(judge()); }), wanted.at("error"));
                continue;
            }
            const auto package = judge();
            json expected = completed(wanted), got = described(package);
            if (by_function) {  // a function does not say whose it is instead
                for (json *one : {&expected, &got}) {
                    json &sender = one->at("sender");
                    sender.at("other") = nullptr;
                    if (sender.at("binding") == "other") sender.at("binding") = "unknown";
                    for (json &seal : one->at("seals")) {
                        if (seal.at("binding") == "other") seal.at("binding") = "unknown";
                    }
                }
            }
            require(got == expected, "got " + got.dump());
            for (const auto language : {antin::Language::en, antin::Language::vi}) {
                const json report = json::parse(package.to_json(language));
                for (const char *key : {"state", "verdict", "accepted"}) {
                    require(report.at(key) == wanted.at(key), string("the JSON: ") + key);
                }
                require(!package.to_text(language).empty(), "the text");
            }
            extract(package, source, wanted.value("files", json::array()));
        }
    }
}

void judge_then(const string &message, const json &how, std::vector<string> containers) {
    known(how, {"policy", "evidence", "senders", "containers", "at", "expect"});
    for (const json &name : how.value("containers", json::array())) containers.push_back(file(name));
    judge_package(message, how, containers);
}

// --- the kinds of cases

void package(const json &given) {
    known(given, {"name", "do", "package", "policy", "evidence", "at", "senders", "containers", "expect"});
    std::vector<string> containers;
    const json names = member(given, "containers");
    if (!names.is_null()) {
        for (const json &name : names) containers.push_back(file(name));
    }
    judge_package(file(given.at("package")), given, containers);
}

antin::SealOptions seal_options_of(const json &given) {
    antin::SealOptions options(options_of(given.at("options")));
    if (const auto role = text(given, "role")) {
        options.set_role(choice<antin::Role>(*role, {{"agency", antin::Role::agency},
                                                     {"leader", antin::Role::leader},
                                                     {"forwarder", antin::Role::forwarder}}));
    }
    if (const auto organ = text(given, "organ")) options.set_organ(*organ);
    return options;
}

string hopped(const string &message, const json &how) {
    if (how.is_null()) return message;
    known(how, {"rewritings", "time", "seed"});
    antin::Rewritings rewritings;
    if (const json names = member(how, "rewritings"); !names.is_null()) {
        rewritings = names.get<std::vector<string>>();
    }
    return antin::hop(message, antin::from_unix(how.at("time")), rewritings, how.at("seed").get<std::uint64_t>())
        .to_string();
}

void seal(const json &given) {
    known(given, {"name", "do", "package", "credential", "friendly_name", "options", "role", "organ", "signing_time",
                  "hop", "then", "expect"});
    const string message = file(given.at("package"));
    const antin::Time time = antin::from_unix(given.at("signing_time"));
    for (const bool is_streamed : {false, true}) {
        const auto make = [&] {
            const auto credential = credential_of(given.at("credential"), text(given, "friendly_name"));
            const auto options = seal_options_of(given);
            if (!is_streamed) return antin::seal(message, credential, options, time).to_string();
            std::istringstream in(message);
            std::ostringstream out;
            antin::seal(in, credential, options, time, out);
            return out.str();
        };
        if (given.contains("expect")) {
            known(given.at("expect"), {"error"});
            require(!given.contains("then"), "then and expect");
            require_refused(refused(make), given.at("expect").at("error"));
        } else {
            judge_then(hopped(make(), member(given, "hop")), given.at("then"), {});
        }
    }
}

void prepare_seal(const json &given) {
    known(given, {"name", "do", "package", "chain", "options", "role", "organ", "signing_time", "to_be_signed",
                  "algorithm", "wrong_value", "value", "sealed", "then"});
    const string message = file(given.at("package")), chain = file(given.at("chain"));
    const string wrong = file(given.at("wrong_value")), value = file(given.at("value"));
    const antin::SealOptions options = seal_options_of(given);
    const antin::Time time = antin::from_unix(given.at("signing_time"));
    const auto prepare = [&] {
        auto prepared = antin::prepare_seal(message, chain, options, time);
        require(BytesView(prepared.to_be_signed()).to_string() == file(given.at("to_be_signed")),
                "what is to be signed");
        require(prepared.algorithm() == algorithm(given.at("algorithm")), "the algorithm");
        require(json::parse(prepared.statement()).is_object(), "the statement");
        return prepared;
    };
    auto prepared = prepare();
    require_refused(refused([&] { prepared.finish(wrong, message); }), ANTIN_RESULT_KEY);
    require(prepared.finish(value, message).to_string() == file(given.at("sealed")), "the sealed package");
    require_refused(refused([&] { prepared.finish(value, message); }), ANTIN_RESULT_ALREADY_USED);
    require(!prepared.algorithm() && prepared.to_be_signed().empty(), "a finished handle is not empty");
    auto beside = prepare();
    require_refused(refused([&] { beside.finish_container(wrong); }), ANTIN_RESULT_KEY);
    const string container = beside.finish_container(value).to_string();
    require_refused(refused([&] { beside.finish_container(value); }), ANTIN_RESULT_ALREADY_USED);
    judge_then(message, given.at("then"), {container});
}

void validate(const json &given) {
    known(given, {"name", "do", "package", "expect"});
    const string message = file(given.at("package"));
    const json &wanted = given.at("expect");
    if (wanted.contains("error")) {
        known(wanted, {"error"});
        require_refused(refused([&] { antin::Validation{message}; }), wanted.at("error"));
        return;
    }
    known(wanted, {"faults", "liberties"});
    std::istringstream stream(message);
    for (const auto &validation : {antin::Validation(message), antin::Validation(stream)}) {
        require(json(validation.faults()) == wanted.value("faults", json::array()),
                "got " + json(validation.faults()).dump());
        require(described(validation.liberties()) == wanted.value("liberties", json::array()), "the liberties");
    }
}

}  // namespace

#endif
