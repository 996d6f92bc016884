package dev.portreach.standalone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {

    @TempDir
    private Path dir;

    @Test
    void shouldRememberClassesUntilThereIsAnArchive() {
        ClassArchives archives = new ClassArchives(dir);

        assertThat(archives.exists("catalog-service")).isFalse();
        assertThat(archives.options("catalog-service")).containsExactly("-XX:+RecordDynamicDumpInfo");
    }

    @Test
    void shouldDoWithoutAnArchiveIfTheProcessIsGone() {
        long nobody = Long.MAX_VALUE;

        assertThat(new ClassArchives(dir).dump("catalog-service", nobody)).isFalse();
        assertThat(dir).isEmptyDirectory();
    }
}
