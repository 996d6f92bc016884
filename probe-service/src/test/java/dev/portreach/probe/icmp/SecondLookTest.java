package dev.portreach.probe.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.contracts.policy.Protocol;
import dev.portreach.contracts.result.Outcome;
import dev.portreach.contracts.result.Proof;
import dev.portreach.probe.engine.ProbeResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecondLookTest {

    private static final InetSocketAddress PORT = new InetSocketAddress("10.0.0.1", 80);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private volatile Evidence evidence = Evidence.RESET;
    private final SecondLook secondLook = new SecondLook(this::look, now::get);

    private Evidence look(Protocol protocol, InetSocketAddress target, Duration deadline) {
        looks.incrementAndGet();
        return evidence;
    }

    @AfterEach
    void close() {
        secondLook.close();
    }

    @Test
    void shouldLookOnceAtAPortThatStaysRefused() throws Exception {
        // when probed for a long time, but four times only
        for (int probe = 0; probe < 5; probe++) {
            assertThat(refine(Outcome.REFUSED).detail()).isEqualTo("rst");
            now.addAndGet(120_000);
        }
        // then
        assertThat(looks).hasValue(1);
    }

    @Test
    void shouldLookAgainAtMostOnceAMinuteAndAtEveryFifthProbe() throws Exception {
        // when probed 200 times, 6 s apart
        for (int probe = 0; probe < 200; probe++) {
            refine(Outcome.REFUSED);
            now.addAndGet(6_000);
        }
        // then
        assertThat(looks).hasValue(20);
    }

    @Test
    void shouldLookAtOnceWhenTheOutcomeChanges() throws Exception {
        // given
        refine(Outcome.REFUSED);
        evidence = new Evidence.Icmp(false, 3, 13, InetAddress.getByName("192.0.2.1"));
        // when
        ProbeResult refined = refine(Outcome.UNREACHABLE);
        // then
        assertThat(refined)
                .isEqualTo(new ProbeResult(Outcome.PROHIBITED, Proof.STRONG, 7L, "icmp 3/13 from 192.0.2.1"));
        // when open meanwhile
        assertThat(refine(Outcome.OPEN)).isEqualTo(ProbeResult.of(Outcome.OPEN, 7L));
        refine(Outcome.UNREACHABLE);
        // then
        assertThat(looks).hasValue(3);
    }

    @Test
    void shouldKeepWhatItKnowsWhereALaterLookFindsNothing() throws Exception {
        // given
        refine(Outcome.REFUSED);
        evidence = Evidence.NONE;
        now.addAndGet(60_000);
        // when
        for (int probe = 0; probe < 10; probe++) {
            assertThat(refine(Outcome.REFUSED).detail()).isEqualTo("rst");
        }
        // then it did look
        assertThat(looks).hasValue(2);
    }

    @Test
    void shouldGiveTheJointOutcomeWhereLookingFails() throws Exception {
        try (SecondLook failing = new SecondLook(
                        (protocol, target, deadline) -> {
                            throw new IOException("not here");
                        },
                        now::get);
                SecondLook broken = new SecondLook(
                        (protocol, target, deadline) -> {
                            throw new IllegalStateException("broken");
                        },
                        now::get)) {
            ProbeResult plain = ProbeResult.of(Outcome.REFUSED, 7L);
            assertThat(refine(failing, PORT, plain, LONG)).isEqualTo(plain);
            assertThat(refine(broken, PORT, plain, LONG)).isEqualTo(plain);
        }
    }

    @Test
    void shouldNeitherQueueNorWaitWithoutBound() throws Exception {
        // given a look that hangs
        CountDownLatch release = new CountDownLatch(1);
        try (SecondLook hanging = new SecondLook(
                (protocol, target, deadline) -> {
                    looks.incrementAndGet();
                    await(release);
                    return Evidence.RESET;
                },
                now::get)) {
            ProbeResult plain = ProbeResult.of(Outcome.REFUSED, 7L);
            // when many ports are refused, each result comes without evidence
            CompletableFuture<?>[] all = new CompletableFuture<?>[500];
            for (int i = 0; i < all.length; i++) {
                CompletableFuture<ProbeResult> done = new CompletableFuture<>();
                all[i] = done.thenAccept(result -> assertThat(result).isEqualTo(plain));
                hanging.refine(
                        Protocol.TCP,
                        new InetSocketAddress("10.0.0.1", i + 1),
                        Duration.ofMillis(50),
                        plain,
                        done::complete);
            }
            CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);
            // then
            assertThat(looks.get()).isLessThanOrEqualTo(2);
            release.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProbeResult refine(Outcome outcome) throws Exception {
        return refine(secondLook, PORT, ProbeResult.of(outcome, 7L), LONG);
    }

    private static ProbeResult refine(SecondLook by, InetSocketAddress port, ProbeResult plain, Duration deadline)
            throws Exception {
        CompletableFuture<ProbeResult> done = new CompletableFuture<>();
        by.refine(Protocol.TCP, port, deadline, plain, done::complete);
        return done.get(20, TimeUnit.SECONDS);
    }
}
