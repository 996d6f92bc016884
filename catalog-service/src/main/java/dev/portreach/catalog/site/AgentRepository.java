package dev.portreach.catalog.site;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/** Rows of sites. */
@Singleton
public class AgentRepository implements PanacheRepositoryBase<AgentEntity, String> {

    /** Agents of the site, by id. */
    public List<Agent> ofSite(String site) {
        return stream("site = ?1 order by agent", site)
                .map(AgentEntity::toAgent)
                .toList();
    }
}
