<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/**
 * The judgement on a certificate alone: the path that leads from it to a root, or why none does.
 *
 * It is no pass: call `requirePassed`. To PHP every object is true.
 */
final class CertificatePath
{
    use Owner;

    /** @internal */
    public function __construct(Handle $handle)
    {
        $this->handle = $handle;
    }

    /**
     * Returns only if a path holds.
     *
     * @throws Exception\RejectedException otherwise, which says why
     */
    public function requirePassed(): void
    {
        Library::call('antin_path_require_passed', $this->handle);
    }

    /** Returns the verdict: failed for a reason that no further certificate can heal. */
    public function verdict(): Verdict
    {
        return Verdict::tryFrom(Library::get('antin_path_verdict', $this->handle)) ?? Verdict::Indeterminate;
    }

    /** Returns the stable name of the reason why no path holds, such as `certificate-expired`; null if one does. */
    public function reason(): ?string
    {
        return Library::get('antin_path_reason', $this->handle);
    }

    /**
     * Returns the certificates from the judged one up to the root, which is not among them, in DER.
     *
     * @return list<string>
     */
    public function certificates(): array
    {
        $certificates = [];
        $count = Library::get('antin_path_certificate_count', $this->handle);
        for ($index = 0; $index < $count; ++$index) {
            $certificates[] = (string) Library::bytes('antin_path_certificate', $this->handle, $index);
        }
        return $certificates;
    }

    /** Returns the judgement as JSON, by `docs/chain.schema.json`, with every path that was tried. */
    public function toJson(Language $language = Language::En): string
    {
        return Library::makeBytes('antin_path_to_json', $this->handle, $language);
    }

    /** Returns the judgement as text for people, with every path that was tried. */
    public function toText(Language $language = Language::En): string
    {
        return Library::makeBytes('antin_path_to_text', $this->handle, $language);
    }
}
