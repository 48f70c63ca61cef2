/// @file
/// Signing, at once, in pieces, and by keys that live elsewhere.

#ifndef ANTIN_SIGN_HPP
#define ANTIN_SIGN_HPP

#include <istream>
#include <ostream>

#include "antin/credential.hpp"
#include "antin/policy.hpp"
#include "antin/timestamp.hpp"

namespace antin {

/// Where the document is.
enum class Packaging : std::uint32_t {
    detached = ANTIN_PACKAGING_DETACHED,
    attached = ANTIN_PACKAGING_ATTACHED,
};

/// An algorithm of signatures.
enum class Algorithm : std::uint32_t {
    rsa_pkcs1_sha256 = ANTIN_ALGORITHM_RSA_PKCS1_SHA256,
    rsa_pkcs1_sha384 = ANTIN_ALGORITHM_RSA_PKCS1_SHA384,
    rsa_pkcs1_sha512 = ANTIN_ALGORITHM_RSA_PKCS1_SHA512,
    rsa_pss_sha256 = ANTIN_ALGORITHM_RSA_PSS_SHA256,
    rsa_pss_sha384 = ANTIN_ALGORITHM_RSA_PSS_SHA384,
    rsa_pss_sha512 = ANTIN_ALGORITHM_RSA_PSS_SHA512,
    ecdsa_sha256 = ANTIN_ALGORITHM_ECDSA_SHA256,
    ecdsa_sha384 = ANTIN_ALGORITHM_ECDSA_SHA384,
    ecdsa_sha512 = ANTIN_ALGORITHM_ECDSA_SHA512,
    ed25519 = ANTIN_ALGORITHM_ED25519,
};

/// An algorithm of digests.
enum class Digest : std::uint32_t {
    sha256 = ANTIN_DIGEST_SHA256,
    sha384 = ANTIN_DIGEST_SHA384,
    sha512 = ANTIN_DIGEST_SHA512,
};

/// What kind of signature to make. It is not used up.
class SignOptions {
public:
    explicit SignOptions(Level level = Level::b, Format format = Format::cades)
        : handle_(detail::make<antin_sign_options>([&](auto out, auto error) {
              return antin_sign_options_new(detail::number(format), detail::number(level), out, error);
          })) {}

    /// Sets where the document is; by default the signature is detached.
    SignOptions &set_packaging(Packaging packaging) {
        detail::call([&](auto error) {
            return antin_sign_options_set_packaging(handle_.get(), detail::number(packaging), error);
        });
        return *this;
    }
    /// Sets the algorithm; by default it is the usual one of the key.
    SignOptions &set_algorithm(Algorithm algorithm) {
        detail::call([&](auto error) {
            return antin_sign_options_set_algorithm(handle_.get(), detail::number(algorithm), error);
        });
        return *this;
    }
    /// Describes the document by its MIME type.
    SignOptions &set_mime_type(std::string_view mime_type) {
        const detail::Text text(mime_type);
        detail::call([&](auto error) {
            return antin_sign_options_set_mime_type(handle_.get(), text.get(), error);
        });
        return *this;
    }
    /// Describes the document by words for people, and by an object identifier in dotted form.
    SignOptions &set_content_hints(std::optional<std::string_view> description,
                                   std::string_view content_type) {
        const detail::MaybeText words(description);
        const detail::Text type(content_type);
        detail::call([&](auto error) {
            return antin_sign_options_set_content_hints(handle_.get(), words.get(), type.get(), error);
        });
        return *this;
    }
    /// Says who makes time-stamps, which all levels above B ask for. It is kept.
    SignOptions &set_timestamper(const Timestamper &timestamper) {
        detail::call([&](auto error) {
            return antin_sign_options_set_timestamper(handle_.get(), timestamper.get(), error);
        });
        return *this;
    }
    /// Gives what the levels LT and LTA keep with the signature. It is copied.
    SignOptions &set_evidence(const Evidence &evidence) {
        detail::call([&](auto error) {
            return antin_sign_options_set_evidence(handle_.get(), evidence.get(), error);
        });
        return *this;
    }
    const antin_sign_options *get() const noexcept { return handle_.get(); }

private:
    detail::Owned<antin_sign_options> handle_;
};

/// Signs a document: gives the signature, with the document in it if the options ask for that.
inline Buffer sign(BytesView document, const Credential &credential, const SignOptions &options,
                   Time signing_time) {
    return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
        return antin_sign(document.data(), document.size(), credential.get(), options.get(),
                          to_unix(signing_time), out, error);
    }));
}

