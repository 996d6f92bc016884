package dev.portreach.probe.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentIdentityTest {

    @TempDir
    Path dir;

    @Test
    void shouldKeepItsKeyToItself() throws Exception {
        // given
        Path state = dir.resolve("state");
        // when
        AgentIdentity first = AgentIdentity.load(state, "lyon", Optional.empty());
        // then it is the same at the next start, and nobody else can read it
        assertThat(AgentIdentity.load(state, "lyon", Optional.empty()).publicKey())
                .isEqualTo(first.publicKey());
        assertThat(first.id()).matches("lyon-[0-9a-f]{8}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("agent.key"))))
                .isEqualTo("rw-------");
        assertThat(first.toString()).isEqualTo("lyon/" + first.id());
    }

    @Test
    void shouldRefuseIdsThatAreNoSlugs() {
        assertThatThrownBy(() -> AgentIdentity.load(dir, "Lyon!", Optional.empty()))
                .hasMessageContaining("portreach.site");
        assertThatThrownBy(() -> AgentIdentity.load(dir, "lyon", Optional.of("")))
                .hasMessageContaining("portreach.agent.id");
    }

    @Test
    void shouldSayWhatToDoWithABrokenKeyFile() throws Exception {
        Files.writeString(dir.resolve("agent.key"), "half");
        assertThatThrownBy(() -> AgentIdentity.load(dir, "lyon", Optional.empty()))
                .hasMessageContaining("delete it to make a new key");
    }
}
