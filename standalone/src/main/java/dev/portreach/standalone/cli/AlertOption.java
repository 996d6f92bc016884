package dev.portreach.standalone.cli;

import picocli.CommandLine.Option;

/** Which alert-service is asked. */
final class AlertOption {

    @Option(
            names = "--alert",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:7802",
            description = "Base URL of alert-service. Default: ${DEFAULT-VALUE}.")
    private String url;

    String api(String path) {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return base + "/api/v1/" + path;
    }
}
