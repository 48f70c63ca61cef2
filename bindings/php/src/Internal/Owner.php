<?php

declare(strict_types=1);

namespace Antin\Internal;

/**
 * What an object does that owns a handle: it can be closed, and is when it is destroyed. It cannot be
 * copied, since a copy would find the handle freed.
 *
 * @internal
 */
trait Owner
{
    private Handle $handle;

    public function __destruct()
    {
        // Not there if the constructor threw.
        if (isset($this->handle)) {
            $this->handle->close();
        }
    }

    /** Frees what it holds; a second time does nothing. */
    public function close(): void
    {
        $this->handle->close();
    }

    /** Tells whether it was closed. */
    public function isClosed(): bool
    {
        return $this->handle->isClosed();
    }

    /** @internal */
    public function handle(): Handle
    {
        return $this->handle;
    }

    private function __clone()
    {
    }

    public function __serialize(): array
    {
        throw new \LogicException(self::class . ' cannot be serialized');
    }

    public function __unserialize(array $data): void
    {
        throw new \LogicException(self::class . ' cannot be unserialized');
    }

    /** @return array{closed: bool} */
    public function __debugInfo(): array
    {
        return ['closed' => !isset($this->handle) || $this->handle->isClosed()];
    }
}
