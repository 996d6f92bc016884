package dev.portreach.catalog.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {

    private static final Map<String, String> LYON =
            Map.of("region", "emea", "access", "extranet-vpn", "site", "lyon", "tier", "gold", "name", "North Wing");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region=emea | true",
                "region==emea | true",
                "region=apac | false",
                "region=emea,access=direct | false",
                "region=emea , access = extranet-vpn | true",
                "tier in (gold, silver) | true",
                "tier in (tin) | false",
                "tier notin (tin,lead) | true",
                "tier notin (gold) | false",
                "tier | true",
                "!tier | false",
                "! closed | true",
                "closed | false",
                "closed!=yes | true",
                "closed notin (yes) | true",
                "closed=yes | false",
                "name=\"North Wing\" | true",
                "site in (lyon,nice),tier=gold,!closed | true",
                "in=x | false",
                "inside=x | false",
            })
    void shouldMatchAsKubernetesDoes(String text, boolean matches) {
        assertThat(Selector.parse(text).matches(LYON::get)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region= | a value is expected at character 8",
                "=emea | the key of a label is expected at character 1",
                "region=emea, | the key of a label is expected at character 13",
                "region emea | a comma or the end is expected at character 8",
                "tier in gold | an opening bracket is expected at character 9",
                "tier in (gold | a comma or a closing bracket is expected",
                "tier in () | a value is expected",
                "a=\"b | a closing quote is expected",
                "a=\"b\\ | a closing quote is expected",
                "a=b;c | a comma or the end is expected",
            })
    void shouldSayWhereItIsWrong(String text, String reason) {
        assertThatThrownBy(() -> Selector.parse(text))
                .isInstanceOf(InvalidSelectorException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void shouldRefuseNothingAndTooMuch() {
        assertThatThrownBy(() -> Selector.parse(" ")).hasMessage("is empty");
        assertThatThrownBy(() -> Selector.parse("a,".repeat(2_000))).hasMessageContaining("longer than");
        assertThatThrownBy(() -> Selector.parse("a".repeat(64))).hasMessageContaining("key of more than");
    }
}
