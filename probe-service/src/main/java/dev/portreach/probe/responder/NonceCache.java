package dev.portreach.probe.responder;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Nonces that were answered and could come again. Bounded by refusing new ones: to forget old ones early would let them
 * be replayed. Only those of verified challenges get here, so that nobody else can fill it.
 */
final class NonceCache {

    private record Kept(String nonce, long until) {}

    private final int capacity;
    private final Set<String> nonces = new HashSet<>();
    private final Deque<Kept> byAge = new ArrayDeque<>();

    NonceCache(int capacity) {
        this.capacity = capacity;
    }

    boolean contains(String nonce) {
        return nonces.contains(nonce);
    }

    /**
     * Takes a nonce that is not there.
     *
     * @param now steady time in milliseconds, never less than before
     * @param keepMillis how long it could be replayed, the same for all
     * @return false if there is no room
     */
    boolean add(String nonce, long now, long keepMillis) {
        while (!byAge.isEmpty() && byAge.peek().until() <= now) {
            nonces.remove(byAge.remove().nonce());
        }
        if (nonces.size() >= capacity || !nonces.add(nonce)) {
            return false;
        }
        byAge.add(new Kept(nonce, now + keepMillis));
        return true;
    }
}
