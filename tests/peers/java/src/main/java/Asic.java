import eu.europa.esig.dss.asic.cades.ASiCWithCAdESSignatureParameters;
import eu.europa.esig.dss.asic.cades.signature.ASiCWithCAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.File;
import java.security.KeyStore.PasswordProtection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** ASiC containers with CAdES, by EU DSS. */
final class Asic {
    private Asic() {
    }

    /** What DSS says of each signature of the container {@code --sig}, and what it takes the container for. */
    static Map<String, Object> verify(Options options) throws Exception {
        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new FileDocument(options.one("sig")));
        validator.setCertificateVerifier(Dss.verifier(options));
        validator.setValidationTime(options.at());
        SimpleReport report = validator.validateDocument().getSimpleReport();
        List<String> said = new ArrayList<>();
        for (String id : report.getSignatureIdList()) {
            said.add(report.getIndication(id) + " " + Objects.toString(report.getSubIndication(id), "-")
                    + " " + report.getSignatureFormat(id));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", report.getContainerType());
        fields.put("signatures", report.getSignaturesCount());
        fields.put("said", String.join("; ", said));
        return fields;
    }

    /** Signs the files {@code --content}, or once more the container that is the only one of them. */
    static Map<String, Object> sign(Options options) throws Exception {
        PasswordProtection password = new PasswordProtection(options.one("password").toCharArray());
        try (Pkcs12SignatureToken token = new Pkcs12SignatureToken(options.one("p12"), password)) {
            DSSPrivateKeyEntry key = token.getKeys().get(0);
            ASiCWithCAdESSignatureParameters parameters = parameters(options);
            parameters.setDigestAlgorithm(DigestAlgorithm.valueOf(options.one("digest")));
            parameters.setEncryptionAlgorithm(key.getEncryptionAlgorithm());
            parameters.setSigningCertificate(key.getCertificate());
            parameters.setCertificateChain(key.getCertificateChain());
            parameters.bLevel().setSigningDate(options.at());
            ASiCWithCAdESService service = service(options);
            List<DSSDocument> contents = new ArrayList<>();
            for (String path : options.all("content")) {
                contents.add(new FileDocument(new File(path)));
            }
            ToBeSigned attributes = service.getDataToSign(contents, parameters);
            SignatureValue value = token.sign(attributes, parameters.getDigestAlgorithm(), key);
            return Dss.write(options, service.signDocument(contents, parameters, value));
        }
    }

    /** Raises all signatures of the container {@code --sig}. */
    static Map<String, Object> extend(Options options) throws Exception {
        DSSDocument container = new FileDocument(options.one("sig"));
        return Dss.write(options, service(options).extendDocument(container, parameters(options)));
    }

    private static ASiCWithCAdESSignatureParameters parameters(Options options) {
        ASiCWithCAdESSignatureParameters parameters = new ASiCWithCAdESSignatureParameters();
        parameters.setSignatureLevel(Dss.level(options));
        parameters.aSiC().setContainerType(ASiCContainerType.valueOf("ASiC_" + options.one("kind")));
        return parameters;
    }

    private static ASiCWithCAdESService service(Options options) throws Exception {
        ASiCWithCAdESService service = new ASiCWithCAdESService(Dss.fetching(options));
        if (options.has("tsa")) {
            service.setTspSource(Dss.authority(options));
        }
        return service;
    }
}
