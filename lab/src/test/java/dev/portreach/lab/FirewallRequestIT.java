package dev.portreach.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portreach.contracts.port.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A firewall that drops by default gets the rules that Portreach asks for: then every check of the site is well, and nothing
 * else passes. Skipped where namespaces cannot be made, not in CI.
 */
class FirewallRequestIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int CHECKS = 6;
    /** Rows that something listens at by itself; whether silence at the data ports, mostly idle, proves anything depends. */
    private static final int LISTENING = 5;

    private static final Ports DATA = Ports.parse("20020-21020");

    /** In the policies of no site, and open in the core: the REST of alert-service. */
    private static final int OUTSIDE_POLICY = 7802;

    private static final int KAFKA = 7892;

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path dir;

    private Company company;

    @BeforeEach
    void openCompany() throws IOException {
        Optional<String> missing = NamespaceLab.missing();
        if (System.getenv("CI") != null) {
            assertThat(missing).as("CI must be able to make namespaces").isEmpty();
        }
        assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElse(""));
        company = Company.open(
                dir.resolve("company"),
                List.of(new Company.Site("lyon", "extranet-vpn"), new Company.Site("paris", "intranet-vpn")));
        await("all of lyon's checks well").atMost(PATIENCE).until(() -> lyonsChecks("ok") == CHECKS);
    }

    @AfterEach
    void closeCompany() {
        if (company != null) {
            company.close();
        }
    }

    @Test
    void shouldOpenExactlyWhatASiteNeeds() throws IOException, InterruptedException {
        // given what passes while nothing is dropped
        assertThat(passes("lyon", 33321)).isTrue();
        assertThat(passes("lyon", OUTSIDE_POLICY)).isTrue();
        assertThat(passes("paris", 33321)).isTrue();

        // and a firewall that drops all but what brings results
        company.network()
                .load(
                        """
                        table inet office {
                            chain forward {
                                type filter hook forward priority filter; policy drop;
                                tcp dport %1$d accept
                                tcp sport %1$d accept
                                iifname "%2$s" accept
                                oifname "%2$s" accept
                            }
                        }
                        """
                                .formatted(KAFKA, NamespaceLab.observerInterface()));
        await("lyon's checks fail").atMost(PATIENCE).until(() -> lyonsChecks("failing") >= LISTENING);
        await("what is blocked is asked for").atMost(PATIENCE).untilAsserted(() -> {
            JsonNode blocked = json("failing").path("flows");
            assertThat(blocked.findValuesAsText("protocol")).containsExactly("tcp");
            assertThat(Ports.parse(blocked.get(0).path("ports").asText()).minus(DATA))
                    .isEqualTo(Ports.of(80, 443, 33321, 58889));
        });

        // when its administrators load what is asked for, and keep a rule of their own for this test's own leg
        company.network()
                .load(nftables()
                        + """
                        add rule inet portreach-lyon forward iifname "%1$s" accept
                        add rule inet portreach-lyon forward oifname "%1$s" accept
                        """
                                .formatted(NamespaceLab.observerInterface()));

        // then every check of the site is well
        await("lyon's checks are well").atMost(PATIENCE).until(() -> lyonsChecks("ok") == CHECKS);
        assertThat(passes("lyon", 33321)).isTrue();
        // and nothing else passes: neither another port, nor from another address
        assertThat(passes("lyon", OUTSIDE_POLICY)).isFalse();
        assertThat(passes("paris", 33321)).isFalse();
        await("nothing is asked for any more")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(json("failing").path("flows")).isEmpty());
    }

    private boolean passes(String site, int port) throws IOException, InterruptedException {
        return company.network().connects(site, NamespaceLab.coreAddress(), port);
    }

    private int lyonsChecks(String verdict) {
        return company.portreach()
                .get(company.portreach().alert() + "/api/v1/checks?site=lyon&verdict=" + verdict)
                .path("items")
                .size();
    }

    private JsonNode json(String only) {
        return company.portreach()
                .get(company.portreach().catalog() + "/api/v1/sites/lyon/firewall-request?format=json&only=" + only);
    }

    /** As an administrator gets it. */
    private String nftables() throws IOException, InterruptedException {
        Path file = dir.resolve("lyon.nft");
        Process command = new ProcessBuilder(
                        Repository.launcher().toString(),
                        "firewall-request",
                        "--site",
                        "lyon",
                        "--format",
                        "nftables",
                        "--output",
                        file.toString(),
                        "--catalog",
                        company.portreach().catalog())
                .redirectErrorStream(true)
                .start();
        command.getOutputStream().close();
        String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor()).as(said).isZero();
        return Files.readString(file);
    }
}
