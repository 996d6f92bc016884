package dev.portreach.catalog.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Direction;
import dev.portreach.contracts.policy.Expectation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.opentest4j.TestAbortedException;

/** {@code nft -c} takes what comes of any catalog. Needs root and nft; skipped with a word elsewhere, never in CI. */
class NftablesProperties {

    private static String missing = "";

    @BeforeContainer
    static void lookForNft() throws InterruptedException {
        try {
            String said = nft("table inet portreach-probe { }\n");
            missing = said.isEmpty() ? "" : "nft does not work here (root is needed): " + said;
        } catch (IOException e) {
            missing = "nft is not installed";
        }
        if (System.getenv("CI") != null) {
            assertThat(missing).as("CI must be able to check rules").isEmpty();
        }
    }

    private static void requireNft() {
        if (!missing.isEmpty()) {
            throw new TestAbortedException("skipped: " + missing);
        }
    }

    /** What nft says against the ruleset; nothing is loaded. */
    private static String nft(String ruleset) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("nft", "-c", "-f", "-")
                .redirectErrorStream(true)
                .start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(ruleset.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? "" : said.isBlank() ? "it failed without a word" : said;
    }

    record RandomRow(String protocol, String ports, Direction direction, Expectation expectation, List<String> hosts) {}

    @Provide
    Arbitrary<List<RandomRow>> rows() {
        Arbitrary<String> hosts = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 40).map("10.0.0.%d"::formatted),
                Arbitraries.integers().between(1, 40).map("2001:db8::%x"::formatted),
                Arbitraries.of("receiver.example.org", "255.255.255.254", "::ffff:192.0.2.1", "1.0.0.0"));
        Arbitrary<String> ports = Arbitraries.of(
                "80", "1-65535", "65535", "1", "443,8080-8090", "20020-21020", "8080", "8081-9000", "21021");
        return Combinators.combine(
                        Arbitraries.of("tcp", "udp", "icmp"),
                        ports,
                        Arbitraries.of(Direction.INBOUND, Direction.OUTBOUND),
                        Arbitraries.of(Expectation.LISTENING, Expectation.PERMITTED, Expectation.BLOCKED),
                        hosts.list().ofMaxSize(6))
                .as(RandomRow::new)
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<String>> sources() {
        return Arbitraries.of(
                        "0.0.0.0/0",
                        "::/0",
                        "10.1.0.0/16",
                        "10.1.0.0/17",
                        "10.1.128.0/17",
                        "10.2.3.4/32",
                        "128.0.0.0/1",
                        "255.255.255.255/32",
                        "2001:db8:1::/48",
                        "2001:db8:1::1/128",
                        "ffff::/16")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(Fixture.HOSTILE), Arbitraries.strings().ofMaxLength(300));
    }

    @Property(tries = 150)
    void shouldBeAcceptedByNft(
            @ForAll("sources") List<String> sources, @ForAll("rows") List<RandomRow> rows, @ForAll("texts") String text)
            throws IOException, InterruptedException {
        requireNft();
        Fixture catalog =
                Fixture.catalog().sources(sources.toArray(String[]::new)).saying(text);
        for (int i = 0; i < rows.size(); i++) {
            RandomRow row = rows.get(i);
            catalog.row(
                    "row-" + i,
                    row.protocol(),
                    row.protocol().equals("icmp") ? "0" : row.ports(),
                    row.direction(),
                    row.expectation(),
                    row.hosts().toArray(String[]::new));
        }
        String ruleset = NftablesRules.of(catalog.request());
        assertThat(nft(ruleset)).as(ruleset).isEmpty();
    }

    @Example
    void shouldBeRefusedByNftWhereItIsWrong() throws IOException, InterruptedException {
        requireNft();
        String ruleset = NftablesRules.of(
                Fixture.catalog().inbound("a", "tcp", "80", "10.0.0.4").request());
        assertThat(nft(ruleset.replace("dport { 80 }", "dport { 80000 }"))).contains("80000");
    }
}
