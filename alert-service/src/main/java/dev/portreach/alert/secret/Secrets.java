package dev.portreach.alert.secret;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** The box for this installation's secrets. Its key is looked up when it is first needed. */
@ApplicationScoped
public class Secrets {

    private static final Logger LOG = Logger.getLogger(Secrets.class);

    private final SecretsConfig config;
    private SecretBox box;

    Secrets(SecretsConfig config) {
        this.config = config;
    }

    /** @throws IllegalArgumentException saying which key is wrong */
    public synchronized SecretBox box() {
        if (box == null) {
            box = new SecretBox(keys());
        }
        return box;
    }

    private Keyring keys() {
        if (config.keys().isPresent()) {
            return Keyring.parse(String.join("\n", config.keys().get().strip().split("\\s+")));
        }
        Path file = config.keyFile();
        if (!Files.exists(file)) {
            KeyFile.create(file);
            LOG.infof(
                    "Made a key for the channels' secrets: %s. Keep a copy; without it channels are defined again",
                    file.toAbsolutePath());
        }
        return KeyFile.read(file);
    }
}
