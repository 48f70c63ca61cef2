/// @file
/// Certificates alone, and what is in a file.

#ifndef ANTIN_PATH_HPP
#define ANTIN_PATH_HPP

#include "antin/policy.hpp"
#include "antin/report.hpp"

namespace antin {

/// The judgement on a certificate: the path to a root, or why none holds. It is no pass: ask
/// require_passed().
class Path {
public:
    /// Judges a certificate, in DER or PEM, by RFC 5280 section 6.
    [[nodiscard]] static Path judge(BytesView certificate, const Policy &policy, const Evidence &evidence,
                                    Time at) {
        return Path(detail::make<antin_path>([&](auto out, auto error) {
            return antin_path_judge(certificate.data(), certificate.size(), policy.get(), evidence.get(),
                                    to_unix(at), out, error);
        }));
    }

    /// Returns only if a path holds. Throws Rejected otherwise.
    void require_passed() const {
        detail::call([&](auto error) { return antin_path_require_passed(handle_.get(), error); });
    }
    [[nodiscard]] Verdict verdict() const noexcept {
        return static_cast<Verdict>(antin_path_verdict(handle_.get()));
    }
    /// Returns the stable name of the reason why no path holds; nothing if one does.
    std::optional<std::string> reason() const { return detail::maybe(antin_path_reason(handle_.get())); }
    /// Copies the certificates, in DER, the judged one first, the root left out.
    std::vector<std::vector<std::uint8_t>> certificates() const {
        std::vector<std::vector<std::uint8_t>> certificates;
        const std::size_t count = antin_path_certificate_count(handle_.get());
        for (std::size_t index = 0; index < count; ++index) {
            std::size_t size = 0;
            const std::uint8_t *data = antin_path_certificate(handle_.get(), index, &size);
            certificates.push_back(BytesView(data, size).to_vector());
        }
        return certificates;
    }
    /// Gives the judgement as JSON, by docs/chain.schema.json.
    std::string to_json(Language language) const {
        return detail::print(antin_path_to_json, handle_.get(), language);
    }
    /// Gives the judgement as text for people.
    std::string to_text(Language language) const {
        return detail::print(antin_path_to_text, handle_.get(), language);
    }

private:
    explicit Path(detail::Owned<antin_path> handle) : handle_(std::move(handle)) {}

    detail::Owned<antin_path> handle_;
};

/// What is in a file: certificates, CRLs, signatures, keys. Nothing in it was judged.
class Inspection {
public:
    /// Looks into a file, in PEM or DER. The password opens keys and PKCS#12 files.
    explicit Inspection(BytesView file, std::optional<std::string_view> password = std::nullopt)
        : handle_(detail::make<antin_inspection>([&](auto out, auto error) {
              const detail::MaybeText text(password);
              return antin_inspect(file.data(), file.size(), text.get(), out, error);
          })) {}

    /// Gives it as JSON, by docs/cli.md.
    std::string to_json(Language language) const {
        return detail::print(antin_inspection_to_json, handle_.get(), language);
    }
    /// Gives it as text for people.
    std::string to_text(Language language) const {
        return detail::print(antin_inspection_to_text, handle_.get(), language);
    }

private:
    detail::Owned<antin_inspection> handle_;
};

}  // namespace antin

#endif
