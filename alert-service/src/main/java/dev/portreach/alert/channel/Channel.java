package dev.portreach.alert.channel;

import dev.portreach.alert.definition.Definition;
import dev.portreach.alert.webhook.Target;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A webhook channel as it is kept: its secrets sealed, beside them what may be shown of them. */
@Entity
@Table(name = "channel")
public class Channel extends Definition {

    @Id
    private String id;

    private String type;
    private boolean enabled;
    private String template;
    private String sealed;

    @Column(name = "shown_url")
    private String shownUrl;

    private boolean signed;

    @Column(name = "header_names")
    private String[] headerNames;

    @Column(name = "secret_names")
    private String[] secretNames;

    protected Channel() {}

    Channel(String id) {
        this.id = id;
    }

    void define(ChannelInput.Valid valid, String sealed, Instant now) {
        Target target = valid.target();
        this.type = valid.type().wireName();
        this.enabled = valid.enabled();
        this.template = valid.template();
        this.sealed = sealed;
        this.shownUrl = target.address().shown();
        this.signed = target.signingKey() != null;
        this.headerNames = sorted(target.headers().keySet());
        this.secretNames = sorted(target.secrets().keySet());
        changed(now);
    }

    private static String[] sorted(Set<String> names) {
        return names.stream().sorted().toArray(String[]::new);
    }

    public String id() {
        return id;
    }

    public ChannelType type() {
        return ChannelType.ofWireName(type);
    }

    public boolean enabled() {
        return enabled;
    }

    /** Null but for {@link ChannelType#TEMPLATE}. */
    public String template() {
        return template;
    }

    public String sealed() {
        return sealed;
    }

    public List<String> secretNames() {
        return List.of(secretNames);
    }

    List<String> headerNames() {
        return List.of(headerNames);
    }

    String shownUrl() {
        return shownUrl;
    }

    boolean signed() {
        return signed;
    }
}
