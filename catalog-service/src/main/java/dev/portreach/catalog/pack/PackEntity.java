package dev.portreach.catalog.pack;

import dev.portreach.catalog.store.StoredEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Row of a {@link Pack}, whole as it was imported last. */
@Entity
@Table(name = "packs")
public class PackEntity extends StoredEntity<Pack> {

    @Column(name = "pack_version")
    int packVersion;

    @JdbcTypeCode(SqlTypes.JSON)
    Pack content;

    @Override
    public Pack toItem() {
        return content;
    }

    @Override
    public void take(Pack item) {
        packVersion = item.version();
        content = item;
    }
}
