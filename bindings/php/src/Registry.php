<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/**
 * The judgement on a registry, which says whose certificates are whose. It is no trust: call `requireTrusted`.
 *
 * To PHP every object is true, the judgement on a forged registry too.
 */
final class Registry
{
    use Owner;

    private function __construct(Handle $handle)
    {
        $this->handle = $handle;
    }

    /**
     * Judges a signed registry at a time. One that cannot be read is a judgement too.
     *
     * `seen` is what `seen` said of the last one that was believed: an older one is not trusted then.
     *
     * @throws Exception\InvalidArgumentException if what was seen is none
     */
    public static function check(
        string $file,
        RegistrySigners $signers,
        Policy $policy,
        int|\DateTimeInterface $at,
        ?Seen $seen = null,
        ?Evidence $evidence = null,
    ): self {
        return new self(Library::make(
            'registry',
            'antin_registry_check',
            $file,
            strlen($file),
            $signers->handle(),
            $policy->handle(),
            $evidence?->handle(),
            Argument::time($at),
            Argument::count($seen === null ? 0 : $seen->number, 'seen'),
            $seen === null ? null : Argument::text($seen->sha256, 'seen'),
        ));
    }

    /**
     * Trusts a registry that nobody signed, in JSON. For tests: whoever can write the file can then send in
     * everybody's name.
     */
    public static function dangerUnsigned(string $json): self
    {
        return new self(Library::make('registry', 'antin_registry_danger_unsigned', $json, strlen($json)));
    }

    /**
     * Returns only if it may be believed.
     *
     * @throws Exception\RejectedException otherwise
     */
    public function requireTrusted(): void
    {
        Library::call('antin_registry_require_trusted', $this->handle);
    }

    /** Says whether `requireTrusted` would return. */
    public function isTrusted(): bool
    {
        return Library::get('antin_registry_is_trusted', $this->handle) === 1;
    }

    /** Returns why it is not trusted, as a stable name; null if it is. */
    public function fault(): ?string
    {
        return Library::get('antin_registry_fault', $this->handle);
    }

    /** Returns why it is not trusted, as a clause for people; null if it is. */
    public function faultText(Language $language = Language::En): ?string
    {
        return Library::get('antin_registry_fault_text', $this->handle, $language);
    }

    /** Returns the judgement on its signatures; null if there is none. While it is open, the registry stays in memory. */
    public function report(): ?Report
    {
        $report = Library::get('antin_registry_report', $this->handle);
        return $report === null ? null : new Report(new Handle('Report', $report, $this->handle));
    }

    /** Returns what it is called; null unless it is trusted. */
    public function name(): ?string
    {
        return Library::get('antin_registry_name', $this->handle);
    }

    /** Returns its number, one more with each issue; 0 unless it is trusted. */
    public function number(): int
    {
        return Library::number('antin_registry_number', $this->handle);
    }

    /** Returns the digest of its JSON, in hexadecimal; null unless it is trusted. */
    public function sha256(): ?string
    {
        return Library::get('antin_registry_sha256', $this->handle);
    }

    /** Returns what to keep, and to give to the next `check`; null unless it is trusted and was issued. */
    public function seen(): ?Seen
    {
        $sha256 = $this->sha256();
        $number = $this->number();
        return $sha256 === null || $number === 0 ? null : new Seen($number, $sha256);
    }

    /** Returns when it was issued; null if it is not trusted, or was never issued. */
    public function issued(): ?int
    {
        return Library::when('antin_registry_issued', $this->handle);
    }

    /** Returns by when the next one is there; null if it is not trusted, or was never issued. */
    public function nextUpdate(): ?int
    {
        return Library::when('antin_registry_next_update', $this->handle);
    }

    /** Says whether the next one should be there by a time, so that this one decides nothing. */
    public function isPast(int|\DateTimeInterface $at): bool
    {
        return Library::get('antin_registry_is_past', $this->handle, Argument::time($at)) !== 0;
    }

    /** Returns how many bodies it names; 0 unless it is trusted. */
    public function bodyCount(): int
    {
        return Library::get('antin_registry_body_count', $this->handle);
    }

    /** Returns how many bindings it has; 0 unless it is trusted. */
    public function entryCount(): int
    {
        return Library::get('antin_registry_entry_count', $this->handle);
    }

    /** Returns the name of the body with an identifier code; null if it is not trusted, or names no such body. */
    public function bodyName(string $code): ?string
    {
        return Library::get('antin_registry_body_name', $this->handle, Argument::text($code, 'code'));
    }

    /**
     * Says whether a certificate is a body's, in a role at a time. It and its issuer's are in PEM or DER.
     *
     * @throws Exception\RejectedException if the registry is not trusted
     * @throws Exception\MalformedException if a certificate cannot be read
     */
    public function decide(
        string $organ,
        Role $role,
        string $certificate,
        string $issuer,
        int|\DateTimeInterface $at,
    ): RegistryAnswer {
        $binding = Library::ffi()->new('uint32_t');
        $entry = Library::ffi()->new('char *');
        $this->handle->enter();
        try {
            Library::call(
                'antin_registry_decide',
                $this->handle,
                Argument::text($organ, 'organ'),
                $role,
                $certificate,
                strlen($certificate),
                $issuer,
                strlen($issuer),
                Argument::time($at),
                \FFI::addr($binding),
                Library::ffi()->cast('const char **', \FFI::addr($entry)),
            );
            $id = \FFI::isNull($entry) ? null : \FFI::string($entry);
            return new RegistryAnswer(Binding::from($binding->cdata), $id);
        } finally {
            $this->handle->leave();
        }
    }

    /**
     * Returns the registry itself, as JSON by `docs/registry.md`.
     *
     * @throws Exception\RejectedException if it is not trusted
     */
    public function toJson(): string
    {
        return Library::makeBytes('antin_registry_to_json', $this->handle);
    }
}
