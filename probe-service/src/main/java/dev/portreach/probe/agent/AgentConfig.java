package dev.portreach.probe.agent;

import dev.portreach.probe.engine.ConnectEngine.Closing;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Everything that can be set; each key as an environment variable too, such as {@code PORTREACH_SITE}. */
@ConfigMapping(prefix = "portreach")
public interface AgentConfig {

    /** The site this agent stands at, by its id in the catalog. */
    String site();

    /** The agent itself. */
    Agent agent();

    /** Directory of key, assignment and spool; must survive restarts. */
    @WithDefault("./portreach-agent")
    Path stateDir();

    /** Topics in Kafka. */
    Topics topics();

    /** Enrolment with the catalog. */
    Enrolment enrolment();

    /** Networks that may be probed: {@code CIDR[;owner=…][;expires=YYYY-MM-DD]}, separated by commas; none by default. */
    Optional<String> allowedNetworks();

    /** Heartbeats. */
    Heartbeat heartbeat();

    /** Results. */
    Results results();

    /** Manners at foreign hosts. */
    Guest guest();

    /** Listening for other agents' challenges. */
    Responder responder();

    /** Results on disk. */
    Spool spool();

    /** TCP connects. */
    Connects connects();

    /** Payload definitions. */
    Payloads payloads();

    /** Local address to probe from; the system's choice by default. */
    Optional<String> sourceAddress();

    /** TLS towards the peers that are probed. */
    Tls tls();

    /** Lets health and metrics listen beyond loopback, unprotected. */
    @WithDefault("false")
    boolean insecure();

    /** The agent itself. */
    interface Agent {

        /** Its id; made of the site and the key by default. */
        Optional<String> id();
    }

    /** Topics in Kafka. */
    interface Topics {

        /** First part of all names. */
        @WithDefault("portreach")
        String prefix();
    }

    /** Enrolment with the catalog. */
    interface Enrolment {

        /** Base URL of the catalog; without it, the key is logged for registering by hand. */
        Optional<URI> url();

        /** Value of the Authorization header. */
        Optional<String> authorization();
    }

    /** Heartbeats. */
    interface Heartbeat {

        /** Time between two. */
        @WithDefault("5s")
        Duration interval();
    }

    /** Results. */
    interface Results {

        /** How long an observation that says nothing new may wait for others to go out with. */
        @WithDefault("2s")
        Duration linger();
    }

    /** Manners at foreign hosts. */
    interface Guest {

        /** Ports per second at one address that were not probed in the last ten minutes. */
        @WithDefault("3")
        double portsPerSecond();

        /** Probes a minute without an answer, over all targets, above which ranges are left alone. */
        @WithDefault("500")
        int maxUnanswered();

        /** Whether ports of on-demand rows are sampled, or never touched. */
        @WithDefault("sample")
        OnDemand onDemand();

        /** Time between two probes of a host's control port; 0s for none. */
        @WithDefault("10m")
        Duration controlInterval();
    }

    /** Payload definitions. */
    interface Payloads {

        /** Directory of {@code *.json} files, over the built-in ones. */
        Optional<Path> dir();
    }

    /** What to do with ports of which each serves one active job. */
    enum OnDemand {
        SAMPLE,
        NEVER
    }

    /** Listening for other agents' challenges. */
    interface Responder {

        /** Ports that it may listen at, such as {@code 20020-21020}; none by default. */
        Optional<String> allowedPorts();

        /** Local address to listen at; all by default. */
        Optional<String> address();
    }

    /** TLS towards the peers that are probed. */
    interface Tls {

        /** PEM file of certificates to trust besides the Java runtime's own, such as of a company's authority. */
        Optional<Path> trustCertificates();
    }

    /** Results on disk. */
    interface Spool {

        /** Size at which the oldest are given up. */
        @WithDefault("256M")
        MemorySize maxBytes();

        /** Age at which they are given up. */
        @WithDefault("72h")
        Duration maxAge();
    }

    /** TCP connects. */
    interface Connects {

        /** At the same time, which bounds file descriptors; the others wait their turn. */
        @WithDefault("2048")
        int inFlight();

        /** How long an accepted connection is watched for a peer that hangs up. */
        @WithDefault("200ms")
        Duration watch();

        /** How an open connection is closed: {@code fin} is polite, {@code reset} is for benchmarks. */
        @WithDefault("fin")
        Closing closing();

        /** That share the connects; an idle one costs nothing. */
        @WithDefault("2")
        int threads();
    }
}
