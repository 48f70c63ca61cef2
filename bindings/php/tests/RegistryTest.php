<?php

/** Registries: written, signed, believed or not; what they say of certificates. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Antin;
use Antin\Binding;
use Antin\Evidence;
use Antin\Exception\ClosedException;
use Antin\Exception\InvalidArgumentException;
use Antin\Exception\MalformedException;
use Antin\Exception\RegistryPastException;
use Antin\Exception\RejectedException;
use Antin\Format;
use Antin\Language;
use Antin\MatchBy;
use Antin\Opening;
use Antin\Packaging;
use Antin\Registry;
use Antin\RegistryBinding;
use Antin\RegistryDraft;
use Antin\RegistrySigners;
use Antin\Result;
use Antin\Role;
use Antin\Seen;

require_once __DIR__ . '/Exchange.php';

/** Nothing of it is told, and nothing is decided by it. */
function untrusted(Registry $registry, string $fault): void
{
    same([false, $fault], [$registry->isTrusted(), $registry->fault()]);
    same(false, $registry->faultText(Language::Vi) === $registry->faultText());
    same([null, 0, null, null], [$registry->name(), $registry->number(), $registry->sha256(), $registry->seen()]);
    same([null, null, 0, 0], [$registry->issued(), $registry->nextUpdate(), $registry->bodyCount(), $registry->entryCount()]);
    same([null, true], [$registry->bodyName(Exchange::A), $registry->isPast(TIME)]);
    $message = throws(RejectedException::class, $registry->requireTrusted(...))->getMessage();
    same(true, str_contains($message, 'not trusted'));
    [$leaf, $issuer] = [read('pki/agency.pem'), read('pki/sub-ca.pem')];
    throws(RejectedException::class, static fn () => $registry->decide(Exchange::A, Role::Agency, $leaf, $issuer, TIME));
    throws(RejectedException::class, $registry->toJson(...));
    throws(RejectedException::class, static fn () => (new Opening())->setRegistry($registry));
    throws(RejectedException::class, static fn () => Exchange::gateway(registry: $registry));
}

test('registries: one is written, issued, signed, believed, and answers', static function (): void {
    $draft = Exchange::draft();
    same(0, $draft->number());
    $file = Exchange::sign($draft);
    same(1, $draft->number());
    $registry = Exchange::check($file);
    $registry->requireTrusted();
    same([true, null, null], [$registry->isTrusted(), $registry->fault(), $registry->faultText()]);
    same(['Sổ đăng ký thử', 1, 3, 2],
        [$registry->name(), $registry->number(), $registry->bodyCount(), $registry->entryCount()]);
    same([Exchange::ISSUED, Exchange::NEXT], [$registry->issued(), $registry->nextUpdate()]);
    same([false, true], [$registry->isPast(Exchange::NEXT), $registry->isPast(Exchange::NEXT + 1)]);
    same(['Cơ quan mẫu B', null], [$registry->bodyName(Exchange::B), $registry->bodyName('none')]);
    same([$draft->toJson(), hash('sha256', $draft->toJson())], [$registry->toJson(), $registry->sha256()]);
    same([1, $registry->sha256()], [$registry->seen()?->number, $registry->seen()?->sha256]);

    $report = $registry->report();
    $registry->close();
    unset($registry);
    gc_collect_cycles();
    $report?->requirePassed();
    same(Format::Cades, $report?->format());
    // Times as objects, certificates as a list, evidence: the same.
    $signers = new RegistrySigners([read('pki/ed25519.pem'), read('pki/agency.pem')]);
    $at = new \DateTimeImmutable('@' . TIME);
    Registry::check($file, $signers, policy(), $at, evidence: new Evidence())->requireTrusted();
});

