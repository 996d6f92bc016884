package dev.portreach.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(CatalogBackends.class)
class BadInputTest {

    private static final String POLICY =
            "{'key':'bad.p','component':'delivery-receiver','protocol':'tcp','ports':'80',%s}";
    private static final String SITE = "{'id':'bad-site','access':'direct',%s}";
    private static final String ENDPOINT = "{'id':'bad-1','component':'delivery-receiver','address':'10.0.0.1',%s}";

    @Inject
    DataSource database;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ports':'0 | ports | port 0 is not within 1 to 65535",
                "protocol':'icmp | ports | icmp has no ports",
                "ports':'65536 | ports | port 65536 is not within",
                "ports':'21020-20020 | ports | runs backwards",
                "ports':'80,70-90 | ports | overlap",
                "ports':'http | ports | neither a port nor a range",
                "component':'nobody | component | there is no component nobody",
                "component':'No Slug | component | is not an id",
                "protocol':'sctp | protocol | is not one of tcp, udp",
                "protocol':'unrecognised | protocol | is not a value to be set",
                "interval':'PT0.5S | interval | is not within PT1S to PT24H",
                "interval':'P2D | interval | is not within",
                "interval':'30s | interval | is not an ISO 8601 duration",
                "deadline':'PT31S | deadline | is not within PT0.1S to PT30S",
                "deadline':'PT2S','interval':'PT1S | deadline | is above the interval",
                "purpose':'a\\u0000b | purpose | holds control characters",
                "colour':'red | colour | is not a known field",
            })
    void shouldRefusePolicy(String fields, String field, String reason) throws SQLException {
        String body = fields.startsWith("ports") || fields.startsWith("component") || fields.startsWith("protocol")
                ? override(fields)
                : POLICY.formatted("'" + fields + "'");
        refused("/api/v1/policies", body, field, reason);
    }

    /** The same key twice would itself be an error. */
    private static String override(String fields) {
        String name = fields.substring(0, fields.indexOf('\''));
        return POLICY.formatted("'" + fields + "'").replaceFirst("'%s':'[^']*',(?=.*'%s')".formatted(name, name), "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'sources':['10.0.0.0/33'] | sources[0] | prefix length that is not within 0 to 32",
                "'sources':['10.0.0.0/8','10.1.2.3/24'] | sources[1] | write 10.1.2.0/24",
                "'sources':['10.1.2.3'] | sources[0] | write 10.1.2.3/32",
                "'sources':['2001:db8::/129'] | sources[0] | not within 0 to 128",
                "'sources':['vpn.example'] | sources[0] | is not a network",
                "'sources':[null] | sources[0] | is missing",
                "'components':['nobody'] | components[0] | there is no component nobody",
                "'labels':{'tier':null} | labels.tier | is missing",
                "'labels':{'':'x'} | labels | is not a label key",
                "'concurrentUsers':-1 | concurrentUsers | is not within",
                "'concurrentUsers':'many' | concurrentUsers | is not a whole number",
                "'enforcementPoints':[{'kind':'ips'}] | enforcementPoints[0].name | is missing",
                "'enforcementPoints':[{'name':'x','colour':'y'}] | enforcementPoints[0].colour | is not a known field",
                "'sources':'10.0.0.0/8' | sources | has the wrong type",
                "'agentAddress':'0.0.0.0' | agentAddress | is not the address of one host",
            })
    void shouldRefuseSite(String fields, String field, String reason) throws SQLException {
        refused("/api/v1/sites", SITE.formatted(fields), field, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'portOverrides':{'central.http':'8080'} | portOverrides.central.http | is no policy of component",
                "'portOverrides':{'delivery-receiver.control':'0'} | portOverrides.delivery-receiver.control | port 0",
                "'portOverrides':{'delivery-receiver.control':0} | portOverrides.delivery-receiver.control | port 0",
                "'siteAddresses':{'nowhere':'10.0.0.9'} | siteAddresses.nowhere | there is no site nowhere",
                "'siteAddresses':{'nowhere':'10.0.0.999'} | siteAddresses.nowhere | is neither",
                "'site':'nowhere' | site | there is no site nowhere",
                "'responder':{'until':'2099-01-01T00:00:00Z'} | site | is missing: the agents of which site are to listen?",
                "'site':'x','responder':{} | responder.until | is missing",
                "'site':'x','responder':{'until':'+10000-01-01T00:00:00Z'} | responder.until | is not within 1970 to 9999",
            })
    void shouldRefuseEndpoint(String fields, String field, String reason) throws SQLException {
        refused("/api/v1/endpoints", ENDPOINT.formatted(fields), field, reason);
    }

    @Test
    void shouldRefusePackAsAWhole() throws SQLException {
        refused(
                "/api/v1/packs",
                """
                {'id':'bad-pack','version':1,'components':[{'id':'bad-c'}],
                 'policies':[{'key':'bad.p','component':'other','protocol':'tcp','ports':'1'}]}""",
                "policies[0].component",
                "is no component of this pack");
        refused(
                "/api/v1/packs",
                "{'id':'bad-pack','version':1,'components':[{'id':'delivery-receiver'}]}",
                "components[0].id",
                "not of this pack");
    }

    @Test
    void shouldRefuseWhatIsNotJson() throws SQLException {
        long before = stored();
        problem(send("/api/v1/sites", "{\"id\":"), 400, "malformed");
        problem(send("/api/v1/sites", "{\"id\":\"bad-t\",\"access\":\"direct\"} trailing"), 400, "malformed");
        problem(send("/api/v1/sites", "{\"id\":\"bad-t\",\"id\":\"bad-u\",\"access\":\"direct\"}"), 400, "malformed");
        problem(send("/api/v1/sites", "[1]"), 400, "malformed");
        problem(send("/api/v1/sites", ""), 400, "malformed");
        problem(given().contentType("text/csv").body("id,x").post("/api/v1/sites"), 415, "http-415");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void shouldRefuseLargeBodies() throws SQLException {
        long before = stored();
        String body = "{\"id\":\"bad-large\",\"description\":\"%s\"}".formatted("x".repeat(10 * 1024 * 1024));
        problem(send("/api/v1/components", body), 413, "too-large");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void shouldRefuseLargeBodiesOfUnannouncedLength() throws Exception {
        long before = stored();
        byte[] body = "{\"id\":\"bad-large\",\"description\":\"%s\"}"
                .formatted("x".repeat(10 * 1024 * 1024))
                .getBytes(StandardCharsets.UTF_8);
        URL url = URI.create("http://127.0.0.1:%d/api/v1/components".formatted(RestAssured.port))
                .toURL();
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(8192);
        connection.setRequestProperty("Content-Type", "application/json");

        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
            assertThat(connection.getResponseCode()).isEqualTo(413);
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe|writing to server|closed).*"); // cut off early
        }
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void shouldRefuseBadQueriesAndPaths() {
        problem(given().queryParam("limit", "0").get("/api/v1/sites"), 400, "invalid");
        problem(given().queryParam("limit", "501").get("/api/v1/sites"), 400, "invalid");
        problem(given().queryParam("cursor", "%%%").get("/api/v1/sites"), 400, "invalid");
        problem(given().queryParam("label", "tier").get("/api/v1/sites"), 400, "invalid");
        problem(given().queryParam("access", "tunnel").get("/api/v1/sites"), 400, "invalid");
        problem(given().queryParam("region", "a\u0000").get("/api/v1/sites"), 400, "invalid");
        problem(given().get("/api/v1/sites/{id}", "a\u0000b"), 404, "not-found");
        problem(given().delete("/api/v1/sites/{id}", "NOT a slug"), 404, "not-found");
        problem(given().get("/api/v1/nothing"), 404, "http-404");
        problem(given().patch("/api/v1/sites"), 405, "http-405");
        JsonPath otherId = problem(
                given().contentType(ContentType.JSON).body("{\"id\":\"b\"}").put("/api/v1/components/a"),
                400,
                "invalid");
        assertThat(otherId.getString("errors[0].field")).isEqualTo("id");
        JsonPath otherKey = problem(
                given().contentType(ContentType.JSON).body("{\"key\":\"b\"}").put("/api/v1/policies/a"),
                400,
                "invalid");
        assertThat(otherKey.getString("errors[0].field")).isEqualTo("key");
    }

    private void refused(String path, String body, String field, String reason) throws SQLException {
        long before = stored();
        JsonPath problem = problem(send(path, body.replace('\'', '"')), 400, null);
        assertThat(problem.getString("errors[0].field")).isEqualTo(field);
        assertThat(problem.getString("errors[0].reason")).contains(reason);
        assertThat(stored()).isEqualTo(before);
    }

    private static Response send(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }

    private static JsonPath problem(Response response, int status, String slug) {
        String text = response.asString();
        assertThat(response.statusCode()).as(text).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(text).doesNotContain("Exception").doesNotContain("java.").doesNotContain("\tat ");
        JsonPath problem = JsonPath.from(text);
        assertThat(problem.getInt("status")).isEqualTo(status);
        if (slug != null) {
            assertThat(problem.getString("type")).isEqualTo("urn:portreach:problem:" + slug);
        }
        return problem;
    }

    /** Every change writes an audit row; this class makes none, and classes run one after the other. */
    private long stored() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement("select count(*) from catalog.audit");
                ResultSet row = count.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
