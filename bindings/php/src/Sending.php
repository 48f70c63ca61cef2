<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Lines;
use Antin\Internal\Owner;
use Antin\Internal\Source;
use Antin\Internal\Target;
use FFI\CData;

/**
 * A package that is to go out, and what was decided of it. It is no yes: call `sealed` or `requireSent`.
 *
 * What `Gateway::judgeSending` made goes on with `refuse`, or with `prepare`, and then `sign` or `finish`. A step out of
 * its order is an `AlreadyUsedException`, and changes nothing.
 */
final class Sending
{
    use Owner;

    /** @internal */
    public function __construct(
        Handle $handle,
        private readonly Lines $lines,
        private readonly ?Target $target = null,
    ) {
        $this->handle = $handle;
    }

    /** Returns how far it has come. */
    public function state(): SendingState
    {
        return SendingState::from(Library::get('antin_sending_state', $this->handle));
    }

    /**
     * Returns only if it was sealed, recorded and written.
     *
     * @throws Exception\RejectedException otherwise, with the reasons
     */
    public function requireSent(): void
    {
        Library::call('antin_sending_require_sent', $this->handle);
    }

    /**
     * Returns the package with the seal that `Gateway::send` made; null if it was given out otherwise.
     *
     * @throws Exception\RejectedException unless it was sent
     */
    public function sealed(): ?string
    {
        $this->requireSent();
        return $this->target?->bytes();
    }

    /** Says whether nothing stands against it. */
    public function isAllowed(): bool
    {
        return Library::get('antin_sending_is_allowed', $this->handle) === 1;
    }

    /**
     * Returns all that stands against it.
     *
     * @return list<Reason>
     */
    public function reasons(): array
    {
        return Reason::list(
            'antin_sending_reason_count',
            'antin_sending_reason',
            'antin_sending_reason_text',
            $this->handle,
        );
    }

    /** Returns why the package cannot be read; null if it can. */
    public function unreadable(Language $language = Language::En): ?string
    {
        return Library::get('antin_sending_unreadable', $this->handle, $language);
    }

    /**
     * Returns the judgement on the package and the seals that were on it; null if it cannot be read. It is never
     * accepted, so that nothing is extracted. While it is open, this stays in memory.
     */
    public function package(): ?Package
    {
        $package = Library::get('antin_sending_package', $this->handle);
        return $package === null ? null : new Package(new Handle('Package', $package, $this->handle));
    }

    /** Records that it does not go out, which can be said also of one that might. */
    public function refuse(): void
    {
        $this->step('antin_sending_refuse');
    }

    /**
     * Prepares the seal. The package is given again, here and later, as it was judged.
     *
     * @param string|resource|\SplFileInfo $package
     * @throws Exception\RejectedException if something stands against it
     */
    public function prepare(mixed $package, ?Evidence $evidence = null): void
    {
        $this->step('antin_sending_prepare', Source::of($package), $evidence?->handle());
    }

    /** Returns what the key has to sign; null unless it is prepared. */
    public function toBeSigned(): ?string
    {
        return Library::bytes('antin_sending_to_be_signed', $this->handle);
    }

    /** Returns the digest of it, for keys that sign digests, which Ed25519 does not; null unless it is prepared. */
    public function digest(): ?string
    {
        return Library::bytes('antin_sending_digest', $this->handle);
    }

    /** Returns the algorithm to sign with; null unless it is prepared. */
    public function algorithm(): ?Algorithm
    {
        $algorithm = Library::get('antin_sending_algorithm', $this->handle);
        return $algorithm === 0 ? null : Algorithm::from($algorithm);
    }

    /**
     * Seals it by the agency's key, and records that; returns the package with the seal.
     *
     * If it cannot be written then, it is recorded all the same, and failed.
     *
     * @param string|resource|\SplFileInfo $package
     * @throws Exception\CredentialException if the key is elsewhere; it stays prepared
     * @throws Exception\LedgerException if that cannot be recorded
     */
    public function sign(mixed $package): string
    {
        $target = Target::memory();
        $this->step('antin_sending_sign', Source::of($package), $target);
        return $target->bytes();
    }

    /**
     * Does the same, and writes the package with the seal, as `Antin::sealTo`.
     *
     * @param string|resource|\SplFileInfo $package
     * @param resource|\SplFileInfo $output
     */
    public function signTo(mixed $package, mixed $output): void
    {
        $this->step('antin_sending_sign', Source::of($package), Target::of($output));
    }

    /**
     * Seals it by the value of a key that is elsewhere, and records that; returns the package with the seal.
     *
     * @param string|resource|\SplFileInfo $package
     * @throws Exception\KeyException if the value does not verify with the agency's key; it stays prepared
     * @throws Exception\LedgerException if that cannot be recorded
     */
    public function finish(string $value, mixed $package): string
    {
        $target = Target::memory();
        $this->step('antin_sending_finish', $value, strlen($value), Source::of($package), $target);
        return $target->bytes();
    }

    /**
     * Does the same, and writes the package with the seal, as `Antin::sealTo`.
     *
     * @param string|resource|\SplFileInfo $package
     * @param resource|\SplFileInfo $output
     */
    public function finishTo(string $value, mixed $package, mixed $output): void
    {
        $this->step('antin_sending_finish', $value, strlen($value), Source::of($package), Target::of($output));
    }

    /** Returns the number of its entry in the journal; null before it is recorded. */
    public function entry(): ?int
    {
        return Library::number('antin_sending_entry', $this->handle) ?: null;
    }

    /** Returns the identity of the agency's seal, in hexadecimal; null before it is sent. */
    public function seal(): ?string
    {
        return Library::get('antin_sending_seal', $this->handle);
    }

    /** Returns what receipts are held against, to be kept by its parts; null before it is sent. */
    public function sent(): ?Sent
    {
        $sent = Library::get('antin_sending_sent', $this->handle);
        return $sent === null ? null : Sent::lent($sent, $this->handle);
    }

    private function step(string $function, #[\SensitiveParameter] mixed ...$arguments): void
    {
        $plain = array_map(
            static fn (mixed $one): mixed => $one instanceof Source || $one instanceof Target ? $one->handle : $one,
            $arguments,
        );
        $this->lines->during(fn () => $this->handle->alone(
            static fn (#[\SensitiveParameter] CData $sending) => Library::call($function, $sending, ...$plain),
        ));
    }
}
