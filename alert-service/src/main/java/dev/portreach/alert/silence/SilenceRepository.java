package dev.portreach.alert.silence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
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
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Parameters parameters = new Parameters();
        if (state != null) {
            conditions.add(
                    switch (state) {
                        case "active" -> "startsAt <= :now and endsAt > :now";
                        case "pending" -> "startsAt > :now";
                        default -> "endsAt <= :now";
                    });
            parameters.and("now", now);
        }
        after.ifPresent(position -> {
            conditions.add("(endsAt < :until or (endsAt = :until and id < :id))");
            parameters.and("until", position.until()).and("id", position.id());
        });
        return find(String.join(" and ", conditions) + " order by endsAt desc, id desc", parameters.map())
                .page(0, limit)
                .list();
    }
}
