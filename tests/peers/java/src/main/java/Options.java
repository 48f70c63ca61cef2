import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of one operation: {@code --name value…}. */
final class Options {
    private final Map<String, List<String>> values = new HashMap<>();

    Options(List<String> arguments) {
        List<String> current = null;
        for (String argument : arguments) {
            if (argument.startsWith("--")) {
                current = values.computeIfAbsent(argument.substring(2), name -> new ArrayList<>());
            } else if (current == null) {
                throw new IllegalArgumentException("a value without an option: " + argument);
            } else {
                current.add(argument);
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    String one(String name) {
        if (all(name).size() != 1) {
            throw new IllegalArgumentException("--" + name + " wants one value");
        }
        return all(name).get(0);
    }

    byte[] bytes(String name) throws java.io.IOException {
        return Files.readAllBytes(Path.of(one(name)));
    }

    /** The time to judge at: {@code --at}, or now. */
    Date at() {
        return has("at") ? Date.from(Instant.parse(one("at"))) : new Date();
    }
}
