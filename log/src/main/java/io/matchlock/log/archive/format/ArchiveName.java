package io.matchlock.log.archive.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of an archive's files: {@code 00000012.archive} is the thirteenth, and closed; {@code 00000013.open} is being written.
 *
 * @param number of the file, from 0
 * @param isClosed whether nothing is added to it any more
 */
public record ArchiveName(long number, boolean isClosed) {
    private static final String CLOSED = "archive";
    private static final String OPEN = "open";
    private static final Pattern NAME = Pattern.compile("(\\d{8,18})\\.(" + CLOSED + "|" + OPEN + ")");

    /** The files of a folder in the order of their numbers; others are left alone. */
    public static List<ArchiveName> list(final Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> new ArchiveName(Long.parseLong(name.group(1)), CLOSED.equals(name.group(2))))
                    .sorted(Comparator.comparingLong(ArchiveName::number).thenComparing(name -> !name.isClosed()))
                    .toList();
        } catch (final IOException e) {
            throw new ArchiveException("the archive's folder " + folder + " cannot be read: " + e, e);
        }
    }

    public Path in(final Path folder) {
        return folder.resolve(String.format(Locale.ROOT, "%08d.%s", number, isClosed ? CLOSED : OPEN));
    }

    public ArchiveName closed() {
        return new ArchiveName(number, true);
    }
}
