<?php

/** Judges 10 KiB by P-256 through the PHP binding; prints microseconds a call. */

declare(strict_types=1);

use Antin\{Antin, Policy, Revocation};

require __DIR__ . '/../../../bindings/php/src/autoload.php';

const AT = 1795305600;
[, $folder, $count] = $argv;
$count = (int) $count;
[$document, $signature, $root] = array_map(
    static fn (string $name): string => (string) file_get_contents("$folder/$name"),
    ['document', 'signature', 'root'],
);
$policy = new Policy($root, revocation: Revocation::IfPresent);

$judge = static function (int $times) use ($signature, $document, $policy): void {
    for ($round = 0; $round < $times; ++$round) {
        $report = Antin::verify($signature, $policy, AT, $document);
        $report->requirePassed();
        $report->close();
    }
};

$judge(intdiv($count, 10) + 1);
$start = hrtime(true);
$judge($count);
printf("%.3f\n", (hrtime(true) - $start) / $count / 1000);
