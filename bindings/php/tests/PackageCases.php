<?php

/** The cases of the manifest that are about packages. */

declare(strict_types=1);

namespace Antin\Tests;

use Antin\Algorithm;
use Antin\Antin;
use Antin\Binding;
use Antin\Claim;
use Antin\Exception\AlreadyUsedException;
use Antin\Exception\KeyException;
use Antin\Exception\RejectedException;
use Antin\Fact;
use Antin\FactState;
use Antin\File;
use Antin\Format;
use Antin\Language;
use Antin\Liberty;
use Antin\Opening;
use Antin\Package;
use Antin\PreparedSeal;
use Antin\Role;
use Antin\Seal;
use Antin\SealOptions;

/** A stream that gives a few bytes at once. */
final class PieceStream
{
    public static string $data = '';
    public static int $most = 7;
    public mixed $context = null;
    private int $at = 0;

    public function stream_open(): bool
    {
        return true;
    }

    public function stream_read(int $count): string
    {
        $piece = substr(self::$data, $this->at, min($count, self::$most));
        $this->at += strlen($piece);
        return $piece;
    }

    public function stream_seek(int $offset, int $whence): bool
    {
        $this->at = $whence === SEEK_END ? strlen(self::$data) + $offset : $offset;
        return true;
    }

    public function stream_tell(): int
    {
        return $this->at;
    }

    public function stream_eof(): bool
    {
        return $this->at >= strlen(self::$data);
    }
}

final class PackageCases
{
    public static function package(Members $case): void
    {
        $containers = array_map(read(...), $case->take('containers') ?? []);
        self::judge(read($case->take('package')), $case, $containers);
    }

    public static function seal(Members $case): void
    {
        [$message, $time] = [read($case->take('package')), $case->take('signing_time')];
        [$credential, $friendlyName] = [$case->take('credential'), $case->take('friendly_name')];
        $options = self::sealOptions($case);
        [$hop, $then, $expect] = [$case->take('hop'), $case->take('then'), $case->take('expect')];
        $ways = [
            static fn ($signer, $how): string => Antin::seal($message, $signer, $how, $time),
            static function ($signer, $how) use ($message, $time): string {
                $out = stream('');
                Antin::sealTo(stream($message), $out, $signer, $how, $time);
                return (string) stream_get_contents($out, null, 0);
            },
        ];
        foreach ($ways as $way) {
            $sealed = Manifest::attempt($expect, static fn (): string =>
                $way(Manifest::credentialOf($credential, $friendlyName), $options()));
            if ($sealed !== null) {
                self::judgeThen(self::hopped($sealed, $hop), $then, []);
            }
        }
    }

    public static function prepareSeal(Members $case): void
    {
        [$message, $chain] = [read($case->take('package')), read($case->take('chain'))];
        [$wrong, $value] = [read($case->take('wrong_value')), read($case->take('value'))];
        [$toBeSigned, $sealed] = [read($case->take('to_be_signed')), read($case->take('sealed'))];
        $algorithm = Manifest::byName(Algorithm::class, $case->take('algorithm'));
        [$options, $time] = [self::sealOptions($case), $case->take('signing_time')];
        $prepare = static function () use ($message, $chain, $options, $time, $toBeSigned, $algorithm): PreparedSeal {
            $prepared = Antin::prepareSeal($message, $chain, $options(), $time);
            same([$toBeSigned, $algorithm], [$prepared->toBeSigned, $prepared->algorithm]);
            same(true, is_array(json_decode($prepared->statement, true, flags: JSON_THROW_ON_ERROR)));
            return $prepared;
        };
        $prepared = $prepare();
        throws(KeyException::class, static fn () => $prepared->finish($wrong, $message));
        same($sealed, $prepared->finish($value, $message));
        throws(AlreadyUsedException::class, static fn () => $prepared->finish($value, $message));
        $beside = $prepare();
        throws(KeyException::class, static fn () => $beside->finishContainer($wrong));
        $container = $beside->finishContainer($value);
        throws(AlreadyUsedException::class, static fn () => $beside->finishContainer($value));
        self::judgeThen($message, $case->take('then'), [$container]);
    }

    public static function validate(Members $case): void
    {
        [$message, $expect] = [read($case->take('package')), $case->take('expect')];
        foreach ([$message, stream($message)] as $source) {
            $validation = Manifest::attempt($expect, static fn () => Antin::validate($source));
            if ($validation !== null) {
                $wanted = new Members($expect);
                same($wanted->take('faults', []), $validation->faults);
                same($wanted->take('liberties', []), array_map(self::liberty(...), $validation->liberties));
                $wanted->done();
            }
        }
    }

