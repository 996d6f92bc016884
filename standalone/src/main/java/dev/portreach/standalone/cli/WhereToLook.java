package dev.portreach.standalone.cli;

import dev.portreach.standalone.platform.Settings;
import dev.portreach.standalone.workgroup.Workgroup;

/** What is printed once everything runs. */
final class WhereToLook {

    private WhereToLook() {}

    static String up(Settings settings) {
        return """

                Portreach is up.
                  catalog   %1$s/api/v1/sites      (components, policies, packs, sites, endpoints; %1$s/q/openapi)
                  alert     %2$s/api/v1/incidents  (matrix, incidents, history, channels; %2$s/q/openapi)
                  Kafka     %3$s
                  data      %4$s  (logs in log/)
                  look      ./portreach matrix%5$s, ./portreach incidents%5$s

                An agent at a site, once the site exists in the catalog:
                  PORTREACH_SITE=<site> PORTREACH_ENROLMENT_URL=%1$s \\
                  KAFKA_BOOTSTRAP_SERVERS=%3$s PORTREACH_ALLOWED_NETWORKS=<CIDR,…> \\
                  java -Xmx48m -jar probe-service-*-runner.jar

                Ctrl-C stops everything; what is stored stays."""
                .formatted(
                        settings.advertisedCatalogUrl(),
                        settings.advertisedAlertUrl(),
                        settings.advertisedBootstrap(),
                        settings.data().toAbsolutePath().normalize(),
                        alertOption(settings));
    }

    static String demo(Settings settings, Workgroup workgroup, String webhookUrl) {
        return """

                The demo runs: %1$d sites, each with its own loopback addresses for the same components.
                  catalog   %2$s/api/v1/sites      (OpenAPI: %2$s/q/openapi)
                  alert     %3$s/api/v1/incidents  (OpenAPI: %3$s/q/openapi)
                  webhooks  %4$s  (channel "demo"; what arrives is printed here)
                  ports     other than the vendor's, as those below 1024 need root: %5$s
                  data      %6$s

                In another terminal:
                  ./portreach demo break%7$s          what can be broken
                  ./portreach demo break drop%7$s     a port dropped on the way from Lyon
                  ./portreach demo mend%7$s           everything well again

                Ctrl-C stops everything."""
                .formatted(
                        workgroup.sites().size(),
                        settings.catalogUrl(),
                        settings.alertUrl(),
                        webhookUrl,
                        workgroup.overrides(),
                        settings.data().toAbsolutePath().normalize(),
                        dataOption(settings));
    }

    private static String dataOption(Settings settings) {
        return settings.data().equals(SystemOptions.data(null, "demo")) ? "" : " --data '" + settings.data() + "'";
    }

    /** How the other commands find this system, if it is not where they look by default. */
    static String alertOption(Settings settings) {
        boolean usual = settings.local().equals("127.0.0.1")
                && settings.ports().base() == Integer.parseInt(SystemOptions.DEFAULT_BASE_PORT);
        return usual ? "" : " --alert " + settings.alertUrl();
    }
}
