package io.matchlock.exchange.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells a process from a later one with the same id, by its start: in the kernel's ticks since the boot where there
 * is {@code /proc}, else by the clock.
 */
final class ProcessMark {
    static final String PID = "pid";
    static final String BOOT = "boot-id";
    static final String TICKS = "start-ticks";
    static final String STARTED = "started";

    private static final Path PROC = Path.of("/proc");
    /** Linux computes the time of a start from that of the boot, which moves when the clock is set right. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);
    /** Of the fields of {@code stat} that follow the name; see proc(5), starttime. */
    private static final int TICKS_INDEX = 19;

    private ProcessMark() {}

    /**
     * Marks a process.
     *
     * @param process that lives
     * @return names and values, as far as this system tells them
     */
    static Map<String, String> of(final ProcessHandle process) {
        final Map<String, String> mark = new TreeMap<>();
        mark.put(PID, Long.toString(process.pid()));
        bootId().ifPresent(id -> mark.put(BOOT, id));
        startTicks(process.pid()).ifPresent(ticks -> mark.put(TICKS, ticks));
        process.info().startInstant().ifPresent(start -> mark.put(STARTED, start.toString()));
        return mark;
    }

    /**
     * Finds the process that was marked.
     *
     * @param mark as {@link #of} gave it; other names don't matter
     * @return that process; nothing if it has ended, even if its id is another's now, or if the mark names no start
     */
    static Optional<ProcessHandle> find(final Map<String, String> mark) {
        return handle(mark.get(PID)).filter(ProcessHandle::isAlive).filter(process -> isSame(mark, of(process)));
    }

    private static boolean isSame(final Map<String, String> mark, final Map<String, String> now) {
        if (mark.containsKey(TICKS) && now.containsKey(TICKS)) {
            return mark.get(TICKS).equals(now.get(TICKS)) && now.get(BOOT).equals(mark.get(BOOT));
        }
        final Optional<Instant> then = instant(mark.get(STARTED));
        return then.isPresent()
                && instant(now.get(STARTED))
                        .map(start -> Duration.between(then.get(), start).abs())
                        .filter(difference -> difference.compareTo(TOLERANCE) <= 0)
                        .isPresent();
    }

    private static Optional<ProcessHandle> handle(final String pid) {
        try {
            return pid == null ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
        } catch (final NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(final String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (final DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> bootId() {
        return read(PROC.resolve("sys/kernel/random/boot_id")).map(String::trim);
    }

    /** The name, second of the fields and in parentheses, may hold spaces and parentheses itself. */
    private static Optional<String> startTicks(final long pid) {
        return bootId().flatMap(id -> read(PROC.resolve(Long.toString(pid)).resolve("stat")))
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1))
                .filter(fields -> fields.length > TICKS_INDEX)
                .map(fields -> fields[TICKS_INDEX]);
    }

    private static Optional<String> read(final Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (final IOException e) {
            return Optional.empty(); // the process has ended, or this is no Linux
        }
    }
}
