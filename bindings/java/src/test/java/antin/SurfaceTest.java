package antin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SurfaceTest {
    @Test
    void everyFunctionOfTheLibraryIsDeclared() throws IOException {
        List<String> symbols = Files.readAllLines(Samples.ROOT.resolve("bindings/c/symbols.txt"));
        List<String> declared = Arrays.stream(Native.class.getDeclaredMethods())
                .filter(method -> Modifier.isNative(method.getModifiers()))
                .map(java.lang.reflect.Method::getName)
                .sorted()
                .collect(Collectors.toList());
        assertEquals(symbols, declared);
    }

    @Test
    void theLibraryTellsItsVersion() {
        assertTrue(Antin.version().matches("[0-9]+\\.[0-9]+\\.[0-9]+.*"), Antin.version());
    }

    @Test
    void theLibraryIsTheOneThatIsNamed() {
        assertEquals("/somewhere/libantin.so.0", Native.file("/somewhere/libantin.so.0"));
        assertTrue(Native.file(null).contains("antin"));
        assertEquals(Native.file(null), Native.file(""));
    }
}
