package dev.portreach.alert.channel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A webhook channel as it is kept. */
@Entity
@Table(name = "channel")
public class Channel {

    @Id
    private String id;

    private String type;
    private String url;
    private boolean enabled;

    @Version
    private long version;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Channel() {}

    Channel(String id, Instant now) {
        this.id = id;
        this.createdAt = now;
    }

    void define(ChannelType type, ChannelUrl url, boolean enabled, Instant now) {
        this.type = type.wireName();
        this.url = url.uri().toString();
        this.enabled = enabled;
        this.updatedAt = now;
    }

    public String id() {
        return id;
    }

    public ChannelType type() {
        return ChannelType.ofWireName(type);
    }

    public ChannelUrl url() {
        return ChannelUrl.parse(url);
    }

    public boolean enabled() {
        return enabled;
    }

    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
