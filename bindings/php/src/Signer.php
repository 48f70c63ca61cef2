<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Library;
use FFI\CData;

/**
 * Who signed; unless the verdict is a pass, only by the signature's own account.
 *
 * Whoever applied for the certificate chose the names, so escape them before showing them.
 */
final class Signer
{
    /**
     * @param string $serial in lower-case hexadecimal
     * @param string $sha256 the digest of the certificate, in lower-case hexadecimal
     * @param string $certificate in DER
     */
    private function __construct(
        public readonly string $subject,
        public readonly string $issuer,
        public readonly string $serial,
        public readonly string $sha256,
        public readonly string $certificate,
    ) {
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] CData $signature): ?self
    {
        $certificate = Library::bytes('antin_signature_signer_certificate', $signature);
        if ($certificate === null) {
            return null;
        }
        return new self(
            (string) Library::get('antin_signature_signer_subject', $signature),
            (string) Library::get('antin_signature_signer_issuer', $signature),
            (string) Library::get('antin_signature_signer_serial', $signature),
            (string) Library::get('antin_signature_signer_sha256', $signature),
            $certificate,
        );
    }
}
