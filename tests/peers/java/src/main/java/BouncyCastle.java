import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Bouncy Castle: CMS with its own primitives, the path with the PKIX builder, ESS attribute compared here. */
final class BouncyCastle {
    static final String BC = "BC";

    private BouncyCastle() {
    }

    static Map<String, Object> verify(Options options) throws Exception {
        CMSSignedData message = options.has("content")
                ? new CMSSignedData(new CMSProcessableByteArray(options.bytes("content")), options.bytes("sig"))
                : new CMSSignedData(options.bytes("sig"));
        List<X509Certificate> pool = new ArrayList<>();
        for (X509CertificateHolder holder : message.getCertificates().getMatches(null)) {
            pool.add(new JcaX509CertificateConverter().setProvider(BC).getCertificate(holder));
        }
        int signers = 0;
        int valid = 0;
        for (SignerInformation signer : message.getSignerInfos().getSigners()) {
            signers++;
            X509Certificate certificate = pool.stream()
                    .filter(candidate -> signer.getSID().match(holder(candidate)))
                    .findFirst().orElseThrow();
            boolean value = signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider(BC).build(certificate));
            if (value && namesCertificate(signer, certificate)) {
                buildPath(certificate, pool, options);
                valid++;
            }
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("signatures", signers);
        fields.put("valid", valid);
        fields.put("stamps", Stamps.ofSignatures(message));
        fields.put("archives", Stamps.ofArchives(message, options));
        return fields;
    }

    static Map<String, Object> sign(Options options) throws Exception {
        char[] password = options.one("password").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12", BC);
        try (InputStream in = Files.newInputStream(Path.of(options.one("p12")))) {
            store.load(in, password);
        }
        String alias = store.aliases().nextElement();
        PrivateKey key = (PrivateKey) store.getKey(alias, password);
        List<Certificate> chain = Arrays.asList(store.getCertificateChain(alias));
        X509Certificate leaf = (X509Certificate) chain.get(0);

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded());
        SigningCertificateV2 ess = new SigningCertificateV2(new ESSCertIDv2(digest));
        Hashtable<Object, Object> attributes = new Hashtable<>();
        attributes.put(PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new Attribute(PKCSObjectIdentifiers.id_aa_signingCertificateV2, new DERSet(ess)));

        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                new JcaDigestCalculatorProviderBuilder().setProvider(BC).build())
                .setSignedAttributeGenerator(
                        new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
                .build(new JcaContentSignerBuilder(signatureName(key, options.one("digest")))
                        .setProvider(BC).build(key), leaf));
        generator.addCertificates(new JcaCertStore(chain));
        boolean attached = options.one("packaging").equals("ENVELOPING");
        CMSSignedData message = generator.generate(new CMSProcessableByteArray(options.bytes("content")), attached);
        Files.write(Path.of(options.one("out")), message.getEncoded(options.has("ber") ? "BER" : "DER"));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("out", options.one("out"));
        return fields;
    }

    private static String signatureName(PrivateKey key, String digest) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> digest + "withRSA";
            case "EC", "ECDSA" -> digest + "withECDSA";
            default -> key.getAlgorithm();
        };
    }

    static X509CertificateHolder holder(X509Certificate certificate) {
        try {
            return new X509CertificateHolder(certificate.getEncoded());
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }

    /** RFC 5035 §5.4: the first ESSCertIDv2 must be the certificate that the value was verified with. */
    private static boolean namesCertificate(SignerInformation signer, X509Certificate certificate) throws Exception {
        Attribute attribute = signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (attribute == null) {
            return false;
        }
        ESSCertIDv2 first = SigningCertificateV2.getInstance(attribute.getAttrValues().getObjectAt(0)).getCerts()[0];
        MessageDigest digest = MessageDigest.getInstance(first.getHashAlgorithm().getAlgorithm().getId(), BC);
        return Arrays.equals(digest.digest(certificate.getEncoded()), first.getCertHash());
    }

    /** RFC 5280 §6.1 by Bouncy Castle's own validator; throws when there is no path. */
    private static void buildPath(X509Certificate leaf, List<X509Certificate> pool, Options options) throws Exception {
        Set<TrustAnchor> anchors = new HashSet<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509", BC);
        for (String path : options.all("trust")) {
            try (InputStream in = Files.newInputStream(Path.of(path))) {
                anchors.add(new TrustAnchor((X509Certificate) factory.generateCertificate(in), null));
            }
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(leaf);
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(pool), BC));
        parameters.setRevocationEnabled(false);
        parameters.setDate((Date) options.at());
        CertPathBuilder.getInstance("PKIX", BC).build(parameters);
    }
}
