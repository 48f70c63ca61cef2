<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Handle;
use Antin\Internal\Library;

/** Why something was not taken. */
final class Reason
{
    /**
     * @param string $code a stable name, such as `unknown-sender`; behind a colon may stand what it is about
     * @param array<int, string> $texts by language
     */
    private function __construct(
        public readonly string $code,
        private readonly array $texts,
    ) {
    }

    /** Returns it as a clause for people. */
    public function text(Language $language = Language::En): string
    {
        return $this->texts[$language->value];
    }

    /**
     * Reads those that a function counts, and others give.
     *
     * @internal
     * @return list<self>
     */
    public static function list(string $count, string $code, string $text, Handle $owner): array
    {
        $reasons = [];
        $pointer = $owner->enter();
        try {
            $number = Library::get($count, $pointer);
            for ($index = 0; $index < $number; ++$index) {
                $texts = array_map(strval(...), Library::words($text, $pointer, $index));
                $reasons[] = new self((string) Library::get($code, $pointer, $index), $texts);
            }
        } finally {
            $owner->leave();
        }
        return $reasons;
    }
}
