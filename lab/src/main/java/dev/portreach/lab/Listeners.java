package dev.portreach.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Listens on the ports given as arguments, on every address, and keeps each connection until the peer closes it. */
public final class Listeners {

    private Listeners() {}

    public static void main(String... ports) throws IOException {
        try (Selector selector = Selector.open()) {
            for (String port : ports) {
                ServerSocketChannel server = ServerSocketChannel.open();
                server.bind(new InetSocketAddress(Integer.parseInt(port)), 1024);
                server.configureBlocking(false);
                server.register(selector, SelectionKey.OP_ACCEPT);
            }
            ByteBuffer sink = ByteBuffer.allocate(4096);
            while (true) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid() && key.isAcceptable()) {
                        accept(selector, key);
                    } else if (key.isValid() && key.isReadable()) {
                        drain(key, sink);
                    }
                }
                selector.selectedKeys().clear();
            }
        }
    }

    private static void accept(Selector selector, SelectionKey key) throws IOException {
        SocketChannel peer = ((ServerSocketChannel) key.channel()).accept();
        if (peer != null) {
            peer.configureBlocking(false);
            peer.register(selector, SelectionKey.OP_READ);
        }
    }

    private static void drain(SelectionKey key, ByteBuffer sink) throws IOException {
        SocketChannel peer = (SocketChannel) key.channel();
        sink.clear();
        try {
            if (peer.read(sink) < 0) {
                peer.close();
            }
        } catch (IOException e) {
            peer.close(); // a reset is the peer's way of closing
        }
    }
}
