package antin;

import com.sun.jna.Pointer;

/** Asks authorities over the network. Threads may share one, and then keep to its bounds together. */
public final class Client extends Handle {
    /** Makes a client. Nothing is asked yet; the options are copied. */
    public Client(ClientOptions options) {
        super(make(options), Native::antin_client_free);
    }

    private static Pointer make(ClientOptions options) {
        try (Out out = new Out()) {
            return options.use(how -> out.handle(Native.antin_client_new(how, out.value, out.error)));
        }
    }
}
