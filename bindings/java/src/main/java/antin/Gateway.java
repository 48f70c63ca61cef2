package antin;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Decides what of its agencies' packages goes out and what comes in, and remembers both ({@code docs/gateway.md}).
 * Nothing is handed out that is not recorded. Threads may share it.
 *
 * <p>It keeps what it needs of what it is made of. For a newer registry make another gateway on the same ledger.
 */
public final class Gateway extends Handle {
    private final Lines lines;

    /**
     * Puts a gateway together.
     *
     * @param rules what goes out and comes in
     * @param policy what signatures are judged by
     * @throws RejectedException if the registry is not trusted
     */
    public Gateway(GatewayPolicy rules, Policy policy, Registry registry, Ledger ledger) {
        super(make(rules, policy, registry, ledger), Native::antin_gateway_free);
        lines = ledger.lines();
    }

    private static Pointer make(GatewayPolicy rules, Policy policy, Registry registry, Ledger ledger) {
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(ledger, "ledger");
        try (Out out = new Out()) {
            return rules.use(file -> policy.use(trust -> registry.use(bodies -> ledger.use(memory -> out.handle(
                    Native.antin_gateway_new(file, trust, bodies, memory, out.value, out.error))))));
        }
    }

    /** A call that is told gateway, agency and evidence. */
    private interface Call {
        int run(Pointer gateway, Pointer agency, Pointer evidence);
    }

    private Pointer ask(
            Agency agency, Evidence evidence, Called called, Out out, Consumer<Pointer> free, Call call) {
        return lines.recording(called, () -> use(gateway -> agency.use(who -> useOrNull(evidence, known ->
                out.handle(call.run(gateway, who, known), called, free)))));
    }

    /**
     * Judges a package, seals it with the agency's key, records it, and writes it; or records that it does not go out.
     *
     * @param evidence what is known beside the package, or null
     * @param at the time by which to judge, and at which it is sealed
     * @param sealed where to write; nothing is written if it is refused
     * @return what was decided: go on with {@link Sending#requireSent}
     * @throws RegistryPastException if nothing can be decided by this registry any more
     * @throws LedgerException if nothing can be recorded
     */
    public Sending send(Agency agency, Source message, Evidence evidence, Instant at, Target sealed) {
        Objects.requireNonNull(sealed, "sealed");
        Called called = new Called();
        try (Lent to = sealed.lend(called)) {
            return new Sending(send(agency, message, evidence, at, to, called), lines, null);
        }
    }

    /** The same in memory: the package is {@link Sending#sealed}. */
    public Sending send(Agency agency, Source message, Evidence evidence, Instant at) {
        try (Lent to = Target.memory()) {
            Pointer sending = send(agency, message, evidence, at, to, new Called());
            return new Sending(sending, lines, Target.taken(to));
        }
    }

    private Pointer send(
            Agency agency, Source message, Evidence evidence, Instant at, Lent sealed, Called called) {
        Objects.requireNonNull(agency, "agency");
        Objects.requireNonNull(message, "message");
        long time = at.getEpochSecond();
        try (Lent source = message.lend(called); Out out = new Out()) {
            return ask(agency, evidence, called, out, Native::antin_sending_free, (gateway, who, known) ->
                    Native.antin_gateway_send(
                            gateway, who, source.at(), known, time, sealed.at(), out.value, out.error));
        }
    }

    /** Judges a package that is to go out. Nothing is recorded: go on with the steps of {@link Sending}. */
    public Sending judgeSending(Agency agency, Source message, Evidence evidence, Instant at) {
        Objects.requireNonNull(agency, "agency");
        Objects.requireNonNull(message, "message");
        long time = at.getEpochSecond();
        Called called = new Called();
        try (Lent source = message.lend(called); Out out = new Out()) {
            Pointer sending = ask(agency, evidence, called, out, Native::antin_sending_free, (gateway, who, known) ->
                    Native.antin_sending_judge(gateway, who, source.at(), known, time, out.value, out.error));
            return new Sending(sending, lines, null);
        }
    }

    /**
     * Judges a receipt that came back, and records it.
     *
     * @param sent what was sent, as it was kept ({@link Sending#sent})
     * @param before what this recipient told last of the package; null for nothing
     * @param evidence what is known beside the receipt, or null
     * @return what was decided: go on with {@link ReturnedReceipt#requireAccepted}
     */
    public ReturnedReceipt takeReceipt(
            Agency agency, byte[] receipt, Sent sent, Status before, Evidence evidence, Instant at) {
        Objects.requireNonNull(agency, "agency");
        int told = before == null ? 0 : before.number;
        long time = at.getEpochSecond();
        Called called = new Called();
        try (In bytes = In.bytes(receipt, "receipt"); Lent about = sent.lend(); Out out = new Out()) {
            return new ReturnedReceipt(ask(
                    agency, evidence, called, out, Native::antin_returned_receipt_free, (gateway, who, known) ->
                    Native.antin_gateway_take_receipt(
                            gateway, who, bytes.at(), bytes.size(), about.at(), told, known, time, out.value,
                            out.error)));
        }
    }

    /**
     * Judges a package that arrived, signs the receipt with the agency's key if there is to be one, and records both.
     *
     * @param beside an opening, of which only the containers beside the message count, or null
     * @param evidence what is known beside the package, or null
     * @param at the time by which to judge
     * @return what was decided: go on with {@link Arrival#requireAccepted}
     * @throws RegistryPastException if nothing can be decided by this registry any more
     * @throws LedgerException if nothing can be recorded
     */
    public Arrival receive(Agency agency, Source message, Opening beside, Evidence evidence, Instant at) {
        return arrival(agency, message, beside, evidence, at, Native::antin_gateway_receive);
    }

    /** Judges a package that arrived. Nothing is recorded: go on with the steps of {@link Arrival}. */
    public Arrival judgeArrival(Agency agency, Source message, Opening beside, Evidence evidence, Instant at) {
        return arrival(agency, message, beside, evidence, at, Native::antin_arrival_judge);
    }

    /** Either way of taking a package. */
    private interface Arriving {
        int run(
                Pointer gateway, Pointer agency, Pointer message, Pointer beside, Pointer evidence, long at,
                Pointer arrivalOut, Pointer errorOut);
    }

    private Arrival arrival(
            Agency agency, Source message, Opening beside, Evidence evidence, Instant at, Arriving call) {
        Objects.requireNonNull(agency, "agency");
        Objects.requireNonNull(message, "message");
        long time = at.getEpochSecond();
        Called called = new Called();
        try (Lent source = message.lend(called); Out out = new Out()) {
            return new Arrival(Opening.useAsking(beside, called, more ->
                    ask(agency, evidence, called, out, Native::antin_arrival_free, (gateway, who, known) ->
                            call.run(gateway, who, source.at(), more, known, time, out.value, out.error))), lines);
        }
    }
}
