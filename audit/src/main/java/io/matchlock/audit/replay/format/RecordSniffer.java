package io.matchlock.audit.replay.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.matchlock.audit.replay.record.PackedFile;
import io.matchlock.audit.replay.record.RecordException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Guesses a file's format from its first bytes, so that one given as another is refused by what it holds. */
public final class RecordSniffer {
    private static final int BEGIN_BYTES = 512;
    private static final Map<RecordFormat, Pattern> PATTERNS = new EnumMap<>(Map.of(
            RecordFormat.CSV, Pattern.compile("(?:time,action,.*|\\d+,(?:new|cancel|replace|trade)(?:,[^,]*){8})"),
            RecordFormat.BITSTAMP, Pattern.compile("\\d+ [a-z_]+ \\{.*"),
            RecordFormat.LOBSTER, Pattern.compile("\\d+\\.\\d+\\s*,\\s*[1-7]\\s*(?:,\\s*-?\\d+\\s*){4}(?:,.*)?"),
            RecordFormat.ITCH, Pattern.compile("\\x00[\\x0C-\\x32](?:S[\\x00\\x53]|[A-Z+])[\\s\\S]*"),
            RecordFormat.PITCH, Pattern.compile("S?\\d{8}[A-Za-z][0-9A-Z][^,]{7,}")));

    private RecordSniffer() {}

    /**
     * Looks at a file.
     *
     * @param path of the file, packed or not
     * @return the format that it seems to have, empty where it could be anything
     * @throws RecordException if it can't be opened
     */
    public static Optional<RecordFormat> guess(final Path path) {
        try (InputStream bytes = PackedFile.open(path, "message")) {
            final String begin = new String(bytes.readNBytes(BEGIN_BYTES), ISO_8859_1);
            final String line = begin.lines().findFirst().orElse("");
            return PATTERNS.entrySet().stream()
                    .filter(entry -> entry.getValue().matcher(line).matches())
                    .map(Map.Entry::getKey)
                    .findFirst();
        } catch (final IOException e) {
            return Optional.empty();
        }
    }
}
