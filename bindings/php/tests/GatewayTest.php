<?php

/** Gateways, ledgers, journals: the whole round; forgeries; keys elsewhere; misuse. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Agency;
use Antin\Algorithm;
use Antin\Antin;
use Antin\Arrival;
use Antin\ArrivalState;
use Antin\Binding;
use Antin\Credential;
use Antin\Decision;
use Antin\Exception\AlreadyUsedException;
use Antin\Exception\ClosedException;
use Antin\Exception\CredentialException;
use Antin\Exception\InvalidArgumentException;
use Antin\Exception\KeyException;
use Antin\Exception\LedgerException;
use Antin\Exception\MalformedException;
use Antin\Exception\PolicyException;
use Antin\Exception\RegistryPastException;
use Antin\Exception\RejectedException;
use Antin\Exception\UnsupportedException;
use Antin\Gateway;
use Antin\GatewayPolicy;
use Antin\JournalCheck;
use Antin\Language;
use Antin\Ledger;
use Antin\Opening;
use Antin\PackageState;
use Antin\Receipt;
use Antin\Result;
use Antin\Sending;
use Antin\SendingState;
use Antin\Sent;
use Antin\Status;
use Antin\Timestamper;

require_once __DIR__ . '/Exchange.php';

const RULES = "name = \"x\"\ntitle.en = \"x\"\ntitle.vi = \"y\"\nversion = 2026-11-22\n";

/** Nothing of it is handed out, and why is told. */
function notAccepted(Arrival $arrival, string $package, Decision $decision, string ...$reasons): void
{
    same([$decision, $reasons], [$arrival->decision(), Exchange::codes($arrival->reasons())]);
    same(ArrivalState::Recorded, $arrival->state());
    $error = throws(RejectedException::class, $arrival->requireAccepted(...));
    same(true, str_contains($error->getMessage(), $reasons[0]));
    foreach ($arrival->reasons() as $reason) {
        same(false, $reason->text(Language::Vi) === $reason->text());
    }
    $judged = $arrival->package();
    if ($judged !== null) {
        throws(RejectedException::class, static fn () => $judged->extractAll($package));
    }
}

test('gateway: the whole round', static function (): void {
    Exchange::folder(static function (string $folder): void {
        $registry = Exchange::registry();
        $rules = new GatewayPolicy(<<<'TOML'
            name = "co-quan-mau"
            title.en = "Gateway of the sample province"
            title.vi = "Cổng trao đổi của tỉnh mẫu"
            version = 2026-11-22
            [inbound]
            window = "60d"
            TOML);
        same(['co-quan-mau', '2026-11-22', 60 * 86400], [$rules->name(), $rules->version(), $rules->window()]);
        same('Gateway of the sample province', $rules->title());
        same('Cổng trao đổi của tỉnh mẫu', $rules->title(Language::Vi));
        $ledgers = [
            Ledger::create("$folder/a", $rules->window(), null),
            Ledger::create("$folder/b", $rules->window(), Exchange::FROM),
        ];
        same(['0:' . str_repeat('0', 64), 0], [$ledgers[0]->head(), $ledgers[0]->arrivals()]);
        [$here, $there] = array_map(
            static fn (Ledger $ledger): Gateway => new Gateway($rules, policy(), $registry, $ledger),
            $ledgers,
        );
        [$a, $b] = [Exchange::a(), Exchange::b()];
        same([Exchange::A, Exchange::B], [$a->code(), $b->code()]);

        $sending = $here->send($a, Packages::message(), Exchange::SENT);
        $sending->requireSent();
        same([SendingState::Sent, true], [$sending->state(), $sending->isAllowed()]);
        same([[], null], [$sending->reasons(), $sending->unreadable()]);
        same([1, 64], [$sending->entry(), strlen((string) $sending->seal())]);
        same([PackageState::NotSealed, false], [$sending->package()?->state(), $sending->package()?->isAccepted()]);
        $sent = $sending->sent();
        same([$sending->seal(), Exchange::A], [$sent?->seal, $sent?->sender]);

        $arrived = Antin::hop((string) $sending->sealed(), Exchange::SENT + 60);
        $arrival = $there->receive($b, stream($arrived), Exchange::ARRIVED);
        $arrival->requireAccepted();
        same([ArrivalState::Recorded, Decision::Accept], [$arrival->state(), $arrival->decision()]);
        same([], $arrival->reasons());
        same([1, null], [$arrival->entry(), $arrival->unreadable()]);
        $judged = $arrival->package();
        same([PackageState::RewrittenByHop, true], [$judged?->state(), $judged?->isAccepted()]);
        same(Packages::pdf(), $judged?->extract($arrived, 0));
        same(2, count($judged?->extractAll($arrived)));
        same(1, $ledgers[1]->arrivals());

        $returned = $here->takeReceipt($a, (string) $arrival->receipt(), $sent, Exchange::ARRIVED + 60);
        $returned->requireAccepted();
        same([true, [], 2], [$returned->isAccepted(), $returned->reasons(), $returned->entry()]);
        $receipt = $returned->report()->receipt();
        same([Status::Arrived, Exchange::B], [$receipt?->status, $receipt?->recipient]);
        same($sending->seal(), $receipt?->seal);
        unset($receipt);
        same(Binding::Bound, $returned->report()->binding());

        foreach ([2, 1] as $index => $entries) {
            $journal = $ledgers[$index]->export();
            $check = new JournalCheck($journal, Exchange::ARRIVED, $ledgers[$index]->head());
            $check->requireWhole();
            same([true, null, null], [$check->isWhole(), $check->fault(), $check->faultText()]);
            same([null, null, null], [$check->entry(), $check->since(), $check->line()]);
            same([$ledgers[$index]->head(), $entries], [$check->head(), substr_count($journal, "\n")]);
            same([0, false, null], [$check->stampCount(), $check->isJudged(), $check->lastStamp()]);
        }

        // What was recorded is there when it is opened again.
        $head = $ledgers[1]->head();
        $waiting = $there->judgeArrival($b, $arrived, Exchange::ARRIVED);
        foreach ([$here, $there, ...$ledgers] as $owner) {
            $owner->close();
        }
        // With this something can be done, which keeps the file open; those are done.
        throws(LedgerException::class, static fn () => Ledger::open("$folder/b", $rules->window()));
        $waiting->close();
        $again = Ledger::open("$folder/b", $rules->window());
        same([$head, 1], [$again->head(), $again->arrivals()]);
        $gateway = new Gateway($rules, policy(), $registry, $again);
        notAccepted($gateway->receive($b, $arrived, Exchange::ARRIVED + 60), $arrived, Decision::Refuse, 'repeated');
        $arrival->close();
        same(Packages::pdf(), $judged?->extract($arrived, 0));
    });
});

