package dev.portreach.alert.support;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portreach.alert.support.Receiver.Reply;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Channels of a test with their receivers, and what else it defined over REST; gone once it is closed. */
public final class Receivers implements AutoCloseable {

    private final List<Receiver> receivers = new ArrayList<>();
    private final List<String> channels = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    /** A receiver that no channel leads to yet. */
    public Receiver receiver(Reply... replies) {
        Receiver receiver = new Receiver(replies);
        receivers.add(receiver);
        return receiver;
    }

    /** A channel under an id of its own, and its receiver. */
    public Receiver channel(Map<String, Object> input, Reply... replies) {
        return channel("test-" + UUID.randomUUID().toString().substring(0, 8), input, replies);
    }

    public Receiver channel(String id, Map<String, Object> input, Reply... replies) {
        Receiver receiver = receiver(replies);
        define(id, input, receiver);
        channels.add(id);
        return receiver;
    }

    /** Ids of the channels, the first one first. */
    public List<String> channels() {
        return channels;
    }

    /** Defines a channel, or defines it anew. */
    public void define(String id, Map<String, Object> input, Receiver receiver) {
        Map<String, Object> whole = new TreeMap<>(input);
        whole.put("url", receiver.url());
        String path = "/api/v1/channels/" + id;
        paths.add(path);
        assertThat(given().contentType(ContentType.JSON).body(whole).put(path).statusCode())
                .isIn(200, 201);
    }

    /** To be deleted in the end. */
    public void deleteLater(String path) {
        paths.add(path);
    }

    @Override
    public void close() {
        paths.forEach(path -> given().delete(path));
        receivers.forEach(Receiver::close);
    }
}
