<?php

/** Signing at T and LT by servers of this machine, and judging: `bindings/with-server` starts them. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Antin;
use Antin\Client;
use Antin\Credential;
use Antin\Evidence;
use Antin\EvidenceItem;
use Antin\Format;
use Antin\Language;
use Antin\Level;
use Antin\MissingKind;
use Antin\Policy;
use Antin\Report;
use Antin\SignOptions;
use Antin\Timestamper;
use Antin\Verdict;

/** An agency, whom it trusts, and how it asks. */
final class Office
{
    public const DOCUMENT = 'Văn bản ký ở mức T và LT';

    public readonly int $now;
    public readonly Policy $policy;
    public readonly Client $client;

    public function __construct()
    {
        $this->now = time();
        $this->policy = new Policy(self::pki('root.pem'));
        $this->client = new Client(allowHosts: ['127.0.0.1'], gatheringTimeout: 20, attempts: 2);
    }

    public static function pki(string $name): string
    {
        $folder = getenv('ANTIN_TEST_PKI');
        if ($folder === false) {
            throw new Failed('no server: see bindings/with-server');
        }
        return (string) file_get_contents("$folder/$name");
    }

    public function options(Level $level, ?Evidence $evidence = null): SignOptions
    {
        $stamps = Timestamper::at($this->client, getenv('ANTIN_TEST_SERVER') . '/tsa');
        return new SignOptions(Format::Cades, $level, timestamper: $stamps, evidence: $evidence);
    }

    public function sign(Level $level, ?Evidence $evidence = null): string
    {
        $signer = Credential::fromChainAndKey(self::pki('agency-chain.pem'), self::pki('agency.key'));
        return Antin::sign(self::DOCUMENT, $signer, $this->options($level, $evidence), $this->now);
    }

    public function judge(string $signature, ?Evidence $evidence = null): Report
    {
        return Antin::verify($signature, $this->policy, $this->now + 60, self::DOCUMENT, $evidence);
    }

    /** Answers and lists for its own certificate, and for the time-stamping authority's. */
    public function gathered(): Evidence
    {
        $known = new Evidence();
        foreach (['agency-chain.pem', 'tsa-chain.pem'] as $chain) {
            $found = Antin::gatherForCertificate($this->client, self::pki($chain), $this->policy, $this->now, $known);
            same([], $found->missing);
            $known = $found->evidence;
        }
        return $known;
    }
}

test('level T is judged with what was gathered', static function (): void {
    $office = new Office();
    $signature = $office->sign(Level::T);
    same(Verdict::Indeterminate, $office->judge($signature)->verdict());
    $found = Antin::gather($office->client, $signature, $office->policy, $office->now);
    same([[], true, false], [$found->missing, $found->fetched > 0, $found->isCutShort]);
    $report = $office->judge($signature, $found->evidence);
    $report->requirePassed();
    same(Level::T, $report->signatures()[0]->level);
    $fetched = array_filter($found->evidence->items(), static fn (EvidenceItem $i): bool => $i->obtained !== null);
    same($found->fetched, count($fetched));
    foreach ($fetched as $item) {
        same(true, str_starts_with((string) $item->source, (string) getenv('ANTIN_TEST_SERVER')));
    }
    // Kept, it will do again without the network.
    $path = sys_get_temp_dir() . '/văn-bản-' . bin2hex(random_bytes(6)) . '.evidence';
    $found->evidence->write($path);
    $office->judge($signature, Evidence::read($path))->requirePassed();
    unlink($path);
});

test('level LT needs nothing any more', static function (): void {
    $office = new Office();
    $signature = $office->sign(Level::LT, $office->gathered());
    $report = $office->judge($signature);
    $report->requirePassed();
    same(Level::LT, $report->signatures()[0]->level);
    $archive = $office->options(Level::LTA, $office->gathered());
    $raised = $office->judge(Antin::extend($signature, $archive, Office::DOCUMENT));
    $raised->requirePassed();
    same(Level::LTA, $raised->signatures()[0]->level);
});

test('hosts inside are not asked unless allowed', static function (): void {
    $office = new Office();
    $chain = Office::pki('agency-chain.pem');
    $found = Antin::gatherForCertificate(new Client(), $chain, $office->policy, $office->now);
    same(false, $found->isCutShort);
    [$missing] = $found->missing;
    same([0, MissingKind::Status, '0'], [$found->fetched, $missing->kind, $missing->certificate[0]]);
    same(true, str_contains($missing->subject, 'CN='));
    [$attempt] = $missing->attempts;
    same(true, str_starts_with($attempt->address, (string) getenv('ANTIN_TEST_SERVER')));
    same(false, $attempt->reason() === $attempt->reason(Language::Vi));
});

test('a gathering ends by its time', static function (): void {
    $office = new Office();
    $hurried = new Client(allowHosts: ['127.0.0.1'], gatheringTimeout: 0);
    $found = Antin::gatherForCertificate($hurried, Office::pki('agency-chain.pem'), $office->policy, $office->now);
    same([0, true, true], [$found->fetched, count($found->missing) > 0, $found->isCutShort]);
});
