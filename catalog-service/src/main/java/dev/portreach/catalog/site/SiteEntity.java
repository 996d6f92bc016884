package dev.portreach.catalog.site;

import dev.portreach.catalog.store.StoredEntity;
import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.policy.Access;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Row of a {@link Site}. */
@Entity
@Table(name = "sites")
public class SiteEntity extends StoredEntity<Site> {

    String name;
    String region;

    @Enumerated(EnumType.STRING)
    Access access;

    @JdbcTypeCode(SqlTypes.JSON)
    List<String> sources;

    @Column(name = "concurrent_users")
    int concurrentUsers;

    String contact;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "enforcement_points")
    List<EnforcementPoint> enforcementPoints;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> labels;

    @JdbcTypeCode(SqlTypes.JSON)
    List<String> components;

    @Column(name = "agent_address")
    String agentAddress;

    @JdbcTypeCode(SqlTypes.JSON)
    List<SiteOverride> overrides;

    Boolean lockdown;

    @JdbcTypeCode(SqlTypes.JSON)
    List<String> packs;

    @Override
    public Site toItem() {
        return new Site(
                id(),
                name,
                region,
                access,
                sources,
                concurrentUsers,
                contact,
                enforcementPoints,
                labels,
                components,
                agentAddress,
                overrides,
                lockdown,
                packs);
    }

    @Override
    public void take(Site item) {
        name = item.name();
        region = item.region();
        access = item.access();
        sources = item.sources();
        concurrentUsers = item.concurrentUsers();
        contact = item.contact();
        enforcementPoints = item.enforcementPoints();
        labels = item.labels();
        components = item.components();
        agentAddress = item.agentAddress();
        overrides = item.overrides();
        lockdown = item.lockdown();
        packs = item.packs();
    }
}
