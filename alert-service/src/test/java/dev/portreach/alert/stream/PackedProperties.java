package dev.portreach.alert.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.alert.detection.AgentView;
import dev.portreach.alert.detection.CheckEntry;
import dev.portreach.alert.detection.PortStreaks;
import dev.portreach.alert.detection.PortStreaks.Group;
import dev.portreach.alert.detection.Signal;
import dev.portreach.contracts.policy.Access;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.Ports;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.contracts.result.Run;
import dev.portreach.contracts.state.CheckScope;
import dev.portreach.contracts.state.CheckState;
import dev.portreach.contracts.state.Degradation;
import dev.portreach.contracts.state.DegradationKind;
import dev.portreach.contracts.state.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PackedProperties {

    @Property(tries = 300)
    void shouldReadStatesAsWritten(@ForAll long seed) {
        CheckState state = new Made(seed).state();
        assertThat(CheckStates.read(CheckStates.write(state))).isEqualTo(state);
    }

    @Property(tries = 300)
    void shouldReadEntriesAsWritten(@ForAll long seed) {
        CheckEntry entry = new Made(seed).entry();
        assertThat(CheckEntries.read(
                        CheckEntries.write(entry), entry.published().scope()))
                .isEqualTo(entry);
    }

    @Property(tries = 50)
    void shouldReadWhatEarlierReleasesWrote(@ForAll long seed) {
        Made made = new Made(seed);
        CheckState state = made.state();
        CheckEntry entry = made.entry();
        assertThat(CheckStates.read(Json.write(state))).isEqualTo(state);
        assertThat(CheckEntries.read(Json.write(entry), entry.published().scope()))
                .isEqualTo(entry);
    }

    @Example
    void shouldRefuseFormatsThatItDoesNotKnow() {
        byte[] later = new PackedWriter(99).text("lyon").bytes();
        assertThatThrownBy(() -> CheckStates.read(later))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format 99");
    }

    /** Anything that can be stored, sensible or not. */
    private static final class Made {

        private final Random random;

        Made(long seed) {
            random = new Random(seed);
        }

        CheckEntry entry() {
            Map<String, AgentView> views = new HashMap<>();
            for (int left = random.nextInt(3); left > 0; left--) {
                views.put(text(), view());
            }
            return new CheckEntry(text(), views, maybe(this::ports), state());
        }

        private AgentView view() {
            List<Group> groups = some(() -> new Group(
                    ports(),
                    maybe(() -> one(Signal.values())),
                    maybe(() -> one(Signal.values())),
                    random.nextInt(20),
                    random.nextLong() >>> 20));
            return new AgentView(
                    new PortStreaks(groups), number(), number(), runs(), maybe(this::proof), maybe(this::text));
        }

        CheckState state() {
            return new CheckState(
                    text(),
                    scope(),
                    one(Verdict.values()),
                    maybe(this::instant),
                    maybe(() -> one(Verdict.values())),
                    maybe(this::instant),
                    maybe(this::instant),
                    random.nextInt(20),
                    maybe(this::proof),
                    maybe(this::text),
                    runs(),
                    some(this::text),
                    maybe(this::instant),
                    number(),
                    number(),
                    maybe(() ->
                            new Degradation(one(DegradationKind.values()), random.nextInt(101) / 100.0, instant())));
        }

        private CheckScope scope() {
            Map<String, String> labels = new HashMap<>();
            for (int left = random.nextInt(3); left > 0; left--) {
                labels.put(text(), text());
            }
            return new CheckScope(
                    text(),
                    text(),
                    maybe(this::text),
                    maybe(() -> one(Access.values())),
                    labels,
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    one(Protocol.values()),
                    ports(),
                    one(Expectation.values()),
                    random.nextBoolean(),
                    number(),
                    number(),
                    maybe(() -> one(RangeMode.values())),
                    maybe(() -> one(Severity.values())));
        }

        private List<Run> runs() {
            return some(() -> new Run(
                    ports(), one(Outcome.values()), maybe(this::proof), maybe(this::number), maybe(this::text)));
        }

        private Ports ports() {
            return Ports.ofStream(IntStream.range(0, 1 + random.nextInt(5)).map(i -> 1 + random.nextInt(65_535)));
        }

        private Proof proof() {
            return one(Proof.values());
        }

        private Instant instant() {
            return Instant.ofEpochSecond(random.nextInt() & 0xffffffffL, random.nextInt(1_000_000_000));
        }

        private long number() {
            return random.nextLong() >>> random.nextInt(64);
        }

        private String text() {
            return one("", "lyon", "delivery-receiver", "Zürich", "東京", "a".repeat(300), "line\nline", "\"quoted\"")
                    + random.nextInt(10);
        }

        @SafeVarargs
        private <T> T one(T... of) {
            return of[random.nextInt(of.length)];
        }

        private <T> T maybe(Supplier<T> make) {
            return random.nextBoolean() ? make.get() : null;
        }

        private <T> List<T> some(Supplier<T> make) {
            return Stream.generate(make).limit(random.nextInt(4)).toList();
        }
    }
}
