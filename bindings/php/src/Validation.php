<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Handle;
use Antin\Internal\Library;

/** What a message lacks by the rules of the format. Nothing in it was judged: it may be anybody's. */
final class Validation
{
    /**
     * @param list<string> $faults each a letter and a path, such as `R.MessageHeader.Subject`
     * @param list<Liberty> $liberties that were taken while the message was read, in its order
     */
    private function __construct(
        public readonly array $faults,
        public readonly array $liberties,
    ) {
    }

    /** @internal */
    public static function read(Handle $handle): self
    {
        $liberties = [];
        $count = Library::get('antin_validation_liberty_count', $handle);
        for ($index = 0; $index < $count; ++$index) {
            $liberties[] = Liberty::read(Library::get('antin_validation_liberty', $handle, $index));
        }
        $faults = Library::list('antin_validation_fault_count', 'antin_validation_fault', $handle);
        $handle->close();
        return new self($faults, $liberties);
    }
}
