// The examples of README.md, as they stand there: readme FOLDER-OF-THE-VECTORS, in a folder with van-ban.pdf
// and cong-van.edxml.

#include <iterator>

namespace {
#include "readme-1.inc"
#include "readme-2.inc"
#include "readme-3.inc"
#include "readme-4.inc"
#include "readme-5.inc"
#include "readme-6.inc"

std::string file(const std::string &name) {
    std::ifstream stream(name, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + name);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A registry of two agencies, for an hour.
std::string registry(const std::string &folder) {
    antin::RegistryDraft draft("Sổ đăng ký thử");
    const auto since = antin::now() - std::chrono::hours(1), until = antin::now() + std::chrono::hours(1);
    draft.add_body("000.00.12.X40", "Đơn vị A").add_body("X98.12.3", "Đơn vị B");
    draft.add({"a", "000.00.12.X40", antin::Match::key, file(folder + "/pki/agency.pem"), std::nullopt, since});
    draft.add({"b", "X98.12.3", antin::Match::key, file(folder + "/pki/p256-chain.pem"), std::nullopt, since});
    draft.issue(antin::now(), until);
    const auto signer = antin::Credential::from_chain_and_key(file(folder + "/pki/leader-chain.pem"),
                                                              file(folder + "/pki/leader.key"));
    antin::SignOptions options;
    options.set_packaging(antin::Packaging::attached);
    return antin::sign(draft.to_json(), signer, options, antin::now()).to_string();
}
}  // namespace

int main(int count, char **arguments) {
    if (count < 2) return 2;
    const std::string folder = arguments[1];
    sign(file(folder + "/credentials/openssl.p12"));
    verify(file(folder + "/pki/root.pem"), file("van-ban.pdf.p7s"));
    // Over the network it would go on as tests/network.cpp does.
    if (count > 2) verify_online(file("van-ban.pdf.p7s"), file("van-ban.pdf"), antin::Policy(file(arguments[2])));
    seal(file(folder + "/credentials/openssl.p12"));
    open(file(folder + "/pki/root.pem"), file(folder + "/pki/agency.pem"));
    if (file("dinh-kem-0") != file(folder + "/../edxml/cong-van-123.pdf")) return 3;
    try {
        open(file(folder + "/pki/root.pem"), file(folder + "/pki/p256-chain.pem"));
        return 4;
    } catch (const antin::Rejected &rejected) {
        std::cout << rejected.text(antin::Language::vi) << '\n';
    }
    antin::Policy policy(file(folder + "/pki/root.pem"));
    policy.set_revocation(antin::Revocation::if_present);
    const antin::Agency ours("000.00.12.X40", antin::Credential::from_pkcs12(file(folder + "/credentials/openssl.p12"),
                                                                             "mật khẩu thử nghiệm"));
    const antin::Agency theirs("X98.12.3", antin::Credential::from_chain_and_key(file(folder + "/pki/p256-chain.pem"),
                                                                                 file(folder + "/pki/p256.key")));
    const antin::RegistrySigners signers(file(folder + "/pki/leader.pem"));
    exchange(registry(folder), signers, policy, ours, theirs);
    if (file("nhan-0") != file(folder + "/../edxml/cong-van-123.pdf")) return 5;
    try {
        exchange(registry(folder), antin::RegistrySigners(file(folder + "/pki/agency.pem")), policy, ours, theirs);
        return 6;
    } catch (const antin::Rejected &rejected) {
        std::cout << rejected.text(antin::Language::vi) << '\n';
    }
    std::ofstream("van-ban.pdf", std::ios::app) << "forged";
    try {
        verify(file(folder + "/pki/root.pem"), file("van-ban.pdf.p7s"));
    } catch (const antin::Rejected &rejected) {
        std::cout << rejected.text(antin::Language::vi) << '\n';
        return 0;
    }
    return 1;
}
