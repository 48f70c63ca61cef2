// Judges 10 KiB by P-256 through the C++ binding; prints microseconds a call.
#include <antin.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

namespace {

std::string read(const std::string &path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

}  // namespace

int main(int argc, char **argv) {
    if (argc != 3) return 1;
    const std::string folder = argv[1];
    const int count = std::stoi(argv[2]);
    const auto document = read(folder + "/document"), signature = read(folder + "/signature");
    antin::Policy policy(read(folder + "/root"));
    policy.set_revocation(antin::Revocation::if_present);
    const antin::Evidence evidence;
    const auto at = antin::Time(std::chrono::seconds(1795305600));
    const auto judge = [&](int times) {
        for (int round = 0; round < times; ++round) {
            antin::verify(signature, antin::BytesView(document), policy, evidence, at).require_passed();
        }
    };
    judge(count / 10 + 1);
    const auto start = std::chrono::steady_clock::now();
    judge(count);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    std::printf("%.3f\n", took.count() / count);
}
