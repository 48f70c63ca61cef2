package antin;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A signer's certificate, the chain above it, and the private key.
 *
 * <p>Threads may sign with one credential at the same time. Closing it wipes the key.
 */
public final class Credential extends Handle {
    private Credential(Pointer pointer) {
        super(pointer, Native::antin_credential_free);
    }

    /**
     * Reads a PKCS#12 file ({@code .p12}, {@code .pfx}), by default with one key in it.
     *
     * @param password null is the empty password, which also opens files written without one
     */
    public static Credential fromPkcs12(byte[] p12, char[] password) {
        return fromPkcs12(p12, password, null);
    }

    /**
     * Reads a PKCS#12 file.
     *
     * @param options null for the defaults
     */
    public static Credential fromPkcs12(byte[] p12, char[] password, KeyOptions options) {
        try (In bytes = In.bytes(p12, "p12");
                In secret = In.secret(password, "password");
                Out out = new Out()) {
            return new Credential(useOrNull(options, keys -> out.handle(
                    Native.antin_credential_from_pkcs12(
                            bytes.at(), bytes.size(), secret.at(), keys, out.value, out.error))));
        }
    }

    /**
     * Puts a chain and a private key together.
     *
     * @param chain certificates in PEM in any order, or one in DER
     * @param key PKCS#8, encrypted or not, PKCS#1 or SEC 1, in PEM or DER
     * @param password null for a key that is not encrypted
     */
    public static Credential fromChainAndKey(byte[] chain, byte[] key, char[] password) {
        return fromChainAndKey(chain, key, password, null);
    }

    /**
     * Puts a chain and a private key together.
     *
     * @param options null for the defaults
     */
    public static Credential fromChainAndKey(byte[] chain, byte[] key, char[] password, KeyOptions options) {
        try (In certificates = In.bytes(chain, "chain");
                In bytes = In.bytes(key, "key");
                In secret = In.secret(password, "password");
                Out out = new Out()) {
            return new Credential(useOrNull(options, keys -> out.handle(
                    Native.antin_credential_from_chain_and_key(
                            certificates.at(), certificates.size(), bytes.at(), bytes.size(), secret.at(),
                            keys, out.value, out.error))));
        }
    }

    /** Returns the chain in DER; the first certificate is the signer's. */
    public List<byte[]> certificates() {
        return use(credential -> {
            List<byte[]> found = new ArrayList<>();
            long count = Native.antin_credential_certificate_count(credential).longValue();
            for (long i = 0; i < count; i++) {
                Native.Size index = new Native.Size(i);
                found.add(Out.lent(size -> Native.antin_credential_certificate(credential, index, size)));
            }
            return Collections.unmodifiableList(found);
        });
    }
}
