package dev.portreach.contracts;

import java.security.SecureRandom;
import java.util.UUID;

/** RFC 9562, section 5.7: 48 bits of time, 74 of chance. */
public final class UuidV7 {

    private static final SecureRandom RANDOM = new SecureRandom();

    private UuidV7() {}

    public static UUID of(long epochMillis) {
        long high = (epochMillis << 16) | 0x7000 | RANDOM.nextInt(1 << 12);
        long low = 0x8000_0000_0000_0000L | (RANDOM.nextLong() >>> 2);
        return new UUID(high, low);
    }
}
