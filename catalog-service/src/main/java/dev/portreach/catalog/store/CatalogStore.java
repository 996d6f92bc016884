package dev.portreach.catalog.store;

import dev.portreach.catalog.check.Slug;
import dev.portreach.catalog.check.Violations;
import dev.portreach.catalog.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.Table;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;

/**
 * Create, read, replace and delete one kind of item, each change with its audit and outbox rows in one transaction.
 *
 * @param <R> the item
 * @param <E> its row
 */
public abstract class CatalogStore<R extends CatalogItem<R>, E extends StoredEntity<R>> implements Items<R> {

    private static final int BATCH = 500;

    private final String kind;
    private final String idField;
    private final PanacheRepositoryBase<E, String> rows;
    private final Supplier<E> newRow;
    private final ChangeJournal journal;
    private final InstantSource clock;
    private final KnownItems<R> known;

    protected CatalogStore(
            String kind,
            String idField,
            PanacheRepositoryBase<E, String> rows,
            Supplier<E> newRow,
            ChangeJournal journal,
            DataSource database,
            InstantSource clock) {
        this.kind = kind;
        this.idField = idField;
        this.rows = rows;
        this.newRow = newRow;
        this.journal = journal;
        this.clock = clock;
        this.known = new KnownItems<>(
                database, "catalog." + rowType().getAnnotation(Table.class).name(), this::rows);
    }

    /** Finds what the rest of the catalog has against the item. */
    protected abstract void checkReferences(R item, Optional<R> before, Violations violations);

    /** What refers to the item, for people, such as {@code endpoint receiver-1}. */
    protected abstract List<String> usersOf(R item);

    /** Ids of the sites whose assignment may change with the item, as the catalog stands now. */
    protected abstract Collection<String> sitesReachedBy(R item);

    /** The same for several items at once; may name more sites than need be, whose assignments then stay as they are. */
    protected Collection<String> sitesReachedByAll(Collection<R> items) {
        return items.stream()
                .flatMap(item -> sitesReachedBy(item).stream())
                .distinct()
                .toList();
    }

    /** Called in the transaction after the item was stored, for what must change with it. */
    protected void onStored(R item, Optional<R> before, String who) {}

    @Transactional
    public boolean exists(String id) {
        return row(id).isPresent();
    }

    @Override
    public Stored<R> get(String id) {
        return find(id).orElseThrow(() -> ProblemException.notFound(kind, shown(id)));
    }

    /** The item; empty if there is none. */
    public Optional<Stored<R>> find(String id) {
        return Slug.is(id)
                ? known.read(new Filter().equal("id", id), "", 1).stream().findFirst()
                : Optional.empty();
    }

