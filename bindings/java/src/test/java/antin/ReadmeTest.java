package antin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code README.md}, compiled and run. */
class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("## (\\w+)\n\n```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExamplesRun(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("agency.p12"), Samples.p12());
        Files.write(folder.resolve("root.pem"), Samples.roots());
        Files.write(folder.resolve("document.pdf"), Samples.DOCUMENT);
        Files.write(folder.resolve("123.edxml"), PackagesTest.MESSAGE);
        Files.write(folder.resolve("agency.pem"), Samples.vector("bindings/pki/agency.pem"));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {compile(folder).toUri().toURL()})) {
            Class<?> readme = loader.loadClass("Readme");
            readme.getMethod("Sign", Path.class, char[].class)
                    .invoke(null, folder, Samples.PASSWORD.toCharArray());
            Method verify = readme.getMethod("Verify", Path.class, char[].class);
            PrintStream output = System.out;
            System.setOut(new PrintStream(new ByteArrayOutputStream()));
            try {
                verify.invoke(null, folder, null);
                readme.getMethod("Online", Path.class, char[].class).invoke(null, folder, null);
                assertTrue(Files.size(folder.resolve("document.pdf.evidence")) > 0);
                readme.getMethod("Seal", Path.class, char[].class)
                        .invoke(null, folder, Samples.PASSWORD.toCharArray());
                readme.getMethod("Open", Path.class, char[].class).invoke(null, folder, null);
                assertArrayEquals(PackagesTest.PDF, Files.readAllBytes(folder.resolve("attachment-0")));
                ministry(folder);
                Function<byte[], byte[]> card =
                        bytes -> World.value("EC", Samples.vector("bindings/pki/p256.key"), bytes);
                readme.getField("smartCard").set(null, card);
                readme.getMethod("Gateway", Path.class, char[].class)
                        .invoke(null, folder, Samples.PASSWORD.toCharArray());
                assertArrayEquals(PackagesTest.PDF, Files.readAllBytes(folder.resolve("arrived-0")));
                Files.write(folder.resolve("document.pdf"), new byte[1]);
                InvocationTargetException thrown =
                        assertThrows(InvocationTargetException.class, () -> verify.invoke(null, folder, null));
                assertInstanceOf(RejectedException.class, thrown.getCause());
            } finally {
                System.setOut(output);
            }
        }
    }

    /** A registry that knows both agencies, and the certificates that go with it. */
    private static void ministry(Path folder) throws Exception {
        byte[] registrar = Samples.vector("bindings/pki/leader.pem");
        RegistryDraft draft = World.bodies()
                .add(new RegistryBinding(
                        "a", World.A, Match.KEY, Samples.vector("bindings/pki/agency.pem"), null, Samples.SIGNED))
                .add(new RegistryBinding(
                        "b", World.B, Match.KEY, Samples.vector("bindings/pki/p256.pem"), null, Samples.SIGNED))
                .issue(Instant.now().minusSeconds(60), Instant.now().plusSeconds(3600));
        try (Credential key = Credential.fromChainAndKey(
                        Samples.vector("bindings/pki/leader-chain.pem"), Samples.vector("bindings/pki/leader.key"), null);
                SignOptions options = Samples.attached()) {
            Files.write(folder.resolve("registry.p7m"), Antin.sign(draft.toJson(), key, options, Instant.now()));
        }
        Files.write(folder.resolve("registrar.pem"), registrar);
        Files.write(folder.resolve("ministry.pem"), Samples.vector("bindings/pki/p256-chain.pem"));
    }

    /** Makes each example a method that is told the folder and the password, and has a card that signs. */
    private static Path compile(Path folder) throws Exception {
        String readme = new String(Files.readAllBytes(Samples.ROOT.resolve("bindings/java/README.md")),
                StandardCharsets.UTF_8);
        StringBuilder source = new StringBuilder("import antin.*; import java.io.*; import java.nio.file.*;"
                + "import java.time.*; public class Readme {"
                + "public static java.util.function.Function<byte[], byte[]> smartCard;");
        int examples = 0;
        for (Matcher example = EXAMPLE.matcher(readme); example.find(); examples++) {
            source.append("public static void ").append(example.group(1))
                    .append("(Path folder, char[] password) throws Exception {").append(example.group(2)).append("}");
        }
        source.append("}");
        assertEquals(6, examples);
        Path file = folder.resolve("Readme.java");
        Files.write(file, source.toString().getBytes(StandardCharsets.UTF_8));
        String path = System.getProperty("java.class.path");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-encoding", "UTF-8", "-cp", path, "-d", folder.toString(), file.toString());
        assertEquals(0, status);
        return folder;
    }
}
