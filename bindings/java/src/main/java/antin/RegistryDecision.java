package antin;

/** What a registry says about a certificate and a body. */
public final class RegistryDecision {
    private final Binding binding;
    private final String entry;

    RegistryDecision(Binding binding, String entry) {
        this.binding = binding;
        this.entry = entry;
    }

    /** Returns what is known of both; only {@link Binding#BOUND} makes the body known. */
    public Binding binding() {
        return binding;
    }

    /** Returns what the binding that decides is called; null if there is none. */
    public String entry() {
        return entry;
    }
}
