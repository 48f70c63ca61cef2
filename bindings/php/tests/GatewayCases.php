<?php

/** The cases of the manifest that are about registries, receipts, journals and gateways. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Agency;
use Antin\Arrival;
use Antin\Evidence;
use Antin\Exception\AlreadyUsedException;
use Antin\Exception\RejectedException;
use Antin\Gateway;
use Antin\GatewayPolicy;
use Antin\JournalCheck;
use Antin\Language;
use Antin\Ledger;
use Antin\Opening;
use Antin\Receipt;
use Antin\ReceiptReport;
use Antin\Registry;
use Antin\RegistrySigners;
use Antin\ReturnedReceipt;
use Antin\Role;
use Antin\Seen;
use Antin\Sending;
use Antin\Sent;
use Antin\Status;

require_once __DIR__ . '/Exchange.php';

final class GatewayCases
{
    public static function registry(Members $case): void
    {
        $registry = self::registryOf($case->take('registry'));
        $expect = new Members($case->take('expect'));
        $trusted = $expect->take('trusted');
        same([$trusted, $expect->take('fault')], [$registry->isTrusted(), $registry->fault()]);
        if ($trusted) {
            self::trusted($registry, $expect);
        } else {
            self::fails(static fn () => $registry->requireTrusted());
            same(null, $registry->sha256());
        }
        $expect->done();
    }

    private static function trusted(Registry $registry, Members $expect): void
    {
        $registry->requireTrusted();
        $registry->report()?->requirePassed();
        same([$expect->take('name'), $expect->take('number')], [$registry->name(), $registry->number()]);
        same([$expect->take('bodies'), $expect->take('entries')], [$registry->bodyCount(), $registry->entryCount()]);
        $sha256 = $expect->take('sha256');
        same([$sha256, $sha256], [$registry->sha256(), hash('sha256', $registry->toJson())]);
        foreach ($expect->take('decide', []) as $json) {
            $question = new Members($json);
            $answer = $registry->decide(
                $question->take('organ'),
                Manifest::byName(Role::class, $question->take('role')),
                read($question->take('certificate')),
                read($question->take('issuer')),
                $question->take('at'),
            );
            same([$question->take('binding'), $question->take('entry')],
                [PackageCases::name($answer->binding), $answer->entry]);
            $question->done();
        }
    }

    public static function receipt(Members $case): void
    {
        [$container, $sent] = [read($case->take('receipt')), self::sentOf($case->take('sent'))];
        [$registry, $senders] = [$case->take('registry'), $case->take('senders')];
        [$before, $at] = [self::status($case->take('before')), $case->take('at')];
        [$policy, $evidence, $expect] = [$case->take('policy'), $case->take('evidence'), $case->take('expect')];
        foreach (is_array($senders) ? [false, true] : [false] as $asks) {
            $recipients = PackageCases::opening($senders, [], $asks);
            if ($registry !== null) {
                $recipients->setRegistry(self::registryOf($registry));
            }
            $judged = Manifest::attempt($expect, static fn (): ReceiptReport => ReceiptReport::judge(
                $container,
                $sent,
                Manifest::policyOf($policy),
                $at,
                $registry === null && $senders === null ? null : $recipients,
                $before,
                Manifest::evidenceOf($evidence),
            ));
            if ($judged !== null) {
                self::judged($judged, new Members($expect), $asks);
            }
        }
    }

    private static function judged(ReceiptReport $judged, Members $expect, bool $asked): void
    {
        $accepted = $expect->take('accepted');
        same([$accepted, $expect->take('verdict')], [$judged->isAccepted(), $judged->verdict()->etsiName()]);
        same([$expect->take('sub_indication'), $expect->take('fault')], [$judged->subIndication(), $judged->fault()]);
        same($expect->take('mismatches', []), Exchange::codes($judged->mismatches()));
        // A function does not say whose a certificate is instead.
        $plain = static fn (string $binding): string => $asked && $binding === 'other' ? 'unknown' : $binding;
        same($plain($expect->take('binding')), $plain(PackageCases::name($judged->binding())));
        $other = $expect->take('other');
        same($asked ? null : $other, $judged->other());
        $says = $expect->take('says');
        $receipt = $judged->receipt();
        same($says === null ? null : PackageCases::sorted($says), $receipt === null ? null : self::says($receipt));
        $expect->done();
        foreach (Language::cases() as $language) {
            $told = json_decode($judged->toJson($language), true, flags: JSON_THROW_ON_ERROR);
            same([$accepted, true], [$told['accepted'], $judged->toText($language) !== '']);
        }
        $accepted ? $judged->requireAccepted() : self::fails(static fn () => $judged->requireAccepted());
    }

    private static function says(Receipt $receipt): array
    {
        return PackageCases::sorted([
            'status' => $receipt->status->code(),
            'recipient' => $receipt->recipient,
            'document' => $receipt->document,
            'sender' => $receipt->sender,
            'seal' => $receipt->seal,
            'time' => $receipt->time,
            'reasons' => $receipt->reasons,
        ]);
    }

    public static function journal(Members $case): void
    {
        [$journal, $head, $at] = [read($case->take('journal')), $case->take('head'), $case->take('at')];
        [$policy, $evidence, $expect] = [$case->take('policy'), $case->take('evidence'), $case->take('expect')];
        $make = static fn (mixed $lines): JournalCheck => new JournalCheck(
            $lines,
            $at,
            $head,
            $policy === null ? null : Manifest::policyOf($policy),
            $evidence === null ? null : Manifest::evidenceOf($evidence),
        );
        PackageCases::sources($journal, static function (mixed $lines) use ($make, $expect): void {
            $check = Manifest::attempt($expect, static fn (): JournalCheck => $make($lines));
            if ($check !== null) {
                self::checked($check, new Members($expect));
            }
        });
    }

    private static function checked(JournalCheck $check, Members $expect): void
    {
        $whole = $expect->take('whole');
        same([$whole, $expect->take('fault')], [$check->isWhole(), $check->fault()]);
        $places = array_map(static fn (string $name): ?int => $expect->take($name) ?: null, ['entry', 'since', 'line']);
        same($places, [$check->entry(), $check->since(), $check->line()]);
        same([$expect->take('head'), $expect->take('stamps')], [$check->head(), $check->stampCount()]);
        same($expect->take('judged'), $check->isJudged());
        $stamp = $check->lastStamp();
        same($expect->take('last_stamp'), $stamp === null
            ? null
            : ['entry' => $stamp->entry, 'over' => $stamp->over, 'time' => $stamp->time]);
        $expect->done();
        $whole ? $check->requireWhole() : self::fails(static fn () => $check->requireWhole());
        foreach (Language::cases() as $language) {
            same($whole, $check->faultText($language) === null);
        }
    }

    // Gateways

    public static function gateway(Members $case): void
    {
        [$rules, $policy, $evidence] = [$case->take('rules'), $case->take('policy'), $case->take('evidence')];
        [$registry, $window, $horizon] = [$case->take('registry'), $case->take('window'), $case->take('horizon')];
        [$most, $steps, $head] = [$case->take('most'), $case->take('steps'), $case->take('head')];
        $expect = $case->take('expect');
        $make = static fn (Ledger $ledger): Gateway => new Gateway(
            $rules === null ? GatewayPolicy::strict() : new GatewayPolicy(read($rules)),
            Manifest::policyOf($policy),
            self::registryOf($registry),
            $ledger,
        );
        $run = static function (Ledger $ledger, bool $isDurable) use ($make, $steps, $head, $expect, $evidence): void {
            $gateway = Manifest::attempt($expect, static fn (): Gateway => $make($ledger));
            if ($gateway !== null) {
                self::steps($gateway, $steps, $evidence, $isDurable);
                same($head ?? $ledger->head(), $ledger->head());
            }
        };
        $lines = '';
        $memory = Ledger::inMemory($window, $most ?? 1000, $horizon, static function (string $line) use (&$lines): void {
            $lines .= $line;
        });
        $run($memory, false);
        (new JournalCheck($lines, AT, $memory->head()))->requireWhole();
        // A durable one is never full.
        if ($most === null) {
            Exchange::folder(static function (string $folder) use ($run, $window, $horizon, &$lines): void {
                $durable = Ledger::create("$folder/ledger", $window, $horizon);
                $run($durable, true);
                same($lines, $durable->export());
            });
        }
    }

    private static function steps(Gateway $gateway, array $steps, ?array $evidence, bool $byParts): void
    {
        $done = [];
        $before = $evidence === null ? null : Manifest::evidenceOf($evidence);
        foreach ($steps as $json) {
            $step = new Members($json);
            $kind = $step->take('do');
            $name = $step->take('agency');
            $agency = new Members($name);
            $acting = new Agency($agency->take('code'), Manifest::credentialOf($agency->take('credential'), null));
            $agency->done();
            $done[] = match ($kind) {
                'send' => self::send($gateway, $acting, $step, $done, $before, $byParts),
                'receive' => self::receive($gateway, $acting, $step, $done, $before, $byParts),
                'take' => self::take($gateway, $acting, $step, $done, $before),
                default => throw new Failed("unknown step: $kind"),
            };
            $step->done();
        }
    }

    /** Returns the sending and the sealed package; nothing if it failed as expected. */
    private static function send(
        Gateway $gateway,
        Agency $agency,
        Members $step,
        array $done,
        ?Evidence $evidence,
        bool $byParts,
    ): ?array {
        [$package, $at] = [self::packageOf($step->take('package'), $done), $step->take('at')];
        $expect = $step->take('expect');
        $sealed = null;
        $whole = static fn (): Sending => $gateway->send($agency, $package, $at, $evidence);
        $judge = static fn (): Sending => $gateway->judgeSending($agency, $package, $at, $evidence);
        $sending = Manifest::attempt($expect, !$byParts ? $whole : static function () use (
            $judge,
            $package,
            $evidence,
            &$sealed,
        ): Sending {
            $sending = $judge();
            if ($sending->isAllowed()) {
                $sending->prepare($package, $evidence);
                $sealed = $sending->sign($package);
            } else {
                throws(RejectedException::class, static fn () => $sending->prepare($package, $evidence));
                $sending->refuse();
            }
            return $sending;
        });
        if ($sending === null) {
            return null;
        }
        $wanted = new Members($expect);
        $sent = $wanted->take('sent');
        same($wanted->take('reasons', []), Exchange::codes($sending->reasons()));
        same([$wanted->take('entry'), $sent], [$sending->entry(), $sending->isAllowed()]);
        if ($sent) {
            $sending->requireSent();
            $sealed ??= $sending->sealed();
        } else {
            self::fails(static fn () => $sending->requireSent());
            self::fails(static fn () => $sending->sealed());
        }
        $file = $wanted->take('sealed');
        same($file === null ? $sealed : read($file), $sealed);
        $wanted->done();
        return [$sending, $sealed];
    }

    /** Returns the arrival; nothing if it failed as expected. */
    private static function receive(
        Gateway $gateway,
        Agency $agency,
        Members $step,
        array $done,
        ?Evidence $evidence,
        bool $byParts,
    ): ?array {
        [$package, $at] = [self::packageOf($step->take('package'), $done), $step->take('at')];
        [$containers, $expect] = [$step->take('containers'), $step->take('expect')];
        $beside = $containers === null ? null : new Opening();
        foreach ($containers ?? [] as $container) {
            $beside?->addContainer(read($container));
        }
        $whole = static fn (): Arrival => $gateway->receive($agency, $package, $at, $beside, $evidence);
        $judge = static fn (): Arrival => $gateway->judgeArrival($agency, $package, $at, $beside, $evidence);
        $arrival = Manifest::attempt($expect, !$byParts ? $whole : static function () use ($judge, $evidence): Arrival {
            $arrival = $judge();
            $arrival->answer($evidence);
            $judged = $arrival->package();
            if ($judged !== null) {
                throws(RejectedException::class, static fn () => $judged->requireAccepted());
            }
            $arrival->record();
            throws(AlreadyUsedException::class, static fn () => $arrival->record());
            return $arrival;
        });
        if ($arrival !== null) {
            self::received($arrival, $package, new Members($expect));
        }
        return [$arrival];
    }

    private static function received(Arrival $arrival, string $package, Members $expect): void
    {
        $decision = $expect->take('decision');
        same([$decision, $expect->take('reasons', [])],
            [PackageCases::name($arrival->decision()), Exchange::codes($arrival->reasons())]);
        same($expect->take('entry'), $arrival->entry());
        $decision === 'accept' ? $arrival->requireAccepted() : self::fails(static fn () => $arrival->requireAccepted());
        $container = $arrival->receipt();
        $none = new Sent('x', 'x', []);
        same($expect->take('receipt'), $container === null
            ? null
            : ReceiptReport::judge($container, $none, policy(), AT)->receipt()?->status->code());
        [$accepted, $files] = [$expect->take('accepted_package'), $expect->take('files')];
        $judged = $arrival->package();
        same($accepted, $judged?->isAccepted() ?? false);
        if ($accepted && $files !== null) {
            same(array_map(read(...), $files), $judged?->extractAll($package));
        }
        if (!$accepted && $judged !== null) {
            throws(RejectedException::class, static fn () => $judged->extractAll($package));
        }
        $expect->done();
    }

    private static function take(Gateway $gateway, Agency $agency, Members $step, array $done, ?Evidence $evidence): null
    {
        [$receipt, $sent] = [$step->take('receipt'), $step->take('sent')];
        $container = is_array($receipt) ? $done[$receipt['of']][0]->receipt() : read($receipt);
        $sent = isset($sent['of']) ? $done[$sent['of']][0]->sent() : self::sentOf($sent);
        [$before, $at, $expect] = [self::status($step->take('before')), $step->take('at'), $step->take('expect')];
        $returned = Manifest::attempt($expect, static fn (): ReturnedReceipt =>
            $gateway->takeReceipt($agency, $container, $sent, $at, $before, $evidence));
        if ($returned === null) {
            return null;
        }
        $wanted = new Members($expect);
        $accepted = $wanted->take('accepted');
        same([$accepted, $wanted->take('reasons', [])], [$returned->isAccepted(), $returned->reasons()]);
        same($wanted->take('entry'), $returned->entry());
        $accepted ? $returned->requireAccepted() : self::fails(static fn () => $returned->requireAccepted());
        $wanted->done();
        return null;
    }

    // What cases are made of

    private static function packageOf(string|array $package, array $done): string
    {
        return is_array($package) ? $done[$package['of']][1] : read($package);
    }

    private static function sentOf(array $json): Sent
    {
        $sent = new Members($json);
        $made = new Sent(
            $sent->take('document'),
            $sent->take('sender'),
            $sent->take('recipients'),
            $sent->take('seal'),
        );
        $sent->done();
        return $made;
    }

    private static function status(?string $code): ?Status
    {
        return $code === null ? null : Status::from((int) $code);
    }

    private static function registryOf(array $json): Registry
    {
        $members = new Members($json);
        $seen = $members->take('seen');
        $evidence = $members->take('evidence');
        $registry = Registry::check(
            read($members->take('file')),
            new RegistrySigners(read($members->take('signers'))),
            Manifest::policyOf($members->take('policy')),
            $members->take('at'),
            $seen === null ? null : new Seen($seen['number'], $seen['sha256']),
            $evidence === null ? null : Manifest::evidenceOf($evidence),
        );
        $members->done();
        return $registry;
    }

    private static function fails(callable $body): void
    {
        Manifest::fails(4, $body);
    }
}
