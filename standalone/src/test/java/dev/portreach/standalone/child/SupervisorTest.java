package dev.portreach.standalone.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir
    private Path dir;

    private final List<String> reports = new CopyOnWriteArrayList<>();
    private Supervisor supervisor;

    @BeforeEach
    void start() {
        supervisor = supervisor(Leash.ofSystem());
    }

    @AfterEach
    void stop() {
        supervisor.close();
    }

    private Supervisor supervisor(Leash leash) {
        Backoff quick = new Backoff(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMinutes(1));
        return new Supervisor(
                dir.resolve("log"), dir.resolve("run"), leash, quick, InstantSource.system(), reports::add);
    }

    private ChildSpec shell(String name, String script) {
        return new ChildSpec(name, List.of("sh", "-c", script), Map.of("GREETING", "hello"), dir.resolve(name));
    }

    @Test
    void shouldKeepOutputAndPassTheEnvironment() {
        supervisor.start(shell("talker", "echo $GREETING; exec sleep 60"));

        await().until(() -> Files.readString(supervisor.log("talker")).equals("hello\n"));
    }

    @Test
    void shouldStartAgainWhatDiesAndSayso() {
        // given
        supervisor.start(shell("worker", "exec sleep 60"));
        long first = supervisor.pid("worker");

        // when
        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        // then
        await().until(() -> supervisor.deaths("worker") == 1 && supervisor.pid("worker") != first);
        assertThat(reports).singleElement().asString().contains("worker").contains("status");
    }

    @Test
    void shouldLeaveDeadWhatWasKilledUntilRevived() {
        // given
        supervisor.start(shell("agent", "exec sleep 60"));
        long first = supervisor.pid("agent");

        // when
        supervisor.kill("agent");

        // then
        await().until(() -> supervisor.deaths("agent") == 1);
        assertThat(supervisor.held()).containsExactly("agent");
        assertThat(reports).isEmpty();

        // when
        assertThat(supervisor.revive()).containsExactly("agent");

        // then
        assertThat(supervisor.held()).isEmpty();
        assertThat(supervisor.pid("agent")).isNotEqualTo(first);
    }

    @Test
    void shouldStopEverythingAtTheEnd() {
        supervisor.start(shell("one", "exec sleep 60"));
        supervisor.start(shell("two", "exec sleep 60"));
        List<Long> pids = List.of(supervisor.pid("one"), supervisor.pid("two"));

        supervisor.close();

        assertThat(pids)
                .noneMatch(
                        pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        assertThat(dir.resolve("run")).isEmptyDirectory();
    }

    @Test
    void shouldStopWhatAnEarlierLauncherLeft() throws Exception {
        // given a process that an earlier launcher started and noted, and one whose id was taken by somebody else
        Process left = new ProcessBuilder("sleep", "60").start();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        new PidFiles(dir.resolve("run")).write("left", left.toHandle());
        Files.writeString(dir.resolve("run").resolve("stranger.pid"), stranger.pid() + " 2001-01-01T00:00:00Z");

        // when
        List<String> stopped = supervisor.stopLeftovers();

        // then
        assertThat(stopped).containsExactly("left");
        await().until(() -> !left.isAlive());
        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @Test
    void shouldKeepTheLogOfTheRunBefore() throws Exception {
        // given
        Path log = dir.resolve("log").resolve("service.log");
        Files.createDirectories(log.getParent());
        Files.writeString(log, "old");

        // when
        supervisor.start(shell("service", "exec sleep 60"));

        // then
        assertThat(log.resolveSibling("service.log.1")).hasContent("old");
    }
}
