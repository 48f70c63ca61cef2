<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/**
 * Whom to trust, and what to demand of signatures, certificates and algorithms.
 *
 * By default SHA-2 and RSA keys from 2048 bits are admitted, and revocation status is demanded.
 */
final class Policy
{
    use Owner;

    /**
     * Trusts root certificates: the contents of one file or several, in PEM or DER.
     *
     * `profile` is the name of a built-in profile such as `vn-2026`, `profileFile` the contents of one
     * in TOML; the other arguments stand above it. `level` is the least that signatures must have.
     * `dangerSkipRevocation` believes certificates without asking whether they were revoked: whoever
     * stole a key can then sign until its certificate ends.
     *
     * The rest are the inputs of path validation (RFC 5280 section 6.1.1): the purpose and the name of
     * the signer's certificate, certificate policies in dotted form, and the number of authorities
     * below the root.
     *
     * @param string|list<string> $roots
     * @param list<string>|null $certificatePolicies
     * @throws Exception\MalformedException if a certificate cannot be read
     * @throws Exception\PolicyException if the profile file cannot be followed
     * @throws Exception\InvalidArgumentException for a choice that is none
     */
    public function __construct(
        string|array $roots,
        ?string $profile = null,
        ?string $profileFile = null,
        ?Level $level = null,
        ?Revocation $revocation = null,
        bool $dangerSkipRevocation = false,
        ?Provider $provider = null,
        ?Purpose $purpose = null,
        ?NameForm $nameForm = null,
        ?string $name = null,
        ?array $certificatePolicies = null,
        bool $requireExplicitPolicy = false,
        bool $inhibitPolicyMapping = false,
        bool $inhibitAnyPolicy = false,
        ?int $maxDepth = null,
    ) {
        if (($nameForm === null) !== ($name === null)) {
            throw new \ValueError('name and nameForm go together');
        }
        $roots = Argument::many($roots, 'roots') ?: [''];
        $first = array_shift($roots);
        $this->handle = Library::make('policy', 'antin_policy_new', $first, strlen($first));
        foreach ($roots as $root) {
            $this->set('antin_policy_add_roots', $root, strlen($root));
        }
        // A profile comes first: what follows adds to what it says.
        if ($profile !== null) {
            $this->set('antin_policy_set_profile', Argument::text($profile, 'profile'));
        }
        if ($profileFile !== null) {
            $this->set('antin_policy_set_profile_file', $profileFile, strlen($profileFile));
        }
        $this->setChoices($level, $revocation, $provider, $purpose);
        if ($nameForm !== null && $name !== null) {
            $this->set('antin_policy_set_name', $nameForm, Argument::text($name, 'name'));
        }
        if ($certificatePolicies !== null) {
            $this->setCertificatePolicies($certificatePolicies);
        }
        $demands = [
            'antin_policy_danger_skip_revocation' => $dangerSkipRevocation,
            'antin_policy_require_explicit_policy' => $requireExplicitPolicy,
            'antin_policy_inhibit_policy_mapping' => $inhibitPolicyMapping,
            'antin_policy_inhibit_any_policy' => $inhibitAnyPolicy,
        ];
        foreach (array_keys(array_filter($demands)) as $demand) {
            $this->set($demand);
        }
        if ($maxDepth !== null) {
            $this->set('antin_policy_set_max_depth', Argument::count($maxDepth, 'maxDepth'));
        }
    }

    private function set(string $function, mixed ...$arguments): void
    {
        Library::call($function, $this->handle, ...$arguments);
    }

    private function setChoices(
        ?Level $level,
        ?Revocation $revocation,
        ?Provider $provider,
        ?Purpose $purpose,
    ): void {
        $choices = [
            'antin_policy_require_level' => $level,
            'antin_policy_set_revocation' => $revocation,
            'antin_policy_set_provider' => $provider,
            'antin_policy_set_purpose' => $purpose,
        ];
        foreach ($choices as $setter => $choice) {
            if ($choice !== null) {
                $this->set($setter, $choice);
            }
        }
    }

    /** @param array<string> $policies */
    private function setCertificatePolicies(array $policies): void
    {
        $policies = Argument::many($policies, 'certificatePolicies');
        foreach ($policies as $policy) {
            Argument::text($policy, 'certificatePolicies');
        }
        [$kept, $list] = Library::texts($policies);
        $this->set('antin_policy_set_certificate_policies', $list, count($kept));
    }
}