/// Adds a signature beside those that are there. `content` is the document if they are detached.
inline Buffer add_signature(BytesView signature, std::optional<BytesView> content,
                            const Credential &credential, const SignOptions &options,
                            Time signing_time) {
    const detail::MaybeBytes beside(content);
    return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
        return antin_add_signature(signature.data(), signature.size(), beside.data, beside.size,
                                   credential.get(), options.get(), to_unix(signing_time), out, error);
    }));
}

/// Raises all signatures to the level of the options, with their timestamper and evidence. Nothing is
/// judged. `content` is the document if it lies beside the signature and is at hand.
inline Buffer extend(BytesView signature, std::optional<BytesView> content, const SignOptions &options) {
    const detail::MaybeBytes beside(content);
    return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
        return antin_extend(signature.data(), signature.size(), beside.data, beside.size, options.get(), out,
                            error);
    }));
}

/// A signature that waits for its value, from a key that lives elsewhere.
class Prepared {
public:
    explicit Prepared(detail::Owned<antin_prepared> handle) : handle_(std::move(handle)) {}

    /// Copies what the key has to sign; nothing once it is finished.
    std::vector<std::uint8_t> to_be_signed() const {
        std::size_t size = 0;
        const std::uint8_t *data = antin_prepared_to_be_signed(handle_.get(), &size);
        return BytesView(data, size).to_vector();
    }
    /// Copies the digest of what the key has to sign, for keys that sign digests.
    std::vector<std::uint8_t> digest() const {
        std::size_t size = 0;
        const std::uint8_t *data = antin_prepared_digest(handle_.get(), &size);
        return BytesView(data, size).to_vector();
    }
    /// Returns the algorithm to sign with; nothing once it is finished.
    std::optional<Algorithm> algorithm() const noexcept {
        const std::uint32_t number = antin_prepared_algorithm(handle_.get());
        return number != 0 ? std::optional(static_cast<Algorithm>(number)) : std::nullopt;
    }
    /// Puts the signature together. It works once; a value that is refused changes nothing.
    Buffer finish(BytesView value) {
        return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
            return antin_prepared_finish(handle_.get(), value.data(), value.size(), out, error);
        }));
    }

private:
    detail::Owned<antin_prepared> handle_;
};

/// Prepares a signature over a document, by the certificates of the key.
inline Prepared prepare(BytesView document, BytesView chain, const SignOptions &options,
                        Time signing_time) {
    return Prepared(detail::make<antin_prepared>([&](auto out, auto error) {
        return antin_prepare(document.data(), document.size(), chain.data(), chain.size(), options.get(),
                             to_unix(signing_time), out, error);
    }));
}

/// Prepares a detached signature over a document of which only the digest is at hand.
inline Prepared prepare_digest(Digest algorithm, BytesView digest, BytesView chain,
                               const SignOptions &options, Time signing_time) {
    return Prepared(detail::make<antin_prepared>([&](auto out, auto error) {
        return antin_prepare_digest(detail::number(algorithm), digest.data(), digest.size(), chain.data(),
                                    chain.size(), options.get(), to_unix(signing_time), out, error);
    }));
}

