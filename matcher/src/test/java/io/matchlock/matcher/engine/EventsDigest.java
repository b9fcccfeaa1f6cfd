package io.matchlock.matcher.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** A digest of all that an engine tells under seeded commands, and of the state it ends in: {@code EventsDigest SEED COMMANDS}. */
final class EventsDigest {
    private static final EngineLimits LIMITS = new EngineLimits(400, 300, 300, 6, 3, 6, 9, 60, 3, 100_000, 3);

    private EventsDigest() {}

    static String of(final long seed, final int count) {
        final RandomCommands commands = new RandomCommands(LIMITS, Engine.RULES_VERSION, true, new Random(seed));
        final MessageDigest digest = sha256();
        for (int command = 0; command < count; command++) {
            commands.next();
            for (final String line : commands.engineLog.drain()) {
                digest.update(line.getBytes(StandardCharsets.US_ASCII));
            }
            commands.naiveLog.drain();
        }
        return HexFormat.of().formatHex(digest.digest()) + " " + Long.toHexString(commands.engine.stateHash());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(final String[] args) {
        System.out.println(of(Long.parseLong(args[0]), Integer.parseInt(args[1])));
    }
}
