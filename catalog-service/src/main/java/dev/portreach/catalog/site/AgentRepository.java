package dev.portreach.catalog.site;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of sites. */
@Singleton
public class AgentRepository implements PanacheRepositoryBase<AgentEntity, String> {

    /** Agents of the site, by id. */
    public List<Agent> ofSite(String site) {
        return stream("site = ?1 order by agent", site)
                .map(AgentEntity::toAgent)
                .toList();
    }

    /** All agents, by site and in order of id. */
    public Map<String, List<Agent>> bySite() {
        return stream("order by site, agent")
                .collect(Collectors.groupingBy(
                        row -> row.site, Collectors.mapping(AgentEntity::toAgent, Collectors.toList())));
    }
}
