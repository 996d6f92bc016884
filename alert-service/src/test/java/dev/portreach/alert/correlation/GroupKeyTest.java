package dev.portreach.alert.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.incident.CauseKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupKeyTest {

    @Test
    void shouldNotHashAlikeWhatEndsWithDigits() {
        Set<Integer> hashes = new HashSet<>();
        for (int site = 0; site < 100; site++) {
            for (int host = 0; host < 100; host++) {
                hashes.add(
                        new GroupKey(CauseKind.SITE_COMPONENT, List.of("site-" + site, "10.1.2." + host)).hashCode());
            }
        }
        assertThat(hashes).hasSizeGreaterThan(9_900); // as lists they have 2,800
    }
}
