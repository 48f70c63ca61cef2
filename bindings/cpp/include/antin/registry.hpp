/// @file
/// Registries of senders: who is who, by a file that those sign who may. Reading them, and writing them.

#ifndef ANTIN_REGISTRY_HPP
#define ANTIN_REGISTRY_HPP

#include <vector>

#include "antin/policy.hpp"
#include "antin/report.hpp"
#include "antin/seal.hpp"

namespace antin {

/// What is known of a certificate and the body that it is said to be of.
enum class Binding : std::uint32_t {
    unknown = ANTIN_BINDING_UNKNOWN,
    bound = ANTIN_BINDING_BOUND,
    role_not_allowed = ANTIN_BINDING_ROLE_NOT_ALLOWED,
    expired = ANTIN_BINDING_EXPIRED,
    revoked = ANTIN_BINDING_REVOKED,
    other = ANTIN_BINDING_OTHER,
};

/// Who may sign registries. Threads may share it.
class RegistrySigners {
public:
    /// Takes certificates, one or several in PEM, or one in DER.
    explicit RegistrySigners(BytesView certificates)
        : handle_(detail::make<antin_registry_signers>(antin_registry_signers_new)) {
        add(certificates);
    }
    /// Takes these certificates as well.
    RegistrySigners &add(BytesView certificates) {
        detail::call([&](auto error) {
            return antin_registry_signers_add(handle_.get(), certificates.data(), certificates.size(), error);
        });
        return *this;
    }
    const antin_registry_signers *get() const noexcept { return handle_.get(); }

private:
    detail::Owned<antin_registry_signers> handle_;
};

/// A registry that was believed: what to keep of it, so that an older one is not believed after it.
struct Seen {
    std::uint64_t number;
    std::string sha256;  ///< of its JSON, in hexadecimal
};

/// What a registry says of a certificate.
struct RegistryAnswer {
    Binding binding;
    std::optional<std::string> entry;  ///< what the binding is called that decided; nothing if none did
};

/// The judgement on a registry. It is no trust: ask require_trusted(). Threads may share it.
class Registry {
public:
    /// Judges a registry. One that cannot be read is a judgement too, with a fault.
    [[nodiscard]] static Registry check(BytesView file, const RegistrySigners &signers, const Policy &policy,
                                        const Evidence &evidence, Time at,
                                        const std::optional<Seen> &seen = std::nullopt) {
        std::optional<detail::Text> sha256;
        if (seen) sha256.emplace(seen->sha256);
        return Registry(detail::make<antin_registry>([&](auto out, auto error) {
            return antin_registry_check(file.data(), file.size(), signers.get(), policy.get(), evidence.get(),
                                        to_unix(at), seen ? seen->number : 0, sha256 ? sha256->get() : nullptr, out,
                                        error);
        }));
    }
    /// Believes a registry that nobody signed, as JSON. For tests: whoever can write the file can then send in
    /// everybody's name.
    [[nodiscard]] static Registry danger_unsigned(BytesView json) {
        return Registry(detail::make<antin_registry>([&](auto out, auto error) {
            return antin_registry_danger_unsigned(json.data(), json.size(), out, error);
        }));
    }
    Registry(Registry &&) noexcept = default;
    Registry &operator=(Registry &&) noexcept = default;

    /// Returns only if it is trusted. Throws Rejected otherwise.
    void require_trusted() const {
        detail::call([&](auto error) { return antin_registry_require_trusted(get(), error); });
    }
    /// Says whether require_trusted() would return.
    [[nodiscard]] bool is_trusted() const noexcept { return antin_registry_is_trusted(get()) != 0; }
    /// Returns why it is not trusted, as a stable name such as `signer`; nothing if it is.
    std::optional<std::string> fault() const { return detail::maybe(antin_registry_fault(get())); }
    /// Returns why it is not trusted as a clause for people; nothing if it is.
    std::optional<std::string> fault_text(Language language) const {
        return detail::maybe(antin_registry_fault_text(get(), detail::number(language)));
    }
    /// Returns the judgement on its signatures; nothing if there is none. It keeps the registry alive. That they
    /// passed is not enough: that is require_trusted().
    std::optional<Report> report() const {
        const antin_report *report = antin_registry_report(get());
        if (report == nullptr) return std::nullopt;
        return Report(std::shared_ptr<const antin_report>(handle_, report));
    }

