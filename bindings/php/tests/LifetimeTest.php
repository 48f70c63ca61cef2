<?php

/** Closing: explicit, twice, by destruction, while something is borrowed, and while in use. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Agency;
use Antin\Antin;
use Antin\Binding;
use Antin\Client;
use Antin\Credential;
use Antin\Evidence;
use Antin\Exception\ClosedException;
use Antin\Exception\InvalidArgumentException;
use Antin\Gateway;
use Antin\GatewayPolicy;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\JournalCheck;
use Antin\KeyOptions;
use Antin\Language;
use Antin\MatchBy;
use Antin\Opening;
use Antin\Policy;
use Antin\Receipt;
use Antin\ReceiptReport;
use Antin\Recheck;
use Antin\Registry;
use Antin\RegistryBinding;
use Antin\RegistrySigners;
use Antin\Role;
use Antin\SealOptions;
use Antin\Sent;
use Antin\Signing;
use Antin\Status;
use Antin\Timestamper;
use Antin\Verifying;

require_once __DIR__ . '/Exchange.php';

/** One open object of each class, and a use of it. */
function everything(): array
{
    [$chain, $leaf] = [read('pki/agency-chain.pem'), read('pki/agency.pem')];
    return [
        [new KeyOptions(), static fn ($one) => Credential::fromPkcs12('', null, $one)],
        [credential(), static fn ($one) => $one->certificates()],
        [credential(), static fn ($one) => Antin::sign('x', $one, cades(), TIME)],
        [cades(), static fn ($one) => Antin::prepare('x', $chain, $one, TIME)],
        [Antin::prepare('x', $chain, cades(), TIME), static fn ($one) => $one->finish('')],
        [Signing::forChain($chain, cades(), TIME), static fn ($one) => $one->update('x')],
        [Signing::forChain($chain, cades(), TIME), static fn ($one) => $one->head()],
        [Signing::forChain($chain, cades(), TIME), static fn ($one) => $one->finish()],
        [Signing::forChain($chain, cades(), TIME), static fn ($one) => $one->prepare()],
        [policy(), static fn ($one) => Antin::verify('x', $one, AT)],
        [policy(), static fn ($one) => Verifying::attached($one, AT)],
        [new Client(), static fn ($one) => Timestamper::at($one, 'http://tsa.test')],
        [Timestamper::at(new Client(), 'http://tsa.test'), static fn ($one) => cades(timestamper: $one)],
        [credential(), static fn ($one) => Timestamper::own($one, '1.2.3', TIME)],
        [cades(), static fn ($one) => Antin::extend('x', $one)],
        [new Evidence(), static fn ($one) => cades(evidence: $one)],
        [new Evidence(), static fn ($one) => Antin::verify('', policy(), AT, null, $one)],
        [Verifying::attached(policy(), AT), static fn ($one) => $one->update('x')],
        [Verifying::attached(policy(), AT), static fn ($one) => $one->finish()],
        [new Recheck(passed()), static fn ($one) => $one->update('x')],
        [new Recheck(passed()), static fn ($one) => $one->finish()],
        [passed(), static fn ($one) => $one->verdict()],
        [passed(), static fn ($one) => $one->subIndication()],
        [passed(), static fn ($one) => $one->format()],
        [passed(), static fn ($one) => $one->signatures()],
        [passed(), static fn ($one) => $one->content()],
        [passed(), static fn ($one) => $one->requirePassed()],
        [passed(), static fn ($one) => $one->toJson()],
        [passed(), static fn ($one) => $one->toText()],
        [passed(), static fn ($one) => new Recheck($one)],
        [Antin::judgePath($leaf, policy(), AT), static fn ($one) => $one->verdict()],
        [Antin::judgePath($leaf, policy(), AT), static fn ($one) => $one->reason()],
        [Antin::judgePath($leaf, policy(), AT), static fn ($one) => $one->certificates()],
        [Antin::judgePath($leaf, policy(), AT), static fn ($one) => $one->requirePassed()],
        [Antin::judgePath($leaf, policy(), AT), static fn ($one) => $one->toJson()],
        [Antin::judgePath($leaf, policy(), AT), static fn ($one) => $one->toText()],
        [Antin::inspect($chain), static fn ($one) => $one->toJson()],
        [Antin::inspect($chain), static fn ($one) => $one->toText()],
        ...everythingOfPackages($chain),
        ...everythingOfRegistries(),
        ...everythingOfReceipts($chain),
        ...everythingOfGateways($chain),
    ];
}

