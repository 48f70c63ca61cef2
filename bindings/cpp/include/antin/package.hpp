/// @file
/// Judging packages: each seal as a signature, and what it says against the message; taking attachments out.

#ifndef ANTIN_PACKAGE_HPP
#define ANTIN_PACKAGE_HPP

#include "antin/opening.hpp"
#include "antin/policy.hpp"
#include "antin/report.hpp"
#include "antin/seal.hpp"

namespace antin {

/// What became of a package.
enum class PackageState : std::uint32_t {
    intact = ANTIN_STATE_INTACT,
    rewritten_by_hop = ANTIN_STATE_REWRITTEN_BY_HOP,
    damaged = ANTIN_STATE_DAMAGED,
    incomplete = ANTIN_STATE_INCOMPLETE,
    changed = ANTIN_STATE_CHANGED,
    not_sealed = ANTIN_STATE_NOT_SEALED,
};

/// What became of a fact.
enum class FactState : std::uint32_t {
    same = ANTIN_FACT_SAME,
    changed = ANTIN_FACT_CHANGED,
    removed = ANTIN_FACT_REMOVED,
    added = ANTIN_FACT_ADDED,
    /// It is what was sealed, without a part that hubs drop: harmless. Only of `details`.
    reduced = ANTIN_FACT_REDUCED,
};

/// What became of an attachment.
enum class FileState : std::uint32_t {
    same = ANTIN_FILE_SAME,
    swapped = ANTIN_FILE_SWAPPED,
    renamed = ANTIN_FILE_RENAMED,
    changed = ANTIN_FILE_CHANGED,
    missing = ANTIN_FILE_MISSING,
    added = ANTIN_FILE_ADDED,
};

namespace detail {

/// Asks for a place that may be absent.
template <class T>
std::optional<std::size_t> place(antin_result (*function)(const T *, std::size_t *), const T *handle) noexcept {
    std::size_t place = 0;
    return function(handle, &place) == ANTIN_RESULT_OK ? std::optional(place) : std::nullopt;
}

}  // namespace detail

/// A fact of a package. It keeps its package alive. Its values are a stranger's text: escape them.
class Fact {
public:
    /// Returns the stable name, such as `subject`; docs/seal.md lists them.
    std::string name() const { return detail::maybe(antin_fact_name(get())).value_or(""); }
    /// Returns which fact it is in words for people.
    std::string words(Language language) const {
        return detail::maybe(antin_fact_words(get(), detail::number(language))).value_or("");
    }
    [[nodiscard]] FactState state() const noexcept { return static_cast<FactState>(antin_fact_state(get())); }
    /// Returns the values that were sealed; several only for a list, as of recipients.
    std::vector<std::string> sealed() const {
        return detail::texts(antin_fact_sealed_count, antin_fact_sealed, get());
    }
    /// Returns the values that arrived.
    std::vector<std::string> arrived() const {
        return detail::texts(antin_fact_arrived_count, antin_fact_arrived, get());
    }

private:
    friend class Package;
    explicit Fact(std::shared_ptr<const antin_fact> handle) : handle_(std::move(handle)) {}
    const antin_fact *get() const noexcept { return handle_.get(); }

    std::shared_ptr<const antin_fact> handle_;
};

/// An attachment of a package. It keeps its package alive. Its names are a stranger's text: no paths.
class File {
public:
    /// Returns the name that arrived, or that was sealed if it is missing.
    std::string name() const { return detail::maybe(antin_file_name(get())).value_or(""); }
    [[nodiscard]] FileState state() const noexcept { return static_cast<FileState>(antin_file_state(get())); }
    /// Returns which attachment of the message it is, seals counted too; nothing if it is missing.
    std::optional<std::size_t> attachment() const noexcept { return detail::place(antin_file_attachment, get()); }
    /// Returns the length of what arrived, out of the archives around it; 0 if it is missing.
    std::uint64_t length() const noexcept { return antin_file_length(get()); }
    /// Returns the SHA-256 of what arrived, in hexadecimal; nothing if it is missing.
    std::optional<std::string> sha256() const { return detail::maybe(antin_file_sha256(get())); }
    /// Says whether it was taken out of an archive that was put around it on the way.
    bool is_unwrapped() const noexcept { return antin_file_is_unwrapped(get()) != 0; }
    /// Says whether a conversion of text on the way destroyed it.
    bool is_destroyed() const noexcept { return antin_file_is_destroyed(get()) != 0; }
    /// Returns the name that was sealed; nothing if it was not sealed.
    std::optional<std::string> sealed_name() const { return detail::maybe(antin_file_sealed_name(get())); }
    /// Returns the length that was sealed; 0 if it was not sealed.
    std::uint64_t sealed_length() const noexcept { return antin_file_sealed_length(get()); }
    /// Returns the SHA-256 that was sealed, in hexadecimal; nothing if it was not sealed.
    std::optional<std::string> sealed_sha256() const { return detail::maybe(antin_file_sealed_sha256(get())); }

private:
    friend class Package;
    File(std::shared_ptr<const antin_file> handle, std::size_t index) : handle_(std::move(handle)), index_(index) {}
    const antin_file *get() const noexcept { return handle_.get(); }

