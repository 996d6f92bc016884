package dev.portreach.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portreach.lab.WebhookReceiver.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real firewall rules between sites and a core, in network namespaces. Skipped where those cannot be made, not in CI. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamespaceLabIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<Company.Site> SITES = List.of(
            new Company.Site("paris", "intranet-vpn"),
            new Company.Site("lyon", "extranet-vpn"),
            new Company.Site("berlin", "extranet-vpn"));
    private static final int CHECKS = 18;

    private Company company;

    @BeforeAll
    void openCompany(@TempDir(cleanup = CleanupMode.NEVER) Path dir) throws IOException {
        Optional<String> missing = NamespaceLab.missing();
        if (System.getenv("CI") != null) {
            assertThat(missing).as("CI must be able to make namespaces").isEmpty();
        }
        assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElse(""));
        company = Company.open(dir.resolve("company"), SITES);
        awaitAllWell();
    }

    @AfterAll
    void closeCompany() {
        if (company != null) {
            company.close();
        }
    }

    @AfterEach
    void mend() {
        if (company != null) {
            company.network().mend();
            awaitAllWell();
            company.chat().forget();
        }
    }

    @Test
    void shouldNameAPortThatAFirewallDropsFromOneSite() {
        company.network()
                .rules("ip saddr %s tcp dport 33321 drop"
                        .formatted(company.network().address("lyon")));

        Received opening = awaitOpening();

        assertThat(opening.causeKind()).isIn("check", "site-port");
        assertThat(opening.body().at("/incident/cause").toString()).contains("lyon");
        assertThat(opening.body().at("/incident/evidence/outcomes").has("timeout"))
                .isTrue();
        awaitOneResolution(opening);
    }

    @Test
    void shouldNameAPortThatAFirewallRejects() {
        company.network()
                .rules("ip saddr %s tcp dport 58889 reject with tcp reset"
                        .formatted(company.network().address("paris")));

        Received opening = awaitOpening();

        assertThat(opening.causeKind()).isIn("check", "site-port");
        assertThat(opening.body().at("/incident/cause").toString()).contains("paris");
        assertThat(opening.body().at("/incident/evidence/outcomes").has("refused"))
                .isTrue();
        awaitOneResolution(opening);
    }

    @Test
    void shouldNameTheKindOfAccessWhoseSitesAreAllBlocked() {
        company.network()
                .rules("ip saddr { %s, %s } tcp dport { 80, 443, 33321, 58889, 20020-21020 } drop"
                        .formatted(
                                company.network().address("lyon"),
                                company.network().address("berlin")));

        Received opening = awaitOpening();

        assertThat(opening.causeKind()).isEqualTo("access");
        assertThat(opening.body().at("/incident/cause").toString()).contains("extranet-vpn");
        awaitOneResolution(opening);
    }

    @Test
    void shouldSaySiteSilentWhenTheVpnIsDown() {
        company.network().rules("ip saddr %s drop".formatted(company.network().address("berlin")));

        Received opening = awaitOpening();

        assertThat(opening.causeKind()).isEqualTo("agent-silent");
        assertThat(opening.body().at("/incident/cause").toString()).contains("berlin");
        awaitOneResolution(opening);
    }

    /** Another port or site each time: what is over for the third time within minutes is taken for flapping. */
    @ParameterizedTest
    @CsvSource({
        "alert-service, lyon, 33321",
        "catalog-service, paris, 33321",
        "broker and database, lyon, 58889",
        "agent, berlin, 33321"
    })
    void shouldLoseNothingWhenKilledDuringAFault(String victim, String site, int port) throws Exception {
        // given a fault that is being noticed
        company.network()
                .rules("ip saddr %s tcp dport %d drop"
                        .formatted(company.network().address(site), port));
        await("the fault is suspected").atMost(PATIENCE).until(() -> isSuspected(site));

        // when
        kill(victim, site);

        // then the opening arrives, and after mending the resolution; repeats have the same key
        Received opening = awaitOpening();
        company.network().mend();
        await("a resolving message").atMost(PATIENCE).until(() -> !messages("resolved")
                .isEmpty());
        assertThat(company.chat().received()).extracting(Received::incident).containsOnly(opening.incident());
        for (String event : List.of("opened", "resolved")) {
            assertThat(messages(event)).as(event).hasSizeBetween(1, 2);
            assertThat(messages(event))
                    .extracting(Received::key)
                    .containsOnly(messages(event).get(0).key());
        }
        await("no gap in what agents numbered")
                .atMost(PATIENCE)
                .until(() -> ResultTopic.gaps(company.portreach().kafka()).isEmpty());
    }

    private boolean isSuspected(String site) {
        return company.portreach()
                .get(company.portreach().alert() + "/api/v1/checks?component=delivery-receiver&site=" + site)
                .toString()
                .contains("timeout");
    }

    private void kill(String victim, String site) throws IOException {
        switch (victim) {
            case "agent" -> company.killAgent(site);
            case "broker and database" -> {
                company.portreach().killBrokerAndDatabase();
                company.portreach().startAgain();
            }
            default -> company.portreach().kill(victim);
        }
    }

    private Received awaitOpening() {
        await("an opening message").atMost(PATIENCE).until(() -> !messages("opened")
                .isEmpty());
        return messages("opened").get(0);
    }

    private void awaitOneResolution(Received opening) {
        assertThat(company.portreach().openIncidents()).hasSize(1);
        company.network().mend();
        await("a resolving message").atMost(PATIENCE).until(() -> !messages("resolved")
                .isEmpty());
        assertThat(messages("opened")).hasSize(1);
        assertThat(messages("resolved")).hasSize(1);
        assertThat(messages("resolved").get(0).incident()).isEqualTo(opening.incident());
    }

    private List<Received> messages(String event) {
        return company.chat().received(message -> message.event().equals(event));
    }

    private void awaitAllWell() {
        await("all checks well")
                .atMost(PATIENCE)
                .until(() -> company.portreach().openIncidents().isEmpty()
                        && company.portreach()
                                        .get(company.portreach().alert() + "/api/v1/checks?verdict=ok")
                                        .path("items")
                                        .size()
                                == CHECKS);
    }
}
