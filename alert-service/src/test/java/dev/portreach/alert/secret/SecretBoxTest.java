package dev.portreach.alert.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portreach.alert.secret.SecretBox.LockedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {

    private static final String OLD = key(1);
    private static final String NEW = key(2);

    private static String key(int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    private static SecretBox box(String keys) {
        return new SecretBox(Keyring.parse(keys));
    }

    @Test
    void shouldOpenWhatItSealed() {
        SecretBox box = box(NEW);
        Set<String> sealed = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            sealed.add(box.seal("channel/chat", "https://hooks.example/T0K3N"));
        }
        assertThat(sealed).as("a fresh nonce each").hasSize(50).noneMatch(text -> text.contains("T0K3N"));
        assertThat(sealed)
                .allSatisfy(text -> assertThat(box.open("channel/chat", text)).endsWith("T0K3N"));
    }

    @Test
    void shouldNotOpenWhatBelongsElsewhereOrWasChanged() {
        SecretBox box = box(NEW);
        String sealed = box.seal("channel/chat", "secret");
        int last = sealed.length() - 5;
        String changed =
                sealed.substring(0, last) + (sealed.charAt(last) == 'A' ? 'B' : 'A') + sealed.substring(last + 1);
        assertThatThrownBy(() -> box.open("channel/other", sealed)).isInstanceOf(LockedException.class);
        assertThatThrownBy(() -> box.open("channel/chat", changed)).isInstanceOf(LockedException.class);
        assertThatThrownBy(() -> box.open("channel/chat", "nonsense")).isInstanceOf(LockedException.class);
    }

    @Test
    void shouldRotate() {
        // given
        String sealed = box(OLD).seal("channel/chat", "secret");

        // when: the new key comes first, the old one still opens
        SecretBox both = box(NEW + "\n" + OLD);
        String anew = both.seal("channel/chat", both.open("channel/chat", sealed));

        // then
        assertThat(both.isOutdated(sealed)).isTrue();
        assertThat(both.isOutdated(anew)).isFalse();
        assertThat(box(NEW).open("channel/chat", anew)).isEqualTo("secret");
        assertThatThrownBy(() -> box(NEW).open("channel/chat", sealed))
                .isInstanceOf(LockedException.class)
                .hasMessageMatching("it is sealed with key [0-9a-f]{8}, which is not among \\[[0-9a-f]{8}]");
    }

    @Test
    void shouldNameTheKeyThatIsWrongWithoutShowingIt() {
        assertThatThrownBy(() -> Keyring.parse("# none\n\n")).hasMessageContaining("there is no key");
        assertThatThrownBy(() -> Keyring.parse(OLD + "\nc2hvcnQ=")).hasMessage("key 2 is not 32 bytes in Base64");
        assertThat(Keyring.parse(OLD)).asString().doesNotContain(OLD);
    }

    @Test
    void shouldMakeAFileThatOnlyItsOwnerReads(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("new").resolve("secrets.key");

        KeyFile.create(file);
        String first = Files.readString(file);
        KeyFile.create(file);

        assertThat(Files.readString(file)).as("never over another").isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.read(file).names()).hasSize(1);
        try (var left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }
}
