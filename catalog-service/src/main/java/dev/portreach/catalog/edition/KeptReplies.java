package dev.portreach.catalog.edition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Answers as they were sent, each for the edition that was in force before it was made. Takes a bounded part of the heap. */
@Singleton
class KeptReplies {

    private static final long MOST_BYTES = 8L << 20;
    private static final int LARGEST = 1 << 20;
    private static final int OVERHEAD = 500; // of an entry beside its bytes, about

    /** @param accept the header; null if there is none */
    record Question(URI asked, String accept) {

        private int weight() {
            return asked.toString().length() + (accept == null ? 0 : accept.length());
        }
    }

    // the bytes are written as they are and never changed
    @SuppressWarnings("ArrayRecordComponent")
    record Reply(UUID edition, byte[] body, MediaType type, EntityTag tag) {}

    private final Cache<Question, Reply> replies = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Question question, Reply reply) -> OVERHEAD + question.weight() + reply.body().length)
            .build();

    Optional<Reply> find(Question question, UUID edition) {
        return Optional.ofNullable(replies.getIfPresent(question))
                .filter(reply -> reply.edition().equals(edition));
    }

    void keep(Question question, Reply reply) {
        if (reply.body().length <= LARGEST) {
            replies.put(question, reply);
        }
    }
}
