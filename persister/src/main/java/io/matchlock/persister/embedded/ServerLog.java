package io.matchlock.persister.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a server says in its log, for people. */
final class ServerLog {
    private static final List<String> COMPLAINTS = List.of("PANIC:", "FATAL:", "LOG:  could not");
    private static final int TAIL_BYTES = 16 * 1024;
    private static final long MEGABYTE = 1024 * 1024;
    /** Postgres' own log grows by 16 MB at a time. */
    private static final long LITTLE_MB = 32;

    private ServerLog() {}

    /**
     * The last complaint.
     *
     * @param log of the server
     * @return one phrase, with the full disk named where there is one: the complaint may have found no room
     */
    static String lastWords(final Path log) {
        final String words = tail(log)
                .lines()
                .filter(line -> COMPLAINTS.stream().anyMatch(line::contains))
                .reduce((first, second) -> second)
                .map(ServerLog::withoutTime)
                .orElse("its log does not say why");
        final long roomMb = roomMb(log);
        return roomMb >= LITTLE_MB
                ? words
                : "no more than " + roomMb + " MB are left on the disk of " + log.getParent() + "; " + words;
    }

    private static String withoutTime(final String line) {
        return COMPLAINTS.stream()
                .filter(line::contains)
                .map(complaint -> line.substring(line.indexOf(complaint)))
                .findFirst()
                .orElse(line);
    }

    private static String tail(final Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            final long from = Math.max(0, file.length() - TAIL_BYTES);
            final byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (final IOException e) {
            return "FATAL: its log can't be read: " + e.getMessage();
        }
    }

    private static long roomMb(final Path log) {
        try {
            return Files.getFileStore(log).getUsableSpace() / MEGABYTE;
        } catch (final IOException e) {
            return LITTLE_MB; // who knows
        }
    }
}
