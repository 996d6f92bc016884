package dev.portreach.alert.history;

/**
 * A row of history: equal observations without any other between them.
 *
 * @param id of the stored row; null if it is not stored yet
 * @param from first observation, milliseconds since the epoch
 * @param to last observation
 * @param previousAt the observation just before {@code from}; null if there is none
 */
public record Row(Long id, ChainKey key, long from, long to, Long previousAt, Value value, Judged.Basis basis) {

    static Row of(Judged judged) {
        return new Row(
                null, judged.key(), judged.at(), judged.at(), judged.previousAt(), judged.value(), judged.basis());
    }

    Row extendedTo(long to, Judged.Basis basis) {
        return new Row(id, key, from, to, previousAt, value, this.basis.newer(basis));
    }

    Row startingWith(Judged judged) {
        return new Row(id, key, judged.at(), to, judged.previousAt(), value, basis.newer(judged.basis()));
    }

    /** Whether nothing lies between this row and what follows it. */
    boolean leadsTo(Row next) {
        return next.previousAt != null && next.previousAt == to && next.key.equals(key);
    }
}
