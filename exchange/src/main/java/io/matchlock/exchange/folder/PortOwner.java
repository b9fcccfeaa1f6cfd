package io.matchlock.exchange.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The process that has a port of this machine, as far as {@code /proc} shows it to this user.
 *
 * @param pid of a process that has the port open
 * @param name of its program
 * @param folder data folder that it serves, if it is one of Matchlock's
 */
public record PortOwner(long pid, String name, Optional<Path> folder) {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    /** What a role locks while it runs. */
    private static final String LOCK = "(up|driver|redis|cache|postgres|persister|matcher|gateway)\\.lock";
    /** An embedded server works in a folder of the data folder, Postgres in one of that. */
    private static final int MAX_DEPTH = 3;

    /** {@return whether this system tells who has a port} */
    public static boolean isTold() {
        return Files.isReadable(PROC.resolve("net/tcp"));
    }

    /**
     * Looks for a server.
     *
     * @param port of TCP
     * @return who listens there; nothing if nobody does or the system does not tell
     */
    public static Optional<PortOwner> ofTcp(final int port) {
        return find(port, "tcp", LISTENING::equals);
    }

    /**
     * Looks for a receiver of datagrams.
     *
     * @param port of UDP
     * @return who has it; nothing if nobody does or the system does not tell
     */
    public static Optional<PortOwner> ofUdp(final int port) {
        return find(port, "udp", state -> true);
    }

    /** {@return a phrase that names it} */
    @Override
    public String toString() {
        final String process = "process " + pid + " (" + name + ")";
        return folder.map(path -> "data folder " + path + ", " + process).orElse(process);
    }

    private static Optional<PortOwner> find(final int port, final String protocol, final Predicate<String> isState) {
        final Set<String> sockets = Stream.of(protocol, protocol + "6")
                .flatMap(table -> lines(PROC.resolve("net").resolve(table)))
                .map(line -> line.trim().split("\\s+", -1))
                .filter(fields -> fields.length > INODE && isState.test(fields[STATE]))
                .filter(fields -> fields[ADDRESS].endsWith(String.format(Locale.ROOT, ":%04X", port)))
                .map(fields -> "socket:[" + fields[INODE] + "]")
                .collect(Collectors.toSet());
        return sockets.isEmpty()
                ? Optional.empty()
                : list(PROC)
                        .filter(process -> process.getFileName().toString().matches("\\d+"))
                        .filter(process -> openFiles(process).anyMatch(sockets::contains))
                        .findFirst()
                        .map(process -> of(process, port));
    }

    private static PortOwner of(final Path process, final int port) {
        final long pid = Long.parseLong(process.getFileName().toString());
        final boolean isThis =
                pid == ProcessHandle.current().pid(); // and about to start, so that its locks tell nothing
        final List<Path> served = servedFolders(process);
        return new PortOwner(
                pid,
                lines(process.resolve("comm")).findFirst().orElse("unknown"),
                folderOfServer(process)
                        .or(() -> served.stream()
                                .filter(folder -> names(folder, port))
                                .findFirst()
                                .or(() -> served.stream()
                                        .filter(folder -> !isThis)
                                        .findFirst())));
    }

    /** The data folders that a process plays parts on, as the locks tell that it has open. */
    private static List<Path> servedFolders(final Path process) {
        return openFiles(process)
                .filter(file -> file.matches("/.*/run/" + LOCK))
                .map(file -> Path.of(file).getParent().getParent())
                .distinct()
                .toList();
    }

    /** The data folder in which an embedded server works. */
    private static Optional<Path> folderOfServer(final Path process) {
        Path folder = link(process.resolve("cwd")).map(Path::of).orElse(null);
        for (int depth = 0; folder != null && depth < MAX_DEPTH; depth++) {
            if (list(folder.resolve("run"))
                    .anyMatch(file -> file.getFileName().toString().matches(LOCK))) {
                return Optional.of(folder);
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }

    /** Whether a run file of the folder tells the port. */
    private static boolean names(final Path folder, final int port) {
        return list(folder.resolve("run"))
                .filter(file -> file.toString().endsWith(".properties"))
                .flatMap(PortOwner::lines)
                .anyMatch(line -> line.matches("(port=|control=.*:)" + port));
    }

    private static Stream<String> openFiles(final Path process) {
        return list(process.resolve("fd")).map(PortOwner::link).flatMap(Optional::stream);
    }

    private static Optional<String> link(final Path file) {
        try {
            return Optional.of(Files.readSymbolicLink(file).toString());
        } catch (final IOException e) {
            return Optional.empty(); // closed meanwhile, or somebody else's
        }
    }

    private static Stream<Path> list(final Path folder) {
        final List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(paths::add);
        } catch (final IOException | DirectoryIteratorException e) {
            return paths.stream(); // gone, or somebody else's
        }
        return paths.stream();
    }

    private static Stream<String> lines(final Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (final IOException | UncheckedIOException e) {
            return Stream.empty();
        }
    }
}
