package antin;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * A registry that is being written. Issue it, and sign its JSON with {@link Antin#sign(byte[], Credential,
 * SignOptions, Instant)} and {@link Packaging#ATTACHED}. A change that cannot be made is an {@link AntinException} of
 * {@link ErrorCode#INVALID_ARGUMENT}, and changes nothing.
 */
public final class RegistryDraft extends Handle {
    /** Begins a registry, called by a name. */
    public RegistryDraft(String name) {
        this(make(name));
    }

    private RegistryDraft(Pointer pointer) {
        super(pointer, Native::antin_registry_draft_free);
    }

    private static Pointer make(String name) {
        try (In text = In.text(name, "name"); Out out = new Out()) {
            return out.handle(Native.antin_registry_draft_new(text.at(), out.value, out.error));
        }
    }

    /** Goes on with a registry, as its JSON has it. */
    public static RegistryDraft fromJson(byte[] json) {
        try (In bytes = In.bytes(json, "json"); Out out = new Out()) {
            return new RegistryDraft(out.handle(
                    Native.antin_registry_draft_from_json(bytes.at(), bytes.size(), out.value, out.error)));
        }
    }

    /** Adds a body that exists at all times. */
    public RegistryDraft addBody(String code, String name) {
        try (In organ = In.text(code, "code"); In text = In.text(name, "name"); Out out = new Out()) {
            return change(draft -> {
                out.check(Native.antin_registry_draft_add_body(draft, organ.at(), text.at(), out.error));
                return this;
            });
        }
    }

    /** Adds a body that exists from a time on. */
    public RegistryDraft addBody(String code, String name, Instant from) {
        long time = from.getEpochSecond();
        try (In organ = In.text(code, "code"); In text = In.text(name, "name"); Out out = new Out()) {
            return change(draft -> {
                out.check(Native.antin_registry_draft_add_body_from(draft, organ.at(), text.at(), time, out.error));
                return this;
            });
        }
    }

    /** Ends a body, and says what it became: bodies of the registry. */
    public RegistryDraft endBody(String code, Instant until, String... successors) {
        long time = until.getEpochSecond();
        try (In organ = In.text(code, "code");
                Texts codes = new Texts(Arrays.asList(successors), "successors");
                Out out = new Out()) {
            return change(draft -> {
                out.check(Native.antin_registry_draft_end_body(
                        draft, organ.at(), time, codes.at(), codes.count(), out.error));
                return this;
            });
        }
    }

    /** Adds a binding. */
    public RegistryDraft add(RegistryBinding binding) {
        Objects.requireNonNull(binding, "binding");
        try (Out out = new Out()) {
            return change(draft -> binding.use(entry -> {
                out.check(Native.antin_registry_draft_add(draft, entry, out.error));
                return this;
            }));
        }
    }

    /** Revokes a binding, which holds no more from a time on, for a reason in words. */
    public RegistryDraft revoke(String id, Instant at, String reason) {
        long time = at.getEpochSecond();
        try (In name = In.text(id, "id"); In why = In.text(reason, "reason"); Out out = new Out()) {
            return change(draft -> {
                out.check(Native.antin_registry_draft_revoke(draft, name.at(), time, why.at(), out.error));
                return this;
            });
        }
    }

    /** Issues it under the next number; the next one is issued until {@code nextUpdate}. */
    public RegistryDraft issue(Instant issued, Instant nextUpdate) {
        long time = issued.getEpochSecond();
        long next = nextUpdate.getEpochSecond();
        try (Out out = new Out()) {
            return change(draft -> {
                out.check(Native.antin_registry_draft_issue(draft, time, next, out.error));
                return this;
            });
        }
    }

    /** Returns its number; 0 before the first issue. */
    public long number() {
        return use(draft -> Native.antin_registry_draft_number(draft));
    }

    /** Gives it as JSON, to be signed as it is. */
    public byte[] toJson() {
        try (Out out = new Out()) {
            return use(draft -> out.buffer(Native.antin_registry_draft_to_json(draft, out.value, out.error)));
        }
    }
}
