package antin;

import com.sun.jna.Pointer;
import java.time.Instant;
import java.util.List;

/** What a seal that passed claims: that its certificate is a body's. */
public final class Claim {
    private final String organ;
    private final Role role;
    private final Instant time;
    private final List<byte[]> path;

    Claim(Pointer claim) {
        organ = Out.text(Native.antin_claim_organ(claim));
        role = Role.of(Native.antin_claim_role(claim));
        time = Out.time(at -> Native.antin_claim_time(claim, at));
        path = Out.list(Native.antin_claim_path_count(claim), index ->
                Out.lent(size -> Native.antin_claim_path_certificate(claim, index, size)));
    }

    /** Returns the identifier code of the body, in normal form. */
    public String organ() {
        return organ;
    }

    /** Returns the role that it seals in. */
    public Role role() {
        return role;
    }

    /** Returns the time that it is about: when the seal provably existed, or that of the judgement. */
    public Instant time() {
        return time;
    }

    /** Returns the certificates in DER, that of the key that sealed first, without the root. */
    public List<byte[]> path() {
        return path;
    }
}
