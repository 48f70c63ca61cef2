/// @file
/// The gateway: what of an agency's packages goes out, what comes in, and what is remembered of both.

#ifndef ANTIN_GATEWAY_HPP
#define ANTIN_GATEWAY_HPP

#include <chrono>

#include "antin/arrival.hpp"
#include "antin/sending.hpp"

namespace antin {

/// What a gateway lets out and takes in, as an administrator wrote it down (docs/gateway.md).
class GatewayPolicy {
public:
    /// Reads one, in TOML. Throws Error with Code::policy, which names the line.
    explicit GatewayPolicy(BytesView toml)
        : handle_(detail::make<antin_gateway_policy>([&](auto out, auto error) {
              return antin_gateway_policy_new(toml.data(), toml.size(), out, error);
          })) {}
    /// Takes the one that forgives nothing.
    static GatewayPolicy strict() {
        return GatewayPolicy(detail::make<antin_gateway_policy>(antin_gateway_policy_strict));
    }

    std::string name() const { return detail::maybe(antin_gateway_policy_name(get())).value_or(""); }
    std::string title(Language language) const {
        return detail::maybe(antin_gateway_policy_title(get(), detail::number(language))).value_or("");
    }
    /// Returns the day of the last change.
    std::string version() const { return detail::maybe(antin_gateway_policy_version(get())).value_or(""); }
    /// Returns for how long packages are taken: the longest of all agencies. No ledger may forget sooner.
    std::chrono::seconds window() const noexcept {
        return std::chrono::seconds(static_cast<std::int64_t>(antin_gateway_policy_window(get())));
    }
    const antin_gateway_policy *get() const noexcept { return handle_.get(); }

private:
    explicit GatewayPolicy(detail::Owned<antin_gateway_policy> handle) : handle_(std::move(handle)) {}

    detail::Owned<antin_gateway_policy> handle_;
};

/// An identifier code and its key, which nothing gives out. Threads may share it.
class Agency {
public:
    /// Takes a key that is at hand.
    Agency(std::string_view code, const Credential &credential)
        : handle_(detail::make<antin_agency>([&](auto out, auto error) {
              const detail::Text text(code);
              return antin_agency_new(text.get(), credential.get(), out, error);
          })) {}
    /// Takes the certificates of a key that lives elsewhere: everything goes in steps then.
    static Agency elsewhere(std::string_view code, BytesView chain) {
        const detail::Text text(code);
        return Agency(detail::make<antin_agency>([&](auto out, auto error) {
            return antin_agency_new_elsewhere(text.get(), chain.data(), chain.size(), out, error);
        }));
    }

    /// Says who makes time-stamps for its seals and receipts.
    Agency &set_timestamper(const Timestamper &timestamper) {
        detail::call([&](auto error) {
            return antin_agency_set_timestamper(handle_.get(), timestamper.get(), error);
        });
        return *this;
    }
    std::string code() const { return detail::maybe(antin_agency_code(get())).value_or(""); }
    const antin_agency *get() const noexcept { return handle_.get(); }

private:
    explicit Agency(detail::Owned<antin_agency> handle) : handle_(std::move(handle)) {}

    detail::Owned<antin_agency> handle_;
};

/// Takes a line of the journal, with its line end, and returns when it cannot be lost any more. What it throws fails
/// the record, and comes out of the call; the ledger records nothing more then. It is called in any thread that records,
/// by one at a time, and must not use the ledger or a gateway on it.
using JournalLine = std::function<void(std::string_view line)>;

/// What came before, and the journal, in one. Threads may share it. Gateways keep what they need of it.
class Ledger {
public:
    /// Makes one in memory, which forgets when the last gateway on it goes. It keeps so many arrivals at most; what was
    /// sealed at the horizon or before is too old. Each line of the journal is handed to the function, if there is one.
    static Ledger in_memory(std::chrono::seconds window, std::size_t most, std::optional<Time> horizon = std::nullopt,
                            JournalLine line = nullptr) {
        const bool is_there = static_cast<bool>(line);
        auto kept = std::make_shared<JournalLine>(std::move(line));
        auto handle = detail::make<antin_ledger>([&](auto out, auto error) {
            return antin_ledger_new(seconds(window), most, time(horizon), is_there ? call_line : nullptr, kept.get(), out,
                                    error);
        });
        return Ledger(std::move(kept), std::move(handle));
    }
    /// Makes one in a file, which must not be there. The path is in UTF-8. In the place of one that was lost, its horizon
    /// is the time of the day, or what was accepted is accepted again; the very first may do without (`std::nullopt`).
    static Ledger create(std::string_view path, std::chrono::seconds window, std::optional<Time> horizon) {
        const detail::Text text(path);
        return Ledger(nullptr, detail::make<antin_ledger>([&](auto out, auto error) {
                          return antin_ledger_create(text.get(), seconds(window), time(horizon), out, error);
                      }));
    }
    /// Opens one in a file. Throws LedgerError if it is in use or damaged.
    static Ledger open(std::string_view path, std::chrono::seconds window) {
        const detail::Text text(path);
        return Ledger(nullptr, detail::make<antin_ledger>([&](auto out, auto error) {
                          return antin_ledger_open(text.get(), seconds(window), out, error);
                      }));
    }

