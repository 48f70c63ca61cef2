// What the tests of registries, receipts and gateways share: two agencies, who signs registries, and checks.
// Agency A is the sender of the sample package, agency B one of its recipients.

#ifndef ANTIN_TESTS_GATEWAY_PARTS_HPP
#define ANTIN_TESTS_GATEWAY_PARTS_HPP

#include <filesystem>
#include <sstream>
#include <vector>

#include "expect.hpp"

namespace {

const antin::Time bound_from = antin::from_unix(1790000000);
const antin::Time issued_at = antin::from_unix(1795000000);
const antin::Time signed_at = antin::from_unix(1795219200);
const antin::Time judged_at = antin::from_unix(1795305600);
const antin::Time next_issue = antin::from_unix(1797000000);
const char *const code_a = "000.00.12.X40", *const code_b = "X98.12.3", *const code_c = "000.00.00.X14";
const antin::Evidence nothing;

string chain_a() { return file("bindings/pki/agency-chain.pem"); }
string chain_b() { return file("bench/rsa2048.chain.pem"); }
antin::Credential key_a() { return antin::Credential::from_chain_and_key(chain_a(), file("bindings/pki/agency.key")); }
antin::Credential key_b() { return antin::Credential::from_chain_and_key(chain_b(), file("bench/rsa2048.key.pem")); }
/// Who signs registries.
antin::Credential key_of_registries() {
    return antin::Credential::from_chain_and_key(file("bindings/pki/leader-chain.pem"), file("bindings/pki/leader.key"));
}
antin::RegistrySigners who_signs_registries() { return antin::RegistrySigners(file("bindings/pki/leader.pem")); }
antin::Policy trust() {
    antin::Policy policy(file("bindings/pki/root.pem"));
    policy.add_roots(file("bench/rsa2048.root.pem"));
    policy.set_revocation(antin::Revocation::if_present);
    return policy;
}
antin::SignOptions attached() {
    antin::SignOptions options;
    options.set_packaging(antin::Packaging::attached);
    return options;
}

/// The registry, not issued yet; A's certificate is another body's if that is said.
antin::RegistryDraft drafted(const char *whose = code_a) {
    antin::RegistryDraft draft("Sổ đăng ký thử");
    draft.add_body(code_a, "Sở Thông tin và Truyền thông tỉnh Mẫu")
        .add_body(code_b, "Đơn vị X98.12.3", bound_from)
        .add_body(code_c, "Đơn vị 000.00.00.X14");
    draft.add(antin::RegistryBinding("a-1", whose, antin::Match::certificate, file("bindings/pki/agency.pem"),
                                     std::nullopt, bound_from));
    draft.add(antin::RegistryBinding("b-1", code_b, antin::Match::key, chain_b(), std::nullopt, bound_from));
    return draft;
}
string signed_by(const antin::Credential &key, const antin::RegistryDraft &draft) {
    return antin::sign(draft.to_json(), key, attached(), issued_at).to_string();
}
antin::Registry checked(const string &signed_registry, antin::Time at = judged_at) {
    return antin::Registry::check(signed_registry, who_signs_registries(), trust(), nothing, at);
}
/// A registry that is trusted.
antin::Registry registry(const char *whose = code_a) {
    auto draft = drafted(whose);
    draft.issue(issued_at, next_issue);
    return checked(signed_by(key_of_registries(), draft));
}

string message() { return file("edxml/new-two-pdfs.edxml"); }
string pdf() { return file("edxml/cong-van-123.pdf"); }
string sealed(const string &package, antin::Time at = signed_at) {
    return antin::seal(package, key_a(), antin::SealOptions(), at).to_string();
}
antin::Package judged(const string &package) {
    antin::Opening opening;
    opening.set_registry(registry());
    return antin::open(package, opening, trust(), nothing, judged_at);
}

/// RSASSA-PKCS1-v1_5 repeats itself, so that the value of one container ends another.
string value_of(const string &container) { return container.substr(container.find("PK\1\2") - 256, 256); }

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

// What nothing changes may be copied; its copies are one.
template <class T>
constexpr bool is_shared = std::is_copy_constructible_v<T> && std::is_nothrow_move_constructible_v<T> &&
                           !std::is_constructible_v<bool, T>;

}  // namespace

#endif
