<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** Who makes time-stamps: an authority behind an address, or one's own. */
final class Timestamper
{
    use Owner;

    private function __construct(Handle $handle)
    {
        $this->handle = $handle;
    }

    /**
     * Names an authority by its http or https address (RFC 3161). Nothing is asked yet.
     *
     * `policy` is the policy of the authority to ask for, in dotted form. The client is kept, and may be
     * closed. The caller vouches for the address, so that its host may be anywhere, also in a private
     * network.
     *
     * @throws Exception\NetworkException if the address is none
     */
    public static function at(Client $client, string $address, ?string $policy = null): self
    {
        return new self(Library::make(
            'timestamper',
            'antin_timestamper_new',
            $client->handle(),
            Argument::text($address, 'address'),
            $policy === null ? null : Argument::text($policy, 'policy'),
        ));
    }

    /**
     * Makes an authority of one's own, for development and tests: it needs no network.
     *
     * It stamps by `policy`, in dotted form, and with the `time` it is given. The certificate of the
     * credential must be one for time-stamping alone, or nobody will believe it. The credential is kept,
     * and may be closed.
     */
    public static function own(Credential $credential, string $policy, int|\DateTimeInterface $time): self
    {
        return new self(Library::make(
            'timestamper',
            'antin_timestamper_new_own',
            $credential->handle(),
            Argument::text($policy, 'policy'),
            Argument::time($time),
        ));
    }
}
