package io.matchlock.audit.demo;

import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.RunFile;
import io.matchlock.exchange.role.RoleKind;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.settings.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The memory of a segment's processes, as the kernel counts it: proportional set sizes, shared pages shared out. */
final class ProcessMemory {
    private static final long KB = 1024;

    private ProcessMemory() {}

    /**
     * Looks at all processes of a data folder.
     *
     * @param folder of the segment
     * @return a size for each process, named by what runs in it
     */
    static Map<String, String> of(final DataFolder folder) {
        final Map<Long, String> names = new LinkedHashMap<>();
        names.put(ProcessHandle.current().pid(), "this process");
        final Map<Long, Boolean> trees = new LinkedHashMap<>();
        for (final RoleKind kind : RoleKind.values()) {
            final Map<String, String> facts = RunFile.read(folder, kind.text()).orElse(Map.of());
            put(names, facts.get("pid"), kind.text());
            put(names, facts.get(Addresses.SERVER_PID), kind.text() + " server");
            trees.put(number(facts.get(Addresses.SERVER_PID)), true);
        }
        final Map<String, String> sizes = new LinkedHashMap<>();
        names.forEach((pid, name) -> {
            final long bytes = trees.containsKey(pid) ? tree(pid) : size(pid);
            sizes.put(name, bytes == 0 ? "unknown" : Units.format(bytes));
        });
        return sizes;
    }

    private static void put(final Map<Long, String> names, final String pid, final String name) {
        if (number(pid) != 0) {
            names.merge(number(pid), name, (known, more) -> known + ", " + more);
        }
    }

    private static long tree(final long pid) {
        return size(pid)
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToLong(child -> size(child.pid()))
                        .sum();
    }

    private static long size(final long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> KB * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (final IOException | UncheckedIOException e) {
            return 0; // it has ended, or this is no Linux
        }
    }

    private static long number(final String text) {
        return text == null ? 0 : Long.parseLong(text);
    }
}
