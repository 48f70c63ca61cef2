<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/**
 * A receipt that waits for the value of its signature.
 *
 * Have `toBeSigned` signed by the key of the chain's first certificate, with `algorithm`, and hand the value to
 * `finish`. A value that is refused leaves it as it was.
 */
final class PreparedReceipt
{
    use Owner;

    /** What the key has to sign. */
    public readonly string $toBeSigned;

    /** The digest of it, for keys that sign digests, which Ed25519 does not. */
    public readonly string $digest;

    /** The algorithm to sign with. */
    public readonly Algorithm $algorithm;

    /** @internal */
    public function __construct(Handle $handle)
    {
        $this->handle = $handle;
        $this->toBeSigned = (string) Library::bytes('antin_prepared_receipt_to_be_signed', $handle);
        $this->digest = (string) Library::bytes('antin_prepared_receipt_digest', $handle);
        $this->algorithm = Algorithm::from(Library::get('antin_prepared_receipt_algorithm', $handle));
    }

    /**
     * Puts the receipt together; returns its container. It works once.
     *
     * @throws Exception\KeyException if the value does not verify with the key of the certificate
     */
    public function finish(string $value): string
    {
        return Library::makeBytes('antin_prepared_receipt_finish', $this->handle, $value, strlen($value));
    }
}
