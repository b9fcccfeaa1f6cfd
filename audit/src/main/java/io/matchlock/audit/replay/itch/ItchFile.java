package io.matchlock.audit.replay.itch;

import io.matchlock.audit.replay.record.Failure;
import io.matchlock.audit.replay.record.PackedFile;
import io.matchlock.audit.replay.record.RecordException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.agrona.CloseHelper;

/**
 * The messages of a file, each after its length in 2 bytes, big-endian, as Nasdaq's BinaryFILE has them; a length of 0 is the end. Or
 * as packets of SoupBinTCP 3.00, of which the sequenced ones (S) hold a message each: the first packet tells, because no message has the
 * length of one. One message is held at a time. One thread.
 */
final class ItchFile implements AutoCloseable {
    private static final int LENGTH_BYTES = 2;
    private static final int MAX_MESSAGE_BYTES = 0xFFFF;

    private final Path path;
    private final InputStream bytes;
    private final byte[] message = new byte[MAX_MESSAGE_BYTES];
    private long position;
    private long messageOffset;
    private boolean isSoup;

    ItchFile(final Path path) {
        this.path = path;
        bytes = PackedFile.open(path, "");
    }

    /** Reads the next message and returns its length in bytes, 0 at the end. */
    int next() {
        int length = nextPacket();
        isSoup |= messageOffset == 0 && length > 0 && SoupPacket.isPacket(message, length);
        while (isSoup && length > 0 && !SoupPacket.holdsMessage(message)) {
            length = nextPacket();
        }
        if (isSoup && length > 0) {
            length--;
            System.arraycopy(message, 1, message, 0, length);
        }
        return length;
    }

    private int nextPacket() {
        messageOffset = position;
        final int read = read(LENGTH_BYTES);
        if (read == 0) {
            return 0;
        }
        final int length = ((message[0] & 0xFF) << Byte.SIZE) | (message[1] & 0xFF);
        if (read < LENGTH_BYTES || read(length) < length) {
            throw fault("the file ends within a message");
        }
        return length;
    }

    private int read(final int length) {
        try {
            final int read = bytes.readNBytes(message, 0, length);
            position += read;
            return read;
        } catch (final IOException e) {
            throw fault(Failure.describe(e));
        }
    }

    /** The message, from its first byte; overwritten by the next. */
    byte[] message() {
        return message;
    }

    RecordException fault(final String what) {
        return new RecordException(path + ", byte " + messageOffset + ": " + what);
    }

    RecordException none(final String symbol, final String similar) {
        return RecordException.none(path, symbol, similar);
    }

    @Override
    public void close() {
        CloseHelper.quietClose(bytes);
    }
}
