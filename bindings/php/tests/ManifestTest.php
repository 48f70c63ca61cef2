<?php

/** The cases that every language runs: `test-vectors/bindings/manifest.json`. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Algorithm;
use Antin\Antin;
use Antin\Cache;
use Antin\Credential;
use Antin\Digest;
use Antin\Evidence;
use Antin\EvidenceItem;
use Antin\Exception\AlreadyUsedException;
use Antin\Exception\AntinException;
use Antin\Exception\InvalidArgumentException;
use Antin\Exception\KeyException;
use Antin\Exception\RejectedException;
use Antin\Format;
use Antin\KeyOptions;
use Antin\Language;
use Antin\Level;
use Antin\NameForm;
use Antin\Packaging;
use Antin\Policy;
use Antin\Prepared;
use Antin\Purpose;
use Antin\Recheck;
use Antin\Report;
use Antin\Revocation;
use Antin\Signature;
use Antin\Signing;
use Antin\SignOptions;
use Antin\Timestamp;
use Antin\Timestamper;
use Antin\Verifying;

require_once __DIR__ . '/GatewayCases.php';
require_once __DIR__ . '/PackageCases.php';

/** A JSON object of which every member has to be used: a new one must not be passed over. */
final class Members
{
    public function __construct(private array $left)
    {
    }

    public function take(string $name, mixed $default = null): mixed
    {
        $value = $this->left[$name] ?? $default;
        unset($this->left[$name]);
        return $value;
    }

    public function done(): void
    {
        same([], array_keys($this->left));
    }
}

final class Manifest
{
    private const PIECES = [1, 7, 65536];
    private const KINDS = [
        'add-signature' => 'addSignature',
        'credential' => 'credential',
        'evidence' => 'evidence',
        'extend' => 'extend',
        'gateway' => [GatewayCases::class, 'gateway'],
        'journal' => [GatewayCases::class, 'journal'],
        'package' => [PackageCases::class, 'package'],
        'policy' => 'policy',
        'prepare' => 'prepare',
        'prepare-addition' => 'prepareAddition',
        'prepare-seal' => [PackageCases::class, 'prepareSeal'],
        'receipt' => [GatewayCases::class, 'receipt'],
        'registry' => [GatewayCases::class, 'registry'],
        'seal' => [PackageCases::class, 'seal'],
        'sign' => 'sign',
        'validate' => [PackageCases::class, 'validate'],
        'verify' => 'verify',
    ];

    /** @return list<array> */
    public static function cases(): array
    {
        $manifest = new Members(json_decode(read('manifest.json'), true, flags: JSON_THROW_ON_ERROR));
        same(1, $manifest->take('version'));
        $cases = $manifest->take('cases');
        $manifest->done();
        return $cases;
    }

    public static function run(array $case): void
    {
        $members = new Members($case);
        $members->take('name');
        $kind = $members->take('do');
        if (!isset(self::KINDS[$kind])) {
            throw new Failed("unknown kind: $kind");
        }
        $do = self::KINDS[$kind];
        is_array($do) ? $do($members) : self::$do($members);
        $members->done();
    }

    // Kinds of cases

    private static function verify(Members $case): void
    {
        [$document, $content] = [read($case->take('document')), self::file($case->take('content'))];
        [$policy, $evidence] = [$case->take('policy'), $case->take('evidence')];
        self::judge($document, $content, $policy, $evidence, $case->take('at'), $case->take('expect'));
    }

