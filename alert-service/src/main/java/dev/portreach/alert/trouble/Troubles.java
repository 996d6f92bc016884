package dev.portreach.alert.trouble;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says of each trouble whether it is there, from one look after the other. What lasts less than a minute is not told, as
 * every restart would be; what cannot be seen stays as it was.
 */
final class Troubles {

    /** A restart of the broker or of this service is over by then. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** After the last record that was put aside. */
    static final Duration QUIET = Duration.ofMinutes(15);

    /** A disk has to have this much more room before it counts as mended, or each segment deleted would end it. */
    private static final double ROOM = 0.02;

    private final long largestLag;
    private final double leastFree;
    private final Map<Trouble, Instant> since = new EnumMap<>(Trouble.class);
    private Map<String, Long> lettersBefore;
    private final Map<String, Long> newLetters = new TreeMap<>();
    private Instant lastLetter;

    /**
     * @param largestLag records that may wait
     * @param leastFree share of a disk that must be free, 0 to 1
     */
    Troubles(long largestLag, double leastFree) {
        this.largestLag = largestLag;
        this.leastFree = leastFree;
    }

    /** What is there, and what is not; what cannot be told is not in the answer. */
    Map<Trouble, Optional<Finding>> look(Readings now) {
        Map<Trouble, Optional<Finding>> told = new EnumMap<>(Trouble.class);
        lasting(
                told,
                Trouble.NOT_JUDGING,
                now.at(),
                now.notJudging(),
                now.notJudging().isEmpty());
        disks(told, now);
        now.broker().ifPresent(broker -> {
            lag(told, now.at(), broker.lag());
            deadLetters(told, now.at(), broker.deadLetters());
        });
        return told;
    }

    private void lag(Map<Trouble, Optional<Finding>> told, Instant at, Map<String, Long> lag) {
        Optional<Map.Entry<String, Long>> most = lag.entrySet().stream().max(Map.Entry.comparingByValue());
        long waiting = most.map(Map.Entry::getValue).orElse(0L);
        lasting(
                told,
                Trouble.LAG,
                at,
                most.filter(each -> waiting > largestLag)
                        .map(each -> "%,d records wait for %s".formatted(waiting, each.getKey())),
                waiting <= largestLag / 2);
    }

    private void disks(Map<Trouble, Optional<Finding>> told, Readings now) {
        Map<String, Double> free = new TreeMap<>(Map.of("alert-service", now.freeHere()));
        now.broker().ifPresent(broker -> free.putAll(broker.free()));
        Map.Entry<String, Double> least =
                free.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        lasting(
                told,
                Trouble.DISK,
                now.at(),
                Optional.of(least)
                        .filter(each -> each.getValue() < leastFree)
                        .map(each ->
                                "%.1f %% of the disk of %s is free".formatted(each.getValue() * 100, each.getKey())),
                now.broker().isPresent() && least.getValue() >= leastFree + ROOM);
    }

    private void lasting(
            Map<Trouble, Optional<Finding>> told, Trouble trouble, Instant at, Optional<String> what, boolean mended) {
        if (mended) {
            since.remove(trouble);
            told.put(trouble, Optional.empty());
            return;
        }
        what.ifPresent(text -> {
            Instant first = since.computeIfAbsent(trouble, key -> at);
            if (!at.isBefore(first.plus(PATIENCE))) {
                told.put(trouble, Optional.of(new Finding(first, text)));
            }
        });
    }

    private void deadLetters(Map<Trouble, Optional<Finding>> told, Instant at, Map<String, Long> letters) {
        if (lettersBefore == null) {
            lettersBefore = letters;
            lastLetter = at; // what was put aside before this start may be news still
        }
        letters.forEach((topic, count) -> {
            long more = count - lettersBefore.getOrDefault(topic, 0L);
            if (more > 0) {
                newLetters.merge(topic, more, Long::sum);
                since.putIfAbsent(Trouble.DEAD_LETTERS, at);
                lastLetter = at;
            }
        });
        lettersBefore = letters;
        if (!at.isBefore(lastLetter.plus(QUIET))) {
            since.remove(Trouble.DEAD_LETTERS);
            newLetters.clear();
            told.put(Trouble.DEAD_LETTERS, Optional.empty());
        } else if (!newLetters.isEmpty()) {
            told.put(Trouble.DEAD_LETTERS, Optional.of(new Finding(since.get(Trouble.DEAD_LETTERS), what(newLetters))));
        }
    }

    private static String what(Map<String, Long> letters) {
        long all = letters.values().stream().mapToLong(Long::longValue).sum();
        String topics = letters.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(3)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return "%,d %s put aside, in %s%s"
                .formatted(all, all == 1 ? "record was" : "records were", topics, letters.size() > 3 ? ", …" : "");
    }
}