    /// Returns the end of the journal, such as `12:` and a digest: what an auditor keeps somewhere else.
    std::string head() const {
        return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
                   return antin_ledger_head(get(), out, error);
               })).to_string();
    }
    /// Returns how many arrivals are kept.
    std::uint64_t arrivals() const {
        std::uint64_t count = 0;
        detail::call([&](auto error) { return antin_ledger_arrivals(get(), &count, error); });
        return count;
    }
    /// Writes the lines of the journal from an entry on; the first is number 1. Of ledgers in files only.
    void export_journal(std::uint64_t from, To lines) const {
        detail::call_with_functions([&](auto error) {
            return antin_ledger_export(get(), from, lines.get(), error);
        });
    }
    /// Gives the lines of the journal from an entry on. Otherwise as above.
    Buffer export_journal(std::uint64_t from = 1) const {
        return detail::write_to_memory([&](auto target, auto error) {
            return antin_ledger_export(get(), from, target, error);
        });
    }
    /// Has the journal time-stamped as it is, and records that: returns the number of the entry; nothing if the journal
    /// is empty.
    std::optional<std::uint64_t> stamp(const Timestamper &timestamper, Time at) const {
        std::uint64_t entry = 0;
        bool is_there = false;
        detail::call_with_functions([&](antin_error **error) -> antin_result {
            const antin_result result = antin_ledger_stamp(get(), timestamper.get(), to_unix(at), &entry, error);
            is_there = result == ANTIN_RESULT_OK;
            return result == ANTIN_RESULT_ABSENT ? ANTIN_RESULT_OK : result;
        });
        return is_there ? std::optional(entry) : std::nullopt;
    }
    const antin_ledger *get() const noexcept { return handle_.get(); }

private:
    friend class Gateway;
    Ledger(std::shared_ptr<const void> line, detail::Owned<antin_ledger> handle)
        : line_(std::move(line)), handle_(std::move(handle)) {}

    static std::uint64_t seconds(std::chrono::seconds window) {
        if (window.count() < 0) throw std::invalid_argument("a window for antin is negative");
        return static_cast<std::uint64_t>(window.count());
    }
    static std::int64_t time(std::optional<Time> horizon) {
        return horizon ? to_unix(*horizon) : std::numeric_limits<std::int64_t>::min();
    }
    static std::uint32_t call_line(void *context, const std::uint8_t *octets, std::size_t size) {
        try {
            const std::string_view line(reinterpret_cast<const char *>(octets), size);
            (*static_cast<const JournalLine *>(context))(line);
            return 0;
        } catch (...) {
            detail::Thrown::keep();
            return 1;
        }
    }

    // Outlives the handle, and the gateways on it.
    std::shared_ptr<const void> line_;
    detail::Owned<antin_ledger> handle_;
};

/// Decides what goes out and what comes in, and records it before anything is handed out. Threads may share it. It keeps
/// what it needs of what it is made of; for a newer registry make another one on the same ledger.
///
/// Whatever judges throws RegistryPast if the next registry should be there by now, and whatever records throws
/// LedgerError if that failed: then nothing was handed out.
class Gateway {
public:
    /// Throws Rejected if the registry is not trusted.
    Gateway(const GatewayPolicy &rules, const Policy &policy, const Registry &registry, const Ledger &ledger)
        : line_(ledger.line_), handle_(detail::make<antin_gateway>([&](auto out, auto error) {
              return antin_gateway_new(rules.get(), policy.get(), registry.get(), ledger.get(), out, error);
          })) {}

