package dev.portreach.alert.definition;

import dev.portreach.alert.problem.Preconditions;
import dev.portreach.alert.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How definitions of one kind are read and changed: under a lock, and only if the request's conditions hold. Takes part
 * in the caller's transaction.
 */
public final class Definitions<E extends Definition, I> {

    private final PanacheRepositoryBase<E, I> rows;
    private final String noun;

    /** @param noun what one is called in errors */
    public Definitions(PanacheRepositoryBase<E, I> rows, String noun) {
        this.rows = rows;
        this.noun = noun;
    }

    /** @throws ProblemException 404 */
    public E get(I id) {
        return rows.findByIdOptional(id).orElseThrow(() -> ProblemException.notFound(noun, String.valueOf(id)));
    }

    /**
     * Locks one that is to change.
     *
     * @throws ProblemException 404; 412 if the conditions do not hold
     */
    public E lock(I id, Preconditions preconditions) {
        E known = locked(id).orElseThrow(() -> ProblemException.notFound(noun, String.valueOf(id)));
        preconditions.check(Optional.of(known.etag()));
        return known;
    }

    /**
     * Creates or replaces one.
     *
     * @param fresh a new one; may refuse
     * @param define gives it its values
     * @throws ProblemException 412 if the conditions do not hold
     */
    public Saved<E> put(I id, Preconditions preconditions, Supplier<E> fresh, Consumer<E> define) {
        Optional<E> known = locked(id);
        preconditions.check(known.map(Definition::etag));
        E definition = known.orElseGet(fresh);
        define.accept(definition);
        if (known.isEmpty()) {
            rows.persist(definition);
        }
        rows.flush();
        return new Saved<>(definition, known.isEmpty());
    }

    /** @throws ProblemException 404; 412 if the conditions do not hold */
    public void delete(I id, Preconditions preconditions) {
        rows.delete(lock(id, preconditions));
    }

    private Optional<E> locked(I id) {
        return rows.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }
}
