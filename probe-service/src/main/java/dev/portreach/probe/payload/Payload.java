package dev.portreach.probe.payload;

import dev.portreach.contracts.policy.Protocol;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;

/** A request of a protocol, and how its answer is known. */
public final class Payload {

    /**
     * A datagram of one zero byte, which any answer answers. Not an empty one: Java's connected channels do not send
     * those, without a word, and every port would look silent.
     */
    public static final Payload PLAIN = new Payload("plain", Protocol.UDP, Template.of(new byte[1]), List.of());

    /** No answer is looked at beyond this many bytes. */
    public static final int MAX_ANSWER = 4_096;

    private final String name;
    private final Protocol protocol;
    private final Template request;
    private final List<AnswerPart> answer;

    Payload(String name, Protocol protocol, Template request, List<AnswerPart> answer) {
        this.name = name;
        this.protocol = protocol;
        this.request = request;
        this.answer = List.copyOf(answer);
    }

    public String name() {
        return name;
    }

    public Protocol protocol() {
        return protocol;
    }

    /** A request to send, with a transaction id of its own. */
    public Query query(RandomGenerator random) {
        byte[] id = new byte[request.idLength()];
        random.nextBytes(id);
        return new Query(id);
    }

    /** One request on its way. */
    public final class Query {

        private final byte[] id;

        private Query(byte[] id) {
            this.id = id;
        }

        public String name() {
            return name;
        }

        /** What to send; a fresh buffer. */
        public ByteBuffer bytes() {
            return ByteBuffer.wrap(request.with(id));
        }

        /** @param received an answer as far as it has come, from position 0 to its position */
        public boolean isAnsweredBy(ByteBuffer received) {
            byte[] bytes = new byte[received.position()];
            received.duplicate().flip().get(bytes);
            return answer.stream().allMatch(part -> part.isIn(bytes, bytes.length, id));
        }
    }
}