test('gateway: a good seal by the wrong agency is refused', static function (): void {
    $sealed = Exchange::sealed();
    $gateway = Exchange::gateway(registry: Exchange::registry(Exchange::draft('000.00.00.X14')));
    $arrival = $gateway->receive(Exchange::b(), $sealed, Exchange::ARRIVED);
    notAccepted($arrival, $sealed, Decision::Refuse, 'other-sender');
    same(Status::Refused, refusalOf($arrival)->status);
    // Nor does it go out: the certificate is another body's.
    $sending = $gateway->send(Exchange::a(), Packages::message(), Exchange::SENT);
    same(['own-certificate:other'], Exchange::codes($sending->reasons()));
    // Whom the registry does not know is asked about.
    $draft = Exchange::draft()->revoke('a-1', Exchange::SENT, 'mất khoá');
    $revoked = Exchange::gateway(registry: Exchange::registry($draft));
    notAccepted($revoked->receive(Exchange::b(), $sealed, Exchange::ARRIVED), $sealed, Decision::Refuse, 'binding-revoked');
});

/** Returns what the receipt of an arrival says. */
function refusalOf(Arrival $arrival): Receipt
{
    $sent = Sent::of($arrival->package() ?? throw new Failed('unreadable'));
    $known = (new Opening())->setRegistry(Exchange::registry());
    $report = \Antin\ReceiptReport::judge((string) $arrival->receipt(), $sent, policy(), Exchange::ARRIVED, $known);
    $report->requireAccepted();
    return $report->receipt() ?? throw new Failed('no receipt');
}

test('gateway: forgeries are refused, and the sender is told of what has no seal', static function (): void {
    $gateway = Exchange::gateway();
    $sealed = Exchange::sealed();
    $forged = Packages::with($sealed, '>JVBERi0xLjM', '>JVBERi0xLjQ');
    $arrival = $gateway->receive(Exchange::b(), $forged, Exchange::ARRIVED);
    notAccepted($arrival, $forged, Decision::Refuse, 'changed');
    same([null, null], [$arrival->receipt(), $arrival->plannedReceipt()]);
    $plain = $gateway->receive(Exchange::b(), Packages::message(), Exchange::ARRIVED);
    notAccepted($plain, Packages::message(), Decision::Refuse, 'not-sealed');
    $receipt = refusalOf($plain);
    same([Status::Refused, null, true], [$receipt->status, $receipt->seal, str_contains($receipt->reasons[0], '(not-sealed)')]);
    $stranger = Exchange::gateway(registry: Exchange::registry());
    $other = Packages::sealed();
    $arrival = $stranger->receive(Exchange::b(), $other, JUDGED_AT);
    same([Decision::Quarantine, null], [$arrival->decision(), $arrival->receipt()]);
    throws(RejectedException::class, $arrival->requireAccepted(...));
    $junk = $gateway->receive(Exchange::b(), '<a', Exchange::ARRIVED);
    notAccepted($junk, '<a', Decision::Refuse, 'unreadable');
    same([null, true, null], [$junk->package(), (string) $junk->unreadable(Language::Vi) !== '', $junk->receipt()]);
});

