package antin;

import com.sun.jna.Pointer;
import java.util.Objects;
import java.util.function.Function;

/**
 * How packages are judged, beside policy, evidence and time. It knows no sender at first, so that no package
 * is accepted. Threads may share it, if what it asks may be called by several at once.
 */
public final class Opening extends Handle {
    private final ThreadLocal<Called> calls = new ThreadLocal<>();

    // JNA keeps functions by weak references only.
    private volatile Native.SenderBinding function;

    /** Knows no sender, and no seal beside the message. */
    public Opening() {
        super(make(), Native::antin_opening_free);
    }

    private static Pointer make() {
        try (Out out = new Out()) {
            return out.handle(Native.antin_opening_new(out.value, out.error));
        }
    }

    /**
     * Says that certificates, one or several in PEM, or one in DER, are those of the body with an identifier
     * code, in every role and at every time. Certificates carry no such code, so that somebody has to say it.
     */
    public Opening addSender(String organ, byte[] certificates) {
        try (In text = In.text(organ, "organ"); In bytes = In.bytes(certificates, "certificates"); Out out = new Out()) {
            return change(opening -> {
                out.check(Native.antin_opening_add_sender(
                        opening, text.at(), bytes.at(), bytes.size(), out.error));
                return this;
            });
        }
    }

    /**
     * Asks a function whose certificates are whose, once about each seal that passed, unless that is known
     * already. A later one takes its place; null takes it away. What it throws comes out of the call that asks.
     */
    public Opening senders(Function<Claim, Binding> senders) {
        Native.SenderBinding asked = senders == null ? null : (context, claim) -> answer(senders, claim);
        try (Out out = new Out()) {
            return change(opening -> {
                out.check(Native.antin_opening_set_senders(opening, asked, null, out.error));
                function = asked;
                return this;
            });
        }
    }

    private int answer(Function<Claim, Binding> senders, Pointer claim) {
        Called called = calls.get();
        if (called.failed()) {
            return Binding.UNKNOWN.number;
        }
        try {
            return Objects.requireNonNull(senders.apply(new Claim(claim)), "binding").number;
        } catch (Throwable thrown) {
            called.fail(thrown);
            return Binding.UNKNOWN.number;
        }
    }

    /**
     * Asks a registry whose certificates are whose, beside what else was said; the best answer counts. A later one
     * takes its place; null takes it away. What is needed of it is kept.
     *
     * @throws RejectedException if the registry is not trusted
     */
    public Opening registry(Registry registry) {
        try (Out out = new Out()) {
            return useOrNull(registry, trusted -> change(opening -> {
                out.check(Native.antin_opening_set_registry(opening, trusted, out.error));
                return this;
            }));
        }
    }

    /**
     * Takes any certificate for any sender's. For tests: whoever has a certificate under a root of the policy
     * can then send in everybody's name.
     */
    public Opening dangerAnySender() {
        try (Out out = new Out()) {
            return change(opening -> {
                out.check(Native.antin_opening_danger_any_sender(opening, out.error));
                return this;
            });
        }
    }

    /** Judges by a seal too that was handed over beside the message: a container. */
    public Opening addContainer(byte[] container) {
        try (In bytes = In.bytes(container, "container"); Out out = new Out()) {
            return change(opening -> {
                out.check(Native.antin_opening_add_container(opening, bytes.at(), bytes.size(), out.error));
                return this;
            });
        }
    }

    /** Does a call that may ask; what the function throws goes to {@code called}. */
    static <T> T useAsking(Opening opening, Called called, Function<Pointer, T> use) {
        if (opening == null) {
            return use.apply(null);
        }
        Called outer = opening.calls.get();
        opening.calls.set(called);
        try {
            return opening.use(use);
        } finally {
            if (outer == null) {
                opening.calls.remove();
            } else {
                opening.calls.set(outer);
            }
        }
    }
}