    /** Returns what makes the options, since that may be what fails. */
    private static function sealOptions(Members $case): callable
    {
        [$signature, $role, $organ] = [$case->take('options'), $case->take('role'), $case->take('organ')];
        return static fn (): SealOptions =>
            new SealOptions(Manifest::optionsOf($signature), Manifest::byName(Role::class, $role), $organ);
    }

    private static function hopped(string $message, ?array $json): string
    {
        if ($json === null) {
            return $message;
        }
        $hop = new Members($json);
        $rewritten = Antin::hop($message, $hop->take('time'), $hop->take('rewritings'), $hop->take('seed'));
        $hop->done();
        return $rewritten;
    }

    // Judging

    private static function judgeThen(string $message, array $json, array $containers): void
    {
        $then = new Members($json);
        $containers = [...$containers, ...array_map(read(...), $then->take('containers') ?? [])];
        self::judge($message, $then, $containers);
        $then->done();
    }

    /** Judges what was read from memory, from a file and from streams; with senders that are known, and asked for. */
    private static function judge(string $message, Members $how, array $containers): void
    {
        [$policy, $evidence] = [$how->take('policy'), $how->take('evidence')];
        [$at, $senders, $expect] = [$how->take('at'), $how->take('senders'), $how->take('expect')];
        $open = static fn (mixed $source, bool $asks): Package => Antin::open(
            $source,
            Manifest::policyOf($policy),
            $at,
            self::opening($senders, $containers, $asks),
            Manifest::evidenceOf($evidence),
        );
        // What is wrong with senders is said where they are added.
        $ways = is_array($senders) && !isset($expect['error']) ? [false, true] : [false];
        self::sources($message, static function (mixed $source) use ($open, $ways, $expect): void {
            foreach ($ways as $asks) {
                $judged = Manifest::attempt($expect, static fn (): Package => $open($source, $asks));
                if ($judged !== null) {
                    self::check($judged, $source, $expect, $asks);
                }
            }
        });
    }

    /** Gives the same from memory, from a file, and from streams, of which one gives a few bytes at once. */
    public static function sources(string $bytes, callable $body): void
    {
        if (!in_array('pieces', stream_get_wrappers(), true)) {
            stream_wrapper_register('pieces', PieceStream::class);
        }
        [PieceStream::$data, PieceStream::$most] = [$bytes, strlen($bytes) < 20000 ? 7 : 65536];
        scratch(static function (string $path) use ($bytes, $body): void {
            file_put_contents($path, $bytes);
            foreach ([$bytes, new \SplFileInfo($path), stream($bytes), fopen('pieces://', 'rb')] as $source) {
                $body($source);
            }
        });
    }

    public static function opening(array|string|null $senders, array $containers, bool $asks): Opening
    {
        $opening = new Opening();
        array_map($opening->addContainer(...), $containers);
        if (is_string($senders)) {
            same('any', $senders);
            return $opening->dangerAnySender();
        }
        $known = [];
        foreach ($senders ?? [] as $json) {
            $sender = new Members($json);
            [$organ, $certificates] = [$sender->take('organ'), read($sender->take('certificates'))];
            $sender->done();
            if (!$asks) {
                $opening->addSender($organ, $certificates);
                continue;
            }
            preg_match_all('~-----BEGIN CERTIFICATE-----(.*?)-----END~s', $certificates, $found);
            same(true, count($found[1]) > 0);
            foreach ($found[1] as $base64) {
                $known[] = [$organ, base64_decode($base64)];
            }
        }
        return $asks
            ? $opening->setSenders(static fn (Claim $claim): Binding =>
                in_array([$claim->organ, $claim->path[0]], $known, true) ? Binding::Bound : Binding::Unknown)
            : $opening;
    }