    std::shared_ptr<const antin_file> handle_;
    std::size_t index_;
};

/// What was passed over while a message was read. It keeps its package or validation alive.
class Liberty {
public:
    /// Returns the stable name, such as `comment-in-text`.
    std::string code() const { return detail::maybe(antin_liberty_code(get())).value_or(""); }
    /// Returns which element of the format it is about; nothing if it is about none.
    std::optional<std::string> element() const { return detail::maybe(antin_liberty_element(get())); }
    /// Returns it as a clause for people.
    std::string text(Language language) const {
        return detail::maybe(antin_liberty_text(get(), detail::number(language))).value_or("");
    }
    /// Says whether it lets two readers see two messages: no package with it is accepted.
    bool is_ambiguous() const noexcept { return antin_liberty_is_ambiguous(get()) != 0; }
    /// Returns which attachment of the message it is about; nothing if it is about none.
    std::optional<std::size_t> attachment() const noexcept { return detail::place(antin_liberty_attachment, get()); }
    /// Returns where it was taken first, in octets from the beginning of the message.
    std::uint64_t offset() const noexcept { return antin_liberty_offset(get()); }
    /// Returns how many times it was taken.
    std::uint64_t times() const noexcept { return antin_liberty_times(get()); }

private:
    friend class Package;
    friend class Validation;
    explicit Liberty(std::shared_ptr<const antin_liberty> handle) : handle_(std::move(handle)) {}
    const antin_liberty *get() const noexcept { return handle_.get(); }

    std::shared_ptr<const antin_liberty> handle_;
};

/// The judgement on one seal. It keeps its package alive.
class Seal {
public:
    /// Returns which attachment of the message it is; nothing if it was handed over beside the message.
    std::optional<std::size_t> attachment() const noexcept { return detail::place(antin_seal_attachment, get()); }
    /// Returns which of the containers of Opening::add_container it is; nothing if it is an attachment.
    std::optional<std::size_t> container() const noexcept { return detail::place(antin_seal_container, get()); }
    /// Returns by what it is known, so that a package that is sent twice can be told; nothing if it does not have
    /// exactly one signature.
    std::optional<std::string> id() const { return detail::maybe(antin_seal_id(get())); }
    /// Returns the SHA-256 of its container, in hexadecimal.
    std::string sha256() const { return detail::maybe(antin_seal_sha256(get())).value_or(""); }
    /// Returns the verdict on it: that of its signature, and a failure if it is faulty. Of the message it says nothing.
    [[nodiscard]] Verdict verdict() const noexcept { return static_cast<Verdict>(antin_seal_verdict(get())); }
    /// Returns the sub-indication of EN 319 102-1; nothing for a pass.
    std::optional<std::string> sub_indication() const { return detail::maybe(antin_seal_sub_indication(get())); }
    /// Returns what is wrong with container or statement, as a stable name; nothing if nothing is.
    std::optional<std::string> fault() const { return detail::maybe(antin_seal_fault(get())); }
    /// Returns the fault as a clause for people; nothing if there is none.
    std::optional<std::string> fault_text(Language language) const {
        return detail::maybe(antin_seal_fault_text(get(), detail::number(language)));
    }
    /// Returns the identifier code of the body that seals, by its own word; nothing if it cannot be read.
    std::optional<std::string> organ() const { return detail::maybe(antin_seal_organ(get())); }
    /// Returns in which role it seals, by its own word; nothing if it cannot be read.
    std::optional<Role> role() const noexcept {
        const std::uint32_t role = antin_seal_role(get());
        return role != 0 ? std::optional(static_cast<Role>(role)) : std::nullopt;
    }
    /// Returns what is known of its certificate and the body that it names.
    [[nodiscard]] Binding binding() const noexcept { return static_cast<Binding>(antin_seal_binding(get())); }
    /// Returns what it says about the package, as JSON by docs/seal.md; nothing if it cannot be read.
    std::optional<std::string> statement() const {
        std::size_t size = 0;
        const std::uint8_t *data = antin_seal_statement(get(), &size);
        return data != nullptr ? std::optional(BytesView(data, size).to_string()) : std::nullopt;
    }
    /// Returns the judgement on its signature; nothing if its container could not be judged. It keeps the package
    /// alive. That it passed says nothing of the message: that is Package::require_accepted.
    std::optional<Report> report() const {
        const antin_report *report = antin_seal_report(get());
        if (report == nullptr) return std::nullopt;
        return Report(std::shared_ptr<const antin_report>(handle_, report));
    }
    /// Returns by what seals are known that were there before this one and are not there now.
    std::vector<std::string> missing() const {
        return detail::texts(antin_seal_missing_count, antin_seal_missing, get());
    }

private:
    friend class Package;
    explicit Seal(std::shared_ptr<const antin_seal> handle) : handle_(std::move(handle)) {}
    const antin_seal *get() const noexcept { return handle_.get(); }

