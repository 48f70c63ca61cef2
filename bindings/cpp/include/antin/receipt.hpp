/// @file
/// Receipts: what a recipient says about a package, signed; making them, and judging them.

#ifndef ANTIN_RECEIPT_HPP
#define ANTIN_RECEIPT_HPP

#include "antin/opening.hpp"
#include "antin/package.hpp"
#include "antin/sign.hpp"

namespace antin {

/// A status of a document on the exchange axis.
enum class Status : std::uint32_t {
    arrived = ANTIN_STATUS_ARRIVED,
    refused = ANTIN_STATUS_REFUSED,
    accepted = ANTIN_STATUS_ACCEPTED,
    assigned = ANTIN_STATUS_ASSIGNED,
    in_progress = ANTIN_STATUS_IN_PROGRESS,
    finished = ANTIN_STATUS_FINISHED,
    /// The sender's: no recipient tells it.
    take_back_asked = ANTIN_STATUS_TAKE_BACK_ASKED,
    take_back_agreed = ANTIN_STATUS_TAKE_BACK_AGREED,
    take_back_refused = ANTIN_STATUS_TAKE_BACK_REFUSED,
};

/// A package that was sent, as a receipt names it: keep its parts, and make it of them anew when the receipt comes.
class Sent {
public:
    /// Puts it together. `seal` is the identity of the sender's seal, in hexadecimal, if it had one.
    Sent(const std::optional<std::string> &seal, std::string_view document, std::string_view sender,
         const std::vector<std::string> &recipients)
        : handle_(detail::make<antin_sent>([&](auto out, auto error) {
              const detail::MaybeText identity(seal);
              const detail::Text id(document), code(sender);
              const detail::Texts codes(recipients);
              return antin_sent_new(identity.get(), id.get(), code.get(), codes.data(), codes.size(), out, error);
          })) {}
    /// Takes it from the judgement on a package; nothing if nobody can say what was sent.
    static std::optional<Sent> of(const Package &package) {
        antin_sent *out = nullptr;
        const bool is_there =
            detail::call_if_there([&](antin_error **error) { return antin_sent_of(package.get(), &out, error); });
        return is_there ? std::optional(Sent(detail::Owned<antin_sent>(out))) : std::nullopt;
    }

    /// Returns the identity of the sender's seal, in hexadecimal; nothing if it had none.
    std::optional<std::string> seal() const { return detail::maybe(antin_sent_seal(get())); }
    std::string document() const { return detail::maybe(antin_sent_document(get())).value_or(""); }
    /// Returns the identifier code of the sender.
    std::string sender() const { return detail::maybe(antin_sent_sender(get())).value_or(""); }
    /// Returns the identifier codes of the recipients.
    std::vector<std::string> recipients() const {
        return detail::texts(antin_sent_recipient_count, antin_sent_recipient, get());
    }
    const antin_sent *get() const noexcept { return handle_.get(); }

private:
    friend class Sending;
    explicit Sent(std::shared_ptr<const antin_sent> handle) : handle_(std::move(handle)) {}

    std::shared_ptr<const antin_sent> handle_;
};

/// A receipt that waits for the value of its signature, from a key that lives elsewhere.
class PreparedReceipt {
public:
    explicit PreparedReceipt(detail::Owned<antin_prepared_receipt> handle) : handle_(std::move(handle)) {}

    /// Copies what the key has to sign; nothing once it is finished.
    std::vector<std::uint8_t> to_be_signed() const {
        return detail::octets<antin_prepared_receipt>(antin_prepared_receipt_to_be_signed, handle_.get());
    }
    /// Copies the digest of what the key has to sign, for keys that sign digests.
    std::vector<std::uint8_t> digest() const {
        return detail::octets<antin_prepared_receipt>(antin_prepared_receipt_digest, handle_.get());
    }
    /// Returns the algorithm to sign with; nothing once it is finished.
    std::optional<Algorithm> algorithm() const noexcept {
        const std::uint32_t number = antin_prepared_receipt_algorithm(handle_.get());
        return number != 0 ? std::optional(static_cast<Algorithm>(number)) : std::nullopt;
    }
    /// Puts the receipt together: gives its container. It works once; a value that is refused changes nothing.
    Buffer finish(BytesView value) {
        return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
            return antin_prepared_receipt_finish(handle_.get(), value.data(), value.size(), out, error);
        }));
    }

private:
    detail::Owned<antin_prepared_receipt> handle_;
};

/// What a recipient says about a package. Its copies are one; nothing changes it.
class Receipt {
public:
    /// Says that what was sent has a status at a time, and for what reasons, in words.
    Receipt(const Sent &sent, std::string_view recipient, Status status, Time time,
            const std::vector<std::string> &reasons = {})
        : handle_(made(sent, recipient, status, time, reasons)) {}

