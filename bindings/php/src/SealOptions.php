<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** How a package is sealed. Many can be sealed by one. */
final class SealOptions
{
    use Owner;

    /**
     * Seals with a signature of level B, or as the options of a signature say: their level, algorithm, timestamper
     * and evidence are copied.
     *
     * The role stands in the seal. So does `organ`, the identifier code of the body that seals, which a forwarder
     * must say; without it, it is the sender of the message.
     */
    public function __construct(
        ?SignOptions $signature = null,
        ?Role $role = null,
        ?string $organ = null,
    ) {
        $signature ??= new SignOptions(Format::Cades, Level::B);
        $this->handle = Library::make('seal_options', 'antin_seal_options_new', $signature->handle());
        if ($role !== null) {
            Library::call('antin_seal_options_set_role', $this->handle, $role);
        }
        if ($organ !== null) {
            Library::call('antin_seal_options_set_organ', $this->handle, Argument::text($organ, 'organ'));
        }
    }
}
