package dev.portreach.alert.webhook;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The policy as configured. A service that only its own machine reaches may send to its own machine. */
@Singleton
public class AddressPolicyProducer {

    @Produces
    @Singleton
    AddressPolicy policy(WebhookConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        return AddressPolicy.of(config.allowedNetworks().orElse(List.of()), isLoopback(host));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
