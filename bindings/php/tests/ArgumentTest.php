<?php

/** What C could not carry, or would misread, is refused in PHP's own way. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Algorithm;
use Antin\Antin;
use Antin\Credential;
use Antin\Exception\AntinException;
use Antin\Exception\CredentialException;
use Antin\Exception\InputException;
use Antin\Exception\InternalException;
use Antin\Exception\InvalidArgumentException;
use Antin\Exception\KeyException;
use Antin\Exception\MalformedException;
use Antin\Exception\UnsupportedException;
use Antin\Evidence;
use Antin\KeyOptions;
use Antin\Language;
use Antin\NameForm;
use Antin\Packaging;
use Antin\Policy;
use Antin\Provider;
use Antin\Result;
use Antin\Signing;
use Antin\Verdict;

test('text with a NUL is refused', static function (): void {
    $root = read('pki/root.pem');
    $makers = [
        static fn () => Credential::fromPkcs12(read('credentials/openssl.p12'), "mật\0khẩu"),
        static fn () => Credential::fromChainAndKey('', '', "\0"),
        static fn () => new KeyOptions(friendlyName: "a\0b"),
        static fn () => cades(mimeType: "text/plain\0"),
        static fn () => cades(contentType: "1.2\0.3"),
        static fn () => cades(contentType: '1.2.3', contentDescription: "a\0b"),
        static fn () => new Policy($root, profile: "vn-2026\0x"),
        static fn () => new Policy($root, nameForm: NameForm::Dns, name: "a\0.test"),
        static fn () => new Policy($root, certificatePolicies: ['2.999', "2.999\0.1"]),
    ];
    foreach ($makers as $make) {
        same(true, str_contains(throws(\ValueError::class, $make)->getMessage(), 'null bytes'));
    }
});

test('text that is no UTF-8 is refused by the library', static function (): void {
    throws(InvalidArgumentException::class, static fn () => new KeyOptions(friendlyName: "\xff"));
});

test('a password in Vietnamese opens a file', static function (): void {
    $p12 = read('credentials/openssl.p12');
    same(2, count(Credential::fromPkcs12($p12, 'mật khẩu thử nghiệm')->certificates()));
    throws(KeyException::class, static fn () => Credential::fromPkcs12($p12, 'mật khẩu'));
    same(2, count(Credential::fromPkcs12(read('credentials/openssl-empty-password.p12'))->certificates()));
    same(2, count(Credential::fromPkcs12(read('credentials/openssl-empty-password.p12'), '')->certificates()));
});

test('neither passwords nor pointers are in the trace of an exception', static function (): void {
    ini_set('zend.exception_ignore_args', '0');
    $errors = [
        throws(MalformedException::class, static fn () => Credential::fromPkcs12('no file', 'bí mật')),
        throws(KeyException::class, static fn () => Credential::fromPkcs12(read('credentials/openssl.p12'), 'bí mật')),
        throws(\ValueError::class, static fn () => Credential::fromPkcs12('', "bí mật\0")),
        throws(UnsupportedException::class, static fn () => Antin::verify('no signature', policy(), AT)),
    ];
    foreach ($errors as $error) {
        $trace = $error . print_r($error->getTrace(), true);
        same([true, false, false], [
            str_contains($trace, 'SensitiveParameterValue'),
            str_contains($trace, 'bí mật'),
            str_contains($trace, 'CData'),
        ]);
    }
});

test('times may be seconds, or of any zone', static function (): void {
    $credential = credential();
    $utc = new \DateTimeImmutable('@' . TIME);
    $hanoi = $utc->setTimezone(new \DateTimeZone('+07:00'));
    $signatures = [];
    foreach ([TIME, $utc, $hanoi, new \DateTime('@' . TIME)] as $time) {
        $signatures[] = Antin::sign('x', $credential, cades(), $time);
    }
    same(1, count(array_unique($signatures)));
    [$signature] = Antin::verify($signatures[0], policy(), new \DateTimeImmutable('@' . AT), 'x')->signatures();
    same([TIME, $utc->format('c')], [$signature->claimedTime, $signature->claimedAt()->format('c')]);
    same([null, null], [$signature->provenTime, $signature->provenAt()]);
});

test('a time beyond the year 9999 does not crash', static function (): void {
    foreach ([PHP_INT_MAX, PHP_INT_MIN] as $at) {
        $report = Antin::verify(read('signatures/rsa2048.p7m'), policy(), $at);
        same(false, $report->verdict() === Verdict::Passed);
    }
});

test('numbers below zero are refused', static function (): void {
    throws(\ValueError::class, static fn () => new Policy(read('pki/root.pem'), maxDepth: -1));
    $options = cades(packaging: Packaging::Attached);
    throws(\ValueError::class, static fn () => Signing::attached(credential(), $options, TIME, -1));
});

test('other types are refused', static function (): void {
    foreach ([null, 7, ['x'], new \stdClass()] as $wrong) {
        throws(\TypeError::class, static fn () => Antin::sign($wrong, credential(), cades(), TIME));
        throws(\TypeError::class, static fn () => Antin::verify($wrong, policy(), AT));
    }
    throws(\TypeError::class, static fn () => Antin::verify('x', policy(), AT, 7));
    throws(\TypeError::class, static fn () => Antin::verify('x', credential(), AT));
    throws(\TypeError::class, static fn () => Antin::sign('x', credential(), cades(), '2026-11-20'));
    throws(\TypeError::class, static fn () => new Policy([7]));
    throws(\ValueError::class, static fn () => new Policy(read('pki/root.pem'), name: 'a.test'));
    throws(\ValueError::class, static fn () => cades(contentDescription: 'a'));
});

test('an empty document is a document', static function (): void {
    $signature = Antin::sign('', credential(), cades(), TIME);
    Antin::verify($signature, policy(), AT, '')->requirePassed();
    Antin::verify($signature, policy(), AT, stream(''))->requirePassed();
    same('SIGNED_DATA_NOT_FOUND', Antin::verify($signature, policy(), AT)->subIndication());
    throws(InputException::class, static fn () => Antin::verify('', policy(), AT));
});

test('octets with NUL are signed as they are', static function (): void {
    $document = "a\0b\xff\0";
    $signature = Antin::sign($document, credential(), cades(packaging: Packaging::Attached), TIME);
    same($document, Antin::verify($signature, policy(), AT)->content());
});

test('roots may be several and must be some', static function (): void {
    [$root, $other] = [read('pki/root.pem'), read('pki/other-root.pem')];
    foreach ([$root, [$root, $other], ['a' => $other, 'b' => $root], $root . $other] as $roots) {
        $policy = new Policy($roots, revocation: \Antin\Revocation::IfPresent);
        Antin::verify(read('signatures/rsa2048.p7m'), $policy, AT)->requirePassed();
    }
    foreach ([[], '', ['']] as $none) {
        throws(AntinException::class, static fn () => new Policy($none));
    }
});

test('an exception says what, in two languages, and what to do', static function (): void {
    $error = throws(UnsupportedException::class, static fn () => Antin::verify('no signature', policy(), AT));
    same([17, Result::Unsupported], [$error->getCode(), $error->result()]);
    same(true, $error instanceof InputException && $error instanceof AntinException);
    same(false, $error->text() === $error->text(Language::Vi));
    same(false, $error->help() === $error->help(Language::Vi));
    same('chưa được hỗ trợ: định dạng của văn bản này', $error->text(Language::Vi));
});

test('each number has its exception', static function (): void {
    same(CredentialException::class, AntinException::classOf(31));
    same(InternalException::class, AntinException::classOf(255));
    same(InputException::class, AntinException::classOf(30));
    same(AntinException::class, AntinException::classOf(50));
    same(null, (new AntinException(50, 'message', [], []))->result());
});

test('a provider that is not built in is refused', static function (): void {
    new KeyOptions(provider: Provider::Ring);
    try {
        new KeyOptions(provider: Provider::AwsLcRs);
    } catch (InvalidArgumentException $error) {
        same(2, $error->getCode());
    }
    throws(KeyException::class, static fn () => Antin::sign('x', credential(), cades(algorithm: Algorithm::Ed25519), TIME));
    throws(MalformedException::class, static fn () => new Evidence(certificates: 'no certificate'));
});
