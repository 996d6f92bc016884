package dev.portreach.probe.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server that behaves as a test wants, well or badly, one thread a connection. */
final class TestPeer implements AutoCloseable {

    /** What it does with a connection; the end of it, or an exception, closes the connection. */
    interface Manners {
        void serve(Socket socket) throws Exception;
    }

    final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final Manners manners;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private TestPeer(ServerSocket listener, Manners manners) {
        this.listener = listener;
        this.manners = manners;
        threads.execute(this::accept);
    }

    static TestPeer plain(Manners manners) throws IOException {
        return on(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), manners);
    }

    static TestPeer tls(SSLContext context, Manners manners) throws IOException {
        return on(
                context.getServerSocketFactory().createServerSocket(0, 200, InetAddress.getLoopbackAddress()), manners);
    }

    static TestPeer on(ServerSocket listener, Manners manners) {
        return new TestPeer(listener, manners);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** The header of a request, to the blank line. */
    static String request(Socket socket) throws IOException {
        StringBuilder header = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (header.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ended early");
            }
            header.append((char) next);
        }
        return header.toString();
    }

    /** Answers one request with that. */
    static Manners answer(String answer) {
        return socket -> {
            request(socket);
            write(socket, answer);
        };
    }

    static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Sends one piece after the other until the connection goes. */
    static Manners endless(String first, String piece) {
        return socket -> {
            write(socket, first);
            while (!socket.isClosed()) {
                write(socket, piece);
            }
        };
    }

    /** Reads until the connection goes. */
    static void untilClosed(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                accepted.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            manners.serve(socket);
        } catch (Exception e) {
            return; // the probe has gone, or the test is over
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : accepted) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
