import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.File;
import java.io.FileOutputStream;
import java.security.KeyStore.PasswordProtection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** EU DSS, under the validation policy that it comes with. It is given the CRLs; it fetches nothing. */
final class Dss {
    private Dss() {
    }

    static Map<String, Object> verify(Options options) throws Exception {
        CommonTrustedCertificateSource trust = new CommonTrustedCertificateSource();
        for (String path : options.all("trust")) {
            trust.addCertificate(DSSUtils.loadCertificate(new File(path)));
        }
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trust);
        verifier.setAIASource(null);
        verifier.setCrlSource(new ExternalResourcesCRLSource(
                options.all("crl").stream().map(FileDocument::new).toArray(DSSDocument[]::new)));

        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new FileDocument(options.one("sig")));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(options.at());
        if (options.has("content")) {
            validator.setDetachedContents(List.of(new FileDocument(options.one("content"))));
        }
        SimpleReport report = validator.validateDocument().getSimpleReport();

        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("signatures", report.getSignaturesCount());
        fields.put("valid", report.getValidSignaturesCount());
        String first = report.getFirstSignatureId();
        if (first != null) {
            fields.put("indication", report.getIndication(first));
            fields.put("subIndication", report.getSubIndication(first));
            fields.put("level", report.getSignatureFormat(first));
            fields.put("errors", report.getAdESValidationErrors(first).stream()
                    .map(message -> message.getValue()).toList().toString());
        }
        return fields;
    }

    static Map<String, Object> sign(Options options) throws Exception {
        PasswordProtection password = new PasswordProtection(options.one("password").toCharArray());
        try (Pkcs12SignatureToken token = new Pkcs12SignatureToken(options.one("p12"), password)) {
            DSSPrivateKeyEntry key = token.getKeys().get(0);
            CAdESSignatureParameters parameters = new CAdESSignatureParameters();
            parameters.setSignatureLevel(SignatureLevel.CAdES_BASELINE_B);
            parameters.setSignaturePackaging(SignaturePackaging.valueOf(options.one("packaging")));
            parameters.setDigestAlgorithm(DigestAlgorithm.valueOf(options.one("digest")));
            parameters.setEncryptionAlgorithm(key.getEncryptionAlgorithm());
            parameters.setSigningCertificate(key.getCertificate());
            parameters.setCertificateChain(key.getCertificateChain());
            parameters.bLevel().setSigningDate(options.at());

            CAdESService service = new CAdESService(new CommonCertificateVerifier());
            DSSDocument content = new FileDocument(options.one("content"));
            ToBeSigned attributes = service.getDataToSign(content, parameters);
            SignatureValue value = token.sign(attributes, parameters.getDigestAlgorithm(), key);
            DSSDocument signed = service.signDocument(content, parameters, value);
            try (FileOutputStream out = new FileOutputStream(options.one("out"))) {
                signed.writeTo(out);
            }
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("out", options.one("out"));
        return fields;
    }
}
