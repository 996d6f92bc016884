package dev.portreach.lab.simulation;

import java.util.SplittableRandom;

/** Numbers to draw from, both ends included. */
public record Range(double low, double high) {

    public Range {
        if (!(low <= high)) {
            throw new IllegalArgumentException("range %s to %s runs backwards".formatted(low, high));
        }
    }

    public static Range of(double low, double high) {
        return new Range(low, high);
    }

    double draw(SplittableRandom random) {
        return low == high ? low : random.nextDouble(low, high);
    }

    int drawInt(SplittableRandom random) {
        return random.nextInt((int) low, (int) high + 1);
    }
}
