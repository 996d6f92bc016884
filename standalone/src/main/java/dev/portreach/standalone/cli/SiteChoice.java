package dev.portreach.standalone.cli;

import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which sites are meant: some by id, or all that there are. */
final class SiteChoice {

    @ArgGroup(multiplicity = "1")
    private Which which;

    private static final class Which {

        @Option(names = "--site", paramLabel = "SITE", split = ",", description = "A site by its id; again for more.")
        private List<String> sites;

        @Option(names = "--all", description = "Every site in the catalog.")
        private boolean all;
    }

    List<String> of(KillSwitch killSwitch) {
        return which.all ? killSwitch.sites() : which.sites;
    }
}
