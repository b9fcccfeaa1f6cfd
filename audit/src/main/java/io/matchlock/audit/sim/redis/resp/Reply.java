package io.matchlock.audit.sim.redis.resp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/** Writes answers as Redis does, RESP version 2. */
public final class Reply {
    /**
     * A status, such as OK.
     *
     * @param out to append to
     * @param text of it
     */
    public void status(final ByteBuf out, final String text) {
        line(out, '+', text);
    }

    /**
     * An error.
     *
     * @param out to append to
     * @param text of it, which begins with its kind
     */
    public void error(final ByteBuf out, final String text) {
        line(out, '-', text);
    }

    /**
     * A whole number.
     *
     * @param out to append to
     * @param value of it
     */
    public void number(final ByteBuf out, final long value) {
        line(out, ':', Long.toString(value));
    }

    /**
     * The beginning of an array, whose elements follow.
     *
     * @param out to append to
     * @param count of them
     */
    public void array(final ByteBuf out, final int count) {
        line(out, '*', Integer.toString(count));
    }

    /**
     * No string.
     *
     * @param out to append to
     */
    public void nil(final ByteBuf out) {
        line(out, '$', "-1");
    }

    /**
     * No array.
     *
     * @param out to append to
     */
    public void nilArray(final ByteBuf out) {
        line(out, '*', "-1");
    }

    /**
     * A string.
     *
     * @param out to append to
     * @param text in ASCII
     */
    public void bulk(final ByteBuf out, final String text) {
        bulk(out, text.getBytes(US_ASCII));
    }

    /**
     * A string.
     *
     * @param out to append to
     * @param bytes of it
     */
    public void bulk(final ByteBuf out, final byte[] bytes) {
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
