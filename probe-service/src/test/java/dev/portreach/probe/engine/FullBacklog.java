package dev.portreach.probe.engine;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;

/** Connections that nobody accepts, until one more hangs: from then on the listener drops SYNs. */
final class FullBacklog {

    private static final int MOST = 20;
    private static final int HANGS_MILLIS = 300;

    private FullBacklog() {}

    /** @param fillers takes the connections, to be closed by the caller */
    static void fill(ServerSocket listener, List<Socket> fillers) throws IOException {
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
}
