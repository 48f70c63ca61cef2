/// @file
/// What is thrown.

#ifndef ANTIN_ERROR_HPP
#define ANTIN_ERROR_HPP

#include <exception>
#include <memory>
#include <string>

#include "antin.h"

namespace antin {

/// A language of texts for people.
enum class Language : std::uint32_t { en = ANTIN_LANGUAGE_EN, vi = ANTIN_LANGUAGE_VI };

/// Why a call failed, by `ANTIN_RESULT_...`. The library may know more numbers than these.
enum class Code : std::uint32_t {
    null_argument = ANTIN_RESULT_NULL_ARGUMENT,
    invalid_argument = ANTIN_RESULT_INVALID_ARGUMENT,
    already_used = ANTIN_RESULT_ALREADY_USED,
    rejected = ANTIN_RESULT_REJECTED,
    malformed = ANTIN_RESULT_MALFORMED,
    unsupported = ANTIN_RESULT_UNSUPPORTED,
    limit_exceeded = ANTIN_RESULT_LIMIT_EXCEEDED,
    policy = ANTIN_RESULT_POLICY,
    registry_past = ANTIN_RESULT_REGISTRY_PAST,
    credential = ANTIN_RESULT_CREDENTIAL,
    key = ANTIN_RESULT_KEY,
    network = ANTIN_RESULT_NETWORK,
    timestamp = ANTIN_RESULT_TIMESTAMP,
    ledger = ANTIN_RESULT_LEDGER,
    other = ANTIN_RESULT_OTHER,
    internal = ANTIN_RESULT_INTERNAL,
};

/// A call could not do its work. It holds no secret and no text of a document, so it may be logged.
class Error : public std::exception {
public:
    /// Takes over what a failed call gave.
    explicit Error(antin_error *error) : error_(error, antin_error_free) {}

    /// Says whose fault it was.
    Code code() const noexcept { return static_cast<Code>(antin_error_code(error_.get())); }
    /// Returns the message for logs: one clause in English, without a full stop.
    const char *what() const noexcept override { return or_empty(antin_error_message(error_.get())); }
    /// Returns the message for logs.
    std::string message() const { return what(); }
    /// Returns the message for people.
    std::string text(Language language) const {
        return or_empty(antin_error_text(error_.get(), static_cast<std::uint32_t>(language)));
    }
    /// Returns what can be done about it, as a sentence.
    std::string help(Language language) const {
        return or_empty(antin_error_help(error_.get(), static_cast<std::uint32_t>(language)));
    }

private:
    static const char *or_empty(const char *text) noexcept { return text != nullptr ? text : ""; }

    // Shared, as exceptions are copied without failing.
    std::shared_ptr<antin_error> error_;
};

/// There is a judgement, and it is no pass.
class Rejected : public Error {
public:
    using Error::Error;
};

/// The next registry should be there by now: nothing is decided by this one.
class RegistryPast : public Error {
public:
    using Error::Error;
};

/// The ledger could not record or read: nothing was acknowledged or handed out.
class LedgerError : public Error {
public:
    using Error::Error;
};

}  // namespace antin

#endif