/** The same, of packages. */
function everythingOfPackages(string $chain): array
{
    $message = (string) file_get_contents(REPOSITORY . '/test-vectors/edxml/new-two-pdfs.edxml');
    $sealed = Antin::seal($message, credential(), new SealOptions(), TIME);
    $opening = (new Opening())->dangerAnySender();
    $all = [
        [credential(), static fn ($one) => Antin::seal($message, $one, new SealOptions(), TIME)],
        [cades(), static fn ($one) => new SealOptions($one)],
        [new SealOptions(), static fn ($one) => Antin::seal($message, credential(), $one, TIME)],
        [new SealOptions(), static fn ($one) => Antin::prepareSeal($message, $chain, $one, TIME)],
        [new Opening(), static fn ($one) => $one->addSender('000.00.12.X40', $chain)],
        [new Opening(), static fn ($one) => $one->setSenders(static fn () => Binding::Bound)],
        [new Opening(), static fn ($one) => $one->setSenders(null)],
        [new Opening(), static fn ($one) => $one->dangerAnySender()],
        [new Opening(), static fn ($one) => $one->addContainer('')],
        [new Opening(), static fn ($one) => Antin::open($sealed, policy(), AT, $one)],
        [policy(), static fn ($one) => Antin::open($sealed, $one, AT)],
        [new Evidence(), static fn ($one) => Antin::open($sealed, policy(), AT, null, $one)],
    ];
    $prepared = [
        static fn ($one) => $one->finish('', $message),
        static fn ($one) => $one->finishTo('', $message, stream('')),
        static fn ($one) => $one->finishContainer(''),
    ];
    foreach ($prepared as $use) {
        $all[] = [Antin::prepareSeal($message, $chain, new SealOptions(), TIME), $use];
    }
    $judged = ['requireAccepted', 'isAccepted', 'state', 'verdict', 'subIndication', 'senderCode', 'senderBinding',
        'senderOther', 'seals', 'facts', 'files', 'liberties', 'toJson', 'toText'];
    foreach ($judged as $method) {
        $all[] = [Antin::open($sealed, policy(), AT, $opening), static fn ($one) => $one->$method()];
    }
    $extracted = [
        static fn ($one) => $one->extract($sealed, 0),
        static fn ($one) => $one->extractTo($sealed, 0, stream('')),
        static fn ($one) => $one->extractAll($sealed),
        static fn ($one) => $one->extractAllTo($sealed, [stream('')]),
    ];
    foreach ($extracted as $use) {
        $all[] = [Antin::open($sealed, policy(), AT, $opening), $use];
    }
    return $all;
}

/** The same, of registries. */
function everythingOfRegistries(): array
{
    [$leaf, $issuer, $file] = [read('pki/agency.pem'), read('pki/sub-ca.pem'), Exchange::sign(Exchange::draft())];
    $signers = static fn (): RegistrySigners => new RegistrySigners(read('pki/ed25519.pem'));
    $binding = new RegistryBinding('x', Exchange::A, MatchBy::Key, TIME, $leaf);
    $all = [
        [$signers(), static fn ($one) => Registry::check($file, $one, policy(), TIME)],
        [policy(), static fn ($one) => Registry::check($file, $signers(), $one, TIME)],
        [new Evidence(), static fn ($one) => Registry::check($file, $signers(), policy(), TIME, null, $one)],
        [new Opening(), static fn ($one) => $one->setRegistry(null)],
        [$binding, static fn ($one) => Exchange::draft()->add($one)],
    ];
    $written = [
        static fn ($one) => $one->addBody('x', 'y'),
        static fn ($one) => $one->addBody('x', 'y', TIME),
        static fn ($one) => $one->endBody(Exchange::A, TIME),
        static fn ($one) => $one->add(new RegistryBinding('x', Exchange::A, MatchBy::Key, TIME, $leaf)),
        static fn ($one) => $one->revoke('a-1', TIME, 'x'),
        static fn ($one) => $one->issue(TIME, TIME + 1),
        static fn ($one) => $one->number(),
        static fn ($one) => $one->toJson(),
    ];
    foreach ($written as $use) {
        $all[] = [Exchange::draft(), $use];
    }
    $judged = [
        static fn ($one) => (new Opening())->setRegistry($one),
        static fn ($one) => $one->isPast(TIME),
        static fn ($one) => $one->bodyName('x'),
        static fn ($one) => $one->decide('x', Role::Agency, $leaf, $issuer, TIME),
    ];
    foreach (['requireTrusted', 'isTrusted', 'fault', 'faultText', 'report', 'name', 'number', 'sha256', 'seen', 'issued',
        'nextUpdate', 'bodyCount', 'entryCount', 'toJson'] as $method) {
        $judged[] = static fn ($one) => $one->$method();
    }
    foreach ($judged as $use) {
        $all[] = [Exchange::check($file), $use];
    }
    return $all;
}

