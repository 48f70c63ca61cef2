<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Handle;
use Antin\Internal\Library;
use Antin\Internal\Owner;
use FFI\CData;

/** A package that was sent, as receipts name it: keep its parts until the last receipt came. */
final class Sent
{
    use Owner;

    /** The identity of the sender's seal, in hexadecimal; none if it has no seal that passed. */
    public readonly ?string $seal;

    /** The document id. */
    public readonly string $document;

    /** The identifier code of the sender. */
    public readonly string $sender;

    /** @var list<string> the identifier codes of the recipients */
    public readonly array $recipients;

    /**
     * Puts it together from its parts.
     *
     * @param list<string> $recipients
     * @throws Exception\InvalidArgumentException if a part is none
     */
    public function __construct(string $document, string $sender, array $recipients, ?string $seal = null)
    {
        foreach ($recipients = Argument::many($recipients, 'recipients') as $recipient) {
            Argument::text($recipient, 'recipients');
        }
        [$kept, $list] = Library::texts($recipients);
        $this->take(Library::make(
            'sent',
            'antin_sent_new',
            $seal === null ? null : Argument::text($seal, 'seal'),
            Argument::text($document, 'document'),
            Argument::text($sender, 'sender'),
            $list,
            count($kept),
        ));
    }

    /** Tells what was sent by the judgement on it, at either end; null if nobody can say. */
    public static function of(Package $package): ?self
    {
        try {
            return self::from(Library::make('sent', 'antin_sent_of', $package->handle()));
        } catch (Exception\AntinException $error) {
            return $error->result() === Result::Absent ? null : throw $error;
        }
    }

    /** @internal */
    public static function lent(#[\SensitiveParameter] CData $sent, Handle $owner): self
    {
        return self::from(new Handle('Sent', $sent, $owner));
    }

    private static function from(Handle $handle): self
    {
        $sent = (new \ReflectionClass(self::class))->newInstanceWithoutConstructor();
        $sent->take($handle);
        return $sent;
    }

    private function take(Handle $handle): void
    {
        $this->handle = $handle;
        $this->seal = Library::get('antin_sent_seal', $handle);
        $this->document = (string) Library::get('antin_sent_document', $handle);
        $this->sender = (string) Library::get('antin_sent_sender', $handle);
        $this->recipients = Library::list('antin_sent_recipient_count', 'antin_sent_recipient', $handle);
    }
}
