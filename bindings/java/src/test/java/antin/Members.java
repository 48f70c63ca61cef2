package antin;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * An object of the manifest, whose members must all be taken, so that no new one is passed over. A member
 * that is left out is as if it were null.
 */
final class Members {
    private final JsonObject object;

    Members(JsonElement object) {
        this.object = object.getAsJsonObject().deepCopy();
    }

    private JsonElement take(String name) {
        JsonElement value = object.remove(name);
        return value == null || value.isJsonNull() ? null : value;
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) {
        JsonElement value = take(name);
        return value == null ? null : value.getAsString();
    }

    Long number(String name) {
        JsonElement value = take(name);
        return value == null ? null : Long.valueOf(value.getAsLong());
    }

    boolean flag(String name) {
        JsonElement value = take(name);
        return value != null && value.getAsBoolean();
    }

    Members object(String name) {
        JsonElement value = take(name);
        return value == null ? null : new Members(value);
    }

    List<JsonElement> list(String name) {
        JsonElement value = take(name);
        return value == null ? new ArrayList<>() : value.getAsJsonArray().asList();
    }

    /** Returns a member that may be of several types; null if it is not there. */
    JsonElement element(String name) {
        return take(name);
    }

    /** As {@link #list}, but null if it is not there. */
    List<JsonElement> listOrNull(String name) {
        JsonElement value = take(name);
        return value == null ? null : value.getAsJsonArray().asList();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        list(name).forEach(item -> texts.add(item.getAsString()));
        return texts;
    }

    void done() {
        if (object.size() > 0) {
            throw new AssertionError("unknown members: " + object.keySet());
        }
    }
}
