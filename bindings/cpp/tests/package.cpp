// Packages: sealed, rewritten, judged, taken apart; forged; misused. package FOLDER-OF-ALL-VECTORS SCRATCH

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "expect.hpp"

namespace {

const antin::Time signed_at = antin::from_unix(1795219200);
const antin::Time judged_at = antin::from_unix(1795305600);
const char *const sender = "000.00.12.X40";
const antin::Evidence nothing;

antin::Credential signer() {
    return antin::Credential::from_chain_and_key(file("bench/rsa2048.chain.pem"), file("bench/rsa2048.key.pem"));
}
antin::Policy trust() {
    antin::Policy policy(file("bench/rsa2048.root.pem"));
    policy.set_revocation(antin::Revocation::if_present);
    return policy;
}
antin::Opening known() {
    antin::Opening opening;
    opening.add_sender(sender, file("bench/rsa2048.chain.pem"));
    return opening;
}
string message() { return file("edxml/new-two-pdfs.edxml"); }
string pdf() { return file("edxml/cong-van-123.pdf"); }
string sealed(const string &package, const antin::SealOptions &options = antin::SealOptions()) {
    return antin::seal(package, signer(), options, signed_at).to_string();
}
antin::Package judge(const string &package, const antin::Opening &opening) {
    return antin::open(package, opening, trust(), nothing, judged_at);
}
const antin::Fact &fact_of(const std::vector<antin::Fact> &facts, const string &name) {
    for (const auto &fact : facts) {
        if (fact.name() == name) return fact;
    }
    throw std::runtime_error("no fact " + name);
}

/// Nothing is handed out.
void refused(const antin::Package &package, const string &message) {
    CHECK(!package.is_accepted());
    CHECK(throws<antin::Rejected>([&] { package.require_accepted(); }));
    CHECK(throws<antin::Rejected>([&] { package.extract(message, 0); }));
    CHECK(throws<antin::Rejected>([&] { package.extract_all(message); }));
    std::ostringstream out;
    CHECK(throws<antin::Rejected>([&] { package.extract(message, 0, out); }));
    CHECK(out.str().empty());
    const string path = scratch + "/refused";
    CHECK(throws<antin::Rejected>([&] { package.extract(message, 0, antin::Target::file(path)); }));
    CHECK(!std::filesystem::exists(path));
}
/// All is handed out, as it was sent.
void accepted(const antin::Package &package, const string &message) {
    package.require_accepted();
    CHECK(package.is_accepted() && package.verdict() == antin::Verdict::passed);
    CHECK(package.extract(message, 0).to_string() == pdf());
    const auto all = package.extract_all(message);
    CHECK(all.size() == package.files().size() && all.at(0).to_string() == pdf());
}

static_assert(is_handle<antin::Source> && is_handle<antin::Target> && is_handle<antin::SealOptions>);
static_assert(is_handle<antin::PreparedSeal> && is_handle<antin::Opening> && is_handle<antin::Package>);
static_assert(is_handle<antin::Validation> && is_handle<antin::Buffer>);
static_assert(!std::is_constructible_v<bool, antin::PackageState> && !std::is_constructible_v<bool, antin::Binding>);
static_assert(!std::is_convertible_v<const char *, antin::From>, "a pointer has no length, and is no path");

void all_sources_and_targets_are_alike() {
    const antin::Credential credential = signer();
    const antin::SealOptions options;
    const string expected = sealed(message()), path = scratch + "/sealed.edxml";
    std::istringstream in(message());
    in.seekg(100);  // where it stands does not matter
    std::ostringstream out;
    out << "before ";
    antin::seal(in, credential, options, signed_at, out);
    CHECK(out.str() == "before " + expected);
    auto from_file = antin::Source::file(folder + "/edxml/new-two-pdfs.edxml");
    antin::seal(from_file, credential, options, signed_at, antin::Target::file(path));
    CHECK(whole(path) == expected);
    // A source can be used again.
    CHECK(antin::seal(from_file, credential, options, signed_at).to_string() == expected);
    std::ifstream opened(folder + "/edxml/new-two-pdfs.edxml", std::ios::binary);
    CHECK(antin::seal(opened, credential, options, signed_at).to_string() == expected);
    CHECK(antin::seal(opened, credential, options, signed_at).to_string() == expected);
    const string octets = message();
    string written;
    auto piecewise = antin::Source::reader([&](std::uint64_t offset, std::uint8_t *into, std::size_t size) {
        const auto at = std::min(static_cast<std::size_t>(offset), octets.size());
        const auto count = std::min({size, octets.size() - at, std::size_t{999}});
        std::copy_n(octets.data() + at, count, into);
        return count;
    });
    antin::seal(piecewise, credential, options, signed_at,
                antin::Target::writer([&](antin::BytesView piece) { written += piece.to_string(); }));
    CHECK(written == expected);
    // A target is written to once.
    std::ostringstream other;
    auto once = antin::Target::stream(other);
    antin::seal(octets, credential, options, signed_at, once);
    CHECK(code_of([&] { antin::seal(octets, credential, options, signed_at, once); }) == antin::Code::already_used);
    CHECK(other.str() == expected);
}

void failures_of_functions_come_out_of_the_call() {
    struct Gone : std::runtime_error {
        using std::runtime_error::runtime_error;
    };
    const string octets = message(), path = scratch + "/kept.edxml";
    std::ofstream(path) << "the old one";
    // Late, so that something was written.
    int left = 3;
    auto breaks = antin::Source::reader([&](std::uint64_t offset, std::uint8_t *into, std::size_t size) {
        if (left-- == 0) throw Gone("the disk is gone");
        const auto at = std::min(static_cast<std::size_t>(offset), octets.size());
        const auto count = std::min(size, octets.size() - at);
        std::copy_n(octets.data() + at, count, into);
        return count;
    });
    CHECK(throws<Gone>([&] { antin::hop(breaks, judged_at, {}, 1, antin::Target::file(path)); }));
    CHECK(whole(path) == "the old one");
    CHECK(throws<Gone>([&] {
        antin::hop(octets, judged_at, {}, 1, antin::Target::writer([](antin::BytesView) { throw Gone("full"); }));
    }));
    CHECK(throws<int>([&] {
        antin::Validation(antin::Source::reader([](auto, auto, auto) -> std::size_t { throw 7; }));
    }));
    auto too_much = antin::Source::reader([](auto, auto, std::size_t size) { return size + 1; });
    CHECK(throws<std::length_error>([&] { antin::hop(too_much, judged_at); }));
    std::ostringstream full;
    full.setstate(std::ios::badbit);
    CHECK(throws<std::ios_base::failure>([&] { antin::hop(octets, judged_at, {}, 1, full); }));
    // Such a call leaves nothing behind for the next one.
    CHECK(code_of([&] { antin::hop(string("<a"), judged_at); }) == antin::Code::malformed);
    // A stream that cannot seek, and one that is not open.
    struct Pipe : std::streambuf {
    } pipe;
    std::istream cannot_seek(&pipe);
    CHECK(throws<std::invalid_argument>([&] { antin::Validation{cannot_seek}; }));
    std::ifstream missing("/nowhere/at/all");
    CHECK(throws<std::ios_base::failure>([&] { antin::Validation{missing}; }));
    CHECK(throws<std::invalid_argument>([] { antin::Source::reader(nullptr); }));
    CHECK(throws<std::invalid_argument>([] { antin::Target::writer(nullptr); }));
    CHECK(code_of([] { antin::Source::file("/no/such/file"); }) == antin::Code::other);
    CHECK(code_of([&] { antin::hop(octets, judged_at, {}, 1, antin::Target::file("/no/such/folder/file")); }) ==
          antin::Code::other);
}

void a_sealed_package_is_intact_and_says_what_was_sealed() {
    const string package = sealed(message());
    const auto judged = judge(package, known());
    accepted(judged, package);
    CHECK(judged.state() == antin::PackageState::intact && !judged.sub_indication());
    CHECK(judged.sender_code() == sender && judged.sender_binding() == antin::Binding::bound);
    CHECK(!judged.sender_other() && judged.liberties().empty());

    const auto seal = judged.seals().at(0);
    CHECK(judged.seals().size() == 1 && seal.attachment() == 2u && !seal.container());
    CHECK(seal.id().value().size() == 64 && seal.sha256().size() == 64 && seal.id() != seal.sha256());
    CHECK(seal.verdict() == antin::Verdict::passed && !seal.sub_indication());
    CHECK(!seal.fault() && !seal.fault_text(antin::Language::en) && seal.missing().empty());
    CHECK(seal.organ() == sender && seal.role() == antin::Role::agency && seal.binding() == antin::Binding::bound);
    CHECK(seal.statement().value().front() == '{');
    const auto report = seal.report().value();
    report.require_passed();
    CHECK(report.format() == antin::Format::asic_e);
    CHECK(report.signatures().at(0).claimed_time() == signed_at);

    const auto attachment = judged.files().at(0);
    CHECK(judged.files().size() == 2 && attachment.name() == "cong-van-123.pdf");
    CHECK(attachment.sealed_name() == attachment.name() && attachment.state() == antin::FileState::same);
    CHECK(attachment.attachment() == 0u && attachment.length() == pdf().size());
    CHECK(attachment.sealed_length() == pdf().size() && attachment.sha256() == attachment.sealed_sha256());
    CHECK(!attachment.is_unwrapped() && !attachment.is_destroyed());

    const auto facts = judged.facts();
    const auto &recipients = fact_of(facts, "recipients");
    CHECK(facts.size() > 10 && recipients.state() == antin::FactState::same);
    CHECK(recipients.sealed().size() == 2 && recipients.sealed() == recipients.arrived());
    CHECK(recipients.sealed().at(1) == "X98.12.3");
    CHECK(recipients.words(antin::Language::vi) == "nơi nhận");
    CHECK(recipients.words(antin::Language::en) != recipients.words(antin::Language::vi));
    CHECK(judged.to_json(antin::Language::vi).find("\"accepted\": true") != string::npos);
    CHECK(judged.to_text(antin::Language::en).find(sender) != string::npos);
    CHECK(code_of([&] { judged.to_json(static_cast<antin::Language>(9)); }) == antin::Code::invalid_argument);
}

void attachments_are_extracted_to_all_targets() {
    const string package = sealed(message()), path = scratch + "/dinh-kem";
    const auto judged = judge(package, known());
    const auto files = judged.files();
    std::ostringstream out;
    judged.extract(package, 0, out);
    CHECK(out.str() == pdf());
    judged.extract(package, files.at(0), antin::Target::file(path));
    CHECK(whole(path) == pdf());
    CHECK(judged.extract(package, files.at(1)).to_string() == judged.extract(package, 1).to_string());
    std::istringstream in(package);
    std::ostringstream first, second;
    auto one = antin::Target::stream(first), two = antin::Target::stream(second);
    judged.extract_all(in, {nullptr, &two});
    CHECK(second.str() == judged.extract(package, 1).to_string());
    // One that was refused together with others can be used still.
    CHECK(code_of([&] { judged.extract_all(in, {&one, &two}); }) == antin::Code::already_used);
    CHECK(code_of([&] { judged.extract_all(in, {&one, &one}); }) == antin::Code::invalid_argument);
    CHECK(code_of([&] { judged.extract_all(in, {&one}); }) == antin::Code::invalid_argument);
    judged.extract_all(in, {&one, nullptr});
    CHECK(first.str() == pdf());
    CHECK(code_of([&] { judged.extract(package, 2); }) == antin::Code::invalid_argument);
    CHECK(code_of([&] { judged.extract(package, static_cast<std::size_t>(-1)); }) == antin::Code::invalid_argument);
    const auto same = judge(package, known());
    CHECK(throws<std::invalid_argument>([&] { same.extract(package, files.at(0)); }));
    // A message that was cut, and one with other octets.
    CHECK(code_of([&] { judged.extract(package.substr(0, package.size() - 100), 0); }) == antin::Code::malformed);
    CHECK(code_of([&] { judged.extract(with(message(), ">JVBERi0xLjM", ">JVBERi0xLjQ"), 0); }) ==
          antin::Code::invalid_argument);
}

void seals_survive_each_rewriting() {
    const string package = sealed(message());
    const std::vector<string> usual = {"trace", "order", "prefix", "empty", "direction", "organ-name",
                                       "subject-name", "signature-namespace", "attachments", "one-line"};
    const auto after = [&](const antin::Rewritings &rewritings) {
        const string rewritten = antin::hop(package, judged_at, rewritings, 1).to_string();
        auto judged = judge(rewritten, known());
        // What finds nothing to rewrite leaves the layout as it was.
        CHECK(judged.state() == antin::PackageState::rewritten_by_hop || judged.state() == antin::PackageState::intact);
        accepted(judged, rewritten);
        return judged;
    };
    for (const string &one : usual) after(std::vector{one});
    CHECK(after(std::vector<string>{"archives"}).files().at(0).state() == antin::FileState::same);
    const auto all = after(std::nullopt);
    CHECK(all.state() == antin::PackageState::rewritten_by_hop && all.files().at(0).is_unwrapped());
    const auto none = after(std::vector<string>());
    CHECK(!none.files().at(0).is_unwrapped());
    refused(antin::open(antin::hop(package, judged_at), antin::Opening(), trust(), nothing, judged_at), package);
    // The same arguments give the same result, from and to whatever.
    std::istringstream in(package);
    std::ostringstream out;
    antin::hop(in, judged_at, std::nullopt, 7, out);
    CHECK(out.str() == antin::hop(package, judged_at, std::nullopt, 7).to_string());
    CHECK(out.str() != antin::hop(package, judged_at, std::nullopt, 8).to_string());
    CHECK(code_of([&] { antin::hop(package, judged_at, std::vector<string>{"trace", "no-such"}); }) ==
          antin::Code::invalid_argument);
    CHECK(throws<std::invalid_argument>([&] { antin::hop(package, judged_at, std::vector{string("trace\0", 6)}); }));
}

void every_sample_is_sealed_rewritten_and_opened() {
    for (const char *name : {"new-two-pdfs", "new-pdf-csv-zip-sdk-signature", "no-attachment", "replace", "revoke",
                             "update"}) {
        const string package = sealed(file(string("edxml/") + name + ".edxml"));
        antin::Opening opening;
        const string code = judge(package, opening).sender_code().value();
        opening.add_sender(code, file("bench/rsa2048.chain.pem"));
        const auto judged = judge(package, opening);
        judged.require_accepted();
        const auto before = judged.extract_all(package);
        for (const auto &rewritings : {antin::Rewritings(), antin::Rewritings({string("attachments")}),
                                       antin::Rewritings({string("order"), string("prefix")})}) {
            const string rewritten = antin::hop(package, judged_at, rewritings, 3).to_string();
            const auto arrived = judge(rewritten, opening);
            arrived.require_accepted();
            const auto after = arrived.extract_all(rewritten);
            CHECK(after.size() == before.size());
            for (std::size_t index = 0; index < after.size(); ++index) {
                CHECK(after.at(index).to_string() == before.at(index).to_string());
            }
        }
    }
}

void forgeries_are_refused_by_name() {
    const string package = sealed(message());
    string forged = with(package, ":Subject>V/v", ":Subject>v/v");
    auto judged = judge(forged, known());
    const auto facts = judged.facts();
    CHECK(judged.state() == antin::PackageState::changed && judged.verdict() == antin::Verdict::passed);
    CHECK(fact_of(facts, "subject").state() == antin::FactState::changed);
    CHECK(fact_of(facts, "subject").sealed().at(0).front() == 'V');
    CHECK(fact_of(facts, "subject").arrived().at(0).front() == 'v');
    CHECK(fact_of(facts, "number").state() == antin::FactState::same);
    refused(judged, forged);

    forged = with(package, "X98.12.3<", "X98.12.4<");
    judged = judge(forged, known());
    CHECK(fact_of(judged.facts(), "recipients").state() == antin::FactState::changed);
    refused(judged, forged);

    forged = with(package, ">JVBERi0xLjM", ">JVBERi0xLjQ");
    judged = judge(forged, known());
    CHECK(judged.files().at(0).state() == antin::FileState::changed);
    CHECK(judged.files().at(0).sha256() != judged.files().at(0).sealed_sha256());
    refused(judged, forged);

    forged = with(package, ":Subject>V/v", ":Subject>V<!-- -->/v");
    judged = judge(forged, known());
    const auto liberty = judged.liberties().at(0);
    CHECK(judged.liberties().size() == 1 && liberty.code() == "comment-in-text" && liberty.is_ambiguous());
    CHECK(!liberty.element() && !liberty.attachment() && liberty.offset() > 0 && liberty.times() == 1);
    CHECK(liberty.text(antin::Language::vi) != liberty.text(antin::Language::en));
    refused(judged, forged);

    forged = with(package, ":OrganId>000.00.12.X40<", ":OrganId>000.00.13.X40<");
    judged = judge(forged, known());
    CHECK(judged.sender_binding() == antin::Binding::unknown && judged.state() == antin::PackageState::changed);
    refused(judged, forged);

    judged = judge(message(), known());
    CHECK(judged.state() == antin::PackageState::not_sealed && judged.verdict() == antin::Verdict::indeterminate);
    CHECK(judged.sub_indication() && judged.seals().empty());
    CHECK(judged.files().at(0).state() == antin::FileState::added && !judged.files().at(0).sealed_name());
    refused(judged, message());
    CHECK(code_of([&] { judge("", known()); }) == antin::Code::malformed);
}

void senders_are_known_asked_for_or_any() {
    const string package = sealed(message());
    const string chain = file("bench/rsa2048.chain.pem");
    antin::Opening opening;
    refused(judge(package, opening), package);
    std::vector<antin::Claim> claims;
    antin::Binding answer = antin::Binding::bound;
    opening.set_senders([&](const antin::Claim &claim) {
        claims.push_back(claim);
        return answer;
    });
    accepted(judge(package, opening), package);
    CHECK(claims.size() == 1 && claims[0].organ == sender && claims[0].role == antin::Role::agency);
    CHECK(claims[0].time == judged_at && claims[0].path.at(0) == signer().certificate(0));
    for (const auto each : {antin::Binding::unknown, antin::Binding::role_not_allowed, antin::Binding::expired,
                            antin::Binding::revoked, antin::Binding::other}) {
        answer = each;
        const auto judged = judge(package, opening);
        CHECK(judged.sender_binding() == each && judged.seals().at(0).binding() == each);
        refused(judged, package);
    }
    answer = static_cast<antin::Binding>(77);
    CHECK(judge(package, opening).sender_binding() == antin::Binding::unknown);
    // What it throws comes out, also out of calls within calls; and the next call knows nothing of it.
    opening.set_senders([](const antin::Claim &) -> antin::Binding { throw std::domain_error("no register"); });
    CHECK(throws<std::domain_error>([&] { judge(package, opening); }));
    antin::Opening outer;
    outer.set_senders([&](const antin::Claim &) {
        CHECK(throws<std::domain_error>([&] { judge(package, opening); }));
        return antin::Binding::bound;
    });
    accepted(judge(package, outer), package);
    antin::Opening moved = std::move(outer);
    accepted(judge(package, moved), package);
    moved.set_senders(nullptr);
    refused(judge(package, moved), package);
    moved.add_sender("000.00.00.X14", chain);
    const auto other = judge(package, moved);
    CHECK(other.sender_binding() == antin::Binding::other && other.sender_other() == "000.00.00.X14");
    refused(other, package);
    antin::Opening any;
    any.danger_any_sender();
    accepted(judge(package, any), package);
    CHECK(code_of([&] { any.add_sender(sender, string("junk")); }) == antin::Code::malformed);
    CHECK(code_of([&] { any.add_sender(" ", chain); }) == antin::Code::invalid_argument);
    CHECK(throws<std::invalid_argument>([&] { any.add_sender(string("a\0b", 3), chain); }));
}

void several_bodies_seal() {
    antin::SealOptions forwarder;
    forwarder.set_role(antin::Role::forwarder).set_organ("000.00.00.X14");
    const string second = sealed(sealed(message()), forwarder);
    const auto judged = judge(second, known());
    CHECK(judged.seals().size() == 2 && judged.seals().at(1).role() == antin::Role::forwarder);
    CHECK(judged.seals().at(1).organ() == "000.00.00.X14");
    accepted(judged, second);
    const string alone = sealed(message(), forwarder);
    const auto unbound = judge(alone, known());
    CHECK(unbound.state() == antin::PackageState::intact && unbound.sender_binding() == antin::Binding::unknown);
    refused(unbound, alone);
    CHECK(code_of([&] { forwarder.set_role(static_cast<antin::Role>(4)); }) == antin::Code::invalid_argument);
    CHECK(throws<std::invalid_argument>([&] { forwarder.set_organ(string("a\0b", 3)); }));
}

/// RSASSA-PKCS1-v1_5 repeats itself, so that the value of one seal ends another.
string value_of(const string &container) {
    const auto at = container.find("PK\1\2");
    return container.substr(at - 256, 256);
}

string decoded(const string &base64) {
    static const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    string octets;
    unsigned bits = 0, count = 0;
    for (const char letter : base64) {
        const auto value = letters.find(letter);
        if (value == string::npos) continue;
        bits = bits << 6 | static_cast<unsigned>(value);
        if (++count % 4 != 1) octets += static_cast<char>(bits >> (6 - 2 * ((count - 1) % 4)) & 0xff);
    }
    return octets;
}
/// The last attachment, which is the seal's container.
string container_of(const string &package) {
    const auto tag = package.rfind("ContentTransferEncoded>");
    const auto end = package.rfind("</", tag);
    const auto begin = package.rfind('>', end) + 1;
    return decoded(package.substr(begin, end - begin));
}

void keys_elsewhere_seal() {
    const string package = sealed(message()), chain = file("bench/rsa2048.chain.pem");
    const string value = value_of(container_of(package)), wrong(256, '\0');
    const antin::SealOptions options;
    auto prepared = antin::prepare_seal(message(), chain, options, signed_at);
    CHECK(prepared.to_be_signed().size() > 100 && prepared.digest().size() == 32);
    CHECK(prepared.algorithm() == antin::Algorithm::rsa_pkcs1_sha256 && prepared.statement().front() == '{');
    CHECK(code_of([&] { prepared.finish(wrong, message()); }) == antin::Code::key);
    std::ostringstream out;
    prepared.finish(value, message(), out);
    CHECK(out.str() == package);
    CHECK(code_of([&] { prepared.finish(value, message()); }) == antin::Code::already_used);
    CHECK(!prepared.algorithm() && prepared.to_be_signed().empty());
    std::istringstream in(message());
    auto again = antin::prepare_seal(in, chain, options, signed_at);
    CHECK(again.finish(value, message()).to_string() == package);

    auto beside = antin::prepare_seal(message(), chain, options, signed_at);
    CHECK(code_of([&] { beside.finish_container({}); }) == antin::Code::key);
    const auto container = beside.finish_container(value);
    CHECK(code_of([&] { beside.finish_container(value); }) == antin::Code::already_used);
    antin::Opening opening = known();
    opening.add_container(container);
    const auto judged = judge(message(), opening);
    CHECK(judged.seals().at(0).container() == 0u && !judged.seals().at(0).attachment());
    accepted(judged, message());
    opening.add_container(string("x"));
    const auto faulty = judge(message(), opening);
    const auto seal = faulty.seals().at(1);
    CHECK(seal.fault() == "container" && seal.verdict() == antin::Verdict::failed && seal.sub_indication());
    CHECK(seal.fault_text(antin::Language::vi) != seal.fault_text(antin::Language::en));
    CHECK(!seal.report() && !seal.id() && !seal.organ() && !seal.role() && !seal.statement());
    refused(faulty, message());
    // A seal that names one that is not there.
    antin::SealOptions forwarder;
    forwarder.set_role(antin::Role::forwarder).set_organ("000.00.00.X14");
    antin::Opening alone;
    alone.add_container(container_of(sealed(package, forwarder)));
    const auto incomplete = judge(message(), alone);
    CHECK(incomplete.state() == antin::PackageState::incomplete);
    CHECK(incomplete.seals().at(0).missing().size() == 1 && incomplete.seals().at(0).missing()[0].size() == 64);
    // What destroys attachments destroys the seal among them, so that one is beside the message.
    const string damaged =
        antin::hop(message(), judged_at, std::vector<string>{"attachments", "text-conversion"}, 1).to_string();
    antin::Opening whole_seal = known();
    whole_seal.add_container(container_of(package));
    const auto destroyed = judge(damaged, whole_seal);
    CHECK(destroyed.state() == antin::PackageState::damaged && destroyed.files().at(0).is_destroyed());
    refused(destroyed, damaged);
}

void messages_are_validated() {
    const antin::Validation clean(message());
    CHECK(clean.faults().empty() && clean.liberties().empty());
    std::istringstream wrong(with(message(), ":DueDate>2026/04/01<", ":DueDate>soon<"));
    CHECK(antin::Validation(wrong).faults() == std::vector<string>{"T.MessageHeader.DueDate"});
    std::vector<antin::Liberty> kept;
    {
        kept = antin::Validation(with(message(), ":Subject>V/v", ":Subject>V<!-- -->/v")).liberties();
    }
    CHECK(kept.at(0).code() == "comment-in-text");
    CHECK(code_of([] { antin::Validation{string()}; }) == antin::Code::malformed);
}

void what_a_package_gave_outlives_it() {
    std::vector<antin::Seal> seals;
    std::vector<antin::Fact> facts;
    std::vector<antin::File> files;
    std::vector<antin::Liberty> liberties;
    std::optional<antin::Report> report;
    {
        const string forged = with(sealed(message()), ":Subject>V/v", ":Subject>V<!-- -->/v");
        const auto judged = judge(forged, known());
        seals = judged.seals();
        facts = judged.facts();
        files = judged.files();
        liberties = judged.liberties();
        report = judged.seals().at(0).report();
    }
    CHECK(seals.at(0).organ() == sender && files.at(0).name() == "cong-van-123.pdf");
    CHECK(fact_of(facts, "sender").arrived().at(0) == sender && liberties.at(0).times() == 1);
    seals.clear(), facts.clear(), files.clear(), liberties.clear();
    const auto signatures = report->signatures();
    report.reset();
    CHECK(signatures.at(0).verdict() == antin::Verdict::passed && !signatures.at(0).findings().empty());
}

void moved_handles_are_empty_and_harmless() {
    const string package = sealed(message());
    antin::Package judged = judge(package, known());
    const antin::Package kept = std::move(judged);
    // NOLINTBEGIN(bugprone-use-after-move): that is what is tested
    CHECK(!judged.is_accepted() && judged.state() == antin::PackageState::not_sealed && judged.files().empty());
    CHECK(judged.verdict() == antin::Verdict::indeterminate && !judged.sender_code() && judged.seals().empty());
    CHECK(code_of([&] { judged.require_accepted(); }) == antin::Code::null_argument);
    CHECK(code_of([&] { judged.extract(package, 0); }) == antin::Code::null_argument);
    CHECK(code_of([&] { judged.extract_all(package); }) == antin::Code::null_argument);
    antin::Source source = antin::Source::bytes(package);
    antin::Source other = std::move(source);
    CHECK(code_of([&] { antin::hop(source, judged_at); }) == antin::Code::null_argument);
    CHECK(code_of([&] { antin::hop(std::move(source), judged_at); }) == antin::Code::null_argument);
    antin::Opening opening = known();
    const antin::Opening taken = std::move(opening);
    CHECK(code_of([&] { opening.danger_any_sender(); }) == antin::Code::null_argument);
    CHECK(code_of([&] { opening.set_senders([](auto &) { return antin::Binding::bound; }); }) ==
          antin::Code::null_argument);
    antin::SealOptions options;
    const antin::SealOptions used = std::move(options);
    CHECK(code_of([&] { antin::seal(message(), signer(), options, signed_at); }) == antin::Code::null_argument);
    antin::Buffer buffer = antin::seal(message(), signer(), used, signed_at);
    const antin::Buffer held = std::move(buffer);
    CHECK(buffer.size() == 0 && held.to_string() == package);
    // NOLINTEND
    accepted(kept, package);
    other = antin::Source::bytes(message());
    CHECK(antin::seal(other, signer(), used, signed_at).to_string() == package);
}

void threads_share_opening_policy_and_credential() {
    const antin::Credential credential = signer();
    const antin::Policy policy = trust();
    const antin::SealOptions options;
    std::atomic<int> asked{0}, passed{0};
    antin::Opening opening;
    opening.set_senders([&](const antin::Claim &claim) {
        ++asked;
        if (claim.organ != sender) throw std::domain_error("another one");
        return antin::Binding::bound;
    });
    const string plain = message();
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number) {
        threads.emplace_back([&] {
            for (int round = 0; round < 3; ++round) {
                auto sealed = antin::seal(plain, credential, options, signed_at);
                auto source = antin::Source::bytes(sealed);
                const auto judged = antin::open(source, opening, policy, nothing, judged_at);
                if (judged.extract_all(source).size() == 2) ++passed;
            }
        });
    }
    for (auto &thread : threads) thread.join();
    CHECK(asked == 12 && passed == 12);
}

}  // namespace

int main(int count, char **arguments) {
    if (count < 3) return 2;
    folder = arguments[1];
    scratch = arguments[2];
    all_sources_and_targets_are_alike();
    failures_of_functions_come_out_of_the_call();
    a_sealed_package_is_intact_and_says_what_was_sealed();
    attachments_are_extracted_to_all_targets();
    seals_survive_each_rewriting();
    every_sample_is_sealed_rewritten_and_opened();
    forgeries_are_refused_by_name();
    senders_are_known_asked_for_or_any();
    several_bodies_seal();
    keys_elsewhere_seal();
    messages_are_validated();
    what_a_package_gave_outlives_it();
    moved_handles_are_empty_and_harmless();
    threads_share_opening_policy_and_credential();
    std::printf("%d checks, %d failed\n", checks, failures);
    return failures == 0 ? 0 : 1;
}
