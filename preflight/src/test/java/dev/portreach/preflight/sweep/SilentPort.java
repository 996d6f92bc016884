package dev.portreach.preflight.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port of this machine whose backlog is full, so that the kernel drops what comes, until it is drained. */
public final class SilentPort implements AutoCloseable {

    private static final int MOST = 20;
    private static final int HANGS_MILLIS = 300;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> fillers = new ArrayList<>();

    public SilentPort() throws IOException {
        for (int i = 0; i < MOST; i++) {
            Socket socket = new Socket();
            fillers.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), HANGS_MILLIS);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new IllegalStateException("the backlog takes everything");
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Takes the connections that wait: from now on there is room for others. */
    void drain() {
        try {
            for (int i = 0; i < fillers.size() - 1; i++) {
                listener.accept().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket filler : fillers) {
            filler.close();
        }
        listener.close();
    }
}