    std::shared_ptr<const antin_seal> handle_;
};

/// The judgement on a package. It is no pass: ask require_accepted().
class Package {
public:
    explicit Package(detail::Owned<antin_package> handle) : handle_(std::move(handle)) {}
    Package(Package &&) noexcept = default;
    Package &operator=(Package &&) noexcept = default;

    /// Returns only if all that was sealed is whole, every seal passed, and the sender is bound. Throws Rejected
    /// otherwise.
    void require_accepted() const {
        detail::call([&](auto error) { return antin_package_require_accepted(get(), error); });
    }
    /// Says whether require_accepted() would return.
    [[nodiscard]] bool is_accepted() const noexcept { return antin_package_is_accepted(get()) != 0; }
    /// Returns what became of it. Of the signatures it says nothing.
    [[nodiscard]] PackageState state() const noexcept {
        const std::uint32_t state = antin_package_state(get());
        return state != 0 ? static_cast<PackageState>(state) : PackageState::not_sealed;
    }
    /// Returns the verdict on the signatures of all seals: the worst. Of the message it says nothing.
    [[nodiscard]] Verdict verdict() const noexcept { return static_cast<Verdict>(antin_package_verdict(get())); }
    /// Returns the sub-indication of EN 319 102-1; nothing for a pass.
    std::optional<std::string> sub_indication() const { return detail::maybe(antin_package_sub_indication(get())); }
    /// Returns the identifier code of the sender, as the message has it. A claim, unless the package is accepted.
    std::optional<std::string> sender_code() const { return detail::maybe(antin_package_sender_code(get())); }
    /// Returns what is known of the certificate of the sender's seal.
    [[nodiscard]] Binding sender_binding() const noexcept {
        return static_cast<Binding>(antin_package_sender_binding(get()));
    }
    /// Returns whose certificate it is instead, where the binding is Binding::other and that was said.
    std::optional<std::string> sender_other() const { return detail::maybe(antin_package_sender_other(get())); }
    /// Returns the seals: those in the message, then those beside it.
    std::vector<Seal> seals() const {
        std::vector<Seal> all;
        for (std::size_t index = 0; index < antin_package_seal_count(get()); ++index) {
            all.push_back(Seal({handle_, antin_package_seal(get(), index)}));
        }
        return all;
    }
    /// Returns the facts that were sealed or arrived, each by the seal that is worst for it.
    std::vector<Fact> facts() const {
        std::vector<Fact> all;
        for (std::size_t index = 0; index < antin_package_fact_count(get()); ++index) {
            all.push_back(Fact({handle_, antin_package_fact(get(), index)}));
        }
        return all;
    }
    /// Returns the attachments that were sealed or arrived, without the seals, each by the seal that is worst for it.
    std::vector<File> files() const {
        std::vector<File> all;
        for (std::size_t index = 0; index < antin_package_file_count(get()); ++index) {
            all.push_back(File({handle_, antin_package_file(get(), index)}, index));
        }
        return all;
    }
    /// Returns the liberties that were taken while the message was read, in its order.
    std::vector<Liberty> liberties() const {
        std::vector<Liberty> all;
        for (std::size_t index = 0; index < antin_package_liberty_count(get()); ++index) {
            all.push_back(Liberty({handle_, antin_package_liberty(get(), index)}));
        }
        return all;
    }
    /// Gives the whole judgement as JSON, by docs/package-report.schema.json.
    std::string to_json(Language language) const { return detail::print(antin_package_to_json, get(), language); }
    /// Gives the whole judgement as text for people.
    std::string to_text(Language language) const { return detail::print(antin_package_to_text, get(), language); }

