<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** How keys are read. By default a file with several keys is refused, and ring signs. */
final class KeyOptions
{
    use Owner;

    /** Chooses a key of a PKCS#12 file by its friendly name (Java: alias), and who signs. */
    public function __construct(?string $friendlyName = null, ?Provider $provider = null)
    {
        $this->handle = Library::make('key_options', 'antin_key_options_new');
        if ($friendlyName !== null) {
            $name = Argument::text($friendlyName, 'friendlyName');
            Library::call('antin_key_options_set_friendly_name', $this->handle, $name);
        }
        if ($provider !== null) {
            Library::call('antin_key_options_set_provider', $this->handle, $provider);
        }
    }
}
