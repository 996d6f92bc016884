package dev.portreach.catalog.firewall;

import static dev.portreach.catalog.firewall.Fixture.catalog;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.assignment.EnforcementPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of the catalog breaks out of any format. */
class HostileTextTest {

    private static final Pattern NFT_COMMENT =
            Pattern.compile("( comment \"[A-Za-z0-9 .,:()/_+=@-]*\"|^# [A-Za-z0-9 .,:()/_+=@-]*)$");
    private static final Pattern IOS = Pattern.compile("(!.*| remark [A-Za-z0-9 .,:()/_+=@;-]*"
            + "|ip access-list extended [A-Z0-9a-z-]+| permit (tcp|udp|icmp) [a-z0-9. ]+( established)?"
            + "| permit icmp any any [a-z-]+)");

    static List<String> hostile() {
        return Fixture.HOSTILE;
    }

    private static FirewallRequest request(String text) {
        return catalog()
                .saying(text)
                .points(new EnforcementPoint(text, text, text), new EnforcementPoint(text, text, text))
                .inbound("a", "tcp", "80", "10.0.0.4")
                .outbound("b", "udp", "5000-5009", "10.0.0.4")
                .request();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldStayWithinCommentsOfNftables(String text) {
        String plain = NftablesRules.of(request("plain"));
        List<String> with = NftablesRules.of(request(text)).lines().toList();
        List<String> without = plain.lines().toList();

        assertThat(with).hasSameSizeAs(without);
        for (int i = 0; i < with.size(); i++) {
            if (!with.get(i).equals(without.get(i))) {
                assertThat(with.get(i)).containsPattern(NFT_COMMENT);
                assertThat(NFT_COMMENT.matcher(with.get(i)).replaceAll(""))
                        .isEqualTo(NFT_COMMENT.matcher(without.get(i)).replaceAll(""));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldStayWithinRemarksOfCiscoIos(String text) {
        List<String> with = CiscoIosAcl.of(request(text)).lines().toList();
        List<String> without = CiscoIosAcl.of(request("plain")).lines().toList();

        assertThat(with).allMatch(line -> IOS.matcher(line).matches()).noneMatch(line -> line.contains("?"));
        assertThat(with.stream().filter(line -> line.startsWith(" permit")))
                .containsExactlyElementsOf(without.stream()
                        .filter(line -> line.startsWith(" permit"))
                        .toList());
        assertThat(with).hasSameSizeAs(without).allMatch(line -> line.length() <= 160);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldStayWithinCellsOfCsv(String text) {
        List<List<String>> records = records(CsvText.of(request(text)));

        assertThat(records)
                .hasSize(3)
                .allMatch(record -> record.size() == records.get(0).size());
        for (List<String> record : records) {
            for (String cell : record) {
                assertThat(cell).doesNotContainPattern("^[\\s]*[=+\\-@\uff1d\uff0b\uff0d\uff20]");
                assertThat(cell).doesNotContainPattern("[\\p{Cntrl}\u202e\u2028]");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void shouldStayWithinCellsOfMarkdown(String text) {
        String with = Markdown.of(request(text));
        List<String> lines = with.lines().toList();
        List<String> plain = Markdown.of(request("plain")).lines().toList();

        assertThat(lines).hasSameSizeAs(plain);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(bars(lines.get(i))).as(lines.get(i)).isEqualTo(bars(plain.get(i)));
        }
        String prose = with.substring(0, with.indexOf("\n```"));
        assertThat(prose).doesNotContain("<script", "<img", "https://evil", " www.evil");
        assertThat(prose).doesNotContainPattern("(?<!\\\\)\\]\\(");
        assertThat(lines.stream().filter(line -> line.startsWith("```"))).hasSize(4);
    }

    private static long bars(String line) {
        return Pattern.compile("(?<!\\\\)(\\\\\\\\)*\\|")
                .matcher(line)
                .results()
                .count();
    }

    /** RFC 4180, read the strict way. */
    private static List<List<String>> records(String csv) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (isQuoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && (c == ',' || c == '\r')) {
                record.add(cell.toString());
                cell.setLength(0);
                if (c == '\r') {
                    records.add(List.copyOf(record));
                    record.clear();
                    i++; // the line feed
                }
            } else {
                cell.append(c);
            }
        }
        return records;
    }
}
