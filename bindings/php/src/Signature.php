<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Library;
use FFI\CData;

/** The judgement on one signature. It is a copy, and stays when its report is closed. */
final class Signature
{
    /**
     * @param string|null $subIndication of EN 319 102-1, such as `HASH_FAILURE`; none for a pass
     * @param Level|null $level that it has; none if it is no advanced signature at all
     * @param int|null $claimedTime when it says that it was made; nothing proves it
     * @param int|null $provenTime a time at which it provably existed
     * @param string|null $algorithm and the size of the key, such as `RSA-PKCS1-2048`
     * @param list<string> $path the certificates up to the root, which is not among them, in DER
     * @param list<Finding> $findings
     * @param list<Timestamp> $timestamps the judgements on its time-stamps
     */
    private function __construct(
        public readonly Verdict $verdict,
        public readonly ?string $subIndication,
        public readonly ?Level $level,
        public readonly ?Signer $signer,
        public readonly ?int $claimedTime,
        public readonly ?int $provenTime,
        public readonly ?string $digest,
        public readonly ?string $algorithm,
        public readonly Coverage $coverage,
        public readonly array $path,
        public readonly array $findings,
        public readonly array $timestamps,
    ) {
    }

    /** Returns when it says that it was made, in UTC. */
    public function claimedAt(): ?\DateTimeImmutable
    {
        return $this->claimedTime === null ? null : new \DateTimeImmutable("@$this->claimedTime");
    }

    /** Returns a time at which it provably existed, in UTC. */
    public function provenAt(): ?\DateTimeImmutable
    {
        return $this->provenTime === null ? null : new \DateTimeImmutable("@$this->provenTime");
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] CData $signature): self
    {
        $level = Library::get('antin_signature_level', $signature);
        return new self(
            Verdict::tryFrom(Library::get('antin_signature_verdict', $signature)) ?? Verdict::Indeterminate,
            Library::get('antin_signature_sub_indication', $signature),
            $level === 0 ? null : Level::from($level),
            Signer::read($signature),
            Library::time('antin_signature_claimed_time', $signature),
            Library::time('antin_signature_proven_time', $signature),
            Library::get('antin_signature_digest', $signature),
            Library::get('antin_signature_algorithm', $signature),
            Coverage::from(Library::get('antin_signature_coverage', $signature)),
            self::readPath($signature),
            self::readFindings($signature),
            self::readTimestamps($signature),
        );
    }

    /** @return list<string> */
    private static function readPath(#[\SensitiveParameter] CData $signature): array
    {
        $path = [];
        $count = Library::get('antin_signature_path_count', $signature);
        for ($index = 0; $index < $count; ++$index) {
            $path[] = (string) Library::bytes('antin_signature_path_certificate', $signature, $index);
        }
        return $path;
    }

    /** @return list<Finding> */
    private static function readFindings(#[\SensitiveParameter] CData $signature): array
    {
        $findings = [];
        $count = Library::get('antin_signature_finding_count', $signature);
        for ($index = 0; $index < $count; ++$index) {
            $findings[] = Finding::read(Library::get('antin_signature_finding', $signature, $index));
        }
        return $findings;
    }

    /** @return list<Timestamp> */
    private static function readTimestamps(#[\SensitiveParameter] CData $signature): array
    {
        $timestamps = [];
        $count = Library::get('antin_signature_timestamp_count', $signature);
        for ($index = 0; $index < $count; ++$index) {
            $timestamps[] = Timestamp::read(Library::get('antin_signature_timestamp', $signature, $index));
        }
        return $timestamps;
    }
}
