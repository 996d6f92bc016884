package dev.portreach.catalog.site;

import dev.portreach.catalog.boot.ProbingConfig;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/** Rows of sites. */
@Singleton
public class SiteRepository implements PanacheRepositoryBase<SiteEntity, String> {

    private final ProbingConfig probing;

    public SiteRepository(ProbingConfig probing) {
        this.probing = probing;
    }

    /**
     * Ids of the sites whose assignment the component is part of: those that need it, by name or as they need all, and
     * those whose agents stand at its hosts.
     */
    public List<String> reachedBy(String component) {
        return ids(
                """
                select id from catalog.sites s
                where catalog.site_needs(components, packs, :id)
                or exists (select from catalog.endpoints e where e.component = :id and e.site = s.id) order by id""",
                component);
    }

    /**
     * Ids of the sites whose assignment names agents or the address of this one, and its own: agents stand at both ends
     * of some paths.
     */
    public List<String> facing(String site) {
        return facing(List.of(site));
    }

    /**
     * The same for several sites at once. Where intervals are stretched by what all sites together do, any site's
     * assignment may hang on theirs.
     */
    public List<String> facing(Collection<String> some) {
        if (probing.maxConnectionsPerSecond().isPresent()) {
            return stream("order by id").map(SiteEntity::id).toList();
        }
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(
                        """
                        select id from catalog.sites s
                        where id = any(:ids) or exists (select from catalog.endpoints e where e.site = s.id)
                        or exists (select from catalog.endpoints e where e.site = any(:ids)
                        and catalog.site_needs(s.components, s.packs, e.component)) order by id""",
                        String.class)
                .setParameter("ids", some.toArray(String[]::new))
                .list();
    }

    /** Ids of the sites that name the pack. */
    public List<String> namingPack(String pack) {
        return ids("select id from catalog.sites where jsonb_exists(packs, :id) order by id", pack);
    }

    /** Ids of the sites whose assignment has, or may have, checks or listeners of the component. */
    public List<String> probing(String component) {
        return ids(
                """
                select s.id from catalog.sites s
                where exists (select from catalog.endpoints e where e.component = :id)
                and (s.components = cast('[]' as jsonb) or jsonb_exists(s.components, :id)
                or exists (select from catalog.endpoints e where e.component = :id and e.site = s.id)) order by s.id""",
                component);
    }

    /** Ids of the sites that name the component. */
    public List<String> naming(String component) {
        return ids("select id from catalog.sites where jsonb_exists(components, :id) order by id", component);
    }

    /** Ids of the sites that override something of the policy. */
    public List<String> overriding(String policy) {
        return ids(
                """
                select id from catalog.sites s where exists
                (select from jsonb_array_elements(s.overrides) o where o ->> 'policy' = :id) order by id""",
                policy);
    }

    /** Ids of the sites that override something of the endpoint. */
    public List<String> overridingAt(String endpoint) {
        return ids(
                """
                select id from catalog.sites s where exists
                (select from jsonb_array_elements(s.overrides) o where o ->> 'endpoint' = :id) order by id""",
                endpoint);
    }

    private List<String> ids(String sql, String id) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(sql, String.class)
                .setParameter("id", id)
                .list();
    }
}