    // What follows is there only if it is trusted.

    /// Returns what it is called.
    std::optional<std::string> name() const { return detail::maybe(antin_registry_name(get())); }
    /// Returns the number of its issue.
    std::uint64_t number() const noexcept { return antin_registry_number(get()); }
    /// Returns the SHA-256 of its JSON, in hexadecimal.
    std::optional<std::string> sha256() const { return detail::maybe(antin_registry_sha256(get())); }
    /// Returns what to keep, and to give to check() the next time.
    std::optional<Seen> seen() const {
        const auto digest = sha256();
        return digest ? std::optional(Seen{number(), *digest}) : std::nullopt;
    }
    /// Returns when it was issued.
    std::optional<Time> issued() const { return time(antin_registry_issued); }
    /// Returns until when the next one is issued.
    std::optional<Time> next_update() const { return time(antin_registry_next_update); }
    /// Says whether the next one should be there by now. One that is not trusted is always past.
    [[nodiscard]] bool is_past(Time at) const noexcept { return antin_registry_is_past(get(), to_unix(at)) != 0; }
    std::size_t body_count() const noexcept { return antin_registry_body_count(get()); }
    std::size_t entry_count() const noexcept { return antin_registry_entry_count(get()); }
    /// Returns the name of the body with an identifier code; nothing if there is no such body.
    std::optional<std::string> body_name(std::string_view code) const {
        const detail::Text text(code);
        return detail::maybe(antin_registry_body_name(get(), text.get()));
    }
    /// Says whether a certificate is a body's, in a role at a time. The issuer's certificate goes with it. Throws
    /// Rejected if the registry is not trusted.
    RegistryAnswer decide(std::string_view organ, Role role, BytesView certificate, BytesView issuer, Time at) const {
        const detail::Text text(organ);
        std::uint32_t binding = 0;
        const char *entry = nullptr;
        detail::call([&](auto error) {
            return antin_registry_decide(get(), text.get(), detail::number(role), certificate.data(),
                                         certificate.size(), issuer.data(), issuer.size(), to_unix(at), &binding,
                                         &entry, error);
        });
        return {static_cast<Binding>(binding), detail::maybe(entry)};
    }
    /// Gives the registry itself, as JSON by docs/registry.md. Throws Rejected if it is not trusted.
    std::string to_json() const {
        return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
                   return antin_registry_to_json(get(), out, error);
               })).to_string();
    }
    const antin_registry *get() const noexcept { return handle_.get(); }

private:
    explicit Registry(detail::Owned<antin_registry> handle) : handle_(std::move(handle)) {}

    std::optional<Time> time(antin_result (*function)(const antin_registry *, std::int64_t *, antin_error **)) const {
        std::int64_t seconds = 0;
        const bool is_there =
            detail::call_if_there([&](antin_error **error) { return function(get(), &seconds, error); });
        return is_there ? std::optional(from_unix(seconds)) : std::nullopt;
    }

    std::shared_ptr<const antin_registry> handle_;
};

namespace detail {

/// Gives a registry that must be there, although the call would take NULL for none.
inline const antin_registry *wanted(const Registry &registry) {
    if (registry.get() == nullptr) registry.require_trusted();
    return registry.get();
}

}  // namespace detail

/// By what a binding names certificates, the most specific first.
enum class Match : std::uint32_t {
    certificate = ANTIN_MATCH_CERTIFICATE,
    /// It stays when the certificate is renewed for the same key.
    key = ANTIN_MATCH_KEY,
    key_identifier = ANTIN_MATCH_KEY_IDENTIFIER,
    /// As good as the care with which the issuer gives names.
    subject = ANTIN_MATCH_SUBJECT,
    /// Every certificate of an issuer that issues for one body only.
    issuer = ANTIN_MATCH_ISSUER,
};

/// A binding that is to be added to a registry: that certificates are a body's. It is not used up.
class RegistryBinding {
public:
    /// `id` is what it is called, and `organ` the code of the body. The certificate is left out for Match::issuer, the
    /// issuer's certificate for Match::certificate and Match::key.
    RegistryBinding(std::string_view id, std::string_view organ, Match match, std::optional<BytesView> certificate,
                    std::optional<BytesView> issuer, Time from)
        : handle_(detail::make<antin_binding>([&](auto out, auto error) {
              const detail::Text name(id), code(organ);
              const detail::MaybeBytes own(certificate), above(issuer);
              return antin_binding_new(name.get(), code.get(), detail::number(match), own.data, own.size, above.data,
                                       above.size, to_unix(from), out, error);
          })) {}

