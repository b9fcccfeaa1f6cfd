package io.matchlock.audit.sim.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/** Writes answers as Redis does, RESP version 2. */
final class Reply {
    void status(final ByteBuf out, final String text) {
        line(out, '+', text);
    }

    void error(final ByteBuf out, final String text) {
        line(out, '-', text);
    }

    void number(final ByteBuf out, final long value) {
        line(out, ':', Long.toString(value));
    }

    void array(final ByteBuf out, final int count) {
        line(out, '*', Integer.toString(count));
    }

    void nil(final ByteBuf out) {
        line(out, '$', "-1");
    }

    void nilArray(final ByteBuf out) {
        line(out, '*', "-1");
    }

    void bulk(final ByteBuf out, final String text) {
        bulk(out, text.getBytes(US_ASCII));
    }

    void bulk(final ByteBuf out, final byte[] bytes) {
        line(out, '$', Integer.toString(bytes.length));
        out.writeBytes(bytes);
        crlf(out);
    }

    private static void line(final ByteBuf out, final char kind, final String text) {
        out.writeByte(kind);
        out.writeCharSequence(text, US_ASCII);
        crlf(out);
    }

    private static void crlf(final ByteBuf out) {
        out.writeByte('\r').writeByte('\n');
    }
}
