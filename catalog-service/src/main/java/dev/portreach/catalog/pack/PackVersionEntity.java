package dev.portreach.catalog.pack;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Row of a version of a {@link Pack}, as it was published; never changed. */
@Entity
@Table(name = "pack_versions")
public class PackVersionEntity {

    @Id
    String id;

    String pack;

    @Column(name = "pack_version")
    int packVersion;

    @JdbcTypeCode(SqlTypes.JSON)
    Pack content;

    @Column(name = "published_by")
    String publishedBy;

    @Column(name = "published_at")
    Instant publishedAt;

    /** The key of a version's row. */
    static String id(String pack, int version) {
        return pack + "/" + version;
    }
}
