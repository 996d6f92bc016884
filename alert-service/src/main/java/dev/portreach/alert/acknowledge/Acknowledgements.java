package dev.portreach.alert.acknowledge;

import dev.portreach.contracts.incident.Incident;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;

/** What is acknowledged; takes part in the caller's transaction. */
@ApplicationScoped
public class Acknowledgements {

    private final AcknowledgementRepository acknowledgements;
    private final InstantSource clock;

    Acknowledgements(AcknowledgementRepository acknowledgements, InstantSource clock) {
        this.acknowledgements = acknowledgements;
        this.clock = clock;
    }

    /** @param opening the incident's opening that this version belongs to */
    public Optional<AcknowledgementView> of(Incident incident, int opening) {
        return standing(incident, opening).map(Acknowledgement::view);
    }

    /** The same as a line for messages. */
    public Optional<String> lineOf(Incident incident, int opening) {
        return standing(incident, opening).map(Acknowledgement::line);
    }

    private Optional<Acknowledgement> standing(Incident incident, int opening) {
        return acknowledgements.findByIdOptional(incident.id()).filter(each -> each.stands(incident, opening));
    }

    /**
     * Replaces an earlier one.
     *
     * @throws dev.portreach.alert.problem.ProblemException naming every wrong field
     */
    public AcknowledgementView acknowledge(Incident incident, int opening, AcknowledgementInput input) {
        input.validate();
        Optional<Acknowledgement> known = acknowledgements.findByIdOptional(incident.id());
        Acknowledgement next = known.orElseGet(() -> new Acknowledgement(incident.id()));
        String note = input.note() == null ? null : input.note().strip();
        next.define(incident, opening, input.by().strip(), note, clock.instant());
        if (known.isEmpty()) {
            acknowledgements.persist(next);
        }
        return next.view();
    }

    public void withdraw(String incident) {
        acknowledgements.deleteById(incident);
    }
}
