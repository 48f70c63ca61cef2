// What the manifest does not show: ownership, moves, text, streams, threads. unit FOLDER-OF-THE-VECTORS

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>
#if __has_include(<span>) && __cplusplus >= 202002L
#include <span>
#endif

#include "expect.hpp"

namespace {

const antin::Time at = antin::from_unix(1796083200);
const char *const password = "mật khẩu thử nghiệm";

antin::Credential agency() { return antin::Credential::from_pkcs12(file("credentials/openssl.p12"), password); }
antin::Policy trust() {
    antin::Policy policy(file("pki/root.pem"));
    policy.set_revocation(antin::Revocation::if_present);
    return policy;
}

static_assert(is_handle<antin::Buffer> && is_handle<antin::Credential> && is_handle<antin::Evidence>);
static_assert(is_handle<antin::KeyOptions> && is_handle<antin::Policy> && is_handle<antin::Prepared>);
static_assert(is_handle<antin::Recheck> && is_handle<antin::Report> && is_handle<antin::SignOptions>);
static_assert(is_handle<antin::Client> && is_handle<antin::ClientOptions> && is_handle<antin::Inspection>);
static_assert(is_handle<antin::Path> && is_handle<antin::Signing> && is_handle<antin::Timestamper>);
static_assert(is_handle<antin::Verifying> && is_handle<antin::Gathered> && is_handle<antin::Cache>);
static_assert(!std::is_constructible_v<bool, antin::Verdict>, "a verdict is no bool");
static_assert(std::is_nothrow_copy_constructible_v<antin::Error>, "exceptions are copied");
static_assert(!std::is_convertible_v<const char *, antin::BytesView>, "a pointer has no length");

void moved_handles_are_empty_and_harmless() {
    antin::Credential credential = agency();
    antin::Credential other = std::move(credential);
    CHECK(other.certificate_count() == 2);
    // NOLINTBEGIN(bugprone-use-after-move): that is what is tested
    CHECK(credential.certificate_count() == 0 && !credential.certificate(0));
    CHECK(code_of([&] { antin::sign(string("x"), credential, antin::SignOptions(), at); }) ==
          antin::Code::null_argument);
    antin::Policy policy = trust();
    const antin::Policy taken = std::move(policy);
    CHECK(code_of([&] { policy.inhibit_any_policy(); }) == antin::Code::null_argument);
    antin::Report report = antin::verify(file("signatures/rsa2048.p7m"), std::nullopt, taken, {}, at);
    const antin::Report kept = std::move(report);
    CHECK(report.verdict() == antin::Verdict::indeterminate && report.signatures().empty());
    CHECK(!report.content() && !report.sub_indication());
    CHECK(code_of([&] { report.require_passed(); }) == antin::Code::null_argument);
    CHECK(code_of([&] { report.to_json(antin::Language::en); }) == antin::Code::null_argument);
    // NOLINTEND
    kept.require_passed();
    other = agency();
    CHECK(other.certificate_count() == 2);
}

void signatures_and_findings_outlive_their_report() {
    std::vector<antin::Signature> signatures;
    std::vector<antin::Finding> findings;
    {
        const antin::Policy policy = trust();
        signatures = antin::verify(file("signatures/two.p7s"), file("documents/van-ban.txt"), policy, {}, at)
                         .signatures();
        findings = signatures.at(1).findings();
    }
    CHECK(signatures.size() == 2 && signatures[0].verdict() == antin::Verdict::passed);
    CHECK(signatures[0].signer()->subject.find("CƠ QUAN MẪU A") != string::npos);
    CHECK(signatures[0].path().size() == 2 && !signatures[0].proven_time());
    CHECK(signatures[0].path().at(0) == signatures[0].signer()->certificate);
    signatures.clear();
    CHECK(findings.at(0).code() == "revocation-not-available");
    CHECK(findings.at(0).severity() == antin::Severity::warning && findings.at(0).clause());
    CHECK(findings.at(0).text(antin::Language::vi) != findings.at(0).text(antin::Language::en));
    CHECK(findings.at(0).help(antin::Language::vi));
}

void errors_say_what_and_what_to_do() {
    std::exception_ptr kept;
    try {
        antin::Credential::from_pkcs12(file("credentials/openssl.p12"), "sai mật khẩu");
    } catch (const antin::Error &) {
        kept = std::current_exception();
    }
    CHECK(kept);
    try {
        if (kept) std::rethrow_exception(kept);
    } catch (const antin::Error &error) {
        const antin::Error copy = error;
        CHECK(copy.code() == antin::Code::key && copy.message() == copy.what() && !copy.message().empty());
        CHECK(!copy.text(antin::Language::vi).empty() && !copy.help(antin::Language::vi).empty());
        CHECK(copy.text(antin::Language::vi) != copy.text(antin::Language::en));
        CHECK(copy.text(static_cast<antin::Language>(9)).empty());
    }
    const antin::Policy policy = trust();
    const auto failed = antin::verify(file("signatures/rsa2048.p7s"), string("x"), policy, {}, at);
    CHECK(throws<antin::Rejected>([&] { failed.require_passed(); }));
    CHECK(failed.verdict() == antin::Verdict::failed && failed.format() == antin::Format::cades);
}

void text_with_a_nul_is_refused() {
    const string cut("matkhau\0xyz", 11);
    const auto refused = [](auto call) { return throws<std::invalid_argument>(call); };
    CHECK(refused([&] { antin::Credential::from_pkcs12(string(), cut); }));
    CHECK(refused([&] { antin::Credential::from_chain_and_key(string(), string(), cut); }));
    CHECK(refused([&] { antin::KeyOptions().set_friendly_name(cut); }));
    CHECK(refused([&] { antin::SignOptions().set_mime_type(cut); }));
    CHECK(refused([&] { antin::SignOptions().set_content_hints(cut, "1.2"); }));
    CHECK(refused([&] { antin::SignOptions().set_content_hints(std::nullopt, cut); }));
    antin::Policy policy = trust();
    CHECK(refused([&] { policy.set_profile(cut); }));
    CHECK(refused([&] { policy.set_name(antin::NameForm::dns, cut); }));
    CHECK(refused([&] { policy.set_certificate_policies({"2.999", cut}); }));
    policy.set_certificate_policies({});
}

void octets_come_in_many_forms() {
    const antin::Credential credential = agency();
    const antin::SignOptions options;
    const std::vector<std::uint8_t> vector = {'x'};
    const std::array<char, 1> array = {'x'};
    const std::vector<std::byte> octets = {std::byte{'x'}};
    const auto first = antin::sign(string("x"), credential, options, at).to_vector();
    CHECK(antin::sign(vector, credential, options, at).to_vector() == first);
    CHECK(antin::sign(array, credential, options, at).to_vector() == first);
    CHECK(antin::sign(octets, credential, options, at).to_vector() == first);
    CHECK(antin::sign(std::string_view("x"), credential, options, at).to_vector() == first);
    CHECK(antin::sign({"xy", 1}, credential, options, at).to_vector() == first);
#ifdef __cpp_lib_span
    CHECK(antin::sign(std::span(vector), credential, options, at).to_vector() == first);
#endif
    // What is empty is there; what is absent is not.
    const auto empty = antin::sign({}, credential, options, at);
    CHECK(empty.to_vector() == antin::sign(std::vector<char>(), credential, options, at).to_vector());
    const antin::Policy policy = trust();
    antin::verify(empty, antin::BytesView(), policy, {}, at).require_passed();
    const auto absent = antin::verify(empty, std::nullopt, policy, {}, at);
    CHECK(absent.sub_indication() == "SIGNED_DATA_NOT_FOUND");
}

void streams_that_break_do_not_pass_for_the_whole() {
    const antin::Credential credential = agency();
    struct Broken : std::stringbuf {
        int left = 3;
        int_type underflow() override {
            if (left-- == 0) throw std::runtime_error("the disk is gone");
            static char piece[] = "piece";
            setg(piece, piece, piece + 5);
            return piece[0];
        }
    } broken;
    std::istream stream(&broken);
    CHECK(throws<std::ios_base::failure>([&] { antin::sign(stream, credential, antin::SignOptions(), at); }));
    std::ifstream missing("/nowhere/at/all");
    CHECK(throws<std::ios_base::failure>([&] { antin::sign(missing, credential, antin::SignOptions(), at); }));
    std::istringstream shorter("abc");
    std::ostringstream out;
    const auto attached = [] {
        antin::SignOptions options;
        options.set_packaging(antin::Packaging::attached);
        return options;
    };
    CHECK(code_of([&] { antin::sign_attached(shorter, 4, out, credential, attached(), at); }) ==
          antin::Code::invalid_argument);
    out.setstate(std::ios::badbit);
    std::istringstream whole("abcd");
    CHECK(throws<std::ios_base::failure>([&] { antin::sign_attached(whole, 4, out, credential, attached(), at); }));
}

void handles_do_their_work_once() {
    const antin::Credential credential = agency();
    auto signing = antin::Signing::detached(credential, antin::SignOptions(), at);
    CHECK(signing.head().empty());
    signing.finish();
    CHECK(code_of([&] { signing.finish(); }) == antin::Code::already_used);
    CHECK(code_of([&] { signing.update(string("x")); }) == antin::Code::already_used);
    const antin::Policy policy = trust();
    auto verifying = antin::Verifying::attached(policy, {}, at);
    verifying.update(file("signatures/rsa2048.p7m"));
    const antin::Report report = verifying.finish();
    report.require_passed();
    CHECK(!report.content());
    CHECK(code_of([&] { static_cast<void>(verifying.finish()); }) == antin::Code::already_used);
    antin::Recheck recheck(report);
    CHECK(code_of([&] { recheck.finish(); }) == antin::Code::invalid_argument);
    CHECK(code_of([&] { recheck.finish(); }) == antin::Code::already_used);
    auto prepared = antin::prepare(string("x"), file("pki/p256-chain.pem"), antin::SignOptions(), at);
    CHECK(prepared.algorithm() == antin::Algorithm::ecdsa_sha256 && prepared.digest().size() == 32);
}

void what_is_streamed_is_detached_or_attached() {
    const antin::Policy policy = trust();
    const auto begin = [&](const string &name) { return antin::Verifying::detached(file(name), policy, {}, at); };
    CHECK(code_of([&] { begin("signatures/rsa2048.p7m"); }) == antin::Code::invalid_argument);
    CHECK(code_of([&] { begin("signatures/truncated.p7s"); }) == antin::Code::malformed);
    auto verifying = begin("signatures/rsa2048.p7s");
    verifying.update(file("documents/van-ban.txt"));
    CHECK(verifying.finish().verdict() == antin::Verdict::passed);
    // A signature without its content, where a document with it is awaited, is no pass.
    auto attached = antin::Verifying::attached(policy, {}, at);
    attached.update(file("signatures/rsa2048.p7s"));
    const auto verdict = attached.finish().verdict();
    CHECK(verdict == antin::Verdict::indeterminate);
}

void providers_are_asked_for_by_name() {
    antin::KeyOptions().set_provider(antin::Provider::ring);
    trust().set_provider(antin::Provider::ring);
    CHECK(code_of([] { antin::KeyOptions().set_provider(static_cast<antin::Provider>(9)); }) ==
          antin::Code::invalid_argument);
    CHECK(code_of([] { antin::SignOptions options(static_cast<antin::Level>(9)); }) ==
          antin::Code::invalid_argument);
    CHECK(code_of([] { antin::Evidence().add_ocsp({}); }) == antin::Code::malformed);
    antin::Evidence().add_crls(file("pki/root.crl"));
}

void certificates_are_judged_alone() {
    const antin::Policy policy = trust();
    antin::Evidence evidence;
    evidence.add_certificates(file("pki/sub-ca.pem"));
    const auto path = antin::Path::judge(file("pki/agency.pem"), policy, evidence, at);
    path.require_passed();
    CHECK(path.verdict() == antin::Verdict::passed && !path.reason() && path.certificates().size() == 2);
    CHECK(path.certificates().at(0) == agency().certificate(0));
    CHECK(path.to_json(antin::Language::en).front() == '{');
    const auto none = antin::Path::judge(file("pki/expired.pem"), policy, evidence, at);
    CHECK(throws<antin::Rejected>([&] { none.require_passed(); }));
    CHECK(none.reason() && none.verdict() != antin::Verdict::passed);
    CHECK(none.to_text(antin::Language::vi) != none.to_text(antin::Language::en));
}

void files_are_looked_into() {
    const antin::Inspection inside(file("credentials/openssl.p12"), password);
    CHECK(inside.to_json(antin::Language::vi).find("CƠ QUAN MẪU A") != string::npos);
    CHECK(!inside.to_text(antin::Language::vi).empty());
    CHECK(code_of([] { antin::Inspection(file("credentials/openssl.p12"), "sai"); }) == antin::Code::key);
}

void clients_and_timestampers_are_made() {
    using namespace std::chrono_literals;
    antin::ClientOptions options;
    options.set_total_timeout(2min).set_attempt_timeout(30s).set_connect_timeout(5s).set_attempts(2);
    options.set_host_timeout("tsa.example.vn", 2min).set_parallel(8, 2).set_fetches(20);
    options.set_proxy("http://proxy.example.vn:3128").allow_host("ca.local").allow_network("10.1.0.0/16");
    CHECK(throws<std::invalid_argument>([&] { options.set_total_timeout(-1s); }));
    CHECK(throws<antin::Error>([&] { options.allow_network("10.1.0.0/99"); }));
    const antin::Client client(options);
    CHECK(code_of([&] { antin::Timestamper(client, "ftp://tsa.example.vn"); }) == antin::Code::network);
    const antin::Timestamper authority(client, "http://tsa.example.vn/", "2.999.1");
    // Nobody believes an agency's certificate for time-stamps, but it can make one.
    const antin::Timestamper own(agency(), "2.999.1", at);
    antin::SignOptions level_t(antin::Level::t);
    CHECK(code_of([&] { antin::sign(string("x"), agency(), level_t, at); }) == antin::Code::invalid_argument);
    level_t.set_timestamper(own).set_evidence(antin::Evidence());
    const auto signature = antin::sign(string("x"), agency(), antin::SignOptions(), at);
    const auto extended = antin::extend(signature, string("x"), level_t);
    antin::Evidence evidence;
    evidence.set_reception_time(at);
    const auto report = antin::verify(extended, string("x"), trust(), evidence, at);
    const auto timestamps = report.signatures().at(0).timestamps();
    CHECK(timestamps.size() == 1 && timestamps[0].kind() == antin::TimestampKind::signature);
    CHECK(timestamps[0].time() == at && timestamps[0].policy() == "2.999.1");
    CHECK(timestamps[0].verdict() != antin::Verdict::passed && timestamps[0].sub_indication());
    CHECK(timestamps[0].authority().value().find("CƠ QUAN MẪU A") != string::npos);
    CHECK(report.signatures().at(0).proven_time() == at);
}

void threads_share_credential_and_policy() {
    const antin::Credential credential = agency();
    const antin::Policy policy = trust();
    const antin::SignOptions options;
    const antin::Evidence evidence;
    std::atomic<int> passed{0};
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number) {
        threads.emplace_back([&, number] {
            for (int round = 0; round < 5; ++round) {
                const string document = "văn bản " + std::to_string(number * 100 + round);
                const auto signature = antin::sign(document, credential, options, at);
                const auto report = antin::verify(signature, document, policy, evidence, at);
                if (report.verdict() == antin::Verdict::passed) ++passed;
            }
        });
    }
    for (auto &thread : threads) thread.join();
    CHECK(passed == 20);
}

}  // namespace

int main(int count, char **arguments) {
    if (count < 2) return 2;
    folder = arguments[1];
    CHECK(antin::version().find('.') != string::npos);
    CHECK(antin::to_unix(antin::now()) > 1700000000);
    moved_handles_are_empty_and_harmless();
    signatures_and_findings_outlive_their_report();
    errors_say_what_and_what_to_do();
    text_with_a_nul_is_refused();
    octets_come_in_many_forms();
    streams_that_break_do_not_pass_for_the_whole();
    handles_do_their_work_once();
    what_is_streamed_is_detached_or_attached();
    providers_are_asked_for_by_name();
    certificates_are_judged_alone();
    files_are_looked_into();
    clients_and_timestampers_are_made();
    threads_share_credential_and_policy();
    std::printf("%d checks, %d failed\n", checks, failures);
    return failures == 0 ? 0 : 1;
}
