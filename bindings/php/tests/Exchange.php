<?php

/** Two agencies that send each other packages, for tests. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Agency;
use Antin\Antin;
use Antin\Credential;
use Antin\Gateway;
use Antin\GatewayPolicy;
use Antin\Ledger;
use Antin\MatchBy;
use Antin\Packaging;
use Antin\Reason;
use Antin\Registry;
use Antin\RegistryBinding;
use Antin\RegistryDraft;
use Antin\RegistrySigners;
use Antin\Seen;

require_once __DIR__ . '/Packages.php';

final class Exchange
{
    public const A = '000.00.12.X40';
    public const B = 'X98.12.3';
    public const WINDOW = 30 * 86400;
    public const SENT = TIME + 60;
    public const ARRIVED = TIME + 3600;
    public const FROM = 1767225600;
    public const ISSUED = TIME - 3600;
    public const NEXT = TIME + 14 * 86400;

    /** A binds its certificate, B its key. */
    public static function draft(string $first = self::A): RegistryDraft
    {
        return (new RegistryDraft('Sổ đăng ký thử'))
            ->addBody(self::A, 'Cơ quan mẫu A')
            ->addBody(self::B, 'Cơ quan mẫu B', self::FROM)
            ->addBody('000.00.00.X14', 'Cơ quan mẫu C')
            ->add(new RegistryBinding('a-1', $first, MatchBy::Certificate, self::FROM, read('pki/agency.pem')))
            ->add(new RegistryBinding('b-1', self::B, MatchBy::Key, self::FROM, read('pki/p256.pem')));
    }

    public static function registrar(): Credential
    {
        return self::credential('ed25519');
    }

    public static function credential(string $name): Credential
    {
        return Credential::fromChainAndKey(read("pki/$name-chain.pem"), read("pki/$name.key"));
    }

    public static function sign(RegistryDraft $draft, ?Credential $by = null): string
    {
        $draft->issue(self::ISSUED, self::NEXT);
        return Antin::sign($draft->toJson(), $by ?? self::registrar(), cades(packaging: Packaging::Attached), TIME);
    }

    public static function check(string $file, int $at = TIME, ?Seen $seen = null): Registry
    {
        return Registry::check($file, new RegistrySigners(read('pki/ed25519.pem')), policy(), $at, $seen);
    }

    public static function registry(?RegistryDraft $draft = null): Registry
    {
        $registry = self::check(self::sign($draft ?? self::draft()));
        $registry->requireTrusted();
        return $registry;
    }

    public static function ledger(?callable $line = null): Ledger
    {
        return Ledger::inMemory(self::WINDOW, 1000, line: $line);
    }

    public static function gateway(
        ?Ledger $ledger = null,
        ?Registry $registry = null,
        ?GatewayPolicy $rules = null,
    ): Gateway {
        return new Gateway(
            $rules ?? GatewayPolicy::strict(),
            policy(),
            $registry ?? self::registry(),
            $ledger ?? self::ledger(),
        );
    }

    public static function a(): Agency
    {
        return new Agency(self::A, credential());
    }

    public static function b(): Agency
    {
        return new Agency(self::B, self::credential('p256'));
    }

    public static function sealed(): string
    {
        return (string) self::gateway()->send(self::a(), Packages::message(), self::SENT)->sealed();
    }

    /**
     * @param list<Reason> $reasons
     * @return list<string>
     */
    public static function codes(array $reasons): array
    {
        return array_map(static fn (Reason $reason): string => $reason->code, $reasons);
    }

    /** Signs as a token would, with the key of a file. */
    public static function value(string $key, string $toBeSigned): string
    {
        same(true, openssl_sign($toBeSigned, $value, read("pki/$key.key"), OPENSSL_ALGO_SHA256));
        return $value;
    }

    /** Runs with a folder of its own, which is removed. */
    public static function folder(callable $body): void
    {
        $folder = sys_get_temp_dir() . '/antin-' . bin2hex(random_bytes(6));
        mkdir($folder);
        try {
            $body($folder);
        } finally {
            array_map(unlink(...), (array) glob("$folder/*"));
            rmdir($folder);
        }
    }
}
