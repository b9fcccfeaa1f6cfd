package io.matchlock.exchange.segment;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The access keys of a gateway, one a line: {@code id, secret, first-last}; the secret in hexadecimal digits, then
 * the range of its accounts, such as {@code 1-100}. Empty lines, and whatever follows a #, are ignored. Secrets are
 * never logged.
 */
public final class KeyFile {
    /** The key that {@code init} makes. */
    public static final String DEMO_KEY = "demo";
    /** Accounts of that key, the first one. */
    public static final int FIRST_DEMO_ACCOUNT = 1;
    /** Accounts of that key, the last one. */
    public static final int LAST_DEMO_ACCOUNT = 1000;

    private static final int SECRET_LENGTH = 32;
    private static final int FIELDS = 3;

    private KeyFile() {}

    /**
     * One key.
     *
     * @param id 1 to 16 ASCII characters
     * @param secretHex hexadecimal digits, not empty
     * @param firstAccount of its accounts
     * @param lastAccount of its accounts
     */
    public record Key(String id, String secretHex, int firstAccount, int lastAccount) {
        /** {@return the secret's bytes} */
        public byte[] secret() {
            return HexFormat.of().parseHex(secretHex);
        }

        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /**
     * Writes a file with a demo key of a random secret, readable by its owner alone, unless there is a file.
     *
     * @param file to write
     * @return whether it was written
     */
    public static boolean create(final Path file) {
        final byte[] secret = new byte[SECRET_LENGTH];
        new SecureRandom().nextBytes(secret);
        final String text = "# id, secret (hexadecimal), accounts\n" + DEMO_KEY + ", "
                + HexFormat.of().formatHex(secret) + ", " + FIRST_DEMO_ACCOUNT + "-" + LAST_DEMO_ACCOUNT + "\n";
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
            return true;
        } catch (final FileAlreadyExistsException e) {
            return false;
        } catch (final IOException e) {
            throw unusable(file, e);
        }
    }

    /**
     * Reads a file.
     *
     * @param file to read
     * @return its keys
     * @throws OperatorException if a line is wrong
     */
    public static List<Key> read(final Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (final IOException e) {
            throw unusable(file, e);
        }
    }

    static List<Key> parse(final String text, final String name) {
        final List<Key> keys = new ArrayList<>();
        int lineNumber = 0;
        for (final String line : text.split("\n", -1)) {
            lineNumber++;
            final String content = line.replaceFirst("#.*", "").trim();
            if (!content.isEmpty()) {
                keys.add(key(content, name + " line " + lineNumber));
            }
        }
        if (keys.isEmpty()) {
            throw OperatorException.startup(name + ": no key; matchlock init writes a file with one.");
        }
        return keys;
    }

    private static Key key(final String content, final String place) {
        final String[] fields = content.split("\\s*,\\s*", -1);
        try {
            if (fields.length == FIELDS && fields[0].matches("[\\x21-\\x7e]{1,16}") && !fields[1].isEmpty()) {
                final String[] accounts = fields[2].split("-", -1);
                final int first = Integer.parseInt(accounts[0].trim());
                final int last = accounts.length > 1 ? Integer.parseInt(accounts[1].trim()) : first;
                HexFormat.of().parseHex(fields[1]);
                return new Key(fields[0], fields[1], first, last);
            }
        } catch (final IllegalArgumentException e) {
            throw new OperatorException(ExitCode.STARTUP_FAILED, sentence(place), e);
        }
        throw OperatorException.startup(sentence(place));
    }

    private static String sentence(final String place) {
        return place + ": not \"id, secret in hexadecimal, first account-last account\"; mend the keys file.";
    }

    private static OperatorException unusable(final Path file, final IOException cause) {
        return new OperatorException(
                ExitCode.STARTUP_FAILED,
                "keys file " + file + " can't be read or written (" + cause
                        + "); matchlock init writes one, or name another with the setting keys.",
                cause);
    }
}
