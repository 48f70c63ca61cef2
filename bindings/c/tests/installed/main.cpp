// Signs a document and judges the signature, with what was installed: main FOLDER-OF-THE-VECTORS.

#include <antin.hpp>

#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>

static std::string file(const std::string &name) {
    std::ifstream stream(name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

int main(int count, char **arguments) try {
    if (count < 2) return 2;
    const std::string folder = arguments[1], document = "Quyết định";
    const antin::Time now = antin::from_unix(1796083200);
    const auto credential = antin::Credential::from_pkcs12(file(folder + "/credentials/java-p256.p12"), "matkhau");
    const auto signature = antin::sign(document, credential, antin::SignOptions(), now);
    antin::Policy policy(file(folder + "/pki/root.pem"));
    policy.set_revocation(antin::Revocation::if_present);
    const auto report = antin::verify(signature, document, policy, antin::Evidence(), now);
    report.require_passed();
    std::cout << "antin " << antin::version() << ": " << report.signatures().at(0).signer().value().subject << '\n';
} catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
    return 1;
}
