package dev.portreach.alert.history;

import dev.portreach.contracts.assignment.AssignedPolicy;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Observation;
import dev.portreach.contracts.result.Run;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** A check of one revision and what it is judged by. Remembers its last judgement, as most observations say the same. */
final class KnownCheck {

    /** No policy makes an observation speak for longer. */
    static final Duration LONGEST_HOLD = Duration.ofDays(4);

    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(30);
    private static final Duration USUAL_DEADLINE = Duration.ofSeconds(2);
    private static final int INTERVALS_HELD = 3;

    /** @param id fingerprint of the value */
    record Meaning(Value value, long id) {}

    private record Remembered(String address, List<Run> runs, Meaning meaning) {

        boolean fits(Observation observation) {
            return Objects.equals(address, observation.address()) && isSame(runs, observation.runs());
        }

        private static boolean isSame(List<Run> one, List<Run> other) {
            if (one.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < one.size(); i++) {
                Run left = one.get(i);
                Run right = other.get(i);
                if (left.outcome() != right.outcome()
                        || left.proof() != right.proof()
                        || !Objects.equals(left.detail(), right.detail())
                        || !Objects.equals(left.ports(), right.ports())) {
                    return false;
                }
            }
            return true;
        }
    }

    private final AssignedPolicy policy;
    private final Ports ports;
    private volatile Remembered last;

    KnownCheck(AssignedPolicy policy, Ports ports) {
        this.policy = policy;
        this.ports = ports;
    }

    AssignedPolicy policy() {
        return policy;
    }

    Ports ports() {
        return ports;
    }

    /** How long one observation speaks for what follows: three intervals and the deadline. */
    long holdMillis() {
        Duration interval = policy.interval() == null ? USUAL_INTERVAL : policy.interval();
        Duration deadline = policy.deadline() == null ? USUAL_DEADLINE : policy.deadline();
        Duration hold = interval.multipliedBy(INTERVALS_HELD).plus(deadline);
        return Math.min(LONGEST_HOLD.toMillis(), hold.toMillis());
    }

    /** What the observation says but for its times, judged anew only if it differs from the last one. */
    Meaning meaning(Observation observation, Function<Observation, Value> judge) {
        Remembered known = last;
        if (known != null && known.fits(observation)) {
            return known.meaning();
        }
        Value value = judge.apply(observation);
        Meaning meaning = new Meaning(value, value.fingerprint());
        last = new Remembered(observation.address(), observation.runs(), meaning);
        return meaning;
    }
}
