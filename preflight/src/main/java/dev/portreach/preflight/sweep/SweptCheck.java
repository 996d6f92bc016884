package dev.portreach.preflight.sweep;

import dev.portreach.probe.watch.PortView;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sweep saw of one check.
 *
 * @param asked by port, how often it was asked until it answered, or at all if it never did
 */
public record SweptCheck(PortView view, SortedMap<Integer, Integer> asked) {

    public SweptCheck {
        asked = Collections.unmodifiableSortedMap(new TreeMap<>(asked));
    }
}
