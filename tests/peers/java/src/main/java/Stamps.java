import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPUtil;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * Time-stamps by Bouncy Castle's own TSP. It has no name for archive-time-stamp-v3 (EN 319 122-1 §5.5.3), so what
 * such a time-stamp is over is put together here from the structures that it read.
 */
final class Stamps {
    private static final ASN1ObjectIdentifier ARCHIVE_V3 = new ASN1ObjectIdentifier("0.4.0.1733.2.4");
    private static final ASN1ObjectIdentifier INDEX_V3 = new ASN1ObjectIdentifier("0.4.0.19122.1.5");

    private Stamps() {
    }

    /** How many signature time-stamps are over their signatures, and signed by whom they name. */
    static int ofSignatures(CMSSignedData message) throws Exception {
        int good = 0;
        for (SignerInformation signer : message.getSignerInfos().getSigners()) {
            for (Object each : TSPUtil.getSignatureTimestamps(signer,
                    new JcaDigestCalculatorProviderBuilder().setProvider(BouncyCastle.BC).build())) {
                validate((TimeStampToken) each);
                good++;
            }
        }
        return good;
    }

    /** How many archive time-stamps are over what they should be, and signed by whom they name. */
    static int ofArchives(CMSSignedData message, Options options) throws Exception {
        int good = 0;
        for (SignerInformation signer : message.getSignerInfos().getSigners()) {
            for (TimeStampToken token : tokens(signer, ARCHIVE_V3)) {
                if (isOver(token, archived(message, signer, token, options))) {
                    validate(token);
                    good++;
                }
            }
        }
        return good;
    }

    static Map<String, Object> tokens(Options options) throws Exception {
        CMSSignedData message = new CMSSignedData(options.bytes("sig"));
        int count = 0;
        for (SignerInformation signer : message.getSignerInfos().getSigners()) {
            for (TimeStampToken token : tokens(signer, PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)) {
                write(options.one("out") + "." + count++, token, signer.getSignature());
            }
            for (TimeStampToken token : tokens(signer, ARCHIVE_V3)) {
                write(options.one("out") + "." + count++, token, archived(message, signer, token, options));
            }
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tokens", count);
        return fields;
    }

    /** A token, or the answer of an authority, beside what it is over. */
    static Map<String, Object> verify(Options options) throws Exception {
        TimeStampToken token = new TimeStampToken(new CMSSignedData(options.bytes("token")));
        validate(token);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("valid", isOver(token, options.bytes("content")) ? 1 : 0);
        return fields;
    }

    private static void write(String name, TimeStampToken token, byte[] data) throws Exception {
        Files.write(Path.of(name), token.getEncoded());
        Files.write(Path.of(name + ".data"), data);
    }

    private static List<TimeStampToken> tokens(SignerInformation signer, ASN1ObjectIdentifier type) throws Exception {
        List<TimeStampToken> tokens = new ArrayList<>();
        if (signer.getUnsignedAttributes() != null) {
            ASN1EncodableVector all = signer.getUnsignedAttributes().getAll(type);
            for (int each = 0; each < all.size(); each++) {
                for (ASN1Encodable value : Attribute.getInstance(all.get(each)).getAttributeValues()) {
                    tokens.add(new TimeStampToken(new CMSSignedData(value.toASN1Primitive().getEncoded())));
                }
            }
        }
        return tokens;
    }

    private static void validate(TimeStampToken token) throws Exception {
        X509CertificateHolder certificate = (X509CertificateHolder) token.getCertificates().getMatches(token.getSID())
                .iterator().next();
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider(BouncyCastle.BC).build(certificate));
    }

    private static boolean isOver(TimeStampToken token, byte[] data) throws Exception {
        AlgorithmIdentifier algorithm = token.getTimeStampInfo().getHashAlgorithm();
        return Arrays.equals(digest(algorithm).digest(data), token.getTimeStampInfo().getMessageImprintDigest());
    }

    private static MessageDigest digest(AlgorithmIdentifier algorithm) throws Exception {
        return MessageDigest.getInstance(algorithm.getAlgorithm().getId(), BouncyCastle.BC);
    }

    /** EN 319 122-1 §5.5.3: type of the content, its digest, the signer's fields, the index of the rest. */
    private static byte[] archived(CMSSignedData message, SignerInformation signer, TimeStampToken token, Options options)
            throws Exception {
        SignedData data = SignedData.getInstance(message.toASN1Structure().getContent());
        ASN1Sequence index = ASN1Sequence.getInstance(
                token.getUnsignedAttributes().get(INDEX_V3).getAttrValues().getObjectAt(0));
        checkIndex(index, data, signer);
        byte[] content = options.has("content")
                ? options.bytes("content")
                : (byte[]) message.getSignedContent().getContent();
        SignerInfo info = signer.toASN1Structure();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(data.getEncapContentInfo().getContentType().getEncoded());
        out.write(digest(token.getTimeStampInfo().getHashAlgorithm()).digest(content));
        out.write(info.getVersion().getEncoded());
        out.write(info.getSID().getEncoded());
        out.write(info.getDigestAlgorithm().getEncoded());
        out.write(new DERTaggedObject(false, 0, info.getAuthenticatedAttributes()).getEncoded());
        out.write(info.getDigestEncryptionAlgorithm().getEncoded());
        out.write(info.getEncryptedDigest().getEncoded());
        out.write(index.getEncoded());
        return out.toByteArray();
    }

    /** EN 319 122-1 §5.5.2: what the index lists must be there. */
    private static void checkIndex(ASN1Sequence index, SignedData data, SignerInformation signer) throws Exception {
        AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(index.getObjectAt(0));
        List<byte[]> certificates = digests(algorithm, data.getCertificates());
        List<byte[]> crls = digests(algorithm, data.getCRLs());
        List<byte[]> attributes = new ArrayList<>();
        for (ASN1Encodable each : signer.toASN1Structure().getUnauthenticatedAttributes()) {
            Attribute attribute = Attribute.getInstance(each);
            for (ASN1Encodable value : attribute.getAttributeValues()) {
                MessageDigest digest = digest(algorithm);
                digest.update(attribute.getAttrType().getEncoded());
                attributes.add(digest.digest(value.toASN1Primitive().getEncoded()));
            }
        }
        List<List<byte[]>> there = List.of(certificates, crls, attributes);
        for (int part = 0; part < 3; part++) {
            for (ASN1Encodable each : ASN1Sequence.getInstance(index.getObjectAt(part + 1))) {
                byte[] listed = ASN1OctetString.getInstance(each).getOctets();
                if (there.get(part).stream().noneMatch(one -> Arrays.equals(one, listed))) {
                    throw new IllegalArgumentException("the index lists what is not there");
                }
            }
        }
    }

    private static List<byte[]> digests(AlgorithmIdentifier algorithm, ASN1Set elements) throws Exception {
        List<byte[]> digests = new ArrayList<>();
        if (elements != null) {
            for (ASN1Encodable element : elements) {
                digests.add(digest(algorithm).digest(element.toASN1Primitive().getEncoded()));
            }
        }
        return digests;
    }
}
