<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Handle;
use Antin\Internal\Library;
use FFI\CData;

/** The judgement on one seal. That it passed says nothing of the message: that is `Package::requireAccepted`. */
final class Seal
{
    /**
     * @param int|null $attachment its place in the message; none if it was handed over beside it
     * @param int|null $container its place among those of `Opening::addContainer`; none if it is an attachment
     * @param string|null $id by what it is known, so that a package that is sent twice can be told; none if it
     *     does not have exactly one signature
     * @param string $sha256 of its container, in hexadecimal
     * @param Verdict $verdict that of its signature, and a failure if it is faulty
     * @param string|null $subIndication of EN 319 102-1; none for a pass
     * @param string|null $fault what is wrong with container or statement, as a stable name; none if nothing is
     * @param string|null $organ the identifier code of the body that seals, by its own word
     * @param Role|null $role by its own word
     * @param Binding $binding what is known of its certificate and the body that it names
     * @param string|null $statement what it says about the package, as JSON by `docs/seal.md`
     * @param Report|null $report the judgement on its signature; none if its container could not be judged. While
     *     it is open, what the package holds stays in memory
     * @param list<string> $missing by what seals are known that were there before it and are not there now
     * @param array<int, string|null> $faultTexts by language
     */
    private function __construct(
        public readonly ?int $attachment,
        public readonly ?int $container,
        public readonly ?string $id,
        public readonly string $sha256,
        public readonly Verdict $verdict,
        public readonly ?string $subIndication,
        public readonly ?string $fault,
        public readonly ?string $organ,
        public readonly ?Role $role,
        public readonly Binding $binding,
        public readonly ?string $statement,
        public readonly ?Report $report,
        public readonly array $missing,
        private readonly array $faultTexts,
    ) {
    }

    /** Returns the fault as a clause for people; null if there is none. */
    public function faultText(Language $language = Language::En): ?string
    {
        return $this->faultTexts[$language->value];
    }

    /** @internal */
    public static function read(#[\SensitiveParameter] CData $seal, Handle $package): self
    {
        $texts = [];
        foreach (Language::cases() as $language) {
            $texts[$language->value] = Library::get('antin_seal_fault_text', $seal, $language);
        }
        $role = Library::get('antin_seal_role', $seal);
        $report = Library::get('antin_seal_report', $seal);
        return new self(
            Library::place('antin_seal_attachment', $seal),
            Library::place('antin_seal_container', $seal),
            Library::get('antin_seal_id', $seal),
            (string) Library::get('antin_seal_sha256', $seal),
            Verdict::tryFrom(Library::get('antin_seal_verdict', $seal)) ?? Verdict::Indeterminate,
            Library::get('antin_seal_sub_indication', $seal),
            Library::get('antin_seal_fault', $seal),
            Library::get('antin_seal_organ', $seal),
            $role === 0 ? null : Role::from($role),
            Binding::from(Library::get('antin_seal_binding', $seal)),
            Library::bytes('antin_seal_statement', $seal),
            $report === null ? null : new Report(new Handle('Report', $report, $package)),
            Library::list('antin_seal_missing_count', 'antin_seal_missing', $seal),
            $texts,
        );
    }
}
