<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Callbacks;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Source;
use Antin\Internal\Target;

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

    /**
     * Seals a package; returns it with the seal, which is a further attachment.
     *
     * A package is its bytes, a stream that can seek, or the path of a file as an `SplFileInfo`; streams are read
     * from their beginning, wherever they stand. Several bodies can seal one package, one after the other.
     *
     * @param string|resource|\SplFileInfo $package
     * @throws Exception\MalformedException if it is no package, or one that two readers may read differently
     * @throws Exception\UnsupportedException for a status message
     */
    public static function seal(
        mixed $package,
        Credential $credential,
        SealOptions $options,
        int|\DateTimeInterface $time,
    ): string {
        $target = Target::memory();
        self::sealInto($package, $credential, $options, $time, $target);
        return $target->bytes();
    }

    /**
     * Seals a package, and writes it to a stream, or to a file in the place of one that is there.
     *
     * If this throws, the old file is as it was, and what was written to a stream is no package.
     *
     * @param string|resource|\SplFileInfo $package
     * @param resource|\SplFileInfo $output
     */
    public static function sealTo(
        mixed $package,
        mixed $output,
        Credential $credential,
        SealOptions $options,
        int|\DateTimeInterface $time,
    ): void {
        self::sealInto($package, $credential, $options, $time, Target::of($output));
    }

    /**
     * Prepares a seal for a key that lives elsewhere.
     *
     * `chain` is certificates in PEM, the signer's first, or the signer's alone in DER. Otherwise as `seal`.
     *
     * @param string|resource|\SplFileInfo $package
     */
    public static function prepareSeal(
        mixed $package,
        string $chain,
        SealOptions $options,
        int|\DateTimeInterface $time,
    ): PreparedSeal {
        $source = Source::of($package);
        return new PreparedSeal(Callbacks::during(static fn (): Handle => Library::make(
            'prepared_seal',
            'antin_prepare_seal',
            $source->handle,
            $chain,
            strlen($chain),
            $options->handle(),
            Argument::time($time),
        )));
    }

    /**
     * Judges a package: each seal as a signature, and what it says against the message, fact by fact and file by
     * file. Go on with `Package::requireAccepted`.
     *
     * Without an opening no sender is known, so that no package is accepted. Nothing is fetched.
     *
     * @param string|resource|\SplFileInfo $message
     * @throws Exception\InputException for what is no package
     */
    public static function open(
        mixed $message,
        Policy $policy,
        int|\DateTimeInterface $at,
        ?Opening $opening = null,
        ?Evidence $evidence = null,
    ): Package {
        $source = Source::of($message);
        return new Package(Callbacks::during(static fn (): Handle => Library::make(
            'package',
            'antin_package_open',
            $source->handle,
            $opening?->handle(),
            $policy->handle(),
            $evidence?->handle(),
            Argument::time($at),
        )));
    }

    /**
     * Rewrites a message as the hub was seen to. For tests: it makes no message better.
     *
     * Rewritings are things that it does, such as `attachments`; `antin.h` lists them at `antin_hop`. Null is what is
     * usual, an empty list none of them. The same arguments give the same result.
     *
     * @param string|resource|\SplFileInfo $message
     * @param list<string>|null $rewritings
     * @throws Exception\InvalidArgumentException for a rewriting that there is not
     */
    public static function hop(
        mixed $message,
        int|\DateTimeInterface $time,
        ?array $rewritings = null,
        int $seed = 0,
    ): string {
        $target = Target::memory();
        self::hopInto($message, $time, $rewritings, $seed, $target);
        return $target->bytes();
    }

    /**
     * Rewrites a message as `hop`, and writes it to a stream or a file, as `sealTo`.
     *
     * @param string|resource|\SplFileInfo $message
     * @param resource|\SplFileInfo $output
     * @param list<string>|null $rewritings
     */
    public static function hopTo(
        mixed $message,
        mixed $output,
        int|\DateTimeInterface $time,
        ?array $rewritings = null,
        int $seed = 0,
    ): void {
        self::hopInto($message, $time, $rewritings, $seed, Target::of($output));
    }

    /**
     * Reads a message, and tells what it lacks by the rules of the format. Nothing is judged.
     *
     * @param string|resource|\SplFileInfo $message
     * @throws Exception\InputException for what is no package
     */
    public static function validate(mixed $message): Validation
    {
        $source = Source::of($message);
        return Validation::read(Callbacks::during(static fn (): Handle => Library::make(
            'validation',
            'antin_validation_new',
            $source->handle,
        )));
    }

    private static function sealInto(
        mixed $package,
        Credential $credential,
        SealOptions $options,
        int|\DateTimeInterface $time,
        Target $target,
    ): void {
        $source = Source::of($package);
        Callbacks::during(static fn () => Library::call(
            'antin_seal_package',
            $source->handle,
            $credential->handle(),
            $options->handle(),
            Argument::time($time),
            $target->handle,
        ));
    }

    private static function hopInto(
        mixed $message,
        int|\DateTimeInterface $time,
        ?array $rewritings,
        int $seed,
        Target $target,
    ): void {
        $source = Source::of($message);
        foreach ($names = Argument::many($rewritings ?? [], 'rewritings') as $name) {
            Argument::text($name, 'rewritings');
        }
        [$kept, $list] = Library::texts($names);
        Callbacks::during(static fn () => Library::call(
            'antin_hop',
            $source->handle,
            $rewritings === null ? null : $list,
            count($kept),
            Argument::time($time),
            Argument::count($seed, 'seed'),
            $target->handle,
        ));
    }
}
