package dev.portreach.catalog.apply;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.catalog.CatalogBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is sent to an importer, it is taken or refused with its place; nothing is stored of what is refused. */
@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class HostileImportTest {

    private static final int MUTATIONS = 60;
    private static final int MEBIBYTE = 1 << 20;
    private static final int SENT_MEBIBYTES = 100;
    /** What may be taken beyond the limit: what is on the way already, in the buffers of both ends. */
    private static final int ON_THE_WAY = 16 * MEBIBYTE;

    private static final List<String> SNIPPETS = List.of(
            "&a ",
            "*a",
            "<<: *a\n",
            "!!java.net.URL ",
            "!!binary ",
            "\0",
            "\uFEFF",
            "\u0085",
            "\u2028",
            "[".repeat(50),
            "{a: ".repeat(50),
            "\"",
            "'",
            "\t",
            "\r",
            "\n",
            "---\n",
            "...\n",
            "? ",
            "%YAML 9.9\n",
            ",",
            ";",
            "|",
            "\\",
            "=cmd|' /C calc'!A0",
            "9".repeat(400),
            "1e999999999",
            "-1e-999999999",
            ".nan",
            "null",
            "x".repeat(100_000));

    @Inject
    DataSource database;

    /** Every way in, with a file that it takes. */
    enum Importer {
        SITES_CSV("sites/import", "text/csv", "id,access,sources,labels\nfuzz-a,direct,10.1.0.0/16,tier=gold;k=v\n"),
        SITES_YAML("sites/import", "application/yaml", "- id: fuzz-b\n  access: direct\n  labels: {tier: gold}\n"),
        ENDPOINTS_CSV("endpoints/import", "text/csv", "id,component,address\nfuzz-1,delivery-receiver,10.0.0.1\n"),
        ENDPOINTS_JSON(
                "endpoints/import",
                "application/json",
                "[{\"id\": \"fuzz-2\", \"component\": \"delivery-receiver\", \"address\": \"10.0.0.1\"}]"),
        APPLY_YAML(
                "apply",
                "application/yaml",
                "kind: Component\nid: fuzz-c\n---\nkind: Site\nid: fuzz\naccess: direct\n"),
        PACK_YAML(
                "packs/fuzz",
                "application/yaml",
                "version: 1\ncomponents:\n- id: fuzz-p\npolicies:\n- {key: fuzz.p, component: fuzz-p, protocol: tcp, ports: 80}\n"),
        PACK_CSV("packs/fuzz", "text/csv", "component,port,protocol,purpose\nfuzz-p,80,tcp,Control\n");

        final String path;
        final String type;
        final String file;

        Importer(String path, String type, String file) {
            this.path = path;
            this.type = type;
            this.file = file;
        }

        boolean isPack() {
            return path.startsWith("packs/");
        }

        String uri(boolean dryRun) {
            return "/api/v1/%s?version=1&dryRun=%s".formatted(path, dryRun);
        }
    }

    @ParameterizedTest
    @EnumSource(Importer.class)
    void shouldTakeOrRefuseWhateverComes(Importer importer) throws SQLException {
        assertThat(send(importer, importer.file.getBytes(StandardCharsets.UTF_8), true)
                        .statusCode())
                .isEqualTo(200);
        Random random = new Random(4711); // the same files each time
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] body = mutated(importer.file, random);
            if (send(importer, body, true).statusCode() != 200) {
                refused++;
                requireRefused(importer, body);
            }
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 4);
    }

    @ParameterizedTest
    @EnumSource(Importer.class)
    void shouldRefuseFilesThatAreNoUtf8OrGrow(Importer importer) throws SQLException {
        String more = importer.file.replace("fuzz", "fuzz-\u00fc");
        Stream<byte[]> files = Stream.concat(
                Stream.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)
                        .map((Charset charset) -> more.getBytes(charset)),
                Stream.of("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n", "[".repeat(200_000), "\0")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
        for (byte[] file : files.toList()) {
            requireRefused(importer, file);
        }
    }

    /** It must stop reading early, and so needs no memory for what comes after. */
    @ParameterizedTest
    @EnumSource(Importer.class)
    void shouldStopReadingWhatIsTooLarge(Importer importer) throws Exception {
        long before = stored();
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:%d%s".formatted(RestAssured.port, importer.uri(false)))
                        .toURL()
                        .openConnection();
        connection.setRequestMethod(importer.isPack() ? "PUT" : "POST");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(64 * 1024);
        connection.setRequestProperty("Content-Type", importer.type);
        byte[] lines = "x,y\n".repeat(MEBIBYTE / 4).getBytes(StandardCharsets.UTF_8);
        long written = 0;
        try (OutputStream out = connection.getOutputStream()) {
            for (int i = 0; i < SENT_MEBIBYTES; i++) {
                out.write(lines);
                written += lines.length;
            }
            assertThat(connection.getResponseCode()).isEqualTo(413);
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|to server|closed).*"); // cut off early
        }
        assertThat(written).isLessThanOrEqualTo((importer.isPack() ? 1 : 32) * (long) MEBIBYTE + ON_THE_WAY);
        assertThat(stored()).isEqualTo(before);
    }

    private void requireRefused(Importer importer, byte[] body) throws SQLException {
        long before = stored();
        Response answer = send(importer, body, false);
        String text = answer.asString();
        assertThat(answer.statusCode()).as("%s: %s", importer, text).isIn(400, 409, 413);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(text).doesNotContain("Exception").doesNotContain("java.").doesNotContain("org.");
        if (!importer.isPack()) { // what is wrong with a pack as a whole is said by field
            assertThat(JsonPath.from(text).getList("errors.line")).as(text).doesNotContainNull();
        }
        assertThat(stored()).isEqualTo(before);
    }

    private static byte[] mutated(String file, Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(file.getBytes(StandardCharsets.UTF_8));
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            byte[] is = bytes.toByteArray();
            int at = random.nextInt(is.length + 1);
            bytes.reset();
            bytes.write(is, 0, at);
            switch (random.nextInt(4)) {
                case 0 -> bytes.write(random.nextInt(256)); // one more byte
                case 1 -> at = Math.min(is.length, at + 1 + random.nextInt(8)); // some are gone
                case 2 -> bytes.write(is, 0, at); // the beginning twice
                default ->
                    bytes.writeBytes(
                            SNIPPETS.get(random.nextInt(SNIPPETS.size())).getBytes(StandardCharsets.UTF_8));
            }
            bytes.write(is, at, is.length - at);
        }
        return bytes.toByteArray();
    }

    private static Response send(Importer importer, byte[] body, boolean dryRun) {
        var request = given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Content-Type", importer.type)
                .body(body);
        return importer.isPack() ? request.put(importer.uri(dryRun)) : request.post(importer.uri(dryRun));
    }

    /** Every change writes an audit row, and classes run one after the other. */
    private long stored() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement("select count(*) from catalog.audit");
                ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