    /// Binds in this role. The first call takes away the agency's, which is there by default.
    RegistryBinding &add_role(Role role) {
        detail::call([&](auto error) {
            return antin_binding_add_role(handle_.get(), detail::number(role), error);
        });
        return *this;
    }
    /// Says until when it holds.
    RegistryBinding &set_until(Time until) {
        detail::call([&](auto error) { return antin_binding_set_until(handle_.get(), to_unix(until), error); });
        return *this;
    }
    /// Says to whom signing was delegated, and on what ground.
    RegistryBinding &set_delegated(std::string_view holder, std::string_view basis) {
        const detail::Text who(holder), why(basis);
        detail::call([&](auto error) {
            return antin_binding_set_delegated(handle_.get(), who.get(), why.get(), error);
        });
        return *this;
    }
    const antin_binding *get() const noexcept { return handle_.get(); }

private:
    detail::Owned<antin_binding> handle_;
};

/// A registry that is being written. Issue it, and sign to_json() with sign(), attached.
class RegistryDraft {
public:
    /// Begins an empty one.
    explicit RegistryDraft(std::string_view name)
        : handle_(detail::make<antin_registry_draft>([&](auto out, auto error) {
              const detail::Text text(name);
              return antin_registry_draft_new(text.get(), out, error);
          })) {}
    /// Goes on with the JSON of one that is there.
    static RegistryDraft from_json(BytesView json) {
        return RegistryDraft(detail::make<antin_registry_draft>([&](auto out, auto error) {
            return antin_registry_draft_from_json(json.data(), json.size(), out, error);
        }));
    }

    /// Adds a body, by its identifier code.
    RegistryDraft &add_body(std::string_view code, std::string_view name) {
        const detail::Text key(code), words(name);
        return change(antin_registry_draft_add_body, key.get(), words.get());
    }
    /// Adds a body that exists since then.
    RegistryDraft &add_body(std::string_view code, std::string_view name, Time from) {
        const detail::Text key(code), words(name);
        return change(antin_registry_draft_add_body_from, key.get(), words.get(), to_unix(from));
    }
    /// Says until when a body exists, and the codes of what it became.
    RegistryDraft &end_body(std::string_view code, Time until, const std::vector<std::string> &successors = {}) {
        const detail::Text key(code);
        const detail::Texts codes(successors);
        return change(antin_registry_draft_end_body, key.get(), to_unix(until), codes.data(), codes.size());
    }
    /// Adds a binding; its body has to be there.
    RegistryDraft &add(const RegistryBinding &binding) { return change(antin_registry_draft_add, binding.get()); }
    /// Says that a binding holds no more since then, and why.
    RegistryDraft &revoke(std::string_view id, Time at, std::string_view reason) {
        const detail::Text name(id), words(reason);
        return change(antin_registry_draft_revoke, name.get(), to_unix(at), words.get());
    }
    /// Gives it the next number, and says until when the one after it will be issued.
    RegistryDraft &issue(Time issued, Time next_update) {
        return change(antin_registry_draft_issue, to_unix(issued), to_unix(next_update));
    }
    /// Returns the number of the last issue; 0 before the first.
    std::uint64_t number() const noexcept { return antin_registry_draft_number(handle_.get()); }
    /// Gives it as JSON by docs/registry.md. Nobody believes it until it is signed.
    std::string to_json() const {
        return Buffer(detail::make<antin_buffer>([&](auto out, auto error) {
                   return antin_registry_draft_to_json(handle_.get(), out, error);
               })).to_string();
    }

private:
    explicit RegistryDraft(detail::Owned<antin_registry_draft> handle) : handle_(std::move(handle)) {}

    template <class F, class... Values>
    RegistryDraft &change(F *function, Values... values) {
        detail::call([&](antin_error **error) { return function(handle_.get(), values..., error); });
        return *this;
    }

    detail::Owned<antin_registry_draft> handle_;
};

}  // namespace antin

#endif
