package dev.portreach.standalone.webhook;

import java.util.LinkedHashSet;
import java.util.Set;

/** Idempotency keys taken lately: a crash may repeat a notification once, and a reader should not see it twice. */
final class SeenKeys {

    private static final int KEPT = 1_000;

    private final Set<String> keys = new LinkedHashSet<>();

    /** A notification without a key is always new. */
    boolean isNew(String key) {
        if (key == null) {
            return true;
        }
        if (!keys.add(key)) {
            return false;
        }
        if (keys.size() > KEPT) {
            keys.remove(keys.iterator().next());
        }
        return true;
    }
}