/// Prepares a signature beside those that are there.
inline Prepared prepare_addition(BytesView signature, std::optional<BytesView> content, BytesView chain,
                                 const SignOptions &options, Time signing_time) {
    const detail::MaybeBytes beside(content);
    return Prepared(detail::make<antin_prepared>([&](auto out, auto error) {
        return antin_prepare_addition(signature.data(), signature.size(), beside.data, beside.size,
                                      chain.data(), chain.size(), options.get(), to_unix(signing_time),
                                      out, error);
    }));
}

/// A signature that is made while its document passes by, in constant memory.
class Signing {
public:
    /// Begins a detached signature.
    static Signing detached(const Credential &credential, const SignOptions &options,
                            Time signing_time) {
        return Signing(detail::make<antin_signing>([&](auto out, auto error) {
            return antin_signing_new(credential.get(), options.get(), to_unix(signing_time), out, error);
        }));
    }
    /// Begins a detached signature for a key that lives elsewhere; end it with prepare().
    static Signing for_chain(BytesView chain, const SignOptions &options, Time signing_time) {
        return Signing(detail::make<antin_signing>([&](auto out, auto error) {
            return antin_signing_new_for_chain(chain.data(), chain.size(), options.get(),
                                               to_unix(signing_time), out, error);
        }));
    }
    /// Begins a signature with the document in it, which is `length` octets long. Write head(), then the
    /// document as it is handed over, then what finish() gives.
    static Signing attached(const Credential &credential, const SignOptions &options, Time signing_time,
                            std::uint64_t length) {
        return Signing(detail::make<antin_signing>([&](auto out, auto error) {
            return antin_signing_new_attached(credential.get(), options.get(), to_unix(signing_time),
                                              length, out, error);
        }));
    }

    /// Copies what stands before the document in an attached signature.
    std::vector<std::uint8_t> head() const {
        std::size_t size = 0;
        const std::uint8_t *data = antin_signing_head(handle_.get(), &size);
        return BytesView(data, size).to_vector();
    }
    /// Takes the next piece of the document.
    void update(BytesView piece) {
        detail::call([&](auto error) {
            return antin_signing_update(handle_.get(), piece.data(), piece.size(), error);
        });
    }
    /// Takes what is left of a stream.
    void update(std::istream &stream) {
        detail::each_piece(stream, [&](BytesView piece) { update(piece); });
    }
    /// Signs: gives the detached signature, or what stands after the document. It works once.
    Buffer finish() {
        return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
            return antin_signing_finish(handle_.get(), out, error);
        }));
    }
    /// Ends a detached signature without signing it. It works once.
    Prepared prepare() {
        return Prepared(detail::make<antin_prepared>([&](auto out, auto error) {
            return antin_signing_prepare(handle_.get(), out, error);
        }));
    }

private:
    explicit Signing(detail::Owned<antin_signing> handle) : handle_(std::move(handle)) {}

    detail::Owned<antin_signing> handle_;
};

/// Signs what is left of a stream, in constant memory; the signature is detached.
inline Buffer sign(std::istream &document, const Credential &credential, const SignOptions &options,
                   Time signing_time) {
    Signing signing = Signing::detached(credential, options, signing_time);
    signing.update(document);
    return signing.finish();
}

/// Signs a stream of `length` octets, in constant memory, and writes the signature with the document in
/// it. If it throws, what was written is no signature.
inline void sign_attached(std::istream &document, std::uint64_t length, std::ostream &out,
                          const Credential &credential, const SignOptions &options, Time signing_time) {
    const auto write = [&](BytesView octets) {
        const auto size = static_cast<std::streamsize>(octets.size());
        if (!out.write(reinterpret_cast<const char *>(octets.data()), size)) {
            throw std::ios_base::failure("a stream for antin cannot be written");
        }
    };
    Signing signing = Signing::attached(credential, options, signing_time, length);
    write(signing.head());
    detail::each_piece(document, [&](BytesView piece) {
        signing.update(piece);
        write(piece);
    });
    write(signing.finish());
}

}  // namespace antin

#endif
