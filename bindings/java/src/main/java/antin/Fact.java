package antin;

import com.sun.jna.Pointer;
import java.util.List;
import java.util.Map;

/** A fact of a package. Its values are a stranger's text: escape them before showing them. */
public final class Fact {
    private final String name;
    private final FactState state;
    private final List<String> sealed;
    private final List<String> arrived;
    private final Map<Language, String> words;

    Fact(Pointer fact) {
        name = Out.text(Native.antin_fact_name(fact));
        state = FactState.of(Native.antin_fact_state(fact));
        sealed = Out.list(
                Native.antin_fact_sealed_count(fact), index -> Out.text(Native.antin_fact_sealed(fact, index)));
        arrived = Out.list(
                Native.antin_fact_arrived_count(fact), index -> Out.text(Native.antin_fact_arrived(fact, index)));
        words = Out.texts(language -> Native.antin_fact_words(fact, language));
    }

    /** Returns which fact it is, as a stable name such as {@code subject}; {@code docs/seal.md} lists them. */
    public String name() {
        return name;
    }

    /** Returns what became of it, by the seal that is worst for it. */
    public FactState state() {
        return state;
    }

    /** Returns the values that were sealed; several only for a list, as of recipients. */
    public List<String> sealed() {
        return sealed;
    }

    /** Returns the values that arrived. */
    public List<String> arrived() {
        return arrived;
    }

    /** Returns which fact it is in words for people. */
    public String words(Language language) {
        return words.get(language);
    }
}
