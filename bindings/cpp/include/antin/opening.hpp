/// @file
/// How packages are judged: whose certificates are whose, and which seals lie beside the message.

#ifndef ANTIN_OPENING_HPP
#define ANTIN_OPENING_HPP

#include "antin/registry.hpp"
#include "antin/stream.hpp"

namespace antin {

/// What a seal that passed claims: that its certificate is a body's.
struct Claim {
    std::string organ;  ///< the identifier code of the body
    Role role;
    Time time;                                    ///< when the seal provably existed, or that of the judgement
    std::vector<std::vector<std::uint8_t>> path;  ///< in DER, that of the key that sealed first, the root left out
};

/// Says what is known of a claim. What it throws comes out of open().
using Senders = std::function<Binding(const Claim &)>;

/// How packages are judged, beside policy, evidence and time. It is not used up. Threads may share it, if its function
/// of senders can be called by several at once.
class Opening {
public:
    /// Knows no sender, so that no package is accepted, and no seal beside the message.
    Opening() : handle_(detail::make<antin_opening>(antin_opening_new)) {}

    /// Says that certificates, one or several in PEM, or one in DER, are those of the body with an identifier code.
    Opening &add_sender(std::string_view organ, BytesView certificates) {
        const detail::Text text(organ);
        detail::call([&](auto error) {
            return antin_opening_add_sender(handle_.get(), text.get(), certificates.data(), certificates.size(), error);
        });
        return *this;
    }
    /// Asks a function about each seal that passed, unless add_sender() said it already. A later one takes its place,
    /// an empty one takes it away.
    Opening &set_senders(Senders senders) {
        const bool is_there = static_cast<bool>(senders);
        auto kept = std::make_unique<const Senders>(std::move(senders));
        detail::call([&](auto error) {
            return antin_opening_set_senders(handle_.get(), is_there ? call_senders : nullptr,
                                             const_cast<Senders *>(kept.get()), error);
        });
        senders_ = std::move(kept);
        return *this;
    }
    /// Takes any certificate for any sender's. For tests: whoever has a certificate under a root of the policy can
    /// then send in everybody's name.
    Opening &danger_any_sender() {
        detail::call([&](auto error) { return antin_opening_danger_any_sender(handle_.get(), error); });
        return *this;
    }
    /// Asks a registry too about each seal that passed, beside add_sender() and the function: the best that is said
    /// counts. What is needed of it is kept. A later one takes its place. Throws Rejected if it is not trusted; what
    /// judges by it throws RegistryPast if it is past by then.
    Opening &set_registry(const Registry &registry) {
        detail::call([&](auto error) {
            return antin_opening_set_registry(handle_.get(), detail::wanted(registry), error);
        });
        return *this;
    }
    /// Takes the registry away.
    Opening &clear_registry() {
        detail::call([&](auto error) { return antin_opening_set_registry(handle_.get(), nullptr, error); });
        return *this;
    }
    /// Judges by a seal too that was handed over beside the message. It is copied.
    Opening &add_container(BytesView container) {
        detail::call([&](auto error) {
            return antin_opening_add_container(handle_.get(), container.data(), container.size(), error);
        });
        return *this;
    }
    const antin_opening *get() const noexcept { return handle_.get(); }

private:
    static std::uint32_t call_senders(void *context, const antin_claim *claim) {
        try {
            Claim copy{detail::maybe(antin_claim_organ(claim)).value_or(""),
                       static_cast<Role>(antin_claim_role(claim)),
                       detail::time(antin_claim_time, claim).value_or(Time()),
                       {}};
            for (std::size_t index = 0; index < antin_claim_path_count(claim); ++index) {
                std::size_t size = 0;
                const std::uint8_t *data = antin_claim_path_certificate(claim, index, &size);
                copy.path.push_back(BytesView(data, size).to_vector());
            }
            return detail::number((*static_cast<const Senders *>(context))(copy));
        } catch (...) {
            detail::Thrown::keep();
            return ANTIN_BINDING_UNKNOWN;
        }
    }

    // Outlives the handle.
    std::unique_ptr<const Senders> senders_;
    detail::Owned<antin_opening> handle_;
};

namespace detail {

/// Gives an opening that must be there, although the call would take NULL for one that knows nobody.
inline const antin_opening *wanted(const Opening &opening) {
    if (opening.get() == nullptr) {
        call([](auto error) { return antin_opening_danger_any_sender(nullptr, error); });
    }
    return opening.get();
}

}  // namespace detail

}  // namespace antin

#endif
