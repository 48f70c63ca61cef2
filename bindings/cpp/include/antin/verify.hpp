/// @file
/// Judging.

#ifndef ANTIN_VERIFY_HPP
#define ANTIN_VERIFY_HPP

#include <istream>

#include "antin/policy.hpp"
#include "antin/report.hpp"

namespace antin {

/// Judges the signatures of a document. `content` is the file that was signed, if it lies beside the
/// signature. Go on with Report::require_passed.
[[nodiscard]] inline Report verify(BytesView document, std::optional<BytesView> content,
                                   const Policy &policy, const Evidence &evidence, Time at) {
    const detail::MaybeBytes beside(content);
    return Report(detail::make<antin_report>([&](auto out, auto error) {
        return antin_verify(document.data(), document.size(), beside.data, beside.size, policy.get(),
                            evidence.get(), to_unix(at), out, error);
    }));
}

/// A judgement on a document that passes by, in constant memory.
class Verifying {
public:
    /// Begins with a detached signature, whose content will be handed over.
    static Verifying detached(BytesView signature, const Policy &policy, const Evidence &evidence, Time at) {
        return Verifying(detail::make<antin_verifying>([&](auto out, auto error) {
            return antin_verifying_new(signature.data(), signature.size(), policy.get(), evidence.get(),
                                       to_unix(at), out, error);
        }));
    }
    /// Begins; the document will be handed over with its content in it. The report will not have the
    /// content: compare it with Recheck when it passes by once more.
    static Verifying attached(const Policy &policy, const Evidence &evidence, Time at) {
        return Verifying(detail::make<antin_verifying>([&](auto out, auto error) {
            return antin_verifying_new_attached(policy.get(), evidence.get(), to_unix(at), out, error);
        }));
    }

    /// Takes the next piece.
    void update(BytesView piece) {
        detail::call([&](auto error) {
            return antin_verifying_update(handle_.get(), piece.data(), piece.size(), error);
        });
    }
    /// Takes what is left of a stream.
    void update(std::istream &stream) {
        detail::each_piece(stream, [&](BytesView piece) { update(piece); });
    }
    /// Judges. It works once.
    [[nodiscard]] Report finish() {
        return Report(detail::make<antin_report>([&](auto out, auto error) {
            return antin_verifying_finish(handle_.get(), out, error);
        }));
    }

private:
    explicit Verifying(detail::Owned<antin_verifying> handle) : handle_(std::move(handle)) {}

    detail::Owned<antin_verifying> handle_;
};

/// Judges a detached signature over what is left of a stream, in constant memory.
[[nodiscard]] inline Report verify(BytesView signature, std::istream &content, const Policy &policy,
                                   const Evidence &evidence, Time at) {
    Verifying verifying = Verifying::detached(signature, policy, evidence, at);
    verifying.update(content);
    return verifying.finish();
}

/// Judges a document with its content in it that is left of a stream, in constant memory.
/// The report does not have the content.
[[nodiscard]] inline Report verify(std::istream &document, const Policy &policy, const Evidence &evidence,
                                   Time at) {
    Verifying verifying = Verifying::attached(policy, evidence, at);
    verifying.update(document);
    return verifying.finish();
}

}  // namespace antin

#endif
