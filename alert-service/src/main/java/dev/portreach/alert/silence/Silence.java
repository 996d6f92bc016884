package dev.portreach.alert.silence;

import dev.portreach.alert.definition.Definition;
import dev.portreach.alert.matcher.Matchers;
import dev.portreach.alert.muting.Mute;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A silence as it is kept; expired ones stay, to be read. */
@Entity
@Table(name = "silence")
public class Silence extends Definition {

    @Id
    private UUID id;

    private String matchers;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    private String author;
    private String comment;

    protected Silence() {}

    Silence(UUID id) {
        this.id = id;
    }

    void define(SilenceInput.Valid valid, Instant now) {
        this.matchers = valid.matchers().stored();
        this.startsAt = valid.from();
        this.endsAt = valid.until();
        this.author = valid.author();
        this.comment = valid.comment();
        changed(now);
    }

    /** Ends it; one that has not begun never does. */
    void expire(Instant now) {
        this.endsAt = now;
        this.startsAt = startsAt.isAfter(now) ? now : startsAt;
        changed(now);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(endsAt);
    }

    Mute mute() {
        return new Mute("silence/" + id, Matchers.ofStored(matchers));
    }

    UUID id() {
        return id;
    }

    Instant from() {
        return startsAt;
    }

    Instant until() {
        return endsAt;
    }

    SilenceView view(Instant now) {
        String state = isOver(now) ? "expired" : now.isBefore(startsAt) ? "pending" : "active";
        return new SilenceView(
                id,
                state,
                Matchers.ofStored(matchers).texts(),
                startsAt,
                endsAt,
                author,
                comment,
                createdAt(),
                updatedAt());
    }
}