    private static function sign(Members $case): void
    {
        [$document, $time] = [read($case->take('document')), $case->take('signing_time')];
        [$credential, $options] = [$case->take('credential'), $case->take('options')];
        $friendlyName = $case->take('friendly_name');
        $raised = $case->take('raised', []);
        [$expect, $then] = [$case->take('expect'), $case->take('then')];
        $attached = $options['packaging'] === 'attached';
        $ways = [
            static fn (Credential $c, SignOptions $o): string => Antin::sign($document, $c, $o, $time),
            static fn (Credential $c, SignOptions $o): string => Antin::sign(stream($document), $c, $o, $time),
        ];
        foreach (self::PIECES as $size) {
            $ways[] = static fn (Credential $c, SignOptions $o): string =>
                self::streamed($document, $c, $o, $time, $size, $attached);
        }
        foreach ($ways as $way) {
            $signature = self::attempt($expect, static fn (): string =>
                $way(self::credentialOf($credential, $friendlyName), self::optionsOf($options)));
            if ($signature !== null) {
                foreach ($raised as $more) {
                    $beside = $attached ? null : $document;
                    $signature = Antin::extend($signature, self::optionsOf($more), $beside);
                }
                self::judgeThen($signature, $attached ? null : $document, $then);
            }
        }
    }

    private static function evidence(Members $case): void
    {
        [$data, $by, $expect] = [read($case->take('file')), $case->take('by'), $case->take('expect')];
        $known = self::attempt($expect, static fn (): Evidence => Evidence::fromBytes($data));
        if ($known === null) {
            return;
        }
        $wanted = new Members($expect);
        [$items, $ended] = [$wanted->take('items'), $wanted->take('ended')];
        $wanted->done();
        same($items, array_map(static fn (EvidenceItem $item): array => [
            'kind' => strtolower($item->kind->name),
            'name' => $item->name,
            'since' => $item->since,
            'until' => $item->until,
            'obtained' => $item->obtained,
            'source' => $item->source,
        ], $known->items()));
        foreach ($known->items(data: true) as $item) {
            same('0', $item->data[0]);
        }
        same($ended, $known->ended($by));
        same($data, $known->toBytes());
        $folder = sys_get_temp_dir() . '/antin-' . bin2hex(random_bytes(6));
        $cache = new Cache($folder);
        try {
            $known->write("$folder/again");
            same($data, Evidence::read("$folder/again")->toBytes());
            $cache->keep($known);
            $loaded = $cache->load();
            same([count($items), []], [count($loaded->evidence->items()), $loaded->damaged]);
            same($ended, $cache->clean($by));
            same(count($items) - $ended, count($cache->load()->evidence->items()));
        } finally {
            array_map(unlink(...), (array) glob("$folder/*"));
            rmdir($folder);
        }
    }

    private static function addSignature(Members $case): void
    {
        [$signature, $content] = [read($case->take('signature')), self::file($case->take('content'))];
        [$credential, $options] = [$case->take('credential'), $case->take('options')];
        [$friendlyName, $time] = [$case->take('friendly_name'), $case->take('signing_time')];
        [$expect, $then] = [$case->take('expect'), $case->take('then')];
        $both = self::attempt($expect, static fn (): string => Antin::addSignature(
            $signature,
            self::credentialOf($credential, $friendlyName),
            self::optionsOf($options),
            $time,
            $content,
        ));
        if ($both !== null) {
            self::judgeThen($both, $content, $then);
        }
    }

    private static function extend(Members $case): void
    {
        [$signature, $content] = [read($case->take('signature')), self::file($case->take('content'))];
        [$options, $expect, $then] = [$case->take('options'), $case->take('expect'), $case->take('then')];
        $raised = self::attempt(
            $expect,
            static fn (): string => Antin::extend($signature, self::optionsOf($options), $content),
        );
        if ($raised !== null) {
            self::judgeThen($raised, $content, $then);
        }
    }

    private static function credential(Members $case): void
    {
        [$credential, $friendlyName] = [$case->take('credential'), $case->take('friendly_name')];
        $expect = $case->take('expect');
        $made = self::attempt($expect, static fn (): Credential => self::credentialOf($credential, $friendlyName));
        if ($made !== null) {
            $certificates = $made->certificates();
            same($expect['certificates'], count($certificates));
            same($expect['sha256'], hash('sha256', $certificates[0]));
        }
    }

    private static function policy(Members $case): void
    {
        $policy = $case->take('policy');
        self::attempt($case->take('expect'), static fn (): Policy => self::policyOf($policy));
    }

