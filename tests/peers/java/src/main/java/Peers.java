import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The door to the Java peers: one operation from the command line, or a batch of them from a file,
 * because starting a JVM and warming DSS costs more than a hundred operations.
 *
 * <pre>
 * dss|bc verify --sig F [--content F] --trust CERT… [--crl F…] [--ocsp F…] [--at RFC3339]
 * dss|bc sign   --p12 F --password P --content F --out F --packaging DETACHED|ENVELOPING --digest SHA256
 *               [--at RFC3339] [--level T|LT|LTA --tsa F --trust CERT… --crl F…], which is for dss
 * dss extend    --sig F [--content F] --out F --packaging … --level T|LT|LTA --tsa F --password P --trust CERT… --crl F…
 * asic verify   --sig F --trust CERT… [--crl F…] [--at RFC3339]   a container, by DSS
 * asic sign     --kind S|E --p12 F --password P --content F… --out F --digest SHA256, and as dss sign
 * asic extend   --kind S|E --sig F --out F --level T|LT|LTA, and as dss extend
 * bc tokens     --sig F [--content F] --out PREFIX   writes each time-stamp to PREFIX.N, and what it is over to PREFIX.N.data
 * bc ocsp       --ocsp F --cert F --trust CERT…      what an OCSP answer says, and whether its signature is right
 * bc crl        --crl F --cert F --trust CERT        the same of a CRL
 * bc stamp      --token F --content F --trust CERT…  whether a time-stamp is over the content, and signed by whom it names
 * versions                                           what the peers call themselves
 * batch FILE    one operation a line, arguments separated by tabs
 * </pre>
 *
 * Each operation answers one line of JSON. An operation that throws answers {"error": "…"}; the
 * process fails only when it was called wrongly.
 */
public final class Peers {
    private Peers() {
    }

    public static void main(String[] arguments) throws Exception {
        java.security.Security.addProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider());
        if (arguments.length == 2 && arguments[0].equals("batch")) {
            for (String line : Files.readAllLines(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
                System.out.println(answer(List.of(line.split("\t"))));
            }
        } else {
            System.out.println(answer(List.of(arguments)));
        }
    }

    private static String answer(List<String> arguments) {
        try {
            if (arguments.get(0).equals("versions")) {
                return json(versions());
            }
            Options options = new Options(arguments.subList(2, arguments.size()));
            String operation = arguments.get(0) + " " + arguments.get(1);
            return json(switch (operation) {
                case "dss verify" -> Dss.verify(options);
                case "dss sign" -> Dss.sign(options);
                case "dss extend" -> Dss.extend(options);
                case "asic verify" -> Asic.verify(options);
                case "asic sign" -> Asic.sign(options);
                case "asic extend" -> Asic.extend(options);
                case "bc verify" -> BouncyCastle.verify(options);
                case "bc sign" -> BouncyCastle.sign(options);
                case "bc tokens" -> Stamps.tokens(options);
                case "bc stamp" -> Stamps.verify(options);
                case "bc ocsp" -> Status.ocsp(options);
                case "bc crl" -> Status.crl(options);
                default -> throw new IllegalArgumentException("no operation " + operation);
            });
        } catch (Exception | LinkageError error) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("error", error.toString());
            return json(fields);
        }
    }

    private static Map<String, Object> versions() {
        Map<String, Object> fields = new LinkedHashMap<>();
        String jar = eu.europa.esig.dss.spi.DSSUtils.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        fields.put("dss", jar.replaceAll(".*-([0-9.]+)\\.jar$", "$1"));
        fields.put("bc", java.security.Security.getProvider("BC").getVersionStr());
        return fields;
    }

    private static String json(Map<String, Object> fields) {
        StringBuilder text = new StringBuilder("{");
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            text.append(text.length() > 1 ? ", " : "").append(quoted(field.getKey())).append(": ");
            Object value = field.getValue();
            boolean bare = value == null || value instanceof Number || value instanceof Boolean;
            text.append(bare ? String.valueOf(value) : quoted(value.toString()));
        }
        return text.append("}").toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
