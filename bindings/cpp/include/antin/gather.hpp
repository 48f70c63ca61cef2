/// @file
/// Fetching what a judgement will need. To judge with the network is to gather, then to verify.

#ifndef ANTIN_GATHER_HPP
#define ANTIN_GATHER_HPP

#include "antin/policy.hpp"
#include "antin/timestamp.hpp"

namespace antin {

/// A certificate for which something is missing.
struct Missing {
    /// What is missing.
    enum class Kind : std::uint32_t { path = ANTIN_MISSING_PATH, status = ANTIN_MISSING_STATUS };
    /// An address that gave nothing of use, and why.
    struct Attempt {
        /// A stranger's text: escape it before showing it.
        std::string address;
        /// Why, in English and in Vietnamese.
        std::string reason, reason_vi;
    };

    Kind kind;
    std::string subject;
    /// The certificate in DER.
    std::vector<std::uint8_t> certificate;
    std::vector<Attempt> attempts;
};

/// What gathering found, and what it did not.
class Gathered {
public:
    explicit Gathered(detail::Owned<antin_gathered> handle) : handle_(std::move(handle)) {}

    /// Gives the evidence: what was known before, and what was fetched and found to fit.
    Evidence evidence() const {
        return Evidence(detail::make<antin_evidence>([&](auto out, auto error) {
            return antin_gathered_evidence(handle_.get(), out, error);
        }));
    }
    /// Returns how many pieces were fetched and kept.
    std::size_t fetched() const noexcept { return antin_gathered_fetched(handle_.get()); }
    /// Says whether something is missing because a bound on the gathering was met. Whoever wrote the document can
    /// bring this about, and what was not asked may be a revocation: judge by a policy that requires its status then.
    bool is_cut_short() const noexcept { return antin_gathered_is_cut_short(handle_.get()) != 0; }
    /// Returns for which certificates something is missing still.
    std::vector<Missing> missing() const {
        std::vector<Missing> all;
        const std::size_t count = antin_gathered_missing_count(handle_.get());
        for (std::size_t index = 0; index < count; ++index) {
            all.push_back(told(antin_gathered_missing(handle_.get(), index)));
        }
        return all;
    }

private:
    static Missing told(const antin_missing *one) {
        std::size_t size = 0;
        const std::uint8_t *der = antin_missing_certificate(one, &size);
        Missing missing{static_cast<Missing::Kind>(antin_missing_kind(one)), antin_missing_subject(one),
                        BytesView(der, size).to_vector(), {}};
        const std::size_t count = antin_missing_attempt_count(one);
        for (std::size_t index = 0; index < count; ++index) {
            missing.attempts.push_back({antin_missing_attempt_address(one, index),
                                        antin_missing_attempt_reason(one, index, ANTIN_LANGUAGE_EN),
                                        antin_missing_attempt_reason(one, index, ANTIN_LANGUAGE_VI)});
        }
        return missing;
    }

    detail::Owned<antin_gathered> handle_;
};

/// Fetches what a judgement of a signature will need. With a policy that uses revocation data if present, ask
/// `Gathered::is_cut_short` before judging.
inline Gathered gather(const Client &client, BytesView signature, const Policy &policy, const Evidence &known,
                       Time now) {
    return Gathered(detail::make<antin_gathered>([&](auto out, auto error) {
        return antin_gather(client.get(), signature.data(), signature.size(), policy.get(), known.get(),
                            to_unix(now), out, error);
    }));
}

/// Fetches what a judgement of the first of these certificates will need; the others complete its path.
inline Gathered gather_for_certificate(const Client &client, BytesView certificates, const Policy &policy,
                                       const Evidence &known, Time now) {
    return Gathered(detail::make<antin_gathered>([&](auto out, auto error) {
        return antin_gather_for_certificate(client.get(), certificates.data(), certificates.size(), policy.get(),
                                            known.get(), to_unix(now), out, error);
    }));
}

}  // namespace antin

#endif
