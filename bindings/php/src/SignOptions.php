<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** What kind of signature to make. Many can be made by one. */
final class SignOptions
{
    use Owner;

    /**
     * Chooses a format and a level.
     *
     * By default the signature is detached, with the usual algorithm of the key. A MIME type describes
     * the document in the signature; so does a content type in dotted form (RFC 2634 section 2.9), with
     * words for people beside it.
     *
     * Levels above B ask for a timestamper; LT and LTA keep of the evidence what a judgement of the
     * signature and its time-stamps needs. Both may be closed afterwards.
     */
    public function __construct(
        Format $format,
        Level $level,
        public readonly Packaging $packaging = Packaging::Detached,
        ?Algorithm $algorithm = null,
        ?string $mimeType = null,
        ?string $contentType = null,
        ?string $contentDescription = null,
        ?Timestamper $timestamper = null,
        ?Evidence $evidence = null,
    ) {
        $this->handle = Library::make('sign_options', 'antin_sign_options_new', $format, $level);
        Library::call('antin_sign_options_set_packaging', $this->handle, $packaging);
        if ($algorithm !== null) {
            Library::call('antin_sign_options_set_algorithm', $this->handle, $algorithm);
        }
        if ($mimeType !== null) {
            $mimeType = Argument::text($mimeType, 'mimeType');
            Library::call('antin_sign_options_set_mime_type', $this->handle, $mimeType);
        }
        if ($contentType === null && $contentDescription !== null) {
            throw new \ValueError('contentDescription needs a contentType');
        }
        if ($contentType !== null) {
            Library::call(
                'antin_sign_options_set_content_hints',
                $this->handle,
                $contentDescription === null ? null : Argument::text($contentDescription, 'contentDescription'),
                Argument::text($contentType, 'contentType'),
            );
        }
        if ($timestamper !== null) {
            Library::call('antin_sign_options_set_timestamper', $this->handle, $timestamper->handle());
        }
        if ($evidence !== null) {
            Library::call('antin_sign_options_set_evidence', $this->handle, $evidence->handle());
        }
    }
}
