<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Library;

/**
 * Signs and judges documents.
 *
 * Documents are strings, or streams that are read to their end. Times are seconds since 1970, or a
 * `DateTimeInterface`; no clock is read and nothing is fetched.
 */
final class Antin
{
    private function __construct()
    {
    }

    /** Returns the version of the library, such as `0.1.0`. */
    public static function version(): string
    {
        return Library::get('antin_version');
    }

    /**
     * Signs a document; returns the signature, with the document in it if the options say so.
     *
     * A stream is signed in constant memory if the signature is detached; otherwise there is `signTo`.
     *
     * @param string|resource $document
     * @throws Exception\KeyException if the key cannot make such signatures
     * @throws Exception\InvalidArgumentException if the options lack what the level asks for
     * @throws Exception\TimestampException|Exception\NetworkException if there is no time-stamp
     */
    public static function sign(
        mixed $document,
        Credential $credential,
        SignOptions $options,
        int|\DateTimeInterface $time,
    ): string {
        if (Argument::isStream($document, 'document') && $options->packaging === Packaging::Detached) {
            $signing = Signing::detached($credential, $options, $time);
            $signing->updateFrom($document);
            return $signing->finish();
        }
        $data = Argument::all($document, 'document');
        return Library::makeBytes(
            'antin_sign',
            $data,
            strlen($data),
            $credential->handle(),
            $options->handle(),
            Argument::time($time),
        );
    }

    /**
     * Writes a signature with the document in it, in constant memory.
     *
     * The document has `length` bytes left. If this throws, what was written is no signature.
     *
     * @param resource $document
     * @param resource $output
     */
    public static function signTo(
        mixed $document,
        mixed $output,
        Credential $credential,
        SignOptions $options,
        int|\DateTimeInterface $time,
        int $length,
    ): void {
        $signing = Signing::attached($credential, $options, $time, $length);
        Argument::write($output, $signing->head());
        foreach (Argument::pieces($document, 'document') as $piece) {
            $signing->update($piece);
            Argument::write($output, $piece);
        }
        Argument::write($output, $signing->finish());
    }

    /**
     * Adds a signature beside those that are there, which are kept byte for byte.
     *
     * `content` is the document if the signatures are detached.
     *
     * @throws Exception\InvalidArgumentException if the content is missing, not wanted, or not what the
     *     existing signatures are over; otherwise as `sign`
     */
    public static function addSignature(
        string $signature,
        Credential $credential,
        SignOptions $options,
        int|\DateTimeInterface $time,
        ?string $content = null,
    ): string {
        return Library::makeBytes(
            'antin_add_signature',
            $signature,
            strlen($signature),
            $content,
            strlen($content ?? ''),
            $credential->handle(),
            $options->handle(),
            Argument::time($time),
        );
    }

    /**
     * Raises all signatures to the level of the options, by their timestamper and evidence.
     *
     * What is there stays; LTA adds an archive time-stamp each time, which renews the one before.
     * `content` is the document if it lies beside the signature and is at hand. Nothing is judged: judge
     * the signature first.
     *
     * @throws Exception\TimestampException|Exception\NetworkException if there is no time-stamp
     * @throws Exception\InvalidArgumentException if the options lack what the level asks for, or the
     *     content is another one
     * @throws Exception\MalformedException if it is no signature
     */
    public static function extend(string $signature, SignOptions $options, ?string $content = null): string
    {
        return Library::makeBytes(
            'antin_extend',
            $signature,
            strlen($signature),
            $content,
            strlen($content ?? ''),
            $options->handle(),
        );
    }

    /**
     * Prepares a signature for a key that lives elsewhere.
     *
     * `chain` is certificates in PEM, the signer's first, or the signer's alone in DER.
     *
     * @param string|resource $document
     * @throws Exception\KeyException if the key of the certificate does not fit the options
     */
    public static function prepare(
        mixed $document,
        string $chain,
        SignOptions $options,
        int|\DateTimeInterface $time,
    ): Prepared {
        if (Argument::isStream($document, 'document') && $options->packaging === Packaging::Detached) {
            $signing = Signing::forChain($chain, $options, $time);
            $signing->updateFrom($document);
            return $signing->prepare();
        }
        $data = Argument::all($document, 'document');
        return new Prepared(Library::make(
            'prepared',
            'antin_prepare',
            $data,
            strlen($data),
            $chain,
            strlen($chain),
            $options->handle(),
            Argument::time($time),
        ));
    }

    /**
     * Prepares a detached signature over a document of which only the digest is at hand.
     *
     * @throws Exception\InvalidArgumentException if the key signs with another digest algorithm
     */
    public static function prepareDigest(
        Digest $algorithm,
        string $digest,
        string $chain,
        SignOptions $options,
        int|\DateTimeInterface $time,
    ): Prepared {
        return new Prepared(Library::make(
            'prepared',
            'antin_prepare_digest',
            $algorithm,
            $digest,
            strlen($digest),
            $chain,
            strlen($chain),
            $options->handle(),
            Argument::time($time),
        ));
    }