test('registries: they say whose certificates are whose', static function (): void {
    [$agency, $leader, $p256] = [read('pki/agency.pem'), read('pki/leader.pem'), read('pki/p256.pem')];
    $issuer = read('pki/sub-ca.pem');
    $draft = Exchange::draft()
        ->add(new RegistryBinding('a-2', Exchange::A, MatchBy::Subject, Exchange::FROM, $leader, $issuer,
            [Role::Leader, Role::Forwarder], TIME, 'Nguyễn Văn Mẫu', 'Quyết định 1'))
        ->add(new RegistryBinding('c-1', '000.00.00.X14', MatchBy::KeyIdentifier, new \DateTimeImmutable('2026-01-01'),
            read('pki/small.pem'), $issuer))
        ->add(new RegistryBinding('c-2', '000.00.00.X14', MatchBy::Issuer, Exchange::FROM, null, $issuer))
        ->revoke('b-1', TIME, 'mất khoá');
    $registry = Exchange::registry($draft);
    $cases = [
        [Exchange::A, Role::Agency, $agency, TIME, Binding::Bound, 'a-1'],
        [Exchange::A, Role::Leader, $agency, TIME, Binding::RoleNotAllowed, 'a-1'],
        [Exchange::A, Role::Agency, $agency, Exchange::FROM - 1, Binding::Expired, 'a-1'],
        [Exchange::B, Role::Agency, $agency, TIME, Binding::Other, 'a-1'],
        [Exchange::B, Role::Agency, $p256, TIME - 1, Binding::Bound, 'b-1'],
        [Exchange::B, Role::Agency, $p256, TIME, Binding::Revoked, 'b-1'],
        [Exchange::A, Role::Leader, $leader, TIME, Binding::Bound, 'a-2'],
        [Exchange::A, Role::Forwarder, $leader, TIME, Binding::Bound, 'a-2'],
        [Exchange::A, Role::Agency, $leader, TIME, Binding::RoleNotAllowed, 'a-2'],
        [Exchange::A, Role::Leader, $leader, TIME + 1, Binding::Expired, 'a-2'],
        ['000.00.00.X14', Role::Agency, read('pki/small.pem'), TIME, Binding::Bound, 'c-1'],
        ['000.00.00.X14', Role::Agency, read('pki/p384.pem'), TIME, Binding::Bound, 'c-2'],
    ];
    foreach ($cases as [$organ, $role, $certificate, $at, $binding, $entry]) {
        $answer = $registry->decide($organ, $role, $certificate, $issuer, $at);
        same([$binding, $entry], [$answer->binding, $answer->entry]);
    }
    $unknown = Exchange::registry()->decide(Exchange::A, Role::Agency, read('pki/p384.pem'), $issuer, TIME);
    same([Binding::Unknown, null], [$unknown->binding, $unknown->entry]);
    throws(MalformedException::class, static fn () => $registry->decide('a', Role::Agency, 'junk', $issuer, TIME));
    throws(MalformedException::class, static fn () => $registry->decide('a', Role::Agency, $agency, '', TIME));
    throws(\ValueError::class, static fn () => $registry->decide("a\0", Role::Agency, $agency, $issuer, TIME));
    throws(\ValueError::class, static fn () => $registry->bodyName("a\0"));
});

