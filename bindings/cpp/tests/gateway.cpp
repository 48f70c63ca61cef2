// Gateways, ledgers and journals: the whole round; forged; in steps; misused. gateway FOLDER-OF-ALL-VECTORS SCRATCH

#include <algorithm>
#include <atomic>
#include <thread>

#include "gateway_parts.hpp"

namespace {

static_assert(is_handle<antin::GatewayPolicy> && is_handle<antin::Agency> && is_handle<antin::Ledger>);
static_assert(is_handle<antin::Gateway> && is_handle<antin::Sending> && is_handle<antin::Arrival>);
static_assert(is_handle<antin::ReturnedReceipt> && is_handle<antin::JournalCheck>);
static_assert(!std::is_constructible_v<bool, antin::Decision> && !std::is_constructible_v<bool, antin::ArrivalState>);
static_assert(std::is_base_of_v<antin::Error, antin::RegistryPast> && std::is_base_of_v<antin::Error, antin::LedgerError>);

using Reasons = std::vector<string>;

constexpr std::chrono::hours window(30 * 24);

antin::Agency agency_a() { return {code_a, key_a()}; }
antin::Agency agency_b() { return {code_b, key_b()}; }
antin::GatewayPolicy strict() { return antin::GatewayPolicy::strict(); }
/// A ledger in memory, whose lines are kept.
antin::Ledger in_memory(string &lines) {
    return antin::Ledger::in_memory(window, 1000, std::nullopt, [&lines](std::string_view line) { lines += line; });
}
antin::Ledger in_memory() { return antin::Ledger::in_memory(window, 1000); }
antin::Gateway gateway(const antin::Ledger &ledger, const char *whose = code_a) {
    return {strict(), trust(), registry(whose), ledger};
}
antin::Arrival received(const string &package, const char *whose = code_a) {
    return gateway(in_memory(), whose).receive(agency_b(), package, nothing, judged_at);
}
string text_of(const std::optional<std::vector<std::uint8_t>> &octets) {
    return antin::BytesView(octets.value()).to_string();
}

void a_package_goes_out_and_comes_in_and_the_receipt_comes_back() {
    const auto ledger_a = antin::Ledger::create(scratch + "/a.ledger", strict().window(), std::nullopt);
    const auto ledger_b = antin::Ledger::create(scratch + "/b.ledger", strict().window(), std::nullopt);
    const auto gateway_a = gateway(ledger_a), gateway_b = gateway(ledger_b);
    CHECK(ledger_a.head() == "0:" + string(64, '0') && ledger_a.arrivals() == 0);

    const string path = scratch + "/out.edxml";
    const auto sending = gateway_a.send(agency_a(), message(), nothing, signed_at, antin::Target::file(path));
    sending.require_sent();
    CHECK(sending.state() == antin::SendingState::sent && sending.is_allowed() && sending.reasons().empty());
    CHECK(sending.entry() == 1 && !sending.unreadable(antin::Language::en) && !sending.sealed());
    const auto sent = sending.sent().value();
    CHECK(sent.seal() == sending.seal() && sent.sender() == code_a && sent.recipients().size() == 2);
    CHECK(whole(path) == sealed(message()));

    const string arrived = antin::hop(whole(path), judged_at).to_string();
    const auto arrival = gateway_b.receive(agency_b(), arrived, nothing, judged_at);
    arrival.require_accepted();
    CHECK(arrival.state() == antin::ArrivalState::recorded && arrival.decision() == antin::Decision::accept);
    CHECK(arrival.reasons().empty() && arrival.entry() == 1 && ledger_b.arrivals() == 1);
    const auto package = arrival.package().value();
    package.require_accepted();
    CHECK(package.state() == antin::PackageState::rewritten_by_hop);
    CHECK(package.extract(arrived, 0).to_string() == pdf() && package.extract_all(arrived).size() == 2);
    const string receipt = text_of(arrival.receipt());

    const auto returned = gateway_a.take_receipt(agency_a(), receipt, sent, std::nullopt, nothing, judged_at);
    returned.require_accepted();
    CHECK(returned.is_accepted() && returned.reasons().empty() && returned.entry() == 2);
    const auto report = returned.report();
    report.require_accepted();
    CHECK(report.receipt()->status() == antin::Status::arrived && report.receipt()->recipient() == code_b);

    // The journals are whole, as a file, in memory and from a stream.
    const string lines = ledger_a.export_journal().to_string(), kept = scratch + "/a.journal";
    ledger_a.export_journal(1, antin::Target::file(kept));
    CHECK(whole(kept) == lines && std::count(lines.begin(), lines.end(), '\n') == 2);
    CHECK(ledger_a.export_journal(2).to_string() == lines.substr(lines.find('\n') + 1));
    const auto is_whole = [&](antin::Source source) {
        const auto journal = antin::check_journal(source, ledger_a.head());
        journal.require_whole();
        CHECK(journal.is_whole() && !journal.fault() && !journal.fault_text(antin::Language::vi));
        CHECK(journal.entry() == 0 && journal.since() == 0 && journal.line() == 0);
        CHECK(journal.head() == ledger_a.head() && journal.stamp_count() == 0 && !journal.is_judged());
        CHECK(!journal.last_stamp());
    };
    std::istringstream stream(lines);
    is_whole(antin::Source::bytes(lines));
    is_whole(antin::Source::file(kept));
    is_whole(antin::Source::stream(stream));
    antin::check_journal(ledger_b.export_journal(), ledger_b.head()).require_whole();
    CHECK(ledger_a.head().substr(0, 2) == "2:" && ledger_b.head().substr(0, 2) == "1:");
}

void a_right_seal_of_a_wrong_agency_is_refused() {
    const string package = sealed(message());
    const auto arrival = received(package, code_c);
    CHECK(arrival.decision() == antin::Decision::refuse && arrival.reasons() == Reasons{"other-sender"});
    CHECK(arrival.reason_texts(antin::Language::vi).size() == 1);
    CHECK(arrival.reason_texts(antin::Language::vi) != arrival.reason_texts(antin::Language::en));
    CHECK(throws<antin::Rejected>([&] { arrival.require_accepted(); }) && arrival.entry() == 1);
    const auto judgement = arrival.package().value();
    CHECK(!judgement.is_accepted() && judgement.sender_binding() == antin::Binding::other);
    CHECK(throws<antin::Rejected>([&] { judgement.extract(package, 0); }));
    // Nor does it go out.
    const auto ledger = in_memory();
    const string path = scratch + "/refused.edxml";
    const auto sending = gateway(ledger, code_c).send(agency_a(), message(), nothing, signed_at, antin::Target::file(path));
    CHECK(sending.state() == antin::SendingState::refused && sending.reasons() == Reasons{"own-certificate:other"});
    CHECK(sending.reason_texts(antin::Language::vi) != sending.reason_texts(antin::Language::en));
    CHECK(throws<antin::Rejected>([&] { sending.require_sent(); }) && !std::filesystem::exists(path));
    CHECK(!sending.seal() && !sending.sent() && sending.entry() == 1 && !sending.is_allowed());
    CHECK(throws<antin::Rejected>([&] { sending.package()->require_accepted(); }));
}

void what_is_refused_says_why() {
    const auto refused = [](const string &package, antin::Decision decision, Reasons reasons) {
        auto arrival = received(package);
        CHECK(arrival.decision() == decision && arrival.reasons() == reasons);
        CHECK(throws<antin::Rejected>([&] { arrival.require_accepted(); }));
        return arrival;
    };
    const string package = sealed(message());
    refused(with(package, ":Subject>V/v", ":Subject>v/v"), antin::Decision::refuse, {"changed"});
    refused(message(), antin::Decision::refuse, {"not-sealed"});
    const auto unreadable = refused("<a", antin::Decision::refuse, {"unreadable"});
    CHECK(!unreadable.package() && !unreadable.receipt());
    CHECK(unreadable.unreadable(antin::Language::vi) != unreadable.unreadable(antin::Language::en));
    const auto by_p256 = antin::seal(message(),
                                     antin::Credential::from_chain_and_key(file("bindings/pki/p256-chain.pem"),
                                                                           file("bindings/pki/p256.key")),
                                     antin::SealOptions(), signed_at);
    const auto stranger = refused(by_p256.to_string(), antin::Decision::quarantine, {"unknown-sender"});
    CHECK(!stranger.receipt() && stranger.package()->state() == antin::PackageState::intact);
    // Of what goes out all reasons are named at once.
    const auto sending =
        gateway(in_memory()).send(agency_b(), with(message(), ":Subject>V/v", ":Subject>Mật: v/v"), nothing, judged_at);
    CHECK(sending.reasons() == (Reasons{"other-sender", "secret:MessageHeader.Subject"}) && !sending.sealed());
    const auto junk = gateway(in_memory()).send(agency_a(), string("<a"), nothing, signed_at);
    CHECK(junk.reasons() == Reasons{"unreadable"} && junk.unreadable(antin::Language::vi) && !junk.package());
}

void a_package_that_comes_again_is_refused_without_a_receipt() {
    string lines;
    const auto ledger = in_memory(lines);
    const auto in = gateway(ledger);
    const string package = sealed(message());
    in.receive(agency_b(), package, nothing, judged_at).require_accepted();
    const auto again = in.receive(agency_b(), package, nothing, judged_at);
    CHECK(again.decision() == antin::Decision::refuse && again.reasons() == Reasons{"repeated"});
    CHECK(!again.receipt() && again.entry() == 2 && ledger.arrivals() == 1);
    CHECK(throws<antin::Rejected>([&] { again.require_accepted(); }));
    CHECK(throws<antin::Rejected>([&] { again.package()->extract(package, 0); }));
    // What was judged before another one was recorded is decided by the ledger at last.
    auto early = in.judge_arrival(agency_b(), sealed(message(), judged_at), nothing, judged_at);
    CHECK(early.decision() == antin::Decision::quarantine && early.reasons() == Reasons{"other-seal"});
    antin::check_journal(lines, ledger.head()).require_whole();
}

void a_receipt_that_was_moved_is_refused() {
    const auto ledger = in_memory();
    const auto out = gateway(ledger);
    const auto first = out.send(agency_a(), message(), nothing, signed_at);
    const auto second = out.send(agency_a(), message(), nothing, signed_at + std::chrono::seconds(1));
    const auto receipt = received(first.sealed()->to_string()).receipt().value();
    const auto take = [&](const antin::Sending &of) {
        return out.take_receipt(agency_a(), receipt, *of.sent(), std::nullopt, nothing, judged_at);
    };
    const auto moved = take(second);
    CHECK(!moved.is_accepted() && moved.reasons() == Reasons{"mismatch:seal"} && moved.entry() == 3);
    CHECK(moved.report().mismatches() == Reasons{"seal"} && throws<antin::Rejected>([&] { moved.require_accepted(); }));
    take(first).require_accepted();
    const auto backwards =
        out.take_receipt(agency_a(), receipt, *first.sent(), antin::Status::finished, nothing, judged_at);
    CHECK(backwards.reasons() == Reasons{"mismatch:transition"});
    const auto junk = out.take_receipt(agency_a(), string("x"), *first.sent(), std::nullopt, nothing, judged_at);
    CHECK(!junk.is_accepted() && junk.report().fault() == "container" && ledger.head().substr(0, 2) == "6:");
    CHECK(code_of([&] {
              (void)out.take_receipt(agency_a(), receipt, *first.sent(), static_cast<antin::Status>(7), nothing, judged_at);
          }) == antin::Code::invalid_argument);
}

void a_journal_that_was_touched_says_where() {
    string lines;
    const auto ledger = in_memory(lines);
    const auto out = gateway(ledger);
    for (int second = 0; second < 4; ++second) {
        out.send(agency_a(), message(), nothing, signed_at + std::chrono::seconds(second)).require_sent();
    }
    antin::check_journal(lines, ledger.head()).require_whole();
    const auto at = lines.find('\n') + 1, next = lines.find('\n', at) + 1;
    const auto broken = [&](const string &text, const std::optional<string> &head, const char *fault, std::uint64_t entry) {
        const auto journal = antin::check_journal(text, head);
        CHECK(!journal.is_whole() && journal.fault() == fault && journal.entry() == entry);
        CHECK(journal.fault_text(antin::Language::vi) != journal.fault_text(antin::Language::en));
        CHECK(throws<antin::Rejected>([&] { journal.require_whole(); }));
    };
    broken(string(lines).erase(at, next - at), ledger.head(), "removed", 2);
    CHECK(antin::check_journal(string(lines).erase(at, next - at)).line() == 2);
    broken(with(lines, "\"sealed\"", "\"received\""), std::nullopt, "changed", 1);
    broken(lines.substr(0, next), ledger.head(), "cut-off", 3);
    CHECK(antin::check_journal(lines.substr(0, next)).is_whole());
    broken(lines, "4:" + string(64, '0'), "rewritten", 4);
    CHECK(code_of([&] { (void)antin::check_journal(lines, "4"); }) == antin::Code::invalid_argument);
    CHECK(throws<int>([] {
        (void)antin::check_journal(antin::Source::reader([](auto, auto, auto) -> std::size_t { throw 7; }));
    }));

    // Time-stamped, and judged.
    const antin::Timestamper own(
        antin::Credential::from_chain_and_key(file("bindings/pki/tsa-chain.pem"), file("bindings/pki/tsa.key")),
        "1.2.3.4", judged_at);
    CHECK(ledger.stamp(own, judged_at) == 5u);
    const auto unjudged = antin::check_journal(lines, ledger.head());
    CHECK(unjudged.is_whole() && unjudged.stamp_count() == 1 && !unjudged.is_judged());
    CHECK(unjudged.last_stamp()->entry == 5 && unjudged.last_stamp()->over == 4);
    CHECK(unjudged.last_stamp()->time == judged_at);
    const auto judgement = antin::check_journal(lines, ledger.head(), trust(), nothing, judged_at);
    judgement.require_whole();
    CHECK(judgement.is_judged());
    const antin::Policy other(file("bindings/pki/other-root.pem"));
    const auto untrusted = antin::check_journal(lines, std::nullopt, other, nothing, judged_at);
    CHECK(untrusted.fault() == "stamp-not-passed" && untrusted.entry() == 5);
    CHECK(!in_memory().stamp(own, judged_at));
}

void a_sending_goes_step_by_step() {
    string lines;
    const auto ledger = in_memory(lines);
    const auto out = gateway(ledger);
    auto sending = out.judge_sending(agency_a(), message(), nothing, signed_at);
    const auto used = [&](auto call) { CHECK(code_of(call) == antin::Code::already_used); };
    CHECK(sending.state() == antin::SendingState::judged && sending.is_allowed() && lines.empty());
    CHECK(sending.package()->files().size() == 2 && sending.to_be_signed().empty() && !sending.algorithm());
    CHECK(throws<antin::Rejected>([&] { sending.require_sent(); }));
    used([&] { sending.sign(message()); });
    used([&] { sending.finish(string("x"), message()); });
    sending.prepare(message(), nothing);
    CHECK(sending.state() == antin::SendingState::prepared && sending.to_be_signed().size() > 100);
    CHECK(sending.digest().size() == 32 && sending.algorithm() == antin::Algorithm::rsa_pkcs1_sha256);
    CHECK(code_of([&] { sending.finish(string(256, '\0'), message()); }) == antin::Code::key);
    used([&] { sending.prepare(message(), nothing); });
    used([&] { sending.refuse(); });
    CHECK(sending.state() == antin::SendingState::prepared && lines.empty());
    CHECK(sending.sign(message()).to_string() == sealed(message()));
    sending.require_sent();
    used([&] { sending.sign(message()); });
    used([&] { sending.refuse(); });
    CHECK(sending.entry() == 1 && !lines.empty());

    // It may be refused although it might go out, and may not go out although it is wanted.
    auto held = out.judge_sending(agency_a(), message(), nothing, signed_at);
    held.refuse();
    CHECK(held.state() == antin::SendingState::refused && held.entry() == 2);
    used([&] { held.prepare(message(), nothing); });
    auto other = out.judge_sending(agency_b(), message(), nothing, signed_at);
    CHECK(!other.is_allowed());
    CHECK(throws<antin::Rejected>([&] { other.prepare(message(), nothing); }));
    CHECK(other.state() == antin::SendingState::judged);
    other.refuse();
    antin::check_journal(lines, ledger.head()).require_whole();
}

void an_arrival_goes_step_by_step() {
    string lines;
    const auto ledger = in_memory(lines);
    const auto in = gateway(ledger);
    const string package = sealed(message());
    const auto used = [&](auto call) { CHECK(code_of(call) == antin::Code::already_used); };
    auto arrival = in.judge_arrival(agency_b(), package, nothing, judged_at);
    CHECK(arrival.state() == antin::ArrivalState::judged && arrival.decision() == antin::Decision::accept);
    CHECK(arrival.entry() == 0 && !arrival.receipt() && lines.empty());
    const auto early = arrival.package().value();
    CHECK(early.state() == antin::PackageState::intact && !early.is_accepted());
    CHECK(throws<antin::Rejected>([&] { early.require_accepted(); }));
    CHECK(throws<antin::Rejected>([&] { early.extract(package, 0); }));
    CHECK(throws<antin::Rejected>([&] { arrival.require_accepted(); }));
    const auto planned = arrival.planned_receipt().value();
    CHECK(planned.status() == antin::Status::arrived && planned.recipient() == code_b);
    CHECK(code_of([&] { arrival.set_status(antin::Status::finished); }) == antin::Code::invalid_argument);
    CHECK(arrival.planned_receipt()->status() == antin::Status::arrived);
    arrival.set_status(antin::Status::accepted);
    CHECK(arrival.planned_receipt()->status() == antin::Status::accepted && planned.recipient() == code_b);
    used([&] { arrival.record(); });
    used([&] { arrival.finish(string("x")); });
    arrival.answer(nothing);
    CHECK(arrival.state() == antin::ArrivalState::answered && !arrival.receipt() && lines.empty());
    used([&] { arrival.answer(nothing); });
    used([&] { arrival.without_receipt(); });
    used([&] { arrival.set_status(antin::Status::arrived); });
    arrival.record();
    arrival.require_accepted();
    used([&] { arrival.record(); });
    CHECK(arrival.package()->extract(package, 0).to_string() == pdf());
    CHECK(throws<antin::Rejected>([&] { early.extract(package, 0); }));
    const antin::Sent sent = antin::Sent::of(judged(package)).value();
    antin::Opening recipients;
    recipients.set_registry(registry());
    const auto report = antin::judge_receipt(*arrival.receipt(), sent, recipients, {}, trust(), nothing, judged_at);
    report.require_accepted();
    CHECK(report.receipt()->status() == antin::Status::accepted);

    auto quiet = gateway(in_memory()).judge_arrival(agency_b(), package, nothing, judged_at);
    quiet.without_receipt();
    quiet.record();
    quiet.require_accepted();
    CHECK(!quiet.receipt() && !quiet.planned_receipt());
}

void keys_elsewhere_send_and_answer() {
    const string package = sealed(message());
    string lines;
    const auto ledger = in_memory(lines);
    const auto both = gateway(ledger);
    const auto agency = antin::Agency::elsewhere(code_a, chain_a());
    CHECK(agency.code() == code_a);
    auto sending = both.judge_sending(agency, message(), nothing, signed_at);
    sending.prepare(message(), nothing);
    CHECK(code_of([&] { sending.sign(message()); }) == antin::Code::credential);
    CHECK(code_of([&] { sending.finish(string(256, '\0'), message()); }) == antin::Code::key);
    CHECK(sending.state() == antin::SendingState::prepared && lines.empty());
    std::ostringstream out;
    sending.finish(value_of(container_of(package)), message(), out);
    CHECK(out.str() == package && sending.state() == antin::SendingState::sent);
    CHECK(code_of([&] { (void)both.send(agency, message(), nothing, signed_at); }) == antin::Code::credential);

    const string receipt = text_of(received(package).receipt());
    const auto recipient = antin::Agency::elsewhere(code_b, chain_b());
    auto arrival = both.judge_arrival(recipient, package, nothing, judged_at);
    CHECK(code_of([&] { arrival.answer(nothing); }) == antin::Code::credential);
    CHECK(arrival.state() == antin::ArrivalState::judged && arrival.to_be_signed().empty() && !arrival.algorithm());
    arrival.prepare(nothing);
    CHECK(arrival.state() == antin::ArrivalState::prepared && arrival.to_be_signed().size() > 100);
    CHECK(arrival.digest().size() == 32 && arrival.algorithm() == antin::Algorithm::rsa_pkcs1_sha256);
    CHECK(code_of([&] { arrival.finish({}); }) == antin::Code::key);
    CHECK(code_of([&] { arrival.finish(string(256, '\0')); }) == antin::Code::key);
    CHECK(arrival.state() == antin::ArrivalState::prepared);
    arrival.finish(value_of(receipt));
    CHECK(code_of([&] { arrival.finish(value_of(receipt)); }) == antin::Code::already_used);
    arrival.record();
    arrival.require_accepted();
    CHECK(text_of(arrival.receipt()) == receipt);
    CHECK(code_of([&] { (void)both.receive(recipient, sealed(message(), judged_at), nothing, judged_at); }) !=
          antin::Code::internal);
    // Where there is no receipt, nothing waits for a key; and one that waits may be given up.
    auto again = both.judge_arrival(recipient, package, nothing, judged_at);
    again.prepare(nothing);
    CHECK(again.state() == antin::ArrivalState::answered);
    again.record();
    CHECK(again.reasons() == Reasons{"repeated"});
    auto given_up = gateway(in_memory()).judge_arrival(recipient, package, nothing, judged_at);
    given_up.prepare(nothing);
    given_up.without_receipt();
    given_up.record();
    CHECK(given_up.decision() == antin::Decision::accept && !given_up.receipt());
}

void seals_beside_the_message_count() {
    antin::Opening beside;
    beside.add_container(container_of(sealed(message())));
    const auto arrival = gateway(in_memory()).receive(agency_b(), message(), beside, nothing, judged_at);
    arrival.require_accepted();
    CHECK(arrival.package()->seals().at(0).container() == 0u);
    auto judged_alone = gateway(in_memory()).judge_arrival(agency_b(), message(), beside, nothing, judged_at);
    CHECK(judged_alone.decision() == antin::Decision::accept);
    beside.add_sender(code_a, chain_a());
    CHECK(code_of([&] { (void)gateway(in_memory()).receive(agency_b(), message(), beside, nothing, judged_at); }) ==
          antin::Code::invalid_argument);
}

void what_a_function_of_lines_throws_comes_out_of_the_call() {
    struct Full : std::runtime_error {
        using std::runtime_error::runtime_error;
    };
    const auto full = [] {
        return antin::Ledger::in_memory(window, 10, std::nullopt,
                                        [](std::string_view) { throw Full("no space is left"); });
    };
    const auto ledger = full();
    const auto broken = gateway(ledger);
    std::ostringstream out;
    CHECK(throws<Full>([&] { (void)broken.send(agency_a(), message(), nothing, signed_at, out); }));
    CHECK(out.str().empty());
    // It is of no use any more, and says so by itself.
    CHECK(throws<antin::LedgerError>([&] { (void)broken.send(agency_a(), message(), nothing, signed_at, out); }));
    CHECK(throws<antin::LedgerError>([&] { ledger.head(); }));
    const auto other = full();
    auto sending = gateway(other).judge_sending(agency_a(), message(), nothing, signed_at);
    sending.prepare(message(), nothing);
    CHECK(throws<Full>([&] { sending.sign(message()); }));
    CHECK(sending.state() == antin::SendingState::failed && !sending.seal() && !sending.sent());
    CHECK(code_of([&] { sending.sign(message()); }) == antin::Code::already_used);
    const auto third = full();
    auto arrival = gateway(third).judge_arrival(agency_b(), sealed(message()), nothing, judged_at);
    arrival.answer(nothing);
    CHECK(throws<Full>([&] { arrival.record(); }));
    CHECK(arrival.state() == antin::ArrivalState::failed && !arrival.receipt());
    CHECK(throws<antin::Rejected>([&] { arrival.require_accepted(); }));
    const auto fourth = full();
    CHECK(throws<Full>([&] { (void)gateway(fourth).receive(agency_b(), sealed(message()), nothing, judged_at); }));
    // A stream that takes nothing: it is recorded by then, and was not sent.
    const auto recording = in_memory();
    auto going = gateway(recording).judge_sending(agency_a(), message(), nothing, signed_at);
    going.prepare(message(), nothing);
    out.setstate(std::ios::badbit);
    CHECK(throws<std::ios_base::failure>([&] { going.sign(message(), out); }));
    CHECK(going.state() == antin::SendingState::failed && recording.head().substr(0, 2) == "1:");
    CHECK(going.entry() == 1 && !going.sent());
    CHECK(throws<antin::Rejected>([&] { going.require_sent(); }));
    // A source that breaks while a package is judged.
    CHECK(throws<int>([&] {
        (void)gateway(in_memory()).receive(
            agency_b(), antin::Source::reader([](auto, auto, auto) -> std::size_t { throw 7; }), nothing, judged_at);
    }));
}

void what_is_written_to_is_kept_alive() {
    auto lines = std::make_shared<string>();
    const std::weak_ptr<string> watched = lines;
    std::optional<antin::Sending> sending;
    std::optional<antin::Arrival> arrival;
    std::optional<antin::Package> package;
    std::optional<antin::Sent> sent;
    std::optional<antin::Receipt> planned;
    {
        std::optional<antin::Gateway> made;
        {
            const auto ledger = antin::Ledger::in_memory(window, 10, std::nullopt,
                                                         [lines](std::string_view line) { *lines += line; });
            made = gateway(ledger);
        }
        const antin::Gateway moved = std::move(*made);
        made.reset();
        lines.reset();
        sending = moved.judge_sending(agency_a(), message(), nothing, signed_at);
        arrival = moved.judge_arrival(agency_b(), sealed(message()), nothing, judged_at);
    }
    sending->prepare(message(), nothing);
    sending->sign(message());
    planned = arrival->planned_receipt();
    arrival->answer(nothing);
    arrival->record();
    package = arrival->package();
    sent = sending->sent();
    CHECK(std::count(watched.lock()->begin(), watched.lock()->end(), '\n') == 2);
    antin::check_journal(*watched.lock()).require_whole();
    arrival.reset();
    sending.reset();
    CHECK(package->extract(sealed(message()), 0).to_string() == pdf() && sent->sender() == code_a);
    CHECK(planned->recipient() == code_b);
    CHECK(!watched.expired());
    package.reset(), sent.reset(), planned.reset();
    CHECK(watched.expired());
    std::optional<antin::ReceiptReport> report;
    {
        const auto out = gateway(in_memory());
        const auto going = out.send(agency_a(), message(), nothing, signed_at);
        const auto receipt = received(going.sealed()->to_string()).receipt().value();
        report = out.take_receipt(agency_a(), receipt, *going.sent(), {}, nothing, judged_at).report();
    }
    report->require_accepted();
}

void ledgers_in_files_are_made_once_and_opened_by_one() {
    const string path = scratch + "/sổ.ledger", package = sealed(message());
    string head;
    {
        const auto ledger = antin::Ledger::create(path, window, signed_at - std::chrono::hours(1));
        gateway(ledger).receive(agency_b(), package, nothing, judged_at).require_accepted();
        head = ledger.head();
        CHECK(throws<antin::LedgerError>([&] { antin::Ledger::open(path, window); }));
    }
    CHECK(throws<antin::LedgerError>([&] { antin::Ledger::create(path, window, std::nullopt); }));
    const auto again = antin::Ledger::open(path, window);
    CHECK(again.head() == head && again.arrivals() == 1);
    CHECK(gateway(again).receive(agency_b(), package, nothing, judged_at).reasons() == Reasons{"repeated"});
    antin::check_journal(again.export_journal(), head).require_whole();
    CHECK(throws<antin::LedgerError>([&] { antin::Ledger::open(scratch + "/no-such.ledger", window); }));
    CHECK(throws<std::invalid_argument>([&] { antin::Ledger::open(string("a\0b", 3), window); }));
    CHECK(throws<std::invalid_argument>([] { antin::Ledger::in_memory(std::chrono::seconds(-1), 1); }));
    CHECK(code_of([] { in_memory().export_journal(); }) == antin::Code::unsupported);
    CHECK(code_of([&] { again.export_journal(0); }) == antin::Code::invalid_argument);
    // A horizon, and a ledger that is full.
    const auto late = antin::Ledger::in_memory(window, 10, signed_at);
    CHECK(gateway(late).receive(agency_b(), package, nothing, judged_at).reasons() == Reasons{"too-old"});
    const auto full = antin::Ledger::in_memory(window, 0);
    CHECK(throws<antin::LedgerError>([&] { (void)gateway(full).receive(agency_b(), package, nothing, judged_at); }));
}

void a_registry_that_is_past_decides_nothing() {
    const auto past = next_issue + std::chrono::seconds(1);
    string lines;
    const auto ledger = in_memory(lines);
    const auto both = gateway(ledger);
    const auto refused = [&](auto call) {
        CHECK(throws<antin::RegistryPast>(call) && code_of(call) == antin::Code::registry_past);
    };
    refused([&] { (void)both.send(agency_a(), message(), nothing, past); });
    refused([&] { (void)both.judge_sending(agency_a(), message(), nothing, past); });
    refused([&] { (void)both.receive(agency_b(), message(), nothing, past); });
    refused([&] { (void)both.judge_arrival(agency_b(), message(), nothing, past); });
    const antin::Sent sent(std::nullopt, "d", code_a, {code_b});
    refused([&] { (void)both.take_receipt(agency_a(), string("x"), sent, {}, nothing, past); });
    CHECK(lines.empty());
    // One that is not trusted is none at all.
    CHECK(throws<antin::Rejected>([&] { antin::Gateway(strict(), trust(), checked("x"), ledger); }));
}

void policies_of_gateways_are_read() {
    const string toml = "name = \"co-quan-mau\"\ntitle.en = \"Gateway of the sample\"\ntitle.vi = \"Cổng trao đổi mẫu\"\n"
                        "version = 2026-11-22\n[inbound]\nwindow = \"10d\"\n[[agency]]\ncode = \"X98.12.3\"\n"
                        "inbound.window = \"60d\"\n[inbound.cases]\nother-seal = \"refuse\"\n";
    const antin::GatewayPolicy policy(with(toml, "[inbound.cases]\nother-seal = \"refuse\"\n", ""));
    CHECK(policy.name() == "co-quan-mau" && policy.title(antin::Language::vi) == "Cổng trao đổi mẫu");
    CHECK(policy.title(antin::Language::en) == "Gateway of the sample" && policy.version() == "2026-11-22");
    CHECK(policy.window() == std::chrono::hours(60 * 24) && strict().window() == window);
    CHECK(!strict().name().empty() && !strict().version().empty());
    CHECK(code_of([&] { antin::GatewayPolicy(toml + "colour = 1\n"); }) == antin::Code::policy);
    // A ledger that would forget sooner.
    const auto short_one = antin::Ledger::in_memory(std::chrono::hours(1), 10);
    CHECK(code_of([&] { antin::Gateway(policy, trust(), registry(), short_one); }) != antin::Code::internal);
    CHECK(code_of([] { antin::Agency("", key_a()); }) == antin::Code::invalid_argument);
    CHECK(throws<std::invalid_argument>([] { antin::Agency(string("a\0b", 3), key_a()); }));
    CHECK(code_of([] { antin::Agency::elsewhere(code_a, string("x")); }) != static_cast<antin::Code>(0));
    // Level T by the policy wants a timestamper.
    const antin::GatewayPolicy stamped(
        "name = \"t\"\ntitle.en = \"T\"\ntitle.vi = \"T\"\nversion = 2026-11-22\n[outbound]\nlevel = \"T\"\n" + string());
    const auto ledger = in_memory();
    const antin::Gateway out(stamped, trust(), registry(), ledger);
    CHECK(code_of([&] { (void)out.send(agency_a(), message(), nothing, signed_at); }) != static_cast<antin::Code>(0));
    auto agency = agency_a();
    agency.set_timestamper(antin::Timestamper(
        antin::Credential::from_chain_and_key(file("bindings/pki/tsa-chain.pem"), file("bindings/pki/tsa.key")),
        "1.2.3.4", signed_at));
    const auto sending = out.send(agency, message(), nothing, signed_at);
    sending.require_sent();
    CHECK(judged(sending.sealed()->to_string()).seals().at(0).report()->signatures().at(0).level() == antin::Level::t);
}

void moved_handles_are_empty_and_harmless() {
    const auto null = [](auto call) { CHECK(code_of(call) == antin::Code::null_argument); };
    auto ledger = in_memory();
    auto made = gateway(ledger);
    const auto kept = std::move(made);
    // NOLINTBEGIN(bugprone-use-after-move): that is what is tested
    null([&] { (void)made.send(agency_a(), message(), nothing, signed_at); });
    null([&] { (void)made.receive(agency_b(), message(), nothing, judged_at); });
    null([&] { (void)made.judge_sending(agency_a(), message(), nothing, signed_at); });
    auto agency = agency_a();
    const auto same = std::move(agency);
    null([&] { (void)kept.send(agency, message(), nothing, signed_at); });
    CHECK(agency.code().empty());
    const auto other = std::move(ledger);
    null([&] { ledger.head(); });
    null([&] { ledger.arrivals(); });
    null([&] { antin::Gateway(strict(), trust(), registry(), ledger); });
    auto rules = strict();
    const auto used = std::move(rules);
    null([&] { antin::Gateway(rules, trust(), registry(), other); });
    CHECK(rules.name().empty() && rules.window().count() == 0);
    auto sending = kept.judge_sending(same, message(), nothing, signed_at);
    auto going = std::move(sending);
    CHECK(sending.state() == antin::SendingState::failed && !sending.is_allowed() && sending.reasons().empty());
    CHECK(!sending.package() && !sending.sent() && !sending.seal() && sending.entry() == 0 && !sending.sealed());
    null([&] { sending.refuse(); });
    null([&] { sending.require_sent(); });
    null([&] { sending.prepare(message(), nothing); });
    null([&] { sending.sign(message()); });
    null([&] { sending.finish(string("x"), message()); });
    going.refuse();
    auto arrival = kept.judge_arrival(agency_b(), sealed(message()), nothing, judged_at);
    auto coming = std::move(arrival);
    CHECK(arrival.state() == antin::ArrivalState::failed && arrival.decision() == antin::Decision::refuse);
    CHECK(!arrival.package() && !arrival.receipt() && !arrival.planned_receipt() && arrival.entry() == 0);
    null([&] { arrival.answer(nothing); });
    null([&] { arrival.record(); });
    null([&] { arrival.require_accepted(); });
    coming.without_receipt();
    antin::Opening opening;
    const auto beside = std::move(opening);
    null([&] { (void)kept.receive(agency_b(), message(), opening, nothing, judged_at); });
    auto policy = trust();
    const auto trusted = std::move(policy);
    null([&] { (void)antin::check_journal(string(), std::nullopt, policy, nothing, judged_at); });
    auto journal = antin::check_journal(string());
    const auto kept_journal = std::move(journal);
    CHECK(!journal.is_whole() && !journal.fault() && journal.head().empty() && journal.entry() == 0);
    null([&] { journal.require_whole(); });
    null([&] { journal.last_stamp(); });
    // NOLINTEND
    kept_journal.require_whole();
}

void threads_go_through_one_gateway() {
    string lines;
    const auto ledger = in_memory(lines);
    const auto both = gateway(ledger);
    const auto sender = agency_a(), recipient = agency_b();
    const string package = sealed(message()), plain = message();
    std::atomic<int> accepted{0}, repeated{0}, sent{0};
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number) {
        threads.emplace_back([&] {
            for (int round = 0; round < 3; ++round) {
                const auto arrival = both.receive(recipient, package, nothing, judged_at);
                if (arrival.decision() == antin::Decision::accept) ++accepted;
                if (arrival.reasons() == Reasons{"repeated"}) ++repeated;
                if (both.send(sender, plain, nothing, signed_at).state() == antin::SendingState::sent) ++sent;
            }
        });
    }
    for (auto &thread : threads) thread.join();
    CHECK(accepted == 1 && repeated == 11 && sent == 12 && ledger.arrivals() == 1);
    CHECK(std::count(lines.begin(), lines.end(), '\n') == 24);
    antin::check_journal(lines, ledger.head()).require_whole();
}

}  // namespace

int main(int count, char **arguments) {
    if (count < 3) return 2;
    folder = arguments[1];
    scratch = string(arguments[2]) + "/ledgers";
    std::filesystem::remove_all(scratch);
    std::filesystem::create_directory(scratch);
    a_package_goes_out_and_comes_in_and_the_receipt_comes_back();
    a_right_seal_of_a_wrong_agency_is_refused();
    what_is_refused_says_why();
    a_package_that_comes_again_is_refused_without_a_receipt();
    a_receipt_that_was_moved_is_refused();
    a_journal_that_was_touched_says_where();
    a_sending_goes_step_by_step();
    an_arrival_goes_step_by_step();
    keys_elsewhere_send_and_answer();
    seals_beside_the_message_count();
    what_a_function_of_lines_throws_comes_out_of_the_call();
    what_is_written_to_is_kept_alive();
    ledgers_in_files_are_made_once_and_opened_by_one();
    a_registry_that_is_past_decides_nothing();
    policies_of_gateways_are_read();
    moved_handles_are_empty_and_harmless();
    threads_go_through_one_gateway();
    std::printf("%d checks, %d failed\n", checks, failures);
    return failures == 0 ? 0 : 1;
}
