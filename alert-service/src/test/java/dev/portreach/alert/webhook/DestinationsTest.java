package dev.portreach.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DestinationsTest {

    @Test
    void shouldJudgeWhatANameResolvesTo() {
        Destinations shut = new Destinations(AddressPolicy.of(List.of(), false));
        Destinations open = new Destinations(AddressPolicy.of(List.of(), true));

        assertThat(shut.of("localhost"))
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("the address is loopback, and not in portreach.webhook.allowed-networks");
        assertThat(open.of("localhost"))
                .succeedsWithin(5, TimeUnit.SECONDS)
                .satisfies(addresses -> assertThat(addresses).isNotEmpty().allMatch(InetAddress::isLoopbackAddress));
        assertThat(open.of("2852039166"))
                .as("169.254.169.254, written as one number")
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("never allowed");
        shut.close();
        open.close();
    }
}