test('registries: none is believed that is not to be', static function (): void {
    $file = Exchange::sign(Exchange::draft());
    untrusted(Exchange::check(Exchange::sign(Exchange::draft(), credential())), 'signer');
    untrusted(Exchange::check($file, Exchange::NEXT + 1), 'past');
    untrusted(Exchange::check($file, Exchange::ISSUED - 301), 'from-the-future');
    Exchange::check($file, Exchange::ISSUED - 300)->requireTrusted();
    untrusted(Exchange::check(str_replace('mẫu A', 'mẫu Z', $file)), 'signature');
    untrusted(Exchange::check(''), 'unreadable');
    untrusted(Exchange::check(Exchange::draft()->toJson()), 'unreadable');

    $seen = Exchange::check($file)->seen();
    Exchange::check($file, seen: $seen)->requireTrusted();
    $second = Exchange::draft();
    $second->issue(Exchange::ISSUED - 1, Exchange::NEXT);
    $newer = Exchange::check(Exchange::sign($second), seen: $seen);
    $newer->requireTrusted();
    same(2, $newer->number());
    untrusted(Exchange::check($file, seen: $newer->seen()), 'older');
    untrusted(Exchange::check($file, seen: new Seen(1, str_repeat('0', 64))), 'forked');
    $never = Antin::sign(Exchange::draft()->toJson(), Exchange::registrar(), cades(packaging: Packaging::Attached), TIME);
    untrusted(Exchange::check($never), 'not-issued');
    foreach ([new Seen(1, ''), new Seen(1, 'x'), new Seen(0, str_repeat('0', 64))] as $none) {
        throws(InvalidArgumentException::class, static fn () => Exchange::check($file, seen: $none));
    }
    throws(\ValueError::class, static fn () => Exchange::check($file, seen: new Seen(-1, str_repeat('0', 64))));
    throws(\ValueError::class, static fn () => Exchange::check($file, seen: new Seen(1, "\0")));
});

test('registries: one that nobody signed is believed only where that is said', static function (): void {
    $registry = Registry::dangerUnsigned(Exchange::draft()->toJson());
    $registry->requireTrusted();
    same([null, 0, null, 3], [$registry->report(), $registry->number(), $registry->seen(), $registry->bodyCount()]);
    throws(MalformedException::class, static fn () => Registry::dangerUnsigned('{}'));
    throws(MalformedException::class, static fn () => Registry::dangerUnsigned(''));
});

test('registries: openings ask them', static function (): void {
    $sealed = Antin::seal(Packages::message(), credential(), new \Antin\SealOptions(), TIME);
    $open = static fn (Opening $opening) => Antin::open($sealed, policy(), TIME, $opening);
    $registry = Exchange::registry();
    $opening = (new Opening())->setRegistry($registry);
    $registry->close();
    $judged = $open($opening);
    $judged->requireAccepted();
    same(Packages::pdf(), $judged->extract($sealed, 0));
    // One that is past decides nothing.
    $late = Exchange::NEXT + 1;
    $error = throws(RegistryPastException::class, static fn () => Antin::open($sealed, policy(), $late, $opening));
    same([Result::RegistryPast, false], [$error->result(), $error->text(Language::Vi) === $error->text()]);
    same(false, $open($opening->setRegistry(null))->isAccepted());

    $other = $open($opening->setRegistry(Exchange::registry(Exchange::draft('000.00.00.X14'))));
    same([Binding::Other, '000.00.00.X14'], [$other->senderBinding(), $other->senderOther()]);
    Packages::refused($other, $sealed, \Antin\PackageState::Intact);
    // The best answer counts.
    $open($opening->addSender(Exchange::A, read('pki/agency.pem')))->requireAccepted();
});

