package dev.portreach.catalog.edition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedReadTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final AtomicInteger reads = new AtomicInteger();

    private static <T> CompletableFuture<T> next(SharedRead<T> shared) {
        return shared.next().toCompletableFuture();
    }

    @Test
    void shouldAnswerAllWhoAskedBeforeItBeganWithOneRead() {
        SharedRead<Integer> shared = new SharedRead<>(reads::incrementAndGet, tasks::add);
        List<CompletableFuture<Integer>> asked = List.of(next(shared), next(shared), next(shared));

        tasks.remove().run();

        assertThat(asked).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(1));
        assertThat(tasks).isEmpty();
    }

    @Test
    void shouldReadAgainForWhoAsksWhileItReads() {
        List<CompletableFuture<Integer>> meanwhile = new ArrayList<>();
        List<SharedRead<Integer>> self = new ArrayList<>();
        SharedRead<Integer> shared = new SharedRead<>(
                () -> {
                    if (reads.incrementAndGet() == 1) {
                        meanwhile.add(next(self.get(0)));
                        meanwhile.add(next(self.get(0)));
                    }
                    return reads.get();
                },
                tasks::add);
        self.add(shared);
        CompletableFuture<Integer> first = next(shared);

        tasks.remove().run();

        assertThat(first).isCompletedWithValue(1);
        assertThat(meanwhile).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(2));
        CompletableFuture<Integer> later = next(shared);
        tasks.remove().run();
        assertThat(later).isCompletedWithValue(3);
    }

    @Test
    void shouldFailWhoAskedAndGoOnAfterwards() {
        SharedRead<Integer> shared = new SharedRead<>(
                () -> {
                    if (reads.incrementAndGet() == 1) {
                        throw new IllegalStateException("no database");
                    }
                    return reads.get();
                },
                tasks::add);
        CompletableFuture<Integer> first = next(shared);
        tasks.remove().run();
        CompletableFuture<Integer> second = next(shared);
        tasks.remove().run();

        assertThatThrownBy(first::join).hasMessageContaining("no database");
        assertThat(second).isCompletedWithValue(2);
    }

    @Test
    void shouldFailWhereNothingCanRun() {
        SharedRead<Integer> shared = new SharedRead<>(reads::incrementAndGet, task -> {
            throw new RejectedExecutionException("full");
        });

        assertThatThrownBy(next(shared)::join).hasMessageContaining("full");
        assertThatThrownBy(next(shared)::join).hasMessageContaining("full");
    }
}
