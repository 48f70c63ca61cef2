// The cases of the manifest that are about gateways and journals.

#ifndef ANTIN_TESTS_MANIFEST_GATEWAY_HPP
#define ANTIN_TESTS_MANIFEST_GATEWAY_HPP

#include "manifest_registry.hpp"

namespace {

// --- journals

json described(const antin::JournalCheck &journal) {
    json stamp;
    if (const auto last = journal.last_stamp()) {
        stamp = {{"entry", last->entry}, {"over", last->over}, {"time", antin::to_unix(last->time)}};
    }
    return {{"whole", journal.is_whole()},
            {"fault", or_null(journal.fault())},
            {"entry", journal.entry()},
            {"since", journal.since()},
            {"line", journal.line()},
            {"head", journal.head()},
            {"stamps", journal.stamp_count()},
            {"judged", journal.is_judged()},
            {"last_stamp", stamp}};
}

void journal(const json &given) {
    known(given, {"name", "do", "journal", "head", "policy", "evidence", "at", "expect"});
    const string path = folder + "/" + given.at("journal").get<string>(), lines = file(given.at("journal"));
    const auto head = text(given, "head");
    const json &wanted = given.at("expect"), policy = member(given, "policy");
    for (int way = 0; way < 4; ++way) {
        std::istringstream stream(lines);
        const auto judge = [&] {
            auto source = way == 0   ? antin::Source::bytes(lines)
                          : way == 1 ? antin::Source::file(path)
                          : way == 2 ? antin::Source::stream(stream)
                                     : in_pieces(lines, lines.size() < 20000 ? 7 : 65536);
            if (policy.is_null()) return antin::check_journal(source, head);
            return antin::check_journal(source, head, policy_of(policy), evidence_of(member(given, "evidence")),
                                        antin::from_unix(given.at("at")));
        };
        if (wanted.contains("error")) {
            known(wanted, {"error"});
            require_refused(refused([&] { static_cast<void>(judge()); }), wanted.at("error"));
            continue;
        }
        known(wanted, {"whole", "fault", "entry", "since", "line", "head", "stamps", "judged", "last_stamp"});
        const auto check = judge();
        json expected = wanted;
        complete(expected, {{"fault", nullptr}, {"entry", 0}, {"since", 0}, {"line", 0}, {"stamps", 0},
                            {"judged", false}, {"last_stamp", nullptr}});
        const json got = described(check);
        require(got == expected, "got " + got.dump());
        if (check.is_whole()) {
            check.require_whole();
        } else {
            require(!check.fault_text(antin::Language::vi).value().empty(), "a fault without text");
            require_refused(refused([&] { check.require_whole(); }), ANTIN_RESULT_REJECTED);
        }
    }
}

// --- gateways

const char *name(antin::Decision decision) {
    switch (decision) {
        case antin::Decision::accept: return "accept";
        case antin::Decision::quarantine: return "quarantine";
        case antin::Decision::refuse: return "refuse";
    }
    fail("an unknown decision");
}

/// What a step left for later ones.
struct Left {
    string sealed, receipt;
    optional<antin::Sent> sent;
};

/// One way to go through a case: with a ledger in memory, each step by one call; or with one in a file, in parts.
class Way {
public:
    Way(const json &given, bool in_parts) : given_(given), in_parts_(in_parts) {}

