// Asking authorities over the network.

using System;

namespace Antin
{
    /// <summary>How authorities are asked over the network.</summary>
    /// <remarks>
    /// By default addresses out of certificates lead to public hosts alone, and time, bytes, fetches and
    /// parallelism are bounded.
    /// </remarks>
    public sealed class ClientOptions : IDisposable
    {
        internal readonly ClientOptionsHandle Handle;

        private delegate ErrorCode Setter(out ErrorHandle error);

        /// <summary>Makes the defaults.</summary>
        public ClientOptions()
        {
            Handle = Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_client_options_new(out ClientOptionsHandle made, out ErrorHandle error), error);
                return made;
            });
        }

        /// <summary>Bounds the time of one question with all its attempts.</summary>
        public ClientOptions SetTotalTimeout(TimeSpan time)
        {
            var span = Milliseconds(time);
            return Set((out ErrorHandle error) =>
                Native.antin_client_options_set_total_timeout(Handle, span, out error));
        }

        /// <summary>Bounds the time of one attempt. Time-stamping authorities may need minutes.</summary>
        public ClientOptions SetAttemptTimeout(TimeSpan time)
        {
            var span = Milliseconds(time);
            return Set((out ErrorHandle error) =>
                Native.antin_client_options_set_attempt_timeout(Handle, span, out error));
        }

        /// <summary>Bounds the time until a connection stands.</summary>
        public ClientOptions SetConnectTimeout(TimeSpan time)
        {
            var span = Milliseconds(time);
            return Set((out ErrorHandle error) =>
                Native.antin_client_options_set_connect_timeout(Handle, span, out error));
        }

        /// <summary>Bounds the time of one attempt at a host, whatever goes for others.</summary>
        public ClientOptions SetHostTimeout(string host, TimeSpan time)
        {
            Input.Need(host, "host");
            var span = Milliseconds(time);
            using (var text = new Utf8(host, "host"))
            {
                return Set((out ErrorHandle error) =>
                    Native.antin_client_options_set_host_timeout(Handle, text.Bytes, span, out error));
            }
        }

        /// <summary>Asks so many times, with pauses that grow, before a question is given up.</summary>
        public ClientOptions SetAttempts(int attempts)
        {
            var count = Count(attempts, "attempts");
            return Set((out ErrorHandle error) =>
                Native.antin_client_options_set_attempts(Handle, count, out error));
        }

        /// <summary>Asks so many questions at once: in all, and of one host.</summary>
        public ClientOptions SetParallel(int all, int perHost)
        {
            var total = (UIntPtr)Count(all, "all");
            var each = (UIntPtr)Count(perHost, "perHost");
            return Set((out ErrorHandle error) =>
                Native.antin_client_options_set_parallel(Handle, total, each, out error));
        }

        /// <summary>Fetches at most so many things for one document.</summary>
        public ClientOptions SetFetches(int fetches)
        {
            var count = Count(fetches, "fetches");
            return Set((out ErrorHandle error) =>
                Native.antin_client_options_set_fetches(Handle, count, out error));
        }

        /// <summary>Bounds the time of one gathering, whatever it asks for.</summary>
        public ClientOptions SetGatheringTimeout(TimeSpan time)
        {
            var span = Milliseconds(time);
            return Set((out ErrorHandle error) =>
                Native.antin_client_options_set_gathering_timeout(Handle, span, out error));
        }

        /// <summary>Sets the pause before the second attempt; it doubles each time.</summary>
        public ClientOptions SetPause(TimeSpan time)
        {
            var span = Milliseconds(time);
            return Set((out ErrorHandle error) => Native.antin_client_options_set_pause(Handle, span, out error));
        }

        /// <summary>Follows so many redirections.</summary>
        public ClientOptions SetRedirects(int redirects)
        {
            var count = Count(redirects, "redirects");
            return Set((out ErrorHandle error) =>
                Native.antin_client_options_set_redirects(Handle, count, out error));
        }

        /// <summary>Bounds how long a CRL and how long any other answer may be, in bytes.</summary>
        public ClientOptions SetSizes(long crl, long answer)
        {
            if (crl < 0) throw new ArgumentOutOfRangeException("crl");
            if (answer < 0) throw new ArgumentOutOfRangeException("answer");
            return Set((out ErrorHandle error) =>
                Native.antin_client_options_set_sizes(Handle, (ulong)crl, (ulong)answer, out error));
        }

        /// <summary>Asks OCSP responders by GET and without a nonce, so that answers may come from a cache.</summary>
        public ClientOptions AskOcspByGet()
        {
            return Set((out ErrorHandle error) => Native.antin_client_options_ask_ocsp_by_get(Handle, out error));
        }

        /// <summary>Asks through a proxy, such as <c>http://proxy.example.vn:3128</c>.</summary>
        public ClientOptions SetProxy(string address)
        {
            Input.Need(address, "address");
            using (var text = new Utf8(address, "address"))
            {
                return Set((out ErrorHandle error) =>
                    Native.antin_client_options_set_proxy(Handle, text.Bytes, out error));
            }
        }

        /// <summary>
        /// Lets addresses out of certificates lead to this host, although it is in a private network.
        /// </summary>
        public ClientOptions AllowHost(string host)
        {
            Input.Need(host, "host");
            using (var text = new Utf8(host, "host"))
            {
                return Set((out ErrorHandle error) =>
                    Native.antin_client_options_allow_host(Handle, text.Bytes, out error));
            }
        }

        /// <summary>Lets addresses out of certificates lead into this network, such as 10.1.0.0/16.</summary>
        public ClientOptions AllowNetwork(string network)
        {
            Input.Need(network, "network");
            using (var text = new Utf8(network, "network"))
            {
                return Set((out ErrorHandle error) =>
                    Native.antin_client_options_allow_network(Handle, text.Bytes, out error));
            }
        }

        /// <summary>Frees the options.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }

        private ClientOptions Set(Setter set)
        {
            Handle.Change(() => AntinException.Check(set(out ErrorHandle error), error));
            return this;
        }

        private static ulong Milliseconds(TimeSpan time)
        {
            if (time < TimeSpan.Zero) throw new ArgumentOutOfRangeException("time");
            return (ulong)(time.Ticks / TimeSpan.TicksPerMillisecond);
        }

        private static uint Count(int count, string argument)
        {
            if (count < 0) throw new ArgumentOutOfRangeException(argument);
            return (uint)count;
        }
    }

    /// <summary>Asks authorities over the network.</summary>
    /// <remarks>Threads may share one, and then keep to its bounds together.</remarks>
    public sealed class Client : IDisposable
    {
        internal readonly ClientHandle Handle;

        /// <summary>Makes a client. Nothing is asked yet; the options are copied.</summary>
        public Client(ClientOptions options)
        {
            var how = Input.Need(options, "options").Handle;
            Handle = how.Use(() =>
            {
                AntinException.Check(
                    Native.antin_client_new(how, out ClientHandle made, out ErrorHandle error), error);
                return made;
            });
        }

        /// <summary>Frees the client. Timestampers that use it keep what they need.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }
}
