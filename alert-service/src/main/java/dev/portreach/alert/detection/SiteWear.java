package dev.portreach.alert.detection;

import dev.portreach.contracts.state.Degradation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pools of one site: of each component, of each host, and of all. */
final class SiteWear {

    private final Map<String, Pools> shared = new HashMap<>();
    private final Pools site = new Pools(false);

    Wear of(CheckDefinition definition) {
        if (!Degradation.isLookedForAt(definition.scope())) {
            return Wear.NONE;
        }
        Pools component = pools("component " + definition.scope().component());
        Pools host = pools("host " + definition.scope().host());
        return new Wear(List.of(component, host), site);
    }

    private Pools pools(String key) {
        return shared.computeIfAbsent(key, name -> new Pools(false));
    }

    /** Whether any but a check's own pool is raised: members may come and go without a turn. */
    boolean isRaised() {
        return site.areRaised() || shared.values().stream().anyMatch(Pools::areRaised);
    }
}
