package antin;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Bytes or text on their way in, in memory of their own that is wiped and freed afterwards. */
final class In implements AutoCloseable {
    private final Memory memory;
    private final long size;

    private In(Memory memory, long size) {
        this.memory = memory;
        this.size = size;
    }

    /** Takes bytes that must be there. */
    static In bytes(byte[] bytes, String argument) {
        Objects.requireNonNull(bytes, argument);
        return piece(bytes, 0, bytes.length);
    }

    /** Takes bytes that may be absent: null. */
    static In bytesOrNull(byte[] bytes) {
        return bytes == null ? new In(null, 0) : piece(bytes, 0, bytes.length);
    }

    /** Takes part of an array. */
    static In piece(byte[] buffer, int offset, int count) {
        // The library takes no NULL for bytes that are there but empty.
        Memory memory = new Memory(Math.max(count, 1));
        memory.write(0, buffer, offset, count);
        return new In(memory, count);
    }

    /** Takes text that must be there, as UTF-8 that ends in 0. */
    static In text(String text, String argument) {
        Objects.requireNonNull(text, argument);
        return encode(CharBuffer.wrap(text), argument);
    }

    /** Takes text that may be absent: null. */
    static In textOrNull(String text, String argument) {
        return text == null ? new In(null, 0) : encode(CharBuffer.wrap(text), argument);
    }

    /** Takes a password that may be absent: null. */
    static In secret(char[] text, String argument) {
        return text == null ? new In(null, 0) : encode(CharBuffer.wrap(text), argument);
    }

    private static In encode(CharBuffer text, String argument) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0) {
                throw new IllegalArgumentException(argument + " has a NUL in it");
            }
        }
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        long size = (long) Math.ceil((double) encoder.maxBytesPerChar() * text.length()) + 1;
        Memory memory = new Memory(size);
        memory.clear();
        In in = new In(memory, size);
        try {
            // Straight into memory of our own, so that no copy of a password stays with the collector.
            ByteBuffer bytes = memory.getByteBuffer(0, size);
            if (encoder.encode(text, bytes, true).isError()) {
                throw new CharacterCodingException();
            }
            return in;
        } catch (CharacterCodingException wrong) {
            in.close();
            throw new IllegalArgumentException(argument + " is not well-formed Unicode", wrong);
        }
    }

    /** Returns where it is; null for what is absent. */
    Pointer at() {
        return memory;
    }

    /** Returns how many bytes there are. */
    Native.Size size() {
        return new Native.Size(size);
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.clear();
            memory.close();
        }
    }
}
