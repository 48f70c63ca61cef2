<?php

/** Certificates alone are judged, and files looked into. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Antin;
use Antin\Evidence;
use Antin\Exception\InputException;
use Antin\Exception\KeyException;
use Antin\Exception\MalformedException;
use Antin\Exception\RejectedException;
use Antin\Language;
use Antin\Verdict;

test('a path that holds is given out', static function (): void {
    $path = Antin::judgePath(read('pki/agency.pem'), policy(), AT, new Evidence(read('pki/sub-ca.pem')));
    $path->requirePassed();
    same([Verdict::Passed, null], [$path->verdict(), $path->reason()]);
    same(passed()->signatures()[0]->path, $path->certificates());
    same(2, count($path->certificates()));
});

test('a path that does not hold says why', static function (): void {
    $path = Antin::judgePath(read('pki/agency.pem'), policy(), new \DateTimeImmutable('@' . AT));
    same([Verdict::Indeterminate, []], [$path->verdict(), $path->certificates()]);
    throws(RejectedException::class, $path->requirePassed(...));
    $evidence = new Evidence(certificates: read('pki/sub-ca.pem'));
    same('certificate-expired', Antin::judgePath(read('pki/expired.pem'), policy(), AT, $evidence)->reason());
    throws(MalformedException::class, static fn () => Antin::judgePath('no certificate', policy(), AT));
});

test('a path is given as JSON and as text', static function (): void {
    $path = Antin::judgePath(read('pki/agency.pem'), policy(), AT);
    foreach (Language::cases() as $language) {
        $json = json_decode($path->toJson($language), true, flags: JSON_THROW_ON_ERROR);
        same(strtolower($language->name), $json['language']);
    }
    same(false, $path->toText() === $path->toText(Language::Vi));
});

test('a file is looked into', static function (): void {
    $inspection = Antin::inspect(read('pki/agency.pem'));
    same(true, str_contains($inspection->toText(Language::Vi), 'CƠ QUAN MẪU A'));
    json_decode($inspection->toJson(), true, flags: JSON_THROW_ON_ERROR);
    $p12 = read('credentials/openssl.p12');
    Antin::inspect($p12, 'mật khẩu thử nghiệm')->close();
    foreach ([null, 'sai'] as $password) {
        throws(KeyException::class, static fn () => Antin::inspect($p12, $password));
    }
    throws(\ValueError::class, static fn () => Antin::inspect($p12, "a\0b"));
    throws(InputException::class, static fn () => Antin::inspect('nothing known'));
});