test('gateway: a package comes once, by whichever gateway on the same ledger', static function (): void {
    $ledger = Exchange::ledger();
    $sealed = Exchange::sealed();
    $first = Exchange::gateway($ledger);
    $first->receive(Exchange::b(), $sealed, Exchange::ARRIVED)->requireAccepted();
    $second = Exchange::gateway($ledger);
    foreach ([$sealed, Antin::hop($sealed, Exchange::ARRIVED)] as $again) {
        $arrival = $second->receive(Exchange::b(), $again, Exchange::ARRIVED + 1);
        notAccepted($arrival, $again, Decision::Refuse, 'repeated');
        same(null, $arrival->receipt());
    }
    // Who judged before the other recorded is told when it records.
    $ledger = Exchange::ledger();
    $gateway = Exchange::gateway($ledger);
    [$one, $two] = [
        $gateway->judgeArrival(Exchange::b(), $sealed, Exchange::ARRIVED),
        $gateway->judgeArrival(Exchange::b(), $sealed, Exchange::ARRIVED),
    ];
    foreach ([$one, $two] as $arrival) {
        same([Decision::Accept, ArrivalState::Judged], [$arrival->decision(), $arrival->state()]);
        $arrival->answer();
        same([ArrivalState::Answered, null, null], [$arrival->state(), $arrival->receipt(), $arrival->entry()]);
    }
    $one->record();
    $one->requireAccepted();
    $two->record();
    notAccepted($two, $sealed, Decision::Refuse, 'repeated');
    same([null, 2, 1], [$two->receipt(), $two->entry(), $ledger->arrivals()]);
    $rules = new GatewayPolicy(RULES . "[inbound]\nwindow = \"1d\"\n");
    $day = Exchange::gateway(rules: $rules);
    $late = $day->receive(Exchange::b(), $sealed, Exchange::SENT + 86400);
    notAccepted($late, $sealed, Decision::Refuse, 'too-old');
    $day->receive(Exchange::b(), $sealed, Exchange::SENT + 86399)->requireAccepted();
});

test('gateway: a receipt is for one package alone', static function (): void {
    $gateway = Exchange::gateway();
    $a = Exchange::a();
    [$one, $two] = [
        $gateway->send($a, Packages::message(), Exchange::SENT),
        $gateway->send($a, Packages::message(), Exchange::SENT + 1),
    ];
    same(false, $one->seal() === $two->seal());
    $arrival = Exchange::gateway()->receive(Exchange::b(), (string) $one->sealed(), Exchange::ARRIVED);
    $receipt = (string) $arrival->receipt();
    $moved = $gateway->takeReceipt($a, $receipt, $two->sent(), Exchange::ARRIVED);
    same([['mismatch:seal'], false], [$moved->reasons(), $moved->isAccepted()]);
    same(['seal'], Exchange::codes($moved->report()->mismatches()));
    throws(RejectedException::class, $moved->requireAccepted(...));
    $kept = $one->sent();
    $parts = new Sent($kept->document, $kept->sender, $kept->recipients, $kept->seal);
    $gateway->takeReceipt($a, $receipt, $parts, Exchange::ARRIVED)->requireAccepted();
    $before = $gateway->takeReceipt($a, $receipt, $parts, Exchange::ARRIVED, Status::Finished);
    same(['mismatch:transition'], $before->reasons());
    $junk = $gateway->takeReceipt($a, 'junk', $parts, Exchange::ARRIVED);
    same('fault:container', $junk->reasons()[0]);
    same(null, $junk->report()->receipt());
    // What the report lent outlives it.
    $report = $moved->report();
    $moved->close();
    unset($moved);
    gc_collect_cycles();
    same(Status::Arrived, $report->receipt()?->status);
    throws(ClosedException::class, static fn () => $gateway->takeReceipt($a, $receipt, closed($parts), Exchange::ARRIVED));
});

function closed(object $owner): object
{
    $owner->close();
    return $owner;
}

test('gateway: what may not go out stays, with all reasons', static function (): void {
    $lines = [];
    $ledger = Exchange::ledger(static function (string $line) use (&$lines): void {
        $lines[] = $line;
    });
    $gateway = Exchange::gateway($ledger);
    $wrong = Packages::with(Packages::message(), ':Subject>V/v', ':Subject>TUYỆT MẬT V/v');
    $wrong = Packages::with($wrong, ':DueDate>2026/04/01<', ':DueDate>soon<');
    $sending = $gateway->send(Exchange::b(), $wrong, Exchange::SENT);
    same([SendingState::Refused, false, 1], [$sending->state(), $sending->isAllowed(), $sending->entry()]);
    $codes = Exchange::codes($sending->reasons());
    sort($codes);
    same(['fault:T.MessageHeader.DueDate', 'other-sender', 'secret:MessageHeader.Subject'], array_map(
        static fn (string $code): string => str_replace('R.MessageHeader', 'MessageHeader', $code),
        $codes,
    ));
    foreach ($sending->reasons() as $reason) {
        same(false, $reason->text(Language::Vi) === $reason->text());
    }
    $error = throws(RejectedException::class, $sending->requireSent(...));
    same(true, str_contains($error->getMessage(), 'other-sender'));
    throws(RejectedException::class, $sending->sealed(...));
    same([null, null], [$sending->seal(), $sending->sent()]);
    $out = stream('');
    $gateway->sendTo(Exchange::a(), $wrong, $out, Exchange::SENT);
    same('', Packages::contents($out));
    scratch(static function (string $path) use ($gateway, $wrong): void {
        file_put_contents($path, 'the old one');
        $gateway->sendTo(Exchange::a(), $wrong, new \SplFileInfo($path), Exchange::SENT);
        same('the old one', file_get_contents($path));
    });
    $junk = $gateway->send(Exchange::a(), '<a', Exchange::SENT);
    same([['unreadable'], null], [Exchange::codes($junk->reasons()), $junk->package()]);
    same(false, $junk->unreadable() === null || $junk->unreadable(Language::Vi) === $junk->unreadable());
    same([4, '4:'], [count($lines), substr($ledger->head(), 0, 2)]);
    $check = new JournalCheck(implode('', $lines), Exchange::SENT, $ledger->head());
    $check->requireWhole();
    // One that might go out can be refused as well.
    $judged = $gateway->judgeSending(Exchange::a(), Packages::message(), Exchange::SENT);
    same([SendingState::Judged, true, null], [$judged->state(), $judged->isAllowed(), $judged->entry()]);
    $judged->refuse();
    same([SendingState::Refused, 5], [$judged->state(), $judged->entry()]);
    throws(AlreadyUsedException::class, $judged->refuse(...));
    throws(AlreadyUsedException::class, static fn () => $judged->prepare(Packages::message()));
});

