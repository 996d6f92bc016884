package dev.portreach.catalog.store;

import dev.portreach.catalog.problem.ProblemException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be done with one kind of item.
 *
 * @param <R> the item; without a bound, as a resource cannot have one that names itself
 */
public interface Items<R> {

    /** The item. Throws a {@link ProblemException} if there is none. */
    Stored<R> get(String id);

    /** One page of those that pass the filter. */
    Page<R> list(Filter filter, PageQuery page);

    /** All that pass the filter, in order of id. */
    Stream<R> all(Filter filter);

    /** Every version of the item, the newest first, also where it is gone. Throws a {@link ProblemException} if there are none. */
    List<Version> versions(String id);

    /** One version, counted from 1. Throws a {@link ProblemException} if there is none. */
    Version version(String id, int number);

    /** Creates the item under its own id. Throws a {@link ProblemException} if that is taken, or the item is not well. */
    Stored<R> create(R item, String who);

    /** Creates or replaces the item under the id; an item that says another one is a mistake. */
    Stored<R> putAs(String id, R item, Preconditions preconditions, String who);

    /** Deletes the item. Throws a {@link ProblemException} if there is none, or if others refer to it. */
    void delete(String id, Preconditions preconditions, String who);
}
