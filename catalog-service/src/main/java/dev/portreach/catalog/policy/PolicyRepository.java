package dev.portreach.catalog.policy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Rows of policys. */
@Singleton
public class PolicyRepository implements PanacheRepositoryBase<PolicyEntity, String> {

    public List<PortPolicy> ofComponents(Collection<String> components) {
        return stream("component in ?1 order by id", components)
                .map(PolicyEntity::toItem)
                .toList();
    }
}
