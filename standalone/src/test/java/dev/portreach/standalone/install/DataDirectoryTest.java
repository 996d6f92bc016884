package dev.portreach.standalone.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.standalone.LauncherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path dir;

    @Test
    void shouldRefuseASecondLauncherAndNameTheFirst() {
        Path root = dir.resolve("with blank");
        try (DataDirectory first = DataDirectory.open(root)) {
            assertThatThrownBy(() -> DataDirectory.open(root))
                    .isInstanceOf(LauncherException.class)
                    .hasMessageContaining("already runs")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()))
                    .hasMessageContaining("--data");
            assertThat(first.root()).isEqualTo(root);
        }
        DataDirectory.open(root).close();
    }

    @Test
    void shouldKeepSecretsForTheOwnerAndOverRestarts() throws Exception {
        String secret;
        try (DataDirectory data = DataDirectory.open(dir)) {
            secret = data.secret("postgres");
        }
        try (DataDirectory again = DataDirectory.open(dir)) {
            assertThat(again.secret("postgres")).isEqualTo(secret).hasSizeGreaterThan(32);
            assertThat(again.secret("other")).isNotEqualTo(secret);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("postgres.secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldBeReadableByTheOwnerAlone() throws Exception {
        DataDirectory.open(dir.resolve("new")).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("new"))))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldSayWhatIsWrongWithADirectoryThatCannotBeUsed() throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "not a directory");

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("--data");
    }
}
