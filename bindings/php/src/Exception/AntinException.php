<?php

declare(strict_types=1);

namespace Antin\Exception;

use Antin\Language;
use Antin\Result;

/**
 * A call that could not do its work.
 *
 * `getCode` is a number that never changes, `getMessage` one clause in English for logs. It holds no
 * secret, no text of a document and no name from a certificate, so it may be logged.
 */
class AntinException extends \RuntimeException
{
    /**
     * @internal
     * @param array<int, string> $texts by language
     * @param array<int, string> $helps by language
     */
    final public function __construct(
        int $code,
        string $message,
        private readonly array $texts,
        private readonly array $helps,
    ) {
        parent::__construct($message, $code);
    }

    /** Returns the number by its name; null for one of a newer library. */
    public function result(): ?Result
    {
        return Result::tryFrom($this->getCode());
    }

    /** Returns the message for people. */
    public function text(Language $language = Language::En): string
    {
        return $this->texts[$language->value];
    }

    /** Returns what can be done about it, as a sentence. */
    public function help(Language $language = Language::En): string
    {
        return $this->helps[$language->value];
    }

    /**
     * Returns the class for a number; numbers of newer libraries go by the range that they are in.
     *
     * @internal
     * @return class-string<self>
     */
    public static function classOf(int $code): string
    {
        return match (Result::tryFrom($code)) {
            Result::NullArgument, Result::InvalidArgument => InvalidArgumentException::class,
            Result::AlreadyUsed => AlreadyUsedException::class,
            Result::Rejected => RejectedException::class,
            Result::Malformed => MalformedException::class,
            Result::Unsupported => UnsupportedException::class,
            Result::LimitExceeded => LimitExceededException::class,
            Result::Policy => PolicyException::class,
            Result::RegistryPast => RegistryPastException::class,
            Result::Credential => CredentialException::class,
            Result::Key => KeyException::class,
            Result::Network => NetworkException::class,
            Result::Timestamp => TimestampException::class,
            Result::Other => ExternalException::class,
            Result::Ledger => LedgerException::class,
            Result::Internal => InternalException::class,
            default => $code >= 16 && $code <= 30 ? InputException::class : self::class,
        };
    }
}
