import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Collections;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Copies a PKCS#12 file; Bouncy Castle writes it in BER: indefinite lengths, strings in segments. */
class Ber {
    public static void main(String[] args) throws Exception {
        KeyStore from = KeyStore.getInstance("PKCS12");
        from.load(new FileInputStream(args[0]), args[1].toCharArray());
        String alias = Collections.list(from.aliases()).get(0);
        Certificate[] chain = from.getCertificateChain(alias);
        KeyStore to = KeyStore.getInstance("PKCS12-3DES-40RC2", new BouncyCastleProvider());
        to.load(null, null);
        to.setKeyEntry("con dấu", from.getKey(alias, args[1].toCharArray()), null, chain);
        try (FileOutputStream out = new FileOutputStream(args[2])) {
            to.store(out, args[3].toCharArray());
        }
    }
}
