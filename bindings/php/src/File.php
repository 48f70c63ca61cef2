<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Library;
use FFI\CData;

/** An attachment of a package. Its names are a stranger's text: they may hold anything, and are no paths. */
final class File
{
    /**
     * @param int $index its place among the attachments of the package, seals left out
     * @param string $name that arrived, or that was sealed if it is missing
     * @param int|null $attachment its place in the message, seals counted too; none if it is missing
     * @param int|null $length of what arrived, out of the archives around it; none if it is missing
     * @param string|null $sha256 of what arrived, in hexadecimal; none if it is missing
     * @param bool $isUnwrapped whether it was taken out of an archive that was put around it on the way
     * @param bool $isDestroyed whether a conversion of text on the way destroyed it
     * @param string|null $sealedName none if it was not sealed
     * @param int|null $sealedLength none if it was not sealed
     * @param string|null $sealedSha256 none if it was not sealed
     */
    private function __construct(
        public readonly int $index,
        public readonly string $name,
        public readonly FileState $state,
        public readonly ?int $attachment,
        public readonly ?int $length,
        public readonly ?string $sha256,
        public readonly bool $isUnwrapped,
        public readonly bool $isDestroyed,
        public readonly ?string $sealedName,
        public readonly ?int $sealedLength,
        public readonly ?string $sealedSha256,
    ) {
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] CData $file, int $index): self
    {
        $sha256 = Library::get('antin_file_sha256', $file);
        $sealed = Library::get('antin_file_sealed_sha256', $file);
        return new self(
            $index,
            (string) Library::get('antin_file_name', $file),
            FileState::from(Library::get('antin_file_state', $file)),
            Library::place('antin_file_attachment', $file),
            $sha256 === null ? null : Library::get('antin_file_length', $file),
            $sha256,
            Library::get('antin_file_is_unwrapped', $file) === 1,
            Library::get('antin_file_is_destroyed', $file) === 1,
            Library::get('antin_file_sealed_name', $file),
            $sealed === null ? null : Library::get('antin_file_sealed_length', $file),
            $sealed,
        );
    }
}
