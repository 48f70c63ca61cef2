<?php

declare(strict_types=1);

namespace Antin;

/** An address that gave nothing of use, and why. */
final class Attempt
{
    /**
     * @internal
     * @param string $address as the certificate has it: a stranger's text, so escape it before showing it
     * @param array<int, string> $reasons by language
     */
    public function __construct(public readonly string $address, private readonly array $reasons)
    {
    }

    /** Returns why it gave nothing of use, as a clause for people. */
    public function reason(Language $language = Language::En): string
    {
        return $this->reasons[$language->value];
    }
}
