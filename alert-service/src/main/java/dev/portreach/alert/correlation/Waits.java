package dev.portreach.alert.correlation;

import java.util.Arrays;

/** A multiset of waiting times with few different ones, of which the longest is asked. */
final class Waits {

    private int[] values = {};
    private int[] counts = {};

    void add(int value) {
        int at = Arrays.binarySearch(values, value);
        if (at >= 0) {
            counts[at]++;
            return;
        }
        int insert = -at - 1;
        values = inserted(values, insert, value);
        counts = inserted(counts, insert, 1);
    }

    void remove(int value) {
        int at = Arrays.binarySearch(values, value);
        if (--counts[at] == 0) {
            values = without(values, at);
            counts = without(counts, at);
        }
    }

    /** 0 if there is none. */
    int longest() {
        return values.length == 0 ? 0 : values[values.length - 1];
    }

    private static int[] inserted(int[] array, int at, int value) {
        int[] next = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, at, next, at + 1, array.length - at);
        next[at] = value;
        return next;
    }

    private static int[] without(int[] array, int at) {
        int[] next = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, at + 1, next, at, next.length - at);
        return next;
    }
}
