// What the tests share: checks, the files of a folder, and what a handle is.

#ifndef ANTIN_TESTS_EXPECT_HPP
#define ANTIN_TESTS_EXPECT_HPP

#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "antin.hpp"

using std::string;

namespace {

string folder, scratch;
int checks = 0, failures = 0;

inline void check(bool holds, const char *what, int line) {
    ++checks;
    if (holds) return;
    ++failures;
    std::printf("FAILED line %d: %s\n", line, what);
}
#define CHECK(condition) check(static_cast<bool>(condition), #condition, __LINE__)

template <class E, class F>
bool throws(F &&call) {
    try {
        call();
    } catch (const E &) {
        return true;
    } catch (...) {
    }
    return false;
}
template <class F>
antin::Code code_of(F &&call) {
    try {
        call();
    } catch (const antin::Error &error) {
        return error.code();
    } catch (...) {
    }
    return static_cast<antin::Code>(0);
}

inline string whole(const string &path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(stream), {}};
}
inline string file(const string &name) { return whole(folder + "/" + name); }

/// A copy in which one text stands for another, the first time.
inline string with(string package, const string &from, const string &to) {
    const auto at = package.find(from);
    if (at == string::npos) throw std::runtime_error("no " + from);
    return package.replace(at, from.size(), to);
}

// Handles are owned by one, and nothing is truthy.
template <class T>
constexpr bool is_handle = !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T> &&
                           std::is_nothrow_move_constructible_v<T> && std::is_nothrow_move_assignable_v<T> &&
                           !std::is_constructible_v<bool, T>;

}  // namespace

#endif