/** The same, of receipts. */
function everythingOfReceipts(string $chain): array
{
    $sent = static fn (): Sent => new Sent('a', Exchange::A, [Exchange::B], str_repeat('0', 64));
    $receipt = static fn (): Receipt => new Receipt($sent(), Exchange::B, Status::Arrived, TIME);
    $container = $receipt()->sign(Exchange::credential('p256'), cades(), TIME);
    $all = [
        [$sent(), static fn ($one) => new Receipt($one, Exchange::B, Status::Arrived, TIME)],
        [$sent(), static fn ($one) => ReceiptReport::judge($container, $one, policy(), TIME)],
        [policy(), static fn ($one) => ReceiptReport::judge($container, $sent(), $one, TIME)],
        [new Opening(), static fn ($one) => ReceiptReport::judge($container, $sent(), policy(), TIME, $one)],
        [new Evidence(), static fn ($one) => ReceiptReport::judge($container, $sent(), policy(), TIME, evidence: $one)],
        [Antin::open(Packages::message(), policy(), TIME), static fn ($one) => Sent::of($one)],
        [$receipt(), static fn ($one) => $one->toJson()],
        [$receipt(), static fn ($one) => $one->sign(credential(), cades(), TIME)],
        [$receipt(), static fn ($one) => $one->prepare($chain, cades(), TIME)],
        [credential(), static fn ($one) => $receipt()->sign($one, cades(), TIME)],
        [cades(), static fn ($one) => $receipt()->sign(credential(), $one, TIME)],
        [cades(), static fn ($one) => $receipt()->prepare($chain, $one, TIME)],
        [$receipt()->prepare($chain, cades(), TIME), static fn ($one) => $one->finish('')],
    ];
    foreach (['requireAccepted', 'isAccepted', 'verdict', 'subIndication', 'fault', 'faultText', 'id', 'sha256', 'receipt',
        'report', 'binding', 'other', 'mismatches', 'toJson', 'toText'] as $method) {
        $all[] = [ReceiptReport::judge($container, $sent(), policy(), TIME), static fn ($one) => $one->$method()];
    }
    return $all;
}

