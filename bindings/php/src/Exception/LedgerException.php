<?php

declare(strict_types=1);

namespace Antin\Exception;

/** The ledger could not record or read; nothing was acknowledged or handed out. */
final class LedgerException extends AntinException
{
}
