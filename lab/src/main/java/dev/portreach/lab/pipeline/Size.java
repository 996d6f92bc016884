package dev.portreach.lab.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to measure, at which size.
 *
 * @param parts {@code throughput}, {@code latency}, {@code restart}
 * @param checks of each site
 * @param seconds how long to measure
 * @param lossPercent of probes that miss for no reason
 * @param history whether history takes the same results beside detection
 * @param jvm options for the service's JVM
 */
record Size(
        Set<String> parts, int sites, int checks, int seconds, double lossPercent, boolean history, List<String> jvm) {

    static final Set<String> ALL = Set.of("throughput", "latency", "restart");

    /** @throws IllegalArgumentException that says which word is wrong */
    static Size of(String... args) {
        Set<String> parts = new TreeSet<>();
        int sites = 1_000;
        int checks = 200;
        int seconds = 120;
        double loss = 0;
        boolean history = true;
        List<String> jvm = new ArrayList<>(List.of("-Xmx1g"));
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--sites" -> sites = Integer.parseInt(args[++i]);
                case "--checks" -> checks = Integer.parseInt(args[++i]);
                case "--seconds" -> seconds = Integer.parseInt(args[++i]);
                case "--loss" -> loss = Double.parseDouble(args[++i]);
                case "--no-history" -> history = false;
                case "--jvm" -> jvm.addAll(List.of(args[++i].split(" ", -1)));
                default -> {
                    if (!ALL.contains(args[i])) {
                        throw new IllegalArgumentException("\"%s\" is none of %s".formatted(args[i], ALL));
                    }
                    parts.add(args[i]);
                }
            }
        }
        return new Size(parts.isEmpty() ? ALL : parts, sites, checks, seconds, loss, history, List.copyOf(jvm));
    }
}