/** The same, of gateways. */
function everythingOfGateways(string $chain): array
{
    $message = Packages::message();
    $sealed = Exchange::sealed();
    $sent = new Sent('a', Exchange::A, [Exchange::B], str_repeat('0', 64));
    $gateway = Exchange::gateway();
    $all = [
        [GatewayPolicy::strict(), static fn ($one) => new Gateway($one, policy(), Exchange::registry(), Exchange::ledger())],
        [policy(), static fn ($one) => new Gateway(GatewayPolicy::strict(), $one, Exchange::registry(), Exchange::ledger())],
        [Exchange::registry(), static fn ($one) => Exchange::gateway(registry: $one)],
        [Exchange::ledger(), static fn ($one) => Exchange::gateway($one)],
        [credential(), static fn ($one) => new Agency(Exchange::A, $one)],
        [Exchange::a(), static fn ($one) => $one->code()],
        [Exchange::a(), static fn ($one) => $gateway->send($one, $message, TIME)],
        [Exchange::a(), static fn ($one) => $gateway->judgeSending($one, $message, TIME)],
        [Exchange::a(), static fn ($one) => $gateway->takeReceipt($one, 'x', $sent, TIME)],
        [Exchange::b(), static fn ($one) => $gateway->receive($one, $sealed, TIME)],
        [Exchange::b(), static fn ($one) => $gateway->judgeArrival($one, $sealed, TIME)],
        [new Opening(), static fn ($one) => $gateway->receive(Exchange::b(), $sealed, TIME, $one)],
        [new Evidence(), static fn ($one) => $gateway->receive(Exchange::b(), $sealed, TIME, null, $one)],
        [new Evidence(), static fn ($one) => $gateway->send(Exchange::a(), $message, TIME, $one)],
        [policy(), static fn ($one) => new JournalCheck('', TIME, policy: $one)],
        [new Evidence(), static fn ($one) => new JournalCheck('', TIME, policy: policy(), evidence: $one)],
        [Timestamper::own(credential(), '1.2.3', TIME), static fn ($one) => Exchange::ledger()->stamp($one, TIME)],
    ];
    $uses = [
        static fn ($one) => $one->send(Exchange::a(), $message, TIME),
        static fn ($one) => $one->sendTo(Exchange::a(), $message, stream(''), TIME),
        static fn ($one) => $one->judgeSending(Exchange::a(), $message, TIME),
        static fn ($one) => $one->receive(Exchange::b(), $sealed, TIME),
        static fn ($one) => $one->judgeArrival(Exchange::b(), $sealed, TIME),
        static fn ($one) => $one->takeReceipt(Exchange::a(), 'x', $sent, TIME),
    ];
    foreach ($uses as $use) {
        $all[] = [Exchange::gateway(), $use];
    }
    foreach (['name', 'title', 'version', 'window'] as $method) {
        $all[] = [GatewayPolicy::strict(), static fn ($one) => $one->$method()];
    }
    $stamps = Timestamper::own(credential(), '1.2.3', TIME);
    $uses = [
        static fn ($one) => $one->stamp($stamps, TIME),
        static fn ($one) => $one->exportTo(stream('')),
        ...array_map(static fn ($method) => static fn ($one) => $one->$method(), ['head', 'arrivals', 'export']),
    ];
    foreach ($uses as $use) {
        $all[] = [Exchange::ledger(), $use];
    }
    $uses = [
        static fn ($one) => $one->prepare($message),
        static fn ($one) => $one->sign($message),
        static fn ($one) => $one->signTo($message, stream('')),
        static fn ($one) => $one->finish('', $message),
        static fn ($one) => $one->finishTo('', $message, stream('')),
    ];
    foreach (['state', 'requireSent', 'sealed', 'isAllowed', 'reasons', 'unreadable', 'package', 'refuse', 'toBeSigned',
        'digest', 'algorithm', 'entry', 'seal', 'sent'] as $method) {
        $uses[] = static fn ($one) => $one->$method();
    }
    foreach ($uses as $use) {
        $all[] = [$gateway->judgeSending(Exchange::a(), $message, TIME), $use];
    }
    $uses = [static fn ($one) => $one->setStatus(Status::Arrived), static fn ($one) => $one->finish('')];
    foreach (['state', 'requireAccepted', 'decision', 'reasons', 'unreadable', 'package', 'plannedReceipt', 'answer',
        'prepare', 'toBeSigned', 'digest', 'algorithm', 'withoutReceipt', 'record', 'entry', 'receipt'] as $method) {
        $uses[] = static fn ($one) => $one->$method();
    }
    foreach ($uses as $use) {
        $all[] = [$gateway->judgeArrival(Exchange::b(), $sealed, TIME), $use];
    }
    foreach (['requireAccepted', 'isAccepted', 'reasons', 'entry', 'report'] as $method) {
        $all[] = [$gateway->takeReceipt(Exchange::a(), 'x', $sent, TIME), static fn ($one) => $one->$method()];
    }
    foreach (['requireWhole', 'isWhole', 'fault', 'faultText', 'entry', 'since', 'line', 'head', 'stampCount', 'isJudged',
        'lastStamp'] as $method) {
        $all[] = [new JournalCheck('', TIME), static fn ($one) => $one->$method()];
    }
    return $all;
}

test('use after close throws', static function (): void {
    foreach (everything() as [$owner, $use]) {
        same(false, $owner->isClosed());
        $owner->close();
        $owner->close();
        same(true, $owner->isClosed());
        $error = throws(ClosedException::class, static fn () => $use($owner));
        same(true, $error instanceof \LogicException);
        $name = (new \ReflectionClass($owner))->getShortName();
        same("this $name is closed", $error->getMessage());
    }
});

test('what a report gave outlives it', static function (): void {
    $report = passed();
    [$signature, $content] = [$report->signatures()[0], $report->content()];
    $report->close();
    unset($report);
    same(true, str_contains($signature->signer->subject, 'BỘ MẪU'));
    same(true, $signature->findings[0]->text(Language::Vi) !== '');
    same(read('documents/van-ban.txt'), $content);
});

