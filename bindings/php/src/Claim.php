<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Library;
use FFI\CData;

/** What a seal that passed claims: that its certificate is a body's. */
final class Claim
{
    /**
     * @param string $organ the identifier code of the body
     * @param int $time when the seal provably existed, or that of the judgement
     * @param list<string> $path the certificates in DER, that of the key that sealed first, the root left out
     */
    private function __construct(
        public readonly string $organ,
        public readonly Role $role,
        public readonly int $time,
        public readonly array $path,
    ) {
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] CData $claim): self
    {
        $path = [];
        $count = Library::get('antin_claim_path_count', $claim);
        for ($index = 0; $index < $count; ++$index) {
            $path[] = (string) Library::bytes('antin_claim_path_certificate', $claim, $index);
        }
        return new self(
            (string) Library::get('antin_claim_organ', $claim),
            Role::from(Library::get('antin_claim_role', $claim)),
            (int) Library::time('antin_claim_time', $claim),
            $path,
        );
    }
}
