<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Callbacks;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;
use Antin\Internal\Source;
use Antin\Internal\Target;
use FFI\CData;

/**
 * The judgement on a package. It is no pass: call `requireAccepted`.
 *
 * To PHP every object is true, the judgement on a forged package too.
 */
final class Package
{
    use Owner;

    /** @internal */
    public function __construct(Handle $handle)
    {
        $this->handle = $handle;
    }

    /**
     * Returns only if all that was sealed is whole, every seal passed, and the sender is bound.
     *
     * @throws Exception\RejectedException otherwise
     */
    public function requireAccepted(): void
    {
        Library::call('antin_package_require_accepted', $this->handle);
    }

    /** Says whether `requireAccepted` would return. */
    public function isAccepted(): bool
    {
        return Library::get('antin_package_is_accepted', $this->handle) === 1;
    }

    /** Returns what became of it. Of the signatures this says nothing. */
    public function state(): PackageState
    {
        return PackageState::from(Library::get('antin_package_state', $this->handle));
    }

    /** Returns the verdict on the signatures of all seals: the worst. Of the message this says nothing. */
    public function verdict(): Verdict
    {
        return Verdict::tryFrom(Library::get('antin_package_verdict', $this->handle)) ?? Verdict::Indeterminate;
    }

    /** Returns the sub-indication that goes with the verdict; null for a pass. */
    public function subIndication(): ?string
    {
        return Library::get('antin_package_sub_indication', $this->handle);
    }

    /** Returns the identifier code of the sender, as the message has it: a claim, unless the package is accepted. */
    public function senderCode(): ?string
    {
        return Library::get('antin_package_sender_code', $this->handle);
    }

    /** Returns what is known of the certificate of the sender's seal. */
    public function senderBinding(): Binding
    {
        return Binding::from(Library::get('antin_package_sender_binding', $this->handle));
    }

    /** Returns whose certificate it is instead, where the binding is `Other` and that was said. */
    public function senderOther(): ?string
    {
        return Library::get('antin_package_sender_other', $this->handle);
    }

    /**
     * Returns the judgements on the seals: those in the message, then those beside it.
     *
     * @return list<Seal>
     */
    public function seals(): array
    {
        return $this->each('seal', fn (CData $seal): Seal => Seal::read($seal, $this->handle));
    }

    /**
     * Returns the facts that were sealed or arrived, each by the seal that is worst for it.
     *
     * @return list<Fact>
     */
    public function facts(): array
    {
        return $this->each('fact', Fact::read(...));
    }

    /**
     * Returns the attachments that were sealed or arrived, without the seals, each by the seal that is worst for it.
     *
     * @return list<File>
     */
    public function files(): array
    {
        return $this->each('file', File::read(...));
    }

    /**
     * Returns the liberties that were taken while the message was read, in its order.
     *
     * @return list<Liberty>
     */
    public function liberties(): array
    {
        return $this->each('liberty', Liberty::read(...));
    }

    /** Returns the whole judgement as JSON, by `docs/package-report.schema.json`. */
    public function toJson(Language $language = Language::En): string
    {
        return Library::makeBytes('antin_package_to_json', $this->handle, $language);
    }

    /** Returns the whole judgement as text for people. */
    public function toText(Language $language = Language::En): string
    {
        return Library::makeBytes('antin_package_to_text', $this->handle, $language);
    }

    /**
     * Returns one attachment, by its place in `files`, out of the archives around it.
     *
     * The message is given again, and what it has is compared with what was judged.
     *
     * @param string|resource|\SplFileInfo $message
     * @throws Exception\RejectedException unless the package is accepted
     * @throws Exception\InvalidArgumentException if the message is another one, or has no such attachment
     */
    public function extract(mixed $message, int|File $file): string
    {
        $target = Target::memory();
        $this->extractInto($message, $file, $target);
        return $target->bytes();
    }

    /**
     * Writes one attachment to a stream, or to a file in the place of one that is there. Otherwise as `extract`.
     *
     * If this throws, the old file is as it was; a stream may have got bytes of an attachment that was refused at its
     * end. Name files yourself: what attachments are called is a stranger's text.
     *
     * @param string|resource|\SplFileInfo $message
     * @param resource|\SplFileInfo $output
     */
    public function extractTo(mixed $message, int|File $file, mixed $output): void
    {
        $this->extractInto($message, $file, Target::of($output));
    }

    /**
     * Returns all attachments, in the order of `files`, reading the message once. Otherwise as `extract`.
     *
     * @param string|resource|\SplFileInfo $message
     * @return list<string>
     */
    public function extractAll(mixed $message): array
    {
        $targets = [];
        $count = Library::get('antin_package_file_count', $this->handle);
        for ($index = 0; $index < $count; ++$index) {
            $targets[] = Target::memory();
        }
        $this->extractEach($message, $targets);
        return array_map(static fn (Target $target): string => $target->bytes(), $targets);
    }

    /**
     * Writes attachments, reading the message once: to each place in `files` that is a key, what is there is written,
     * as by `extractTo`.
     *
     * @param string|resource|\SplFileInfo $message
     * @param array<int, resource|\SplFileInfo> $outputs
     */
    public function extractAllTo(mixed $message, array $outputs): void
    {
        $count = Library::get('antin_package_file_count', $this->handle);
        foreach (array_keys($outputs) as $index) {
            if (!is_int($index) || $index < 0 || $index >= $count) {
                throw new \ValueError("there is no attachment $index");
            }
        }
        $this->extractEach($message, array_map(Target::of(...), $outputs));
    }

    private function extractInto(mixed $message, int|File $file, Target $target): void
    {
        $source = Source::of($message);
        $index = Argument::count($file instanceof File ? $file->index : $file, 'file');
        Callbacks::during(fn () => Library::call(
            'antin_package_extract_file',
            $this->handle,
            $source->handle,
            $index,
            $target->handle,
        ));
    }

    /** @param array<int, Target> $targets */
    private function extractEach(mixed $message, array $targets): void
    {
        $source = Source::of($message);
        $count = Library::get('antin_package_file_count', $this->handle);
        $list = Library::ffi()->new('antin_target *[' . max(1, $count) . ']');
        $entered = [];
        try {
            foreach ($targets as $index => $target) {
                $list[$index] = $target->handle->enter();
                $entered[] = $target->handle;
            }
            Callbacks::during(fn () => Library::call(
                'antin_package_extract',
                $this->handle,
                $source->handle,
                $list,
                $count,
            ));
        } finally {
            foreach ($entered as $handle) {
                $handle->leave();
            }
        }
    }

    /** Reads what the package lends. */
    private function each(string $kind, callable $read): array
    {
        $functions = [
            'seal' => ['antin_package_seal_count', 'antin_package_seal'],
            'fact' => ['antin_package_fact_count', 'antin_package_fact'],
            'file' => ['antin_package_file_count', 'antin_package_file'],
            'liberty' => ['antin_package_liberty_count', 'antin_package_liberty'],
        ];
        [$count, $getter] = $functions[$kind];
        $all = [];
        $package = $this->handle->enter();
        try {
            $number = Library::get($count, $package);
            for ($index = 0; $index < $number; ++$index) {
                $all[] = $read(Library::get($getter, $package, $index), $index);
            }
        } finally {
            $this->handle->leave();
        }
        return $all;
    }
}