    /// Makes what the gateway is made of.
    void begin() {
        const auto rules = text(given_, "rules");
        const auto policy = rules ? antin::GatewayPolicy(file(*rules)) : antin::GatewayPolicy::strict();
        const std::chrono::seconds window(given_.at("window").get<std::int64_t>());
        optional<antin::Time> horizon;
        if (const json time = member(given_, "horizon"); !time.is_null()) horizon = antin::from_unix(time);
        const json most = member(given_, "most");
        const auto registry = registry_of(given_.at("registry"));
        if (in_parts_) {
            std::filesystem::create_directory(scratch_.path());
            ledger_ = antin::Ledger::create(scratch_.path() + "/ledger", window, horizon);
        } else {
            ledger_ = antin::Ledger::in_memory(window, most.is_null() ? 100000 : most.get<std::size_t>(), horizon,
                                               [this](std::string_view line) { lines_ += line; });
        }
        gateway_.emplace(policy, policy_of(given_.at("policy")), registry, *ledger_);
    }
    void step(const json &how) {
        Left left;
        const auto kind = choice<void (Way::*)(const json &, Left &)>(
            how.at("do"), {{"send", &Way::send}, {"receive", &Way::receive}, {"take", &Way::take}});
        const json &wanted = how.at("expect");
        if (wanted.contains("error")) {
            known(wanted, {"error"});
            require_refused(refused([&] { (this->*kind)(how, left); }), wanted.at("error"));
        } else {
            (this->*kind)(how, left);
        }
        left_.push_back(std::move(left));
    }
    /// Ends it, and gives the journal.
    string end() {
        const string lines = in_parts_ ? ledger_->export_journal().to_string() : lines_;
        const auto head = text(given_, "head");
        require(!head || ledger_->head() == *head, "the head is " + ledger_->head());
        antin::check_journal(lines, ledger_->head()).require_whole();
        return lines;
    }

private:
    antin::Agency agency(const json &how) const {
        known(how, {"code", "credential"});
        return {how.at("code").get<string>(), credential_of(how.at("credential"), std::nullopt)};
    }
    antin::Evidence evidence() const { return evidence_of(member(given_, "evidence")); }
    const Left &of(const json &how) const {
        known(how, {"of"});
        return left_.at(how.at("of").get<std::size_t>());
    }
    void equal(const json &got, const json &wanted, const char *what) const {
        require(got == wanted, string(what) + ": got " + got.dump() + (in_parts_ ? " in parts" : " at once"));
    }

    void send(const json &how, Left &left) {
        known(how, {"do", "agency", "package", "at", "expect"});
        const json &wanted = how.at("expect");
        const string package = file(how.at("package"));
        const auto by = agency(how.at("agency"));
        const auto at = antin::from_unix(how.at("at"));
        optional<antin::Sending> sending;
        if (!in_parts_) {
            sending = gateway_->send(by, package, evidence(), at);
            if (const auto sealed = sending->sealed()) left.sealed = sealed->to_string();
        } else {
            sending = gateway_->judge_sending(by, package, evidence(), at);
            if (sending->is_allowed()) {
                sending->prepare(package, evidence());
                left.sealed = sending->sign(package).to_string();
            } else {
                require_refused(refused([&] { sending->prepare(package, evidence()); }), ANTIN_RESULT_REJECTED);
                sending->refuse();
            }
        }
        left.sent = sending->sent();
        if (wanted.contains("error")) return;
        known(wanted, {"sent", "reasons", "entry", "sealed"});
        const bool is_sent = sending->state() == antin::SendingState::sent;
        equal(is_sent, wanted.at("sent"), "sent");
        equal(sending->reasons(), wanted.value("reasons", json::array()), "the reasons");
        equal(sending->entry(), wanted.at("entry"), "the entry");
        require(sending->reason_texts(antin::Language::vi).size() == sending->reasons().size(), "reasons without text");
        require(is_sent == sending->seal().has_value() && is_sent == left.sent.has_value(), "what was sent");
        if (is_sent) {
            sending->require_sent();
        } else {
            require(left.sealed.empty(), "something was written");
            require_refused(refused([&] { sending->require_sent(); }), ANTIN_RESULT_REJECTED);
        }
        if (const auto sealed = text(wanted, "sealed")) require(left.sealed == file(*sealed), "the sealed package");
    }

