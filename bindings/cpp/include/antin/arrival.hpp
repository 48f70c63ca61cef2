/// @file
/// What comes in through a gateway: packages that are judged, answered by a receipt, and recorded.

#ifndef ANTIN_ARRIVAL_HPP
#define ANTIN_ARRIVAL_HPP

#include "antin/sending.hpp"

namespace antin {

/// What a gateway decided.
enum class Decision : std::uint32_t {
    accept = ANTIN_DECISION_ACCEPT,
    /// A person decides.
    quarantine = ANTIN_DECISION_QUARANTINE,
    refuse = ANTIN_DECISION_REFUSE,
};

/// Where a package stands on its way in.
enum class ArrivalState : std::uint32_t {
    /// Nothing is recorded.
    judged = ANTIN_ARRIVAL_JUDGED,
    /// Its receipt waits for the value of its signature.
    prepared = ANTIN_ARRIVAL_PREPARED,
    /// Its receipt is signed, or there is none.
    answered = ANTIN_ARRIVAL_ANSWERED,
    /// It is recorded, and handed out.
    recorded = ANTIN_ARRIVAL_RECORDED,
    /// A step failed, or the object was moved from.
    failed = ANTIN_ARRIVAL_FAILED,
};

/// A package on its way in. That it was decided is no leave: ask require_accepted().
///
/// A step in a wrong state throws Error with Code::already_used, and changes nothing. One that records and fails ends
/// in ArrivalState::failed.
class Arrival {
public:
    Arrival(Arrival &&) noexcept = default;
    Arrival &operator=(Arrival &&) noexcept = default;

    /// Returns only if it was recorded as accepted. Throws Rejected with decision and reasons otherwise.
    void require_accepted() const {
        detail::call([&](auto error) { return antin_arrival_require_accepted(get(), error); });
    }
    [[nodiscard]] ArrivalState state() const noexcept {
        const std::uint32_t state = antin_arrival_state(get());
        return state != 0 ? static_cast<ArrivalState>(state) : ArrivalState::failed;
    }
    /// Returns the decision; before it is recorded, what it will be unless another one like it is recorded first.
    [[nodiscard]] Decision decision() const noexcept {
        const std::uint32_t decision = antin_arrival_decision(get());
        return decision != 0 ? static_cast<Decision>(decision) : Decision::refuse;
    }
    /// Returns what stands against it, as stable names such as `unknown-sender`.
    std::vector<std::string> reasons() const {
        return detail::texts<antin_arrival>(antin_arrival_reason_count, antin_arrival_reason, get());
    }
    /// Returns what stands against it as clauses for people, in the same order.
    std::vector<std::string> reason_texts(Language language) const {
        return detail::reason_texts<antin_arrival>(antin_arrival_reason_count, antin_arrival_reason_text, get(),
                                                   language);
    }
    /// Returns why it cannot be read; nothing if it can.
    std::optional<std::string> unreadable(Language language) const {
        return detail::maybe(antin_arrival_unreadable(get(), detail::number(language)));
    }
    /// Returns the judgement on the package; nothing if it cannot be read. Attachments come out of it only if it was
    /// taken after this was recorded as accepted: require_accepted() of an earlier one throws. It keeps this alive.
    std::optional<Package> package() const {
        const antin_package *package = antin_arrival_package(get());
        if (package == nullptr) return std::nullopt;
        return Package(std::shared_ptr<const antin_package>(handle_, package));
    }
    /// Returns the number of its entry in the journal, to keep with the document; 0 before it is recorded.
    std::uint64_t entry() const noexcept { return antin_arrival_entry(get()); }
    /// Copies the container of the receipt, to be sent back: once this is recorded; nothing if there is none.
    std::optional<std::vector<std::uint8_t>> receipt() const {
        std::size_t size = 0;
        const std::uint8_t *data = antin_arrival_receipt(get(), &size);
        return data != nullptr ? std::optional(BytesView(data, size).to_vector()) : std::nullopt;
    }

    // In steps, as Gateway::judge_arrival begins them.

    /// Has the receipt of what is to be accepted say Status::arrived or Status::accepted. Anything else throws Error
    /// with Code::invalid_argument, and changes nothing.
    void set_status(Status status) {
        detail::call([&](auto error) { return antin_arrival_set_status(get(), detail::number(status), error); });
    }
    /// Returns what the receipt says that is to be signed; nothing if there is to be none. It keeps this alive.
    std::optional<Receipt> planned_receipt() const {
        const antin_receipt *receipt = antin_arrival_planned_receipt(get());
        if (receipt == nullptr) return std::nullopt;
        return Receipt(std::shared_ptr<const antin_receipt>(handle_, receipt));
    }
    /// Signs the receipt with the agency's key, if there is to be one. If the key is elsewhere, it throws Error with
    /// Code::credential, and it stays judged.
    void answer(const Evidence &evidence) {
        detail::call_with_functions([&](auto error) { return antin_arrival_answer(get(), evidence.get(), error); });
    }
    /// Prepares the receipt for a key that lives elsewhere. If there is to be none, it is answered.
    void prepare(const Evidence &evidence) {
        detail::call_with_functions([&](auto error) { return antin_arrival_prepare(get(), evidence.get(), error); });
    }
    /// Copies what the key has to sign, while it is prepared; nothing otherwise.
    std::vector<std::uint8_t> to_be_signed() const {
        return detail::octets<antin_arrival>(antin_arrival_to_be_signed, get());
    }
    /// Copies the digest of what the key has to sign, for keys that sign digests.
    std::vector<std::uint8_t> digest() const { return detail::octets<antin_arrival>(antin_arrival_digest, get()); }
    /// Returns the algorithm to sign with, while it is prepared.
    std::optional<Algorithm> algorithm() const noexcept {
        const std::uint32_t number = antin_arrival_algorithm(get());
        return number != 0 ? std::optional(static_cast<Algorithm>(number)) : std::nullopt;
    }
    /// Takes the value of the receipt's signature. For a wrong one it throws Error with Code::key, and it stays prepared.
    void finish(BytesView value) {
        detail::call_with_functions([&](auto error) {
            return antin_arrival_finish(get(), value.data(), value.size(), error);
        });
    }
    /// Goes on without a receipt.
    void without_receipt() {
        detail::call([&](auto error) { return antin_arrival_without_receipt(get(), error); });
    }
    /// Records it. Now it is decided for good.
    void record() {
        detail::call_with_functions([&](auto error) { return antin_arrival_record(get(), error); });
    }

private:
    friend class Gateway;
    Arrival(detail::Owned<antin_arrival> handle, std::shared_ptr<const void> kept)
        : handle_(detail::share(std::move(handle), std::move(kept))) {}
    antin_arrival *get() const noexcept { return handle_.get(); }

    std::shared_ptr<antin_arrival> handle_;
};

}  // namespace antin

#endif
