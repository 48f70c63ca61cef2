<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** Asks authorities over the network. */
final class Client
{
    use Owner;

    /**
     * Makes a client, which asks nothing yet. What is not said is as `docs/online.md` says.
     *
     * Spans are seconds: of one question with all its attempts, of one attempt (time-stamping authorities
     * may need minutes), until a connection stands, and of one attempt at a host, whatever goes for
     * others. Questions at once are bounded in all and, if that is said as well, of one host; `fetches`
     * bounds what is fetched for one document. `proxy` is an address such as `http://proxy.example.vn:3128`.
     *
     * Addresses out of certificates lead to public hosts alone, and besides to `allowHosts` and into
     * `allowNetworks`, such as `10.1.0.0/16`.
     *
     * `gatheringTimeout` bounds the time of one gathering, whatever it asks for. `pause` is the one before
     * the second attempt; it doubles each time. `redirects` are followed at most. `crlBytes` and
     * `answerBytes` bound how long a CRL and any other answer may be. With `ocspByGet`, responders are
     * asked so that answers may come from a cache.
     *
     * @param array<string, int|float> $hostTimeouts by host
     * @param list<string> $allowHosts
     * @param list<string> $allowNetworks
     * @throws Exception\NetworkException for an address or a network that is none
     * @throws Exception\UnsupportedException if the library was built without the network
     */
    public function __construct(
        int|float|null $totalTimeout = null,
        int|float|null $attemptTimeout = null,
        int|float|null $connectTimeout = null,
        array $hostTimeouts = [],
        ?int $attempts = null,
        ?int $parallel = null,
        ?int $parallelPerHost = null,
        ?int $fetches = null,
        ?string $proxy = null,
        array $allowHosts = [],
        array $allowNetworks = [],
        int|float|null $gatheringTimeout = null,
        int|float|null $pause = null,
        ?int $redirects = null,
        ?int $crlBytes = null,
        ?int $answerBytes = null,
        bool $ocspByGet = false,
    ) {
        if (($parallel === null) !== ($parallelPerHost === null)) {
            throw new \ValueError('parallel and parallelPerHost go together');
        }
        if (($crlBytes === null) !== ($answerBytes === null)) {
            throw new \ValueError('crlBytes and answerBytes go together');
        }
        $options = Library::make('client_options', 'antin_client_options_new');
        try {
            self::setBounds($options, [
                'antin_client_options_set_total_timeout' => Argument::milliseconds($totalTimeout, 'totalTimeout'),
                'antin_client_options_set_attempt_timeout' => Argument::milliseconds($attemptTimeout, 'attemptTimeout'),
                'antin_client_options_set_connect_timeout' => Argument::milliseconds($connectTimeout, 'connectTimeout'),
                'antin_client_options_set_gathering_timeout' => Argument::milliseconds($gatheringTimeout, 'gatheringTimeout'),
                'antin_client_options_set_pause' => Argument::milliseconds($pause, 'pause'),
                'antin_client_options_set_redirects' => Argument::u32($redirects, 'redirects'),
                'antin_client_options_set_attempts' => Argument::u32($attempts, 'attempts'),
                'antin_client_options_set_fetches' => Argument::u32($fetches, 'fetches'),
            ]);
            self::setHosts($options, $hostTimeouts, $allowHosts, $allowNetworks);
            if ($parallel !== null && $parallelPerHost !== null) {
                Library::call(
                    'antin_client_options_set_parallel',
                    $options,
                    Argument::count($parallel, 'parallel'),
                    Argument::count($parallelPerHost, 'parallelPerHost'),
                );
            }
            if ($crlBytes !== null && $answerBytes !== null) {
                Library::call(
                    'antin_client_options_set_sizes',
                    $options,
                    Argument::count($crlBytes, 'crlBytes'),
                    Argument::count($answerBytes, 'answerBytes'),
                );
            }
            if ($ocspByGet) {
                Library::call('antin_client_options_ask_ocsp_by_get', $options);
            }
            if ($proxy !== null) {
                Library::call('antin_client_options_set_proxy', $options, Argument::text($proxy, 'proxy'));
            }
            $this->handle = Library::make('client', 'antin_client_new', $options);
        } finally {
            $options->close();
        }
    }

    /** @param array<string, int|null> $bounds by the function that sets them */
    private static function setBounds(Handle $options, array $bounds): void
    {
        foreach ($bounds as $setter => $bound) {
            if ($bound !== null) {
                Library::call($setter, $options, $bound);
            }
        }
    }

    private static function setHosts(Handle $options, array $timeouts, array $hosts, array $networks): void
    {
        foreach ($timeouts as $host => $timeout) {
            $host = Argument::text((string) $host, 'hostTimeouts');
            $most = Argument::milliseconds($timeout, 'hostTimeouts');
            Library::call('antin_client_options_set_host_timeout', $options, $host, $most);
        }
        foreach (Argument::many($hosts, 'allowHosts') as $host) {
            Library::call('antin_client_options_allow_host', $options, Argument::text($host, 'allowHosts'));
        }
        foreach (Argument::many($networks, 'allowNetworks') as $network) {
            $network = Argument::text($network, 'allowNetworks');
            Library::call('antin_client_options_allow_network', $options, $network);
        }
    }
}