    private static function check(Package $judged, mixed $source, array $json, bool $asked): void
    {
        $expect = new Members($json);
        [$state, $verdict, $accepted] = [$expect->take('state'), $expect->take('verdict'), $expect->take('accepted')];
        same([$state, $verdict], [self::name($judged->state()), $judged->verdict()->etsiName()]);
        same([$expect->take('sub_indication'), $accepted], [$judged->subIndication(), $judged->isAccepted()]);
        $sender = [
            'code' => $judged->senderCode(),
            'binding' => self::name($judged->senderBinding()),
            'other' => $judged->senderOther(),
        ];
        self::alike($expect->take('sender') + ['code' => null, 'other' => null], $sender, $asked);
        $seals = $expect->take('seals', []);
        same(count($seals), count($judged->seals()));
        foreach ($judged->seals() as $index => $seal) {
            $absent = array_fill_keys(['attachment', 'container', 'sub_indication', 'fault', 'organ', 'role'], null);
            self::alike($seals[$index] + $absent + ['missing' => 0], self::describe($seal), $asked);
        }
        $facts = array_filter($judged->facts(), static fn (Fact $fact): bool => $fact->state !== FactState::Same);
        same(
            array_map(static fn (array $fact): array => self::sorted($fact + ['sealed' => [], 'arrived' => []]),
                $expect->take('facts', [])),
            array_map(static fn (Fact $fact): array => self::sorted([
                'fact' => $fact->name,
                'state' => self::name($fact->state),
                'sealed' => $fact->sealed,
                'arrived' => $fact->arrived,
            ]), array_values($facts)),
        );
        $files = $expect->take('files', []);
        same(
            array_map(self::fileWanted(...), $files),
            array_map(static fn (File $file): array => self::sorted([
                'name' => $file->name,
                'state' => self::name($file->state),
                'unwrapped' => $file->isUnwrapped,
                'destroyed' => $file->isDestroyed,
                'sealed_name' => $file->sealedName,
            ]), $judged->files()),
        );
        same($expect->take('liberties', []), array_map(self::liberty(...), $judged->liberties()));
        $expect->done();
        foreach (Language::cases() as $language) {
            $told = json_decode($judged->toJson($language), true, flags: JSON_THROW_ON_ERROR);
            same([$state, $verdict, $accepted], [$told['state'], $told['verdict'], $told['accepted']]);
            same(true, $judged->toText($language) !== '');
        }
        self::extract($judged, $source, $files);
    }

    private static function extract(Package $judged, mixed $source, array $files): void
    {
        if (!$judged->isAccepted()) {
            throws(RejectedException::class, $judged->requireAccepted(...));
            throws(RejectedException::class, static fn () => $judged->extractAll($source));
            throws(RejectedException::class, static fn () => $judged->extract($source, 0));
            return;
        }
        $judged->requireAccepted();
        $contents = array_map(static fn (array $file): string => read($file['content']), $files);
        same($contents, $judged->extractAll($source));
        foreach ($contents as $index => $content) {
            same($content, $judged->extract($source, $index));
        }
    }

    // How it is named

    /** A function does not say whose a certificate is instead. */
    private static function alike(array $wanted, array $got, bool $asked): void
    {
        if ($asked) {
            foreach ([&$wanted, &$got] as &$one) {
                $one['binding'] = $one['binding'] === 'other' ? 'unknown' : $one['binding'];
                unset($one['other']);
            }
        }
        same(self::sorted($wanted), self::sorted($got));
    }

    private static function describe(Seal $seal): array
    {
        if ($seal->report !== null) {
            same(Format::AsicE, $seal->report->format());
            same(true, $seal->fault !== null || $seal->verdict === $seal->report->verdict());
        }
        same($seal->fault === null, $seal->faultText(Language::Vi) === null);
        return [
            'attachment' => $seal->attachment,
            'container' => $seal->container,
            'verdict' => $seal->verdict->etsiName(),
            'sub_indication' => $seal->subIndication,
            'fault' => $seal->fault,
            'organ' => $seal->organ,
            'role' => $seal->role === null ? null : self::name($seal->role),
            'binding' => self::name($seal->binding),
            'missing' => count($seal->missing),
        ];
    }

    private static function fileWanted(array $file): array
    {
        unset($file['content']);
        return self::sorted($file + ['unwrapped' => false, 'destroyed' => false, 'sealed_name' => null]);
    }

    private static function liberty(Liberty $liberty): array
    {
        same([true, true], [$liberty->text(Language::Vi) !== '', $liberty->times > 0]);
        return ['code' => $liberty->code, 'ambiguous' => $liberty->isAmbiguous];
    }

    public static function name(\UnitEnum $case): string
    {
        return strtolower((string) preg_replace('~(?<=[a-z])[A-Z]~', '-$0', $case->name));
    }

    public static function sorted(array $object): array
    {
        ksort($object);
        return $object;
    }
}
