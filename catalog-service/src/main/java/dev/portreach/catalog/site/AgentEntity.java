package dev.portreach.catalog.site;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Row of an {@link Agent}. */
@Entity
@Table(name = "agents")
public class AgentEntity {

    @Id
    String id; // site/agent

    String site;
    String agent;

    @Column(name = "public_key")
    String publicKey;

    @Column(name = "enrolled_at")
    Instant enrolledAt;

    public Agent toAgent() {
        return new Agent(agent, publicKey);
    }
}