    /// Writes one attachment, by its place in files(), out of the archives around it. The message is given again, and
    /// each attachment is compared with what was judged. Throws Rejected, and writes nothing, if it is not accepted.
    void extract(From message, std::size_t index, To target) const {
        detail::call_with_functions([&](auto error) {
            return antin_package_extract_file(get(), message.get(), index, target.get(), error);
        });
    }
    /// Gives one attachment. Otherwise as above.
    Buffer extract(From message, std::size_t index) const {
        return detail::write_to_memory([&](auto target, auto error) {
            return antin_package_extract_file(get(), message.get(), index, target, error);
        });
    }
    /// Writes one of the attachments that files() gave. Otherwise as above.
    void extract(From message, const File &file, To target) const {
        require_own(file);
        detail::call_with_functions([&](auto error) {
            return antin_package_extract_file(get(), message.get(), file.index_, target.get(), error);
        });
    }
    /// Gives one of the attachments that files() gave. Otherwise as above.
    Buffer extract(From message, const File &file) const {
        require_own(file);
        return detail::write_to_memory([&](auto target, auto error) {
            return antin_package_extract_file(get(), message.get(), file.index_, target, error);
        });
    }
    /// Writes all attachments, reading the message once: a target for each of files(), in that order; a null pointer
    /// passes one over.
    void extract_all(From message, const std::vector<Target *> &targets) const {
        std::vector<antin_target *> all;
        for (Target *target : targets) all.push_back(target != nullptr ? target->get() : nullptr);
        extract_to(message, all);
    }
    /// Gives all attachments, reading the message once.
    std::vector<Buffer> extract_all(From message) const {
        std::vector<detail::Owned<antin_target>> targets;
        std::vector<antin_target *> all;
        for (std::size_t index = 0; index < antin_package_file_count(get()); ++index) {
            targets.push_back(detail::make<antin_target>(antin_target_new));
            all.push_back(targets.back().get());
        }
        extract_to(message, all);
        std::vector<Buffer> buffers;
        for (auto &target : targets) buffers.emplace_back(std::move(target));
        return buffers;
    }
    const antin_package *get() const noexcept { return handle_.get(); }

private:
    friend class Arrival;
    friend class Sending;
    explicit Package(std::shared_ptr<const antin_package> handle) : handle_(std::move(handle)) {}

    void extract_to(From &message, std::vector<antin_target *> &targets) const {
        const std::size_t count = targets.size();
        targets.push_back(nullptr);  // so that there is something to point to
        detail::call_with_functions([&](auto error) {
            return antin_package_extract(get(), message.get(), targets.data(), count, error);
        });
    }
    void require_own(const File &file) const {
        if (file.get() != antin_package_file(get(), file.index_) || file.get() == nullptr) {
            throw std::invalid_argument("an attachment for antin is another package's");
        }
    }

    std::shared_ptr<const antin_package> handle_;
};

/// Judges a package: each seal as a signature, and what it says against the message, fact by fact and file by file.
/// Go on with Package::require_accepted.
[[nodiscard]] inline Package open(From message, const Opening &opening, const Policy &policy, const Evidence &evidence,
                                  Time at) {
    return Package(detail::make_with_functions<antin_package>([&](auto out, auto error) {
        return antin_package_open(message.get(), opening.get(), policy.get(), evidence.get(), to_unix(at), out, error);
    }));
}

/// What a message lacks by the rules of the format. Nothing in it was judged: it may be anybody's.
class Validation {
public:
    explicit Validation(From message)
        : handle_(detail::make_with_functions<antin_validation>([&](auto out, auto error) {
              return antin_validation_new(message.get(), out, error);
          })) {}
    Validation(Validation &&) noexcept = default;
    Validation &operator=(Validation &&) noexcept = default;

    /// Returns the faults, each a letter and a path such as `R.MessageHeader.Subject`.
    std::vector<std::string> faults() const {
        return detail::texts(antin_validation_fault_count, antin_validation_fault, handle_.get());
    }
    /// Returns the liberties that were taken while the message was read, in its order.
    std::vector<Liberty> liberties() const {
        std::vector<Liberty> all;
        for (std::size_t index = 0; index < antin_validation_liberty_count(handle_.get()); ++index) {
            all.push_back(Liberty({handle_, antin_validation_liberty(handle_.get(), index)}));
        }
        return all;
    }

private:
    std::shared_ptr<const antin_validation> handle_;
};

}  // namespace antin

#endif