    @Override
    public Page<R> list(Filter filter, PageQuery page) {
        int limit = page.limit();
        List<Stored<R>> found = known.read(filter, page.after(), limit + 1);
        List<Stored<R>> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown.stream().map(Stored::item).toList(),
                found.size() > limit ? PageQuery.cursor(shown.get(limit - 1).id()) : null);
    }

    @Override
    public Stream<R> all(Filter filter) {
        return known.read(filter, "", Integer.MAX_VALUE).stream().map(Stored::item);
    }

    private List<Stored<R>> rows(List<String> ids) {
        return QuarkusTransaction.joiningExisting().call(() -> rows.list("id in ?1", ids).stream()
                .map(row -> stored(row, false))
                .toList());
    }

    @Override
    @Transactional
    public List<Version> versions(String id) {
        List<Version> versions = Slug.is(id) ? journal.versions(kind, id) : List.of();
        if (versions.isEmpty()) {
            throw ProblemException.notFound(kind, shown(id));
        }
        return versions;
    }

    @Override
    @Transactional
    public Version version(String id, int number) {
        return versions(id).stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("version %d of %s".formatted(number, kind), shown(id)));
    }

    @Override
    @Transactional
    public Stored<R> create(R item, String who) {
        journal.begin();
        checked(item, Optional.empty());
        if (row(item.id()).isPresent()) {
            throw ProblemException.duplicate(kind, idField, item.id());
        }
        return insert(item, who);
    }

    /** Creates the item, unless its id is there. */
    @Transactional
    public boolean createIfAbsent(R item, String who) {
        journal.begin();
        if (row(item.id()).isPresent()) {
            return false;
        }
        create(item, who);
        return true;
    }

    @Override
    @Transactional
    public Stored<R> putAs(String id, R item, Preconditions preconditions, String who) {
        if (item.id() != null && !item.id().equals(id)) {
            throw ProblemException.invalid(idField, "differs from that in the path");
        }
        return put(item.withId(id), preconditions, who);
    }

    @Transactional
    public Stored<R> put(R item, Preconditions preconditions, String who) {
        journal.begin();
        Optional<E> row = row(item.id());
        preconditions.require(row.map(StoredEntity::etag));
        Optional<R> before = row.map(StoredEntity::toItem);
        checked(item, before);
        return row.isPresent() ? replace(row.get(), before.get(), item, who) : insert(item, who);
    }

    @Override
    @Transactional
    public void delete(String id, Preconditions preconditions, String who) {
        journal.begin();
        E row = row(id).orElseThrow(() -> ProblemException.notFound(kind, shown(id)));
        preconditions.require(Optional.of(row.etag()));
        R before = row.toItem();
        List<String> users = usersOf(before);
        if (!users.isEmpty()) {
            throw ProblemException.inUse(kind, id, users.subList(0, Math.min(20, users.size())));
        }
        Collection<String> sites = sitesReachedBy(before);
        rows.delete(row);
        rows.flush();
        journal.record(new Change(who, "delete", kind, id, before, null, sites));
    }

    /** Every item, without its row; for looking at all of them at once. */
    public List<R> all(StatelessSession session) {
        return session.createSelectionQuery("from " + rowType().getName(), rowType()).stream()
                .map(StoredEntity::toItem)
                .toList();
    }

    /**
     * Creates and replaces many items that were checked before, in few statements. Runs in the caller's transaction, after
     * {@link ChangeJournal#begin}; does not call {@link #onStored}.
     *
     * @param puts each with what was there, null if nothing was
     */
    public void storeAll(List<Replacement<R>> puts, String who, StatelessSession session) {
        Set<String> sites = new TreeSet<>(sitesReachedByAll(
                puts.stream().map(Replacement::before).filter(Objects::nonNull).toList()));
        for (int i = 0; i < puts.size(); i += BATCH) {
            List<Replacement<R>> some = puts.subList(i, Math.min(i + BATCH, puts.size()));
            session.insertMultiple(some.stream()
                    .filter(put -> put.before() == null)
                    .map(put -> newRow(put.after()))
                    .toList());
            replaceAll(some.stream().filter(put -> put.before() != null).toList(), session);
        }
        sites.addAll(sitesReachedByAll(puts.stream().map(Replacement::after).toList()));
        journal.record(
                puts.stream()
                        .map(put -> new Change(
                                who,
                                put.before() == null ? "create" : "replace",
                                kind,
                                put.after().id(),
                                put.before(),
                                put.after(),
                                List.of()))
                        .toList(),
                sites);
    }

    private void replaceAll(List<Replacement<R>> some, StatelessSession session) {
        if (some.isEmpty()) {
            return;
        }
        List<E> found = session.getMultiple(
                rowType(), some.stream().map(put -> put.after().id()).toList());
        for (int i = 0; i < some.size(); i++) {
            found.get(i).take(some.get(i).after());
        }
        session.updateMultiple(found);
    }

    @SuppressWarnings("unchecked") // the supplier's own type
    private Class<E> rowType() {
        return (Class<E>) newRow.get().getClass();
    }

    private E newRow(R item) {
        E row = newRow.get();
        row.id = item.id();
        row.createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        row.take(item);
        return row;
    }

    /** Refuses an item that is not well on its own, or by what the rest of the catalog says. */
    protected final void checked(R item, Optional<R> before) {
        Violations violations = new Violations();
        item.check(violations);
        if (violations.isEmpty()) {
            checkReferences(item, before, violations);
        }
        ProblemException.throwIfAny(violations);
    }

    private Stored<R> insert(R item, String who) {
        E row = newRow(item);
        rows.persistAndFlush(row);
        onStored(item, Optional.empty(), who);
        journal.record(new Change(who, "create", kind, item.id(), null, item, sitesReachedBy(item)));
        return stored(row, true);
    }

    private Stored<R> replace(E row, R before, R item, String who) {
        if (!before.equals(item)) {
            List<String> sites = new ArrayList<>(sitesReachedBy(before));
            row.take(item);
            rows.flush();
            onStored(item, Optional.of(before), who);
            sites.addAll(sitesReachedBy(item));
            journal.record(new Change(who, "replace", kind, item.id(), before, item, sites));
        }
        return stored(row, false);
    }

    private Optional<E> row(String id) {
        return Slug.is(id) ? rows.findByIdOptional(id) : Optional.empty();
    }

    private Stored<R> stored(E row, boolean isNew) {
        return new Stored<>(row.id(), row.toItem(), row.etag(), isNew);
    }

    private static String shown(String id) {
        return Slug.is(id) ? id : "of that id";
    }
}