test('a signing outlives its credential, and a recheck its report', static function (): void {
    $credential = credential();
    $signing = Signing::detached($credential, cades(), TIME);
    $credential->close();
    $signing->update('x');
    same(true, $signing->finish() !== '');
    $recheck = new Recheck(passed());
    $recheck->update(read('documents/van-ban.txt'));
    $recheck->finish();
});

test('a handle in use is freed by the last user', static function (): void {
    $out = Library::ffi()->new('antin_evidence *');
    Library::call('antin_evidence_new', \FFI::addr($out));
    $handle = new Handle('Evidence', $out, 'antin_evidence_free');
    $handle->enter();
    $handle->enter();
    $handle->close();
    throws(ClosedException::class, $handle->enter(...));
    $pointer = new \ReflectionProperty($handle, 'pointer');
    $handle->leave();
    same(true, $pointer->getValue($handle) !== null);
    $handle->leave();
    same(null, $pointer->getValue($handle));
    $handle->close();
});

test('a signal handler may close what is in use', static function (): void {
    if (!function_exists('pcntl_async_signals')) {
        echo "skipped: no pcntl\n";
        return;
    }
    [$status, $output] = php(<<<'PHP'
        define('VECTORS', getenv('VECTORS'));
        require getenv('AUTOLOAD');
        pcntl_async_signals(true);
        $policy = new Antin\Policy(file_get_contents(VECTORS . '/pki/root.pem'));
        $signature = file_get_contents(VECTORS . '/signatures/rsa2048.p7m');
        pcntl_signal(SIGALRM, function () use ($policy) { $policy->close(); });
        pcntl_alarm(1);
        try {
            while (true) { Antin\Antin::verify($signature, $policy, 1796083200); }
        } catch (Antin\Exception\ClosedException $error) {
            echo $error->getMessage();
        }
        PHP, [], ['VECTORS' => VECTORS, 'AUTOLOAD' => __DIR__ . '/../src/autoload.php']);
    same([0, 'this Policy is closed'], [$status, $output]);
});

test('objects can be neither cloned nor serialized', static function (): void {
    foreach ([policy(), credential(), passed()] as $owner) {
        throws(\Error::class, static fn () => clone $owner);
        throws(\LogicException::class, static fn () => serialize($owner));
        same(false, $owner->isClosed());
        same(['closed' => false], $owner->__debugInfo());
    }
    throws(\LogicException::class, static fn () => unserialize('O:12:"Antin\Policy":0:{}'));
});

test('an object that could not be made, or was made twice, is freed', static function (): void {
    for ($turn = 0; $turn < 100; ++$turn) {
        throws(InvalidArgumentException::class, static fn () => new Policy(read('pki/root.pem'), profile: 'vn-1926'));
    }
    $policy = policy();
    $policy->__construct(read('pki/other-root.pem'));
    same('NO_CERTIFICATE_CHAIN_FOUND', Antin::verify(read('signatures/rsa2048.p7m'), $policy, AT)->subIndication());
});

test('scripts end well with open objects, also by exit and by a fatal error', static function (): void {
    $begin = 'require getenv("AUTOLOAD"); $root = file_get_contents(getenv("VECTORS") . "/pki/root.pem");'
        . '$policy = new Antin\Policy($root); $open = Antin\Verifying::attached($policy, 0); $open->update("0");';
    foreach (['' => 0, 'exit(3);' => 3, 'none();' => 255] as $end => $expected) {
        $environment = ['VECTORS' => VECTORS, 'AUTOLOAD' => __DIR__ . '/../src/autoload.php'];
        same($expected, php($begin . $end, ['-d', 'display_errors=0', '-d', 'log_errors=0'], $environment)[0]);
    }
});

test('memory does not grow with use', static function (): void {
    $work = static function (int $turns): void {
        [$credential, $policy, $options] = [credential(), policy(), cades()];
        for ($turn = 0; $turn < $turns; ++$turn) {
            $signature = Antin::sign(str_repeat('x', 100000), $credential, $options, TIME);
            Antin::verify($signature, $policy, AT, 'y')->signatures();
            try {
                Antin::verify('no signature', $policy, AT);
            } catch (\Antin\Exception\UnsupportedException) {
            }
        }
    };
    $resident = static fn (): int => (int) explode(' ', (string) file_get_contents('/proc/self/statm'))[1] * 4;
    if (!is_file('/proc/self/statm')) {
        echo "skipped: no /proc\n";
        return;
    }
    $work(50);
    $before = $resident();
    $work(300);
    same(true, $resident() - $before < 4096);
});
