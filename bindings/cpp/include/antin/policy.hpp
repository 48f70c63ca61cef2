/// @file
/// Whom to trust, what to demand, and what is known beside the document.

#ifndef ANTIN_POLICY_HPP
#define ANTIN_POLICY_HPP

#include "antin/evidence.hpp"
#include "antin/handle.hpp"

namespace antin {

/// What is demanded of revocation status.
enum class Revocation : std::uint32_t {
    require = ANTIN_REVOCATION_REQUIRE,
    if_present = ANTIN_REVOCATION_IF_PRESENT,
};

/// What the last certificate must be good for.
enum class Purpose : std::uint32_t {
    any = ANTIN_PURPOSE_ANY,
    document = ANTIN_PURPOSE_DOCUMENT,
    ocsp_signing = ANTIN_PURPOSE_OCSP_SIGNING,
    time_stamping = ANTIN_PURPOSE_TIME_STAMPING,
    tls_server = ANTIN_PURPOSE_TLS_SERVER,
};

/// The form of a name.
enum class NameForm : std::uint32_t {
    dns = ANTIN_NAME_DNS,
    email = ANTIN_NAME_EMAIL,
    ip = ANTIN_NAME_IP,
};

/// Whom to trust, and what to demand. By default revocation status is demanded.
///
/// Set a profile before the inputs of path validation (purpose, name, policies, depth).
class Policy {
public:
    /// Trusts root certificates, one or several in PEM, or one in DER.
    explicit Policy(BytesView roots)
        : handle_(detail::make<antin_policy>([&](auto out, auto error) {
              return antin_policy_new(roots.data(), roots.size(), out, error);
          })) {}

    /// Trusts these root certificates as well.
    Policy &add_roots(BytesView roots) {
        return change([&](auto policy, auto error) {
            return antin_policy_add_roots(policy, roots.data(), roots.size(), error);
        });
    }
    /// Takes the rules of a built-in profile.
    Policy &set_profile(std::string_view name) {
        const detail::Text text(name);
        return change([&](auto policy, auto error) {
            return antin_policy_set_profile(policy, text.get(), error);
        });
    }
    /// Takes the rules of a policy file, in TOML.
    Policy &set_profile_file(BytesView file) {
        return change([&](auto policy, auto error) {
            return antin_policy_set_profile_file(policy, file.data(), file.size(), error);
        });
    }
    /// Demands at least a level.
    Policy &require_level(Level level) {
        return change([&](auto policy, auto error) {
            return antin_policy_require_level(policy, detail::number(level), error);
        });
    }
    /// Demands this of revocation status, whatever the profile says.
    Policy &set_revocation(Revocation revocation) {
        return change([&](auto policy, auto error) {
            return antin_policy_set_revocation(policy, detail::number(revocation), error);
        });
    }
    /// Believes certificates without asking whether they were revoked. Reports are marked.
    Policy &danger_skip_revocation() { return change(antin_policy_danger_skip_revocation); }
    /// Verifies with this provider.
    Policy &set_provider(Provider provider) {
        return change([&](auto policy, auto error) {
            return antin_policy_set_provider(policy, detail::number(provider), error);
        });
    }
    /// Asks that the last certificate be good for a purpose.
    Policy &set_purpose(Purpose purpose) {
        return change([&](auto policy, auto error) {
            return antin_policy_set_purpose(policy, detail::number(purpose), error);
        });
    }
    /// Asks that the last certificate have a name.
    Policy &set_name(NameForm form, std::string_view name) {
        const detail::Text text(name);
        return change([&](auto policy, auto error) {
            return antin_policy_set_name(policy, detail::number(form), text.get(), error);
        });
    }
    /// Says which certificate policies will do, as object identifiers in dotted form; none stands for all.
    Policy &set_certificate_policies(const std::vector<std::string> &oids) {
        std::vector<const char *> texts;
        for (const std::string &oid : oids) {
            const detail::Text checked(oid);  // refuses a NUL
            texts.push_back(oid.c_str());
        }
        return change([&](auto policy, auto error) {
            return antin_policy_set_certificate_policies(policy, texts.data(), texts.size(), error);
        });
    }
    /// Asks that a path be valid under a certificate policy that will do.
    Policy &require_explicit_policy() { return change(antin_policy_require_explicit_policy); }
    /// Takes no certificate policy for another.
    Policy &inhibit_policy_mapping() { return change(antin_policy_inhibit_policy_mapping); }
    /// Lets anyPolicy in a certificate stand for no policy.
    Policy &inhibit_any_policy() { return change(antin_policy_inhibit_any_policy); }
    /// Bounds the number of authorities between the last certificate and the root.
    Policy &set_max_depth(std::size_t authorities) {
        return change([&](auto policy, auto error) {
            return antin_policy_set_max_depth(policy, authorities, error);
        });
    }
    const antin_policy *get() const noexcept { return handle_.get(); }

private:
    template <class F>
    Policy &change(F &&function) {
        detail::call([&](antin_error **error) { return function(handle_.get(), error); });
        return *this;
    }

    detail::Owned<antin_policy> handle_;
};

namespace detail {

/// Gives a policy that must be there, although the call would take NULL for none.
inline const antin_policy *wanted(const Policy &policy) {
    if (policy.get() == nullptr) {
        call([](auto error) { return antin_policy_danger_skip_revocation(nullptr, error); });
    }
    return policy.get();
}

}  // namespace detail

}  // namespace antin

#endif
