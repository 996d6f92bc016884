package dev.portreach.catalog.site;

import dev.portreach.catalog.check.Addresses;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.component.Component;
import dev.portreach.catalog.store.CatalogItem;
import dev.portreach.catalog.store.References;
import dev.portreach.contracts.WireName;
import dev.portreach.contracts.assignment.EnforcementPoint;
import dev.portreach.contracts.policy.Access;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A place that users connect from.
 *
 * @param id slug
 * @param name for people; the id if not given
 * @param region free, for grouping; optional
 * @param access how its users reach the core
 * @param sources CIDRs, IPv4 or IPv6, of its users and agents
 * @param concurrentUsers users at the same time, 0 to 1,000,000; 0 if not known
 * @param contact role mailbox of its network administrators
 * @param enforcementPoints devices on the way
 * @param labels free key and value pairs
 * @param components ids of the components that its users need; all are needed where neither these nor packs are named
 * @param agentAddress where the core reaches its agents, to prove outbound rows: IPv4, IPv6 or a name; optional
 * @param overrides what differs at this site from policies and endpoints
 * @param lockdown whether configurable on-demand ranges are open for as many ports as it has users and blocked beyond;
 *     what the endpoint says if not given
 * @param packs ids of packs all of whose components its users need, beside those named
 */
public record Site(
        String id,
        String name,
        String region,
        Access access,
        List<String> sources,
        int concurrentUsers,
        String contact,
        List<EnforcementPoint> enforcementPoints,
        Map<String, String> labels,
        List<String> components,
        String agentAddress,
        List<SiteOverride> overrides,
        Boolean lockdown,
        List<String> packs)
        implements CatalogItem<Site> {

    private static final int MAX_USERS = 1_000_000;
    private static final int MAX_ENTRIES = 500;

    public Site {
        name = name == null ? id : name;
        sources = copy(sources);
        enforcementPoints = copy(enforcementPoints);
        labels = labels == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(labels));
        components = copy(components).stream().distinct().toList();
        overrides = copy(overrides);
        packs = copy(packs).stream().distinct().toList();
    }

    /** A site at which everything is as policies and endpoints say, and that names no packs. */
    public Site(
            String id,
            String name,
            String region,
            Access access,
            List<String> sources,
            int concurrentUsers,
            String contact,
            List<EnforcementPoint> enforcementPoints,
            Map<String, String> labels,
            List<String> components,
            String agentAddress) {
        this(
                id,
                name,
                region,
                access,
                sources,
                concurrentUsers,
                contact,
                enforcementPoints,
                labels,
                components,
                agentAddress,
                null,
                null,
                null);
    }

    /**
     * What the site says of one value of a row: of that endpoint if it does, else of all.
     *
     * @param value of an override; null where that one does not say
     */
    public <T> Optional<T> override(String policy, String endpoint, Function<SiteOverride, T> value) {
        return Stream.of(endpoint, SiteOverride.ALL_ENDPOINTS)
                .flatMap(of -> overrides.stream().filter(override -> override.isOf(policy, of)))
                .map(value)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Unlike {@link List#copyOf} keeps nulls, which are input's mistakes and reported by {@link #check}. */
    private static <T> List<T> copy(List<T> given) {
        return given == null ? List.of() : given.stream().toList();
    }

    /** Whether its users need the component: by its id, by its pack, or as they need all. */
    public boolean needs(Component component) {
        return (components.isEmpty() && packs.isEmpty())
                || components.contains(component.id())
                || (component.pack() != null && packs.contains(component.pack()));
    }

    /** What selectors see under a key: {@code region}, {@code access}, {@code site} (its id), or a label; null for none. */
    public String selectable(String key) {
        return switch (key) {
            case "region" -> region;
            case "access" -> WireName.of(access);
            case "site" -> id;
            default -> labels.get(key);
        };
    }

    @Override
    public Site withId(String newId) {
        return new Site(
                newId,
                name,
                region,
                access,
                sources,
                concurrentUsers,
                contact,
                enforcementPoints,
                labels,
                components,
                agentAddress,
                overrides,
                lockdown,
                packs);
    }

    @Override
    public void check(Violations violations) {
        violations.id("id", id);
        violations.requiredText("name", name, 200);
        violations.text("region", region, 100);
        violations.word("access", access);
        violations.text("contact", contact, 254);
        if (agentAddress != null) {
            Addresses.hostFault(agentAddress).ifPresent(fault -> violations.add("agentAddress", fault));
        }
        if (concurrentUsers < 0 || concurrentUsers > MAX_USERS) {
            violations.add("concurrentUsers", "%d is not within 0 to %d".formatted(concurrentUsers, MAX_USERS));
        }
        if (Stream.of(sources, enforcementPoints, components, overrides, packs, labels.keySet())
                .anyMatch(entries -> entries.size() > MAX_ENTRIES)) {
            violations.add("", "has a list of more than %d entries".formatted(MAX_ENTRIES));
            return;
        }
        for (int i = 0; i < sources.size(); i++) {
            checkSource(violations, "sources[%d]".formatted(i), sources.get(i));
        }
        for (int i = 0; i < enforcementPoints.size(); i++) {
            checkPoint(violations, "enforcementPoints[%d]".formatted(i), enforcementPoints.get(i));
        }
        for (int i = 0; i < components.size(); i++) {
            violations.id("components[%d]".formatted(i), components.get(i));
        }
        checkOverrides(violations);
        for (int i = 0; i < packs.size(); i++) {
            violations.id("packs[%d]".formatted(i), packs.get(i));
        }
        labels.forEach((key, value) -> {
            violations.labelKey("labels", key);
            violations.requiredText("labels." + key, value, 200);
        });
    }

    private void checkOverrides(Violations violations) {
        Set<List<String>> seen = new HashSet<>();
        for (int i = 0; i < overrides.size(); i++) {
            String field = "overrides[%d]".formatted(i);
            SiteOverride override = overrides.get(i);
            if (override == null) {
                violations.add(field, "is missing");
                continue;
            }
            override.check(violations, field);
            if (!seen.add(Arrays.asList(override.policy(), override.endpoint()))) {
                violations.add(field, "is of a policy and endpoint that another override has already");
            }
        }
    }

    @Override
    public void checkReferences(References there, Violations violations) {
        for (int i = 0; i < overrides.size(); i++) {
            overrides.get(i).checkReferences(there, violations, "overrides[%d]".formatted(i));
        }
        for (int i = 0; i < components.size(); i++) {
            if (!there.hasComponent(components.get(i))) {
                violations.add("components[%d]".formatted(i), "there is no component %s".formatted(components.get(i)));
            }
        }
        for (int i = 0; i < packs.size(); i++) {
            if (!there.hasPack(packs.get(i))) {
                violations.add("packs[%d]".formatted(i), "there is no pack %s".formatted(packs.get(i)));
            }
        }
    }

    private static void checkSource(Violations violations, String field, String source) {
        if (source == null) {
            violations.add(field, "is missing");
        } else {
            Addresses.cidrFault(source).ifPresent(fault -> violations.add(field, fault));
        }
    }

    private static void checkPoint(Violations violations, String field, EnforcementPoint point) {
        if (Objects.isNull(point)) {
            violations.add(field, "is missing");
            return;
        }
        violations.requiredText(field + ".name", point.name(), 200);
        violations.text(field + ".kind", point.kind(), 100);
        violations.text(field + ".owner", point.owner(), 254);
    }
}
