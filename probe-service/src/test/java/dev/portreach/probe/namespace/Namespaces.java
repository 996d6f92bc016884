package dev.portreach.probe.namespace;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * An agent's network, a firewall that routes, and a target behind it, in network namespaces joined by veth pairs. Rules are
 * real nftables rules. Needs root, {@code ip} (iproute2) and {@code nft}.
 *
 * <pre>
 *   agent 10.91.1.2 ── 10.91.1.1 firewall 10.91.2.1 ── 10.91.2.2 target
 *         fd91:1::2 ── fd91:1::1          fd91:2::1 ── fd91:2::2
 * </pre>
 */
final class Namespaces implements AutoCloseable {

    enum Place {
        AGENT,
        FIREWALL,
        TARGET
    }

    private interface LibC extends Library {
        int open(String path, int flags) throws LastErrorException;

        int setns(int fd, int type) throws LastErrorException;

        int close(int fd) throws LastErrorException;
    }

    private static final int CLONE_NEWNET = 0x40000000;

    private final String id = "pu%05d".formatted(ThreadLocalRandom.current().nextInt(100_000));
    private final List<Place> made = new ArrayList<>();

    /** Why this machine cannot have one; empty if it can. */
    static Optional<String> missing() {
        if (!Files.exists(Path.of("/proc/self/ns/net"))) {
            return Optional.of("no network namespaces on this machine");
        }
        try {
            run("ip", "netns", "list");
            run("nft", "--version");
            run("sh", "-c", "test $(id -u) = 0");
            return Optional.empty();
        } catch (IOException | IllegalStateException e) {
            return Optional.of("root, ip and nft are needed: " + e.getMessage());
        }
    }

    static Namespaces create() throws IOException {
        Namespaces namespaces = new Namespaces();
        try {
            for (Place place : Place.values()) {
                run("ip", "netns", "add", namespaces.name(place));
                namespaces.made.add(place);
                // Else a router asks for nobody's link address until its own one is a second old, and first probes time
                // out.
                namespaces.at(place, "sysctl", "-qw", "net.ipv6.conf.default.accept_dad=0");
                namespaces.at(place, "ip", "link", "set", "lo", "up");
            }
            namespaces.join(Place.AGENT, 1);
            namespaces.join(Place.TARGET, 2);
            namespaces.at(Place.FIREWALL, "sysctl", "-qw", "net.ipv4.ip_forward=1");
            namespaces.at(Place.FIREWALL, "sysctl", "-qw", "net.ipv6.conf.all.forwarding=1");
            return namespaces;
        } catch (IOException | RuntimeException e) {
            namespaces.close();
            throw e;
        }
    }

    private void join(Place place, int net) throws IOException {
        String outer = "fw" + net;
        String inner = name(place);
        run("ip", "-n", name(Place.FIREWALL), "link", "add", outer, "type", "veth", "peer", "eth0", "netns", inner);
        at(Place.FIREWALL, "ip", "addr", "add", "10.91.%d.1/24".formatted(net), "dev", outer);
        at(Place.FIREWALL, "ip", "addr", "add", "fd91:%d::1/64".formatted(net), "dev", outer, "nodad");
        at(Place.FIREWALL, "ip", "link", "set", outer, "up");
        at(place, "ip", "addr", "add", "10.91.%d.2/24".formatted(net), "dev", "eth0");
        at(place, "ip", "addr", "add", "fd91:%d::2/64".formatted(net), "dev", "eth0", "nodad");
        at(place, "ip", "link", "set", "eth0", "up");
        at(place, "ip", "route", "add", "default", "via", "10.91.%d.1".formatted(net));
        at(place, "ip", "-6", "route", "add", "default", "via", "fd91:%d::1".formatted(net));
    }

    static InetAddress target(boolean v6) throws UnknownHostException {
        return InetAddress.getByName(v6 ? "fd91:2::2" : "10.91.2.2");
    }

    /** How the firewall's address reads in evidence. */
    static String firewall(boolean v6) {
        return v6 ? "fd91:1:0:0:0:0:0:1" : "10.91.1.1";
    }

    /** The kernel's limit on ICMP errors would make a test that causes many of them slow. */
    void liftErrorLimit(Place place) throws IOException {
        at(place, "sysctl", "-qw", "net.ipv4.icmp_ratelimit=0", "net.ipv6.icmp.ratelimit=0");
    }

    /** New namespaces give nobody ping sockets. */
    void allowPing(Place place) throws IOException {
        at(place, "sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647");
    }

    /**
     * Replaces the rules of a place.
     *
     * @param hook {@code forward} or {@code output}
     * @param rules nftables statements, such as {@code tcp dport 7001 drop}
     */
    void rules(Place place, String hook, List<String> rules) throws IOException {
        chain(place, "filter", hook, rules);
    }

    /** Lets what passes the firewall towards the target come from the firewall's own address. */
    void masquerade() throws IOException {
        chain(Place.FIREWALL, "nat", "postrouting", List.of("oifname fw2 masquerade"));
    }

    private void chain(Place place, String type, String hook, List<String> rules) throws IOException {
        String ruleset =
                "flush ruleset\ntable inet lab {\nchain %s {\ntype %s hook %s priority 0; policy accept;\n%s\n}\n}\n"
                        .formatted(hook, type, hook, String.join("\n", rules));
        feed(ruleset, "ip", "netns", "exec", name(place), "nft", "-f", "-");
    }

    /**
     * Runs at a place, on a thread of its own. Threads started and sockets opened there stay there.
     */
    <T> T at(Place place, Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            enter(place);
            return work.call();
        });
        Thread thread = new Thread(task, "at-" + place);
        thread.setDaemon(true);
        thread.start();
        return task.get(60, TimeUnit.SECONDS);
    }

    private void enter(Place place) {
        LibC libc = Native.load("c", LibC.class);
        int fd = libc.open("/run/netns/" + name(place), 0);
        libc.setns(fd, CLONE_NEWNET);
        libc.close(fd);
    }

    private void at(Place place, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name(place)));
        words.addAll(List.of(command));
        run(words.toArray(String[]::new));
    }

    private String name(Place place) {
        return id + "-" + place.toString().toLowerCase(Locale.ROOT);
    }

    private static void run(String... command) throws IOException {
        feed("", command);
    }

    private static void feed(String input, String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s: %s".formatted(String.join(" ", command), said.strip()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Place place : made) {
            run("ip", "netns", "del", name(place));
        }
    }
}
