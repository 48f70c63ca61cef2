<?php

/** The examples of the README do what they say. */

declare(strict_types=1);

namespace Antin\Tests;

require_once __DIR__ . '/Exchange.php';

test('the examples of the README run', static function (): void {
    $readme = (string) file_get_contents(__DIR__ . '/../README.md');
    preg_match_all('~^```php\n(.*?)^```\n(?:\n```text\n(.*?)^```)?~ms', $readme, $examples, PREG_SET_ORDER);
    same(8, count($examples));
    $folder = sys_get_temp_dir() . '/antin-' . bin2hex(random_bytes(6));
    mkdir($folder);
    copy(VECTORS . '/credentials/openssl.p12', "$folder/agency.p12");
    copy(VECTORS . '/documents/van-ban.txt', "$folder/van-ban.pdf");
    copy(VECTORS . '/../edxml/new-two-pdfs.edxml', "$folder/cong-van.edxml");
    copy(VECTORS . '/pki/agency.pem', "$folder/agency.pem");
    foreach (['root.pem', 'root.crl', 'sub-ca.crl'] as $name) {
        copy(VECTORS . "/pki/$name", "$folder/$name");
    }
    copy(VECTORS . '/pki/tsa-chain.pem', "$folder/tsa.pem");
    copy(VECTORS . '/pki/tsa.key', "$folder/tsa.key");
    file_put_contents("$folder/registry.p7m", Exchange::sign(Exchange::draft()));
    copy(VECTORS . '/pki/ed25519.pem', "$folder/registrar.pem");
    copy(VECTORS . '/pki/p256-chain.pem', "$folder/recipient.pem");
    copy(VECTORS . '/pki/p256.key', "$folder/recipient.key");
    try {
        // Together: the second judges what the first one signed.
        $script = 'chdir(getenv("FOLDER")); require getenv("AUTOLOAD");' . implode("\n", array_column($examples, 1));
        $environment = ['FOLDER' => $folder, 'AUTOLOAD' => __DIR__ . '/../src/autoload.php'];
        [$status, $output] = php($script, [], $environment);
        same([0, implode('', array_column($examples, 2))], [$status, $output]);
        same(true, filesize("$folder/van-ban.pdf.p7s") > 1000);
        same(file_get_contents(VECTORS . '/../edxml/cong-van-123.pdf'), file_get_contents("$folder/dinh-kem-0"));
    } finally {
        array_map(unlink(...), (array) glob("$folder/*"));
        rmdir($folder);
    }
});
