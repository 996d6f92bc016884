package dev.portreach.catalog.site;

import dev.portreach.catalog.check.Slug;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
import dev.portreach.catalog.problem.ProblemKind;
import dev.portreach.catalog.store.Change;
import dev.portreach.catalog.store.ChangeJournal;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Agents enrolled at sites. A key is never replaced: that would hand the agent's name to another machine. */
@Singleton
public class AgentStore {

    private final AgentRepository rows;
    private final SiteRepository sites;
    private final ChangeJournal journal;
    private final InstantSource clock;

    public AgentStore(AgentRepository rows, SiteRepository sites, ChangeJournal journal, InstantSource clock) {
        this.rows = rows;
        this.sites = sites;
        this.journal = journal;
        this.clock = clock;
    }

    @Transactional
    public List<Agent> list(String site) {
        requireSite(site);
        return rows.ofSite(site);
    }

    @Transactional
    public Agent get(String site, String agent) {
        return row(site, agent).orElseThrow(() -> unknown(agent)).toAgent();
    }

    /**
     * Enrols the agent; again with the same key changes nothing.
     *
     * @return whether it is new
     * @throws ProblemException 409 if the id has another key
     */
    @Transactional
    public boolean enrol(String site, Agent agent, String who) {
        journal.begin();
        requireSite(site);
        Violations violations = new Violations();
        agent.check(violations);
        ProblemException.throwIfAny(violations);
        Optional<AgentEntity> row = row(site, agent.id());
        if (row.isPresent()) {
            if (!row.get().publicKey.equals(agent.publicKey())) {
                throw new ProblemException(
                        ProblemKind.CONFLICT,
                        "agent %s of site %s is enrolled with another key; delete it first, or take another id"
                                .formatted(agent.id(), site),
                        List.of());
            }
            return false;
        }
        AgentEntity entity = new AgentEntity();
        entity.id = key(site, agent.id());
        entity.site = site;
        entity.agent = agent.id();
        entity.publicKey = agent.publicKey();
        entity.enrolledAt = clock.instant();
        rows.persistAndFlush(entity);
        journal.record(new Change(who, "enrol", "agent", entity.id, null, agent, sites.facing(site)));
        return true;
    }

    @Transactional
    public void delete(String site, String agent, String who) {
        journal.begin();
        AgentEntity row = row(site, agent).orElseThrow(() -> unknown(agent));
        rows.delete(row);
        rows.flush();
        journal.record(new Change(who, "delete", "agent", row.id, row.toAgent(), null, sites.facing(site)));
    }

    private void requireSite(String site) {
        if (!Slug.is(site) || sites.findByIdOptional(site).isEmpty()) {
            throw ProblemException.notFound("site", Slug.is(site) ? site : "of that id");
        }
    }

    private Optional<AgentEntity> row(String site, String agent) {
        return Slug.is(site) && Slug.is(agent) ? rows.findByIdOptional(key(site, agent)) : Optional.empty();
    }

    private static ProblemException unknown(String agent) {
        return ProblemException.notFound("agent", Slug.is(agent) ? agent : "of that id");
    }

    private static String key(String site, String agent) {
        return site + "/" + agent;
    }
}
