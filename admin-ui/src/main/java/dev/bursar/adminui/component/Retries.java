package dev.bursar.adminui.component;

import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Idempotency keys for a form: the same request sent twice is done once, a corrected one is a new one. */
public final class Retries implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient @Nullable Object last;
    private String key = "";

    public String keyFor(Object request) {
        if (!request.equals(last)) {
            last = request;
            key = UUID.randomUUID().toString();
        }
        return key;
    }
}
