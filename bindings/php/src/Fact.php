<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Library;
use FFI\CData;

/** A fact of a package. Its values are a stranger's text: escape them before showing them. */
final class Fact
{
    /**
     * @param string $name a stable name, such as `subject`; `docs/seal.md` lists them
     * @param list<string> $sealed several only for a list, as of recipients
     * @param list<string> $arrived
     * @param array<int, string> $words by language
     */
    private function __construct(
        public readonly string $name,
        public readonly FactState $state,
        public readonly array $sealed,
        public readonly array $arrived,
        private readonly array $words,
    ) {
    }

    /** Returns which fact it is in words for people. */
    public function words(Language $language = Language::En): string
    {
        return $this->words[$language->value];
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] CData $fact): self
    {
        $words = [];
        foreach (Language::cases() as $language) {
            $words[$language->value] = (string) Library::get('antin_fact_words', $fact, $language);
        }
        return new self(
            (string) Library::get('antin_fact_name', $fact),
            FactState::from(Library::get('antin_fact_state', $fact)),
            Library::list('antin_fact_sealed_count', 'antin_fact_sealed', $fact),
            Library::list('antin_fact_arrived_count', 'antin_fact_arrived', $fact),
            $words,
        );
    }
}
