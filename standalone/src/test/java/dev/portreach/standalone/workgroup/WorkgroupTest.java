package dev.portreach.standalone.workgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.standalone.LauncherException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkgroupTest {

    private final Workgroup workgroup = Workgroup.demo();

    @Test
    void shouldGiveEverySiteItsOwnLoopbackAddresses() {
        assertThat(workgroup.listeners()).doesNotHaveDuplicates().allSatisfy(listener -> {
            assertThat(listener.getAddress().isLoopbackAddress()).isTrue();
            assertThat(listener.getPort()).isGreaterThan(1023);
        });
        assertThat(workgroup.listeners().stream()
                        .map(InetSocketAddress::getHostString)
                        .distinct())
                .hasSize(workgroup.sites().size() * workgroup.components().size());
    }

    @Test
    void shouldHaveBothKindsOfAccessMoreThanOnce() {
        assertThat(workgroup.sites())
                .filteredOn(site -> site.access().equals("intranet-vpn"))
                .hasSize(2);
        assertThat(workgroup.sites())
                .filteredOn(site -> site.access().equals("extranet-vpn"))
                .hasSize(2);
    }

    @Test
    void shouldOverridePrivilegedPortsAndTheDataRangeOnly() {
        Map<String, Object> receiver = workgroup.component("delivery-receiver").endpointJson(workgroup.sites());

        assertThat(receiver.get("portOverrides"))
                .isEqualTo(Map.of("delivery-receiver.engine", "8081", "delivery-receiver.data", "20020-20039"));
    }

    @Test
    void shouldNameWhatThereIsInsteadOfWhatThereIsNot() {
        assertThatThrownBy(() -> workgroup.site("nice"))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("nice")
                .hasMessageContaining("lyon");
        assertThatThrownBy(() -> workgroup.component("central")).hasMessageContaining("interplay-central");
    }
}
