package dev.portreach.alert.silence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Silences by id. */
@ApplicationScoped
public class SilenceRepository implements PanacheRepositoryBase<Silence, UUID> {

    /** Where a page goes on: those that end last come first. */
    record Position(Instant until, UUID id) {}

    List<Silence> active(Instant now) {
        return list("startsAt <= ?1 and endsAt > ?1 order by id", now);
    }

    /** @param state null for all */
    List<Silence> list(String state, Instant now, Optional<Position> after, int limit) {
        String condition = state == null
                ? "createdAt <= ?1 or createdAt > ?1"
                : switch (state) {
                    case "active" -> "startsAt <= ?1 and endsAt > ?1";
                    case "pending" -> "startsAt > ?1";
                    default -> "endsAt <= ?1";
                };
        String order = " order by endsAt desc, id desc";
        return after.map(position -> find(
                        "(" + condition + ") and (endsAt < ?2 or (endsAt = ?2 and id < ?3))" + order,
                        now,
                        position.until(),
                        position.id()))
                .orElseGet(() -> find("(" + condition + ")" + order, now))
                .page(0, limit)
                .list();
    }
}
