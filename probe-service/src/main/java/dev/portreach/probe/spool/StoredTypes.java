package dev.portreach.probe.spool;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How values lie in the file. Other than the library's own types, they believe no length that a damaged file gives. */
final class StoredTypes {

    /**
     * What is known of a block without reading it.
     *
     * @param batches in it
     * @param bytes of it
     * @param last key in it; the first is the block's own
     * @param packed whether it is as small as it gets
     */
    record BlockInfo(int batches, int bytes, long last, boolean packed) {}

    static final BasicDataType<byte[]> BYTES = new Bytes();
    static final BasicDataType<BlockInfo> INFO = new Info();

    private StoredTypes() {}

    private static final class Bytes extends BasicDataType<byte[]> {

        @Override
        public int getMemory(byte[] bytes) {
            return 24 + bytes.length;
        }

        @Override
        public void write(WriteBuffer buffer, byte[] bytes) {
            buffer.putInt(bytes.length).put(bytes);
        }

        @Override
        public byte[] read(ByteBuffer buffer) {
            int length = buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                throw new IllegalArgumentException("%d bytes where %d are".formatted(length, buffer.remaining()));
            }
            byte[] bytes = new byte[length];
            buffer.get(bytes);
            return bytes;
        }

        @Override
        public byte[][] createStorage(int size) {
            return new byte[size][];
        }
    }

    private static final class Info extends BasicDataType<BlockInfo> {

        @Override
        public int getMemory(BlockInfo info) {
            return 40;
        }

        @Override
        public void write(WriteBuffer buffer, BlockInfo info) {
            buffer.putInt(info.batches()).putInt(info.bytes()).putLong(info.last());
            buffer.put((byte) (info.packed() ? 1 : 0));
        }

        @Override
        public BlockInfo read(ByteBuffer buffer) {
            return new BlockInfo(buffer.getInt(), buffer.getInt(), buffer.getLong(), buffer.get() != 0);
        }

        @Override
        public BlockInfo[] createStorage(int size) {
            return new BlockInfo[size];
        }
    }
}
