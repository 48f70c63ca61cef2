<?php

declare(strict_types=1);

namespace Antin;

/** What a registry says of a certificate and a body. */
final class RegistryAnswer
{
    /**
     * @internal
     * @param string|null $entry the id of the binding that decides; none if there is none
     */
    public function __construct(
        public readonly Binding $binding,
        public readonly ?string $entry,
    ) {
    }
}
