package dev.portreach.catalog.pack;

import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.problem.ProblemKind;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Every version of every pack. A version that somebody may have taken elsewhere never gets other content. */
@Singleton
public class PackVersions implements PanacheRepositoryBase<PackVersionEntity, String> {

    /** What was published under that version. */
    @Transactional
    public Optional<Pack> find(String pack, int version) {
        return findByIdOptional(PackVersionEntity.id(pack, version)).map(row -> row.content);
    }

    /** Of one pack, the latest first. */
    @Transactional
    public List<PackVersion> of(String pack) {
        return stream("pack = ?1 order by packVersion desc", pack)
                .map(row -> new PackVersion(row.packVersion, row.publishedBy, row.publishedAt))
                .toList();
    }

    /** @throws ProblemException 409 if the version is published with other content */
    void requireSame(Pack pack) {
        if (find(pack.id(), pack.version())
                .filter(published -> !published.equals(pack))
                .isPresent()) {
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "version %d of pack %s is published with other content; give the next version to what changed"
                            .formatted(pack.version(), pack.id()),
                    List.of());
        }
    }

    /** Keeps the version, unless it is there; in the caller's transaction. */
    void publish(Pack pack, String who, Instant now) {
        if (find(pack.id(), pack.version()).isEmpty()) {
            PackVersionEntity row = new PackVersionEntity();
            row.id = PackVersionEntity.id(pack.id(), pack.version());
            row.pack = pack.id();
            row.packVersion = pack.version();
            row.content = pack;
            row.publishedBy = who;
            row.publishedAt = now.truncatedTo(ChronoUnit.MILLIS);
            persistAndFlush(row);
        }
    }
}