    private static function prepare(Members $case): void
    {
        [$document, $chain] = [read($case->take('document')), read($case->take('chain'))];
        [$digest, $time] = [$case->take('document_digest'), $case->take('signing_time')];
        $options = self::optionsOf($case->take('options'));
        $attached = $options->packaging === Packaging::Attached;
        $prepared = [
            Antin::prepare($document, $chain, $options, $time),
            Antin::prepare(stream($document), $chain, $options, $time),
        ];
        if (!$attached) {
            foreach (self::PIECES as $size) {
                $signing = Signing::forChain($chain, $options, $time);
                foreach (self::split($document, $size) as $piece) {
                    $signing->update($piece);
                }
                $prepared[] = $signing->prepare();
            }
        }
        if ($digest !== null) {
            $algorithm = self::byName(Digest::class, $digest['algorithm']);
            $prepared[] = Antin::prepareDigest($algorithm, hex2bin($digest['value']), $chain, $options, $time);
        }
        self::finish($case, $prepared, $attached ? null : $document);
    }

    private static function prepareAddition(Members $case): void
    {
        [$signature, $content] = [read($case->take('signature')), self::file($case->take('content'))];
        [$chain, $time] = [read($case->take('chain')), $case->take('signing_time')];
        $options = self::optionsOf($case->take('options'));
        self::finish($case, [Antin::prepareAddition($signature, $chain, $options, $time, $content)], $content);
    }

    /** @param list<Prepared> $prepared */
    private static function finish(Members $case, array $prepared, ?string $content): void
    {
        [$toBeSigned, $value] = [read($case->take('to_be_signed')), read($case->take('value'))];
        [$wrong, $then] = [read($case->take('wrong_value')), $case->take('then')];
        $algorithm = self::byName(Algorithm::class, $case->take('algorithm'));
        foreach ($prepared as $one) {
            same($toBeSigned, $one->toBeSigned);
            same($algorithm, $one->algorithm);
            throws(KeyException::class, static fn () => $one->finish($wrong));
            self::judgeThen($one->finish($value), $content, $then);
            throws(AlreadyUsedException::class, static fn () => $one->finish($value));
        }
    }

    // What cases are made of

    public static function file(?string $name): ?string
    {
        return $name === null ? null : read($name);
    }

    /** @return list<string> */
    private static function split(string $data, int $size): array
    {
        return $data === '' ? [] : str_split($data, $size);
    }

    public static function byName(string $enumeration, ?string $name): ?\BackedEnum
    {
        if ($name === null) {
            return null;
        }
        foreach ($enumeration::cases() as $case) {
            if (strtolower($case->name) === strtolower(str_replace('-', '', $name))) {
                return $case;
            }
        }
        throw new Failed("$enumeration has no $name");
    }

    /** Does what may be expected to fail; null if it failed as expected. */
    public static function attempt(?array $expect, callable $body): mixed
    {
        if (!isset($expect['error'])) {
            return $body();
        }
        same(['error'], array_keys($expect));
        self::fails($expect['error'], $body);
        return null;
    }

    public static function fails(int $code, callable $body): void
    {
        $error = throws(AntinException::class, $body);
        same($code, $error->getCode());
        foreach (Language::cases() as $language) {
            same(true, $error->text($language) !== '' && $error->help($language) !== '');
        }
    }

    public static function credentialOf(array $json, ?string $friendlyName): Credential
    {
        $members = new Members($json);
        [$p12, $password] = [$members->take('p12'), $members->take('password')];
        [$chain, $key] = [$members->take('chain'), $members->take('key')];
        $members->done();
        $options = new KeyOptions(friendlyName: $friendlyName);
        return $p12 === null
            ? Credential::fromChainAndKey(read($chain), read($key), $password, $options)
            : Credential::fromPkcs12(read($p12), $password, $options);
    }

