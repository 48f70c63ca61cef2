<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Lines;
use Antin\Internal\Owner;
use FFI\CData;

/**
 * A package that arrived, and what was decided of it. It is no yes: call `requireAccepted`.
 *
 * What `Gateway::judgeArrival` made goes on with `answer`, or with `prepare` and `finish`, or with `withoutReceipt`, and
 * then with `record`. A step out of its order is an `AlreadyUsedException`, and changes nothing.
 */
final class Arrival
{
    use Owner;

    /** @internal */
    public function __construct(Handle $handle, private readonly Lines $lines)
    {
        $this->handle = $handle;
    }

    /** Returns how far it has come. */
    public function state(): ArrivalState
    {
        return ArrivalState::from(Library::get('antin_arrival_state', $this->handle));
    }

    /**
     * Returns only if it is recorded as accepted.
     *
     * @throws Exception\RejectedException otherwise, with decision and reasons
     */
    public function requireAccepted(): void
    {
        Library::call('antin_arrival_require_accepted', $this->handle);
    }

    /** Returns what became of it; before it is recorded, what will, unless another one like it is recorded first. */
    public function decision(): Decision
    {
        return Decision::from(Library::get('antin_arrival_decision', $this->handle));
    }

    /**
     * Returns all that stands against it.
     *
     * @return list<Reason>
     */
    public function reasons(): array
    {
        return Reason::list(
            'antin_arrival_reason_count',
            'antin_arrival_reason',
            'antin_arrival_reason_text',
            $this->handle,
        );
    }

    /** Returns why the package cannot be read; null if it can. */
    public function unreadable(Language $language = Language::En): ?string
    {
        return Library::get('antin_arrival_unreadable', $this->handle, $language);
    }

    /**
     * Returns the judgement on the package; null if it cannot be read. Attachments come out of it once the arrival is
     * recorded as accepted: ask for it anew then. While it is open, this stays in memory.
     */
    public function package(): ?Package
    {
        $package = Library::get('antin_arrival_package', $this->handle);
        return $package === null ? null : new Package(new Handle('Package', $package, $this->handle));
    }

    /**
     * Returns what the receipt says that is to be signed; null if there is to be none. While it is open, this stays in
     * memory.
     */
    public function plannedReceipt(): ?Receipt
    {
        $receipt = Library::get('antin_arrival_planned_receipt', $this->handle);
        return $receipt === null ? null : Receipt::lent($receipt, $this->handle);
    }

    /**
     * Chooses what the receipt tells: `Arrived`, as it would, or `Accepted`.
     *
     * @throws Exception\InvalidArgumentException for another one, or if the package is not to be accepted
     */
    public function setStatus(Status $status): void
    {
        $this->step('antin_arrival_set_status', $status->value);
    }

    /**
     * Signs the receipt by the agency's key, if there is to be one.
     *
     * @throws Exception\CredentialException if the key is elsewhere; it stays judged
     */
    public function answer(?Evidence $evidence = null): void
    {
        $this->step('antin_arrival_answer', $evidence?->handle());
    }

    /** Prepares the receipt for a key that is elsewhere. If there is to be none, it is answered. */
    public function prepare(?Evidence $evidence = null): void
    {
        $this->step('antin_arrival_prepare', $evidence?->handle());
    }

    /** Returns what the key has to sign; null unless it is prepared. */
    public function toBeSigned(): ?string
    {
        return Library::bytes('antin_arrival_to_be_signed', $this->handle);
    }

    /** Returns the digest of it, for keys that sign digests, which Ed25519 does not; null unless it is prepared. */
    public function digest(): ?string
    {
        return Library::bytes('antin_arrival_digest', $this->handle);
    }

    /** Returns the algorithm to sign with; null unless it is prepared. */
    public function algorithm(): ?Algorithm
    {
        $algorithm = Library::get('antin_arrival_algorithm', $this->handle);
        return $algorithm === 0 ? null : Algorithm::from($algorithm);
    }

    /**
     * Puts the receipt together from the value of a key that is elsewhere.
     *
     * @throws Exception\KeyException if the value does not verify with the agency's key; it stays prepared
     */
    public function finish(string $value): void
    {
        $this->step('antin_arrival_finish', $value, strlen($value));
    }

    /** Goes on without a receipt. */
    public function withoutReceipt(): void
    {
        $this->step('antin_arrival_without_receipt');
    }

    /**
     * Records it: whether it came before is decided here.
     *
     * @throws Exception\LedgerException if that cannot be recorded
     */
    public function record(): void
    {
        $this->step('antin_arrival_record');
    }

    /** Returns the number of its entry in the journal, to be kept with the document; null before it is recorded. */
    public function entry(): ?int
    {
        return Library::number('antin_arrival_entry', $this->handle) ?: null;
    }

    /** Returns the container of the receipt, for the sender; null before it is recorded, or if there is none. */
    public function receipt(): ?string
    {
        return Library::bytes('antin_arrival_receipt', $this->handle);
    }

    private function step(string $function, #[\SensitiveParameter] mixed ...$arguments): void
    {
        $this->lines->during(fn () => $this->handle->alone(
            static fn (#[\SensitiveParameter] CData $arrival) => Library::call($function, $arrival, ...$arguments),
        ));
    }
}
