<?php

/** Time-stamps, and who makes them; clients, without any network but this machine. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Antin;
use Antin\Client;
use Antin\Evidence;
use Antin\Exception\AntinException;
use Antin\Exception\InvalidArgumentException;
use Antin\Exception\NetworkException;
use Antin\Exception\TimestampException;
use Antin\Format;
use Antin\Language;
use Antin\Level;
use Antin\Policy;
use Antin\SignOptions;
use Antin\Timestamper;
use Antin\TimestampKind;
use Antin\Verdict;
use Antin\Verifying;

const OID = '1.3.6.1.4.1.55555.1';

function own(int|\DateTimeInterface $time = TIME + 60): Timestamper
{
    $signer = \Antin\Credential::fromChainAndKey(read('pki/tsa-chain.pem'), read('pki/tsa.key'));
    return Timestamper::own($signer, OID, $time);
}

function crls(): Evidence
{
    return new Evidence(crls: [read('pki/root.crl'), read('pki/sub-ca.crl')]);
}

function atLevel(Level $level, mixed ...$options): SignOptions
{
    return new SignOptions(Format::Cades, $level, ...$options);
}

test('a time-stamp proves when a signature existed', static function (): void {
    $moment = new \DateTimeImmutable('@' . (TIME + 60));
    $stamps = own($moment);
    $options = atLevel(Level::T, timestamper: $stamps);
    $stamps->close();
    $signature = Antin::sign('x', credential(), $options, TIME);
    $report = Antin::verify($signature, new Policy(read('pki/root.pem')), AT, 'x', crls());
    $report->requirePassed();
    [$judged] = $report->signatures();
    $report->close();
    [$stamp] = $judged->timestamps;
    same([Level::T, TIME + 60, TIME + 60], [$judged->level, $judged->provenTime, $stamp->time]);
    same([$moment->format('c'), $moment->format('c')], [$judged->provenAt()->format('c'), $stamp->at()->format('c')]);
    same([TimestampKind::Signature, Verdict::Passed], [$stamp->kind, $stamp->verdict]);
    same([OID, null], [$stamp->policy, $stamp->subIndication]);
    same(true, str_contains($stamp->authority, 'TSA THỬ NGHIỆM'));
});

test('a time-stamp by a stranger proves nothing', static function (): void {
    // The signer's certificate is none for time-stamps.
    $stamps = Timestamper::own(credential(), OID, TIME + 60);
    $signature = Antin::sign('x', credential(), atLevel(Level::T, timestamper: $stamps), TIME);
    [$judged] = Antin::verify($signature, policy(), AT, 'x')->signatures();
    same(false, $judged->timestamps[0]->verdict === Verdict::Passed);
    same(null, $judged->provenTime);
});

test('evidence is kept in the signature', static function (): void {
    $known = crls();
    $options = atLevel(Level::LTA, timestamper: own(), evidence: $known);
    $known->close();
    $signature = Antin::sign('x', credential(), $options, TIME);
    $policy = new Policy(read('pki/root.pem'));
    Antin::verify($signature, $policy, AT, 'x')->requirePassed();
    [$judged] = Antin::verify(Antin::extend($signature, $options, 'x'), $policy, AT, 'x')->signatures();
    same(
        [TimestampKind::Signature, TimestampKind::ArchiveV3, TimestampKind::ArchiveV3],
        array_column($judged->timestamps, 'kind'),
    );
});

test('what a level asks for must be there', static function (): void {
    foreach ([atLevel(Level::T), atLevel(Level::LT, timestamper: own())] as $options) {
        throws(InvalidArgumentException::class, static fn () => Antin::sign('x', credential(), $options, TIME));
        $signature = read('signatures/rsa2048.p7m');
        throws(InvalidArgumentException::class, static fn () => Antin::extend($signature, $options));
    }
});

test('a reception time proves too', static function (): void {
    foreach ([TIME + 60, new \DateTimeImmutable('@' . (TIME + 60))] as $received) {
        $known = new Evidence(receptionTime: $received);
        $document = read('documents/van-ban.txt');
        $report = Antin::verify(read('signatures/rsa2048.p7s'), policy(), AT, $document, $known);
        same(TIME + 60, $report->signatures()[0]->provenTime);
    }
});

test('a detached judgement needs a detached signature', static function (): void {
    $signature = read('signatures/rsa2048.p7m');
    throws(InvalidArgumentException::class, static fn () => Verifying::detached($signature, policy(), AT));
    throws(AntinException::class, static fn () => Verifying::detached('', policy(), AT));
    $verifying = Verifying::attached(policy(), AT);
    $verifying->update($signature);
    $report = $verifying->finish();
    $report->requirePassed();
    same(null, $report->content());
});

/** Serves one answer to one question, in a PHP of its own; returns its address, and what ends it. */
function authority(string $answer): array
{
    $script = <<<'PHP'
        $server = stream_socket_server('tcp://127.0.0.1:0');
        echo stream_socket_get_name($server, false), "\n";
        $peer = stream_socket_accept($server, 20);
        $head = '';
        while (!str_ends_with($head, "\r\n\r\n")) { $head .= fgetc($peer); }
        preg_match('~^content-length: *(\d+)~mi', $head, $length);
        $body = stream_get_contents($peer, (int) $length[1]);
        $answer = hex2bin(getenv('ANSWER'));
        fwrite($peer, "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nConnection: close\r\n"
            . 'Content-Length: ' . strlen($answer) . "\r\n\r\n" . $answer);
        fclose($peer);
        echo strtolower($head), bin2hex($body);
        PHP;
    $environment = [...getenv(), 'ANSWER' => $answer];
    $process = proc_open([PHP_BINARY, '-r', $script], [1 => ['pipe', 'w']], $pipes, null, $environment);
    $end = static function () use ($process, $pipes): string {
        $asked = (string) stream_get_contents($pipes[1]);
        same(0, proc_close($process));
        return $asked;
    };
    return ['http://' . trim((string) fgets($pipes[1])) . '/tsa', $end];
}

