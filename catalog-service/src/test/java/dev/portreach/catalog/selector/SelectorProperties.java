package dev.portreach.catalog.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SelectorProperties {

    @Property
    void shouldReadBackWhatItWrites(@ForAll("selectors") Selector selector) {
        assertThat(Selector.parse(selector.toString())).isEqualTo(selector);
    }

    @Property
    void shouldMatchExactlyWhereEveryRequirementDoes(
            @ForAll("selectors") Selector selector, @ForAll("labels") Map<String, String> labels) {
        boolean each =
                selector.requirements().stream().allMatch(one -> new Selector(List.of(one)).matches(labels::get));
        assertThat(selector.matches(labels::get)).isEqualTo(each);
    }

    @Property
    void shouldSplitSitesIntoThoseInAndThoseNotIn(
            @ForAll("keys") String key,
            @ForAll("valueSets") Set<String> values,
            @ForAll("labels") Map<String, String> labels) {
        Selector in = new Selector(List.of(new Requirement(key, Operator.IN, new TreeSet<>(values))));
        Selector notIn = new Selector(List.of(new Requirement(key, Operator.NOT_IN, new TreeSet<>(values))));
        assertThat(in.matches(labels::get)).isNotEqualTo(notIn.matches(labels::get));
    }

    @Property
    void shouldReadAnythingOrRefuseIt(@ForAll String text) {
        try {
            Selector selector = Selector.parse(text);
            assertThat(Selector.parse(selector.toString())).isEqualTo(selector);
        } catch (InvalidSelectorException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of("region", "access", "tier", "in", "notin", "a.b/c-d", "x");
    }

    @Provide
    Arbitrary<Set<String>> valueSets() {
        return values().set().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(keys(), values()).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Selector> selectors() {
        Arbitrary<Requirement> withValues = Combinators.combine(
                        keys(), Arbitraries.of(Operator.IN, Operator.NOT_IN), valueSets())
                .as((key, operator, values) -> new Requirement(key, operator, new TreeSet<>(values)));
        Arbitrary<Requirement> without = Combinators.combine(keys(), Arbitraries.of(Operator.EXISTS, Operator.ABSENT))
                .as((key, operator) -> new Requirement(key, operator, new TreeSet<>()));
        return Arbitraries.oneOf(withValues, without)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(Selector::new);
    }

    private static Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of("gold", "silver", "emea", "1"),
                Arbitraries.strings().withChars("ab \"\\,()!=é").ofMaxLength(6));
    }
}