test('gateway: keys elsewhere send and receive', static function (): void {
    $gateway = Exchange::gateway();
    $message = Packages::message();
    $a = Agency::elsewhere(Exchange::A, read('pki/agency-chain.pem'));
    throws(CredentialException::class, static fn () => $gateway->send($a, $message, Exchange::SENT));
    $sending = $gateway->judgeSending($a, $message, Exchange::SENT);
    same([null, null, null], [$sending->toBeSigned(), $sending->digest(), $sending->algorithm()]);
    throws(AlreadyUsedException::class, static fn () => $sending->finish('', $message));
    throws(AlreadyUsedException::class, static fn () => $sending->sign($message));
    $sending->prepare(stream($message));
    same([SendingState::Prepared, Algorithm::RsaPkcs1Sha256], [$sending->state(), $sending->algorithm()]);
    $toBeSigned = (string) $sending->toBeSigned();
    same(hash('sha256', $toBeSigned, true), $sending->digest());
    throws(AlreadyUsedException::class, static fn () => $sending->prepare($message));
    throws(CredentialException::class, static fn () => $sending->sign($message));
    $value = Exchange::value('agency', $toBeSigned);
    $out = stream('');
    foreach (['', 'x', strrev($value)] as $wrong) {
        throws(KeyException::class, static fn () => $sending->finish($wrong, $message));
        throws(KeyException::class, static fn () => $sending->finishTo($wrong, $message, $out));
        same([SendingState::Prepared, $toBeSigned, null], [$sending->state(), $sending->toBeSigned(), $sending->entry()]);
    }
    same('', Packages::contents($out));
    $sending->finishTo($value, $message, $out);
    $sealed = Packages::contents($out);
    same([SendingState::Sent, 1, null], [$sending->state(), $sending->entry(), $sending->sealed()]);
    throws(AlreadyUsedException::class, static fn () => $sending->finish($value, $message));
    // RSASSA-PKCS1-v1_5 repeats itself: the key makes the same seal wherever it is.
    $here = Exchange::gateway()->judgeSending(Exchange::a(), $message, Exchange::SENT);
    $here->prepare($message);
    same($sealed, $here->sign($message));
    $here = Exchange::gateway()->judgeSending(Exchange::a(), $message, Exchange::SENT);
    $here->prepare($message);
    $out = stream('');
    $here->signTo(stream($message), $out);
    same($sealed, Packages::contents($out));
    $again = Exchange::gateway()->judgeSending($a, $message, Exchange::SENT);
    $again->prepare($message);
    same($sealed, $again->finish(Exchange::value('agency', (string) $again->toBeSigned()), $message));

    $b = Agency::elsewhere(Exchange::B, read('pki/p256-chain.pem'));
    throws(CredentialException::class, static fn () => $gateway->receive($b, $sealed, Exchange::ARRIVED));
    $arrival = $gateway->judgeArrival($b, $sealed, Exchange::ARRIVED);
    throws(CredentialException::class, $arrival->answer(...));
    same(ArrivalState::Judged, $arrival->state());
    same(Status::Arrived, $arrival->plannedReceipt()?->status);
    $arrival->setStatus(Status::Accepted);
    same(Status::Accepted, $arrival->plannedReceipt()?->status);
    foreach ([Status::Refused, Status::Finished, Status::TakeBackAsked] as $status) {
        throws(InvalidArgumentException::class, static fn () => $arrival->setStatus($status));
    }
    same(Status::Accepted, $arrival->plannedReceipt()?->status);
    throws(AlreadyUsedException::class, $arrival->record(...));
    throws(AlreadyUsedException::class, static fn () => $arrival->finish(''));
    $arrival->prepare();
    same([ArrivalState::Prepared, Algorithm::EcdsaSha256], [$arrival->state(), $arrival->algorithm()]);
    same(hash('sha256', (string) $arrival->toBeSigned(), true), $arrival->digest());
    throws(AlreadyUsedException::class, static fn () => $arrival->setStatus(Status::Arrived));
    foreach (['', 'x', Exchange::value('p256', 'x')] as $wrong) {
        throws(KeyException::class, static fn () => $arrival->finish($wrong));
        same(ArrivalState::Prepared, $arrival->state());
    }
    $arrival->finish(Exchange::value('p256', (string) $arrival->toBeSigned()));
    same([ArrivalState::Answered, null], [$arrival->state(), $arrival->receipt()]);
    // Nothing is handed out before it is recorded.
    throws(RejectedException::class, $arrival->requireAccepted(...));
    $before = $arrival->package();
    throws(RejectedException::class, static fn () => $before?->extract($sealed, 0));
    throws(RejectedException::class, static fn () => $before?->requireAccepted());
    $arrival->record();
    $arrival->requireAccepted();
    same(Packages::pdf(), $arrival->package()?->extract($sealed, 0));
    throws(AlreadyUsedException::class, $arrival->record(...));
    $returned = $gateway->takeReceipt($a, (string) $arrival->receipt(), $sending->sent(), Exchange::ARRIVED);
    $returned->requireAccepted();
    same(Status::Accepted, $returned->report()->receipt()?->status);

    $without = Exchange::gateway()->judgeArrival($b, $sealed, Exchange::ARRIVED);
    $without->prepare();
    $without->withoutReceipt();
    same([ArrivalState::Answered, null], [$without->state(), $without->toBeSigned()]);
    $without->record();
    $without->requireAccepted();
    same(null, $without->receipt());
});

