package dev.portreach.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.standalone.LauncherException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static Settings settings(String bind, String advertise, boolean insecure) {
        return settings(bind, advertise, insecure, Duration.ofSeconds(30), Duration.ofMillis(1500));
    }

    private static Settings settings(
            String bind, String advertise, boolean insecure, Duration interval, Duration deadline) {
        return Settings.of(Path.of("data"), bind, advertise, insecure, new PortPlan(7800), interval, deadline);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
    void shouldRefuseToBeReachedByOthersWithoutTheUsersWord(String bind) {
        assertThatThrownBy(() -> settings(bind, "192.0.2.1", false))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining(bind)
                .hasMessageContaining("--insecure");
    }

    @Test
    void shouldTakeTheUsersWord() {
        Settings settings = settings("192.0.2.1", null, true);

        assertThat(settings.advertisedBootstrap()).isEqualTo("192.0.2.1:7892");
        assertThat(settings.catalogUrl()).isEqualTo("http://192.0.2.1:7801");
    }

    @Test
    void shouldReachWhatListensEverywhereOverLoopback() {
        Settings settings = settings("0.0.0.0", "core.example.com", true);

        assertThat(settings.alertUrl()).isEqualTo("http://127.0.0.1:7802");
        assertThat(settings.advertisedCatalogUrl()).isEqualTo("http://core.example.com:7801");
    }

    @Test
    void shouldAskForAnAddressToAdvertiseIfItListensEverywhere() {
        assertThatThrownBy(() -> settings("0.0.0.0", null, true)).hasMessageContaining("--advertise");
    }

    @Test
    void shouldRefuseTimesThatDoNotGoTogether() {
        assertThatThrownBy(() -> settings("127.0.0.1", null, false, Duration.ofSeconds(2), Duration.ofSeconds(3)))
                .hasMessageContaining("--deadline");
        assertThatThrownBy(() -> settings("127.0.0.1", null, false, Duration.ofMillis(900), Duration.ofMillis(500)))
                .hasMessageContaining("--interval");
    }

    @Test
    void shouldNameThePortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PortPlan plan = new PortPlan(taken.getLocalPort() - 2);

            assertThatThrownBy(() -> plan.requireFree("127.0.0.1"))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("port")
                    .hasMessageContaining("--base-port");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1023, 65_001, 70_000})
    void shouldRefuseABaseWithoutRoom(int base) {
        assertThatThrownBy(() -> new PortPlan(base)).hasMessageContaining("--base-port");
    }
}
