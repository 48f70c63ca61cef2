<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/** What the caller knows beside the document. Nothing in it is trusted. */
final class Evidence
{
    use Owner;

    /**
     * Takes the contents of files: certificates and CRLs in PEM or DER, OCSP answers in DER.
     *
     * The reception time is when the signatures were received, by a clock that the caller trusts: they
     * existed then, also without a time-stamp.
     *
     * @param string|list<string> $certificates
     * @param string|list<string> $crls
     * @param string|list<string> $ocsp
     * @throws Exception\MalformedException if one of them cannot be read
     */
    public function __construct(
        string|array $certificates = [],
        string|array $crls = [],
        string|array $ocsp = [],
        int|\DateTimeInterface|null $receptionTime = null,
    ) {
        $this->handle = Library::make('evidence', 'antin_evidence_new');
        foreach (Argument::many($certificates, 'certificates') as $item) {
            Library::call('antin_evidence_add_certificates', $this->handle, $item, strlen($item));
        }
        foreach (Argument::many($crls, 'crls') as $item) {
            Library::call('antin_evidence_add_crls', $this->handle, $item, strlen($item));
        }
        foreach (Argument::many($ocsp, 'ocsp') as $item) {
            Library::call('antin_evidence_add_ocsp', $this->handle, $item, strlen($item));
        }
        if ($receptionTime !== null) {
            Library::call('antin_evidence_set_reception_time', $this->handle, Argument::time($receptionTime));
        }
    }
}
