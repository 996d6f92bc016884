package dev.portreach.standalone.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.standalone.LauncherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {

    @TempDir
    private Path dir;

    private Path build(String id) throws Exception {
        Path built = dir.resolve("built");
        for (String file :
                List.of("services/catalog-service/quarkus-run.jar", "services/probe-service/probe-1-runner.jar")) {
            Files.createDirectories(built.resolve(file).getParent());
            Files.writeString(built.resolve(file), id);
        }
        Files.writeString(built.resolve("build-id"), id + "\n");
        return built;
    }

    @Test
    void shouldOutliveTheBuildItCameFrom() throws Exception {
        // given
        Path built = build("b1");
        Distribution distribution = Distribution.install(built, dir.resolve("dist"));

        // when
        try (Stream<Path> files = Files.walk(built)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }

        // then
        assertThat(distribution.application("catalog-service")).hasContent("b1");
        assertThat(distribution.agentJar()).hasContent("b1");
    }

    @Test
    void shouldTakeANewBuildAndRemoveTheOld() throws Exception {
        Distribution.install(build("b1"), dir.resolve("dist"));

        Distribution second = Distribution.install(build("b2"), dir.resolve("dist"));

        assertThat(second.agentJar()).hasContent("b2");
        assertThat(dir.resolve("dist").resolve("b1")).doesNotExist();
    }

    @Test
    void shouldNameWhatIsMissing() throws Exception {
        Distribution distribution = Distribution.install(build("b1"), dir.resolve("dist"));

        assertThatThrownBy(() -> distribution.application("alert-service"))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("alert-service");
        assertThatThrownBy(() -> Distribution.install(dir.resolve("nowhere"), dir.resolve("dist")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("nowhere");
    }
}
