<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Lines;
use Antin\Internal\Owner;
use Antin\Internal\Source;
use Antin\Internal\Target;

/**
 * Decides what of agencies' packages goes out and what comes in, and records it before anything is handed out.
 *
 * Packages are taken as by `Antin::seal`. No clock is read and nothing is fetched. If the next registry should be
 * there by the time of a call, that is a `RegistryPastException`: make another gateway, with the next registry, on the
 * same ledger.
 */
final class Gateway
{
    use Owner;

    private Lines $lines;

    /**
     * Keeps what it needs of all, so that they may be closed. The ledger must remember for as long as the rules say, by
     * `GatewayPolicy::window`.
     *
     * @throws Exception\RejectedException if the registry is not trusted
     */
    public function __construct(GatewayPolicy $rules, Policy $policy, Registry $registry, Ledger $ledger)
    {
        $lines = $ledger->lines();
        $this->handle = $lines->during(static fn (): Handle => Library::make(
            'gateway',
            'antin_gateway_new',
            $rules->handle(),
            $policy->handle(),
            $registry->handle(),
            $ledger->handle(),
        ));
        $this->lines = $lines;
    }

    /**
     * Judges a package, and seals and records it, or records that it is refused. Go on with `Sending::sealed`.
     *
     * @param string|resource|\SplFileInfo $package
     * @throws Exception\LedgerException if that cannot be recorded
     * @throws Exception\CredentialException if the agency's key is elsewhere
     */
    public function send(
        Agency $agency,
        mixed $package,
        int|\DateTimeInterface $at,
        ?Evidence $evidence = null,
    ): Sending {
        return $this->sendInto($agency, $package, Target::memory(), true, $at, $evidence);
    }

    /**
     * Does the same, and writes the sealed package, as `Antin::sealTo`. If it is refused, nothing is written: go on
     * with `Sending::requireSent`.
     *
     * @param string|resource|\SplFileInfo $package
     * @param resource|\SplFileInfo $output
     */
    public function sendTo(
        Agency $agency,
        mixed $package,
        mixed $output,
        int|\DateTimeInterface $at,
        ?Evidence $evidence = null,
    ): Sending {
        return $this->sendInto($agency, $package, Target::of($output), false, $at, $evidence);
    }

    /**
     * Judges a package that is to go out, and records nothing: the first step for a key that is elsewhere.
     *
     * @param string|resource|\SplFileInfo $package
     */
    public function judgeSending(
        Agency $agency,
        mixed $package,
        int|\DateTimeInterface $at,
        ?Evidence $evidence = null,
    ): Sending {
        $source = Source::of($package);
        return new Sending($this->lines->during(fn (): Handle => Library::make(
            'sending',
            'antin_sending_judge',
            $this->handle,
            $agency->handle(),
            $source->handle,
            $evidence?->handle(),
            Argument::time($at),
        )), $this->lines);
    }

    /**
     * Judges a receipt that came back against what was sent, and records it. Go on with
     * `ReturnedReceipt::requireAccepted`. `before` is the status that this recipient told last.
     *
     * @throws Exception\LedgerException if that cannot be recorded
     */
    public function takeReceipt(
        Agency $agency,
        string $receipt,
        Sent $sent,
        int|\DateTimeInterface $at,
        ?Status $before = null,
        ?Evidence $evidence = null,
    ): ReturnedReceipt {
        return new ReturnedReceipt($this->lines->during(fn (): Handle => Library::make(
            'returned_receipt',
            'antin_gateway_take_receipt',
            $this->handle,
            $agency->handle(),
            $receipt,
            strlen($receipt),
            $sent->handle(),
            $before === null ? 0 : $before->value,
            $evidence?->handle(),
            Argument::time($at),
        )));
    }

    /**
     * Judges a package that arrived, signs its receipt if there is to be one, and records both. Go on with
     * `Arrival::requireAccepted`.
     *
     * Of `beside`, the containers beside the message count; it names no senders, since the registry says who is who.
     *
     * @param string|resource|\SplFileInfo $package
     * @throws Exception\LedgerException if that cannot be recorded
     * @throws Exception\CredentialException if there is to be a receipt, and the agency's key is elsewhere
     * @throws Exception\InvalidArgumentException if `beside` names senders
     */
    public function receive(
        Agency $agency,
        mixed $package,
        int|\DateTimeInterface $at,
        ?Opening $beside = null,
        ?Evidence $evidence = null,
    ): Arrival {
        return $this->arrival('antin_gateway_receive', $agency, $package, $at, $beside, $evidence);
    }

    /**
     * Judges a package that arrived, and records nothing: the first step for a key that is elsewhere, and for those who
     * choose the status of the receipt.
     *
     * @param string|resource|\SplFileInfo $package
     */
    public function judgeArrival(
        Agency $agency,
        mixed $package,
        int|\DateTimeInterface $at,
        ?Opening $beside = null,
        ?Evidence $evidence = null,
    ): Arrival {
        return $this->arrival('antin_arrival_judge', $agency, $package, $at, $beside, $evidence);
    }

    private function sendInto(
        Agency $agency,
        mixed $package,
        Target $target,
        bool $isMemory,
        int|\DateTimeInterface $at,
        ?Evidence $evidence,
    ): Sending {
        $source = Source::of($package);
        return new Sending($this->lines->during(fn (): Handle => Library::make(
            'sending',
            'antin_gateway_send',
            $this->handle,
            $agency->handle(),
            $source->handle,
            $evidence?->handle(),
            Argument::time($at),
            $target->handle,
        )), $this->lines, $isMemory ? $target : null);
    }

    private function arrival(
        string $function,
        Agency $agency,
        mixed $package,
        int|\DateTimeInterface $at,
        ?Opening $beside,
        ?Evidence $evidence,
    ): Arrival {
        $source = Source::of($package);
        return new Arrival($this->lines->during(fn (): Handle => Library::make(
            'arrival',
            $function,
            $this->handle,
            $agency->handle(),
            $source->handle,
            $beside?->handle(),
            $evidence?->handle(),
            Argument::time($at),
        )), $this->lines);
    }
}
