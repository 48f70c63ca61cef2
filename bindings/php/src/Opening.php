<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Callbacks;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/**
 * How packages are judged, beside policy, evidence and time: whose certificates are whose, and seals beside the
 * message. Many can be opened by one.
 */
final class Opening
{
    use Owner {
        __destruct as private free;
    }

    private int $senders = 0;

    /** Knows no sender, so that no package is accepted. */
    public function __construct()
    {
        $this->handle = Library::make('opening', 'antin_opening_new');
    }

    public function __destruct()
    {
        $this->free();
        Callbacks::forget($this->senders);
    }

    /**
     * Says that certificates, one or several in PEM, or one in DER, are those of the body with an identifier code.
     *
     * @throws Exception\MalformedException if a certificate cannot be read
     */
    public function addSender(string $organ, string $certificates): self
    {
        $organ = Argument::text($organ, 'organ');
        $length = strlen($certificates);
        Library::call('antin_opening_add_sender', $this->handle, $organ, $certificates, $length);
        return $this;
    }

    /**
     * Asks about each seal that passed, unless `addSender` said it already. What it throws comes out of
     * `Antin::open`. A later one takes its place, null takes it away.
     *
     * @param (callable(Claim): Binding)|null $senders
     */
    public function setSenders(?callable $senders): self
    {
        if ($senders === null) {
            Library::call('antin_opening_set_senders', $this->handle, null, null);
            Callbacks::forget($this->senders);
            return $this;
        }
        $number = Callbacks::remember($senders);
        try {
            $context = Callbacks::context($number);
            Library::call('antin_opening_set_senders', $this->handle, Callbacks::senders(), $context);
            [$this->senders, $number] = [$number, $this->senders];
        } finally {
            Callbacks::forget($number);
        }
        return $this;
    }

    /**
     * Asks a registry too, beside the others: the best answer counts. It is kept, and may be closed; null takes it away.
     * If the next one should be there by the time of a judgement, that is a `RegistryPastException`.
     *
     * @throws Exception\RejectedException if it is not trusted
     */
    public function setRegistry(?Registry $registry): self
    {
        Library::call('antin_opening_set_registry', $this->handle, $registry?->handle());
        return $this;
    }

    /**
     * Takes any certificate for any sender's. For tests: whoever has a certificate under a root of the policy can
     * then send in everybody's name.
     */
    public function dangerAnySender(): self
    {
        Library::call('antin_opening_danger_any_sender', $this->handle);
        return $this;
    }

    /** Judges by a seal too that was handed over beside the message. */
    public function addContainer(string $container): self
    {
        Library::call('antin_opening_add_container', $this->handle, $container, strlen($container));
        return $this;
    }
}
