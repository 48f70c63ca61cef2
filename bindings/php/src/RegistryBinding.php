<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** A binding to be added to a draft: these certificates are that body's. */
final class RegistryBinding
{
    use Owner;

    /**
     * Binds what a certificate is known by, in PEM or DER, to the body with an identifier code, since a time.
     *
     * By `KeyIdentifier` and `Subject` the issuer's certificate is needed too, by `Issuer` it alone. The role is
     * that of the body unless others are given. A leader's key may be delegated: `holder` is who holds it, `basis`
     * the decision that says so.
     *
     * @param list<Role> $roles
     * @throws Exception\InvalidArgumentException if a certificate is missing or not wanted
     * @throws Exception\MalformedException if one cannot be read
     */
    public function __construct(
        string $id,
        string $organ,
        MatchBy $by,
        int|\DateTimeInterface $from,
        ?string $certificate = null,
        ?string $issuer = null,
        array $roles = [],
        int|\DateTimeInterface|null $until = null,
        ?string $holder = null,
        ?string $basis = null,
    ) {
        if (($holder === null) !== ($basis === null)) {
            throw new \ValueError('holder and basis go together');
        }
        $this->handle = Library::make(
            'binding',
            'antin_binding_new',
            Argument::text($id, 'id'),
            Argument::text($organ, 'organ'),
            $by,
            $certificate,
            strlen($certificate ?? ''),
            $issuer,
            strlen($issuer ?? ''),
            Argument::time($from),
        );
        foreach ($roles as $role) {
            if (!$role instanceof Role) {
                throw new \TypeError('roles must be Role, not ' . get_debug_type($role));
            }
            Library::call('antin_binding_add_role', $this->handle, $role);
        }
        if ($until !== null) {
            Library::call('antin_binding_set_until', $this->handle, Argument::time($until));
        }
        if ($holder !== null && $basis !== null) {
            [$holder, $basis] = [Argument::text($holder, 'holder'), Argument::text($basis, 'basis')];
            Library::call('antin_binding_set_delegated', $this->handle, $holder, $basis);
        }
    }
}
