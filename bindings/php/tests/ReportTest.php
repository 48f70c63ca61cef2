<?php

/** Reports say what they know in both languages, and give nothing out without a pass. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Antin;
use Antin\Coverage;
use Antin\Exception\AlreadyUsedException;
use Antin\Exception\InvalidArgumentException;
use Antin\Exception\RejectedException;
use Antin\Format;
use Antin\Language;
use Antin\Level;
use Antin\Recheck;
use Antin\Severity;
use Antin\Verdict;
use Antin\Verifying;

test('content is out of reach without a pass', static function (): void {
    same(read('documents/van-ban.txt'), passed()->content());
    $refused = refused();
    same(Verdict::Failed, $refused->verdict());
    throws(RejectedException::class, $refused->content(...));
    throws(RejectedException::class, static fn () => new Recheck($refused));
    $error = throws(RejectedException::class, $refused->requirePassed(...));
    same(true, str_contains($error->getMessage(), 'TOTAL-FAILED'));
});

test('a report tells who, when and what', static function (): void {
    $report = passed();
    same([Verdict::Passed, null, Format::Cades], [$report->verdict(), $report->subIndication(), $report->format()]);
    [$signature] = $report->signatures();
    same($signature->path[0], $signature->signer->certificate);
    same([Level::B, Coverage::WholeDocument], [$signature->level, $signature->coverage]);
    same(['SHA-256', 'RSA-PKCS1-2048'], [$signature->digest, $signature->algorithm]);
    same(true, str_contains($signature->signer->issuer, 'CN='));
    throws(\Error::class, static function () use ($signature): void {
        $signature->verdict = Verdict::Failed;
    });
});

test('findings speak two languages', static function (): void {
    $found = [];
    foreach (refused()->signatures()[0]->findings as $finding) {
        $found[$finding->code] = $finding;
    }
    $finding = $found['message-digest-mismatch'];
    same(Severity::Error, $finding->severity);
    same(true, $finding->clause !== null);
    same(false, $finding->text() === $finding->text(Language::Vi));
    same(true, array_filter($found, static fn ($one): bool => $one->help(Language::Vi) !== null) !== []);
});

test('a report is given as JSON and as text', static function (): void {
    foreach (Language::cases() as $language) {
        $json = json_decode(refused()->toJson($language), true, flags: JSON_THROW_ON_ERROR);
        same(['TOTAL-FAILED', strtolower($language->name)], [$json['verdict'], $json['language']]);
        same(true, str_contains(refused()->toText($language), 'TOTAL-FAILED'));
    }
    same(false, refused()->toText() === refused()->toText(Language::Vi));
});

test('a document without signatures does not pass', static function (): void {
    $report = Antin::verify(read('signatures/certificates-only.p7b'), policy(), AT);
    same([Verdict::Indeterminate, []], [$report->verdict(), $report->signatures()]);
    throws(RejectedException::class, $report->requirePassed(...));
});

test('a recheck notices every change, and works once', static function (): void {
    $document = read('documents/van-ban.txt');
    $recheck = new Recheck(passed());
    $recheck->update(substr($document, 0, 5));
    $recheck->update(substr($document, 5));
    $recheck->finish();
    throws(AlreadyUsedException::class, $recheck->finish(...));
    foreach (['X' . substr($document, 1), substr($document, 1), ''] as $other) {
        $recheck = new Recheck(passed());
        $recheck->update($other);
        throws(InvalidArgumentException::class, $recheck->finish(...));
    }
});

test('a judgement is made once', static function (): void {
    $verifying = Verifying::attached(policy(), AT);
    $verifying->update(read('signatures/rsa2048.p7m'));
    $verifying->finish()->requirePassed();
    throws(AlreadyUsedException::class, $verifying->finish(...));
    throws(AlreadyUsedException::class, static fn () => $verifying->update(''));
});
