package dev.portreach.probe.responder;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which checks meet a path-MTU black hole, as last found, and when to look again: at the first of every so many probes of
 * a check, as the path is the same for all its ports. Bounded: the check not asked for longest is forgotten first.
 */
final class PathMtu {

    private static final class Finding {
        private int probes;
        private boolean isBlackHole;
    }

    private static final int MAX_CHECKS = 10_000;

    private final int every;
    private final Map<String, Finding> findings = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Finding> eldest) {
            return size() > MAX_CHECKS;
        }
    };

    /** @param every how many probes of a check share one look */
    PathMtu(int every) {
        this.every = every;
    }

    /** Counts a probe of the check; whether this one should look. */
    synchronized boolean isDue(String check) {
        Finding finding = findings.computeIfAbsent(check, unseen -> new Finding());
        return finding.probes++ % every == 0;
    }

    synchronized void found(String check, boolean isBlackHole) {
        findings.computeIfAbsent(check, unseen -> new Finding()).isBlackHole = isBlackHole;
    }

    synchronized boolean isBlackHole(String check) {
        Finding finding = findings.get(check);
        return finding != null && finding.isBlackHole;
    }
}
