<?php

/** Receipts: made, signed here and elsewhere, judged against what was sent, carried in packages. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Algorithm;
use Antin\Antin;
use Antin\Binding;
use Antin\Claim;
use Antin\Exception\AlreadyUsedException;
use Antin\Exception\InvalidArgumentException;
use Antin\Exception\KeyException;
use Antin\Exception\MalformedException;
use Antin\Exception\RejectedException;
use Antin\Format;
use Antin\Language;
use Antin\Opening;
use Antin\Receipt;
use Antin\ReceiptReport;
use Antin\SealOptions;
use Antin\Sent;
use Antin\Status;
use Antin\Verdict;

require_once __DIR__ . '/Exchange.php';

final class Receipts
{
    public static function sent(): Sent
    {
        $sealed = Antin::seal(Packages::message(), credential(), new SealOptions(), TIME);
        $sent = Sent::of(Antin::open($sealed, policy(), TIME, (new Opening())->setRegistry(Exchange::registry())));
        return $sent ?? throw new Failed('nobody can say what was sent');
    }

    public static function make(Sent $sent, Status $status = Status::Arrived, mixed ...$rest): string
    {
        $receipt = new Receipt($sent, Exchange::B, $status, TIME, ...$rest);
        return $receipt->sign(Exchange::credential('p256'), cades(), TIME);
    }

    public static function known(): Opening
    {
        return (new Opening())->addSender(Exchange::B, read('pki/p256.pem'));
    }

    public static function judge(
        string $container,
        Sent $sent,
        ?Opening $recipients = null,
        ?Status $before = null,
    ): ReceiptReport {
        return ReceiptReport::judge($container, $sent, policy(), TIME, $recipients ?? self::known(), $before);
    }

    /** @param list<string> $mismatches */
    public static function refused(ReceiptReport $judged, array $mismatches, ?string $fault = null): void
    {
        same([false, $fault], [$judged->isAccepted(), $judged->fault()]);
        same($mismatches, Exchange::codes($judged->mismatches()));
        throws(RejectedException::class, $judged->requireAccepted(...));
        foreach ($judged->mismatches() as $mismatch) {
            same(false, $mismatch->text(Language::Vi) === $mismatch->text());
        }
        foreach (Language::cases() as $language) {
            same(false, json_decode($judged->toJson($language), true, flags: JSON_THROW_ON_ERROR)['accepted']);
        }
    }
}

test('receipts: one is made, signed and accepted, and says what it says', static function (): void {
    $sent = Receipts::sent();
    same([64, Exchange::A], [strlen((string) $sent->seal), $sent->sender]);
    same('000.00.12.X40,2026/03/12,123/STTTT-VP', $sent->document);
    same(true, in_array(Exchange::B, $sent->recipients, true));
    $at = new \DateTimeImmutable('@' . TIME);
    $receipt = new Receipt($sent, Exchange::B, Status::Refused, $at, ['không đúng thẩm quyền', 'hai']);
    same([$sent->seal, $sent->document, $sent->sender], [$receipt->seal, $receipt->document, $receipt->sender]);
    same([Exchange::B, Status::Refused, TIME], [$receipt->recipient, $receipt->status, $receipt->time]);
    same(['không đúng thẩm quyền', 'hai'], $receipt->reasons);
    same('02', $receipt->status->code());
    same('antin-receipt', json_decode($receipt->toJson(), true)['format']);
    $container = $receipt->sign(Exchange::credential('p256'), cades(), TIME);

    $judged = Receipts::judge($container, $sent);
    $judged->requireAccepted();
    same([true, Verdict::Passed, null], [$judged->isAccepted(), $judged->verdict(), $judged->subIndication()]);
    same([null, null, []], [$judged->fault(), $judged->faultText(), $judged->mismatches()]);
    same([Binding::Bound, null], [$judged->binding(), $judged->other()]);
    same([64, hash('sha256', $container)], [strlen((string) $judged->id()), $judged->sha256()]);
    same(true, json_decode($judged->toJson(), true, flags: JSON_THROW_ON_ERROR)['accepted']);
    same(true, str_contains($judged->toText(Language::Vi), Exchange::B));
    [$said, $report] = [$judged->receipt(), $judged->report()];
    $judged->close();
    unset($judged);
    gc_collect_cycles();
    same($receipt->toJson(), $said?->toJson());
    same([Status::Refused, $receipt->reasons], [$said?->status, $said?->reasons]);
    $report?->requirePassed();
    same(Format::AsicE, $report?->format());
});

test('receipts: recipients are known by a registry and by a function too', static function (): void {
    $sent = Receipts::sent();
    $container = Receipts::make($sent);
    Receipts::judge($container, $sent, (new Opening())->setRegistry(Exchange::registry()))->requireAccepted();
    $claims = [];
    $asked = (new Opening())->setSenders(static function (Claim $claim) use (&$claims): Binding {
        $claims[] = $claim->organ;
        return Binding::Bound;
    });
    Receipts::judge($container, $sent, $asked)->requireAccepted();
    same([Exchange::B], $claims);
    $broken = (new Opening())->setSenders(static fn () => throw new \DomainException('no register'));
    throws(\DomainException::class, static fn () => Receipts::judge($container, $sent, $broken));
    $nobody = ReceiptReport::judge($container, $sent, policy(), TIME);
    same(Binding::Unknown, $nobody->binding());
    Receipts::refused($nobody, []);
    $other = Receipts::judge($container, $sent, (new Opening())->addSender('000.00.00.X14', read('pki/p256.pem')));
    same([Binding::Other, '000.00.00.X14'], [$other->binding(), $other->other()]);
    Receipts::refused($other, []);
});

