import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** What OCSP answers and CRLs say, by Bouncy Castle. {@code --trust} is the issuer of {@code --cert}. */
final class Status {
    private Status() {
    }

    static Map<String, Object> ocsp(Options options) throws Exception {
        BasicOCSPResp answer = (BasicOCSPResp) new OCSPResp(options.bytes("ocsp")).getResponseObject();
        X509CertificateHolder issuer = certificate(options.one("trust"));
        X509CertificateHolder[] carried = answer.getCerts();
        X509CertificateHolder signer = carried.length > 0 ? carried[0] : issuer;
        boolean valid = answer.isSignatureValid(verifier(signer))
                && (signer.equals(issuer) || signer.isSignatureValid(verifier(issuer)));
        X509CertificateHolder subject = certificate(options.one("cert"));
        String status = "unknown";
        for (SingleResp single : answer.getResponses()) {
            CertificateID id = single.getCertID();
            boolean same = id.matchesIssuer(issuer,
                    new JcaDigestCalculatorProviderBuilder().setProvider(BouncyCastle.BC).build())
                    && id.getSerialNumber().equals(subject.getSerialNumber());
            if (same && single.getCertStatus() == null) {
                status = "good";
            } else if (same && single.getCertStatus() instanceof RevokedStatus) {
                status = "revoked";
            }
        }
        return said(valid, status);
    }

    static Map<String, Object> crl(Options options) throws Exception {
        X509CRLHolder crl = new X509CRLHolder(options.bytes("crl"));
        boolean valid = crl.isSignatureValid(verifier(certificate(options.one("trust"))));
        X509CRLEntryHolder entry = crl.getRevokedCertificate(certificate(options.one("cert")).getSerialNumber());
        return said(valid, entry == null ? "good" : "revoked");
    }

    private static Map<String, Object> said(boolean valid, String status) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("valid", valid ? 1 : 0);
        fields.put("status", status);
        return fields;
    }

    private static ContentVerifierProvider verifier(X509CertificateHolder certificate) throws Exception {
        return new JcaContentVerifierProviderBuilder().setProvider(BouncyCastle.BC).build(certificate);
    }

    private static X509CertificateHolder certificate(String path) throws Exception {
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(Path.of(path)))) {
            return (X509CertificateHolder) parser.readObject();
        }
    }
}