test('gateway: a registry that is past decides nothing, and the next one goes on', static function (): void {
    $ledger = Exchange::ledger();
    $gateway = Exchange::gateway($ledger);
    $past = Exchange::NEXT + 1;
    $sealed = Exchange::sealed();
    $sent = new Sent('a', Exchange::A, [Exchange::B], str_repeat('0', 64));
    $calls = [
        static fn () => $gateway->send(Exchange::a(), Packages::message(), $past),
        static fn () => $gateway->judgeSending(Exchange::a(), Packages::message(), $past),
        static fn () => $gateway->receive(Exchange::b(), $sealed, $past),
        static fn () => $gateway->judgeArrival(Exchange::b(), $sealed, $past),
        static fn () => $gateway->takeReceipt(Exchange::a(), 'x', $sent, $past),
    ];
    foreach ($calls as $call) {
        $error = throws(RegistryPastException::class, $call);
        same([Result::RegistryPast, false], [$error->result(), $error->text(Language::Vi) === $error->text()]);
        same('0:', substr($ledger->head(), 0, 2));
    }
    $draft = Exchange::draft()->issue(Exchange::ISSUED, Exchange::NEXT)->issue($past - 10, $past + 86400);
    $signed = Antin::sign($draft->toJson(), Exchange::registrar(), cades(packaging: \Antin\Packaging::Attached), $past);
    $next = Exchange::check($signed, $past);
    $next->requireTrusted();
    Exchange::gateway($ledger, $next)->receive(Exchange::b(), $sealed, $past)->requireAccepted();
});

test('gateway: rules are followed, or are none', static function (): void {
    $strict = GatewayPolicy::strict();
    same([true, 30 * 86400], [$strict->name() !== '', $strict->window()]);
    same(false, $strict->title() === $strict->title(Language::Vi));
    $rules = new GatewayPolicy(RULES . "[outbound]\nbefore = [\"leader\"]\n");
    $sending = Exchange::gateway(rules: $rules)->send(Exchange::a(), Packages::message(), Exchange::SENT);
    same(['seal-missing:leader'], Exchange::codes($sending->reasons()));
    foreach (['', 'x', RULES . "new = 1\n", RULES . "[inbound]\nwindow = \"0d\"\n"] as $none) {
        throws(PolicyException::class, static fn () => new GatewayPolicy($none));
    }
    $error = throws(PolicyException::class, static fn () => new GatewayPolicy(RULES . "new = 1\n"));
    same(true, str_contains($error->getMessage(), '5'));
    // Levels above B ask an authority.
    $stamped = new GatewayPolicy(RULES . "[outbound]\nlevel = \"T\"\n");
    $gateway = Exchange::gateway(rules: $stamped);
    $stamps = Timestamper::own(Exchange::credential('tsa'), '1.3.6.1.4.1.55555.1', Exchange::SENT);
    $agency = new Agency(Exchange::A, credential(), $stamps);
    $stamps->close();
    $sent = $gateway->send($agency, Packages::message(), Exchange::SENT);
    $sent->requireSent();
    throws(InvalidArgumentException::class, static fn () =>
        $gateway->send(Exchange::a(), Packages::message(), Exchange::SENT));
});

test('gateway: containers beside the message count, and senders are named by the registry alone', static function (): void {
    $gateway = Exchange::gateway();
    $message = Packages::message();
    $container = Packages::container(Exchange::sealed());
    $beside = (new Opening())->addContainer($container);
    $gateway->receive(Exchange::b(), $message, Exchange::ARRIVED, $beside)->requireAccepted();
    $named = [
        (new Opening())->addSender(Exchange::A, read('pki/agency.pem')),
        (new Opening())->setSenders(static fn (): Binding => Binding::Bound),
        (new Opening())->dangerAnySender(),
    ];
    foreach ($named as $opening) {
        throws(InvalidArgumentException::class, static fn () =>
            $gateway->receive(Exchange::b(), $message, Exchange::ARRIVED, $opening));
        throws(InvalidArgumentException::class, static fn () =>
            $gateway->judgeArrival(Exchange::b(), $message, Exchange::ARRIVED, $opening));
    }
});

