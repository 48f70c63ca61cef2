/// @file
/// Who makes time-stamps, and how authorities are asked over the network.

#ifndef ANTIN_TIMESTAMP_HPP
#define ANTIN_TIMESTAMP_HPP

#include <chrono>

#include "antin/credential.hpp"

namespace antin {

/// How authorities are asked over the network.
class ClientOptions {
public:
    ClientOptions() : handle_(detail::make<antin_client_options>(antin_client_options_new)) {}

    /// Bounds the time of one question with all its attempts.
    ClientOptions &set_total_timeout(std::chrono::milliseconds time) {
        return change(antin_client_options_set_total_timeout, milliseconds(time));
    }
    /// Bounds the time of one attempt. Time-stamping authorities may need minutes.
    ClientOptions &set_attempt_timeout(std::chrono::milliseconds time) {
        return change(antin_client_options_set_attempt_timeout, milliseconds(time));
    }
    /// Bounds the time until a connection stands.
    ClientOptions &set_connect_timeout(std::chrono::milliseconds time) {
        return change(antin_client_options_set_connect_timeout, milliseconds(time));
    }
    /// Bounds the time of one attempt at a host, whatever goes for others.
    ClientOptions &set_host_timeout(std::string_view host, std::chrono::milliseconds time) {
        return change(antin_client_options_set_host_timeout, detail::Text(host).get(), milliseconds(time));
    }
    /// Asks so many times before a question is given up.
    ClientOptions &set_attempts(std::uint32_t attempts) {
        return change(antin_client_options_set_attempts, attempts);
    }
    /// Asks so many questions at once: in all, and of one host.
    ClientOptions &set_parallel(std::size_t all, std::size_t per_host) {
        return change(antin_client_options_set_parallel, all, per_host);
    }
    /// Fetches at most so many things for one document.
    ClientOptions &set_fetches(std::uint32_t fetches) {
        return change(antin_client_options_set_fetches, fetches);
    }
    /// Bounds the time of one gathering, whatever it asks for.
    ClientOptions &set_gathering_timeout(std::chrono::milliseconds time) {
        return change(antin_client_options_set_gathering_timeout, milliseconds(time));
    }
    /// Sets the pause before the second attempt; it doubles each time.
    ClientOptions &set_pause(std::chrono::milliseconds time) {
        return change(antin_client_options_set_pause, milliseconds(time));
    }
    /// Follows so many redirections.
    ClientOptions &set_redirects(std::uint32_t redirects) {
        return change(antin_client_options_set_redirects, redirects);
    }
    /// Bounds how long a CRL and how long any other answer may be, in octets.
    ClientOptions &set_sizes(std::uint64_t crl, std::uint64_t answer) {
        return change(antin_client_options_set_sizes, crl, answer);
    }
    /// Asks OCSP responders by GET and without a nonce, so that answers may come from a cache.
    ClientOptions &ask_ocsp_by_get() { return change(antin_client_options_ask_ocsp_by_get); }
    /// Asks through a proxy.
    ClientOptions &set_proxy(std::string_view address) {
        return change(antin_client_options_set_proxy, detail::Text(address).get());
    }
    /// Lets addresses out of certificates lead to this host, although it is in a private network.
    ClientOptions &allow_host(std::string_view host) {
        return change(antin_client_options_allow_host, detail::Text(host).get());
    }
    /// Lets addresses out of certificates lead into this network, such as `10.1.0.0/16`.
    ClientOptions &allow_network(std::string_view network) {
        return change(antin_client_options_allow_network, detail::Text(network).get());
    }
    const antin_client_options *get() const noexcept { return handle_.get(); }

private:
    static std::uint64_t milliseconds(std::chrono::milliseconds time) {
        if (time.count() < 0) throw std::invalid_argument("a time for antin is negative");
        return static_cast<std::uint64_t>(time.count());
    }
    template <class F, class... Values>
    ClientOptions &change(F *function, Values... values) {
        detail::call([&](antin_error **error) { return function(handle_.get(), values..., error); });
        return *this;
    }

    detail::Owned<antin_client_options> handle_;
};

/// Asks authorities over the network. Threads may share one.
class Client {
public:
    explicit Client(const ClientOptions &options = ClientOptions())
        : handle_(detail::make<antin_client>([&](auto out, auto error) {
              return antin_client_new(options.get(), out, error);
          })) {}
    const antin_client *get() const noexcept { return handle_.get(); }

private:
    detail::Owned<antin_client> handle_;
};

/// Who makes time-stamps. Threads may ask by one at the same time.
class Timestamper {
public:
    /// Names an authority by its address. Nothing is asked yet.
    Timestamper(const Client &client, std::string_view address,
                std::optional<std::string_view> policy = std::nullopt)
        : handle_(detail::make<antin_timestamper>([&](auto out, auto error) {
              const detail::Text text(address);
              const detail::MaybeText oid(policy);
              return antin_timestamper_new(client.get(), text.get(), oid.get(), out, error);
          })) {}
    /// Makes an authority of one's own, for development and tests, that stamps with the time it is given.
    Timestamper(const Credential &credential, std::string_view policy, Time time)
        : handle_(detail::make<antin_timestamper>([&](auto out, auto error) {
              const detail::Text oid(policy);
              return antin_timestamper_new_own(credential.get(), oid.get(), to_unix(time), out, error);
          })) {}
    const antin_timestamper *get() const noexcept { return handle_.get(); }

private:
    detail::Owned<antin_timestamper> handle_;
};

}  // namespace antin

#endif
