package dev.portreach.lab.simulation;

import java.util.BitSet;
import java.util.function.IntUnaryOperator;

/**
 * Which probes are lost by chance: a function of seed, view and time alone. Whoever leaves out probes of which nothing
 * comes sees the same losses as whoever makes them all.
 *
 * <p>Bursts are those of Gilbert and Elliott in continuous time: on the path of one view, or the line of one site, they begin at random, last for an
 * exponential time (cut off at eight times its mean), and within them every second probe is lost, outside none.
 */
final class Losses {

    private static final double IN_BURST = 0.5;
    /** Length of the slots in each of which at most one burst begins, in mean lengths of a burst. */
    private static final int SLOT = 4;

    private static final int SLOTS_BACK = 2;

    private static final long ANY = 1;
    private static final long BEGINS = 2;
    private static final long OFFSET = 3;
    private static final long LENGTH = 4;
    private static final long MISSING = 5;
    private static final long UNHEARD = 6;
    private static final long LATE = 7;
    private static final long DUPLICATE = 8;
    private static final long PORT = 1_000;
    private static final long GRAY = 100_000;

    private final Noise noise;
    private final IntUnaryOperator line;
    private final long seed;
    private final long slotMillis;
    private final double begins;

    Losses(Noise noise, long seed) {
        this(noise, seed, view -> view);
    }

    /** @param line which line a view is on, where bursts hit all that is on it */
    Losses(Noise noise, long seed, IntUnaryOperator line) {
        this.noise = noise;
        this.line = line;
        this.seed = seed;
        this.slotMillis = SLOT * noise.burstMillis();
        this.begins = noise.loss() * SLOT / IN_BURST;
    }

    /** Of {@code ports} ports that are probed at once, those that are lost, by place. */
    BitSet lost(int view, long at, int ports) {
        BitSet lost = new BitSet(ports);
        double chance = chance(view, at);
        double draw = uniform(view, at, ANY);
        if (draw >= 1 - Math.pow(1 - chance, ports)) {
            return lost;
        }
        int first = (int) Math.min(ports - 1, Math.log1p(-draw) / Math.log1p(-chance));
        lost.set(first);
        for (int i = first + 1; i < ports; i++) {
            lost.set(i, uniform(view, at, PORT + i) < chance);
        }
        return lost;
    }

    /**
     * The first probe that is lost.
     *
     * @param from the first probe
     * @param step time from one to the next
     * @return its time, or the first at or after {@code until}
     */
    long nextLoss(int view, long from, long step, long until, int ports) {
        if (noise.loss() == 0) {
            return until;
        }
        double most = 1 - Math.pow(1 - (noise.burstMillis() == 0 ? noise.loss() : IN_BURST), ports);
        long at = from;
        while (at < until && (uniform(view, at, ANY) >= most || (noise.burstMillis() > 0 && !isInBurst(view, at)))) {
            at += step;
        }
        return at;
    }

    private double chance(int view, long at) {
        return noise.burstMillis() == 0 ? noise.loss() : isInBurst(view, at) ? IN_BURST : 0;
    }

    private boolean isInBurst(int view, long at) {
        int path = line.applyAsInt(view);
        long slot = at / slotMillis;
        for (long each = slot - SLOTS_BACK; each <= slot; each++) {
            if (uniform(path, each, BEGINS) < begins) {
                double start = (each + uniform(path, each, OFFSET)) * slotMillis;
                double length = -Math.log1p(-uniform(path, each, LENGTH)) * noise.burstMillis();
                if (start <= at && at < start + Math.min(length, 2.0 * slotMillis)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether gray loss of this share takes the probe of a port. */
    boolean isGray(int view, long at, int fault, int port, double share) {
        return uniform(view, at, GRAY * (1 + fault) + port) < share;
    }

    boolean isMissing(int view, long at) {
        return noise.missing() > 0 && uniform(view, at, MISSING) < noise.missing();
    }

    boolean isNeverHeard(int check) {
        return noise.missing() > 0 && uniform(check, 0, UNHEARD) < noise.missing();
    }

    /** How late a batch is, in milliseconds; mostly 0. */
    long lateness(int agent, long at) {
        double draw = noise.late() == 0 ? 1 : uniform(agent, at, LATE);
        return draw < noise.late() ? 1_000 + (long) (29_000 * draw / noise.late()) : 0;
    }

    boolean isDoubled(int agent, long at) {
        return noise.duplicate() > 0 && uniform(agent, at, DUPLICATE) < noise.duplicate();
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014), twice. */
    private double uniform(int who, long when, long what) {
        long mixed = mix(mix(seed + 0x9E3779B97F4A7C15L * (who + 1)) + 0xD1342543DE82EF95L * when + what);
        return (mixed >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