test('gateway: what the line of a journal throws comes out, and nothing is handed out', static function (): void {
    $sealed = Exchange::sealed();
    $failing = [
        \DomainException::class => static fn () => throw new \DomainException('the disk is full'),
        \RuntimeException::class => static fn (): bool => false,
    ];
    foreach ($failing as $class => $line) {
        $gateway = Exchange::gateway(Exchange::ledger($line));
        throws($class, static fn () => $gateway->receive(Exchange::b(), $sealed, Exchange::ARRIVED));
        // Half of a line may be kept: it takes nothing more.
        $again = static fn () => $gateway->receive(Exchange::b(), $sealed, Exchange::ARRIVED);
        $error = throws(LedgerException::class, $again);
        same([Result::Ledger, false], [$error->result(), $error->text(Language::Vi) === $error->text()]);
        $out = stream('');
        $gateway = Exchange::gateway(Exchange::ledger($line));
        throws($class, static fn () => $gateway->sendTo(Exchange::a(), Packages::message(), $out, Exchange::SENT));
        same('', Packages::contents($out));
        $gateway = Exchange::gateway(Exchange::ledger($line));
        $arrival = $gateway->judgeArrival(Exchange::b(), $sealed, Exchange::ARRIVED);
        $arrival->answer();
        throws($class, $arrival->record(...));
        same([ArrivalState::Failed, null], [$arrival->state(), $arrival->receipt()]);
        throws(RejectedException::class, $arrival->requireAccepted(...));
        throws(AlreadyUsedException::class, $arrival->record(...));
    }
    // A ledger with no room refuses, and forgets nothing.
    $full = Exchange::gateway(Ledger::inMemory(Exchange::WINDOW, 0));
    throws(LedgerException::class, static fn () => $full->receive(Exchange::b(), $sealed, Exchange::ARRIVED));
});

test('gateway: the line of a journal lives as long as what records', static function (): void {
    $lines = [];
    $known = new \ReflectionProperty(\Antin\Internal\Callbacks::class, 'known');
    gc_collect_cycles();
    $left = count($known->getValue());
    $ledger = Exchange::ledger(static function (string $line) use (&$lines): void {
        $lines[] = $line;
    });
    $gateway = Exchange::gateway($ledger);
    $ledger->close();
    unset($ledger);
    $sealed = (string) $gateway->send(Exchange::a(), Packages::message(), Exchange::SENT)->sealed();
    $arrival = $gateway->judgeArrival(Exchange::b(), $sealed, Exchange::ARRIVED);
    $gateway->close();
    unset($gateway);
    gc_collect_cycles();
    $arrival->answer();
    $arrival->record();
    $arrival->requireAccepted();
    same([2, "\n", $left + 1], [count($lines), $lines[1][-1], count($known->getValue())]);
    unset($arrival);
    gc_collect_cycles();
    same($left, count($known->getValue()));
});

test('gateway: a ledger that is keeping a line, and what is being changed, are in use', static function (): void {
    $thrown = [];
    $uses = [];
    $ledger = Exchange::ledger(static function () use (&$uses, &$thrown): void {
        foreach ($uses as $use) {
            $thrown[] = throws(\LogicException::class, $use)->getMessage();
        }
    });
    $gateway = Exchange::gateway($ledger);
    $sealed = Exchange::sealed();
    $arrival = $gateway->judgeArrival(Exchange::b(), $sealed, Exchange::ARRIVED);
    $arrival->answer();
    $uses = [
        $ledger->head(...),
        $ledger->arrivals(...),
        static fn () => $gateway->receive(Exchange::b(), $sealed, Exchange::ARRIVED),
        $arrival->state(...),
        $arrival->record(...),
    ];
    $arrival->record();
    $arrival->requireAccepted();
    $busy = 'a line of the journal is being kept: its ledger is in use';
    same([$busy, $busy, $busy, 'this Arrival is in use', $busy], $thrown);
    // So is what is written out while a package goes out.
    $uses = [];
    $sending = $gateway->judgeSending(Exchange::a(), Packages::message(), Exchange::SENT);
    $sending->prepare(Packages::message());
    BrokenStream::$onWrite = $sending->refuse(...);
    try {
        $error = throws(\LogicException::class, static fn () =>
            $sending->signTo(Packages::message(), fopen('broken://', 'r+b')));
        same('this Sending is in use', $error->getMessage());
        same([SendingState::Failed, null, null], [$sending->state(), $sending->sent(), $sending->seal()]);
        // It was recorded before it was to be handed out.
        same(2, (int) $ledger->head());
        throws(RejectedException::class, $sending->requireSent(...));
    } finally {
        BrokenStream::$onWrite = null;
    }
});