test('registries: drafts are bodies with dates, bindings, and rules', static function (): void {
    $draft = Exchange::draft()->endBody('000.00.00.X14', TIME, [Exchange::A, Exchange::B])->endBody(Exchange::B, TIME);
    $json = json_decode($draft->toJson(), true, flags: JSON_THROW_ON_ERROR);
    same([Exchange::A, Exchange::B], array_column($json['bodies'], null, 'code')['000.00.00.X14']['successors']);
    $again = RegistryDraft::fromJson($draft->toJson());
    same($draft->toJson(), $again->toJson());
    same([1, 1], [$again->issue(TIME, TIME + 1)->number(), $draft->issue(TIME, TIME + 1)->number()]);
    same($draft->toJson(), $again->toJson());

    $agency = read('pki/agency.pem');
    $bind = static fn (string $id, string $organ, mixed ...$rest): RegistryBinding =>
        new RegistryBinding($id, $organ, MatchBy::Key, TIME, $agency, ...$rest);
    $faults = [
        static fn () => new RegistryDraft(''),
        static fn () => $draft->addBody(Exchange::A, 'once more'),
        static fn () => $draft->addBody('', 'x'),
        static fn () => $draft->endBody('none', TIME),
        static fn () => $draft->add($bind('x', 'none')),
        static fn () => $draft->add($bind('a-1', Exchange::A)),
        static fn () => $draft->add($bind('x', Exchange::A, until: TIME - 1)),
        static fn () => $draft->revoke('none', TIME, ''),
        static fn () => $draft->issue(TIME - 1, TIME + 5),
        static fn () => $draft->issue(TIME + 5, TIME + 5),
        static fn () => new RegistryBinding('x', Exchange::A, MatchBy::Key, TIME),
        static fn () => new RegistryBinding('x', Exchange::A, MatchBy::Subject, TIME, $agency),
        static fn () => new RegistryBinding('x', Exchange::A, MatchBy::Issuer, TIME),
    ];
    $before = $draft->toJson();
    foreach ($faults as $fault) {
        $error = throws(InvalidArgumentException::class, $fault);
        same(true, $error->text(Language::Vi) !== '' && $error->help(Language::Vi) !== '');
        same($before, $draft->toJson());
    }
    $draft->revoke('a-1', TIME, 'mất khoá');
    throws(InvalidArgumentException::class, static fn () => $draft->revoke('a-1', TIME, 'mất khoá'));
});

test('registries: what C could not carry is refused', static function (): void {
    [$draft, $agency] = [Exchange::draft(), read('pki/agency.pem')];
    $texts = [
        static fn () => new RegistryDraft("a\0"),
        static fn () => $draft->addBody("a\0", 'x'),
        static fn () => $draft->addBody('x', "a\0"),
        static fn () => $draft->endBody("a\0", TIME),
        static fn () => $draft->endBody(Exchange::B, TIME, ["a\0"]),
        static fn () => $draft->revoke("a\0", TIME, ''),
        static fn () => $draft->revoke('a-1', TIME, "a\0"),
        static fn () => new RegistryBinding("a\0", 'x', MatchBy::Key, TIME, $agency),
        static fn () => new RegistryBinding('x', "a\0", MatchBy::Key, TIME, $agency),
        static fn () => new RegistryBinding('x', 'x', MatchBy::Key, TIME, $agency, holder: "a\0", basis: 'x'),
        static fn () => new RegistryBinding('x', 'x', MatchBy::Key, TIME, $agency, holder: 'x'),
        static fn () => new RegistryBinding('x', 'x', MatchBy::Key, TIME, $agency, basis: 'x'),
    ];
    foreach ($texts as $text) {
        throws(\ValueError::class, $text);
    }
    throws(\TypeError::class, static fn () => new RegistryBinding('x', 'x', MatchBy::Key, TIME, $agency, roles: [1]));
    throws(\TypeError::class, static fn () => $draft->endBody(Exchange::B, TIME, [7]));
    throws(\TypeError::class, static fn () => new RegistrySigners([null]));
    throws(MalformedException::class, static fn () => new RegistrySigners('junk'));
    throws(MalformedException::class, static fn () => new RegistryBinding('x', 'x', MatchBy::Key, TIME, 'junk'));
    throws(MalformedException::class, static fn () => RegistryDraft::fromJson('{}'));
    $binding = new RegistryBinding('x', Exchange::A, MatchBy::Key, TIME, $agency);
    $binding->close();
    $error = throws(ClosedException::class, static fn () => $draft->add($binding));
    same('this RegistryBinding is closed', $error->getMessage());
    // A number that PHP has none for is not taken for another one.
    $most = str_replace('"number": 1,', '"number": 9223372036854775807,', $draft->issue(TIME, TIME + 1)->toJson());
    same(PHP_INT_MAX, RegistryDraft::fromJson($most)->number());
    $more = RegistryDraft::fromJson(str_replace('9223372036854775807', '9223372036854775808', $most));
    throws(\OverflowException::class, $more->number(...));
});
