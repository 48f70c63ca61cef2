// The examples of README.md, as they stand there: readme FOLDER-OF-THE-VECTORS, in a folder with van-ban.pdf
// and cong-van.edxml.

#include <iterator>

namespace {
#include "readme-1.inc"
#include "readme-2.inc"
#include "readme-3.inc"
#include "readme-4.inc"
#include "readme-5.inc"

std::string file(const std::string &name) {
    std::ifstream stream(name, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + name);
    return {std::istreambuf_iterator<char>(stream), {}};
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
    std::ofstream("van-ban.pdf", std::ios::app) << "forged";
    try {
        verify(file(folder + "/pki/root.pem"), file("van-ban.pdf.p7s"));
    } catch (const antin::Rejected &rejected) {
        std::cout << rejected.text(antin::Language::vi) << '\n';
        return 0;
    }
    return 1;
}
