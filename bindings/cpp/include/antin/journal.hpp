/// @file
/// Checking journals: whether anything was changed, removed or put in since they were written.

#ifndef ANTIN_JOURNAL_HPP
#define ANTIN_JOURNAL_HPP

#include "antin/policy.hpp"
#include "antin/stream.hpp"

namespace antin {

/// A time-stamp in a journal.
struct JournalStamp {
    std::uint64_t entry;  ///< the number of its own entry
    std::uint64_t over;   ///< up to which entry it proves the journal
    Time time;
};

/// The judgement on a journal. It is no pass: ask require_whole().
class JournalCheck {
public:
    explicit JournalCheck(detail::Owned<antin_journal> handle) : handle_(std::move(handle)) {}

    /// Returns only if nothing was found. Throws Rejected, which names the entry, otherwise.
    void require_whole() const {
        detail::call([&](auto error) { return antin_journal_require_whole(get(), error); });
    }
    /// Says whether require_whole() would return.
    [[nodiscard]] bool is_whole() const noexcept { return antin_journal_is_whole(get()) != 0; }
    /// Returns what is wrong, as a stable name such as `removed`; nothing if nothing is.
    std::optional<std::string> fault() const { return detail::maybe(antin_journal_fault(get())); }
    /// Returns what is wrong as a clause for people; nothing if nothing is.
    std::optional<std::string> fault_text(Language language) const {
        return detail::maybe(antin_journal_fault_text(get(), detail::number(language)));
    }
    /// Returns the number of the first entry concerned; 0 if it is whole.
    std::uint64_t entry() const noexcept { return antin_journal_entry(get()); }
    /// Returns the number of the first entry that may be concerned; 0 if it is whole.
    std::uint64_t since() const noexcept { return antin_journal_since(get()); }
    /// Returns the line at which it shows; 0 if it is whole.
    std::uint64_t line() const noexcept { return antin_journal_line(get()); }
    /// Returns its end, to keep for the next check; if it is not whole, the last entry up to which it is.
    std::string head() const { return detail::maybe(antin_journal_head(get())).value_or(""); }
    std::uint64_t stamp_count() const noexcept { return antin_journal_stamp_count(get()); }
    /// Says whether time-stamps were judged.
    [[nodiscard]] bool is_judged() const noexcept { return antin_journal_is_judged(get()) != 0; }
    /// Returns the last time-stamp that holds.
    std::optional<JournalStamp> last_stamp() const {
        std::uint64_t entry = 0, over = 0;
        std::int64_t time = 0;
        const bool is_there = detail::call_if_there([&](antin_error **error) {
            return antin_journal_last_stamp(get(), &entry, &over, &time, error);
        });
        return is_there ? std::optional(JournalStamp{entry, over, from_unix(time)}) : std::nullopt;
    }

private:
    const antin_journal *get() const noexcept { return handle_.get(); }

    detail::Owned<antin_journal> handle_;
};

/// Checks a journal, in constant memory, against an end of it that was kept, if there is one. Its time-stamps have to
/// fit, and are not judged. Go on with JournalCheck::require_whole.
[[nodiscard]] inline JournalCheck check_journal(From lines, std::optional<std::string_view> head = std::nullopt) {
    const detail::MaybeText kept(head);
    return JournalCheck(detail::make_with_functions<antin_journal>([&](auto out, auto error) {
        return antin_journal_check(lines.get(), kept.get(), nullptr, nullptr, 0, out, error);
    }));
}

/// Checks a journal, and judges its time-stamps by a policy. Otherwise as above.
[[nodiscard]] inline JournalCheck check_journal(From lines, std::optional<std::string_view> head, const Policy &policy,
                                                const Evidence &evidence, Time at) {
    const detail::MaybeText kept(head);
    const antin_policy *by = detail::wanted(policy);
    return JournalCheck(detail::make_with_functions<antin_journal>([&](auto out, auto error) {
        return antin_journal_check(lines.get(), kept.get(), by, evidence.get(), to_unix(at), out, error);
    }));
}

}  // namespace antin

#endif