    public static function optionsOf(array $json): SignOptions
    {
        $members = new Members($json);
        $hints = new Members($members->take('content_hints') ?? []);
        $options = new SignOptions(
            Format::Cades,
            self::byName(Level::class, $members->take('level')),
            self::byName(Packaging::class, $members->take('packaging')),
            self::byName(Algorithm::class, $members->take('algorithm')),
            $members->take('mime_type'),
            $hints->take('content_type'),
            $hints->take('description'),
            self::timestamperOf($members->take('timestamper')),
            self::evidenceIn($members),
        );
        $hints->done();
        $members->done();
        return $options;
    }

    /** Returns none if it is null: options keep none then. */
    private static function evidenceIn(Members $options): ?Evidence
    {
        $json = $options->take('evidence');
        return $json === null ? null : self::evidenceOf($json);
    }

    private static function timestamperOf(?array $json): ?Timestamper
    {
        if ($json === null) {
            return null;
        }
        $members = new Members($json);
        $signer = Credential::fromChainAndKey(read($members->take('chain')), read($members->take('key')));
        $timestamper = Timestamper::own($signer, $members->take('policy'), $members->take('time'));
        $members->done();
        return $timestamper;
    }

    private static function streamed(
        string $document,
        Credential $credential,
        SignOptions $options,
        int $time,
        int $size,
        bool $attached,
    ): string {
        $signing = $attached
            ? Signing::attached($credential, $options, $time, strlen($document))
            : Signing::detached($credential, $options, $time);
        $head = $signing->head();
        foreach (self::split($document, $size) as $piece) {
            $signing->update($piece);
        }
        $tail = $signing->finish();
        same($attached, $head !== '');
        return $attached ? $head . $document . $tail : $tail;
    }

    public static function policyOf(array $json): Policy
    {
        $members = new Members($json);
        $revocation = $members->take('revocation');
        $skip = $revocation === 'danger-skip';
        $name = new Members($members->take('name') ?? []);
        $policy = new Policy(
            array_map(read(...), $members->take('roots')),
            profile: $members->take('profile'),
            profileFile: self::file($members->take('profile_file')),
            level: self::byName(Level::class, $members->take('level')),
            revocation: $skip ? null : self::byName(Revocation::class, $revocation),
            dangerSkipRevocation: $skip,
            purpose: self::byName(Purpose::class, $members->take('purpose')),
            nameForm: self::byName(NameForm::class, $name->take('form')),
            name: $name->take('name'),
            certificatePolicies: $members->take('certificate_policies'),
            requireExplicitPolicy: $members->take('require_explicit_policy', false),
            inhibitPolicyMapping: $members->take('inhibit_policy_mapping', false),
            inhibitAnyPolicy: $members->take('inhibit_any_policy', false),
            maxDepth: $members->take('max_depth'),
        );
        $name->done();
        $members->done();
        return $policy;
    }

    public static function evidenceOf(?array $json): Evidence
    {
        $members = new Members($json ?? []);
        $kept = $members->take('file');
        $evidence = new Evidence(
            array_map(read(...), $members->take('certificates', [])),
            array_map(read(...), $members->take('crls', [])),
            array_map(read(...), $members->take('ocsp', [])),
            $members->take('received_at'),
            array_map(read(...), $members->take('tokens', [])),
            $kept === null ? [] : [Evidence::fromBytes(read($kept))],
        );
        $members->done();
        return $evidence;
    }

    // Judging

    private static function judgeThen(string $signature, ?string $content, array $json): void
    {
        $then = new Members($json);
        [$policy, $evidence, $at] = [$then->take('policy'), $then->take('evidence'), $then->take('at')];
        self::judge($signature, $content, $policy, $evidence, $at, $then->take('expect'));
        $then->done();
    }

