/// @file
/// How handles are owned and calls are made. Nothing in here is for users.

#ifndef ANTIN_HANDLE_HPP
#define ANTIN_HANDLE_HPP

#include <array>
#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "antin.h"
#include "antin/bytes.hpp"
#include "antin/error.hpp"

namespace antin {

namespace detail {

struct Free {
    void operator()(antin_agency *handle) const noexcept { antin_agency_free(handle); }
    void operator()(antin_arrival *handle) const noexcept { antin_arrival_free(handle); }
    void operator()(antin_binding *handle) const noexcept { antin_binding_free(handle); }
    void operator()(antin_buffer *handle) const noexcept { antin_buffer_free(handle); }
    void operator()(antin_cache *handle) const noexcept { antin_cache_free(handle); }
    void operator()(antin_client *handle) const noexcept { antin_client_free(handle); }
    void operator()(antin_client_options *handle) const noexcept { antin_client_options_free(handle); }
    void operator()(antin_credential *handle) const noexcept { antin_credential_free(handle); }
    void operator()(antin_evidence *handle) const noexcept { antin_evidence_free(handle); }
    void operator()(antin_evidence_list *handle) const noexcept { antin_evidence_list_free(handle); }
    void operator()(antin_gateway *handle) const noexcept { antin_gateway_free(handle); }
    void operator()(antin_gateway_policy *handle) const noexcept { antin_gateway_policy_free(handle); }
    void operator()(antin_gathered *handle) const noexcept { antin_gathered_free(handle); }
    void operator()(antin_inspection *handle) const noexcept { antin_inspection_free(handle); }
    void operator()(antin_journal *handle) const noexcept { antin_journal_free(handle); }
    void operator()(antin_key_options *handle) const noexcept { antin_key_options_free(handle); }
    void operator()(antin_ledger *handle) const noexcept { antin_ledger_free(handle); }
    void operator()(antin_opening *handle) const noexcept { antin_opening_free(handle); }
    void operator()(antin_package *handle) const noexcept { antin_package_free(handle); }
    void operator()(antin_path *handle) const noexcept { antin_path_free(handle); }
    void operator()(antin_policy *handle) const noexcept { antin_policy_free(handle); }
    void operator()(antin_prepared *handle) const noexcept { antin_prepared_free(handle); }
    void operator()(antin_prepared_receipt *handle) const noexcept { antin_prepared_receipt_free(handle); }
    void operator()(antin_prepared_seal *handle) const noexcept { antin_prepared_seal_free(handle); }
    void operator()(antin_receipt *handle) const noexcept { antin_receipt_free(handle); }
    void operator()(antin_receipt_report *handle) const noexcept { antin_receipt_report_free(handle); }
    void operator()(antin_receipts *handle) const noexcept { antin_receipts_free(handle); }
    void operator()(antin_recheck *handle) const noexcept { antin_recheck_free(handle); }
    void operator()(antin_registry *handle) const noexcept { antin_registry_free(handle); }
    void operator()(antin_registry_draft *handle) const noexcept { antin_registry_draft_free(handle); }
    void operator()(antin_registry_signers *handle) const noexcept { antin_registry_signers_free(handle); }
    void operator()(antin_report *handle) const noexcept { antin_report_free(handle); }
    void operator()(antin_returned_receipt *handle) const noexcept { antin_returned_receipt_free(handle); }
    void operator()(antin_seal_options *handle) const noexcept { antin_seal_options_free(handle); }
    void operator()(antin_sending *handle) const noexcept { antin_sending_free(handle); }
    void operator()(antin_sent *handle) const noexcept { antin_sent_free(handle); }
    void operator()(antin_sign_options *handle) const noexcept { antin_sign_options_free(handle); }
    void operator()(antin_signing *handle) const noexcept { antin_signing_free(handle); }
    void operator()(antin_source *handle) const noexcept { antin_source_free(handle); }
    void operator()(antin_target *handle) const noexcept { antin_target_free(handle); }
    void operator()(antin_timestamper *handle) const noexcept { antin_timestamper_free(handle); }
    void operator()(antin_validation *handle) const noexcept { antin_validation_free(handle); }
    void operator()(antin_verifying *handle) const noexcept { antin_verifying_free(handle); }
};

template <class T>
using Owned = std::unique_ptr<T, Free>;

/// Throws what a failed call gave.
[[noreturn]] inline void raise(antin_result result, antin_error *error) {
    switch (result) {
        case ANTIN_RESULT_REJECTED: throw Rejected(error);
        case ANTIN_RESULT_REGISTRY_PAST: throw RegistryPast(error);
        case ANTIN_RESULT_LEDGER: throw LedgerError(error);
        default: throw Error(error);
    }
}

/// Makes a call that can fail: `function(error_out)`.
template <class F>
void call(F &&function) {
    antin_error *error = nullptr;
    const antin_result result = function(&error);
    if (result != ANTIN_RESULT_OK) raise(result, error);
}

/// Makes a call that can fail, or say that what it is asked for is not there: then it returns false.
template <class F>
bool call_if_there(F &&function) {
    antin_error *error = nullptr;
    const antin_result result = function(&error);
    if (result == ANTIN_RESULT_ABSENT) return false;
    if (result != ANTIN_RESULT_OK) raise(result, error);
    return true;
}

/// Makes a call that gives a handle: `function(out, error_out)`.
template <class T, class F>
Owned<T> make(F &&function) {
    T *out = nullptr;
    call([&](antin_error **error) { return function(&out, error); });
    return Owned<T>(out);
}

template <class T>
std::uint32_t number(T value) noexcept {
    return static_cast<std::uint32_t>(value);
}

/// Text that ends in NUL, wiped when it goes, as it may be a password.
class Text {
public:
    explicit Text(std::string_view text) {
        if (text.find('\0') != std::string_view::npos) {
            throw std::invalid_argument("text for antin has a NUL in it");
        }
        // In one allocation, so that no earlier one keeps a copy.
        text_.reserve(text.size() + 1);
        text_.assign(text);
    }
    ~Text() {
        volatile char *octets = text_.data();
        for (std::size_t index = 0; index < text_.size(); ++index) octets[index] = 0;
    }
    Text(const Text &) = delete;
    Text &operator=(const Text &) = delete;
    const char *get() const noexcept { return text_.c_str(); }

private:
    std::string text_;
};

/// Text that may be absent.
class MaybeText {
public:
    explicit MaybeText(std::optional<std::string_view> text) {
        if (text) text_.emplace(*text);
    }
    const char *get() const noexcept { return text_ ? text_->get() : nullptr; }

private:
    std::optional<Text> text_;
};

/// Octets that may be absent.
struct MaybeBytes {
    explicit MaybeBytes(const std::optional<BytesView> &octets)
        : data(octets ? octets->data() : nullptr), size(octets ? octets->size() : 0) {}
    const std::uint8_t *data;
    std::size_t size;
};

/// Texts that end in NUL, as an array of pointers. What they are made of must outlive them.
class Texts {
public:
    explicit Texts(const std::vector<std::string> &texts) {
        for (const std::string &text : texts) {
            // What is behind a NUL would be left out.
            if (text.find('\0') != std::string::npos) throw std::invalid_argument("text for antin has a NUL in it");
            pointers_.push_back(text.c_str());
        }
        pointers_.push_back(nullptr);  // so that there is something to point to
    }
    const char *const *data() const noexcept { return pointers_.data(); }
    std::size_t size() const noexcept { return pointers_.size() - 1; }

private:
    std::vector<const char *> pointers_;
};

inline std::optional<std::string> maybe(const char *text) {
    return text != nullptr ? std::optional<std::string>(text) : std::nullopt;
}

/// Copies a list of texts.
template <class T>
std::vector<std::string> texts(std::size_t (*count)(const T *), const char *(*text)(const T *, std::size_t),
                               const T *handle) {
    std::vector<std::string> all;
    for (std::size_t index = 0; index < count(handle); ++index) all.push_back(maybe(text(handle, index)).value_or(""));
    return all;
}

/// Copies octets that may be absent: none then.
template <class T>
std::vector<std::uint8_t> octets(const std::uint8_t *(*getter)(const T *, std::size_t *), const T *handle) {
    std::size_t size = 0;
    const std::uint8_t *data = getter(handle, &size);
    return BytesView(data, size).to_vector();
}

/// Reads a stream to its end, in pieces of 64 KiB.
template <class F>
void each_piece(std::istream &stream, F &&take) {
    auto piece = std::make_unique<std::array<char, 65536>>();
    while (stream) {
        stream.read(piece->data(), static_cast<std::streamsize>(piece->size()));
        const auto count = static_cast<std::size_t>(stream.gcount());
        if (count > 0) take(BytesView(piece->data(), count));
    }
    // A stream that broke is no stream that ended: what was read of it must not pass for the whole.
    if (stream.bad() || !stream.eof()) throw std::ios_base::failure("a stream for antin cannot be read");
}

}  // namespace detail

/// Octets that the library made.
class Buffer {
public:
    explicit Buffer(detail::Owned<antin_buffer> handle) : handle_(std::move(handle)) {}
    /// Takes over a target in memory that was written to.
    explicit Buffer(detail::Owned<antin_target> handle) : handle_(std::move(handle)) {}

