<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Library;
use FFI\CData;

/** The judgement on one time-stamp of a signature. Only one that passed proves something. */
final class Timestamp
{
    /**
     * @param TimestampKind $kind what it is over
     * @param string|null $subIndication of EN 319 102-1; none for a pass
     * @param int|null $time that it names; none if it could not be read
     * @param string|null $authority the subject of the authority's certificate
     * @param string|null $policy of the authority, in dotted form
     */
    private function __construct(
        public readonly TimestampKind $kind,
        public readonly Verdict $verdict,
        public readonly ?string $subIndication,
        public readonly ?int $time,
        public readonly ?string $authority,
        public readonly ?string $policy,
    ) {
    }

    /** Returns the time that it names, in UTC. */
    public function at(): ?\DateTimeImmutable
    {
        return $this->time === null ? null : new \DateTimeImmutable("@$this->time");
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] CData $timestamp): self
    {
        return new self(
            TimestampKind::from(Library::get('antin_timestamp_kind', $timestamp)),
            Verdict::tryFrom(Library::get('antin_timestamp_verdict', $timestamp)) ?? Verdict::Indeterminate,
            Library::get('antin_timestamp_sub_indication', $timestamp),
            Library::time('antin_timestamp_time', $timestamp),
            Library::get('antin_timestamp_authority', $timestamp),
            Library::get('antin_timestamp_policy', $timestamp),
        );
    }
}
