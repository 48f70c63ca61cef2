<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Callbacks;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;
use Antin\Internal\Source;
use Antin\Internal\Target;

/**
 * A seal that waits for the value of its signature.
 *
 * Have `toBeSigned` signed by the key of the chain's first certificate, with `algorithm`, and hand the value to
 * `finish`, with the package that the seal was prepared for. A value that is refused leaves it as it was.
 */
final class PreparedSeal
{
    use Owner;

    /** What the key has to sign. */
    public readonly string $toBeSigned;

    /** The digest of it, for keys that sign digests, which Ed25519 does not. */
    public readonly string $digest;

    /** The algorithm to sign with. */
    public readonly Algorithm $algorithm;

    /** What is being sealed about the package, as JSON by `docs/seal.md`: for a person to look at. */
    public readonly string $statement;

    /** @internal */
    public function __construct(Handle $handle)
    {
        $this->handle = $handle;
        $this->toBeSigned = (string) Library::bytes('antin_prepared_seal_to_be_signed', $handle);
        $this->digest = (string) Library::bytes('antin_prepared_seal_digest', $handle);
        $this->algorithm = Algorithm::from(Library::get('antin_prepared_seal_algorithm', $handle));
        $this->statement = (string) Library::bytes('antin_prepared_seal_statement', $handle);
    }

    /**
     * Puts the seal together; returns the package with it. It works once.
     *
     * @param string|resource|\SplFileInfo $package
     * @throws Exception\KeyException if the value does not verify with the key of the certificate
     * @throws Exception\InvalidArgumentException if the package is not as long as it was
     */
    public function finish(string $value, mixed $package): string
    {
        $target = Target::memory();
        $this->finishInto($value, $package, $target);
        return $target->bytes();
    }

    /**
     * Puts the seal together, and writes the package with it, as `Antin::sealTo`. It works once.
     *
     * @param string|resource|\SplFileInfo $package
     * @param resource|\SplFileInfo $output
     */
    public function finishTo(string $value, mixed $package, mixed $output): void
    {
        $this->finishInto($value, $package, Target::of($output));
    }

    /**
     * Puts the seal together as a container, to be handed over beside the package. It works once.
     *
     * @throws Exception\KeyException if the value does not verify with the key of the certificate
     */
    public function finishContainer(string $value): string
    {
        return Library::makeBytes('antin_prepared_seal_finish_container', $this->handle, $value, strlen($value));
    }

    private function finishInto(string $value, mixed $package, Target $target): void
    {
        $source = Source::of($package);
        Callbacks::during(fn () => Library::call(
            'antin_prepared_seal_finish',
            $this->handle,
            $value,
            strlen($value),
            $source->handle,
            $target->handle,
        ));
    }
}
