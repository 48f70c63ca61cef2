// Signs at T and LT by servers of this machine, and judges: bindings/with-server network

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "antin.hpp"

using namespace std::chrono_literals;
using std::string;

namespace {

string needed(const char *name) {
    const char *value = std::getenv(name);
    if (value == nullptr) throw std::runtime_error(string(name) + " is not set: see bindings/with-server");
    return value;
}
string file(const string &name) {
    std::ifstream stream(needed("ANTIN_TEST_PKI") + "/" + name, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + name);
    return {std::istreambuf_iterator<char>(stream), {}};
}
void require(bool holds, const char *what) {
    if (!holds) throw std::runtime_error(what);
}

const string document = "Văn bản ký ở mức T và LT";

struct Office {
    antin::Credential credential =
        antin::Credential::from_chain_and_key(file("agency-chain.pem"), file("agency.key"), std::nullopt);
    antin::Policy policy{file("root.pem")};
    antin::Client client = inside();
    antin::Timestamper stamps{client, needed("ANTIN_TEST_SERVER") + "/tsa"};
    antin::Time now = antin::now();

    static antin::Client inside() {
        antin::ClientOptions options;
        options.allow_host("127.0.0.1").set_gathering_timeout(20s).set_attempts(2).set_pause(10ms);
        options.set_redirects(0).set_sizes(1 << 20, 1 << 16);
        return antin::Client(options);
    }
    antin::Report judge(const string &signature, const antin::Evidence &evidence = antin::Evidence()) const {
        return antin::verify(signature, antin::BytesView(document), policy, evidence, now + 60s);
    }
    /// Answers and lists for one's own certificate and for that of the time-stamping authority.
    antin::Evidence gathered() const {
        const auto own = antin::gather_for_certificate(client, file("agency-chain.pem"), policy, antin::Evidence(), now);
        require(own.missing().empty() && own.fetched() > 0, "something is missing for the agency");
        const auto all = antin::gather_for_certificate(client, file("tsa-chain.pem"), policy, own.evidence(), now);
        require(all.missing().empty(), "something is missing for the authority");
        return all.evidence();
    }
};

void level_t_is_judged_with_what_was_gathered(const Office &office) {
    antin::SignOptions options(antin::Level::t);
    options.set_timestamper(office.stamps);
    const string signature = antin::sign(document, office.credential, options, office.now).to_string();
    require(office.judge(signature).verdict() == antin::Verdict::indeterminate, "no status, and yet a verdict");
    const auto gathered = antin::gather(office.client, signature, office.policy, antin::Evidence(), office.now);
    require(gathered.missing().empty() && !gathered.is_cut_short(), "something is missing");
    const auto report = office.judge(signature, gathered.evidence());
    report.require_passed();
    require(report.signatures().at(0).level() == antin::Level::t, "the level");
    require(report.signatures().at(0).proven_time().has_value(), "the time");
    for (const auto &item : antin::EvidenceList(gathered.evidence()).items()) {
        if (item.kind() == antin::EvidenceKind::crl || item.kind() == antin::EvidenceKind::ocsp) {
            require(item.source()->rfind(needed("ANTIN_TEST_SERVER"), 0) == 0, "the source");
            require(item.obtained() == office.now, "when it was obtained");
        }
    }
}

void level_lt_needs_nothing_any_more(const Office &office) {
    antin::SignOptions options(antin::Level::lt);
    options.set_timestamper(office.stamps).set_evidence(office.gathered());
    const string signature = antin::sign(document, office.credential, options, office.now).to_string();
    const auto report = office.judge(signature);
    report.require_passed();
    require(report.signatures().at(0).level() == antin::Level::lt, "the level");
    antin::SignOptions archive(antin::Level::lta);
    archive.set_timestamper(office.stamps).set_evidence(office.gathered());
    const string raised = antin::extend(signature, antin::BytesView(document), archive).to_string();
    require(office.judge(raised).signatures().at(0).level() == antin::Level::lta, "the level after raising");
}

void hosts_inside_are_not_asked_unless_allowed(const Office &office) {
    const antin::Client outside;
    const auto gathered =
        antin::gather_for_certificate(outside, file("agency-chain.pem"), office.policy, antin::Evidence(), office.now);
    require(gathered.fetched() == 0 && !gathered.missing().empty(), "something was fetched");
    require(!gathered.is_cut_short(), "a bound, where an address was refused");
    const auto missing = gathered.missing().at(0);
    require(missing.kind == antin::Missing::Kind::status && !missing.certificate.empty(), "what is missing");
    require(missing.subject.find("CN=") != string::npos, "whose status is missing");
    require(missing.attempts.at(0).address.rfind("http://127.0.0.1", 0) == 0, "the address");
    require(missing.attempts.at(0).reason != missing.attempts.at(0).reason_vi, "the reason");
}

void a_bound_that_is_met_is_told(const Office &office) {
    antin::ClientOptions options;
    options.allow_host("127.0.0.1").set_fetches(0);
    const antin::Client spent(options);
    const auto gathered =
        antin::gather_for_certificate(spent, file("agency-chain.pem"), office.policy, antin::Evidence(), office.now);
    require(gathered.fetched() == 0 && !gathered.missing().empty(), "something was fetched");
    require(gathered.is_cut_short(), "a bound that was met is not told");
}

}  // namespace

int main() {
    try {
        const Office office;
        level_t_is_judged_with_what_was_gathered(office);
        level_lt_needs_nothing_any_more(office);
        hosts_inside_are_not_asked_unless_allowed(office);
        a_bound_that_is_met_is_told(office);
        std::printf("signed at T and LT, raised to LTA, judged\n");
        return 0;
    } catch (const std::exception &error) {
        std::printf("FAILED: %s\n", error.what());
        return 1;
    }
}
