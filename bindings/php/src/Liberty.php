<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Library;
use FFI\CData;

/** What was passed over while a message was read. */
final class Liberty
{
    /**
     * @param string $code a stable name, such as `comment-in-text`
     * @param string|null $element of the format that it is about, if there is one
     * @param bool $isAmbiguous whether it lets two readers see two messages: no package with it is accepted
     * @param int|null $attachment of the message that it is about, if there is one
     * @param int $offset where it was taken first, in bytes from the beginning
     * @param int $times how many times it was taken
     * @param array<int, string> $texts by language
     */
    private function __construct(
        public readonly string $code,
        public readonly ?string $element,
        public readonly bool $isAmbiguous,
        public readonly ?int $attachment,
        public readonly int $offset,
        public readonly int $times,
        private readonly array $texts,
    ) {
    }

    /** Returns it as a clause for people. */
    public function text(Language $language = Language::En): string
    {
        return $this->texts[$language->value];
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] CData $liberty): self
    {
        $texts = [];
        foreach (Language::cases() as $language) {
            $texts[$language->value] = (string) Library::get('antin_liberty_text', $liberty, $language);
        }
        return new self(
            (string) Library::get('antin_liberty_code', $liberty),
            Library::get('antin_liberty_element', $liberty),
            Library::get('antin_liberty_is_ambiguous', $liberty) === 1,
            Library::place('antin_liberty_attachment', $liberty),
            Library::get('antin_liberty_offset', $liberty),
            Library::get('antin_liberty_times', $liberty),
            $texts,
        );
    }
}