    private static function judge(
        string $document,
        ?string $content,
        array $policy,
        ?array $evidence,
        int $at,
        array $expect,
    ): void {
        $ways = [
            static fn (Policy $p, Evidence $e): Report => Antin::verify($document, $p, $at, $content, $e),
            static fn (Policy $p, Evidence $e): Report => Antin::verify(
                stream($document),
                $p,
                $at,
                $content === null ? null : stream($content),
                $e,
            ),
        ];
        foreach (self::PIECES as $size) {
            $ways[] = static function (Policy $p, Evidence $e) use ($document, $content, $at, $size): Report {
                $verifying = $content === null
                    ? Verifying::attached($p, $at, $e)
                    : Verifying::detached($document, $p, $at, $e);
                foreach (self::split($content ?? $document, $size) as $piece) {
                    $verifying->update($piece);
                }
                return $verifying->finish();
            };
        }
        foreach ($ways as $number => $way) {
            $judge = static fn (): Report => $way(self::policyOf($policy), self::evidenceOf($evidence));
            $report = self::attempt($expect, $judge);
            if ($report !== null) {
                self::check($report, $expect, $number === 0, $content);
            }
        }
    }

    private static function check(Report $report, array $json, bool $inMemory, ?string $beside): void
    {
        $expect = new Members($json);
        [$verdict, $content] = [$expect->take('verdict'), self::file($expect->take('content'))];
        same($verdict, $report->verdict()->etsiName());
        same($expect->take('sub_indication'), $report->subIndication());
        same(
            array_map(
                static fn (array $wanted): array =>
                    self::sorted($wanted + ['proven_time' => null, 'timestamps' => []]),
                $expect->take('signatures'),
            ),
            array_map(static fn (Signature $s): array => self::sorted(self::describe($s)), $report->signatures()),
        );
        $expect->done();
        foreach (Language::cases() as $language) {
            same($verdict, json_decode($report->toJson($language), true, flags: JSON_THROW_ON_ERROR)['verdict']);
        }
        if ($verdict !== 'TOTAL-PASSED') {
            throws(RejectedException::class, $report->requirePassed(...));
            throws(RejectedException::class, $report->content(...));
            throws(RejectedException::class, static fn () => new Recheck($report));
            return;
        }
        $report->requirePassed();
        // Content that passed by is not given out, however short it is.
        same($inMemory ? $content : null, $report->content());
        $judged = $content ?? $beside;
        $recheck = new Recheck($report);
        $recheck->update($judged);
        $recheck->finish();
        throws(InvalidArgumentException::class, static function () use ($report, $judged): void {
            $recheck = new Recheck($report);
            $recheck->update($judged . '!');
            $recheck->finish();
        });
    }

    private static function describeTimestamp(Timestamp $timestamp): array
    {
        return [
            'kind' => strtolower((string) preg_replace('~(?<=[a-z])[A-Z]~', '-$0', $timestamp->kind->name)),
            'verdict' => $timestamp->verdict->etsiName(),
            'sub_indication' => $timestamp->subIndication,
            'time' => $timestamp->time,
            'authority' => $timestamp->authority,
            'policy' => $timestamp->policy,
        ];
    }

    private static function sorted(array $signature): array
    {
        ksort($signature);
        return $signature;
    }

    private static function describe(Signature $signature): array
    {
        $signer = $signature->signer;
        return [
            'verdict' => $signature->verdict->etsiName(),
            'sub_indication' => $signature->subIndication,
            'level' => $signature->level?->name,
            'signer' => $signer === null
                ? null
                : ['subject' => $signer->subject, 'serial' => $signer->serial, 'sha256' => $signer->sha256],
            'claimed_time' => $signature->claimedTime,
            'digest' => $signature->digest,
            'algorithm' => $signature->algorithm,
            'coverage' => strtolower((string) preg_replace('~(?<=[a-z])[A-Z]~', '-$0', $signature->coverage->name)),
            'findings' => array_map(static fn ($finding): string => $finding->code, $signature->findings),
            'proven_time' => $signature->provenTime,
            'timestamps' => array_map(self::describeTimestamp(...), $signature->timestamps),
        ];
    }
}

$cases = Manifest::cases();
foreach ($cases as $case) {
    test("manifest: {$case['name']}", static fn () => Manifest::run($case));
}
test('manifest: an unknown kind or member fails', static function () use ($cases): void {
    throws(Failed::class, static fn () => Manifest::run(['name' => 'new', 'do' => 'no-such']));
    throws(Failed::class, static fn () => Manifest::run([...$cases[0], 'new' => 1]));
    same(true, count($cases) >= 100);
});
