package dev.portreach.standalone.cli;

import dev.portreach.standalone.Console;
import dev.portreach.standalone.platform.Settings;
import dev.portreach.standalone.platform.Stack;
import dev.portreach.standalone.rest.RestClient;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a system until Ctrl-C or SIGTERM, and then stops it in order. */
final class Foreground {

    /** What surrounds the services; starts when they are ready, and is closed after them. */
    @FunctionalInterface
    interface Upper {
        AutoCloseable start(Stack stack) throws Exception;
    }

    private Foreground() {}

    static void run(Console console, Settings settings, RestClient rest, Upper upper) {
        Path built = Path.of(System.getProperty("portreach.distribution", "standalone/target/portreach"));
        Stack stack = Stack.prepare(settings, built, console, rest);
        CountDownLatch end = new CountDownLatch(1);
        Ending ending = new Ending(console, stack, end);
        Thread hook = new Thread(ending, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            stack.start();
            ending.upper = upper.start(stack);
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (ending.begun) {
                awaitEnd(end); // stopped by the user while starting: not a failure to report
                return;
            }
            Runtime.getRuntime().removeShutdownHook(hook);
            ending.run();
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Ending implements Runnable {

        private final Console console;
        private final Stack stack;
        private final CountDownLatch end;
        private volatile AutoCloseable upper = () -> {};
        private volatile boolean begun;

        Ending(Console console, Stack stack, CountDownLatch end) {
            this.console = console;
            this.stack = stack;
            this.end = end;
        }

        @Override
        public void run() {
            begun = true;
            console.say("stopping…");
            // Services first: agents must not find the listeners gone, nor alert-service its receiver.
            stack.close();
            try {
                upper.close();
            } catch (Exception e) {
                console.say("! while stopping: " + e.getMessage());
            }
            console.say("stopped");
            end.countDown();
        }
    }
}
