<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** What the caller knows beside the document. Nothing in it is trusted. */
final class Evidence
{
    use Owner;

    /**
     * Takes the contents of files: certificates and CRLs in PEM or DER, OCSP answers and time-stamps in
     * DER; and what other evidence has and this has not.
     *
     * The reception time is when the signatures were received, by a clock that the caller trusts: they
     * existed then, also without a time-stamp.
     *
     * @param string|list<string> $certificates
     * @param string|list<string> $crls
     * @param string|list<string> $ocsp
     * @param string|list<string> $tokens
     * @param list<self> $evidence
     * @throws Exception\MalformedException if one of them cannot be read
     */
    public function __construct(
        string|array $certificates = [],
        string|array $crls = [],
        string|array $ocsp = [],
        int|\DateTimeInterface|null $receptionTime = null,
        string|array $tokens = [],
        array $evidence = [],
    ) {
        $this->handle = Library::make('evidence', 'antin_evidence_new');
        foreach (Argument::many($certificates, 'certificates') as $item) {
            Library::call('antin_evidence_add_certificates', $this->handle, $item, strlen($item));
        }
        foreach (Argument::many($crls, 'crls') as $item) {
            Library::call('antin_evidence_add_crls', $this->handle, $item, strlen($item));
        }
        foreach (Argument::many($ocsp, 'ocsp') as $item) {
            Library::call('antin_evidence_add_ocsp', $this->handle, $item, strlen($item));
        }
        foreach (Argument::many($tokens, 'tokens') as $item) {
            Library::call('antin_evidence_add_token', $this->handle, $item, strlen($item));
        }
        foreach ($evidence as $other) {
            if (!$other instanceof self) {
                throw new \TypeError('evidence must be Evidence, not ' . get_debug_type($other));
            }
            Library::call('antin_evidence_add_evidence', $this->handle, $other->handle());
        }
        if ($receptionTime !== null) {
            Library::call('antin_evidence_set_reception_time', $this->handle, Argument::time($receptionTime));
        }
    }

    /** Reads the contents of an evidence file (`docs/evidence.md`). */
    public static function fromBytes(string $file): self
    {
        return self::take(Library::make('evidence', 'antin_evidence_from_bytes', $file, strlen($file)));
    }

    /**
     * Reads an evidence file from the disk.
     *
     * @throws Exception\ExternalException if that cannot be
     */
    public static function read(string $path): self
    {
        return self::take(Library::make('evidence', 'antin_evidence_read', Argument::text($path, 'path')));
    }

    /** @internal */
    public static function take(Handle $handle): self
    {
        $taken = (new \ReflectionClass(self::class))->newInstanceWithoutConstructor();
        $taken->handle = $handle;
        return $taken;
    }

    /** Returns the contents of an evidence file; the reception time is not among them. */
    public function toBytes(): string
    {
        return Library::makeBytes('antin_evidence_to_bytes', $this->handle);
    }

    /** Writes an evidence file to the disk, whole or not at all. */
    public function write(string $path): void
    {
        Library::call('antin_evidence_write', $this->handle, Argument::text($path, 'path'));
    }

    /**
     * Returns the pieces, in the order in which they end, with their bytes if asked for.
     *
     * @return list<EvidenceItem>
     */
    public function items(bool $data = false): array
    {
        $list = Library::make('evidence_list', 'antin_evidence_list_new', $this->handle);
        try {
            $items = [];
            $count = Library::get('antin_evidence_list_count', $list);
            for ($index = 0; $index < $count; ++$index) {
                $items[] = EvidenceItem::read(Library::get('antin_evidence_list_item', $list, $index), $data);
            }
            return $items;
        } finally {
            $list->close();
        }
    }

    /** Returns how many pieces have ended by a time: the first so many of `items`. */
    public function ended(int|\DateTimeInterface $by): int
    {
        $list = Library::make('evidence_list', 'antin_evidence_list_new', $this->handle);
        try {
            return Library::get('antin_evidence_list_ended_count', $list, Argument::time($by));
        } finally {
            $list->close();
        }
    }
}
