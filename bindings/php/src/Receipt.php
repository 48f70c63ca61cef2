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

/** What a recipient says about a package. Unless it was judged, and is accepted, it is anybody's word. */
final class Receipt
{
    use Owner;

    /** The identity of the sender's seal, in hexadecimal; none for a package that came without one. */
    public readonly ?string $seal;

    /** The document id. */
    public readonly string $document;

    /** The identifier code of the body that sent the package. */
    public readonly string $sender;

    /** The identifier code of the body that makes the receipt. */
    public readonly string $recipient;

    public readonly Status $status;

    /** When it was so, by the recipient's clock, in seconds since 1970. */
    public readonly int $time;

    /** @var list<string> in words; a refusal should have one */
    public readonly array $reasons;

    /**
     * Says what has become of a package, by the body that received it.
     *
     * @param string|list<string> $reasons
     * @throws Exception\InvalidArgumentException for what no receipt says
     */
    public function __construct(
        Sent $sent,
        string $recipient,
        Status $status,
        int|\DateTimeInterface $time,
        string|array $reasons = [],
    ) {
        $recipient = Argument::text($recipient, 'recipient');
        $time = Argument::time($time);
        $handle = Library::make('receipt', 'antin_receipt_new', $sent->handle(), $recipient, $status, $time);
        foreach (Argument::many($reasons, 'reasons') as $reason) {
            Library::call('antin_receipt_add_reason', $handle, Argument::text($reason, 'reasons'));
        }
        $this->take($handle);
    }

    /** @internal */
    public static function lent(#[\SensitiveParameter] CData $receipt, Handle $owner): self
    {
        $lent = (new \ReflectionClass(self::class))->newInstanceWithoutConstructor();
        $lent->take(new Handle('Receipt', $receipt, $owner));
        return $lent;
    }

    /** Returns it as JSON by `docs/receipt.md`. */
    public function toJson(): string
    {
        return Library::makeBytes('antin_receipt_to_json', $this->handle);
    }

    /**
     * Signs it by the key of the recipient; returns its container.
     *
     * @throws Exception\KeyException if the key cannot make such signatures
     */
    public function sign(Credential $credential, SignOptions $options, int|\DateTimeInterface $time): string
    {
        return Library::makeBytes(
            'antin_receipt_sign',
            $this->handle,
            $credential->handle(),
            $options->handle(),
            Argument::time($time),
        );
    }

    /**
     * Prepares it for a key that lives elsewhere.
     *
     * `chain` is certificates in PEM, the signer's first, or the signer's alone in DER.
     */
    public function prepare(string $chain, SignOptions $options, int|\DateTimeInterface $time): PreparedReceipt
    {
        return new PreparedReceipt(Library::make(
            'prepared_receipt',
            'antin_prepare_receipt',
            $this->handle,
            $chain,
            strlen($chain),
            $options->handle(),
            Argument::time($time),
        ));
    }

    /**
     * Puts the container of a receipt into a package, as a further attachment; returns the package with it.
     *
     * @param string|resource|\SplFileInfo $package
     */
    public static function insert(string $container, mixed $package): string
    {
        $target = Target::memory();
        self::insertInto($container, $package, $target);
        return $target->bytes();
    }

    /**
     * Puts the container of a receipt into a package, and writes that, as `Antin::sealTo`.
     *
     * @param string|resource|\SplFileInfo $package
     * @param resource|\SplFileInfo $output
     */
    public static function insertTo(string $container, mixed $package, mixed $output): void
    {
        self::insertInto($container, $package, Target::of($output));
    }

    /**
     * Finds the receipts that a package carries. Nothing is judged.
     *
     * @param string|resource|\SplFileInfo $package
     * @return list<CarriedReceipt>
     */
    public static function carriedBy(mixed $package): array
    {
        $source = Source::of($package);
        $receipts = Callbacks::during(static fn (): Handle =>
            Library::make('receipts', 'antin_receipts_in', $source->handle));
        $carried = [];
        $count = Library::get('antin_receipts_count', $receipts);
        for ($index = 0; $index < $count; ++$index) {
            $container = (string) Library::bytes('antin_receipts_get', $receipts, $index);
            $attachment = Library::get('antin_receipts_attachment', $receipts, $index);
            $carried[] = new CarriedReceipt($container, $attachment);
        }
        $receipts->close();
        return $carried;
    }

    private static function insertInto(string $container, mixed $package, Target $target): void
    {
        $source = Source::of($package);
        Callbacks::during(static fn () => Library::call(
            'antin_receipt_insert',
            $container,
            strlen($container),
            $source->handle,
            $target->handle,
        ));
    }

    private function take(Handle $handle): void
    {
        $this->handle = $handle;
        $this->seal = Library::get('antin_receipt_seal', $handle);
        $this->document = (string) Library::get('antin_receipt_document', $handle);
        $this->sender = (string) Library::get('antin_receipt_sender', $handle);
        $this->recipient = (string) Library::get('antin_receipt_recipient', $handle);
        $this->status = Status::from(Library::get('antin_receipt_status', $handle));
        $this->time = (int) Library::when('antin_receipt_time', $handle);
        $this->reasons = Library::list('antin_receipt_reason_count', 'antin_receipt_reason', $handle);
    }
}
