package dev.portreach.alert.acknowledge;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** Acknowledgements by the incident's id. */
@ApplicationScoped
public class AcknowledgementRepository implements PanacheRepositoryBase<Acknowledgement, String> {}
