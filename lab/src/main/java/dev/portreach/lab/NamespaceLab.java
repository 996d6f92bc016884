package dev.portreach.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A company in network namespaces: a core, a firewall that routes, and sites behind it, joined by veth pairs. Rules are
 * real nftables rules in the firewall's namespace. Needs root, {@code ip} (iproute2) and {@code nft}.
 *
 * <pre>
 *   core 10.77.0.2 ── 10.77.0.1 firewall 10.77.N.1 ── 10.77.N.2 site N
 *                                firewall 10.77.100.1 ── 10.77.100.2 this process
 * </pre>
 */
public final class NamespaceLab implements AutoCloseable {

    private final String id = "pr%05d".formatted(ThreadLocalRandom.current().nextInt(100_000));
    private final Map<String, Integer> sites = new LinkedHashMap<>();
    private final List<Process> processes = new ArrayList<>();

    /** Why this machine cannot have one; empty if it can. */
    public static java.util.Optional<String> missing() {
        if (!Path.of("/proc/self/ns/net").toFile().exists()) {
            return java.util.Optional.of("no network namespaces on this machine");
        }
        for (List<String> command : List.of(
                List.of("ip", "netns", "list"),
                List.of("nft", "--version"),
                List.of("sh", "-c", "test $(id -u) = 0"))) {
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (process.waitFor() != 0) {
                    return java.util.Optional.of("\"" + String.join(" ", command) + "\" fails: root is needed");
                }
            } catch (IOException e) {
                return java.util.Optional.of(command.get(0) + " is not installed");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return java.util.Optional.of("interrupted");
            }
        }
        return java.util.Optional.empty();
    }

    /** Makes the core, the firewall and the sites. */
    public static NamespaceLab create(List<String> siteNames) {
        NamespaceLab lab = new NamespaceLab();
        try {
            lab.addNamespace("fw");
            lab.inFirewall("sysctl", "-qw", "net.ipv4.ip_forward=1");
            lab.join("core", 0);
            for (String site : siteNames) {
                lab.sites.put(site, lab.sites.size() + 1);
                lab.join(site, lab.sites.get(site));
            }
            lab.joinThisProcess();
            lab.mend();
            return lab;
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private void addNamespace(String name) {
        run("ip", "netns", "add", namespace(name));
        run("ip", "-n", namespace(name), "link", "set", "lo", "up");
    }

    private void join(String name, int net) {
        addNamespace(name);
        String outer = "fw" + net;
        run(
                "ip",
                "-n",
                namespace("fw"),
                "link",
                "add",
                outer,
                "type",
                "veth",
                "peer",
                "name",
                "eth0",
                "netns",
                namespace(name));
        run("ip", "-n", namespace("fw"), "addr", "add", "10.77.%d.1/24".formatted(net), "dev", outer);
        run("ip", "-n", namespace("fw"), "link", "set", outer, "up");
        run("ip", "-n", namespace(name), "addr", "add", "10.77.%d.2/24".formatted(net), "dev", "eth0");
        run("ip", "-n", namespace(name), "link", "set", "eth0", "up");
        run("ip", "-n", namespace(name), "route", "add", "default", "via", "10.77.%d.1".formatted(net));
    }

    /** A leg into the namespace of this process, so that it can ask REST in the core and take webhooks. */
    private void joinThisProcess() {
        run("ip", "link", "add", id, "type", "veth", "peer", "name", "fw-out", "netns", namespace("fw"));
        run("ip", "-n", namespace("fw"), "addr", "add", "10.77.100.1/24", "dev", "fw-out");
        run("ip", "-n", namespace("fw"), "link", "set", "fw-out", "up");
        run("ip", "addr", "add", observerAddress() + "/24", "dev", id);
        run("ip", "link", "set", id, "up");
        run("ip", "route", "add", "10.77.0.0/24", "via", "10.77.100.1");
    }

    /** Where this process is reached from the core. */
    public static String observerAddress() {
        return "10.77.100.2";
    }

    private String namespace(String name) {
        return id + "-" + name;
    }

    public static String coreAddress() {
        return "10.77.0.2";
    }

    public String address(String site) {
        return "10.77.%d.2".formatted(sites.get(site));
    }

    /** Words to put before a command so that it runs at a place: {@code core} or a site. */
    public List<String> at(String place) {
        return List.of("ip", "netns", "exec", namespace(place));
    }

    /** Starts a process at a place; it ends with the lab. */
    public Process start(String place, Path output, Map<String, String> environment, String... command)
            throws IOException {
        List<String> words = new ArrayList<>(at(place));
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /**
     * Replaces the firewall's rules for forwarded packets.
     *
     * @param rules nftables statements, such as {@code ip saddr 10.77.1.0/24 tcp dport 33321 drop}
     */
    public void rules(String... rules) {
        load("table ip lab {\nchain forward {\ntype filter hook forward priority 0; policy accept;\n"
                + String.join("\n", rules) + "\n}\n}\n");
    }

    /**
     * Replaces all of the firewall's rules.
     *
     * @param ruleset what {@code nft -f} takes
     */
    public void load(String ruleset) {
        feed("flush ruleset\n" + ruleset, "ip", "netns", "exec", namespace("fw"), "nft", "-f", "-");
    }

    /** The firewall's leg to this process, by which it asks REST; for rules that must leave it open. */
    public static String observerInterface() {
        return "fw-out";
    }

    /** Whether a TCP connection from a place comes about within three seconds. */
    public boolean connects(String place, String address, int port) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(at(place));
        words.addAll(List.of("timeout", "3", "bash", "-c", "exec 3<>/dev/tcp/%s/%d".formatted(address, port)));
        return new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Everything passes again. */
    public void mend() {
        rules();
    }

    private void inFirewall(String... command) {
        List<String> words = new ArrayList<>(at("fw"));
        words.addAll(List.of(command));
        run(words.toArray(String[]::new));
    }

    private static void run(String... command) {
        feed("", command);
    }

    private static void feed(String input, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s: %s".formatted(String.join(" ", command), said.strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            try {
                process.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        List<String> names = new ArrayList<>(sites.keySet());
        names.addAll(List.of("core", "fw"));
        for (String name : names) {
            try {
                run("ip", "netns", "del", namespace(name));
            } catch (IllegalStateException e) {
                // was never made
            }
        }
    }
}
