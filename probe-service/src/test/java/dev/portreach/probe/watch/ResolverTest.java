package dev.portreach.probe.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void shouldSayHowLongAnAnswerTook() throws Exception {
        // given a name server that takes 3 ms
        try (Resolver resolver = new Resolver(name -> answer("10.0.0.2", "10.0.0.1"), nanos::get)) {
            // when
            Resolution resolution = resolve(resolver, "core.example.org", PATIENT);
            // then
            assertThat(resolution.addresses())
                    .extracting(InetAddress::getHostAddress)
                    .containsExactly("10.0.0.2", "10.0.0.1");
            assertThat(resolution.micros()).isEqualTo(3_000);
        }
    }

    @Test
    void shouldNotAskForLiterals() throws Exception {
        try (Resolver resolver = new Resolver(name -> answer("10.0.0.2"), nanos::get)) {
            Resolution resolution = resolve(resolver, "2001:db8::1", PATIENT);
            assertThat(resolution.addresses()).hasSize(1);
            assertThat(resolution.micros()).isNull();
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void shouldShareAnAnswerForAMoment() throws Exception {
        try (Resolver resolver = new Resolver(name -> answer("10.0.0.2"), nanos::get)) {
            resolve(resolver, "core.example.org", PATIENT);
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(4));
            assertThat(resolve(resolver, "core.example.org", PATIENT).micros()).isEqualTo(3_000);
            assertThat(asked).hasValue(1);
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
            resolve(resolver, "core.example.org", PATIENT);
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void shouldAskAgainSoonerAfterAFailure() throws Exception {
        try (Resolver resolver = new Resolver(
                name -> {
                    asked.incrementAndGet();
                    throw new UnknownHostException(name + ": Name or service not known");
                },
                nanos::get)) {
            assertThat(resolve(resolver, "gone.example.org", PATIENT).failure()).isEqualTo("does not exist");
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
            resolve(resolver, "gone.example.org", PATIENT);
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void shouldAskAHangingNameServerOnceAndWaitNoLongerThanTheDeadline() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        try (Resolver resolver = new Resolver(
                name -> {
                    asked.incrementAndGet();
                    try {
                        hanging.await();
                    } catch (InterruptedException e) {
                        throw new UnknownHostException(name);
                    }
                    return answer("10.0.0.2");
                },
                nanos::get)) {
            for (int i = 0; i < 5; i++) {
                Resolution late = resolve(resolver, "core.example.org", Duration.ofMillis(20));
                assertThat(late.failure()).isEqualTo("name server failed or did not answer");
                assertThat(late.micros()).isNull();
            }
            assertThat(asked).hasValueLessThanOrEqualTo(1);
            // when it answers at last
            hanging.countDown();
            assertThat(resolve(resolver, "core.example.org", PATIENT).isFailed())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "host: Name or service not known, does not exist",
        "host: Name does not resolve, does not exist",
        "host: nodename nor servname provided, does not exist",
        "host: No address associated with hostname, has no address",
        "host: Temporary failure in name resolution, name server failed or did not answer",
        "host: Try again, name server failed or did not answer",
        "host: System error, does not resolve",
        ", does not resolve",
    })
    void shouldTellWhyANameDoesNotResolve(String message, String described) {
        assertThat(NameFailure.describe(new UnknownHostException(message))).isEqualTo(described);
    }

    private InetAddress[] answer(String... addresses) throws UnknownHostException {
        asked.incrementAndGet();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(3));
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        return all;
    }

    private static Resolution resolve(Resolver resolver, String name, Duration deadline) throws Exception {
        CompletableFuture<Resolution> result = new CompletableFuture<>();
        resolver.resolve(name, deadline, result::complete);
        return result.get(30, TimeUnit.SECONDS);
    }
}
