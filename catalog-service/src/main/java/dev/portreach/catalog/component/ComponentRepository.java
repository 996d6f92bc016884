package dev.portreach.catalog.component;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Rows of components. */
@Singleton
public class ComponentRepository implements PanacheRepositoryBase<ComponentEntity, String> {}
