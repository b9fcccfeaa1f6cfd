package io.matchlock.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Golden bytes: files that hold, in hexadecimal, what stands on the wire or in the log, and below it what it means. Written
 * only when the system property {@code golden.write} is set; a change of one is a change of the protocol.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final int BYTES_A_LINE = 16;

    private Golden() {}

    /**
     * Compares bytes, and what was decoded from them, with a golden file.
     *
     * @param name of the file, without its ending
     * @param buffer that holds the bytes
     * @param offset of the first
     * @param length of them
     * @param meaning as text
     */
    public static void assertGolden(
            final String name, final DirectBuffer buffer, final int offset, final int length, final String meaning) {
        final String text = hex(buffer, offset, length) + "\n" + meaning + "\n";
        if (Boolean.getBoolean("golden.write")) {
            write(name, text);
        }
        assertEquals(read(name), text, name);
    }

    /**
     * The bytes of a golden file.
     *
     * @param name of the file, without its ending
     * @return in a buffer of their length
     */
    public static UnsafeBuffer bytes(final String name) {
        final String digits = read(name)
                .lines()
                .takeWhile(line -> !line.isBlank())
                .collect(Collectors.joining())
                .replace(" ", "");
        return new UnsafeBuffer(parse(digits));
    }

    /**
     * Reads hexadecimal digits.
     *
     * @param digits two for each byte
     * @return the bytes
     */
    public static byte[] parse(final String digits) {
        return java.util.HexFormat.of().parseHex(digits);
    }

    /**
     * The names of the golden files of a folder.
     *
     * @param folder below that of all golden files
     * @return without their ending
     */
    public static Stream<String> names(final String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList().stream();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hex(final DirectBuffer buffer, final int offset, final int length) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(String.format(Locale.ROOT, "%02x", buffer.getByte(offset + i)));
            text.append(i % BYTES_A_LINE == BYTES_A_LINE - 1 || i == length - 1 ? "\n" : " ");
        }
        return text.toString();
    }

    private static String read(final String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".txt"), US_ASCII);
        } catch (final IOException e) {
            throw new UncheckedIOException("no golden file for " + name + ": write it with -Dgolden.write=true", e);
        }
    }

    private static void write(final String name, final String text) {
        try {
            final Path file = FOLDER.resolve(name + ".txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, US_ASCII);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
