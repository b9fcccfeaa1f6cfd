package io.matchlock.engine;

import io.matchlock.engine.request.EngineLimits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** A digest of all that an engine tells under seeded commands, and of the state it ends in: {@code EventsDigest SEED COMMANDS}. */
final class EventsDigest {
    private static final int TOUCHED = 3;

    private EventsDigest() {}

    static String of(final long seed, final int count) {
        final RandomCommands commands = commands(Engine.RULES_VERSION, TOUCHED, seed);
        final MessageDigest digest = sha256();
        update(digest, commands, count);
        return hex(digest) + " " + Long.toHexString(commands.engine.stateHash());
    }

    /** By older rules, and then by those that {@code thenRules} says; only of the events, since states have other layouts now. */
    static String of(final int rulesVersion, final int thenRules, final int touched, final long seed, final int count) {
        final RandomCommands commands = commands(rulesVersion, touched, seed);
        final MessageDigest digest = sha256();
        update(digest, commands, count);
        commands.rules(thenRules);
        update(digest, commands, count);
        return hex(digest);
    }

    private static RandomCommands commands(final int rulesVersion, final int touched, final long seed) {
        final EngineLimits limits = EngineLimits.builder()
                .orders(400)
                .detailedOrders(300)
                .priceLevels(300)
                .sessions(6)
                .chains(3)
                .instruments(6)
                .accounts(9)
                .positions(60)
                .touchedOrders(touched)
                .deferredRecords(100_000)
                .fenceTicks(3)
                .build();
        return new RandomCommands(limits, rulesVersion, true, new Random(seed));
    }

    private static void update(final MessageDigest digest, final RandomCommands commands, final int count) {
        for (int command = 0; command < count; command++) {
            commands.next();
            for (final String line : commands.engineLog.drain()) {
                digest.update(line.getBytes(StandardCharsets.US_ASCII));
            }
            commands.naiveLog.drain();
        }
    }

    private static String hex(final MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
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