    /// Returns the identity of the seal of what was sent, in hexadecimal; nothing if it had none.
    std::optional<std::string> seal() const { return detail::maybe(antin_receipt_seal(get())); }
    std::string document() const { return detail::maybe(antin_receipt_document(get())).value_or(""); }
    /// Returns the identifier code of the sender.
    std::string sender() const { return detail::maybe(antin_receipt_sender(get())).value_or(""); }
    /// Returns the identifier code of the body whose receipt it is.
    std::string recipient() const { return detail::maybe(antin_receipt_recipient(get())).value_or(""); }
    [[nodiscard]] Status status() const noexcept { return static_cast<Status>(antin_receipt_status(get())); }
    /// Returns when it was so, by the recipient's clock.
    Time time() const {
        std::int64_t seconds = 0;
        detail::call([&](auto error) { return antin_receipt_time(get(), &seconds, error); });
        return from_unix(seconds);
    }
    /// Returns the reasons, in words: a stranger's text, if it was not made here.
    std::vector<std::string> reasons() const {
        return detail::texts(antin_receipt_reason_count, antin_receipt_reason, get());
    }
    /// Gives it as JSON by docs/receipt.md.
    std::string to_json() const {
        return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
                   return antin_receipt_to_json(get(), out, error);
               })).to_string();
    }
    /// Signs it: gives its container.
    Buffer sign(const Credential &credential, const SignOptions &options, Time signing_time) const {
        return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
            return antin_receipt_sign(get(), credential.get(), options.get(), to_unix(signing_time), out, error);
        }));
    }
    /// Prepares it for a key that lives elsewhere, by the certificates of the key.
    PreparedReceipt prepare(BytesView chain, const SignOptions &options, Time signing_time) const {
        return PreparedReceipt(detail::make<antin_prepared_receipt>([&](auto out, auto error) {
            return antin_prepare_receipt(get(), chain.data(), chain.size(), options.get(), to_unix(signing_time), out,
                                         error);
        }));
    }
    const antin_receipt *get() const noexcept { return handle_.get(); }

private:
    friend class Arrival;
    friend class ReceiptReport;
    explicit Receipt(std::shared_ptr<const antin_receipt> handle) : handle_(std::move(handle)) {}

    static detail::Owned<antin_receipt> made(const Sent &sent, std::string_view recipient, Status status, Time time,
                                             const std::vector<std::string> &reasons) {
        const detail::Text code(recipient);
        auto handle = detail::make<antin_receipt>([&](auto out, auto error) {
            return antin_receipt_new(sent.get(), code.get(), detail::number(status), to_unix(time), out, error);
        });
        for (const std::string &reason : reasons) {
            const detail::Text text(reason);
            detail::call([&](auto error) { return antin_receipt_add_reason(handle.get(), text.get(), error); });
        }
        return handle;
    }

    std::shared_ptr<const antin_receipt> handle_;
};

/// The judgement on a receipt. It is no pass: ask require_accepted().
class ReceiptReport {
public:
    explicit ReceiptReport(detail::Owned<antin_receipt_report> handle) : handle_(std::move(handle)) {}
    ReceiptReport(ReceiptReport &&) noexcept = default;
    ReceiptReport &operator=(ReceiptReport &&) noexcept = default;