test('gateway: durable ledgers are one process\'s, and are not made twice', static function (): void {
    Exchange::folder(static function (string $folder): void {
        $path = "$folder/ledger";
        throws(LedgerException::class, static fn () => Ledger::open($path, Exchange::WINDOW));
        $ledger = Ledger::create($path, Exchange::WINDOW, null);
        throws(LedgerException::class, static fn () => Ledger::create($path, Exchange::WINDOW, null));
        throws(LedgerException::class, static fn () => Ledger::open($path, Exchange::WINDOW));
        [$status, $output] = php(<<<'PHP'
            require getenv('AUTOLOAD');
            try {
                Antin\Ledger::open(getenv('LEDGER'), 2592000);
            } catch (Antin\Exception\LedgerException $error) {
                echo $error->getCode();
            }
            PHP, [], ['LEDGER' => $path, 'AUTOLOAD' => __DIR__ . '/../src/autoload.php']);
        same([0, '65'], [$status, $output]);
        $gateway = Exchange::gateway($ledger);
        $ledger->close();
        throws(ClosedException::class, $ledger->head(...));
        $gateway->send(Exchange::a(), Packages::message(), Exchange::SENT)->requireSent();
        unset($gateway);
        gc_collect_cycles();
        $again = Ledger::open($path, Exchange::WINDOW);
        same('1:', substr($again->head(), 0, 2));
        $again->close();
        file_put_contents($path, 'junk');
        throws(LedgerException::class, static fn () => Ledger::open($path, Exchange::WINDOW));
        throws(LedgerException::class, static fn () => Ledger::create('/no/such/folder/ledger', Exchange::WINDOW, null));
        throws(\ValueError::class, static fn () => Ledger::create("$folder/a\0b", Exchange::WINDOW, null));
        throws(\ValueError::class, static fn () => Ledger::open("$folder/a\0b", Exchange::WINDOW));
        throws(\ArgumentCountError::class, static fn () => Ledger::create("$folder/new", Exchange::WINDOW));
        // In the place of one that was lost: what had been sealed before is too old.
        $new = Ledger::create("$folder/new", Exchange::WINDOW, new \DateTimeImmutable('@' . Exchange::ARRIVED));
        $sealed = Exchange::sealed();
        $late = Exchange::gateway($new)->receive(Exchange::b(), $sealed, Exchange::ARRIVED);
        notAccepted($late, $sealed, Decision::Refuse, 'too-old');
        $memory = Ledger::inMemory(Exchange::WINDOW, 10, Exchange::SENT - 1);
        Exchange::gateway($memory)->receive(Exchange::b(), $sealed, Exchange::ARRIVED)->requireAccepted();
    });
});

test('gateway: several processes send, each with a ledger of its own', static function (): void {
    if (!function_exists('pcntl_fork')) {
        echo "skipped: no pcntl\n";
        return;
    }
    Exchange::folder(static function (string $folder): void {
        $children = [];
        foreach (['a', 'b', 'c'] as $name) {
            $child = pcntl_fork();
            if ($child === 0) {
                $status = 1;
                try {
                    $ledger = Ledger::create("$folder/$name", Exchange::WINDOW, null);
                    $gateway = Exchange::gateway($ledger);
                    for ($turn = 0; $turn < 3; ++$turn) {
                        $gateway->send(Exchange::a(), Packages::message(), Exchange::SENT + $turn)->requireSent();
                    }
                    (new JournalCheck($ledger->export(), Exchange::SENT, $ledger->head()))->requireWhole();
                    $status = str_starts_with($ledger->head(), '3:') ? 0 : 1;
                    $ledger->close();
                    $gateway->close();
                } finally {
                    posix_kill(getmypid(), $status === 0 ? SIGTERM : SIGKILL);
                }
            }
            $children[] = $child;
        }
        foreach ($children as $child) {
            pcntl_waitpid($child, $status);
            same(SIGTERM, pcntl_wtermsig($status));
        }
    });
});

test('journal: what was changed, removed or put in is named', static function (): void {
    $lines = [];
    $ledger = Exchange::ledger(static function (string $line) use (&$lines): void {
        $lines[] = $line;
    });
    $gateway = Exchange::gateway($ledger);
    for ($turn = 0; $turn < 4; ++$turn) {
        $gateway->send(Exchange::a(), Packages::message(), Exchange::SENT + $turn)->requireSent();
    }
    [$journal, $head] = [implode('', $lines), $ledger->head()];
    $checks = [
        [$lines[0] . $lines[2] . $lines[3], 'removed', 2],
        [str_replace('"number":2,', '"number":2 ,', $journal), 'changed', 2],
        [$lines[0] . $lines[2] . $lines[1] . $lines[3], 'reordered', 2],
        [$lines[0] . $lines[1] . $lines[1] . $lines[2] . $lines[3], 'repeated', 2],
        [$lines[0] . $lines[1] . "x\n" . $lines[2] . $lines[3], 'inserted', 3],
        [$lines[0] . $lines[1], 'cut-off', 3],
    ];
    foreach ($checks as [$forged, $fault, $entry]) {
        foreach ([$forged, stream($forged)] as $source) {
            $check = new JournalCheck($source, Exchange::ARRIVED, $head);
            same([false, $fault, $entry], [$check->isWhole(), $check->fault(), $check->entry()]);
            same(false, $check->faultText(Language::Vi) === $check->faultText());
            $message = throws(RejectedException::class, $check->requireWhole(...))->getMessage();
            same(true, str_contains($message, "entry $entry") && str_contains($message, $fault));
            same([true, true], [$check->since() > 0, $check->line() > 0]);
            same(1, preg_match('~^\d+:[0-9a-f]{64}$~', $check->head()));
        }
    }
    scratch(static function (string $path) use ($journal, $head): void {
        file_put_contents($path, $journal);
        $check = new JournalCheck(new \SplFileInfo($path), new \DateTimeImmutable('@' . Exchange::ARRIVED), $head);
        $check->requireWhole();
        same($head, $check->head());
    });
    same(true, (new JournalCheck('', TIME))->isWhole());
    same(true, (new JournalCheck($lines[0] . $lines[1], TIME))->isWhole());
    foreach (['', '4', '4:x', 'x:' . str_repeat('0', 64)] as $none) {
        throws(InvalidArgumentException::class, static fn () => new JournalCheck($journal, TIME, $none));
    }
    throws(\ValueError::class, static fn () => new JournalCheck($journal, TIME, "4\0"));
    throws(\TypeError::class, static fn () => new JournalCheck(null, TIME));
    throws(UnsupportedException::class, static fn () => $ledger->export());
});

