package dev.portreach.catalog.pack;

import dev.portreach.catalog.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** How to import. */
public class ImportQuery {

    @QueryParam("dryRun")
    @Parameter(
            description = "Show what would change, and for which sites; change nothing",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    String dryRun;

    @QueryParam("version")
    @Parameter(
            description = "For CSV: the version of the pack, which a table does not say",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    String version;

    /** Anything but true and false is refused: what was meant as a trial must not be applied. */
    boolean isDryRun() {
        if (dryRun == null || dryRun.equals("false")) {
            return false;
        }
        if (dryRun.equals("true")) {
            return true;
        }
        throw ProblemException.invalid("dryRun", "is neither true nor false");
    }

    int version() {
        if (version == null || !version.matches("\\d{1,9}")) {
            throw ProblemException.invalid("version", "is not the version of a pack: 1 or more");
        }
        return Integer.parseInt(version);
    }
}
