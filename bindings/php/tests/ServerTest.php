<?php

/** Servers open FFI to preloaded scripts alone; and what is told when nothing was preloaded. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Internal\Library;

/** Asks a PHP server of our own, with FFI as on servers, for a page that judges. */
function served(array $options): string
{
    $folder = sys_get_temp_dir() . '/antin-' . bin2hex(random_bytes(6));
    mkdir($folder);
    file_put_contents("$folder/index.php", '<?php require getenv("AUTOLOAD");'
        . 'try { $policy = new Antin\Policy(file_get_contents(getenv("VECTORS") . "/pki/root.pem"),'
        . ' revocation: Antin\Revocation::IfPresent, certificatePolicies: []);'
        . '$report = Antin\Antin::verify(fopen(getenv("VECTORS") . "/signatures/rsa2048.p7m", "rb"), $policy, 1796083200);'
        . '$report->requirePassed(); echo $report->signatures()[0]->signer->subject;'
        . '} catch (Antin\Exception\LibraryException $error) { echo $error->getMessage(); }');
    $socket = stream_socket_server('tcp://127.0.0.1:0');
    $address = stream_socket_get_name($socket, false);
    fclose($socket);
    $process = proc_open(
        [PHP_BINARY, '-d', 'ffi.enable=preload', ...$options, '-S', $address, '-t', $folder],
        [1 => ['file', "$folder/log", 'w'], 2 => ['redirect', 1]],
        $pipes,
        null,
        [...getenv(), 'VECTORS' => VECTORS, 'AUTOLOAD' => __DIR__ . '/../src/autoload.php'],
    );
    try {
        for ($turn = 0; $turn < 100; ++$turn) {
            usleep(100000);
            if (!proc_get_status($process)['running']) {
                break;
            }
            set_error_handler(static fn (): bool => true);
            // Twice: what is preloaded has to last for the second request as well.
            $answers = [file_get_contents("http://$address/"), file_get_contents("http://$address/")];
            restore_error_handler();
            if ($answers[0] !== false) {
                same($answers[0], $answers[1]);
                return $answers[0];
            }
        }
        throw new Failed('the server did not answer: ' . file_get_contents("$folder/log"));
    } finally {
        proc_terminate($process);
        proc_close($process);
        array_map(unlink(...), (array) glob("$folder/*"));
        rmdir($folder);
    }
}

test('a server judges with antin.h and preload.php preloaded', static function (): void {
    $header = (string) file_get_contents(__DIR__ . '/../antin.h');
    same(true, str_contains($header, '#define FFI_LIB "libantin.so.0"'));
    $copy = (string) tempnam(sys_get_temp_dir(), 'antin');
    file_put_contents($copy, str_replace('"libantin.so.0"', '"' . Library::path() . '"', $header));
    $options = ['-d', "ffi.preload=$copy", '-d', 'opcache.enable=1', '-d', 'opcache.enable_cli=1', '-d', 'opcache.preload=' . realpath(__DIR__ . '/../preload.php')];
    if (function_exists('posix_geteuid') && posix_geteuid() === 0) {
        $options = [...$options, '-d', 'opcache.preload_user=root'];
    }
    try {
        same('C=VN, L=Thành phố Ví Dụ, O=BỘ MẪU, CN=CƠ QUAN MẪU A', served($options));
    } finally {
        unlink($copy);
    }
});

test('a server with ffi.enable judges, and one with nothing is told what to do', static function (): void {
    same(true, str_contains(served(['-d', 'ffi.enable=true']), 'BỘ MẪU'));
    $answer = served([]);
    same([true, true], [str_contains($answer, 'ffi.enable'), str_contains($answer, 'preload.php')]);
});

test('a missing library, and another one, are told with what to do', static function (): void {
    $script = 'require getenv("AUTOLOAD"); try { Antin\Antin::version(); }'
        . ' catch (Antin\Exception\LibraryException $error) { echo $error->getMessage(); }';
    foreach (['/nowhere/libantin.so', 'libc.so.6'] as $library) {
        $environment = ['ANTIN_LIBRARY' => $library, 'AUTOLOAD' => __DIR__ . '/../src/autoload.php'];
        [$status, $output] = php($script, [], $environment);
        same([0, true], [$status, str_contains($output, 'ANTIN_LIBRARY')]);
    }
});

test('the command line needs no configuration', static function (): void {
    foreach (['preload', 'true'] as $enable) {
        $environment = ['AUTOLOAD' => __DIR__ . '/../src/autoload.php'];
        [$status, $output] = php('require getenv("AUTOLOAD"); echo Antin\Antin::version();', ['-d', "ffi.enable=$enable"], $environment);
        same([0, 1], [$status, preg_match('~^\d+\.\d+\.\d+$~', $output)]);
    }
});
