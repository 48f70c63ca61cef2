<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** A body for which a gateway acts: its identifier code and its key, which nothing gives out. */
final class Agency
{
    use Owner;

    /**
     * Acts by a key that is here. The timestamper is for policies with a level above B. Both may be closed afterwards.
     *
     * @throws Exception\InvalidArgumentException for a code that is none
     */
    public function __construct(string $code, Credential $credential, ?Timestamper $timestamper = null)
    {
        $code = Argument::text($code, 'code');
        $this->take(Library::make('agency', 'antin_agency_new', $code, $credential->handle()), $timestamper);
    }

    /**
     * Acts by a key that lives elsewhere: each signature is prepared, and finished with its value.
     *
     * `chain` is certificates in PEM, the signer's first, or the signer's alone in DER.
     */
    public static function elsewhere(string $code, string $chain, ?Timestamper $timestamper = null): self
    {
        $agency = (new \ReflectionClass(self::class))->newInstanceWithoutConstructor();
        $code = Argument::text($code, 'code');
        $agency->take(
            Library::make('agency', 'antin_agency_new_elsewhere', $code, $chain, strlen($chain)),
            $timestamper,
        );
        return $agency;
    }

    /** Returns its identifier code. */
    public function code(): string
    {
        return (string) Library::get('antin_agency_code', $this->handle);
    }

    private function take(Handle $handle, ?Timestamper $timestamper): void
    {
        $this->handle = $handle;
        if ($timestamper !== null) {
            Library::call('antin_agency_set_timestamper', $handle, $timestamper->handle());
        }
    }
}