test('receipts: what differs is named', static function (): void {
    $sent = Receipts::sent();
    $with = static fn (array $parts): Sent => new Sent(...[
        'document' => $sent->document,
        'sender' => $sent->sender,
        'recipients' => $sent->recipients,
        'seal' => $sent->seal,
        ...$parts,
    ]);
    $container = Receipts::make($sent);
    Receipts::judge($container, $with([]))->requireAccepted();
    Receipts::refused(Receipts::judge($container, $with(['seal' => str_repeat('0', 64)])), ['seal']);
    Receipts::refused(Receipts::judge($container, $with(['document' => 'x'])), ['document']);
    Receipts::refused(Receipts::judge($container, $with(['sender' => 'x'])), ['sender']);
    Receipts::refused(Receipts::judge($container, $with(['recipients' => ['x']])), ['recipient']);
    Receipts::refused(Receipts::judge($container, $sent, null, Status::Finished), ['transition']);
    Receipts::judge(Receipts::make($sent, Status::Accepted), $sent, null, Status::Arrived)->requireAccepted();
    $late = new Receipt($sent, Exchange::B, Status::Arrived, TIME + 301);
    $late = $late->sign(Exchange::credential('p256'), cades(), TIME);
    Receipts::refused(Receipts::judge($late, $sent), ['time']);

    $junk = Receipts::judge('junk', $sent);
    Receipts::refused($junk, [], 'container');
    same([null, null, null, Verdict::Failed], [$junk->receipt(), $junk->report(), $junk->id(), $junk->verdict()]);
    same(false, $junk->faultText(Language::Vi) === $junk->faultText());
    $forged = Receipts::judge(substr_replace($container, "\0", (int) strpos($container, "PK\1\2") - 20, 1), $sent);
    same([false, true], [$forged->isAccepted(), $forged->verdict() !== Verdict::Passed]);
});

test('receipts: keys elsewhere sign', static function (): void {
    $sent = Receipts::sent();
    $receipt = new Receipt($sent, Exchange::A, Status::Arrived, TIME);
    $prepared = $receipt->prepare(read('pki/agency-chain.pem'), cades(), TIME);
    $receipt->close();
    same(Algorithm::RsaPkcs1Sha256, $prepared->algorithm);
    same(hash('sha256', $prepared->toBeSigned, true), $prepared->digest);
    $value = Exchange::value('agency', $prepared->toBeSigned);
    foreach (['', "\0", strrev($value)] as $wrong) {
        throws(KeyException::class, static fn () => $prepared->finish($wrong));
    }
    $container = $prepared->finish($value);
    throws(AlreadyUsedException::class, static fn () => $prepared->finish($value));
    $sent = new Sent($sent->document, $sent->sender, [Exchange::A], $sent->seal);
    $known = (new Opening())->addSender(Exchange::A, read('pki/agency.pem'));
    Receipts::judge($container, $sent, $known)->requireAccepted();
});

test('receipts: packages carry them', static function (): void {
    $message = Packages::message();
    same([], Receipt::carriedBy($message));
    $sent = Receipts::sent();
    [$first, $second] = [Receipts::make($sent), Receipts::make($sent, Status::Accepted)];
    $carrying = Receipt::insert($first, $message);
    $out = stream('');
    Receipt::insertTo($second, stream($carrying), $out);
    $carried = Receipt::carriedBy($out);
    same([[$first, 2], [$second, 3]], array_map(static fn ($one): array => [$one->container, $one->attachment], $carried));
    scratch(static function (string $path) use ($first, $message, $carrying): void {
        Receipt::insertTo($first, $message, new \SplFileInfo($path));
        same($carrying, file_get_contents($path));
        same(1, count(Receipt::carriedBy(new \SplFileInfo($path))));
    });
    throws(MalformedException::class, static fn () => Receipt::carriedBy(''));
    throws(MalformedException::class, static fn () => Receipt::insert($first, '<a'));
    throws(\TypeError::class, static fn () => Receipt::insertTo($first, $message, '/tmp/x'));
});

test('receipts: what C could not carry, and what says nothing, is refused', static function (): void {
    $sent = new Sent('a', 'b', ['c']);
    same([null, 'a', 'b', ['c']], [$sent->seal, $sent->document, $sent->sender, $sent->recipients]);
    $texts = [
        static fn () => new Sent("a\0", 'b', ['c']),
        static fn () => new Sent('a', "b\0", ['c']),
        static fn () => new Sent('a', 'b', ["c\0"]),
        static fn () => new Sent('a', 'b', ['c'], "d\0"),
        static fn () => new Receipt($sent, "c\0", Status::Refused, TIME),
        static fn () => new Receipt($sent, 'c', Status::Refused, TIME, "d\0"),
    ];
    foreach ($texts as $text) {
        throws(\ValueError::class, $text);
    }
    throws(\TypeError::class, static fn () => new Sent('a', 'b', [7]));
    throws(\TypeError::class, static fn () => new Receipt($sent, 'c', Status::Refused, TIME, [7]));
    throws(InvalidArgumentException::class, static fn () => new Sent('a', 'b', ['c'], 'no digest'));
    $plain = Sent::of(Antin::open(Packages::message(), policy(), TIME));
    same([null, Exchange::A], [$plain?->seal, $plain?->sender]);
    $nameless = Packages::with(Packages::message(), 'DocumentId>000.00.12.X40,2026/03/12,123/STTTT-VP<', 'DocumentId><');
    same(null, Sent::of(Antin::open($nameless, policy(), TIME)));
    same(null, (new Receipt($sent, 'c', Status::Refused, TIME, 'một'))->seal);
});
