package antin;

/** A receipt that a package carries. Nothing is judged. */
public final class CarriedReceipt {
    private final int attachment;
    private final byte[] container;

    CarriedReceipt(int attachment, byte[] container) {
        this.attachment = attachment;
        this.container = container;
    }

    /** Returns which attachment of the message it is, from 0. */
    public int attachment() {
        return attachment;
    }

    /** Returns its container, to be judged. */
    public byte[] container() {
        return container.clone();
    }
}
