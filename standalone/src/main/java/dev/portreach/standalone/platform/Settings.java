package dev.portreach.standalone.platform;

import dev.portreach.contracts.trust.BindGuard;
import dev.portreach.contracts.trust.BindGuard.InsecureBindException;
import dev.portreach.standalone.LauncherException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the user chose.
 *
 * @param data where everything is kept
 * @param bind address on which the services and the broker listen
 * @param advertise what agents on other hosts are told to connect to
 * @param insecure the user's word that the network is trusted
 * @param interval between two probes of a check, unless its policy says otherwise
 * @param deadline of a probe, unless its policy says otherwise
 */
public record Settings(
        Path data,
        String bind,
        String advertise,
        boolean insecure,
        PortPlan ports,
        Duration interval,
        Duration deadline) {

    private static final Duration LEAST_DEADLINE = Duration.ofMillis(100);

    /**
     * @param advertise null: the same as {@code bind}
     * @throws LauncherException if the choices do not go together
     */
    public static Settings of(
            Path data,
            String bind,
            String advertise,
            boolean insecure,
            PortPlan ports,
            Duration interval,
            Duration deadline) {
        if (deadline.compareTo(LEAST_DEADLINE) < 0 || deadline.compareTo(interval) > 0) {
            throw new LauncherException(
                    "--deadline must lie between 100ms and the interval (%s), not %s".formatted(interval, deadline));
        }
        if (interval.compareTo(Duration.ofSeconds(1)) < 0 || interval.compareTo(Duration.ofDays(1)) > 0) {
            throw new LauncherException("--interval must lie between 1s and 1d, not " + interval);
        }
        try {
            BindGuard.require("portreach", bind, false, insecure);
        } catch (InsecureBindException e) {
            throw new LauncherException(
                    ("--bind %s can be reached by others, and `portreach up` offers neither TLS nor credentials yet:"
                                    + " whoever reaches it can change what is probed. If that network is trusted, add"
                                    + " --insecure. PostgreSQL stays on 127.0.0.1 in any case.")
                            .formatted(bind),
                    e);
        }
        if (advertise == null && isWildcard(bind)) {
            throw new LauncherException(
                    "--bind %s listens everywhere: say with --advertise by which address agents reach this host"
                            .formatted(bind));
        }
        return new Settings(data, bind, advertise == null ? bind : advertise, insecure, ports, interval, deadline);
    }

    /** The address by which the launcher itself and its children reach what listens on {@code bind}. */
    public String local() {
        return isWildcard(bind) ? "127.0.0.1" : bind;
    }

    public String catalogUrl() {
        return "http://" + inUrl(local()) + ":" + ports.catalog();
    }

    public String alertUrl() {
        return "http://" + inUrl(local()) + ":" + ports.alert();
    }

    public String advertisedCatalogUrl() {
        return "http://" + inUrl(advertise) + ":" + ports.catalog();
    }

    public String advertisedAlertUrl() {
        return "http://" + inUrl(advertise) + ":" + ports.alert();
    }

    public String advertisedBootstrap() {
        return inUrl(advertise) + ":" + ports.kafka();
    }

    public String localBootstrap() {
        return inUrl(local()) + ":" + ports.kafka();
    }

    private static String inUrl(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static boolean isWildcard(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (UnknownHostException e) {
            throw new LauncherException("--bind %s: there is no such host or address".formatted(host), e);
        }
    }
}
