package dev.portreach.lab.catalog;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One request over and over on one connection, with as little work for the client as can be: it shares the processor with
 * the service that is measured, and a client of the JDK takes as much of it as the service does.
 */
final class RawGet implements AutoCloseable {

    private static final int PIECE = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final byte[] request;
    private final byte[] piece = new byte[PIECE];

    /** @param headers more of them, each with its line end */
    RawGet(URI of, String headers) throws IOException {
        this.socket = new Socket(InetAddress.getByName(of.getHost()), of.getPort());
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), PIECE);
        String path = of.getRawPath() + (of.getRawQuery() == null ? "" : "?" + of.getRawQuery());
        this.request = "GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n"
                .formatted(path, of.getAuthority(), headers)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Asks, and takes the whole answer.
     *
     * @return its status
     */
    int ask() throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith("content-length:")) {
                length = Integer.parseInt(name.substring(name.indexOf(':') + 1).strip());
            } else if (name.startsWith("transfer-encoding:")) {
                throw new IOException("an answer in chunks, which this does not read");
            }
        }
        while (length > 0) {
            int read = in.read(piece, 0, Math.min(length, PIECE));
            if (read < 0) {
                throw new EOFException("the service closed the connection");
            }
            length -= read;
        }
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the service closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
