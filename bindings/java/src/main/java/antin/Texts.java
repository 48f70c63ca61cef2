package antin;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** Several texts on their way in; null is as if nothing was said. */
final class Texts implements AutoCloseable {
    private final List<In> texts = new ArrayList<>();
    private final Memory pointers;
    private final Native.Size count;

    Texts(List<String> values, String argument) {
        long size = com.sun.jna.Native.POINTER_SIZE;
        count = new Native.Size(values == null ? 0 : values.size());
        // None at all may be another thing than what is usual, and NULL would say the latter.
        pointers = values == null ? null : new Memory(Math.max(1, values.size()) * size);
        try {
            for (int i = 0; values != null && i < values.size(); i++) {
                texts.add(In.text(values.get(i), argument));
                pointers.setPointer(i * size, texts.get(i).at());
            }
        } catch (RuntimeException wrong) {
            close();
            throw wrong;
        }
    }

    /** Returns where the pointers are; null for what is absent. */
    Pointer at() {
        return pointers;
    }

    /** Returns how many there are. */
    Native.Size count() {
        return count;
    }

    @Override
    public void close() {
        texts.forEach(In::close);
        if (pointers != null) {
            pointers.close();
        }
    }
}
