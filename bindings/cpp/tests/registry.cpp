// Registries and receipts: written, signed, judged; forged; misused. registry FOLDER-OF-ALL-VECTORS SCRATCH

#include <atomic>
#include <thread>

#include "gateway_parts.hpp"

namespace {

static_assert(is_handle<antin::RegistrySigners> && is_handle<antin::Registry> && is_handle<antin::RegistryBinding>);
static_assert(is_handle<antin::RegistryDraft> && is_handle<antin::PreparedReceipt>);
static_assert(is_handle<antin::ReceiptReport> && is_shared<antin::Sent> && is_shared<antin::Receipt>);

void registries_are_written_signed_and_trusted() {
    auto draft = drafted();
    CHECK(draft.number() == 0);
    draft.issue(issued_at, next_issue);
    CHECK(draft.number() == 1);
    const auto read = checked(signed_by(key_of_registries(), draft));
    read.require_trusted();
    CHECK(read.is_trusted() && !read.fault() && !read.fault_text(antin::Language::vi));
    CHECK(read.name() == "Sổ đăng ký thử" && read.number() == 1 && read.sha256().value().size() == 64);
    CHECK(read.issued() == issued_at && read.next_update() == next_issue);
    CHECK(!read.is_past(next_issue) && read.is_past(next_issue + std::chrono::seconds(1)));
    CHECK(read.body_count() == 3 && read.entry_count() == 2);
    CHECK(read.body_name(code_b) == "Đơn vị X98.12.3" && !read.body_name("X1"));
    CHECK(read.to_json() == draft.to_json());
    const auto report = read.report().value();
    report.require_passed();
    CHECK(report.signatures().size() == 1);

    const auto decide = [&](const char *organ, antin::Role role, antin::Time at) {
        return read.decide(organ, role, file("bindings/pki/agency.pem"), file("bindings/pki/sub-ca.pem"), at);
    };
    const auto answer = decide(code_a, antin::Role::agency, judged_at);
    CHECK(answer.binding == antin::Binding::bound && answer.entry == "a-1");
    CHECK(decide(code_b, antin::Role::agency, judged_at).binding == antin::Binding::other);
    CHECK(decide(code_a, antin::Role::leader, judged_at).binding == antin::Binding::role_not_allowed);
    const auto before = decide(code_a, antin::Role::agency, bound_from - std::chrono::seconds(1));
    CHECK(before.binding == antin::Binding::expired && before.entry == "a-1");
    const auto stranger =
        read.decide(code_a, antin::Role::agency, file("bindings/pki/p256.pem"), file("bindings/pki/sub-ca.pem"), judged_at);
    CHECK(stranger.binding == antin::Binding::unknown && !stranger.entry);
    CHECK(code_of([&] { decide(code_a, static_cast<antin::Role>(9), judged_at); }) == antin::Code::invalid_argument);
    CHECK(code_of([&] { read.decide(code_a, antin::Role::agency, string("x"), chain_b(), judged_at); }) ==
          antin::Code::malformed);

    // Sealed packages are judged by it.
    const string package = sealed(message());
    const auto accepted = judged(package);
    accepted.require_accepted();
    CHECK(accepted.extract(package, 0).to_string() == pdf());
    antin::Opening opening;
    opening.set_registry(registry(code_c));
    const auto other = antin::open(package, opening, trust(), nothing, judged_at);
    CHECK(!other.is_accepted() && other.sender_binding() == antin::Binding::other && other.sender_other() == code_c);
    const auto past = next_issue + std::chrono::seconds(1);
    CHECK(throws<antin::RegistryPast>([&] { (void)antin::open(package, opening, trust(), nothing, past); }));
    CHECK(code_of([&] { (void)antin::open(package, opening, trust(), nothing, past); }) == antin::Code::registry_past);
    opening.clear_registry();
    CHECK(antin::open(package, opening, trust(), nothing, judged_at).sender_binding() == antin::Binding::unknown);
}

void registries_that_are_not_trusted_say_why_and_give_nothing() {
    auto draft = drafted();
    draft.issue(issued_at, next_issue);
    const string good = signed_by(key_of_registries(), draft);
    const auto refused = [&](const antin::Registry &read, const char *fault) {
        CHECK(!read.is_trusted() && read.fault() == fault);
        CHECK(read.fault_text(antin::Language::vi) != read.fault_text(antin::Language::en));
        CHECK(throws<antin::Rejected>([&] { read.require_trusted(); }));
        CHECK(!read.name() && read.number() == 0 && !read.sha256() && !read.seen() && !read.issued());
        CHECK(!read.next_update() && read.body_count() == 0 && read.entry_count() == 0 && !read.body_name(code_a));
        CHECK(read.is_past(issued_at) && throws<antin::Rejected>([&] { read.to_json(); }));
        CHECK(throws<antin::Rejected>([&] { read.decide(code_a, antin::Role::agency, chain_a(), chain_a(), judged_at); }));
        antin::Opening opening;
        CHECK(throws<antin::Rejected>([&] { opening.set_registry(read); }));
    };
    const auto by_another = checked(signed_by(key_a(), draft));
    refused(by_another, "signer");
    by_another.report().value().require_passed();
    refused(checked(good, next_issue + std::chrono::seconds(1)), "past");
    refused(checked(good, issued_at - std::chrono::hours(1)), "from-the-future");
    refused(checked(signed_by(key_of_registries(), drafted())), "not-issued");
    const auto unreadable = checked("x");
    CHECK(!unreadable.is_trusted() && unreadable.fault() && !unreadable.report());

    // What was seen before.
    const antin::Seen first = checked(good).seen().value();
    draft.issue(issued_at + std::chrono::seconds(1), next_issue);
    const auto second = checked(signed_by(key_of_registries(), draft)).seen().value();
    const auto after = [&](const string &file, const antin::Seen &seen) {
        return antin::Registry::check(file, who_signs_registries(), trust(), nothing, judged_at, seen);
    };
    after(good, first).require_trusted();
    after(signed_by(key_of_registries(), draft), first).require_trusted();
    refused(after(good, second), "older");
    refused(after(good, {1, second.sha256}), "forked");
    CHECK(code_of([&] { (void)after(good, {0, first.sha256}); }) == antin::Code::invalid_argument);
    CHECK(code_of([&] { (void)after(good, {1, "0g"}); }) == antin::Code::invalid_argument);
    CHECK(throws<std::invalid_argument>([&] { (void)after(good, {1, string("a\0b", 3)}); }));
}

void drafts_name_what_cannot_be() {
    auto draft = drafted();
    const auto refused = [&](auto call) {
        CHECK(code_of(call) == antin::Code::invalid_argument);
    };
    const string certificate = file("bindings/pki/agency.pem");
    refused([&] { draft.add_body(code_a, "another one"); });
    refused([&] { draft.add_body("", "no code"); });
    refused([&] { draft.end_body("X1", judged_at); });
    refused([&] { draft.end_body(code_b, bound_from - std::chrono::seconds(1)); });
    refused([&] { draft.revoke("no-such", judged_at, "mất khoá"); });
    refused([&] { draft.issue(issued_at, issued_at); });
    const antin::RegistryBinding twice("a-1", code_a, antin::Match::certificate, certificate, std::nullopt, bound_from);
    refused([&] { draft.add(twice); });
    refused([&] {
        draft.add(antin::RegistryBinding("x", "X1", antin::Match::key, certificate, std::nullopt, bound_from));
    });
    // What goes with each kind of match.
    const auto bind = [&](antin::Match match, bool own, bool above) {
        const string issuer = file("bindings/pki/sub-ca.pem");
        const auto given = [](bool is_there, const string &octets) {
            return is_there ? std::optional<antin::BytesView>(octets) : std::nullopt;
        };
        return antin::RegistryBinding("x", code_c, match, given(own, certificate), given(above, issuer), bound_from);
    };
    const auto missing = [&](auto call) { CHECK(code_of(call) == antin::Code::null_argument); };
    for (const auto match : {antin::Match::key_identifier, antin::Match::subject}) {
        missing([&] { bind(match, true, false); });
        missing([&] { bind(match, false, true); });
        drafted().add(bind(match, true, true));
    }
    drafted().add(bind(antin::Match::issuer, false, true));
    missing([&] { bind(antin::Match::issuer, false, false); });
    missing([&] { bind(antin::Match::key, false, false); });
    refused([&] { bind(antin::Match::issuer, true, true); });
    refused([&] { bind(antin::Match::certificate, true, true); });
    refused([&] { bind(static_cast<antin::Match>(6), true, true); });
    CHECK(throws<std::invalid_argument>([&] { draft.add_body(string("a\0b", 3), "NUL"); }));
    CHECK(throws<std::invalid_argument>([&] { draft.end_body(code_b, judged_at, {string("a\0b", 3)}); }));

    // It goes on where it was.
    antin::RegistryBinding leader = bind(antin::Match::subject, true, true);
    leader.add_role(antin::Role::leader).add_role(antin::Role::forwarder).set_until(next_issue);
    leader.set_delegated("Nguyễn Văn Mẫu", "Quyết định 45/QĐ");
    refused([&] { leader.add_role(static_cast<antin::Role>(4)); });
    draft.add(leader).end_body(code_b, next_issue, {code_c}).revoke("b-1", judged_at, "mất khoá");
    draft.issue(issued_at, next_issue);
    auto again = antin::RegistryDraft::from_json(draft.to_json());
    CHECK(again.number() == 1 && again.to_json() == draft.to_json());
    CHECK(again.to_json().find("Nguyễn Văn Mẫu") != string::npos && again.to_json().find("mất khoá") != string::npos);
    refused([&] { again.issue(issued_at - std::chrono::seconds(1), next_issue); });
    CHECK(code_of([] { antin::RegistryDraft::from_json(string("{}")); }) == antin::Code::malformed);
    const auto unsigned_one = antin::Registry::danger_unsigned(draft.to_json());
    unsigned_one.require_trusted();
    CHECK(!unsigned_one.report() && unsigned_one.entry_count() == 3);
    const auto lost = unsigned_one.decide(code_b, antin::Role::agency, chain_b(), file("bench/rsa2048.root.pem"), judged_at);
    CHECK(lost.binding == antin::Binding::revoked && lost.entry == "b-1");
}

antin::Opening recipients() {
    antin::Opening opening;
    opening.set_registry(registry());
    return opening;
}
antin::ReceiptReport judge(const string &container, const antin::Sent &sent, const antin::Opening &opening,
                           std::optional<antin::Status> before = std::nullopt) {
    return antin::judge_receipt(container, sent, opening, before, trust(), nothing, judged_at);
}

void receipts_are_signed_and_judged() {
    const string package = sealed(message());
    const auto sent = antin::Sent::of(judged(package)).value();
    CHECK(sent.seal() == judged(package).seals().at(0).id() && sent.sender() == code_a);
    CHECK(sent.document() == "000.00.12.X40,2026/03/12,123/STTTT-VP");
    CHECK(sent.recipients() == (std::vector<string>{code_c, code_b}));
    const antin::Sent again(sent.seal(), sent.document(), sent.sender(), sent.recipients());
    const antin::Receipt receipt(again, code_b, antin::Status::arrived, judged_at);
    CHECK(receipt.seal() == sent.seal() && receipt.document() == sent.document() && receipt.sender() == code_a);
    CHECK(receipt.recipient() == code_b && receipt.status() == antin::Status::arrived);
    CHECK(receipt.time() == judged_at && receipt.reasons().empty() && receipt.to_json().front() == '{');
    const string container = receipt.sign(key_b(), antin::SignOptions(), judged_at).to_string();

    const auto report = judge(container, again, recipients());
    report.require_accepted();
    CHECK(report.is_accepted() && report.verdict() == antin::Verdict::passed && !report.sub_indication());
    CHECK(!report.fault() && !report.fault_text(antin::Language::en) && report.mismatches().empty());
    CHECK(report.binding() == antin::Binding::bound && !report.other());
    CHECK(report.id().value().size() == 64 && report.sha256().size() == 64);
    CHECK(report.receipt().value().to_json() == receipt.to_json());
    report.report().value().require_passed();
    CHECK(report.to_json(antin::Language::vi).find("\"accepted\": true") != string::npos);
    CHECK(!report.to_text(antin::Language::en).empty());

    // By senders, by a function, and by nobody.
    antin::Opening senders, asked, nobody;
    senders.add_sender(code_b, chain_b());
    judge(container, again, senders).require_accepted();
    asked.set_senders([](const antin::Claim &claim) {
        return claim.organ == code_b ? antin::Binding::bound : antin::Binding::unknown;
    });
    judge(container, again, asked).require_accepted();
    const auto unknown = judge(container, again, nobody);
    CHECK(!unknown.is_accepted() && unknown.binding() == antin::Binding::unknown);
    CHECK(throws<antin::Rejected>([&] { unknown.require_accepted(); }));
    asked.set_senders([](const antin::Claim &) -> antin::Binding { throw std::domain_error("no register"); });
    CHECK(throws<std::domain_error>([&] { (void)judge(container, again, asked); }));

    // A refusal has its reasons.
    const antin::Receipt refusal(sent, code_b, antin::Status::refused, judged_at, {"không đúng thẩm quyền", "khác"});
    const auto refused = judge(refusal.sign(key_b(), antin::SignOptions(), judged_at).to_string(), sent, recipients());
    refused.require_accepted();
    CHECK(refused.receipt()->status() == antin::Status::refused);
    CHECK(refused.receipt()->reasons() == (std::vector<string>{"không đúng thẩm quyền", "khác"}));
}

void receipts_that_differ_are_named() {
    const auto sent = antin::Sent::of(judged(sealed(message()))).value();
    const auto other = antin::Sent::of(judged(sealed(message(), signed_at + std::chrono::seconds(1)))).value();
    const auto from = [](const antin::Receipt &receipt, const antin::Credential &key) {
        return receipt.sign(key, antin::SignOptions(), judged_at).to_string();
    };
    const auto differs = [&](const antin::ReceiptReport &report, std::vector<string> what) {
        CHECK(!report.is_accepted() && report.mismatches() == what);
        CHECK(report.mismatch_texts(antin::Language::vi).size() == what.size());
        CHECK(report.mismatch_texts(antin::Language::vi) != report.mismatch_texts(antin::Language::en));
        CHECK(throws<antin::Rejected>([&] { report.require_accepted(); }));
    };
    const string container = from({sent, code_b, antin::Status::arrived, judged_at}, key_b());
    differs(judge(container, other, recipients()), {"seal"});
    differs(judge(container, {sent.seal(), "another", "X1", {"X2"}}, recipients()), {"document", "sender", "recipient"});
    differs(judge(from({sent, code_b, antin::Status::take_back_asked, judged_at}, key_b()), sent, recipients()),
            {"status"});
    differs(judge(container, sent, recipients(), antin::Status::finished), {"transition"});
    differs(judge(from({sent, code_b, antin::Status::arrived, judged_at + std::chrono::hours(1)}, key_b()), sent,
                  recipients()),
            {"time"});
    // By the key of another body.
    const auto wrong = judge(from({sent, code_b, antin::Status::arrived, judged_at}, key_a()), sent, recipients());
    CHECK(!wrong.is_accepted() && wrong.binding() == antin::Binding::other && wrong.other() == code_a);
    // No container, and one of something else.
    const auto junk = judge("x", sent, recipients());
    CHECK(junk.fault() == "container" && junk.fault_text(antin::Language::vi) != junk.fault_text(antin::Language::en));
    CHECK(junk.verdict() == antin::Verdict::failed && junk.sub_indication() && !junk.receipt() && !junk.report());
    CHECK(!junk.id() && junk.sha256().size() == 64 && !junk.is_accepted());
    const auto seal = judge(container_of(sealed(message())), sent, recipients());
    CHECK(seal.fault() && !seal.is_accepted());

    CHECK(code_of([&] { antin::Receipt(sent, code_b, static_cast<antin::Status>(7), judged_at); }) ==
          antin::Code::invalid_argument);
    CHECK(code_of([&] { (void)judge(container, sent, recipients(), static_cast<antin::Status>(7)); }) ==
          antin::Code::invalid_argument);
    CHECK(code_of([] { antin::Sent("xyz", "d", "s", {"r"}); }) == antin::Code::invalid_argument);
    CHECK(throws<std::invalid_argument>([] { antin::Sent(std::nullopt, "d", "s", {string("a\0b", 3)}); }));
    CHECK(throws<std::invalid_argument>([&] {
        antin::Receipt(sent, code_b, antin::Status::refused, judged_at, {string("a\0b", 3)});
    }));
}

void keys_elsewhere_sign_receipts() {
    const auto sent = antin::Sent::of(judged(sealed(message()))).value();
    const antin::Receipt receipt(sent, code_b, antin::Status::accepted, judged_at);
    const string container = receipt.sign(key_b(), antin::SignOptions(), judged_at).to_string();
    auto prepared = receipt.prepare(chain_b(), antin::SignOptions(), judged_at);
    CHECK(prepared.to_be_signed().size() > 100 && prepared.digest().size() == 32);
    CHECK(prepared.algorithm() == antin::Algorithm::rsa_pkcs1_sha256);
    CHECK(code_of([&] { prepared.finish(string(256, '\0')); }) == antin::Code::key);
    CHECK(prepared.finish(value_of(container)).to_string() == container);
    CHECK(code_of([&] { prepared.finish(value_of(container)); }) == antin::Code::already_used);
    CHECK(!prepared.algorithm() && prepared.to_be_signed().empty());
}

void packages_carry_receipts() {
    const auto sent = antin::Sent::of(judged(sealed(message()))).value();
    const antin::Receipt receipt(sent, code_b, antin::Status::arrived, judged_at);
    const auto container = receipt.sign(key_b(), antin::SignOptions(), judged_at);
    CHECK(antin::receipts_in(message()).empty());
    const string once = antin::insert_receipt(container, message()).to_string();
    std::istringstream in(once);
    std::ostringstream out;
    antin::insert_receipt(container, in, out);
    const auto carried = antin::receipts_in(out.str());
    CHECK(carried.size() == 2 && carried.at(0).container == container.to_vector());
    CHECK(carried.at(1).container == container.to_vector() && carried.at(1).attachment == carried.at(0).attachment + 1);
    CHECK(code_of([] { antin::receipts_in(string("<a")); }) == antin::Code::malformed);
    CHECK(throws<int>([] {
        antin::receipts_in(antin::Source::reader([](auto, auto, auto) -> std::size_t { throw 7; }));
    }));
}

void what_reports_gave_outlives_them() {
    std::optional<antin::Report> signatures, of_receipt;
    std::optional<antin::Receipt> receipt;
    {
        signatures = registry().report();
        const auto sent = antin::Sent::of(judged(sealed(message()))).value();
        const antin::Receipt made(sent, code_b, antin::Status::arrived, judged_at);
        const auto report =
            judge(made.sign(key_b(), antin::SignOptions(), judged_at).to_string(), sent, recipients());
        of_receipt = report.report();
        receipt = report.receipt();
    }
    signatures->require_passed();
    of_receipt->require_passed();
    CHECK(receipt->recipient() == code_b);
    const antin::Receipt copy = *receipt;
    receipt.reset();
    CHECK(copy.status() == antin::Status::arrived && copy.time() == judged_at);
}

void moved_handles_are_empty_and_harmless() {
    antin::Registry read = registry();
    const antin::Registry kept = std::move(read);
    // NOLINTBEGIN(bugprone-use-after-move): that is what is tested
    CHECK(!read.is_trusted() && !read.fault() && !read.report() && !read.name() && read.is_past(judged_at));
    CHECK(code_of([&] { read.require_trusted(); }) == antin::Code::null_argument);
    CHECK(code_of([&] { read.issued(); }) == antin::Code::null_argument);
    antin::Opening opening = recipients();
    CHECK(code_of([&] { opening.set_registry(read); }) == antin::Code::null_argument);
    const antin::Opening used = std::move(opening);
    CHECK(code_of([&] { (void)judge("x", {std::nullopt, "d", "s", {}}, opening); }) == antin::Code::null_argument);
    antin::RegistryDraft draft = drafted();
    antin::RegistryDraft taken = std::move(draft);
    CHECK(code_of([&] { draft.to_json(); }) == antin::Code::null_argument && draft.number() == 0);
    antin::RegistryBinding binding("x", code_a, antin::Match::certificate, chain_a(), std::nullopt, bound_from);
    const antin::RegistryBinding other = std::move(binding);
    CHECK(code_of([&] { taken.add(binding); }) == antin::Code::null_argument);
    antin::Sent sent(std::nullopt, "d", "s", {"r"});
    const antin::Sent same = std::move(sent);
    CHECK(code_of([&] { antin::Receipt(sent, "r", antin::Status::refused, judged_at); }) == antin::Code::null_argument);
    CHECK(sent.document().empty() && sent.recipients().empty() && same.recipients().size() == 1);
    antin::Receipt receipt(same, "r", antin::Status::refused, judged_at);
    const antin::Receipt said = std::move(receipt);
    CHECK(code_of([&] { receipt.time(); }) == antin::Code::null_argument && receipt.reasons().empty());
    antin::RegistrySigners signers = who_signs_registries();
    const antin::RegistrySigners gone = std::move(signers);
    CHECK(code_of([&] { (void)antin::Registry::check(string("x"), signers, trust(), nothing, judged_at); }) ==
          antin::Code::null_argument);
    // NOLINTEND
    kept.require_trusted();
}

void threads_share_registries() {
    const antin::Registry shared = registry();
    const string package = sealed(message());
    std::atomic<int> passed{0};
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number) {
        threads.emplace_back([&] {
            antin::Opening opening;
            opening.set_registry(shared);
            if (antin::open(package, opening, trust(), nothing, judged_at).is_accepted()) ++passed;
        });
    }
    for (auto &thread : threads) thread.join();
    CHECK(passed == 4);
}

}  // namespace

int main(int count, char **arguments) {
    if (count < 3) return 2;
    folder = arguments[1];
    scratch = arguments[2];
    registries_are_written_signed_and_trusted();
    registries_that_are_not_trusted_say_why_and_give_nothing();
    drafts_name_what_cannot_be();
    receipts_are_signed_and_judged();
    receipts_that_differ_are_named();
    keys_elsewhere_sign_receipts();
    packages_carry_receipts();
    what_reports_gave_outlives_them();
    moved_handles_are_empty_and_harmless();
    threads_share_registries();
    std::printf("%d checks, %d failed\n", checks, failures);
    return failures == 0 ? 0 : 1;
}
