package io.matchlock.audit.sim.redis.resp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Reads commands as Redis does: arrays of bulk strings. */
public final class Words {
    private Words() {}

    /** Reads one command. */
    public static List<byte[]> read(final ByteBuf in) {
        final int count = number(in, '*');
        final List<byte[]> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            final byte[] word = new byte[number(in, '$')];
            in.readBytes(word);
            in.skipBytes(2);
            words.add(word);
        }
        return words;
    }

    private static int number(final ByteBuf in, final char kind) {
        if (in.readByte() != kind) {
            throw new IllegalStateException("not a command: no " + kind);
        }
        int value = 0;
        for (byte digit = in.readByte(); digit != '\r'; digit = in.readByte()) {
            value = 10 * value + digit - '0';
        }
        in.skipBytes(1);
        return value;
    }
}