    /// Returns only if it passed, nothing differs from what was sent, and the recipient is bound. Throws Rejected
    /// otherwise. That it is accepted does not say that the package was: ask receipt()->status().
    void require_accepted() const {
        detail::call([&](auto error) { return antin_receipt_report_require_accepted(get(), error); });
    }
    /// Says whether require_accepted() would return.
    [[nodiscard]] bool is_accepted() const noexcept { return antin_receipt_report_is_accepted(get()) != 0; }
    /// Returns the verdict on it: that of its signature, and a failure if it is faulty.
    [[nodiscard]] Verdict verdict() const noexcept {
        return static_cast<Verdict>(antin_receipt_report_verdict(get()));
    }
    /// Returns the sub-indication of EN 319 102-1; nothing for a pass.
    std::optional<std::string> sub_indication() const {
        return detail::maybe(antin_receipt_report_sub_indication(get()));
    }
    /// Returns what is wrong with container or receipt, as a stable name; nothing if nothing is.
    std::optional<std::string> fault() const { return detail::maybe(antin_receipt_report_fault(get())); }
    /// Returns the fault as a clause for people; nothing if there is none.
    std::optional<std::string> fault_text(Language language) const {
        return detail::maybe(antin_receipt_report_fault_text(get(), detail::number(language)));
    }
    /// Returns by what it is known; nothing if it does not have exactly one signature.
    std::optional<std::string> id() const { return detail::maybe(antin_receipt_report_id(get())); }
    /// Returns the SHA-256 of its container, in hexadecimal.
    std::string sha256() const { return detail::maybe(antin_receipt_report_sha256(get())).value_or(""); }
    /// Returns what it says; nothing if it cannot be read. A claim, unless it is accepted. It keeps the report alive.
    std::optional<Receipt> receipt() const {
        const antin_receipt *receipt = antin_receipt_report_receipt(get());
        if (receipt == nullptr) return std::nullopt;
        return Receipt(std::shared_ptr<const antin_receipt>(handle_, receipt));
    }
    /// Returns the judgement on its signature; nothing if its container could not be judged. It keeps this alive.
    std::optional<Report> report() const {
        const antin_report *report = antin_receipt_report_report(get());
        if (report == nullptr) return std::nullopt;
        return Report(std::shared_ptr<const antin_report>(handle_, report));
    }
    /// Returns what is known of its certificate and the recipient that it names.
    [[nodiscard]] Binding binding() const noexcept {
        return static_cast<Binding>(antin_receipt_report_binding(get()));
    }
    /// Returns whose certificate it is instead, where the binding is Binding::other and that was said.
    std::optional<std::string> other() const { return detail::maybe(antin_receipt_report_other(get())); }
    /// Returns what differs from what was sent, as stable names such as `seal`.
    std::vector<std::string> mismatches() const {
        return detail::texts(antin_receipt_report_mismatch_count, antin_receipt_report_mismatch, get());
    }
    /// Returns what differs as clauses for people, in the same order.
    std::vector<std::string> mismatch_texts(Language language) const {
        std::vector<std::string> all;
        for (std::size_t index = 0; index < antin_receipt_report_mismatch_count(get()); ++index) {
            const char *text = antin_receipt_report_mismatch_text(get(), index, detail::number(language));
            all.push_back(detail::maybe(text).value_or(""));
        }
        return all;
    }
    /// Gives the whole judgement as JSON.
    std::string to_json(Language language) const {
        return detail::print(antin_receipt_report_to_json, get(), language);
    }
    /// Gives the whole judgement as text for people.
    std::string to_text(Language language) const {
        return detail::print(antin_receipt_report_to_text, get(), language);
    }

private:
    friend class ReturnedReceipt;
    explicit ReceiptReport(std::shared_ptr<const antin_receipt_report> handle) : handle_(std::move(handle)) {}
    const antin_receipt_report *get() const noexcept { return handle_.get(); }

    std::shared_ptr<const antin_receipt_report> handle_;
};

/// Judges a receipt against what was sent. `recipients` says whose certificates are whose, by its senders, function and
/// registry; `before` is the status that this recipient told last. Go on with ReceiptReport::require_accepted.
[[nodiscard]] inline ReceiptReport judge_receipt(BytesView container, const Sent &sent, const Opening &recipients,
                                                 std::optional<Status> before, const Policy &policy,
                                                 const Evidence &evidence, Time at) {
    const antin_opening *known = detail::wanted(recipients);
    return ReceiptReport(detail::make_with_functions<antin_receipt_report>([&](auto out, auto error) {
        return antin_receipt_judge(container.data(), container.size(), sent.get(), known,
                                   before ? detail::number(*before) : 0, policy.get(), evidence.get(), to_unix(at), out,
                                   error);
    }));
}

/// Puts a receipt into a package, as a further attachment, and writes it. Seals that are on it then miss it: put it in
/// before the package is sealed.
inline void insert_receipt(BytesView receipt, From package, To carrying) {
    detail::call_with_functions([&](auto error) {
        return antin_receipt_insert(receipt.data(), receipt.size(), package.get(), carrying.get(), error);
    });
}

/// Puts a receipt into a package: gives the package with it. Otherwise as above.
inline Buffer insert_receipt(BytesView receipt, From package) {
    return detail::write_to_memory([&](auto target, auto error) {
        return antin_receipt_insert(receipt.data(), receipt.size(), package.get(), target, error);
    });
}

/// A receipt that a package carries.
struct CarriedReceipt {
    std::vector<std::uint8_t> container;
    std::size_t attachment;  ///< its place among the attachments of the message
};

/// Takes the receipts out that a package carries. Nothing is judged: they may be anybody's.
inline std::vector<CarriedReceipt> receipts_in(From package) {
    const auto carried = detail::make_with_functions<antin_receipts>([&](auto out, auto error) {
        return antin_receipts_in(package.get(), out, error);
    });
    std::vector<CarriedReceipt> all;
    for (std::size_t index = 0; index < antin_receipts_count(carried.get()); ++index) {
        std::size_t size = 0;
        const std::uint8_t *data = antin_receipts_get(carried.get(), index, &size);
        all.push_back({BytesView(data, size).to_vector(), antin_receipts_attachment(carried.get(), index)});
    }
    return all;
}

}  // namespace antin

#endif
