package dev.portreach.catalog.policy;

import dev.portreach.catalog.store.StoredEntity;
import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import dev.portreach.contracts.policy.ProbeMethod;
import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.policy.RangeMode;
import dev.portreach.contracts.policy.Severity;
import dev.portreach.contracts.port.Ports;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Row of a {@link PortPolicy}; its id is the policy's key. */
@Entity
@Table(name = "policies")
public class PolicyEntity extends StoredEntity<PortPolicy> {

    String component;
    String name;

    @Enumerated(EnumType.STRING)
    Protocol protocol;

    String ports;

    @Enumerated(EnumType.STRING)
    Direction direction;

    @Column(name = "direction_stated")
    boolean directionStated;

    String purpose;

    @Enumerated(EnumType.STRING)
    Expectation expectation;

    @Enumerated(EnumType.STRING)
    @Column(name = "range_mode")
    RangeMode rangeMode;

    boolean configurable;
    boolean required;

    @Column(name = "interval_ms")
    Long intervalMillis;

    @Column(name = "deadline_ms")
    Long deadlineMillis;

    String reference;

    @JdbcTypeCode(SqlTypes.JSON)
    ProbeMethod method;

    @Enumerated(EnumType.STRING)
    Severity severity;

    @Column(name = "since_version")
    String sinceVersion;

    @Column(name = "before_version")
    String beforeVersion;

    @Enumerated(EnumType.STRING)
    Probing probing;

    @Override
    public PortPolicy toItem() {
        return new PortPolicy(
                id(),
                component,
                name,
                protocol,
                ports == null ? null : Ports.parse(ports),
                direction,
                directionStated,
                purpose,
                expectation,
                rangeMode,
                configurable,
                required,
                duration(intervalMillis),
                duration(deadlineMillis),
                reference,
                method,
                severity,
                sinceVersion,
                beforeVersion,
                probing);
    }

    @Override
    public void take(PortPolicy item) {
        component = item.component();
        name = item.name();
        protocol = item.protocol();
        ports = item.ports() == null ? null : item.ports().toString();
        direction = item.direction();
        directionStated = item.directionStated();
        purpose = item.purpose();
        expectation = item.expectation();
        rangeMode = item.rangeMode();
        configurable = item.configurable();
        required = item.required();
        intervalMillis = millis(item.interval());
        deadlineMillis = millis(item.deadline());
        reference = item.reference();
        method = item.method();
        severity = item.severity();
        sinceVersion = item.sinceVersion();
        beforeVersion = item.beforeVersion();
        probing = item.probing();
    }

    private static Duration duration(Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static Long millis(Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
