package dev.portreach.standalone.cli;

import picocli.CommandLine.Option;

/** Which catalog-service is told. */
final class CatalogOption {

    @Option(
            names = "--catalog",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:7801",
            description = "Base URL of catalog-service. Default: ${DEFAULT-VALUE}.")
    private String url;

    String api(String path) {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return base + "/api/v1/" + path;
    }
}
