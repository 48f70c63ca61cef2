"""Clients: how authorities are asked over the network."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping
from typing import Optional

from ._boundary import Duration, call, make, to_milliseconds, to_number, to_text
from ._handle import Handle, Owner
from ._library import library


class Client(Owner):
    """Asks authorities over the network. Threads may share one, and keep to its bounds together."""

    __slots__ = ()

    def __init__(
        self,
        *,
        total_timeout: Optional[Duration] = None,
        attempt_timeout: Optional[Duration] = None,
        connect_timeout: Optional[Duration] = None,
        host_timeouts: Optional[Mapping[str, Duration]] = None,
        attempts: Optional[int] = None,
        parallel: Optional[tuple[int, int]] = None,
        fetches: Optional[int] = None,
        gathering_timeout: Optional[Duration] = None,
        pause: Optional[Duration] = None,
        redirects: Optional[int] = None,
        sizes: Optional[tuple[int, int]] = None,
        ocsp_by_get: bool = False,
        proxy: Optional[str] = None,
        allow_hosts: Iterable[str] = (),
        allow_networks: Iterable[str] = (),
    ) -> None:
        """Makes a client, which asks nothing yet. What is not said is as ``docs/online.md`` says.

        Spans are seconds or a `timedelta`: of one question with all its `attempts`, of one attempt
        (time-stamping authorities may need minutes), until a connection stands, and of one attempt
        at a host, whatever goes for others. `parallel` is how many questions are asked at once, in
        all and of one host; `fetches` bounds what is fetched for one document. `proxy` is an
        address such as ``http://proxy.example.vn:3128``.

        `gathering_timeout` bounds the time of one gathering, whatever it asks for. `pause` is the one
        before the second attempt; it doubles each time. `redirects` are followed at most. `sizes`
        bound how long a CRL and how long any other answer may be, in bytes. With `ocsp_by_get`,
        responders are asked so that answers may come from a cache.

        Addresses out of certificates lead to public hosts alone, and besides to `allow_hosts` and
        into `allow_networks`, such as ``10.1.0.0/16``.

        Raises `NetworkError` for an address or a network that is none, and `UnsupportedError` if
        the library was built without the network.
        """
        c = library()
        chosen = Handle("Client", make(c.antin_client_options_new), c.antin_client_options_free)
        try:
            with chosen as options:
                for setter, span in (
                    (c.antin_client_options_set_total_timeout, total_timeout),
                    (c.antin_client_options_set_attempt_timeout, attempt_timeout),
                    (c.antin_client_options_set_connect_timeout, connect_timeout),
                    (c.antin_client_options_set_gathering_timeout, gathering_timeout),
                    (c.antin_client_options_set_pause, pause),
                ):
                    if span is not None:
                        call(setter, options, to_milliseconds(span, "a timeout"))
                for host, span in (host_timeouts or {}).items():
                    most = to_milliseconds(span, "a timeout")
                    name = to_text(host, "host_timeouts")
                    call(c.antin_client_options_set_host_timeout, options, name, most)
                if attempts is not None:
                    number = to_number(attempts, 32, "attempts")
                    call(c.antin_client_options_set_attempts, options, number)
                if parallel is not None:
                    bits = 8 * ctypes.sizeof(ctypes.c_size_t)
                    total, each = (to_number(count, bits, "parallel") for count in parallel)
                    call(c.antin_client_options_set_parallel, options, total, each)
                if fetches is not None:
                    number = to_number(fetches, 32, "fetches")
                    call(c.antin_client_options_set_fetches, options, number)
                if redirects is not None:
                    number = to_number(redirects, 32, "redirects")
                    call(c.antin_client_options_set_redirects, options, number)
                if sizes is not None:
                    crl, answer = (to_number(size, 64, "sizes") for size in sizes)
                    call(c.antin_client_options_set_sizes, options, crl, answer)
                if ocsp_by_get:
                    call(c.antin_client_options_ask_ocsp_by_get, options)
                if proxy is not None:
                    call(c.antin_client_options_set_proxy, options, to_text(proxy, "proxy"))
                for value in _texts(allow_hosts, "allow_hosts"):
                    call(c.antin_client_options_allow_host, options, value)
                for value in _texts(allow_networks, "allow_networks"):
                    call(c.antin_client_options_allow_network, options, value)
                pointer = make(c.antin_client_new, options)
        finally:
            chosen.close()
        super().__init__(Handle("Client", pointer, c.antin_client_free))


def _texts(values: Iterable[str], name: str) -> list[bytes]:
    if isinstance(values, str):
        raise TypeError(f"{name} must be several texts, not one")
    return [to_text(value, name) for value in values]