    /** Prepares a signature beside those that are there: `addSignature` in two steps. */
    public static function prepareAddition(
        string $signature,
        string $chain,
        SignOptions $options,
        int|\DateTimeInterface $time,
        ?string $content = null,
    ): Prepared {
        return new Prepared(Library::make(
            'prepared',
            'antin_prepare_addition',
            $signature,
            strlen($signature),
            $content,
            strlen($content ?? ''),
            $chain,
            strlen($chain),
            $options->handle(),
            Argument::time($time),
        ));
    }

    /**
     * Judges the signatures of a document at a time.
     *
     * `document` is what carries the signatures; `content` is the file that was signed, if it lies
     * beside them. Of streams, the content, or else the document, is judged in constant memory.
     *
     * That there is a report says nothing of what it says: go on with `Report::requirePassed`.
     *
     * @param string|resource $document
     * @param string|resource|null $content
     * @throws Exception\InputException if there can be no judgement
     * @throws Exception\InvalidArgumentException for content that is not wanted
     */
    public static function verify(
        mixed $document,
        Policy $policy,
        int|\DateTimeInterface $at,
        mixed $content = null,
        ?Evidence $evidence = null,
    ): Report {
        if ($content === null && Argument::isStream($document, 'document')) {
            $verifying = Verifying::attached($policy, $at, $evidence);
            $verifying->updateFrom($document);
            return $verifying->finish();
        }
        $data = Argument::all($document, 'document');
        if ($content !== null && Argument::isStream($content, 'content')) {
            $verifying = Verifying::detached($data, $policy, $at, $evidence);
            $verifying->updateFrom($content);
            return $verifying->finish();
        }
        return new Report(Library::make(
            'report',
            'antin_verify',
            $data,
            strlen($data),
            $content,
            strlen($content ?? ''),
            $policy->handle(),
            $evidence?->handle(),
            Argument::time($at),
        ));
    }

    /**
     * Judges a certificate alone, in DER or PEM, by RFC 5280 section 6.
     *
     * `evidence` has the certificates in between. That there is a judgement says nothing of what it says:
     * go on with `CertificatePath::requirePassed`.
     */
    public static function judgePath(
        string $certificate,
        Policy $policy,
        int|\DateTimeInterface $at,
        ?Evidence $evidence = null,
    ): CertificatePath {
        return new CertificatePath(Library::make(
            'path',
            'antin_path_judge',
            $certificate,
            strlen($certificate),
            $policy->handle(),
            $evidence?->handle(),
            Argument::time($at),
        ));
    }

    /**
     * Looks into the contents of a file, in PEM or DER, PKCS#12 among them.
     *
     * Of a private key only the kind and the public half are shown.
     *
     * @throws Exception\KeyException if a password is needed or wrong
     * @throws Exception\InputException if it is nothing that the library knows
     */
    public static function inspect(
        #[\SensitiveParameter] string $file,
        #[\SensitiveParameter] ?string $password = null,
    ): Inspection {
        return new Inspection(Library::make(
            'inspection',
            'antin_inspect',
            $file,
            strlen($file),
            $password === null ? null : Argument::text($password, 'password'),
        ));
    }

    /**
     * Fetches what a judgement of a signature will need: OCSP answers, CRLs and missing issuers.
     *
     * It is asked for the signers and for the authorities of their time-stamps. What is `known` is not
     * fetched again. What could not be fetched is no error: `Gathered::$missing` tells.
     */
    public static function gather(
        Client $client,
        string $signature,
        Policy $policy,
        int|\DateTimeInterface $now,
        ?Evidence $known = null,
    ): Gathered {
        return self::gathered('antin_gather', $client, $signature, $policy, $now, $known);
    }

    /**
     * Fetches what a judgement of a certificate will need, as for signing at level LT.
     *
     * The first of `certificates`, in PEM or DER, is asked about; the others complete its path.
     */
    public static function gatherForCertificate(
        Client $client,
        string $certificates,
        Policy $policy,
        int|\DateTimeInterface $now,
        ?Evidence $known = null,
    ): Gathered {
        return self::gathered('antin_gather_for_certificate', $client, $certificates, $policy, $now, $known);
    }

    private static function gathered(
        string $function,
        Client $client,
        string $data,
        Policy $policy,
        int|\DateTimeInterface $now,
        ?Evidence $known,
    ): Gathered {
        return Gathered::read(Library::make(
            'gathered',
            $function,
            $client->handle(),
            $data,
            strlen($data),
            $policy->handle(),
            $known?->handle(),
            Argument::time($now),
        ));
    }
}
