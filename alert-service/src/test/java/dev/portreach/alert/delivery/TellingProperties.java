package dev.portreach.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.payload.Notice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class TellingProperties {

    /** What happens to an incident, one after the other, after it opened. */
    enum Step {
        UPDATED,
        CAUSE_CHANGED,
        LOOKED_AT_AGAIN
    }

    /** What holds at a step. */
    record Around(Step step, boolean muted, boolean acknowledged, boolean lyon, boolean paris) {
        Set<String> routed() {
            Set<String> routed = new HashSet<>();
            if (lyon) {
                routed.add("lyon-chat");
            }
            if (paris || !lyon) {
                routed.add("paris-chat");
            }
            return routed;
        }
    }

    @Provide
    Arbitrary<Around> steps() {
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        return Combinators.combine(Arbitraries.of(Step.values()), either, either, either, either)
                .as(Around::new);
    }

    private static final NoticePlan.Planned OPENING = NoticePlan.opening("i", 1);
    private static final NoticePlan.Planned CHANGE = new NoticePlan.Planned(Notice.CAUSE_CHANGED, "i:cause-changed:9");
    private static final NoticePlan.Planned END = new NoticePlan.Planned(Notice.RESOLVED, "i:resolved:1");

    @Property(tries = 2_000)
    void shouldTellTheEndToExactlyThoseWhoWereToldTheOpeningOnce(
            @ForAll @Size(min = 1, max = 8) List<@From("steps") Around> life, @ForAll boolean mutedAtEnd) {
        Map<String, Integer> openings = new HashMap<>();
        Set<String> before = Set.of();
        boolean held = false;
        boolean first = true;
        for (Around around : life) {
            List<NoticePlan.Planned> planned =
                    first ? List.of(OPENING) : around.step() == Step.CAUSE_CHANGED ? List.of(CHANGE) : List.of();
            boolean looked = around.step() == Step.LOOKED_AT_AGAIN && !first;
            if (looked && !held) {
                continue;
            }
            Telling telling = Telling.of(new Telling.Situation(
                    new NoticePlan(1, planned),
                    OPENING,
                    true,
                    held,
                    around.muted(),
                    !first && around.acknowledged(),
                    Set.copyOf(openings.keySet()),
                    around.routed(),
                    before));
            telling.notices().forEach((channel, notices) -> {
                assertThat(notices).isNotEmpty();
                if (notices.contains(OPENING)) {
                    openings.merge(channel, 1, Integer::sum);
                } else {
                    assertThat(openings).containsKey(channel);
                }
            });
            if (around.muted()) {
                assertThat(telling.notices()).isEmpty();
            }
            if (!around.muted() && (first || !around.acknowledged())) {
                assertThat(telling.held()).isFalse();
                assertThat(openings).containsKeys(around.routed().toArray(String[]::new));
            }
            held = telling.held();
            before = around.routed();
            first = false;
        }
        Telling end = Telling.of(new Telling.Situation(
                new NoticePlan(1, List.of(END)),
                OPENING,
                false,
                held,
                mutedAtEnd,
                false,
                Set.copyOf(openings.keySet()),
                before,
                before));

        assertThat(openings.values()).allMatch(times -> times == 1);
        assertThat(end.held()).isFalse();
        assertThat(end.notices()).containsOnlyKeys(openings.keySet().toArray(String[]::new));
        assertThat(end.notices().values()).allMatch(List.of(END)::equals);
    }

    @Example
    void shouldNotTellWhatOpenedAndEndedWhileItWasMuted() {
        Telling telling = Telling.of(new Telling.Situation(
                new NoticePlan(1, List.of(OPENING, END)),
                OPENING,
                false,
                false,
                true,
                false,
                Set.of(),
                Set.of("chat"),
                Set.of()));
        assertThat(telling.notices()).isEmpty();
        assertThat(telling.held()).isFalse();
    }
}
