package dev.portreach.catalog.pack;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** Rows of packs. */
@Singleton
public class PackRepository implements PanacheRepositoryBase<PackEntity, String> {}
