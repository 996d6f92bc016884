package dev.portreach.alert.incident;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Incidents by id. */
@ApplicationScoped
public class IncidentRepository implements PanacheRepositoryBase<IncidentRow, String> {}