    void receive(const json &how, Left &left) {
        known(how, {"do", "agency", "package", "containers", "at", "expect"});
        const json &wanted = how.at("expect"), &given = how.at("package"), names = member(how, "containers");
        const string package = given.is_object() ? of(given).sealed : file(given);
        const auto by = agency(how.at("agency"));
        const auto at = antin::from_unix(how.at("at"));
        antin::Opening beside;
        if (!names.is_null()) {
            for (const json &container : names) beside.add_container(file(container));
        }
        optional<antin::Arrival> arrival;
        if (!in_parts_) {
            arrival = names.is_null() ? gateway_->receive(by, package, evidence(), at)
                                      : gateway_->receive(by, package, beside, evidence(), at);
        } else {
            arrival = names.is_null() ? gateway_->judge_arrival(by, package, evidence(), at)
                                      : gateway_->judge_arrival(by, package, beside, evidence(), at);
            require(!arrival->package() || !arrival->package()->is_accepted(), "accepted before it is recorded");
            arrival->answer(evidence());
            arrival->record();
        }
        if (wanted.contains("error")) return;
        known(wanted, {"decision", "reasons", "entry", "receipt", "accepted_package", "files"});
        equal(name(arrival->decision()), wanted.at("decision"), "the decision");
        equal(arrival->reasons(), wanted.value("reasons", json::array()), "the reasons");
        equal(arrival->entry(), wanted.at("entry"), "the entry");
        require(arrival->reason_texts(antin::Language::vi).size() == arrival->reasons().size(), "reasons without text");
        if (arrival->decision() == antin::Decision::accept) {
            arrival->require_accepted();
        } else {
            require_refused(refused([&] { arrival->require_accepted(); }), ANTIN_RESULT_REJECTED);
        }
        json told;
        if (const auto receipt = arrival->receipt()) {
            left.receipt = BytesView(*receipt).to_string();
            const antin::Sent any(std::nullopt, "d", "s", {"r"});
            const auto report = antin::judge_receipt(left.receipt, any, antin::Opening(), std::nullopt,
                                                     policy_of(given_.at("policy")), evidence(), at);
            told = name(report.receipt().value().status());
        }
        equal(told, member(wanted, "receipt"), "the status of the receipt");
        const auto judged = arrival->package();
        equal(judged && judged->is_accepted(), wanted.at("accepted_package"), "an accepted package");
        extract(judged, package, member(wanted, "files"));
    }
    void extract(const optional<antin::Package> &package, const string &message, const json &files) const {
        if (!package || !package->is_accepted()) {
            require(files.is_null() || files.empty(), "files of what is not accepted");
            if (package) require_refused(refused([&] { package->extract_all(message); }), ANTIN_RESULT_REJECTED);
            return;
        }
        const auto all = package->extract_all(message);
        if (files.is_null()) return;
        require(all.size() == files.size(), "how many files");
        for (std::size_t index = 0; index < all.size(); ++index) {
            require(all.at(index).to_string() == file(files.at(index)), "a file");
        }
    }

    void take(const json &how, Left &) {
        known(how, {"do", "agency", "receipt", "sent", "before", "at", "expect"});
        const json &wanted = how.at("expect"), &given = how.at("receipt"), &against = how.at("sent");
        const string receipt = given.is_object() ? of(given).receipt : file(given);
        const antin::Sent sent = against.contains("of") ? of(against).sent.value() : sent_of(against);
        const auto returned =
            gateway_->take_receipt(agency(how.at("agency")), receipt, sent, status_of(how, "before"), evidence(),
                                   antin::from_unix(how.at("at")));
        if (wanted.contains("error")) return;
        known(wanted, {"accepted", "reasons", "entry"});
        equal(returned.is_accepted(), wanted.at("accepted"), "accepted");
        equal(returned.reasons(), wanted.value("reasons", json::array()), "the reasons");
        equal(returned.entry(), wanted.at("entry"), "the entry");
        if (returned.is_accepted()) {
            returned.require_accepted();
            returned.report().require_accepted();
        } else {
            require_refused(refused([&] { returned.require_accepted(); }), ANTIN_RESULT_REJECTED);
        }
    }

    const json &given_;
    const bool in_parts_;
    const Scratch scratch_;
    string lines_;
    optional<antin::Ledger> ledger_;
    optional<antin::Gateway> gateway_;
    std::vector<Left> left_;
};

void gateway(const json &given) {
    known(given, {"name", "do", "rules", "policy", "evidence", "registry", "window", "horizon", "most", "steps", "head",
                  "expect"});
    const json expected = member(given, "expect"), steps = member(given, "steps");
    string journals[2];
    const bool is_bounded = !member(given, "most").is_null();
    for (const bool in_parts : {false, true}) {
        if (in_parts && is_bounded) continue;  // one in a file is never full
        Way way(given, in_parts);
        if (!expected.is_null()) {
            known(expected, {"error"});
            require(steps.is_null(), "steps and expect");
            require_refused(refused([&] { way.begin(); }), expected.at("error"));
            continue;
        }
        way.begin();
        for (const json &step : steps) way.step(step);
        journals[in_parts] = way.end();
    }
    require(is_bounded || journals[0] == journals[1], "the journals differ");
}

}  // namespace

#endif
