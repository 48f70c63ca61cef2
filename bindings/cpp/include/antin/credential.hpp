/// @file
/// Keys and their certificates.

#ifndef ANTIN_CREDENTIAL_HPP
#define ANTIN_CREDENTIAL_HPP

#include "antin/handle.hpp"

namespace antin {

/// How keys are read.
class KeyOptions {
public:
    KeyOptions() : handle_(detail::make<antin_key_options>(antin_key_options_new)) {}

    /// Takes the key of this name out of a PKCS#12 file.
    KeyOptions &set_friendly_name(std::string_view name) {
        const detail::Text text(name);
        detail::call([&](auto error) {
            return antin_key_options_set_friendly_name(handle_.get(), text.get(), error);
        });
        return *this;
    }
    /// Makes keys with this provider.
    KeyOptions &set_provider(Provider provider) {
        detail::call([&](auto error) {
            return antin_key_options_set_provider(handle_.get(), detail::number(provider), error);
        });
        return *this;
    }
    const antin_key_options *get() const noexcept { return handle_.get(); }

private:
    detail::Owned<antin_key_options> handle_;
};

/// A signer's certificate, the chain above it, and the private key, which is wiped when it goes.
///
/// Threads may sign with one credential at the same time.
class Credential {
public:
    /// Reads a PKCS#12 file (`.p12`, `.pfx`). No password is the empty one.
    static Credential from_pkcs12(BytesView p12, std::optional<std::string_view> password,
                                  const KeyOptions &options = KeyOptions()) {
        const detail::MaybeText text(password);
        return Credential(detail::make<antin_credential>([&](auto out, auto error) {
            return antin_credential_from_pkcs12(p12.data(), p12.size(), text.get(), options.get(), out,
                                                error);
        }));
    }
    /// Puts a chain and a private key together.
    static Credential from_chain_and_key(BytesView chain, BytesView key,
                                         std::optional<std::string_view> password = std::nullopt,
                                         const KeyOptions &options = KeyOptions()) {
        const detail::MaybeText text(password);
        return Credential(detail::make<antin_credential>([&](auto out, auto error) {
            return antin_credential_from_chain_and_key(chain.data(), chain.size(), key.data(), key.size(),
                                                       text.get(), options.get(), out, error);
        }));
    }

    /// Returns how many certificates the chain has.
    std::size_t certificate_count() const noexcept {
        return antin_credential_certificate_count(handle_.get());
    }
    /// Copies a certificate of the chain, in DER; number 0 is the signer's.
    std::optional<std::vector<std::uint8_t>> certificate(std::size_t index) const {
        std::size_t size = 0;
        const std::uint8_t *data = antin_credential_certificate(handle_.get(), index, &size);
        if (data == nullptr) return std::nullopt;
        return BytesView(data, size).to_vector();
    }
    const antin_credential *get() const noexcept { return handle_.get(); }

private:
    explicit Credential(detail::Owned<antin_credential> handle) : handle_(std::move(handle)) {}

    detail::Owned<antin_credential> handle_;
};

}  // namespace antin

#endif
