package dev.portreach.alert.secret;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where the key is that secrets are encrypted with. */
@ConfigMapping(prefix = "portreach.secrets")
public interface SecretsConfig {

    /** Keys themselves, separated by blanks or lines: 32 bytes in Base64 each; the first encrypts, all decrypt. */
    Optional<String> keys();

    /** A file with the same, one a line; made with a random key at the first start if it is not there. */
    @WithDefault("data/secrets.key")
    Path keyFile();
}
