<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Library;
use Antin\Internal\Owner;

/** What goes out, what comes in, and what becomes of the rest: a file that an administrator reads. */
final class GatewayPolicy
{
    use Owner;

    /**
     * Reads the contents of a file in TOML, by `docs/gateway.md`.
     *
     * @throws Exception\PolicyException if it cannot be followed; it names the line
     */
    public function __construct(string $toml)
    {
        $this->handle = Library::make('gateway_policy', 'antin_gateway_policy_new', $toml, strlen($toml));
    }

    /** Returns the one that lets through least. */
    public static function strict(): self
    {
        $strict = (new \ReflectionClass(self::class))->newInstanceWithoutConstructor();
        $strict->handle = Library::make('gateway_policy', 'antin_gateway_policy_strict');
        return $strict;
    }

    /** Returns its name, as the file has it. */
    public function name(): string
    {
        return (string) Library::get('antin_gateway_policy_name', $this->handle);
    }

    /** Returns what it is, in a sentence. */
    public function title(Language $language = Language::En): string
    {
        return (string) Library::get('antin_gateway_policy_title', $this->handle, $language);
    }

    /** Returns the day of its last change. */
    public function version(): string
    {
        return (string) Library::get('antin_gateway_policy_version', $this->handle);
    }

    /**
     * Returns for how many seconds packages are taken, by the agency that takes them longest: so long must a `Ledger`
     * remember them.
     */
    public function window(): int
    {
        return Library::number('antin_gateway_policy_window', $this->handle);
    }
}
