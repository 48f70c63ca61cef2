package antin;

import com.sun.jna.Pointer;
import java.time.Duration;

/** What a gateway lets out and in ({@code docs/gateway.md}): a file that an administrator reads. */
public final class GatewayPolicy extends Handle {
    /**
     * Reads a policy file.
     *
     * @throws AntinException of {@link ErrorCode#POLICY} for one that cannot be followed; the message names the line
     */
    public GatewayPolicy(byte[] toml) {
        this(read(toml));
    }

    private GatewayPolicy(Pointer pointer) {
        super(pointer, Native::antin_gateway_policy_free);
    }

    private static Pointer read(byte[] toml) {
        try (In bytes = In.bytes(toml, "toml"); Out out = new Out()) {
            return out.handle(Native.antin_gateway_policy_new(bytes.at(), bytes.size(), out.value, out.error));
        }
    }

    /** Returns the policy in which nothing is tolerated: every default of the format. */
    public static GatewayPolicy strict() {
        try (Out out = new Out()) {
            return new GatewayPolicy(out.handle(Native.antin_gateway_policy_strict(out.value, out.error)));
        }
    }

    /** Returns its name. */
    public String name() {
        return use(policy -> Out.text(Native.antin_gateway_policy_name(policy)));
    }

    /** Returns what it is, in a sentence for people. */
    public String title(Language language) {
        return use(policy -> Out.text(Native.antin_gateway_policy_title(policy, language.number)));
    }

    /** Returns the day of the last change. */
    public String version() {
        return use(policy -> Out.text(Native.antin_gateway_policy_version(policy)));
    }

    /** Returns for how long after it was sealed a package is taken, the longest of all agencies: no {@link Ledger} may forget sooner. */
    public Duration window() {
        return use(policy -> Duration.ofSeconds(Native.antin_gateway_policy_window(policy)));
    }
}