test('an authority is asked over HTTP', static function (): void {
    // PKIStatus rejection (RFC 3161 section 2.4.2).
    [$address, $end] = authority('30053003020102');
    $client = new Client(attempts: 1, totalTimeout: 10);
    $stamps = Timestamper::at($client, $address, OID);
    $client->close();
    $options = atLevel(Level::T, timestamper: $stamps);
    $stamps->close();
    $error = throws(TimestampException::class, static fn () => Antin::sign('x', credential(), $options, TIME));
    same(49, $error->getCode());
    $asked = $end();
    same(true, str_contains($asked, 'content-type: application/timestamp-query'));
    same(true, str_contains($asked, '06092b0601040183b20301'));
    // Nobody listens there any more.
    $options = atLevel(Level::T, timestamper: Timestamper::at(new Client(attempts: 1, connectTimeout: 2.5), $address));
    $error = throws(NetworkException::class, static fn () => Antin::sign('x', credential(), $options, TIME));
    same([48, true], [$error->getCode(), $error->help(Language::Vi) !== '']);
});

test('every bound of a client can be chosen', static function (): void {
    $client = new Client(
        totalTimeout: 60,
        attemptTimeout: 1.5,
        connectTimeout: 0.25,
        hostTimeouts: ['tsa.example.vn' => 120],
        attempts: 2,
        parallel: 8,
        parallelPerHost: 2,
        fetches: 16,
        gatheringTimeout: 30,
        pause: 0.1,
        redirects: 1,
        crlBytes: 1 << 20,
        answerBytes: 1 << 16,
        ocspByGet: true,
        proxy: 'http://proxy.example.vn:3128',
        allowHosts: ['ocsp.example.vn'],
        allowNetworks: ['10.1.0.0/16', 'fd00::/8'],
    );
    $client->close();
    same(true, $client->isClosed());
});

test('what cannot be of a client is refused', static function (): void {
    $wrong = [
        static fn () => new Client(proxy: "http://proxy\0.vn"),
        static fn () => new Client(allowHosts: ["a\0b"]),
        static fn () => new Client(allowNetworks: ["10.1.0.0/16\0"]),
        static fn () => new Client(hostTimeouts: ["a\0b" => 1]),
        static fn () => new Client(totalTimeout: NAN),
        static fn () => new Client(totalTimeout: INF),
        static fn () => new Client(attemptTimeout: -1),
        static fn () => new Client(connectTimeout: PHP_INT_MAX),
        static fn () => new Client(attempts: 2 ** 32),
        static fn () => new Client(fetches: -1),
        static fn () => new Client(parallel: 8),
        static fn () => new Client(crlBytes: 8),
        static fn () => new Client(redirects: -1),
        static fn () => new Client(gatheringTimeout: -1),
        static fn () => new \Antin\Cache("a\0b"),
        static fn () => Evidence::read("a\0b"),
        static fn () => new Client(parallel: -1, parallelPerHost: 1),
        static fn () => Timestamper::at(new Client(), "http://a\0b"),
        static fn () => Timestamper::at(new Client(), 'http://tsa.example.vn', "1.2\0"),
        static fn () => Timestamper::own(credential(), "1.2\0", TIME),
    ];
    foreach ($wrong as $make) {
        throws(\ValueError::class, $make);
    }
    throws(\TypeError::class, static fn () => new Client(allowHosts: [7]));
    throws(InvalidArgumentException::class, static fn () => new Client(allowNetworks: ['10.1.0.0/77']));
    throws(NetworkException::class, static fn () => new Client(proxy: 'no address'));
    throws(NetworkException::class, static fn () => Timestamper::at(new Client(), 'ftp://tsa.example.vn'));
});
