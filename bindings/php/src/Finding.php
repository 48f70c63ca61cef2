<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Library;
use FFI\CData;

/** What a judgement came across. */
final class Finding
{
    /**
     * @param string $code a stable name, such as `message-digest-mismatch`
     * @param string|null $clause the clause of the standard that it is by
     * @param array<int, string> $texts by language
     * @param array<int, string|null> $helps by language
     */
    private function __construct(
        public readonly string $code,
        public readonly Severity $severity,
        public readonly ?string $clause,
        private readonly array $texts,
        private readonly array $helps,
    ) {
    }

    /** Returns a sentence for people. Control characters of names are escaped. */
    public function text(Language $language = Language::En): string
    {
        return $this->texts[$language->value];
    }

    /** Returns what a person can do about it, if there is something. */
    public function help(Language $language = Language::En): ?string
    {
        return $this->helps[$language->value];
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] CData $finding): self
    {
        $texts = $helps = [];
        foreach (Language::cases() as $language) {
            $texts[$language->value] = (string) Library::get('antin_finding_text', $finding, $language);
            $helps[$language->value] = Library::get('antin_finding_help', $finding, $language);
        }
        return new self(
            (string) Library::get('antin_finding_code', $finding),
            Severity::from(Library::get('antin_finding_severity', $finding)),
            Library::get('antin_finding_clause', $finding),
            $texts,
            $helps,
        );
    }
}
