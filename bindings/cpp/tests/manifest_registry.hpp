// The cases of the manifest that are about registries and receipts.

#ifndef ANTIN_TESTS_MANIFEST_REGISTRY_HPP
#define ANTIN_TESTS_MANIFEST_REGISTRY_HPP

#include "manifest_packages.hpp"

namespace {

antin::Status status(const string &code) {
    using antin::Status;
    return choice<Status>(code, {{"01", Status::arrived},
                                 {"02", Status::refused},
                                 {"03", Status::accepted},
                                 {"04", Status::assigned},
                                 {"05", Status::in_progress},
                                 {"06", Status::finished},
                                 {"13", Status::take_back_asked},
                                 {"15", Status::take_back_agreed},
                                 {"16", Status::take_back_refused}});
}
optional<antin::Status> status_of(const json &how, const char *key) {
    const auto code = text(how, key);
    return code ? optional(status(*code)) : std::nullopt;
}
string name(antin::Status status) {
    const auto number = static_cast<unsigned>(status);
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

antin::Registry registry_of(const json &how) {
    known(how, {"file", "signers", "policy", "evidence", "at", "seen"});
    optional<antin::Seen> seen;
    if (const json before = member(how, "seen"); !before.is_null()) {
        known(before, {"number", "sha256"});
        seen = antin::Seen{before.at("number").get<std::uint64_t>(), before.at("sha256").get<string>()};
    }
    return antin::Registry::check(file(how.at("file")), antin::RegistrySigners(file(how.at("signers"))),
                                  policy_of(how.at("policy")), evidence_of(member(how, "evidence")),
                                  antin::from_unix(how.at("at")), seen);
}

void decide(const antin::Registry &registry, const json &wanted) {
    known(wanted, {"organ", "role", "certificate", "issuer", "at", "binding", "entry"});
    const auto role = choice<antin::Role>(wanted.at("role"), {{"agency", antin::Role::agency},
                                                              {"leader", antin::Role::leader},
                                                              {"forwarder", antin::Role::forwarder}});
    const auto answer = registry.decide(wanted.at("organ").get<string>(), role, file(wanted.at("certificate")),
                                        file(wanted.at("issuer")), antin::from_unix(wanted.at("at")));
    require(name(answer.binding) == wanted.at("binding"), string("decided ") + name(answer.binding));
    require(or_null(answer.entry) == member(wanted, "entry"), "decided by " + or_null(answer.entry).dump());
}

void not_trusted(const antin::Registry &registry, const json &wanted) {
    known(wanted, {"trusted", "fault"});
    require_refused(refused([&] { registry.require_trusted(); }), ANTIN_RESULT_REJECTED);
    require(or_null(registry.fault()) == wanted.at("fault"), "got " + or_null(registry.fault()).dump());
    require(!registry.fault_text(antin::Language::vi).value().empty(), "a fault without text");
    require(!registry.name() && registry.number() == 0 && !registry.sha256() && !registry.seen(), "what it says");
    require(registry.body_count() == 0 && registry.entry_count() == 0, "who is in it");
    require_refused(refused([&] { registry.to_json(); }), ANTIN_RESULT_REJECTED);
    antin::Opening opening;
    require_refused(refused([&] { opening.set_registry(registry); }), ANTIN_RESULT_REJECTED);
}

void registry(const json &given) {
    known(given, {"name", "do", "registry", "expect"});
    const json &wanted = given.at("expect");
    if (wanted.contains("error")) {
        known(wanted, {"error"});
        require_refused(refused([&] { static_cast<void>(registry_of(given.at("registry"))); }), wanted.at("error"));
        return;
    }
    const auto judged = registry_of(given.at("registry"));
    require(judged.is_trusted() == wanted.at("trusted"), "trusted, or not: " + or_null(judged.fault()).dump());
    if (!judged.is_trusted()) return not_trusted(judged, wanted);
    known(wanted, {"trusted", "fault", "name", "number", "sha256", "bodies", "entries", "decide"});
    judged.require_trusted();
    require(member(wanted, "fault").is_null() && !judged.fault(), "a fault");
    const json got = {{"name", or_null(judged.name())},
                      {"number", judged.number()},
                      {"sha256", or_null(judged.sha256())},
                      {"bodies", judged.body_count()},
                      {"entries", judged.entry_count()}};
    for (const auto &[key, value] : got.items()) {
        require(value == wanted.at(key), "the " + key + " is " + value.dump());
    }
    judged.report().value().require_passed();
    require(json::parse(judged.to_json()).at("number") == wanted.at("number"), "the JSON");
    for (const json &one : wanted.value("decide", json::array())) decide(judged, one);
}

antin::Sent sent_of(const json &how) {
    known(how, {"seal", "document", "sender", "recipients"});
    return {text(how, "seal"), how.at("document").get<string>(), how.at("sender").get<string>(),
            how.at("recipients").get<std::vector<string>>()};
}

json described(const antin::Receipt &receipt) {
    return {{"status", name(receipt.status())},
            {"recipient", receipt.recipient()},
            {"document", receipt.document()},
            {"sender", receipt.sender()},
            {"seal", or_null(receipt.seal())},
            {"time", antin::to_unix(receipt.time())},
            {"reasons", receipt.reasons()}};
}

void judge_receipt(const json &given, const json &wanted, bool by_function) {
    const auto judge = [&] {
        auto recipients = opening_of(given, {}, by_function);
        if (const json by = member(given, "registry"); !by.is_null()) recipients.set_registry(registry_of(by));
        return antin::judge_receipt(file(given.at("receipt")), sent_of(given.at("sent")), recipients,
                                    status_of(given, "before"), policy_of(given.at("policy")),
                                    evidence_of(member(given, "evidence")), antin::from_unix(given.at("at")));
    };
    if (wanted.contains("error")) {
        known(wanted, {"error"});
        return require_refused(refused([&] { static_cast<void>(judge()); }), wanted.at("error"));
    }
    known(wanted, {"accepted", "verdict", "sub_indication", "fault", "mismatches", "binding", "other", "says"});
    const auto report = judge();
    json expected = wanted;
    complete(expected, {{"sub_indication", nullptr}, {"fault", nullptr}, {"mismatches", json::array()},
                        {"other", nullptr}, {"says", nullptr}});
    if (!expected.at("says").is_null()) {
        known(expected.at("says"), {"status", "recipient", "document", "sender", "seal", "time", "reasons"});
        complete(expected.at("says"), {{"seal", nullptr}, {"reasons", json::array()}});
    }
    const auto receipt = report.receipt();
    json got = {{"accepted", report.is_accepted()},
                {"verdict", name(report.verdict())},
                {"sub_indication", or_null(report.sub_indication())},
                {"fault", or_null(report.fault())},
                {"mismatches", report.mismatches()},
                {"binding", name(report.binding())},
                {"other", or_null(report.other())},
                {"says", receipt ? described(*receipt) : json()}};
    if (by_function) {  // a function does not say whose it is instead
        for (json *one : {&expected, &got}) {
            one->at("other") = nullptr;
            if (one->at("binding") == "other") one->at("binding") = "unknown";
        }
    }
    require(got == expected, "got " + got.dump());
    require(report.mismatch_texts(antin::Language::vi).size() == report.mismatches().size(), "texts");
    require(report.fault().has_value() == report.fault_text(antin::Language::vi).has_value(), "a fault without text");
    for (const auto language : {antin::Language::en, antin::Language::vi}) {
        const json said = json::parse(report.to_json(language));
        require(said.at("accepted") == wanted.at("accepted") && said.at("verdict") == wanted.at("verdict"), "the JSON");
        require(!report.to_text(language).empty(), "the text");
    }
    if (report.is_accepted()) {
        report.require_accepted();
    } else {
        require_refused(refused([&] { report.require_accepted(); }), ANTIN_RESULT_REJECTED);
    }
}

void receipt(const json &given) {
    known(given, {"name", "do", "receipt", "sent", "registry", "senders", "before", "policy", "evidence", "at", "expect"});
    judge_receipt(given, given.at("expect"), false);
    if (member(given, "senders").is_array()) judge_receipt(given, given.at("expect"), true);
}

}  // namespace

#endif