    /// Judges a package, seals it, records it, and writes it with the seal. If it is refused, nothing is written, and
    /// the target is as it was. Go on with Sending::require_sent.
    [[nodiscard]] Sending send(const Agency &agency, From package, const Evidence &evidence, Time at, To sealed) const {
        return send(agency, package, evidence, at, sealed.get());
    }
    /// Judges a package, seals it, and records it. Sending::sealed gives it with the seal. Otherwise as above.
    [[nodiscard]] Sending send(const Agency &agency, From package, const Evidence &evidence, Time at) const {
        auto target = detail::make<antin_target>(antin_target_new);
        Sending sending = send(agency, package, evidence, at, target.get());
        if (sending.state() == SendingState::sent) {
            sending.sealed_ = std::make_shared<const Buffer>(std::move(target));
        }
        return sending;
    }
    /// Judges a package that is to go out, and records nothing. Go on with refuse() or prepare() of what it gives.
    [[nodiscard]] Sending judge_sending(const Agency &agency, From package, const Evidence &evidence, Time at) const {
        return Sending(detail::make_with_functions<antin_sending>([&](auto out, auto error) {
            return antin_sending_judge(get(), agency.get(), package.get(), evidence.get(), to_unix(at), out, error);
        }), line_);
    }

    /// Judges a receipt that came back against what was sent, and records it; `before` is the status that this
    /// recipient told last. Go on with ReturnedReceipt::require_accepted.
    [[nodiscard]] ReturnedReceipt take_receipt(const Agency &agency, BytesView receipt, const Sent &sent,
                                               std::optional<Status> before, const Evidence &evidence, Time at) const {
        return ReturnedReceipt(detail::make_with_functions<antin_returned_receipt>([&](auto out, auto error) {
            return antin_gateway_take_receipt(get(), agency.get(), receipt.data(), receipt.size(), sent.get(),
                                              before ? detail::number(*before) : 0, evidence.get(), to_unix(at), out,
                                              error);
        }));
    }

    /// Judges a package that came in, signs its receipt, and records it. Go on with Arrival::require_accepted.
    [[nodiscard]] Arrival receive(const Agency &agency, From package, const Evidence &evidence, Time at) const {
        return arrive(antin_gateway_receive, agency, package, nullptr, evidence, at);
    }
    /// The same with seals that were handed over beside the message: the containers of the opening, which must not name
    /// senders, as the registry says who is who.
    [[nodiscard]] Arrival receive(const Agency &agency, From package, const Opening &beside, const Evidence &evidence,
                                  Time at) const {
        return arrive(antin_gateway_receive, agency, package, detail::wanted(beside), evidence, at);
    }
    /// Judges a package that came in, and records nothing. Go on with answer(), prepare() or without_receipt() of what
    /// it gives, and then record().
    [[nodiscard]] Arrival judge_arrival(const Agency &agency, From package, const Evidence &evidence, Time at) const {
        return arrive(antin_arrival_judge, agency, package, nullptr, evidence, at);
    }
    /// The same with seals that were handed over beside the message, as in receive().
    [[nodiscard]] Arrival judge_arrival(const Agency &agency, From package, const Opening &beside,
                                        const Evidence &evidence, Time at) const {
        return arrive(antin_arrival_judge, agency, package, detail::wanted(beside), evidence, at);
    }

private:
    const antin_gateway *get() const noexcept { return handle_.get(); }

    Sending send(const Agency &agency, From &package, const Evidence &evidence, Time at, antin_target *sealed) const {
        return Sending(detail::make_with_functions<antin_sending>([&](auto out, auto error) {
            return antin_gateway_send(get(), agency.get(), package.get(), evidence.get(), to_unix(at), sealed, out,
                                      error);
        }), line_);
    }
    template <class F>
    Arrival arrive(F *function, const Agency &agency, From &package, const antin_opening *beside,
                   const Evidence &evidence, Time at) const {
        return Arrival(detail::make_with_functions<antin_arrival>([&](auto out, auto error) {
            return function(get(), agency.get(), package.get(), beside, evidence.get(), to_unix(at), out, error);
        }), line_);
    }

    // The ledger calls it, which is kept alive by the gateway.
    std::shared_ptr<const void> line_;
    detail::Owned<antin_gateway> handle_;
};

}  // namespace antin

#endif
