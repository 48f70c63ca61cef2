package antin;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A certificate for which something is missing. */
public final class Missing {
    private final MissingKind kind;
    private final String subject;
    private final byte[] certificate;
    private final List<Attempt> attempts;

    Missing(Pointer missing) {
        kind = MissingKind.of(Native.antin_missing_kind(missing));
        subject = Out.text(Native.antin_missing_subject(missing));
        certificate = Out.lent(size -> Native.antin_missing_certificate(missing, size));
        List<Attempt> tried = new ArrayList<>();
        long count = Native.antin_missing_attempt_count(missing).longValue();
        for (long i = 0; i < count; i++) {
            tried.add(new Attempt(missing, new Native.Size(i)));
        }
        attempts = Collections.unmodifiableList(tried);
    }

    /** Returns what is missing. */
    public MissingKind kind() {
        return kind;
    }

    /** Returns the subject of the certificate. */
    public String subject() {
        return subject;
    }

    /** Returns the certificate in DER. */
    public byte[] certificate() {
        return certificate.clone();
    }

    /** Returns what was tried; nothing if the certificates name no address that is asked. */
    public List<Attempt> attempts() {
        return attempts;
    }

    /** An address that gave nothing of use, and why. */
    public static final class Attempt {
        private final String address;
        private final Map<Language, String> reasons = new EnumMap<>(Language.class);

        Attempt(Pointer missing, Native.Size index) {
            address = Out.text(Native.antin_missing_attempt_address(missing, index));
            for (Language language : Language.values()) {
                Pointer reason = Native.antin_missing_attempt_reason(missing, index, language.number);
                reasons.put(language, Out.text(reason));
            }
        }

        /** Returns the address: a stranger's text, so escape it before showing it. */
        public String address() {
            return address;
        }

        /** Returns why it gave nothing of use, as a clause for people. */
        public String reason(Language language) {
            return reasons.get(language);
        }
    }
}
