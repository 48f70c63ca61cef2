<?php

/** Packages: sealed, rewritten, judged, taken apart; forged; misused. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Algorithm;
use Antin\Antin;
use Antin\Binding;
use Antin\Claim;
use Antin\Exception\AlreadyUsedException;
use Antin\Exception\ClosedException;
use Antin\Exception\ExternalException;
use Antin\Exception\InvalidArgumentException;
use Antin\Exception\KeyException;
use Antin\Exception\MalformedException;
use Antin\Exception\UnsupportedException;
use Antin\FactState;
use Antin\FileState;
use Antin\Format;
use Antin\Language;
use Antin\Opening;
use Antin\Package;
use Antin\PackageState;
use Antin\PreparedSeal;
use Antin\Role;
use Antin\SealOptions;
use Antin\Verdict;

require_once __DIR__ . '/Packages.php';

test('packages: bytes, paths and streams are read and written alike', static function (): void {
    $expected = Packages::sealed();
    [$signer, $options] = [Packages::signer(), new SealOptions()];
    $path = new \SplFileInfo(ALL_VECTORS . '/edxml/new-two-pdfs.edxml');
    same($expected, Antin::seal($path, $signer, $options, SIGNED_AT));
    $stream = fopen($path->getPathname(), 'rb');
    fseek($stream, 100); // where it stands does not matter
    same($expected, Antin::seal($stream, $signer, $options, new \DateTimeImmutable('@' . SIGNED_AT)));
    same($expected, Antin::seal(stream(Packages::message()), $signer, $options, SIGNED_AT));
    $out = stream('');
    fwrite($out, 'before ');
    Antin::sealTo($stream, $out, $signer, $options, SIGNED_AT);
    same('before ' . $expected, Packages::contents($out));
    scratch(static function (string $file) use ($path, $signer, $options, $expected): void {
        Antin::sealTo($path, new \SplFileInfo($file), $signer, $options, SIGNED_AT);
        same($expected, file_get_contents($file));
        $judged = Packages::judge(new \SplFileInfo($file), Packages::known());
        Packages::accepted($judged, $expected);
        same(Packages::pdf(), $judged->extract(fopen($file, 'rb'), 0));
    });
});

test('packages: what a stream throws comes out of the call, and files stay', static function (): void {
    BrokenStream::$data = Packages::message();
    $message = Packages::message();
    scratch(static function (string $path): void {
        file_put_contents($path, 'the old one');
        foreach ([0, 1, 10] as $left) {
            BrokenStream::$left = $left;
            $in = fopen('broken://', 'rb');
            throws(\DomainException::class, static fn () => Antin::hopTo($in, new \SplFileInfo($path), JUDGED_AT));
            same('the old one', file_get_contents($path));
        }
    });
    $full = fopen('broken://', 'r+b');
    throws(\DomainException::class, static fn () => Antin::hopTo($message, $full, JUDGED_AT));
    // Such a call leaves nothing behind for the next one.
    throws(MalformedException::class, static fn () => Antin::hop('<a', JUDGED_AT));
    BrokenStream::$left = 10000;
    same(Antin::hop($message, JUDGED_AT), Antin::hop(fopen('broken://', 'rb'), JUDGED_AT));
    $out = fopen('php://memory', 'rb');
    throws(\Throwable::class, static fn () => Antin::hopTo($message, $out, JUDGED_AT));
});

test('packages: a stream that cannot seek, and what is none, is refused', static function (): void {
    [$pipe] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, STREAM_IPPROTO_IP);
    $error = throws(\ValueError::class, static fn () => Antin::validate($pipe));
    same(true, str_contains($error->getMessage(), 'read it whole'));
    foreach ([null, 7, [], new \stdClass()] as $none) {
        throws(\TypeError::class, static fn () => Antin::validate($none));
        throws(\TypeError::class, static fn () => Antin::hopTo(Packages::message(), $none, JUDGED_AT));
    }
    // A string is what a package says, and never a path to write to.
    throws(\TypeError::class, static fn () => Antin::hopTo(Packages::message(), '/tmp/x', JUDGED_AT));
    $closed = stream('');
    fclose($closed);
    throws(\TypeError::class, static fn () => Antin::validate($closed));
    throws(\ValueError::class, static fn () => Antin::validate(new \SplFileInfo("a\0b")));
    throws(ExternalException::class, static fn () => Antin::validate(new \SplFileInfo('/no/such/file')));
    $nowhere = new \SplFileInfo('/no/such/folder/file');
    throws(ExternalException::class, static fn () => Antin::hopTo(Packages::message(), $nowhere, JUDGED_AT));
});

test('packages: a sealed one is intact, and says what was sealed', static function (): void {
    $sealed = Packages::sealed();
    $judged = Packages::judge($sealed, Packages::known());
    Packages::accepted($judged, $sealed);
    same([PackageState::Intact, null, []], [$judged->state(), $judged->subIndication(), $judged->liberties()]);
    same([SENDER, Binding::Bound, null], [$judged->senderCode(), $judged->senderBinding(), $judged->senderOther()]);

    [$seal] = $judged->seals();
    same([1, 2, null], [count($judged->seals()), $seal->attachment, $seal->container]);
    same([64, 64, false], [strlen((string) $seal->id), strlen($seal->sha256), $seal->id === $seal->sha256]);
    same([Verdict::Passed, null, null, []], [$seal->verdict, $seal->subIndication, $seal->fault, $seal->missing]);
    same([null, SENDER, Role::Agency], [$seal->faultText(), $seal->organ, $seal->role]);
    same(Binding::Bound, $seal->binding);
    same('antin-edxml-statement', json_decode((string) $seal->statement, true)['format']);
    $seal->report?->requirePassed();
    same([Format::AsicE, SIGNED_AT], [$seal->report?->format(), $seal->report?->signatures()[0]->claimedTime]);

    [$file] = $files = $judged->files();
    same([2, 0, 0], [count($files), $file->index, $file->attachment]);
    same(['cong-van-123.pdf', 'cong-van-123.pdf', FileState::Same], [$file->name, $file->sealedName, $file->state]);
    $length = strlen(Packages::pdf());
    same([$length, $length, $file->sealedSha256], [$file->length, $file->sealedLength, $file->sha256]);
    same(hash('sha256', Packages::pdf()), $file->sha256);
    same([false, false], [$file->isUnwrapped, $file->isDestroyed]);

    $recipients = Packages::fact($judged, 'recipients');
    same([true, FactState::Same], [count($judged->facts()) > 10, $recipients->state]);
    same([2, 'X98.12.3'], [count($recipients->sealed), $recipients->sealed[1]]);
    same($recipients->sealed, $recipients->arrived);
    same('nơi nhận', $recipients->words(Language::Vi));
    same(true, json_decode($judged->toJson(Language::Vi), true, flags: JSON_THROW_ON_ERROR)['accepted']);
    same(true, str_contains($judged->toText(), SENDER));
});

test('packages: attachments are extracted alone, together, and anywhere', static function (): void {
    $sealed = Packages::sealed();
    $judged = Packages::judge($sealed, Packages::known());
    [$first, $second] = $judged->extractAll(stream($sealed));
    same(Packages::pdf(), $first);
    same($second, $judged->extract($sealed, $judged->files()[1]));
    $out = stream('');
    $judged->extractTo($sealed, 1, $out);
    same($second, Packages::contents($out));
    scratch(static function (string $path) use ($judged, $sealed, $first, $second): void {
        $both = [1 => stream(''), 0 => new \SplFileInfo($path)];
        $judged->extractAllTo($sealed, $both);
        same([$first, $second], [file_get_contents($path), Packages::contents($both[1])]);
        $judged->extractAllTo($sealed, [1 => new \SplFileInfo($path)]);
        same($second, file_get_contents($path));
    });
    $judged->extractAllTo($sealed, []);
    throws(InvalidArgumentException::class, static fn () => $judged->extract($sealed, 2));
    throws(\ValueError::class, static fn () => $judged->extract($sealed, -1));
    throws(\ValueError::class, static fn () => $judged->extractAllTo($sealed, [2 => stream('')]));
    throws(\TypeError::class, static fn () => $judged->extractTo($sealed, 0, 'cong-van-123.pdf'));
    // A message that was cut, and one with other bytes.
    throws(MalformedException::class, static fn () => $judged->extract(substr($sealed, 0, -100), 0));
    $other = Packages::with($sealed, '>JVBERi0xLjM', '>JVBERi0xLjQ');
    throws(InvalidArgumentException::class, static fn () => $judged->extract($other, 0));
});

test('packages: seals survive each rewriting, and all', static function (): void {
    $sealed = Packages::sealed();
    $usual = ['trace', 'order', 'prefix', 'empty', 'direction', 'organ-name', 'subject-name', 'signature-namespace',
        'attachments', 'one-line'];
    $ways = [null, [], ['archives'], ...array_map(static fn (string $one): array => [$one], $usual)];
    foreach ($ways as $rewritings) {
        $rewritten = Antin::hop($sealed, JUDGED_AT, $rewritings, 1);
        $judged = Packages::judge($rewritten, Packages::known());
        Packages::accepted($judged, $rewritten);
        // What finds nothing to rewrite leaves the layout as it was.
        same(true, in_array($judged->state(), [PackageState::RewrittenByHop, PackageState::Intact], true));
        if ($rewritings === null) {
            same([PackageState::RewrittenByHop, true], [$judged->state(), $judged->files()[0]->isUnwrapped]);
        }
    }
    $out = stream('');
    Antin::hopTo(stream($sealed), $out, JUDGED_AT, seed: 7);
    same(Antin::hop($sealed, JUDGED_AT, seed: 7), Packages::contents($out));
    same(false, Antin::hop($sealed, JUDGED_AT, seed: 8) === Packages::contents($out));
    throws(InvalidArgumentException::class, static fn () => Antin::hop($sealed, JUDGED_AT, ['trace', 'no-such']));
    throws(\ValueError::class, static fn () => Antin::hop($sealed, JUDGED_AT, ["trace\0"]));
    throws(\TypeError::class, static fn () => Antin::hop($sealed, JUDGED_AT, [7]));
    throws(\ValueError::class, static fn () => Antin::hop($sealed, JUDGED_AT, seed: -1));
});

test('packages: every sample is sealed, rewritten and opened', static function (): void {
    $samples = ['new-two-pdfs', 'new-pdf-csv-zip-sdk-signature', 'no-attachment', 'replace', 'revoke', 'update'];
    foreach ($samples as $name) {
        $sealed = Packages::sealed(Packages::file("edxml/$name.edxml"));
        $code = (string) Packages::judge($sealed, null)->senderCode();
        $opening = (new Opening())->addSender($code, Packages::chain());
        $before = Packages::judge($sealed, $opening)->extractAll($sealed);
        foreach ([null, ['attachments'], ['order', 'prefix']] as $rewritings) {
            $rewritten = Antin::hop($sealed, JUDGED_AT, $rewritings, 3);
            $judged = Packages::judge($rewritten, $opening);
            $judged->requireAccepted();
            same($before, $judged->extractAll($rewritten));
        }
    }
});

test('packages: forgeries are refused by name', static function (): void {
    $sealed = Packages::sealed();
    $judge = static function (string $from, string $to, PackageState $state) use ($sealed): Package {
        $forged = Packages::with($sealed, $from, $to);
        $judged = Packages::judge($forged, Packages::known());
        Packages::refused($judged, $forged, $state);
        return $judged;
    };
    $judged = $judge(':Subject>V/v', ':Subject>v/v', PackageState::Changed);
    $subject = Packages::fact($judged, 'subject');
    same([FactState::Changed, 'V', 'v'], [$subject->state, $subject->sealed[0][0], $subject->arrived[0][0]]);
    same([Verdict::Passed, FactState::Same], [$judged->verdict(), Packages::fact($judged, 'number')->state]);

    $judged = $judge('X98.12.3<', 'X98.12.4<', PackageState::Changed);
    same(FactState::Changed, Packages::fact($judged, 'recipients')->state);

    [$file] = $judge('>JVBERi0xLjM', '>JVBERi0xLjQ', PackageState::Changed)->files();
    same([FileState::Changed, false], [$file->state, $file->sha256 === $file->sealedSha256]);

    [$liberty] = $judge(':Subject>V/v', ':Subject>V<!-- -->/v', PackageState::Changed)->liberties();
    same(['comment-in-text', true, null], [$liberty->code, $liberty->isAmbiguous, $liberty->element]);
    same([null, true, 1], [$liberty->attachment, $liberty->offset > 0, $liberty->times]);
    same(false, $liberty->text(Language::Vi) === $liberty->text());

    $judged = $judge(':OrganId>000.00.12.X40<', ':OrganId>000.00.13.X40<', PackageState::Changed);
    same(Binding::Unknown, $judged->senderBinding());

    $plain = Packages::judge(Packages::message(), Packages::known());
    Packages::refused($plain, Packages::message(), PackageState::NotSealed);
    same([Verdict::Indeterminate, true, []], [$plain->verdict(), $plain->subIndication() !== null, $plain->seals()]);
    [$file] = $plain->files();
    same([FileState::Added, null, null], [$file->state, $file->sealedName, $file->sealedLength]);
    throws(MalformedException::class, static fn () => Packages::judge('', Packages::known()));
    throws(UnsupportedException::class, static fn () => Packages::sealed(Packages::file('edxml/status-01.edxml')));
});

test('packages: senders are known, asked for, or any', static function (): void {
    $sealed = Packages::sealed();
    $opening = new Opening();
    Packages::refused(Packages::judge($sealed, $opening), $sealed, PackageState::Intact);
    Packages::refused(Packages::judge($sealed, null), $sealed, PackageState::Intact);
    $claims = [];
    $answer = Binding::Bound;
    $opening->setSenders(static function (Claim $claim) use (&$claims, &$answer): mixed {
        $claims[] = $claim;
        return $answer;
    });
    Packages::accepted(Packages::judge($sealed, $opening), $sealed);
    same([1, SENDER, Role::Agency], [count($claims), $claims[0]->organ, $claims[0]->role]);
    same([JUDGED_AT, Packages::signer()->certificates()[0]], [$claims[0]->time, $claims[0]->path[0]]);
    foreach (Binding::cases() as $answer) {
        $judged = Packages::judge($sealed, $opening);
        same([$answer, $answer], [$judged->senderBinding(), $judged->seals()[0]->binding]);
        same($answer === Binding::Bound, $judged->isAccepted());
    }
    foreach ([true, 1, null, 'bound'] as $answer) {
        throws(\TypeError::class, static fn () => Packages::judge($sealed, $opening));
    }
    // What it throws comes out, also out of calls within calls; and the next call knows nothing of it.
    $opening->setSenders(static fn () => throw new \DomainException('no register'));
    throws(\DomainException::class, static fn () => Packages::judge($sealed, $opening));
    $outer = (new Opening())->setSenders(static function () use ($sealed, $opening): Binding {
        throws(\DomainException::class, static fn () => Packages::judge($sealed, $opening));
        return Binding::Bound;
    });
    Packages::accepted(Packages::judge($sealed, $outer), $sealed);
    $outer->setSenders(null);
    Packages::refused(Packages::judge($sealed, $outer), $sealed, PackageState::Intact);
    $outer->addSender('000.00.00.X14', Packages::chain());
    $other = Packages::judge($sealed, $outer);
    same([Binding::Other, '000.00.00.X14'], [$other->senderBinding(), $other->senderOther()]);
    Packages::refused($other, $sealed, PackageState::Intact);
    // What is known already is not asked.
    $outer->addSender(SENDER, Packages::chain())->setSenders(static fn () => throw new \DomainException('asked'));
    Packages::accepted(Packages::judge($sealed, $outer), $sealed);
    Packages::accepted(Packages::judge($sealed, (new Opening())->dangerAnySender()), $sealed);
    throws(MalformedException::class, static fn () => (new Opening())->addSender(SENDER, 'junk'));
    throws(InvalidArgumentException::class, static fn () => (new Opening())->addSender(' ', Packages::chain()));
    throws(\ValueError::class, static fn () => (new Opening())->addSender("a\0b", Packages::chain()));
});

test('packages: several bodies seal, and a forwarder is not the sender', static function (): void {
    $second = Packages::sealed(Packages::sealed(), Packages::forwarder());
    $judged = Packages::judge($second, Packages::known());
    [, $seal] = $judged->seals();
    same([Role::Forwarder, '000.00.00.X14', Binding::Other], [$seal->role, $seal->organ, $seal->binding]);
    Packages::accepted($judged, $second);
    $alone = Packages::sealed(null, Packages::forwarder());
    $judged = Packages::judge($alone, Packages::known());
    same([Verdict::Passed, Binding::Unknown], [$judged->verdict(), $judged->senderBinding()]);
    Packages::refused($judged, $alone, PackageState::Intact);
    throws(\ValueError::class, static fn () => new SealOptions(organ: "a\0b"));
});

test('packages: keys elsewhere seal', static function (): void {
    [$sealed, $message] = [Packages::sealed(), Packages::message()];
    [$value, $wrong] = [Packages::value(Packages::container($sealed)), str_repeat("\0", 256)];
    $prepare = static fn (mixed $package): PreparedSeal =>
        Antin::prepareSeal($package, Packages::chain(), new SealOptions(), SIGNED_AT);
    $prepared = $prepare($message);
    same(hash('sha256', $prepared->toBeSigned, true), $prepared->digest);
    same([Algorithm::RsaPkcs1Sha256, '{'], [$prepared->algorithm, $prepared->statement[0]]);
    throws(KeyException::class, static fn () => $prepared->finish($wrong, $message));
    throws(KeyException::class, static fn () => $prepared->finish('', $message));
    same($sealed, $prepared->finish($value, $message));
    throws(AlreadyUsedException::class, static fn () => $prepared->finish($value, $message));
    $out = stream('');
    $prepare(stream($message))->finishTo($value, stream($message), $out);
    same($sealed, Packages::contents($out));

    $prepared = $prepare($message);
    throws(KeyException::class, static fn () => $prepared->finishContainer($wrong));
    $container = $prepared->finishContainer($value);
    throws(AlreadyUsedException::class, static fn () => $prepared->finishContainer($value));
    $opening = Packages::known()->addContainer($container);
    $judged = Packages::judge($message, $opening);
    same([0, null], [$judged->seals()[0]->container, $judged->seals()[0]->attachment]);
    Packages::accepted($judged, $message);
    $judged = Packages::judge($message, $opening->addContainer('x'));
    [, $seal] = $judged->seals();
    same(['container', Verdict::Failed, true], [$seal->fault, $seal->verdict, $seal->subIndication !== null]);
    same(false, $seal->faultText(Language::Vi) === $seal->faultText());
    same([null, null, null, null, null], [$seal->report, $seal->id, $seal->organ, $seal->role, $seal->statement]);
    Packages::refused($judged, $message, PackageState::Changed);
});

test('packages: a seal that is missing is named, and damage is told from forgery', static function (): void {
    [$sealed, $message] = [Packages::sealed(), Packages::message()];
    $beside = Packages::container(Packages::sealed($sealed, Packages::forwarder()));
    $judged = Packages::judge($message, (new Opening())->addContainer($beside));
    same([1, 64], [count($judged->seals()[0]->missing), strlen($judged->seals()[0]->missing[0])]);
    Packages::refused($judged, $message, PackageState::Incomplete);
    $damaged = Antin::hop($message, JUDGED_AT, ['attachments', 'text-conversion'], 1);
    $judged = Packages::judge($damaged, Packages::known()->addContainer(Packages::container($sealed)));
    same([true, FileState::Changed], [$judged->files()[0]->isDestroyed, $judged->files()[0]->state]);
    Packages::refused($judged, $damaged, PackageState::Damaged);
});

test('packages: messages are validated', static function (): void {
    $clean = Antin::validate(Packages::message());
    same([[], []], [$clean->faults, $clean->liberties]);
    $wrong = Packages::with(Packages::message(), ':DueDate>2026/04/01<', ':DueDate>soon<');
    same(['T.MessageHeader.DueDate'], Antin::validate(stream($wrong))->faults);
    $liberal = Packages::with(Packages::message(), ':Subject>V/v', ':Subject>V<!-- -->/v');
    same('comment-in-text', Antin::validate($liberal)->liberties[0]->code);
    throws(MalformedException::class, static fn () => Antin::validate(''));
});

test('packages: what one gave outlives it, the reports of its seals too', static function (): void {
    $judged = Packages::judge(Packages::sealed(), Packages::known());
    [[$seal], [$file], $facts] = [$judged->seals(), $judged->files(), $judged->facts()];
    $judged->close();
    throws(ClosedException::class, $judged->seals(...));
    unset($judged);
    gc_collect_cycles();
    same([SENDER, 'cong-van-123.pdf', true], [$seal->organ, $file->name, count($facts) > 10]);
    $report = $seal->report;
    unset($seal);
    gc_collect_cycles();
    $report?->requirePassed();
    same(Verdict::Passed, $report?->signatures()[0]->verdict);
    $report?->close();
    $report?->close();
    throws(ClosedException::class, static fn () => $report?->verdict());
});

test('packages: a report of a seal does not free its package, and neither is lost', static function (): void {
    $judged = Packages::judge(Packages::sealed(), Packages::known());
    $report = $judged->seals()[0]->report;
    $report?->close();
    same(PackageState::Intact, $judged->state());
    $users = new \ReflectionProperty($judged->handle(), 'users');
    unset($report);
    same(0, $users->getValue($judged->handle()));
});

test('packages: memory does not grow with use', static function (): void {
    $work = static function (int $turns): void {
        $message = Packages::message();
        [$signer, $options, $policy] = [Packages::signer(), new SealOptions(), Packages::policy()];
        for ($turn = 0; $turn < $turns; ++$turn) {
            $out = stream('');
            Antin::sealTo(stream($message), $out, $signer, $options, SIGNED_AT);
            $opening = (new Opening())->setSenders(static fn (): Binding => Binding::Bound);
            $judged = Antin::open($out, $policy, JUDGED_AT, $opening);
            $judged->seals();
            $judged->extractTo($out, 0, stream(''));
            try {
                Antin::open(stream('<a'), $policy, JUDGED_AT, $opening);
            } catch (MalformedException) {
            }
        }
    };
    $resident = static fn (): int => (int) explode(' ', (string) file_get_contents('/proc/self/statm'))[1] * 4;
    $known = new \ReflectionProperty(\Antin\Internal\Callbacks::class, 'known');
    $work(20);
    $left = count($known->getValue());
    $before = $resident();
    $work(60);
    same($left, count($known->getValue()));
    same(true, $resident() - $before < 8192);
});
