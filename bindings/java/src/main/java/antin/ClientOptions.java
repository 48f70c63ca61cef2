package antin;

import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.function.ToIntBiFunction;

/**
 * How authorities are asked over the network.
 *
 * <p>By default addresses out of certificates lead to public hosts alone, and time, bytes, fetches and
 * parallelism are bounded.
 */
public final class ClientOptions extends Handle {
    /** Makes the defaults. */
    public ClientOptions() {
        super(make(), Native::antin_client_options_free);
    }

    private static Pointer make() {
        try (Out out = new Out()) {
            return out.handle(Native.antin_client_options_new(out.value, out.error));
        }
    }

    /** Bounds the time of one question with all its attempts. */
    public ClientOptions totalTimeout(Duration time) {
        long span = milliseconds(time);
        return set((options, error) -> Native.antin_client_options_set_total_timeout(options, span, error));
    }

    /** Bounds the time of one attempt. Time-stamping authorities may need minutes. */
    public ClientOptions attemptTimeout(Duration time) {
        long span = milliseconds(time);
        return set((options, error) -> Native.antin_client_options_set_attempt_timeout(options, span, error));
    }

    /** Bounds the time until a connection stands. */
    public ClientOptions connectTimeout(Duration time) {
        long span = milliseconds(time);
        return set((options, error) -> Native.antin_client_options_set_connect_timeout(options, span, error));
    }

    /** Bounds the time of one attempt at a host, whatever goes for others. */
    public ClientOptions hostTimeout(String host, Duration time) {
        long span = milliseconds(time);
        try (In text = In.text(host, "host")) {
            return set((options, error) ->
                    Native.antin_client_options_set_host_timeout(options, text.at(), span, error));
        }
    }

    /** Asks so many times, with pauses that grow, before a question is given up. */
    public ClientOptions attempts(int attempts) {
        natural(attempts);
        return set((options, error) -> Native.antin_client_options_set_attempts(options, attempts, error));
    }

    /** Asks so many questions at once: in all, and of one host. */
    public ClientOptions parallel(int all, int perHost) {
        Native.Size total = new Native.Size(natural(all));
        Native.Size each = new Native.Size(natural(perHost));
        return set((options, error) -> Native.antin_client_options_set_parallel(options, total, each, error));
    }

    /** Fetches at most so many things for one document. */
    public ClientOptions fetches(int fetches) {
        natural(fetches);
        return set((options, error) -> Native.antin_client_options_set_fetches(options, fetches, error));
    }

    /** Bounds the time of one gathering, whatever it asks for. */
    public ClientOptions gatheringTimeout(Duration time) {
        long span = milliseconds(time);
        return set((options, error) -> Native.antin_client_options_set_gathering_timeout(options, span, error));
    }

    /** Sets the pause before the second attempt; it doubles each time. */
    public ClientOptions pause(Duration time) {
        long span = milliseconds(time);
        return set((options, error) -> Native.antin_client_options_set_pause(options, span, error));
    }

    /** Follows so many redirections. */
    public ClientOptions redirects(int redirects) {
        natural(redirects);
        return set((options, error) -> Native.antin_client_options_set_redirects(options, redirects, error));
    }

    /** Bounds how long a CRL and how long any other answer may be, in bytes. */
    public ClientOptions sizes(long crl, long answer) {
        if (crl < 0 || answer < 0) {
            throw new IllegalArgumentException("a number is negative");
        }
        return set((options, error) -> Native.antin_client_options_set_sizes(options, crl, answer, error));
    }

    /** Asks OCSP responders by GET and without a nonce, so that answers may come from a cache. */
    public ClientOptions askOcspByGet() {
        return set(Native::antin_client_options_ask_ocsp_by_get);
    }

    /** Asks through a proxy, such as {@code http://proxy.example.vn:3128}. */
    public ClientOptions proxy(String address) {
        try (In text = In.text(address, "address")) {
            return set((options, error) -> Native.antin_client_options_set_proxy(options, text.at(), error));
        }
    }

    /** Lets addresses out of certificates lead to this host, although it is in a private network. */
    public ClientOptions allowHost(String host) {
        try (In text = In.text(host, "host")) {
            return set((options, error) -> Native.antin_client_options_allow_host(options, text.at(), error));
        }
    }

    /** Lets addresses out of certificates lead into this network, such as {@code 10.1.0.0/16}. */
    public ClientOptions allowNetwork(String network) {
        try (In text = In.text(network, "network")) {
            return set((options, error) -> Native.antin_client_options_allow_network(options, text.at(), error));
        }
    }

    private ClientOptions set(ToIntBiFunction<Pointer, Pointer> setter) {
        try (Out out = new Out()) {
            return change(options -> {
                out.check(setter.applyAsInt(options, out.error));
                return this;
            });
        }
    }

    private static long milliseconds(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a time is negative");
        }
        return time.toMillis();
    }

    private static int natural(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a number is negative");
        }
        return count;
    }
}
