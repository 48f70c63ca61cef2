package antin;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** A folder of evidence that threads and processes share. */
public final class Cache extends Handle {
    /** Opens a folder, and makes it if it is not there. */
    public Cache(Path folder) {
        super(make(folder), Native::antin_cache_free);
    }

    private static Pointer make(Path folder) {
        try (In text = In.text(folder.toString(), "folder"); Out out = new Out()) {
            return out.handle(Native.antin_cache_open(text.at(), out.value, out.error));
        }
    }

    /** What a folder held. */
    public static final class Loaded {
        private final Evidence evidence;
        private final List<String> damaged;

        Loaded(Evidence evidence, String lines) {
            this.evidence = evidence;
            List<String> found = new ArrayList<>(Arrays.asList(lines.split("\n")));
            found.removeIf(String::isEmpty);
            damaged = Collections.unmodifiableList(found);
        }

        /** Returns the evidence, which the caller closes. */
        public Evidence evidence() {
            return evidence;
        }

        /** Returns the files that were passed over, as they are not whole or hold something else. */
        public List<String> damaged() {
            return damaged;
        }
    }

    /** Reads all that the folder holds. */
    public Loaded load() {
        try (Out out = new Out(); Memory slot = new Memory(8)) {
            slot.clear();
            Evidence evidence = new Evidence(
                    use(cache -> out.handle(Native.antin_cache_load(cache, out.value, slot, out.error))));
            Pointer damaged = slot.getPointer(0);
            try {
                byte[] lines = Out.lent(size -> Native.antin_buffer_data(damaged, size));
                return new Loaded(evidence, new String(lines, StandardCharsets.UTF_8));
            } finally {
                Native.antin_buffer_free(damaged);
            }
        }
    }

    /** Keeps each piece that is not there yet; a newer CRL takes the place of older ones from its source. */
    public void keep(Evidence evidence) {
        Objects.requireNonNull(evidence, "evidence");
        try (Out out = new Out()) {
            use(cache -> evidence.use(more -> {
                out.check(Native.antin_cache_keep(cache, more, out.error));
                return null;
            }));
        }
    }

    /** Deletes what ended before a time and what is not whole; returns how many files that were. */
    public long clean(Instant endedBefore) {
        long seconds = endedBefore.getEpochSecond();
        try (Out out = new Out()) {
            return use(cache -> {
                out.check(Native.antin_cache_clean(cache, seconds, out.value, out.error));
                return com.sun.jna.Native.SIZE_T_SIZE == 8
                        ? out.value.getLong(0)
                        : out.value.getInt(0) & 0xffffffffL;
            });
        }
    }
}
