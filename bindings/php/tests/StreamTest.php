<?php

/** Streams: of any kind, in constant memory, and refused when they have no data yet. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Antin;
use Antin\Exception\InvalidArgumentException;
use Antin\Packaging;
use Antin\Recheck;
use Antin\Signing;

/** Gives so many octets as its name says (zeros://1048576), and counts what is written. */
final class Zeros
{
    /** @var resource|null */
    public $context;
    public static int $written = 0;
    private int $left = 0;

    public function stream_open(string $path): bool
    {
        $this->left = (int) substr($path, strlen('zeros://'));
        return true;
    }

    public function stream_read(int $count): string
    {
        $count = min($count, $this->left);
        $this->left -= $count;
        return str_repeat("\0", $count);
    }

    public function stream_write(string $data): int
    {
        $taken = min(strlen($data), 1000);
        self::$written += $taken;
        return $taken;
    }

    public function stream_eof(): bool
    {
        return $this->left === 0;
    }
}

stream_wrapper_register('zeros', Zeros::class);

test('streams of every kind are signed and judged', static function (): void {
    $document = read('documents/large.txt');
    $path = VECTORS . '/documents/large.txt';
    $credential = credential();
    $expected = Antin::sign($document, $credential, cades(), TIME);
    $makers = [
        static fn () => fopen($path, 'rb'),
        static function () use ($document): mixed {
            $stream = fopen('php://temp/maxmemory:1024', 'w+b');
            fwrite($stream, $document);
            rewind($stream);
            return $stream;
        },
        static fn () => fopen('data:application/octet-stream;base64,' . base64_encode($document), 'rb'),
        static fn () => stream($document),
        static fn () => popen('cat ' . escapeshellarg($path), 'r'),
    ];
    foreach ($makers as $make) {
        same($expected, Antin::sign($make(), $credential, cades(), TIME));
        $report = Antin::verify(stream($expected), policy(), AT, $make());
        $report->requirePassed();
        $recheck = new Recheck($report);
        $recheck->updateFrom($make());
        $recheck->finish();
    }
});

test('an attached signature is written piece by piece', static function (): void {
    $document = read('documents/large.txt');
    $options = cades(packaging: Packaging::Attached);
    $output = stream('');
    Antin::signTo(stream($document), $output, credential(), $options, TIME, strlen($document));
    rewind($output);
    $signature = (string) stream_get_contents($output);
    same($document, Antin::verify($signature, policy(), AT)->content());
    rewind($output);
    Antin::verify($output, policy(), AT)->requirePassed();
    Zeros::$written = 0;
    Antin::signTo(stream($document), fopen('zeros://0', 'wb'), credential(), $options, TIME, strlen($document));
    same(strlen($signature), Zeros::$written);
    Antin::verify(Antin::sign(stream($document), credential(), $options, TIME), policy(), AT)->requirePassed();
});

test('a length that is wrong is refused', static function (): void {
    $options = cades(packaging: Packaging::Attached);
    foreach ([4, 6] as $length) {
        throws(InvalidArgumentException::class, static fn () =>
            Antin::signTo(stream('12345'), stream(''), credential(), $options, TIME, $length));
    }
    throws(InvalidArgumentException::class, static fn () => Signing::detached(credential(), $options, TIME));
    throws(InvalidArgumentException::class, static fn () => Signing::attached(credential(), cades(), TIME, 5));
    $signing = Signing::forChain(read('pki/agency-chain.pem'), cades(), TIME);
    throws(InvalidArgumentException::class, static fn () => $signing->finish());
});

test('streams that are closed, wait, or cannot be read or written are refused', static function (): void {
    $closed = stream('x');
    fclose($closed);
    throws(\TypeError::class, static fn () => Antin::sign($closed, credential(), cades(), TIME));
    throws(\TypeError::class, static fn () => Signing::detached(credential(), cades(), TIME)->updateFrom('x'));
    [$mine, $other] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    stream_set_blocking($mine, false);
    same('stream has no data yet: streams must block', throws(\RuntimeException::class, static fn () =>
        Signing::detached(credential(), cades(), TIME)->updateFrom($mine))->getMessage());
    stream_set_blocking($mine, true);
    stream_set_timeout($mine, 0, 1000);
    throws(\RuntimeException::class, static fn () => Antin::sign($mine, credential(), cades(), TIME));
    fclose($other);
    set_error_handler(static fn (): bool => true);
    try {
        $readOnly = fopen(__FILE__, 'rb');
        $options = cades(packaging: Packaging::Attached);
        same('the output cannot be written', throws(\RuntimeException::class, static fn () =>
            Antin::signTo(stream('x'), $readOnly, credential(), $options, TIME, 1))->getMessage());
        $folder = fopen(__DIR__, 'rb');
        same('stream cannot be read', throws(\RuntimeException::class, static fn () =>
            Antin::sign($folder, credential(), cades(), TIME))->getMessage());
    } finally {
        restore_error_handler();
    }
});

test('memory does not grow with the document', static function (): void {
    $size = 64 << 20;
    $before = memory_get_peak_usage();
    $signature = Antin::sign(fopen("zeros://$size", 'rb'), credential(), cades(), TIME);
    Antin::verify($signature, policy(), AT, fopen("zeros://$size", 'rb'))->requirePassed();
    $options = cades(packaging: Packaging::Attached);
    Antin::signTo(fopen("zeros://$size", 'rb'), fopen('/dev/null', 'wb'), credential(), $options, TIME, $size);
    same(true, memory_get_peak_usage() - $before < 4 << 20);
    if (is_file('/proc/self/status')) {
        preg_match('~VmHWM:\s+(\d+)~', (string) file_get_contents('/proc/self/status'), $found);
        same(true, (int) $found[1] < 128 << 10);
    }
});
