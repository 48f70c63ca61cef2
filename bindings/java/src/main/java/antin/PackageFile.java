package antin;

import com.sun.jna.Pointer;

/** An attachment of a package. Names are a stranger's text, and no paths. */
public final class PackageFile {
    private final int index;
    private final String name;
    private final FileState state;
    private final Integer attachment;
    private final long length;
    private final String sha256;
    private final boolean isUnwrapped;
    private final boolean isDestroyed;
    private final String sealedName;
    private final long sealedLength;
    private final String sealedSha256;

    PackageFile(int index, Pointer file) {
        this.index = index;
        name = Out.text(Native.antin_file_name(file));
        state = FileState.of(Native.antin_file_state(file));
        attachment = Out.place(place -> Native.antin_file_attachment(file, place));
        length = Native.antin_file_length(file);
        sha256 = Out.text(Native.antin_file_sha256(file));
        isUnwrapped = Native.antin_file_is_unwrapped(file) != 0;
        isDestroyed = Native.antin_file_is_destroyed(file) != 0;
        sealedName = Out.text(Native.antin_file_sealed_name(file));
        sealedLength = Native.antin_file_sealed_length(file);
        sealedSha256 = Out.text(Native.antin_file_sealed_sha256(file));
    }

    /** Returns its place in {@link PackageReport#files}. */
    public int index() {
        return index;
    }

    /** Returns the name that arrived, or that was sealed if it is missing. Never make a path of it. */
    public String name() {
        return name;
    }

    /** Returns what became of it, by the seal that is worst for it. */
    public FileState state() {
        return state;
    }

    /** Returns which attachment of the message it is, seals counted too; null if it is missing. */
    public Integer attachment() {
        return attachment;
    }

    /** Returns the length of what arrived, out of the archives around it; 0 if it is missing. */
    public long length() {
        return length;
    }

    /** Returns the SHA-256 of that, in hexadecimal digits; null if it is missing. */
    public String sha256() {
        return sha256;
    }

    /** Says whether it was taken out of an archive that was put around it on the way. */
    public boolean isUnwrapped() {
        return isUnwrapped;
    }

    /** Says whether a conversion of text on the way destroyed it. */
    public boolean isDestroyed() {
        return isDestroyed;
    }

    /** Returns the name that was sealed; null if it was not sealed. */
    public String sealedName() {
        return sealedName;
    }

    /** Returns the length that was sealed; 0 if it was not sealed. */
    public long sealedLength() {
        return sealedLength;
    }

    /** Returns the SHA-256 that was sealed; null if it was not sealed. */
    public String sealedSha256() {
        return sealedSha256;
    }
}
