<?php

declare(strict_types=1);

namespace Antin;

/** A receipt that a package carries. It was not judged: it may be anybody's. */
final class CarriedReceipt
{
    /**
     * @internal
     * @param string $container to be judged by `ReceiptReport::judge`
     * @param int $attachment its place among the attachments of the message, from 0
     */
    public function __construct(
        public readonly string $container,
        public readonly int $attachment,
    ) {
    }
}
