<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** What is in a file: certificates, CRLs, signatures, keys. Nothing in it was judged. */
final class Inspection
{
    use Owner;

    /** @internal */
    public function __construct(Handle $handle)
    {
        $this->handle = $handle;
    }

    /** Returns it as JSON, by `docs/cli.md`. */
    public function toJson(Language $language = Language::En): string
    {
        return Library::makeBytes('antin_inspection_to_json', $this->handle, $language);
    }

    /** Returns it as text for people. */
    public function toText(Language $language = Language::En): string
    {
        return Library::makeBytes('antin_inspection_to_text', $this->handle, $language);
    }
}
