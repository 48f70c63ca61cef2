package antin;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The judgement on a package. It is no pass: ask {@link #requireAccepted}. What the message says may be used only
 * then, too.
 */
public final class PackageReport extends Handle {
    PackageReport(Pointer pointer) {
        super(pointer, Native::antin_package_free);
    }

    /** The judgement that a gateway comes to, which ends with what it is part of. */
    PackageReport(Pointer pointer, Handle lender) {
        super(pointer, lender);
    }

    /**
     * Returns only if all that was sealed is whole, every seal passed, and the sender is bound.
     *
     * @throws RejectedException if it is not so; the message says which of these it is
     */
    public void requireAccepted() {
        try (Out out = new Out()) {
            use(judged -> {
                out.check(Native.antin_package_require_accepted(judged, out.error));
                return this;
            });
        }
    }

    /** Says whether {@link #requireAccepted} returns. */
    public boolean isAccepted() {
        return use(judged -> Native.antin_package_is_accepted(judged) == 1);
    }

    /** Returns what became of the package. Of the signatures it says nothing. */
    public PackageState state() {
        return use(judged -> PackageState.of(Native.antin_package_state(judged)));
    }

    /** Returns the worst verdict on the signatures of the seals. Of the message it says nothing. */
    public Verdict verdict() {
        return use(judged -> Verdict.of(Native.antin_package_verdict(judged)));
    }

    /** Returns what goes with the verdict by EN 319 102-1; null for a pass. */
    public String subIndication() {
        return use(judged -> Out.text(Native.antin_package_sub_indication(judged)));
    }

    /** Returns the identifier code of the sender, as the message has it: a claim, unless accepted; or null. */
    public String senderCode() {
        return use(judged -> Out.text(Native.antin_package_sender_code(judged)));
    }

    /** Returns what is known of the sender and the certificate of its seal; of several, the best. */
    public Binding senderBinding() {
        return use(judged -> Binding.of(Native.antin_package_sender_binding(judged)));
    }

    /** Returns the body whose certificate it is instead, with {@link Binding#OTHER}, if that was said; or null. */
    public String senderOther() {
        return use(judged -> Out.text(Native.antin_package_sender_other(judged)));
    }

    /** Returns the judgements on the seals: those in the message in its order, then those beside it. */
    public List<Seal> seals() {
        return use(judged -> Out.list(
                Native.antin_package_seal_count(judged),
                index -> new Seal(this, Native.antin_package_seal(judged, index))));
    }

    /** Returns the facts that were sealed or arrived. */
    public List<Fact> facts() {
        return use(judged -> Out.list(
                Native.antin_package_fact_count(judged),
                index -> new Fact(Native.antin_package_fact(judged, index))));
    }

    /** Returns the attachments that were sealed or arrived, without the seals. */
    public List<PackageFile> files() {
        return use(judged -> Out.list(
                Native.antin_package_file_count(judged),
                index -> new PackageFile(index.intValue(), Native.antin_package_file(judged, index))));
    }

    /** Returns what was passed over while the message was read, in its order. */
    public List<Liberty> liberties() {
        return use(judged -> Out.list(
                Native.antin_package_liberty_count(judged),
                index -> new Liberty(Native.antin_package_liberty(judged, index))));
    }

    /** Gives the whole judgement as JSON, by {@code docs/package-report.schema.json}. */
    public String toJson(Language language) {
        try (Out out = new Out()) {
            return use(judged -> new String(
                    out.buffer(Native.antin_package_to_json(judged, language.number, out.value, out.error)),
                    StandardCharsets.UTF_8));
        }
    }

    /** Gives the whole judgement as text for people. */
    public String toText(Language language) {
        try (Out out = new Out()) {
            return use(judged -> new String(
                    out.buffer(Native.antin_package_to_text(judged, language.number, out.value, out.error)),
                    StandardCharsets.UTF_8));
        }
    }

    /**
     * Returns an attachment, out of the archives that were put around it.
     *
     * @param message the message that was judged, which is read once more
     * @param index its place in {@link #files}
     * @throws RejectedException unless the package is accepted
     */
    public byte[] extract(Source message, int index) {
        Objects.requireNonNull(message, "message");
        Native.Size place = place(index);
        return use(judged -> Target.toMemory(message, (source, target, error) ->
                Native.antin_package_extract_file(judged, source, place, target, error)));
    }

    /** Writes an attachment, in constant memory; otherwise as {@link #extract(Source, int)}. */
    public void extract(Source message, int index, Target target) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(target, "target");
        Native.Size place = place(index);
        use(judged -> {
            Target.to(message, target, (source, to, error) ->
                    Native.antin_package_extract_file(judged, source, place, to, error));
            return this;
        });
    }

    /** Returns all attachments, in the order of {@link #files}; otherwise as {@link #extract(Source, int)}. */
    public List<byte[]> extractAll(Source message) {
        Objects.requireNonNull(message, "message");
        List<Lent> targets = new ArrayList<>();
        try {
            return use(judged -> {
                Native.Size count = Native.antin_package_file_count(judged);
                Out.list(count, index -> targets.add(Target.memory()));
                extract(judged, message, targets, new Called());
                return Out.list(count, index -> Target.taken(targets.get(index.intValue())));
            });
        } finally {
            targets.forEach(Lent::close);
        }
    }

    /**
     * Writes each of {@link #files} to its target, and reads the message once; null passes one over. Otherwise
     * as {@link #extract(Source, int)}.
     */
    public void extractAll(Source message, List<Target> targets) {
        Objects.requireNonNull(message, "message");
        Called called = new Called();
        List<Lent> lent = new ArrayList<>();
        try {
            targets.forEach(target -> lent.add(target == null ? null : target.lend(called)));
            use(judged -> {
                extract(judged, message, lent, called);
                return this;
            });
        } finally {
            lent.stream().filter(Objects::nonNull).forEach(Lent::close);
        }
    }

    private static void extract(Pointer judged, Source message, List<Lent> targets, Called called) {
        long size = com.sun.jna.Native.POINTER_SIZE;
        try (Lent source = message.lend(called);
                Memory pointers = new Memory(Math.max(1, targets.size()) * size);
                Out out = new Out()) {
            for (int i = 0; i < targets.size(); i++) {
                pointers.setPointer(i * size, targets.get(i) == null ? null : targets.get(i).at());
            }
            Native.Size count = new Native.Size(targets.size());
            out.check(Native.antin_package_extract(judged, source.at(), pointers, count, out.error), called);
        }
    }

    private static Native.Size place(int index) {
        if (index < 0) {
            throw new IndexOutOfBoundsException("index " + index);
        }
        return new Native.Size(index);
    }
}