    const std::uint8_t *data() const noexcept { return view().data(); }
    std::size_t size() const noexcept { return view().size(); }
    /// Borrows the octets; they live as long as the buffer.
    BytesView view() const noexcept {
        std::size_t size = 0;
        const auto *made = std::get_if<detail::Owned<antin_buffer>>(&handle_);
        const auto *written = std::get_if<detail::Owned<antin_target>>(&handle_);
        const std::uint8_t *data = made != nullptr ? antin_buffer_data(made->get(), &size)
                                                   : antin_target_bytes(written->get(), &size);
        return {data, size};
    }
    /// Copies.
    std::vector<std::uint8_t> to_vector() const { return view().to_vector(); }
    /// Copies.
    std::string to_string() const { return view().to_string(); }

private:
    std::variant<detail::Owned<antin_buffer>, detail::Owned<antin_target>> handle_;
};

namespace detail {

/// Has a report printed.
template <class T>
std::string print(antin_result (*function)(const T *, std::uint32_t, antin_buffer **, antin_error **),
                  const T *handle, Language language) {
    return Buffer(make<antin_buffer>([&](auto out, auto error) {
               return function(handle, number(language), out, error);
           })).to_string();
}

}  // namespace detail

/// A provider of cryptography.
enum class Provider : std::uint32_t { ring = ANTIN_PROVIDER_RING, aws_lc_rs = ANTIN_PROVIDER_AWS_LC_RS };

/// A format of signatures.
enum class Format : std::uint32_t {
    cades = ANTIN_FORMAT_CADES,
    /// A container of files, as seals are. Reports have it; signatures are not made by it.
    asic_e = ANTIN_FORMAT_ASIC_E,
    /// A container of one file. Reports have it; signatures are not made by it.
    asic_s = ANTIN_FORMAT_ASIC_S,
};

/// A level of signatures.
enum class Level : std::uint32_t {
    b = ANTIN_LEVEL_B,
    t = ANTIN_LEVEL_T,
    lt = ANTIN_LEVEL_LT,
    lta = ANTIN_LEVEL_LTA,
};

}  // namespace antin

#endif
