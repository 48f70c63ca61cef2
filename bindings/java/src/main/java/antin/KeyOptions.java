package antin;

import com.sun.jna.Pointer;

/** How keys are read. By default the provider is ring, and a file with several keys is refused. */
public final class KeyOptions extends Handle {
    /** Makes the defaults. */
    public KeyOptions() {
        super(make(), Native::antin_key_options_free);
    }

    private static Pointer make() {
        try (Out out = new Out()) {
            return out.handle(Native.antin_key_options_new(out.value, out.error));
        }
    }

    /** Takes the key of this name out of a PKCS#12 file: its friendlyName, the alias of Java. */
    public KeyOptions friendlyName(String name) {
        try (In text = In.text(name, "name"); Out out = new Out()) {
            return change(options -> {
                out.check(Native.antin_key_options_set_friendly_name(options, text.at(), out.error));
                return this;
            });
        }
    }

    /** Makes keys with this provider, which will then sign. */
    public KeyOptions provider(Provider provider) {
        try (Out out = new Out()) {
            return change(options -> {
                out.check(Native.antin_key_options_set_provider(options, provider.number, out.error));
                return this;
            });
        }
    }
}
