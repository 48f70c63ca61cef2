<?php

declare(strict_types=1);

namespace Antin\Internal;

use Antin\Exception\ClosedException;
use FFI\CData;

/**
 * A pointer of the library: freed once, when it is closed or destroyed and no call uses it.
 *
 * Calls do not overlap in PHP, but a signal handler runs between any two steps and may close what the
 * next step needs.
 *
 * @internal
 */
final class Handle
{
    private int $users = 0;
    private bool $closed = false;
    private bool $alone = false;

    /** Takes over a pointer that `free` frees, or, where it is a handle, that this one lends as long as it is used. */
    public function __construct(
        private readonly string $kind,
        private ?CData $pointer,
        private readonly string|self $free,
    ) {
        if ($free instanceof self) {
            $free->enter();
        }
    }

    public function __destruct()
    {
        $this->close();
    }

    public function isClosed(): bool
    {
        return $this->closed;
    }

    public function close(): void
    {
        $this->closed = true;
        $this->freeIfUnused();
    }

    /** Lends the pointer until `leave`. */
    public function enter(): CData
    {
        if ($this->closed || $this->pointer === null) {
            throw new ClosedException("this $this->kind is closed");
        }
        if ($this->alone) {
            throw new \LogicException("this $this->kind is in use");
        }
        ++$this->users;
        return $this->pointer;
    }

    /** Lends the pointer to what changes it, and meanwhile to nobody else: functions of the caller may be called back. */
    public function alone(callable $body): mixed
    {
        $pointer = $this->enter();
        $this->alone = true;
        try {
            return $body($pointer);
        } finally {
            $this->alone = false;
            $this->leave();
        }
    }

    public function leave(): void
    {
        --$this->users;
        $this->freeIfUnused();
    }

    /** @return array{closed: bool} */
    public function __debugInfo(): array
    {
        // Whoever prints a pointer follows it.
        return ['closed' => $this->closed];
    }

    private function freeIfUnused(): void
    {
        if ($this->closed && $this->users === 0 && $this->pointer !== null) {
            $pointer = $this->pointer;
            $this->pointer = null;
            if ($this->free instanceof self) {
                $this->free->leave();
            } else {
                Library::get($this->free, $pointer);
            }
        }
    }
}