test('journal: it is time-stamped, exported in parts, and judged by a policy', static function (): void {
    Exchange::folder(static function (string $folder): void {
        $ledger = Ledger::create("$folder/ledger", Exchange::WINDOW, null);
        $stamps = Timestamper::own(Exchange::credential('tsa'), '1.3.6.1.4.1.55555.1', Exchange::SENT + 5);
        same(null, $ledger->stamp($stamps, Exchange::SENT + 5));
        $gateway = Exchange::gateway($ledger);
        $gateway->send(Exchange::a(), Packages::message(), Exchange::SENT)->requireSent();
        same(2, $ledger->stamp($stamps, new \DateTimeImmutable('@' . (Exchange::SENT + 5))));
        $gateway->send(Exchange::a(), Packages::message(), Exchange::SENT + 9)->requireSent();
        $journal = $ledger->export();
        $check = new JournalCheck($journal, AT, $ledger->head(), policy());
        $check->requireWhole();
        same([1, true], [$check->stampCount(), $check->isJudged()]);
        $stamp = $check->lastStamp();
        same([2, 1, Exchange::SENT + 5], [$stamp?->entry, $stamp?->over, $stamp?->time]);
        $other = new \Antin\Policy(read('pki/other-root.pem'), revocation: \Antin\Revocation::IfPresent);
        same('stamp-not-passed', (new JournalCheck($journal, AT, policy: $other))->fault());
        $lines = explode("\n", $journal);
        same($lines[2] . "\n", $ledger->export(3));
        same('', $ledger->export(4));
        $out = stream('');
        $ledger->exportTo($out, 2);
        same("$lines[1]\n$lines[2]\n", Packages::contents($out));
        $ledger->exportTo(new \SplFileInfo("$folder/journal"));
        same($journal, file_get_contents("$folder/journal"));
        throws(\ValueError::class, static fn () => $ledger->export(-1));
        throws(InvalidArgumentException::class, static fn () => $ledger->export(0));
        throws(\TypeError::class, static fn () => $ledger->exportTo("$folder/journal"));
        throws(\DomainException::class, static function () use ($ledger): void {
            BrokenStream::$left = 0;
            $ledger->exportTo(fopen('broken://', 'r+b'));
        });
    });
});

test('gateway: what C could not carry is refused, and what was closed', static function (): void {
    throws(\ValueError::class, static fn () => new Agency("a\0", credential()));
    throws(\ValueError::class, static fn () => Agency::elsewhere("a\0", read('pki/agency-chain.pem')));
    throws(InvalidArgumentException::class, static fn () => new Agency('', credential()));
    throws(MalformedException::class, static fn () => Agency::elsewhere(Exchange::A, 'junk'));
    throws(\ValueError::class, static fn () => Ledger::inMemory(-1, 1));
    throws(\ValueError::class, static fn () => Ledger::inMemory(1, -1));
    $gateway = Exchange::gateway();
    throws(\TypeError::class, static fn () => $gateway->send(Exchange::a(), null, TIME));
    throws(\TypeError::class, static fn () => $gateway->sendTo(Exchange::a(), 'x', 'x', TIME));
    throws(\TypeError::class, static fn () => $gateway->receive(Exchange::a(), 7, TIME));
    throws(\TypeError::class, static fn () => $gateway->send(null, 'x', TIME));
    $sealed = Exchange::sealed();
    $arrival = $gateway->receive(Exchange::b(), $sealed, Exchange::ARRIVED);
    [$package, $planned] = [$arrival->package(), $arrival->plannedReceipt()];
    $arrival->close();
    unset($arrival);
    gc_collect_cycles();
    same(Packages::pdf(), $package?->extract($sealed, 0));
    $package?->close();
    throws(ClosedException::class, static fn () => $package?->state());
    $planned?->close();
});

test('gateway: memory does not grow with use', static function (): void {
    $sealed = Exchange::sealed();
    $work = static function (int $turns) use ($sealed): void {
        $gateway = Exchange::gateway(Exchange::ledger(static fn () => null));
        for ($turn = 0; $turn < $turns; ++$turn) {
            $arrival = $gateway->receive(Exchange::b(), stream($sealed), Exchange::ARRIVED);
            $arrival->package()?->files();
            $arrival->reasons();
            try {
                $arrival->requireAccepted();
            } catch (RejectedException) {
            }
        }
    };
    $resident = static fn (): int => (int) explode(' ', (string) file_get_contents('/proc/self/statm'))[1] * 4;
    if (!is_file('/proc/self/statm')) {
        echo "skipped: no /proc\n";
        return;
    }
    $work(20);
    $before = $resident();
    $work(60);
    same(true, $resident() - $before < 8192);
});
