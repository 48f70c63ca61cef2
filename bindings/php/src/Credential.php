<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/**
 * A signer's certificate, the chain above it, and the private key.
 *
 * Closing it wipes the key, unless a `Signing` that was begun with it still needs it.
 */
final class Credential
{
    use Owner;

    private function __construct(Handle $handle)
    {
        $this->handle = $handle;
    }

    /**
     * Reads a `.p12` or `.pfx` file, given by its contents. No password is the empty one.
     *
     * @throws Exception\KeyException if the password is wrong
     * @throws Exception\CredentialException if the key or its certificate is missing or not unique
     * @throws Exception\MalformedException if the file is damaged
     */
    public static function fromPkcs12(
        #[\SensitiveParameter] string $p12,
        #[\SensitiveParameter] ?string $password = null,
        ?KeyOptions $options = null,
    ): self {
        return new self(Library::make(
            'credential',
            'antin_credential_from_pkcs12',
            $p12,
            strlen($p12),
            $password === null ? null : Argument::text($password, 'password'),
            $options?->handle(),
        ));
    }

    /**
     * Puts certificates and a private key together; both in PEM or DER, the key maybe encrypted.
     *
     * @throws Exception\KeyException if the password is wrong or missing
     * @throws Exception\CredentialException if no certificate belongs to the key
     * @throws Exception\MalformedException if one of the two cannot be read
     */
    public static function fromChainAndKey(
        string $chain,
        #[\SensitiveParameter] string $key,
        #[\SensitiveParameter] ?string $password = null,
        ?KeyOptions $options = null,
    ): self {
        return new self(Library::make(
            'credential',
            'antin_credential_from_chain_and_key',
            $chain,
            strlen($chain),
            $key,
            strlen($key),
            $password === null ? null : Argument::text($password, 'password'),
            $options?->handle(),
        ));
    }

    /**
     * Returns the certificates in DER, the signer's first.
     *
     * @return list<string>
     */
    public function certificates(): array
    {
        $certificates = [];
        $count = Library::get('antin_credential_certificate_count', $this->handle);
        for ($index = 0; $index < $count; ++$index) {
            $certificates[] = (string) Library::bytes('antin_credential_certificate', $this->handle, $index);
        }
        return $certificates;
    }
}
