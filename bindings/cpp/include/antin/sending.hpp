/// @file
/// What goes out through a gateway: packages that are judged, sealed and recorded, and the receipts that come back.

#ifndef ANTIN_SENDING_HPP
#define ANTIN_SENDING_HPP

#include "antin/package.hpp"
#include "antin/receipt.hpp"

namespace antin {

/// Where a package stands on its way out.
enum class SendingState : std::uint32_t {
    /// Nothing is recorded.
    judged = ANTIN_SENDING_JUDGED,
    /// It waits for the value of its signature.
    prepared = ANTIN_SENDING_PREPARED,
    /// It is sealed, recorded and written.
    sent = ANTIN_SENDING_SENT,
    /// It is recorded that it does not go out.
    refused = ANTIN_SENDING_REFUSED,
    /// A step failed, or the object was moved from.
    failed = ANTIN_SENDING_FAILED,
};

namespace detail {

/// Takes a handle over that has to keep something else alive.
template <class T>
std::shared_ptr<T> share(Owned<T> handle, std::shared_ptr<const void> kept) {
    return std::shared_ptr<T>(handle.release(), [kept = std::move(kept)](T *owned) { Free()(owned); });
}

/// Copies the reasons for a decision as clauses for people.
template <class T>
std::vector<std::string> reason_texts(std::size_t (*count)(const T *),
                                      const char *(*text)(const T *, std::size_t, std::uint32_t), const T *handle,
                                      Language language) {
    std::vector<std::string> all;
    for (std::size_t index = 0; index < count(handle); ++index) {
        all.push_back(maybe(text(handle, index, number(language))).value_or(""));
    }
    return all;
}

}  // namespace detail

/// A package on its way out. That it was decided is no leave: ask require_sent().
///
/// A step in a wrong state throws Error with Code::already_used, and changes nothing. One that records and fails ends
/// in SendingState::failed.
class Sending {
public:
    Sending(Sending &&) noexcept = default;
    Sending &operator=(Sending &&) noexcept = default;

    /// Returns only if it was sealed, recorded and written. Throws Rejected with the reasons otherwise.
    void require_sent() const {
        detail::call([&](auto error) { return antin_sending_require_sent(get(), error); });
    }
    [[nodiscard]] SendingState state() const noexcept {
        const std::uint32_t state = antin_sending_state(get());
        return state != 0 ? static_cast<SendingState>(state) : SendingState::failed;
    }
    /// Says whether nothing stands against it.
    [[nodiscard]] bool is_allowed() const noexcept { return antin_sending_is_allowed(get()) != 0; }
    /// Returns what stands against it, as stable names such as `fault:R.MessageHeader.Subject`.
    std::vector<std::string> reasons() const {
        return detail::texts<antin_sending>(antin_sending_reason_count, antin_sending_reason, get());
    }
    /// Returns what stands against it as clauses for people, in the same order.
    std::vector<std::string> reason_texts(Language language) const {
        return detail::reason_texts<antin_sending>(antin_sending_reason_count, antin_sending_reason_text, get(),
                                                   language);
    }
    /// Returns why it cannot be read; nothing if it can.
    std::optional<std::string> unreadable(Language language) const {
        return detail::maybe(antin_sending_unreadable(get(), detail::number(language)));
    }
    /// Returns the judgement on the package, with the seals that were on it; nothing if it cannot be read. Nothing is
    /// extracted from it: it is never accepted. It keeps this alive.
    std::optional<Package> package() const {
        const antin_package *package = antin_sending_package(get());
        if (package == nullptr) return std::nullopt;
        return Package(std::shared_ptr<const antin_package>(handle_, package));
    }
    /// Returns the number of its entry in the journal; 0 before it has one. A failed one has an entry if it was recorded
    /// and could not be written.
    std::uint64_t entry() const noexcept { return antin_sending_entry(get()); }
    /// Returns the identity of the agency's seal, in hexadecimal; nothing before it is sent.
    std::optional<std::string> seal() const { return detail::maybe(antin_sending_seal(get())); }
    /// Returns what receipts are held against: keep its parts. Nothing before it is sent. It keeps this alive.
    std::optional<Sent> sent() const {
        const antin_sent *sent = antin_sending_sent(get());
        if (sent == nullptr) return std::nullopt;
        return Sent(std::shared_ptr<const antin_sent>(handle_, sent));
    }
    /// Borrows the sealed package, if it was sent by Gateway::send without a target. It lives as long as this.
    std::optional<BytesView> sealed() const & noexcept {
        return sealed_ ? std::optional(sealed_->view()) : std::nullopt;
    }
    std::optional<BytesView> sealed() const && = delete;

