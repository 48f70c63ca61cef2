<?php

/** Packages that tests seal and judge, and a stream that breaks. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Antin;
use Antin\Credential;
use Antin\Exception\RejectedException;
use Antin\Fact;
use Antin\Opening;
use Antin\Package;
use Antin\PackageState;
use Antin\Policy;
use Antin\Revocation;
use Antin\Role;
use Antin\SealOptions;
use Antin\Verdict;

const ALL_VECTORS = REPOSITORY . '/test-vectors';
const SIGNED_AT = 1795219200;
const JUDGED_AT = 1795305600;
const SENDER = '000.00.12.X40';

/** A stream that breaks after some reads, or when it is written to; it can seek. */
final class BrokenStream
{
    public static int $left = 0;
    public static string $data = '';
    public static ?\Closure $onWrite = null;
    public mixed $context = null;
    private int $at = 0;

    public function stream_open(): bool
    {
        return true;
    }

    public function stream_read(int $count): string
    {
        if (self::$left-- <= 0) {
            throw new \DomainException('the disk is gone');
        }
        $piece = substr(self::$data, $this->at, $count);
        $this->at += strlen($piece);
        return $piece;
    }

    public function stream_write(): int
    {
        if (self::$onWrite !== null) {
            (self::$onWrite)();
        }
        throw new \DomainException('the disk is full');
    }

    public function stream_seek(int $offset): bool
    {
        $this->at = $offset;
        return true;
    }

    public function stream_tell(): int
    {
        return $this->at;
    }

    public function stream_eof(): bool
    {
        return $this->at >= strlen(self::$data);
    }
}

stream_wrapper_register('broken', BrokenStream::class);

final class Packages
{
    public static function file(string $name): string
    {
        return (string) file_get_contents(ALL_VECTORS . "/$name");
    }

    public static function message(): string
    {
        return self::file('edxml/new-two-pdfs.edxml');
    }

    public static function pdf(): string
    {
        return self::file('edxml/cong-van-123.pdf');
    }

    public static function chain(): string
    {
        return self::file('bench/rsa2048.chain.pem');
    }

    public static function signer(): Credential
    {
        return Credential::fromChainAndKey(self::chain(), self::file('bench/rsa2048.key.pem'));
    }

    public static function policy(): Policy
    {
        return new Policy(self::file('bench/rsa2048.root.pem'), revocation: Revocation::IfPresent);
    }

    public static function known(): Opening
    {
        return (new Opening())->addSender(SENDER, self::chain());
    }

    public static function sealed(?string $message = null, ?SealOptions $options = null): string
    {
        return Antin::seal($message ?? self::message(), self::signer(), $options ?? new SealOptions(), SIGNED_AT);
    }

    public static function judge(mixed $message, ?Opening $opening): Package
    {
        return Antin::open($message, self::policy(), JUDGED_AT, $opening);
    }

    /** Returns a copy in which one text stands for another, the first time. */
    public static function with(string $message, string $from, string $to): string
    {
        $at = strpos($message, $from);
        same(true, $at !== false);
        return substr_replace($message, $to, (int) $at, strlen($from));
    }

    public static function fact(Package $package, string $name): Fact
    {
        foreach ($package->facts() as $fact) {
            if ($fact->name === $name) {
                return $fact;
            }
        }
        throw new Failed("no fact $name");
    }

    /** All is handed out, as it was sent. */
    public static function accepted(Package $package, string $message): void
    {
        $package->requireAccepted();
        same([true, Verdict::Passed], [$package->isAccepted(), $package->verdict()]);
        same(self::pdf(), $package->extract($message, 0));
        $all = $package->extractAll($message);
        same([count($package->files()), self::pdf()], [count($all), $all[0]]);
    }

    /** Nothing is handed out. */
    public static function refused(Package $package, string $message, PackageState $state): void
    {
        same([$state, false], [$package->state(), $package->isAccepted()]);
        $out = stream('');
        $path = sys_get_temp_dir() . '/antin-' . bin2hex(random_bytes(6));
        throws(RejectedException::class, $package->requireAccepted(...));
        throws(RejectedException::class, static fn () => $package->extract($message, 0));
        throws(RejectedException::class, static fn () => $package->extractAll($message));
        throws(RejectedException::class, static fn () => $package->extractTo($message, 0, $out));
        throws(RejectedException::class, static fn () => $package->extractTo($message, 0, new \SplFileInfo($path)));
        same([0, false], [ftell($out), file_exists($path)]);
    }

    /** Returns the last attachment, which is the container of the seal. */
    public static function container(string $sealed): string
    {
        $end = (int) strrpos(substr($sealed, 0, (int) strrpos($sealed, 'ContentTransferEncoded>')), '</');
        $begin = (int) strrpos(substr($sealed, 0, $end), '>') + 1;
        return (string) base64_decode(substr($sealed, $begin, $end - $begin), true);
    }

    /** RSASSA-PKCS1-v1_5 repeats itself, so that the value of one seal ends another. */
    public static function value(string $container): string
    {
        return substr($container, (int) strpos($container, "PK\1\2") - 256, 256);
    }

    public static function contents(mixed $stream): string
    {
        return (string) stream_get_contents($stream, null, 0);
    }

    public static function forwarder(): SealOptions
    {
        return new SealOptions(role: Role::Forwarder, organ: '000.00.00.X14');
    }
}
