package dev.portreach.standalone.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The command line against an alert-service that answers as told. */
final class Console implements AutoCloseable {

    private final List<String> requests = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final UnaryOperator<String> answers;
    private final HttpServer alert;

    /** @param answers the body of the answer to a method */
    Console(UnaryOperator<String> answers) {
        this.answers = answers;
        try {
            alert = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        alert.createContext("/", this::answer);
        alert.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add("%s %s %s"
                .formatted(exchange.getRequestMethod(), exchange.getRequestURI(), body)
                .strip());
        byte[] bytes = answers.apply(exchange.getRequestMethod()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Runs a command with {@code --alert}. */
    int run(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--alert");
        all.add("http://127.0.0.1:" + alert.getAddress().getPort());
        return runPlain(all);
    }

    int runPlain(List<String> arguments) {
        return CommandTree.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    /** Method, path and body of each request so far. */
    List<String> requests() {
        return requests;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    @Override
    public void close() {
        alert.stop(0);
    }
}
