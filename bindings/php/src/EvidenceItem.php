<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Library;
use FFI\CData;

/** A piece of evidence. It is a copy, and stays when its evidence is closed. */
final class EvidenceItem
{
    /**
     * @param string|null $name whose it is: of a certificate the subject, else who issued it. A claim
     * @param int $since when it says something
     * @param int|null $until when something newer is due; none if that is not said
     * @param int|null $obtained when it was obtained: a note, which proves nothing
     * @param string|null $source from where it was obtained
     * @param string|null $data the piece in DER, if it was asked for
     */
    private function __construct(
        public readonly EvidenceKind $kind,
        public readonly ?string $name,
        public readonly int $since,
        public readonly ?int $until,
        public readonly ?int $obtained,
        public readonly ?string $source,
        public readonly ?string $data,
    ) {
    }

    /** Returns when something newer is due, in UTC; none if that is not said. */
    public function untilAt(): ?\DateTimeImmutable
    {
        return $this->until === null ? null : new \DateTimeImmutable("@$this->until");
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] CData $item, bool $data): self
    {
        return new self(
            EvidenceKind::from(Library::get('antin_evidence_item_kind', $item)),
            Library::get('antin_evidence_item_name', $item),
            (int) Library::time('antin_evidence_item_since', $item),
            Library::time('antin_evidence_item_until', $item),
            Library::time('antin_evidence_item_obtained', $item),
            Library::get('antin_evidence_item_source', $item),
            $data ? Library::bytes('antin_evidence_item_bytes', $item) : null,
        );
    }
}