    // In steps, as Gateway::judge_sending begins them.

    /// Records that it does not go out, also if it might.
    void refuse() {
        detail::call_with_functions([&](auto error) { return antin_sending_refuse(get(), error); });
    }
    /// Prepares the seal. Throws Rejected if it may not go out, and it stays judged.
    void prepare(From package, const Evidence &evidence) {
        detail::call_with_functions([&](auto error) {
            return antin_sending_prepare(get(), package.get(), evidence.get(), error);
        });
    }
    /// Copies what the key has to sign, while it is prepared; nothing otherwise.
    std::vector<std::uint8_t> to_be_signed() const {
        return detail::octets<antin_sending>(antin_sending_to_be_signed, get());
    }
    /// Copies the digest of what the key has to sign, for keys that sign digests.
    std::vector<std::uint8_t> digest() const { return detail::octets<antin_sending>(antin_sending_digest, get()); }
    /// Returns the algorithm to sign with, while it is prepared.
    std::optional<Algorithm> algorithm() const noexcept {
        const std::uint32_t number = antin_sending_algorithm(get());
        return number != 0 ? std::optional(static_cast<Algorithm>(number)) : std::nullopt;
    }
    /// Signs with the agency's key, records, and writes the package with the seal. If the key is elsewhere, it throws
    /// Error with Code::credential, and it stays prepared.
    void sign(From package, To sealed) {
        detail::call_with_functions([&](auto error) {
            return antin_sending_sign(get(), package.get(), sealed.get(), error);
        });
    }
    /// Signs with the agency's key, records, and gives the package with the seal. Otherwise as above.
    Buffer sign(From package) {
        return detail::write_to_memory([&](auto target, auto error) {
            return antin_sending_sign(get(), package.get(), target, error);
        });
    }
    /// Takes the value of the signature, records, and writes the package with the seal. For a wrong value it throws
    /// Error with Code::key, and it stays prepared.
    void finish(BytesView value, From package, To sealed) {
        detail::call_with_functions([&](auto error) {
            return antin_sending_finish(get(), value.data(), value.size(), package.get(), sealed.get(), error);
        });
    }
    /// Takes the value of the signature, records, and gives the package with the seal. Otherwise as above.
    Buffer finish(BytesView value, From package) {
        return detail::write_to_memory([&](auto target, auto error) {
            return antin_sending_finish(get(), value.data(), value.size(), package.get(), target, error);
        });
    }

private:
    friend class Gateway;
    Sending(detail::Owned<antin_sending> handle, std::shared_ptr<const void> kept)
        : handle_(detail::share(std::move(handle), std::move(kept))) {}
    antin_sending *get() const noexcept { return handle_.get(); }

    std::shared_ptr<antin_sending> handle_;
    std::shared_ptr<const Buffer> sealed_;
};

/// A receipt that came back. It is no pass: ask require_accepted().
class ReturnedReceipt {
public:
    ReturnedReceipt(ReturnedReceipt &&) noexcept = default;
    ReturnedReceipt &operator=(ReturnedReceipt &&) noexcept = default;

    /// Returns only if it was accepted. Throws Rejected with the reasons otherwise. That it is accepted does not say
    /// that the package was: ask report().receipt()->status().
    void require_accepted() const {
        detail::call([&](auto error) { return antin_returned_receipt_require_accepted(get(), error); });
    }
    /// Says whether require_accepted() would return.
    [[nodiscard]] bool is_accepted() const noexcept { return antin_returned_receipt_is_accepted(get()) != 0; }
    /// Returns what stands against it, as stable names such as `mismatch:seal`.
    std::vector<std::string> reasons() const {
        return detail::texts(antin_returned_receipt_reason_count, antin_returned_receipt_reason, get());
    }
    /// Returns the number of its entry in the journal.
    std::uint64_t entry() const noexcept { return antin_returned_receipt_entry(get()); }
    /// Returns the judgement on it. It keeps this alive.
    ReceiptReport report() const {
        return ReceiptReport(
            std::shared_ptr<const antin_receipt_report>(handle_, antin_returned_receipt_report(get())));
    }

private:
    friend class Gateway;
    explicit ReturnedReceipt(detail::Owned<antin_returned_receipt> handle) : handle_(std::move(handle)) {}
    const antin_returned_receipt *get() const noexcept { return handle_.get(); }

    std::shared_ptr<const antin_returned_receipt> handle_;
};

}  // namespace antin

#endif
