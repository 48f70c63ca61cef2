import eu.europa.esig.dss.cades.CAdESSignatureParameters;
import eu.europa.esig.dss.cades.signature.CAdESService;
import eu.europa.esig.dss.crl.CRLBinary;
import eu.europa.esig.dss.crl.CRLUtils;
import eu.europa.esig.dss.crl.CRLValidity;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.RevocationOrigin;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLToken;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.ExternalResourcesOCSPSource;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** EU DSS, under the validation policy that it comes with. It is given CRLs and OCSP answers; it fetches nothing. */
final class Dss {
    private Dss() {
    }

    static CommonCertificateVerifier verifier(Options options) {
        CommonTrustedCertificateSource trust = new CommonTrustedCertificateSource();
        for (String path : options.all("trust")) {
            trust.addCertificate(DSSUtils.loadCertificate(new File(path)));
        }
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trust);
        verifier.setAIASource(null);
        verifier.setCrlSource(new ExternalResourcesCRLSource(documents(options, "crl")));
        verifier.setOcspSource(new ExternalResourcesOCSPSource(documents(options, "ocsp")));
        return verifier;
    }

    private static DSSDocument[] documents(Options options, String name) {
        return options.all(name).stream().map(FileDocument::new).toArray(DSSDocument[]::new);
    }

    /** For signing: DSS keeps what it fetched, and nothing that was beside the signature. So the files are fetched. */
    static CommonCertificateVerifier fetching(Options options) {
        CommonCertificateVerifier verifier = verifier(options);
        verifier.setOcspSource(null);
        verifier.setCrlSource((CRLSource) (certificate, issuer) -> fetched(options, certificate, issuer));
        return verifier;
    }

    private static CRLToken fetched(Options options, CertificateToken certificate, CertificateToken issuer) {
        try {
            for (String path : options.all("crl")) {
                CRLBinary crl = CRLUtils.buildCRLBinary(Files.readAllBytes(Path.of(path)));
                CRLValidity validity = CRLUtils.buildCRLValidity(crl, issuer);
                if (validity.isIssuerX509PrincipalMatches() && validity.isSignatureIntact()) {
                    CRLToken token = new CRLToken(certificate, validity);
                    token.setExternalOrigin(RevocationOrigin.EXTERNAL);
                    return token;
                }
            }
            return null;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** DSS's own time-stamping authority, with the key in {@code --tsa}. */
    static KeyEntityTSPSource authority(Options options) throws Exception {
        char[] password = options.one("password").toCharArray();
        KeyEntityTSPSource source =
                new KeyEntityTSPSource(new File(options.one("tsa")), "PKCS12", password, "tsa", password);
        source.setTsaPolicy("1.2.3.4.2");
        if (options.has("at")) {
            source.setProductionTime(options.at());
        }
        return source;
    }

    /** Raises {@code --sig} to {@code --level}. */
    static Map<String, Object> extend(Options options) throws Exception {
        CAdESSignatureParameters parameters = new CAdESSignatureParameters();
        parameters.setSignatureLevel(level(options));
        parameters.setSignaturePackaging(SignaturePackaging.valueOf(options.one("packaging")));
        if (options.has("content")) {
            parameters.setDetachedContents(List.of(new FileDocument(options.one("content"))));
        }
        CAdESService service = new CAdESService(fetching(options));
        service.setTspSource(authority(options));
        DSSDocument extended = service.extendDocument(new FileDocument(options.one("sig")), parameters);
        return write(options, extended);
    }

    static SignatureLevel level(Options options) {
        String level = options.has("level") ? options.one("level") : "B";
        return SignatureLevel.valueOf("CAdES_BASELINE_" + level);
    }

    static Map<String, Object> write(Options options, DSSDocument document) throws Exception {
        try (FileOutputStream out = new FileOutputStream(options.one("out"))) {
            document.writeTo(out);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("out", options.one("out"));
        return fields;
    }

    static Map<String, Object> verify(Options options) throws Exception {
        CommonCertificateVerifier verifier = verifier(options);
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
            parameters.setSignatureLevel(level(options));
            parameters.setSignaturePackaging(SignaturePackaging.valueOf(options.one("packaging")));
            parameters.setDigestAlgorithm(DigestAlgorithm.valueOf(options.one("digest")));
            parameters.setEncryptionAlgorithm(key.getEncryptionAlgorithm());
            parameters.setSigningCertificate(key.getCertificate());
            parameters.setCertificateChain(key.getCertificateChain());
            parameters.bLevel().setSigningDate(options.at());

            CAdESService service = new CAdESService(fetching(options));
            if (options.has("tsa")) {
                service.setTspSource(authority(options));
            }
            DSSDocument content = new FileDocument(options.one("content"));
            ToBeSigned attributes = service.getDataToSign(content, parameters);
            SignatureValue value = token.sign(attributes, parameters.getDigestAlgorithm(), key);
            DSSDocument signed = service.signDocument(content, parameters, value);
            return write(options, signed);
        }
    }
}
