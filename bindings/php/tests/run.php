<?php

/**
 * Runs the tests: each is a claim, printed with how it went. `run.php WORD` runs those whose name has
 * the word in it.
 */

declare(strict_types=1);

namespace Antin\Tests;

error_reporting(E_ALL);
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    throw new \ErrorException($message, 0, $level, $file, $line);
});

require __DIR__ . '/../src/autoload.php';

final class Failed extends \Exception
{
}

final class Tests
{
    private static int $ran = 0;
    private static int $failed = 0;
    private static string $only = '';

    /** Runs a test at once. */
    public static function test(string $name, callable $body): void
    {
        if (!str_contains($name, self::$only)) {
            return;
        }
        ++self::$ran;
        try {
            $body();
            echo "ok      $name\n";
        } catch (\Throwable $error) {
            ++self::$failed;
            $where = basename($error->getFile()) . ':' . $error->getLine();
            echo "FAILED  $name\n        ", get_class($error), ": {$error->getMessage()} ($where)\n";
            echo '        ', str_replace("\n", "\n        ", $error->getTraceAsString()), "\n";
        }
    }

    public static function run(string $only): int
    {
        self::$only = $only;
        foreach ((array) glob(__DIR__ . '/*Test.php') as $file) {
            require $file;
        }
        printf("%d tests, %d failed\n", self::$ran, self::$failed);
        return self::$failed === 0 && self::$ran > 0 ? 0 : 1;
    }
}

function test(string $name, callable $body): void
{
    Tests::test($name, $body);
}

/** Fails unless both are the same, of the same type. */
function same(mixed $expected, mixed $actual): void
{
    if ($expected !== $actual) {
        throw new Failed('expected ' . show($expected) . ', got ' . show($actual));
    }
}

function show(mixed $value): string
{
    return substr(str_replace("\n", ' ', var_export($value, true)), 0, 2000);
}

/** Fails unless an exception of a class is thrown, which is returned. */
function throws(string $class, callable $body): \Throwable
{
    try {
        $body();
    } catch (\Throwable $error) {
        if ($error instanceof $class) {
            return $error;
        }
        throw $error;
    }
    throw new Failed("no $class was thrown");
}

const REPOSITORY = __DIR__ . '/../../..';
const VECTORS = REPOSITORY . '/test-vectors/bindings';
const AT = 1796083200;
const TIME = 1795143600;

function read(string $name): string
{
    return (string) file_get_contents(VECTORS . "/$name");
}

/** @return resource */
function stream(string $data): mixed
{
    $stream = fopen('php://memory', 'w+b');
    fwrite($stream, $data);
    rewind($stream);
    return $stream;
}

/** Runs with a file of its own, which is removed. */
function scratch(callable $body): void
{
    $path = (string) tempnam(sys_get_temp_dir(), 'antin-');
    try {
        $body($path);
    } finally {
        unlink($path);
    }
}

/** Runs a script in a PHP of its own; returns its status and what it printed. */
function php(string $script, array $options = [], array $environment = []): array
{
    $process = proc_open(
        [PHP_BINARY, ...$options, '-r', $script],
        [1 => ['pipe', 'w'], 2 => ['redirect', 1]],
        $pipes,
        null,
        [...getenv(), ...$environment],
    );
    $output = (string) stream_get_contents($pipes[1]);
    return [proc_close($process), $output];
}

function credential(): \Antin\Credential
{
    return \Antin\Credential::fromChainAndKey(read('pki/agency-chain.pem'), read('pki/agency.key'));
}

function policy(): \Antin\Policy
{
    return new \Antin\Policy(read('pki/root.pem'), revocation: \Antin\Revocation::IfPresent);
}

function cades(mixed ...$options): \Antin\SignOptions
{
    return new \Antin\SignOptions(\Antin\Format::Cades, \Antin\Level::B, ...$options);
}

function passed(): \Antin\Report
{
    return \Antin\Antin::verify(read('signatures/rsa2048.p7m'), policy(), AT);
}

function refused(): \Antin\Report
{
    return \Antin\Antin::verify(read('signatures/content-changed.p7m'), policy(), AT);
}

exit(Tests::run($argv[1] ?? ''));
