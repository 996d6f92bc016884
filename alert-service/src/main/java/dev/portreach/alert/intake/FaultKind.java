package dev.portreach.alert.intake;

import java.sql.SQLException;
import java.time.DateTimeException;

/** Whose fault a failed transaction is. */
enum FaultKind {
    /** The record's: it would fail for ever. */
    RECORD,
    /** The database's or the network's: it will pass. */
    PASSING;

    /** Unknown faults count as passing: to hold a batch is visible and loses nothing. */
    static FaultKind of(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return ofState(sql.getSQLState());
            }
            if (t instanceof NullPointerException
                    || t instanceof IllegalArgumentException
                    || t instanceof ArithmeticException
                    || t instanceof DateTimeException
                    || t instanceof ClassCastException) {
                return RECORD;
            }
        }
        return PASSING;
    }

    private static FaultKind ofState(String state) {
        boolean uniqueViolation = "23505".equals(state); // by someone beside us: the next try sees their row
        boolean badData = state != null && (state.startsWith("21") || state.startsWith("22") || state.startsWith("23"));
        return badData && !uniqueViolation ? RECORD : PASSING;
    }
}
