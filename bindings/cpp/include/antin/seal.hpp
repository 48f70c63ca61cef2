/// @file
/// Sealing packages, by keys at hand and by keys that live elsewhere; and the hop, for tests.

#ifndef ANTIN_SEAL_HPP
#define ANTIN_SEAL_HPP

#include <vector>

#include "antin/sign.hpp"
#include "antin/stream.hpp"

namespace antin {

/// In which role a body seals.
enum class Role : std::uint32_t {
    agency = ANTIN_ROLE_AGENCY,
    leader = ANTIN_ROLE_LEADER,
    forwarder = ANTIN_ROLE_FORWARDER,
};

/// How a package is sealed. It is not used up.
class SealOptions {
public:
    /// Copies what the signature is to be like: its level, algorithm, timestamper and evidence.
    explicit SealOptions(const SignOptions &signature = SignOptions())
        : handle_(detail::make<antin_seal_options>([&](auto out, auto error) {
              return antin_seal_options_new(signature.get(), out, error);
          })) {}

    /// Says in which role the seal is made; by default it is the agency's.
    SealOptions &set_role(Role role) {
        detail::call([&](auto error) {
            return antin_seal_options_set_role(handle_.get(), detail::number(role), error);
        });
        return *this;
    }
    /// Says the identifier code of the body that seals, as a forwarder must; by default it is the sender.
    SealOptions &set_organ(std::string_view code) {
        const detail::Text text(code);
        detail::call([&](auto error) {
            return antin_seal_options_set_organ(handle_.get(), text.get(), error);
        });
        return *this;
    }
    const antin_seal_options *get() const noexcept { return handle_.get(); }

private:
    detail::Owned<antin_seal_options> handle_;
};

/// Seals a package, and writes it with the seal, which is a further attachment.
inline void seal(From package, const Credential &credential, const SealOptions &options, Time signing_time,
                 To sealed) {
    detail::call_with_functions([&](auto error) {
        return antin_seal_package(package.get(), credential.get(), options.get(), to_unix(signing_time), sealed.get(),
                                  error);
    });
}

/// Seals a package: gives it with the seal.
inline Buffer seal(From package, const Credential &credential, const SealOptions &options, Time signing_time) {
    return detail::write_to_memory([&](auto target, auto error) {
        return antin_seal_package(package.get(), credential.get(), options.get(), to_unix(signing_time), target, error);
    });
}

/// A seal that waits for the value of its signature, from a key that lives elsewhere.
class PreparedSeal {
public:
    explicit PreparedSeal(detail::Owned<antin_prepared_seal> handle) : handle_(std::move(handle)) {}

    /// Copies what the key has to sign; nothing once it is finished.
    std::vector<std::uint8_t> to_be_signed() const {
        return octets(antin_prepared_seal_to_be_signed).to_vector();
    }
    /// Copies the digest of what the key has to sign, for keys that sign digests.
    std::vector<std::uint8_t> digest() const { return octets(antin_prepared_seal_digest).to_vector(); }
    /// Returns the algorithm to sign with; nothing once it is finished.
    std::optional<Algorithm> algorithm() const noexcept {
        const std::uint32_t number = antin_prepared_seal_algorithm(handle_.get());
        return number != 0 ? std::optional(static_cast<Algorithm>(number)) : std::nullopt;
    }
    /// Returns what is being sealed about the package, as JSON by docs/seal.md: for a person to look at.
    std::string statement() const { return octets(antin_prepared_seal_statement).to_string(); }

    /// Puts the seal together, and writes the package with it, which is the one that it was prepared for. It works
    /// once, also if it fails; but a value that is refused changes nothing.
    void finish(BytesView value, From package, To sealed) {
        detail::call_with_functions([&](auto error) {
            return antin_prepared_seal_finish(handle_.get(), value.data(), value.size(), package.get(), sealed.get(),
                                              error);
        });
    }
    /// Puts the seal together: gives the package with it. Otherwise as above.
    Buffer finish(BytesView value, From package) {
        return detail::write_to_memory([&](auto target, auto error) {
            return antin_prepared_seal_finish(handle_.get(), value.data(), value.size(), package.get(), target, error);
        });
    }
    /// Puts the seal together as a container, to be handed over beside the package. Otherwise as finish().
    Buffer finish_container(BytesView value) {
        return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
            return antin_prepared_seal_finish_container(handle_.get(), value.data(), value.size(), out, error);
        }));
    }

private:
    BytesView octets(const std::uint8_t *(*getter)(const antin_prepared_seal *, std::size_t *)) const noexcept {
        std::size_t size = 0;
        const std::uint8_t *data = getter(handle_.get(), &size);
        return {data, size};
    }

    detail::Owned<antin_prepared_seal> handle_;
};

/// Prepares a seal; `chain` is certificates in PEM, the signer's first, or the signer's alone in DER.
inline PreparedSeal prepare_seal(From package, BytesView chain, const SealOptions &options, Time signing_time) {
    return PreparedSeal(detail::make_with_functions<antin_prepared_seal>([&](auto out, auto error) {
        return antin_prepare_seal(package.get(), chain.data(), chain.size(), options.get(), to_unix(signing_time), out,
                                  error);
    }));
}

/// The things that hop() does, by their names, such as `attachments`; docs/c-api.md and antin.h list them. Nothing is
/// what is usual, an empty list is none of them.
using Rewritings = std::optional<std::vector<std::string>>;

namespace detail {

inline antin_result hop(From &package, Time time, const Rewritings &rewritings, std::uint64_t seed,
                        antin_target *target, antin_error **error) {
    std::vector<const char *> names;
    if (rewritings) {
        for (const std::string &name : *rewritings) {
            // What is behind a NUL would be another name.
            if (name.find('\0') != std::string::npos) throw std::invalid_argument("text for antin has a NUL in it");
            names.push_back(name.c_str());
        }
    }
    const std::size_t count = names.size();
    names.push_back(nullptr);
    return antin_hop(package.get(), rewritings ? names.data() : nullptr, count, to_unix(time), seed, target, error);
}

}  // namespace detail

/// Rewrites a message as the hub was seen to, and writes it. For tests: it makes no message better. The same
/// arguments give the same result.
inline void hop(From message, Time time, const Rewritings &rewritings, std::uint64_t seed, To rewritten) {
    detail::call_with_functions([&](auto error) {
        return detail::hop(message, time, rewritings, seed, rewritten.get(), error);
    });
}

/// Rewrites a message as the hub was seen to: gives it rewritten.
inline Buffer hop(From message, Time time, const Rewritings &rewritings = std::nullopt, std::uint64_t seed = 0) {
    return detail::write_to_memory([&](auto target, auto error) {
        return detail::hop(message, time, rewritings, seed, target, error);
    });
}

}  // namespace antin

#endif
