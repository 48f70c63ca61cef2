<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Library;
use FFI\CData;

/** A certificate for which something is missing. */
final class Missing
{
    /**
     * @param string $certificate in DER
     * @param list<Attempt> $attempts what was tried; nothing if the certificates name no address
     */
    private function __construct(
        public readonly MissingKind $kind,
        public readonly string $subject,
        public readonly string $certificate,
        public readonly array $attempts,
    ) {
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] CData $missing): self
    {
        $attempts = [];
        $count = Library::get('antin_missing_attempt_count', $missing);
        for ($index = 0; $index < $count; ++$index) {
            $reasons = [];
            foreach (Language::cases() as $language) {
                $reason = Library::get('antin_missing_attempt_reason', $missing, $index, $language);
                $reasons[$language->value] = (string) $reason;
            }
            $address = (string) Library::get('antin_missing_attempt_address', $missing, $index);
            $attempts[] = new Attempt($address, $reasons);
        }
        return new self(
            MissingKind::from(Library::get('antin_missing_kind', $missing)),
            (string) Library::get('antin_missing_subject', $missing),
            (string) Library::bytes('antin_missing_certificate', $missing),
            $attempts,
        );
    }
}
