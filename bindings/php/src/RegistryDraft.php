<?php

declare(strict_types=1);

namespace Antin;

use Antin\Internal\Argument;
use Antin\Internal\Library;
use Antin\Internal\Owner;

/**
 * A registry that is being written. Issue it, and sign its JSON by `Antin::sign`, attached.
 *
 * What breaks the rules of `docs/registry.md` is an `InvalidArgumentException`, and changes nothing.
 */
final class RegistryDraft
{
    use Owner;

    /** Begins an empty one, which was never issued. */
    public function __construct(string $name)
    {
        $this->handle = Library::make('registry_draft', 'antin_registry_draft_new', Argument::text($name, 'name'));
    }

    /**
     * Goes on with one that is there, in JSON.
     *
     * @throws Exception\MalformedException if it is none
     */
    public static function fromJson(string $json): self
    {
        $draft = (new \ReflectionClass(self::class))->newInstanceWithoutConstructor();
        $draft->handle = Library::make('registry_draft', 'antin_registry_draft_from_json', $json, strlen($json));
        return $draft;
    }

    /** Adds a body, by its identifier code, and since when it exists, if that is to be said. */
    public function addBody(string $code, string $name, int|\DateTimeInterface|null $from = null): self
    {
        [$code, $name] = [Argument::text($code, 'code'), Argument::text($name, 'name')];
        if ($from === null) {
            Library::call('antin_registry_draft_add_body', $this->handle, $code, $name);
        } else {
            $time = Argument::time($from);
            Library::call('antin_registry_draft_add_body_from', $this->handle, $code, $name, $time);
        }
        return $this;
    }

    /**
     * Ends a body: it was renamed or merged if there is one successor, split if there are several.
     *
     * @param list<string> $successors codes of bodies that are there
     */
    public function endBody(string $code, int|\DateTimeInterface $until, array $successors = []): self
    {
        foreach ($successors = Argument::many($successors, 'successors') as $successor) {
            Argument::text($successor, 'successors');
        }
        [$kept, $list] = Library::texts($successors);
        Library::call(
            'antin_registry_draft_end_body',
            $this->handle,
            Argument::text($code, 'code'),
            Argument::time($until),
            $list,
            count($kept),
        );
        return $this;
    }

    /** Adds a binding, which may be closed afterwards. */
    public function add(RegistryBinding $binding): self
    {
        Library::call('antin_registry_draft_add', $this->handle, $binding->handle());
        return $this;
    }

    /** Revokes the binding with an id since a time, for a reason in words. */
    public function revoke(string $id, int|\DateTimeInterface $at, string $reason): self
    {
        Library::call(
            'antin_registry_draft_revoke',
            $this->handle,
            Argument::text($id, 'id'),
            Argument::time($at),
            Argument::text($reason, 'reason'),
        );
        return $this;
    }

    /** Gives it the next number, and says when it is issued, and by when the next one is. */
    public function issue(int|\DateTimeInterface $issued, int|\DateTimeInterface $nextUpdate): self
    {
        $times = [Argument::time($issued), Argument::time($nextUpdate)];
        Library::call('antin_registry_draft_issue', $this->handle, ...$times);
        return $this;
    }

    /** Returns the number of its last issue; 0 before the first. */
    public function number(): int
    {
        return Library::number('antin_registry_draft_number', $this->handle);
    }

    /** Returns it as JSON by `docs/registry.md`: what is to be signed. */
    public function toJson(): string
    {
        return Library::makeBytes('antin_registry_draft_to_json', $this->handle);
    }
}
