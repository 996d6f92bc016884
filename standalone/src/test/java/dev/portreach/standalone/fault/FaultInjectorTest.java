package dev.portreach.standalone.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.standalone.LauncherException;
import dev.portreach.standalone.child.Backoff;
import dev.portreach.standalone.child.ChildSpec;
import dev.portreach.standalone.child.Leash;
import dev.portreach.standalone.child.Supervisor;
import dev.portreach.standalone.workgroup.DemoComponent;
import dev.portreach.standalone.workgroup.DemoComponent.Jobs;
import dev.portreach.standalone.workgroup.DemoComponent.Service;
import dev.portreach.standalone.workgroup.DemoSite;
import dev.portreach.standalone.workgroup.ListenerBank;
import dev.portreach.standalone.workgroup.Workgroup;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultInjectorTest {

    private static final int CONTROL = 33321;
    private static final int IDLE = 20021;

    @TempDir
    private Path dir;

    // Numbers of their own, so that a demo may run on the same machine.
    private final DemoSite paris = new DemoSite("paris", "Paris", 211, "france", "intranet-vpn", 1, "a@example.com");
    private final DemoSite lyon = new DemoSite("lyon", "Lyon", 212, "france", "extranet-vpn", 1, "b@example.com");
    private final DemoComponent receiver = new DemoComponent(
            "delivery-receiver",
            "Receiver",
            "delivery-receiver-1",
            2,
            "10.0.0.1",
            List.of(new Service("engine", 80, 8081), new Service("control", CONTROL, CONTROL)),
            new Jobs("data", 20020, IDLE, 1));
    private final Workgroup workgroup = new Workgroup(List.of(paris, lyon), List.of(receiver));
    private final ListenerBank listeners = new ListenerBank();
    private Supervisor supervisor;
    private FaultInjector faults;

    @BeforeEach
    void open() {
        listeners.open(workgroup.listeners());
        supervisor = new Supervisor(
                dir.resolve("log"),
                dir.resolve("run"),
                Leash.none(),
                Backoff.DEFAULT,
                InstantSource.system(),
                line -> {});
        supervisor.start(new ChildSpec("agent-lyon", List.of("sleep", "60"), Map.of(), dir));
        faults = new FaultInjector(workgroup, listeners, supervisor);
    }

    @AfterEach
    void close() throws Exception {
        listeners.close();
        supervisor.close();
    }

    private static Fault fault(Fault.Kind kind, int port) {
        return new Fault(kind, "lyon", "delivery-receiver", port);
    }

    /** What a probe from the site would see. */
    private String seen(DemoSite site, int port) throws IOException {
        InetSocketAddress address = Workgroup.address(site, receiver, port);
        try (Socket socket = new Socket()) {
            socket.connect(address, 500);
            return "open";
        } catch (SocketTimeoutException e) {
            return "timeout";
        } catch (ConnectException e) {
            return "refused";
        }
    }

    @Test
    void shouldDropOnePortForOneSiteAndMendIt() throws Exception {
        faults.inflict(fault(Fault.Kind.DROP, CONTROL));

        assertThat(seen(lyon, CONTROL)).isEqualTo("timeout");
        assertThat(seen(paris, CONTROL)).isEqualTo("open");
        assertThat(seen(lyon, 8081)).isEqualTo("open");
        assertThat(faults.inForce()).hasSize(1);

        faults.mend();

        assertThat(seen(lyon, CONTROL)).isEqualTo("open");
        assertThat(faults.inForce()).isEmpty();
    }

    @Test
    void shouldTakeThePortThatTheVendorPrints() throws Exception {
        faults.inflict(fault(Fault.Kind.REFUSE, 80));

        assertThat(seen(lyon, 8081)).isEqualTo("refused");
    }

    @Test
    void shouldStopAComponentForEverySite() throws Exception {
        faults.inflict(fault(Fault.Kind.STOP, 0));

        assertThat(seen(lyon, CONTROL)).isEqualTo("refused");
        assertThat(seen(paris, 20020)).isEqualTo("refused");
    }

    @Test
    void shouldDropEverythingFromTheExtranetIdlePortsIncluded() throws Exception {
        faults.inflict(fault(Fault.Kind.EXTRANET, 0));

        assertThat(seen(lyon, CONTROL)).isEqualTo("timeout");
        assertThat(seen(lyon, IDLE)).isEqualTo("timeout");
        assertThat(seen(paris, CONTROL)).isEqualTo("open");

        faults.mend();

        assertThat(seen(lyon, CONTROL)).isEqualTo("open");
        assertThat(seen(lyon, 20020)).isEqualTo("open");
        assertThat(seen(lyon, IDLE)).as("no job, no listener").isEqualTo("refused");
    }

    @Test
    void shouldKillAnAgentAndReviveIt() {
        faults.inflict(fault(Fault.Kind.AGENT, 0));
        assertThat(supervisor.held()).containsExactly("agent-lyon");

        faults.mend();
        assertThat(supervisor.held()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNotThereAndBreakNothing() throws Exception {
        assertThatThrownBy(() -> faults.inflict(fault(Fault.Kind.DROP, 4711)))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("4711")
                .hasMessageContaining("33321");
        assertThatThrownBy(() -> faults.inflict(new Fault(Fault.Kind.DROP, "nice", "delivery-receiver", CONTROL)))
                .hasMessageContaining("nice");
        assertThat(faults.inForce()).isEmpty();
        assertThat(seen(lyon, CONTROL)).isEqualTo("open");
    }
}
