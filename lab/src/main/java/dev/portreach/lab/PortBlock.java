package dev.portreach.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A base port from which the launcher's ports are free on loopback. */
public final class PortBlock {

    private static final int[] OFFSETS = {1, 2, 32, 80, 92};

    private PortBlock() {}

    public static int free() {
        for (int attempt = 0; attempt < 200; attempt++) {
            int base = 10_000 + 100 * ThreadLocalRandom.current().nextInt(200);
            if (isFree(base)) {
                return base;
            }
        }
        throw new IllegalStateException("no free block of ports between 10000 and 30000");
    }

    private static boolean isFree(int base) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int offset : OFFSETS) {
                held.add(new ServerSocket(base + offset, 1, InetAddress.getLoopbackAddress()));
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            for (ServerSocket socket : held) {
                try {
                    socket.close();
                } catch (IOException e) {
                    // a probe socket: nothing depends on it
                }
            }
        }
    }
}
