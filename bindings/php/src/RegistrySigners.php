<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** Who may sign registries. Every agency has a path to the root, so that a path is not enough. */
final class RegistrySigners
{
    use Owner;

    /**
     * Takes certificates: each text one or several in PEM, or one in DER.
     *
     * @param string|list<string> $certificates
     * @throws Exception\MalformedException if one of them cannot be read
     */
    public function __construct(string|array $certificates)
    {
        $certificates = Argument::many($certificates, 'certificates');
        $this->handle = Library::make('registry_signers', 'antin_registry_signers_new');
        foreach ($certificates as $one) {
            Library::call('antin_registry_signers_add', $this->handle, $one, strlen($one));
        }
    }
}
