package dev.portreach.alert.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.matcher.Labels;
import dev.portreach.alert.matcher.Matchers;
import dev.portreach.alert.muting.Mute;
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
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RoutingProperties {

    /** A route as chance makes it: by one site, to one channel. */
    record Made(int site, int channel, boolean goesOn) {}

    private static final List<String> CHANNELS = List.of("c0", "c1", "c2", "c3");

    @Provide
    Arbitrary<Made> routes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(true, false))
                .as(Made::new);
    }

    private static Labels at(int site) {
        return Labels.of(Map.of("site", "s" + site));
    }

    private static Rule rule(int number, Made made) {
        return new Rule(
                "r" + number,
                Matchers.any(List.of("site=s" + made.site())),
                List.of("c" + made.channel()),
                made.goesOn());
    }

    @Property
    void shouldTellWhatTheFirstRouteOfEachCheckSaysAndAlwaysSomebody(
            @ForAll @Size(max = 6) List<@From("routes") Made> made,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 4) Integer> sites) {
        List<Rule> rules = java.util.stream.IntStream.range(0, made.size())
                .mapToObj(i -> rule(i, made.get(i)))
                .toList();
        Set<String> expected = new HashSet<>();
        for (int site : sites) {
            Set<String> own = new HashSet<>();
            for (Made each : made) {
                if (each.site() == site) {
                    own.add("c" + each.channel());
                    if (!each.goesOn()) {
                        break;
                    }
                }
            }
            own.retainAll(CHANNELS);
            expected.addAll(own.isEmpty() ? CHANNELS : own);
        }

        Routing routing =
                Routing.of(rules, sites.stream().map(RoutingProperties::at).toList(), CHANNELS, CHANNELS);

        assertThat(routing.channels()).isNotEmpty().isEqualTo(expected);
        assertThat(routing.reasons().values()).allMatch(reasons -> !reasons.isEmpty());
    }

    @Property
    void shouldMuteOnlyWhatIsMutedAtEachOfItsChecks(
            @ForAll @Size(max = 4) Set<@IntRange(max = 4) Integer> muted,
            @ForAll @Size(min = 1, max = 5) Set<@IntRange(max = 4) Integer> sites) {
        List<Mute> mutes = muted.stream()
                .map(site -> new Mute("silence/" + site, Matchers.narrowing(List.of("site=s" + site))))
                .toList();

        List<String> by =
                Mute.of(mutes, sites.stream().map(RoutingProperties::at).toList());

        assertThat(!by.isEmpty()).isEqualTo(muted.containsAll(sites));
        assertThat(by).allMatch(id -> sites.contains(Integer.parseInt(id.substring("silence/".length()))));
    }

    @Example
    void shouldNotGoByDefaultWhereItIsToBeAskedForByName() {
        List<Rule> rules = List.of(new Rule("r", Matchers.any(List.of("site=s1")), List.of("beat"), false));
        assertThat(Routing.of(rules, List.of(at(1)), List.of("chat"), List.of("beat", "chat"))
                        .channels())
                .containsExactly("beat");
        assertThat(Routing.of(rules, List.of(at(2)), List.of("chat"), List.of("beat", "chat"))
                        .reasons())
                .containsOnlyKeys("chat");
    }
}
