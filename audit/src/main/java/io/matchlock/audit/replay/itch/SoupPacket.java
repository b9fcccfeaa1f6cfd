package io.matchlock.audit.replay.itch;

/**
 * A packet of a server, by "SoupBinTCP" version 3.00, chapter 2: a type, then what it carries.
 *
 * <pre>
 * +    debug: text
 * A    login accepted: 10 of session, 20 of sequence number
 * S    sequenced data: a message
 * H    heartbeat
 * Z    end of session
 * </pre>
 */
final class SoupPacket {
    private static final int ACCEPTED_BYTES = 31;

    private SoupPacket() {}

    /** Whether the first packet of a file, without its length, is one, and not a message of ITCH. */
    static boolean isPacket(final byte[] packet, final int length) {
        return switch ((char) packet[0]) {
            case '+' -> true;
            case 'A' -> length == ACCEPTED_BYTES;
            case 'S' -> length > 1 && length == 1 + ItchMessage.length((char) packet[1]);
            case 'H', 'Z' -> length == 1;
            default -> false;
        };
    }

    static boolean holdsMessage(final byte[] packet) {
        return packet[0] == 'S';
    }
}
