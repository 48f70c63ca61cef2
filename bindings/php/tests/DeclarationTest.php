<?php

/** Nothing is declared twice without a comparison: functions, numbers. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Antin;

function sources(): string
{
    $sources = '';
    $files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator(__DIR__ . '/../src'));
    foreach ($files as $file) {
        $sources .= $file->isFile() ? file_get_contents($file->getPathname()) : '';
    }
    return $sources;
}

test('antin.h is what make-header derives', static function (): void {
    same((string) shell_exec(escapeshellarg(PHP_BINARY) . ' ' . escapeshellarg(__DIR__ . '/../make-header') . ' -'),
        (string) file_get_contents(__DIR__ . '/../antin.h'));
});

test('every symbol of the library is declared', static function (): void {
    preg_match_all('~(\w+)\(~', (string) file_get_contents(__DIR__ . '/../antin.h'), $declared);
    $symbols = preg_split('~\s+~', trim((string) file_get_contents(REPOSITORY . '/bindings/c/symbols.txt')));
    sort($declared[1]);
    sort($symbols);
    same($symbols, $declared[1]);
});

test('every symbol is called', static function (): void {
    $sources = sources();
    foreach (file(REPOSITORY . '/bindings/c/symbols.txt', FILE_IGNORE_NEW_LINES) as $symbol) {
        // `Library::make` puts the names of the functions together that free.
        $type = preg_replace('~^antin_(.*)_free$~', '$1', $symbol);
        $called = str_contains($sources, "'$symbol'") || str_contains($sources, "make('$type'")
            || preg_match("~make\\(\\s*'$type'~", $sources) === 1;
        same([$symbol, true], [$symbol, $called]);
    }
});

test('every number of the header has its case', static function (): void {
    $header = (string) file_get_contents(REPOSITORY . '/include/antin.h');
    preg_match_all('~^#define ANTIN_([A-Z]+)_(\w+) (\d+)$~m', $header, $numbers, PREG_SET_ORDER);
    $expected = $actual = [];
    foreach ($numbers as [, $kind, $name, $number]) {
        $kind = match ($kind) {
            'NAME' => 'NameForm',
            'TIMESTAMP' => 'TimestampKind',
            'EVIDENCE' => 'EvidenceKind',
            'MISSING' => 'MissingKind',
            'STATE' => 'PackageState',
            'FACT' => 'FactState',
            'FILE' => 'FileState',
            'MATCH' => 'MatchBy',
            'SENDING' => 'SendingState',
            'ARRIVAL' => 'ArrivalState',
            default => ucfirst(strtolower($kind)),
        };
        $expected[$kind][strtolower(str_replace('_', '', $name))] = (int) $number;
    }
    foreach (array_keys($expected) as $kind) {
        foreach (("Antin\\$kind")::cases() as $case) {
            $actual[$kind][strtolower($case->name)] = $case->value;
        }
    }
    same($expected, $actual);
    same(27, count($expected));
    same(27, preg_match_all('~^enum ~m', sources()));
});

test('classes are where PSR-4 says', static function (): void {
    preg_match_all('~^namespace (\S+);.*?^(?:final |abstract )?(?:class|enum|trait) (\w+)~ms', sources(), $found, PREG_SET_ORDER);
    foreach ($found as [, $namespace, $name]) {
        $path = str_replace(['Antin', '\\'], ['src', '/'], $namespace) . "/$name.php";
        same([$path, true], [$path, is_file(__DIR__ . "/../$path") || $name === 'Antin']);
    }
    same(true, count($found) > 40);
    $composer = json_decode((string) file_get_contents(__DIR__ . '/../composer.json'), true, flags: JSON_THROW_ON_ERROR);
    same(['Antin\\' => 'src/'], $composer['autoload']['psr-4']);
});

test('the version of the library is told', static function (): void {
    same(1, preg_match('~^\d+\.\d+\.\d+$~', Antin::version()));
    $manifest = (string) file_get_contents(REPOSITORY . '/Cargo.toml');
    same(true, str_contains($manifest, 'version = "' . Antin::version() . '"'));
});
