/// @file
/// Octets that are borrowed, octets that the library made, and times.

#ifndef ANTIN_BYTES_HPP
#define ANTIN_BYTES_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace antin {

/// Octets of somebody else's, as std::span<const std::uint8_t> is in C++20.
///
/// It is made of anything with data() and size() over octets: std::string, std::vector, std::array,
/// std::span, antin::Buffer. It does not own, so what it is made of must outlive it.
class BytesView {
    template <class T>
    using Element = std::remove_cv_t<std::remove_pointer_t<decltype(std::declval<const T &>().data())>>;
    template <class T>
    static constexpr bool is_octet =
        std::is_same_v<T, char> || std::is_same_v<T, unsigned char> || std::is_same_v<T, std::byte>;

public:
    BytesView() noexcept = default;

    BytesView(const void *data, std::size_t size) noexcept
        : data_(static_cast<const std::uint8_t *>(data)), size_(size) {}

    template <class T, class = std::enable_if_t<is_octet<Element<T>>>,
              class = decltype(std::declval<const T &>().size())>
    BytesView(const T &octets) noexcept : BytesView(octets.data(), octets.size()) {}

    /// Never null, as the library asks for: what is empty is not what is absent.
    const std::uint8_t *data() const noexcept {
        static constexpr std::uint8_t nothing = 0;
        return data_ != nullptr ? data_ : &nothing;
    }
    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }
    const std::uint8_t *begin() const noexcept { return data(); }
    const std::uint8_t *end() const noexcept { return data() + size(); }

    /// Copies.
    std::vector<std::uint8_t> to_vector() const { return {begin(), end()}; }
    /// Copies.
    std::string to_string() const { return {begin(), end()}; }

private:
    const std::uint8_t *data_ = nullptr;
    std::size_t size_ = 0;
};

/// A time to the second, in UTC; std::chrono::sys_seconds in C++20.
using Time = std::chrono::time_point<std::chrono::system_clock, std::chrono::seconds>;

/// Makes a time of seconds since 1970-01-01T00:00:00Z.
inline Time from_unix(std::int64_t seconds) { return Time(std::chrono::seconds(seconds)); }

/// Returns the seconds since 1970-01-01T00:00:00Z.
inline std::int64_t to_unix(Time time) { return time.time_since_epoch().count(); }

/// Returns the time by the clock of this machine. The library itself reads no clock.
inline Time now() {
    return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace antin

#endif
